"""Models of many members: they are read and written like any other, and type checkers keep up with the code."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from .made_packages import Requests, document, imported, mypy_complaints, operation, properties

_INFERRED = 64
"""Assignments up to which pyright infers the type of a variable; beyond, its strict mode reports every use."""

_TEXTS = [f"text{number}" for number in range(2 * _INFERRED)]
_OTHERS: dict[str, Any] = {
    f"{kind}{number}": {"type": kind} for kind in ("integer", "number", "boolean") for number in range(_INFERRED)
}
_VALUES = {"integer": 1, "number": 1.5, "boolean": True}
_CONTENT = {name: name for name in _TEXTS} | {name: _VALUES[each["type"]] for name, each in _OTHERS.items()}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("large")


@pytest.fixture(scope="module")
def large(folder: Path) -> Iterator[Any]:
    schema = {"type": "object", "properties": properties(*_TEXTS, **_OTHERS)}
    paths = {"/things": {"put": operation("Things_Put", "Thing", tags=["Things"])}}
    with imported(document("large", paths, {"Thing": schema}, ("Things",)), folder) as package:
        yield package


def test_all_members_are_read_written_and_sent(large: Any) -> None:
    requests = Requests(large, "Large")
    thing = requests.client().things.put(large.models.Thing.from_dict(_CONTENT))
    assert thing.to_dict() == _CONTENT
    assert thing == large.models.Thing(**_CONTENT)


def test_type_checkers_need_not_infer_what_is_assigned_often(large: Any, folder: Path) -> None:
    assert mypy_complaints(folder) == ""
    tree = ast.parse((folder / "out/large/large/models/thing.py").read_text(encoding="utf-8"))
    often = 0
    for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
        stored = Counter(
            node.id for node in ast.walk(function) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
        )
        annotated = {node.target.id for node in ast.walk(function) if isinstance(node, ast.AnnAssign)}  # type: ignore[union-attr]
        assert {name for name, count in stored.items() if count > _INFERRED} <= annotated
        often += any(count > _INFERRED for count in stored.values())
    assert often
