"""Kinds of change, each by a minimal pair of documents: exactly what was changed is reported, both ways."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from iotcentral_generator.evolution.contracts import Contract, contract_of
from iotcentral_generator.evolution.difference import ContractDifference, difference
from iotcentral_generator.evolution.kinds import KINDS, LEVELS
from iotcentral_generator.evolution.kinds.reference import kind_table

pytestmark = pytest.mark.slow  # contracts are compared for each kind of change

HERE = Path(__file__).parent


class Pair(NamedTuple):
    """Two documents and the changes between them.

    `new` and `old` hold merge patches of the base document by address, such as `schemas Item.name`; `changes` and `back`
    are level, kind and place of each change on the way there and back; `unnamed`, whether no names in Python are known.
    """

    name: str
    old: dict[str, Any]
    new: dict[str, Any]
    changes: list[str]
    back: list[str]
    unnamed: bool

    def __repr__(self) -> str:
        return self.name


def read_pairs() -> list[Pair]:
    rows = yaml.load((HERE / "pairs.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)
    return [
        Pair(name, row.get("old", {}), row.get("new", {}), row["changes"], row["back"], row.get("unnamed", False))
        for name, row in rows.items()
    ]


PAIRS = read_pairs()


@cache
def base() -> dict[str, Any]:
    document: dict[str, Any] = yaml.load((HERE / "base.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)
    return document


def merged(target: Any, patch: Any) -> Any:
    """Return the result of a merge patch (RFC 7396)."""
    if not isinstance(patch, dict):
        return patch
    result = dict(target) if isinstance(target, dict) else {}
    for key, value in patch.items():
        if value is None:
            result.pop(key, None)
        else:
            result[key] = merged(result.get(key), value)
    return result


_AREAS: Mapping[str, tuple[str, ...]] = {
    "schemas": ("components", "schemas"),
    "parameters": ("components", "parameters"),
    "responses": ("components", "responses"),
    "securitySchemes": ("components", "securitySchemes"),
}


def patched(document: dict[str, Any], patches: dict[str, Any]) -> dict[str, Any]:
    """Return a document with changes; their keys are addresses of operations, parameters, schemas and members."""
    for address, patch in patches.items():
        if address.endswith(")"):
            document = with_parameter(document, address, patch)
            continue
        if address.endswith(" at"):
            document = moved(document, address.removesuffix(" at"), patch)
            continue
        whole: Any = patch
        for part in reversed(_path(document, address)):
            whole = {part: whole}
        document = merged(document, whole)
    return document


def with_parameter(document: dict[str, Any], address: str, patch: Any) -> dict[str, Any]:
    """Return a document with one parameter of an operation changed, added, or removed (null)."""
    operation, _, name = address.rstrip(")").partition("(")
    *path, last = [*_path(document, operation), "parameters"]
    node = document
    for part in path:
        node = node[part]
    listed = [each for each in node[last] if each.get("name") != name]
    found = next((each for each in node[last] if each.get("name") == name), {"name": name})
    added = [] if patch is None else [merged(found, patch)]
    index = node[last].index(found) if found in node[last] else len(listed)
    return patched(document, {f"{operation} parameters": [*listed[:index], *added, *listed[index:]]})


def moved(document: dict[str, Any], operation: str, place: str) -> dict[str, Any]:
    """Return a document with an operation at another place, such as `post /orders`, or a schema of another name."""
    if operation.startswith("schemas "):
        old = operation.removeprefix("schemas ")
        schema = {**document["components"]["schemas"][old], "x-renamed-from": old}
        renamed: dict[str, Any] = merged(document, {"components": {"schemas": {old: None, place: schema}}})
        return renamed
    _, path, method = _path(document, operation)
    node = document["paths"][path][method]
    new_method, new_path = place.split()
    without = merged(document, {"paths": {path: {method: None}}})
    placed: dict[str, Any] = merged(without, {"paths": {new_path: {new_method: node}}})
    return placed


def _path(document: dict[str, Any], address: str) -> list[str]:
    head, _, rest = address.partition(" ")
    for path, item in document["paths"].items():
        for method, operation in item.items():
            if isinstance(operation, dict) and operation.get("operationId") == head:
                return ["paths", path, method, *rest.split()]
    area = _AREAS.get(head)
    if area is None:
        return [head, *rest.split()]
    if head == "schemas":
        address, _, inner = rest.partition(" ")
        name, *members = address.split(".")
        return [
            *area,
            *([name] if name else []),
            *(part for each in members for part in ("properties", each)),
            *inner.split(),
        ]
    return [*area, *rest.split()]


def contract(patches: dict[str, Any]) -> Contract:
    return planned(json.dumps(patches))


@cache
def planned(patches: str) -> Contract:
    """Return the contract of the base document with changes; both ways and both tests need the same ones."""
    return contract_of(patched(base(), json.loads(patches)))


def told(found: ContractDifference) -> list[str]:
    return sorted(f"{change.level} {change.id}" for change in found.changes)


@pytest.mark.parametrize("pair", PAIRS, ids=repr)
def test_exactly_what_changed_is_reported(pair: Pair) -> None:
    old, new = contract(pair.old), contract(pair.new)
    assert (bool(old.note), bool(new.note)) == (pair.unnamed, pair.unnamed)
    assert told(difference(old, new)) == sorted(pair.changes)
    assert told(difference(new, old)) == sorted(pair.back)
    assert told(difference(new, new)) == []


def test_every_kind_has_a_pair() -> None:
    lines = {line for pair in PAIRS for line in [*pair.changes, *pair.back]}
    reported = {line.split()[1] for line in lines}
    assert KINDS.keys() - reported == set()
    assert {line.split()[0] for line in lines} <= set(LEVELS)


def test_the_documentation_lists_every_kind() -> None:
    page = (HERE.parents[2] / "docs" / "kinds-of-change.md").read_text(encoding="utf-8")
    assert kind_table() in page, (
        "put the output of kind_table() of evolution/kinds/reference.py into docs/kinds-of-change.md"
    )
