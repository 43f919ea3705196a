"""Parameters of the operations of a published version, compared with the authored ones, and merged into them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from ...document.nodes import Key, Node, resolved, target_key
from ...document.operations import path_names
from .merge_schemas import SchemaMerge
from .merge_target import MergeTarget

__all__ = ["ParameterMerge"]

_Matched = tuple[Key, str, Node]
"""The key of an authored operation, its path in the version, and the published operation."""


class _Use(NamedTuple):
    """A parameter of an authored operation: where the operation has it, and where it is written."""

    place: Key
    written: Key


class ParameterMerge:
    """The comparison of parameters: of shared ones once, if all operations agree on them."""

    def __init__(self, target: MergeTarget, document: Node, schemas: SchemaMerge) -> None:
        self._target = target
        self._document = document
        self._schemas = schemas

    def merge(self, matched: list[_Matched]) -> None:
        """Compare the parameters of all operations, and edit what differs."""
        wanted: dict[Key, list[Node]] = {}
        uses: list[tuple[_Matched, _Use, Node]] = []
        for each in matched:
            for use, parameter in self._paired(each):
                wanted.setdefault(use.written, []).append(parameter)
                uses.append((each, use, parameter))
        for written, parameters in wanted.items():
            if all(parameter == parameters[0] for parameter in parameters):
                self._compare(written, parameters[0])
        for (key, _, operation), use, parameter in uses:
            agreed = all(other == parameter for other in wanted[use.written])
            if agreed or self._same(use.written, parameter):
                continue
            name = operation["operationId"]
            if use.place == use.written:
                self._compare(use.written, parameter)
            else:  # the other operations keep what is shared
                self._target.mark(use.place, f"the shared {parameter['name']} of {name}", present=False)
                self._target.append((*key, "parameters"), parameter, f"{parameter['name']} of {name}")

    def _paired(self, matched: _Matched) -> Iterator[tuple[_Use, Node]]:
        """Pair the parameters of one operation; those that are new or gone are edited at once."""
        key, path, operation = matched
        name = operation["operationId"]
        own: dict[tuple[str, str], _Use] = {}
        for each in self._uses(key):
            if self._identity(each) not in own or self._target.has(each.place):
                own[self._identity(each)] = each
        published = {_identity(p): p for p in map(self._resolved, operation.get("parameters", [])) if p}
        renamed = self._renamed(key, path)
        for identity, parameter in published.items():
            place = identity if identity in own else (identity[0], renamed.get(identity[1], identity[1]))
            written = next(p for p in operation["parameters"] if _identity(self._resolved(p)) == identity)
            place = place if place in own else _sharing(own, written, published.keys())
            found = own.pop(place) if place in own else None
            if found is None:
                file = self._target.file_of(key)
                self._target.append((*key, "parameters"), self.shared(written, file), f"{identity[1]} of {name}")
            else:
                self._target.mark(found.place, f"{identity[1]} of {name}", present=True)
                yield found, parameter
        for identity, use in own.items():
            if self._target.has(use.place):
                self._forget_fields(key, identity[1])
            self._target.mark(use.place, f"{identity[1]} of {name}", present=False)

    def _forget_fields(self, key: Key, name: str) -> None:
        """Let an operation name no fields for a parameter that it has no longer."""
        fields = self._target.now(key).get("x-fields", {})
        if name in fields:
            self._target.patch(key, {"x-fields": {name: None} if len(fields) > 1 else None})

    def _resolved(self, parameter: Node) -> Node:
        found: Node = resolved(self._document, parameter)
        return found

    def _uses(self, key: Key) -> Iterator[_Use]:
        for owner in (key[:2], key):
            for index, parameter in enumerate(self._target.at((*owner, "parameters")) or []):
                place = (*owner, "parameters", index)
                yield _Use(place, target_key(parameter.get("$ref")) or place)

    def _identity(self, use: _Use) -> tuple[str, str]:
        return _identity(self._target.now(use.written))

    def _renamed(self, key: Key, path: str) -> dict[str, str]:
        """Return the published names of path parameters → their authored names, by their places in the path."""
        item = self._target.at(key[:2]) or {}
        before = str(self._target.now(key).get("x-path", item.get("x-path", key[1])))
        own = [str(self._target.now(use.written).get("name")) for use in self._uses(key)]
        authored = path_names(str(key[1])) if not set(path_names(before)) <= set(own) else path_names(before)
        published = path_names(path)
        return dict(zip(published, authored, strict=False)) if len(published) == len(authored) else {}

    def _same(self, written: Key, parameter: Node) -> bool:
        with self._target.trial() as edits:
            self._compare(written, parameter)
        return not edits

    def _compare(self, written: Key, parameter: Node) -> None:
        now = {**self._target.now(written), "schema": self._target.now((*written, "schema"))}
        self._target.described(written, parameter)
        changes: Node = {}
        if now.get("name") != parameter["name"]:
            changes["name"] = parameter["name"]
        for word in ("required", "deprecated"):
            if bool(now.get(word)) != bool(parameter.get(word)):
                changes[word] = True if parameter.get(word) else None
        if _style(now) != _style(parameter):
            changes |= dict(zip(("style", "explode"), _style(parameter), strict=True))
        if changes:
            self._target.patch(written, changes)
        if not _follows_version(now) and not _follows_version(parameter):
            self._schemas.schema((*written, "schema"), parameter["schema"], str(parameter["name"]))

    def shared(self, written: Node, file: Path) -> Node:
        """Return a parameter of a new operation, or a new one of an operation: shared where one says the same."""
        parameter = self._resolved(written)
        for name in self._target.document.get("components", {}).get("parameters", {}):
            key: Key = ("components", "parameters", name)
            if _identity(self._target.now(key)) == _identity(parameter) and self._same(key, parameter):
                return {"$ref": f"#/components/parameters/{name}"}
        self._schemas.need_all(parameter, file)
        if "$ref" not in written:
            return parameter
        name = str(written["$ref"]).rpartition("/")[2]
        if self._target.at(("components", "parameters", name)) is not None:
            return parameter  # the name has another meaning in other versions
        self._target.new_components["parameters", name] = (file, parameter)
        return written


def _sharing(
    own: Mapping[tuple[str, str], _Use], written: Node, published: Collection[tuple[str, str]]
) -> tuple[str, str]:
    """Return the parameter of an authored operation that refers to the component of a published one by another name."""
    component = target_key(written.get("$ref"))
    found = (identity for identity, use in own.items() if use.written == component and identity not in published)
    return next(found, ("", ""))


def _identity(parameter: Node) -> tuple[str, str]:
    return str(parameter.get("in")), str(parameter.get("name"))


def _follows_version(parameter: Node) -> bool:
    return "x-fixed-to" in parameter.get("schema", {})


def _style(parameter: Node) -> tuple[str, bool]:
    style = str(parameter.get("style", "form" if parameter.get("in") in {"query", "cookie"} else "simple"))
    if "array" not in str(parameter.get("schema", {}).get("type")):
        return "", False
    return style, bool(parameter.get("explode", style == "form"))
