"""Small valid document that the tests of the generator change, each a little."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import pytest
from iotcentral_generator.engine import ParsedDocument, parse
from iotcentral_generator.lint import lint
from iotcentral_generator.load import Spec, load
from iotcentral_generator.pipeline import GenerationResult, generate
from iotcentral_generator.plan import PackagePlan, plan
from iotcentral_generator.problems import GenerationError, Problem
from iotcentral_generator.project import project

REPOSITORY = Path(__file__).parents[2]

ROOT = """\
openapi: 3.1.0
info:
  title: Things
  description: An API of things.
x-api-versions: ["1", "2"]
x-package:
  distribution: things-v{api-version}
  version: 0.1.0
  client: Things
  description: Things, version {api-version}
  example: import {package}
x-parts:
- things.yaml
tags:
- name: Things
  description: The things.
servers:
- url: https://things.example
components: {}
"""

PART = """\
paths:
  /things/{thingId}:
    get:
      operationId: Things_Get
      summary: Get a thing
      description: Answers a thing.
      parameters:
      - {"$ref": "#/components/parameters/Version"}
      - {"$ref": "#/components/parameters/ThingId"}
      - name: depth
        in: query
        description: How deep to look.
        x-since: "2"
        schema: {type: integer}
        example: 2
      responses:
        "200":
          description: The thing.
          content:
            application/json:
              schema: {"$ref": "#/components/schemas/Thing"}
              examples:
                one:
                  value: {name: One, colour: red, shape: {kind: circle, radius: 1.5}}
        default: {"$ref": "#/components/responses/Error"}
    patch:
      operationId: Things_Update
      summary: Change a thing
      description: Changes a thing.
      parameters:
      - {"$ref": "#/components/parameters/Version"}
      - {"$ref": "#/components/parameters/ThingId"}
      requestBody:
        description: The changes.
        content:
          application/merge-patch+json:
            schema: {x-merge-patch-of: Thing}
            examples:
              rename:
                value: {name: Two}
      responses:
        "204":
          description: It is changed.
        default: {"$ref": "#/components/responses/Error"}
components:
  parameters:
    Version:
      name: version
      in: query
      description: The version.
      required: true
      schema: {type: string, x-fixed-to: api-version}
    ThingId:
      name: thingId
      in: path
      description: Id of the thing.
      required: true
      schema: {type: string}
      example: t1
  responses:
    Error:
      description: It failed.
      content:
        application/json:
          schema: {"$ref": "#/components/schemas/Error"}
          examples:
            failed:
              value: {code: Failed}
  schemas:
    Error:
      description: Why it failed.
      type: object
      required: [code]
      properties:
        code:
          description: The reason.
          type: string
    Thing:
      description: A thing.
      type: object
      required: [name]
      properties:
        id:
          description: Id of the thing.
          type: string
          readOnly: true
        name:
          description: Name of the thing.
          type: string
        colour:
          description: Colour of the thing.
          type: string
          title: Colour
          enum: [red, blue]
          x-values:
            red: {description: Like blood.}
            blue: {description: Like the sky., x-since: "2"}
        accessKey:
          description: What opens it.
          x-secret: true
          type: string
        weight:
          description: Weight in kg.
          x-until: "1"
          type: number
        shape:
          description: Shape of the thing.
          "$ref": "#/components/schemas/Shape"
    Shape:
      description: A shape.
      type: object
      required: [kind]
      properties:
        kind:
          description: Which shape.
          type: string
        note:
          description: About the shape.
          type: string
      oneOf:
      - {"$ref": "#/components/schemas/Circle"}
      - {"$ref": "#/components/schemas/Square"}
      discriminator:
        propertyName: kind
        mapping:
          circle: "#/components/schemas/Circle"
          square: "#/components/schemas/Square"
    Circle:
      description: A circle.
      type: object
      required: [kind, radius]
      properties:
        kind: {const: circle, description: Round.}
        radius:
          description: Half of its width.
          type: number
    Square:
      description: A square.
      x-since: "2"
      type: object
      required: [kind, side]
      properties:
        kind: {const: square, description: Not round.}
        side:
          description: Length of a side.
          type: number
"""


class Small:
    """The small document on disk; `change` changes its text."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.root = folder / "openapi.yaml"
        self.part = folder / "things.yaml"
        folder.mkdir()
        self.root.write_text(ROOT)
        self.part.write_text(PART)

    def change(self, old: str, new: str) -> Small:
        """Replace a text that occurs once in one of the files."""
        (file,) = [file for file in (self.root, self.part) if old in file.read_text()]
        assert file.read_text().count(old) == 1, f"{old!r} has to stand once in {file.name}"
        file.write_text(file.read_text().replace(old, new))
        return self

    def line(self, text: str) -> tuple[Path, int]:
        """Return the file and the line in which a text occurs first."""
        for file in (self.root, self.part):
            for number, line in enumerate(file.read_text().splitlines(), 1):
                if text in line:
                    return file, number
        raise AssertionError(f"{text!r} is in no file")

    def load(self) -> Spec:
        return load(self.root)

    def lint(self) -> list[Problem]:
        return lint(self.load())

    def project(self, version: str = "2") -> dict[str, Any]:
        return project(self.load(), version)

    def parse(self, version: str = "2") -> ParsedDocument:
        return parse(self.project(version))

    def plan(self, version: str = "2") -> PackagePlan:
        return plan(self.parse(version), version)

    def generate(self, target: Path, *, only: str | None = None) -> GenerationResult:
        return generate(self.folder, target, lambda _: None, only=only)

    def load_problems(self) -> list[Problem]:
        """Return the problems with which loading fails."""
        with pytest.raises(GenerationError) as error:
            self.load()
        return error.value.problems

    def plan_problems(self, version: str = "2") -> list[Problem]:
        """Return the problems with which planning fails."""
        with pytest.raises(GenerationError) as error:
            self.plan(version)
        return error.value.problems


@pytest.fixture
def small(tmp_path: Path) -> Small:
    """Return the small document in a folder of its own."""
    return Small(tmp_path / "spec")


def cli(*arguments: str | Path) -> list[str]:
    """Return the command of the generator in a process of its own."""
    return [sys.executable, "-m", "iotcentral_generator", *map(str, arguments)]


def environment(**variables: str) -> dict[str, str]:
    """Return the environment of this process, changed."""
    return {**os.environ, **variables}
