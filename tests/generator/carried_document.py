"""Small document whose operations the small document carries out; tests change it, each a little."""

from __future__ import annotations

from pathlib import Path

from iotcentral_generator.load import Spec, load

from .conftest import PART, ROOT, Small

__all__ = ["CarriedDocument"]

_OTHER = """\
openapi: 3.1.0
info:
  title: Errands
  description: What things are asked for.
x-api-versions: ["e1"]
x-package:
  distribution: errands-{api-version}
  version: 0.1.0
  client: Errands
  base: things.errands.ErrandsClient
  methods: Doings
  description: Errands
  example: import {package}
x-carrier:
  document: ../openapi.yaml
  api-version: "2"
  host: shop
  prefix: Real
tags:
- name: Doings
  description: What can be done.
servers:
- url: https://errands.example
paths:
  /shops/{shop}/things/{thing}:
    parameters:
    - {name: shop, in: path, required: true, description: The shop., schema: {type: string}, example: s1}
    - {name: thing, in: path, required: true, description: The thing., schema: {type: string}, example: t1}
    get:
      operationId: LookAtAThing
      summary: Look at a thing
      description: Answers a thing.
      x-data-plane-operation:
        operationId: Things_Get
        parameters: {thingId: thing, depth: deep}
        returns: {colour: shade}
      parameters:
      - {name: deep, in: query, description: How deep., schema: {type: integer}}
      responses:
        "200":
          description: The thing.
          content:
            application/json:
              schema: {x-dynamic: true}
              examples:
                one:
                  value: {name: One, shape: {kind: circle, radius: 1.5}}
    patch:
      operationId: RenameAThing
      summary: Rename a thing
      description: Changes the name.
      deprecated: true
      x-successor: LookAtAThing
      x-data-plane-operation:
        operationId: Things_Update
        parameters: {thingId: thing}
        body: {name: newName}
        same: {again: thing}
      requestBody:
        description: The name.
        x-ms-client-flatten: true
        content:
          application/json:
            schema:
              type: object
              required: [newName]
              properties:
                newName:
                  description: The new name.
                  type: string
                again:
                  description: The thing once more.
                  type: string
            examples:
              two:
                value: {newName: Two}
      responses:
        "204":
          description: It is renamed.
  /shops/{shop}/calls:
    parameters:
    - {name: shop, in: path, required: true, description: The shop., schema: {type: string}, example: s1}
    post:
      operationId: WhenAThingComes
      summary: When a thing comes
      description: Calls when a thing comes.
      x-ms-trigger: single
      callbacks:
        came:
          "{$request.body#/url}":
            post:
              requestBody:
                content:
                  application/json:
                    schema: {"$ref": "#/components/schemas/Came"}
              responses:
                "200": {description: Understood.}
      responses:
        "201":
          description: Whoever asked is called.
components:
  schemas:
    Came:
      description: A thing that came.
      type: object
      properties:
        name:
          description: Its name.
          type: string
"""


class CarriedDocument(Small):
    """Both documents on disk; `change` changes the errands' text."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        (folder / "openapi.yaml").write_text(ROOT)
        (folder / "things.yaml").write_text(PART)
        (folder / "errands").mkdir()
        self.folder = folder
        self.root = self.part = folder / "errands" / "openapi.yaml"
        self.root.write_text(_OTHER)

    def change(self, old: str, new: str) -> CarriedDocument:
        """Replace a text that stands once."""
        text = self.root.read_text()
        assert text.count(old) == 1, f"{old!r} has to stand once"
        self.root.write_text(text.replace(old, new))
        return self

    def load(self) -> Spec:
        return load(self.root)
