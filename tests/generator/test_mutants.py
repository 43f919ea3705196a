"""Mutants of a document: whatever is wrong with it, problems with their places are told, and nothing is raised."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from iotcentral_generator.cli import main
from iotcentral_generator.load.reader import DocumentReader

from .conftest import REPOSITORY

pytestmark = pytest.mark.long  # the documents are linted for each of many edits

FILES = ("openapi.yaml", "books.yaml", "media.yaml", "readers.yaml", "loans.yaml", "shared.yaml", "desk/openapi.yaml")
COUNTS = {"deep": 300}
COUNT = COUNTS.get(os.environ.get("HYPOTHESIS_PROFILE", ""), 60)
GROUPS = 4

BOOK = "#/components/schemas/Book"
VALUES: tuple[Any, ...] = (
    *(None, True, 0, -1, 3.5, 10**30, "", "text", "x" * 300, "a b", "µ", "'\"\\\n", "{", "get"),
    *([], {}, ["a"], [{}], [None], [[1]], {"a": 1}, {"": None}, {"$ref": BOOK}),
    {"type": "object", "properties": {"a": {"type": "string"}}},
)
REFERENCES = (BOOK, "#/components/schemas/Nothing", "#/components/parameters/ApiVersion", "#/paths", "#/", "", "x.yaml")
WORDS = (
    *("$ref", "x-since", "x-sinse", "x-values", "x-known-values", "x-merge-patch-of", "x-name", "x-fields", "x-rate"),
    *("x-ms-pageable", "x-ms-trigger", "x-successor", "x-dynamic", "allOf", "oneOf", "anyOf", "discriminator", "items"),
    *("properties", "additionalProperties", "type", "enum", "const", "required", "default", "readOnly", "pattern"),
    *("example", "examples", "schema", "content", "parameters", "name", "in", "head", "responses", "2XX", "links"),
)

LINE = re.compile(r".+:\d+: [SE]\d{3} \S.*")


@pytest.fixture(scope="module")
def library() -> dict[str, Any]:
    """Return the golden document, file by file."""
    folder = REPOSITORY / "tests/golden/spec"
    return {name: DocumentReader().read(folder / name, "a document") for name in FILES}


def keys(node: Any, key: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Iterate over the keys of everything below a node."""
    for name, value in node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ():
        yield (*key, name)
        yield from keys(value, (*key, name))


def at(node: Any, key: tuple[Any, ...]) -> Any:
    for part in key:
        node = node[part]
    return node


def mutate(document: Any, draw: random.Random) -> str:
    """Change one thing in a file; return what."""
    found = list(keys(document))
    kind = draw.choice(["delete", "replace", "copy", "refer", "add", "rename"])
    if kind == "refer":
        found = [key for key in found if key[-1] == "$ref"] or found
    key = draw.choice(found)
    parent = at(document, key[:-1])
    if kind == "delete":
        del parent[key[-1]]
    elif kind == "replace":
        parent[key[-1]] = deepcopy(draw.choice(VALUES))
    elif kind == "copy":
        parent[key[-1]] = deepcopy(at(document, draw.choice(found)))
    elif kind == "refer":
        parent[key[-1]] = draw.choice(REFERENCES)
    elif isinstance(parent, dict):
        word = draw.choice(WORDS)
        changed = {**parent, word: deepcopy(draw.choice(VALUES))}
        if kind == "rename":
            changed = {word if name == key[-1] else name: value for name, value in parent.items()}
        parent.clear()
        parent.update(changed)
    return f"{kind} {key}"


def twice(text: str, draw: random.Random) -> str:
    """Write one line of a file twice, so that a key occurs twice."""
    lines = text.splitlines()
    candidates = [index for index, line in enumerate(lines) if re.fullmatch(r' *"[^"]+": ("[^"]*"|\d+|true),', line)]
    lines.insert(index := draw.choice(candidates), lines[index])
    return "\n".join(lines)


@pytest.mark.parametrize("group", range(GROUPS))
def test_whatever_is_wrong_is_told_with_its_place(
    library: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str], group: int
) -> None:
    for number in range(group, COUNT, GROUPS):
        draw = random.Random(number)
        documents = deepcopy(library)
        name = draw.choice(FILES)
        what = [mutate(documents[name], draw) for _ in range(draw.choice([1, 1, 2]))]
        texts = {file: json.dumps(each, indent=1, ensure_ascii=False) for file, each in documents.items()}
        if number % 10 == 0:
            texts[name] = twice(texts[name], draw)
        folder = tmp_path / "spec"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        for file, text in texts.items():
            (folder / file).parent.mkdir(exist_ok=True)
            (folder / file).write_text(text, encoding="utf-8")
        status = main(["lint", "--spec", str(folder)])
        told = capsys.readouterr().err
        assert status in {0, 1}, (number, name, what, told)
        assert " at 0x" not in told, (number, name, what, told)
        problems = told.splitlines()[:-1]
        assert (status == 1) is bool(problems), (number, name, what, told)
        assert [line for line in problems if not LINE.fullmatch(line)] == [], (number, name, what)
