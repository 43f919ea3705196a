"""Operations of a published version, compared with the authored ones, and merged into them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from ...document.changes import CHANGES
from ...document.nodes import Key, Node, resolved, target_key
from ...document.operations import METHODS
from ...document.schemas import SCHEMAS
from .merge_parameters import ParameterMerge
from .merge_schemas import SchemaMerge
from .merge_target import MergeTarget

__all__ = ["OperationMerge"]

_WORDS = ("deprecated", "x-ms-pageable", "x-ms-long-running-operation")


class _Pair(NamedTuple):
    """An authored operation, and the published one that it is in the version."""

    key: Key
    path: str
    method: str
    published: Node


class OperationMerge:
    """The comparison of all operations of a version."""

    def __init__(self, target: MergeTarget, document: Node, schemas: SchemaMerge) -> None:
        self._target = target
        self._document = document
        self._schemas = schemas
        self._parameters = ParameterMerge(target, document, schemas)
        self._moved: dict[str, str] = {}

    def merge(self) -> None:
        """Compare the operations, and edit what differs."""
        pairs, new, gone = self._paired()
        self._suggest(new, gone)
        for key in gone:
            self._target.mark(key, f"operation {self._target.now(key).get('operationId')}", present=False)
        for pair in pairs:
            self._target.mark(pair.key, f"operation {pair.published['operationId']}", present=True)
            self._target.described(pair.key, pair.published)
            self._words(pair)
        self._move(pairs)
        self._parameters.merge([(pair.key, pair.path, pair.published) for pair in pairs])
        shared = self._shared_uses(pairs)
        for pair in pairs:
            self._body(pair)
            self._responses(pair, shared)
        for path, method, operation in new:
            self._add(path, method, operation)

    def _suggest(self, new: list[tuple[str, str, Node]], gone: list[Key]) -> None:
        """Suggest which new operations look like ones that are gone, renamed and moved at once."""
        before = {key: _shape(self._target.document, str(key[2]), str(key[1]), self._target.now(key)) for key in gone}
        for path, method, operation in new:
            shape = _shape(self._document, method, path, operation)
            alike = [key for key, other in before.items() if other == shape]
            if len(alike) == 1:
                old, name = self._target.now(alike[0]).get("operationId"), operation["operationId"]
                change = f"{{x-since: {self._target.version}, operationId: {name}, x-path: {path}}}"
                self._target.looks.append(
                    f"operation {name} looks like a rename of {old}; if it is one, remove {name} and the x-until of "
                    f"{old} again, and declare {change} in the x-changes of {old}"
                )

    def _paired(self) -> tuple[list[_Pair], list[tuple[str, str, Node]], list[Key]]:
        """Pair authored and published operations: by operationId, else by method and path, whose names may differ."""
        authored = dict(self._authored())
        pairs, left = [], []
        for path, item in self._document["paths"].items():
            for method, operation in item.items():
                keys = [key for key, name in authored.items() if name == operation["operationId"]]
                same_place = [key for key in keys if key[1:] == (path, method)]
                key = next(iter(same_place or [k for k in keys if self._target.has(k)] or keys), None)
                if key is None:
                    left.append((path, method, operation))
                else:
                    del authored[key]
                    pairs.append(_Pair(key, path, method, operation))
        new = []
        for path, method, operation in left:
            alike = [key for key in authored if _template(key) == _template(("paths", path, method))]
            key = next((key for key in alike if self._target.has(key)), None)
            if key is None:
                new.append((path, method, operation))
            else:
                del authored[key]
                pairs.append(_Pair(key, path, method, operation))
        return pairs, new, [key for key in authored if self._in_version(key)]

    def _authored(self) -> Iterator[tuple[Key, str]]:
        for path, item in self._target.document.get("paths", {}).items():
            for method in METHODS:
                if isinstance(item, dict) and method in item:
                    key = ("paths", path, method)
                    yield key, str(self._target.now(key).get("operationId"))

    def _in_version(self, key: Key) -> bool:
        return self._target.has(key) and self._target.has(key[:2])

    def _words(self, pair: _Pair) -> None:
        now = self._target.now(pair.key)
        words = [word for word in _WORDS if (now.get(word) or None) != (pair.published.get(word) or None)]
        changes = {word: pair.published.get(word) for word in words}
        options = "x-ms-long-running-operation-options"
        if pair.published.get(options) not in (None, now.get(options)):
            changes[options] = pair.published[options]
        if now.get("operationId") != pair.published["operationId"]:
            changes["operationId"] = pair.published["operationId"]
        if changes:
            self._target.patch(pair.key, changes)

    def _move(self, pairs: list[_Pair]) -> None:
        """Edit the paths and the methods that differ: of a whole path item, or of single operations."""
        moved: dict[str, list[_Pair]] = {}
        for pair in pairs:
            item, now = self._target.now(pair.key[:2]), self._target.now(pair.key)
            if now.get("x-path", item.get("x-path", pair.key[1])) != pair.path:
                moved.setdefault(str(pair.key[1]), []).append(pair)
            if now.get("x-method", pair.key[2]) != pair.method:
                self._target.patch(pair.key, {"x-method": pair.method})
        for path, found in moved.items():
            staying = [pair for pair in pairs if pair.key[1] == path and pair not in found]
            wanted = {pair.path for pair in found}
            if not staying and len(wanted) == 1:
                self._target.patch(("paths", path), {"x-path": found[0].path})
                self._moved[found[0].path] = path
            else:
                for pair in found:
                    self._target.patch(pair.key, {"x-path": pair.path})

    # --- bodies and responses

    def _body(self, pair: _Pair) -> None:
        key = (*pair.key, "requestBody")
        published = pair.published.get("requestBody")
        what = f"the body of {pair.published['operationId']}"
        if published is None:
            if self._target.at(key) is not None:
                self._target.mark(key, what, present=False)
            return
        if self._target.at(key) is None:
            self._schemas.need_all(published, self._target.file_of(pair.key))
            self._target.add(pair.key, "requestBody", published, what)
            return
        self._target.mark(key, what, present=True)
        now = self._target.now(key)
        for word in ("required", "x-ms-client-flatten"):
            if bool(now.get(word)) != bool(published.get(word)):
                self._target.patch(key, {word: True if published.get(word) else None})
        self._content(key, now, published, what)

    def _content(self, key: Key, now: Node, published: Node, what: str) -> None:
        own, others = now.get("content", {}), published.get("content", {})
        place = (*key, "content")
        for media, about in others.items():
            if media not in own:
                self._replaced(own, others, about)
                value = self._like_others(own, about)
                self._schemas.need_all(value, self._target.file_of(key))
                self._target.add(place, media, value, f"{what} as {media}")
                continue
            self._target.mark((*place, media), f"{what} as {media}", present=True)
            self._body_schema((*place, media, "schema"), about["schema"], what)
        for media in own:
            if media not in others:
                self._target.mark((*place, media), f"{what} as {media}", present=False)

    def _body_schema(self, key: Key, published: Node, what: str) -> None:
        """Compare the schema of a body; of a merge patch published documents say little, so that what is authored holds."""
        patched, other = self._target.now(key).get("x-merge-patch-of"), published.get("x-merge-patch-of")
        if patched is None or published.get("properties") or "$ref" in published:
            self._schemas.schema(key, published, what)
        elif other is not None and "x-assumed" not in published and not self._schemas.is_called(patched, other):
            self._schemas.need(other, self._target.file_of(key))
            self._target.patch(key, {"x-merge-patch-of": other})

    def _replaced(self, own: Node, others: Node, about: Node) -> None:
        """Compare the content of a new media type with that of one which is gone: it may have another name only."""
        for media, known in own.items():
            name, other = known.get("schema", {}).get("$ref"), about["schema"].get("$ref")
            if media not in others and name and other:
                self._schemas.renamed(str(name).removeprefix(SCHEMAS), str(other).removeprefix(SCHEMAS))

    def _like_others(self, own: Node, about: Node) -> Node:
        """Return the content of a new media type; a body that is a merge patch is one in every media type."""
        schemas = [media.get("schema", {}) for media in own.values() if isinstance(media, dict)]
        patch = next((schema for schema in schemas if "x-merge-patch-of" in schema), None)
        return {"schema": patch} if patch is not None else about

    def _shared_uses(self, pairs: list[_Pair]) -> dict[Key, Node]:
        """Return shared response → what it is in the version: what most operations that have it are to answer."""
        found: dict[Key, list[Node]] = {}
        for pair in pairs:
            for status, response in pair.published["responses"].items():
                written = self._target.now((*pair.key, "responses", status))
                if component := target_key(written.get("$ref")):
                    found.setdefault(component, []).append(resolved(self._document, response))
        return {component: max(uses, key=uses.count) for component, uses in found.items()}

    def _responses(self, pair: _Pair, shared: Mapping[Key, Node]) -> None:
        own = self._target.now(pair.key).get("responses", {})
        name = pair.published["operationId"]
        place = (*pair.key, "responses")
        for status, response in pair.published["responses"].items():
            what = f"response {status} of {name}"
            if status not in own:
                value = self._shared_response(response)
                self._schemas.need_all(value, self._target.file_of(pair.key))
                self._target.add(place, status, value, what)
            else:
                self._target.mark((*place, status), what, present=True)
                self._known_response((*place, status), response, what, shared)
        for status in own:
            if status not in pair.published["responses"]:
                self._target.mark((*place, status), f"response {status} of {name}", present=False)

    def _known_response(self, key: Key, published: Node, what: str, shared: Mapping[Key, Node]) -> None:
        """Compare a response; one that is shared is written out where an operation answers another one than most."""
        component, whole = target_key(self._target.now(key).get("$ref")), resolved(self._document, published)
        if component and shared.get(component, whole) != whole:
            with self._target.trial() as edits:
                self._response(component, whole, what)
            if edits:
                about = {"description": self._target.now(component).get("description", "")}
                self._schemas.need_all(whole, self._target.file_of(key))
                self._target.patch(key, {"$ref": None, **about, **whole})
            return
        self._response(key, published, what)

    def _response(self, key: Key, published: Node, what: str) -> None:
        now = self._target.now(key)
        if "$ref" in now:
            key = target_key(now["$ref"])
            now = self._target.now(key)
        published = resolved(self._document, published)
        if bool(now.get("content")) != bool(published.get("content")):
            self._schemas.need_all(published, self._target.file_of(key))
            self._target.patch(key, {"content": published.get("content")})
        else:
            self._content(key, now, published, what)
        self._headers((*key, "headers"), now.get("headers", {}), published.get("headers", {}), what)

    def _headers(self, key: Key, own: Node, others: Node, what: str) -> None:
        known = {header.lower(): header for header in own}
        wanted = {header.lower(): (header, about) for header, about in others.items()}
        for lower, (header, about) in wanted.items():
            if lower not in known:
                self._target.add(key, header, about, f"header {header} of {what}")
                continue
            place = (*key, known[lower])
            self._target.mark(place, f"header {header} of {what}", present=True)
            if "$ref" not in self._target.now(place):
                self._schemas.schema((*place, "schema"), about["schema"], f"header {header} of {what}")
        for lower in sorted(known.keys() - wanted.keys()):
            self._target.mark((*key, known[lower]), f"header {known[lower]} of {what}", present=False)

    def _shared_response(self, published: Node) -> Node:
        """Return a reference to the authored response that says the same, else the response."""
        whole: Node = resolved(self._document, published)
        for name in self._target.document.get("components", {}).get("responses", {}):
            key: Key = ("components", "responses", name)
            with self._target.trial() as edits:
                self._response(key, whole, "")
            if not edits and bool(self._target.now(key).get("content")) and whole.get("content"):
                return {"$ref": f"#/components/responses/{name}"}
        return whole

    # --- new operations

    def _add(self, path: str, method: str, operation: Node) -> None:
        name = operation["operationId"]
        file = self._file_for(name)
        responses = {status: self._shared_response(r) for status, r in operation["responses"].items()}
        parameters = [self._parameters.shared(p, file) for p in operation.get("parameters", [])]
        whole = {**operation, "responses": responses} | ({"parameters": parameters} if parameters else {})
        whole = {
            word: whole[word] for word in (*(w for w in _ORDER if w in whole), *(w for w in whole if w not in _ORDER))
        }
        self._schemas.need_all(whole, file)
        authored = self._moved.get(path, path)
        if self._target.at(("paths", authored)) is not None:
            if self._target.now(("paths", authored)).get("x-path", authored) != path:  # that item is elsewhere now
                whole[CHANGES] = [{**(self._target.lines.marks([self._target.version]) or {}), "x-path": path}]
            self._target.add(("paths", authored), method, whole, f"operation {name}")
        else:
            self._target.place_operation(file, path, method, whole)
            self._target.note(f"operation {name} is new")

    def _file_for(self, operation_id: str) -> Path:
        """Return the file of the resource of an operation, a new one for a new resource."""
        resource = operation_id.partition("_")[0]
        for key, name in self._authored():
            if name.partition("_")[0] == resource:
                return self._target.file_of(key)
        file = self._target.spec.root.parent / f"{_snake(resource)}.yaml"
        if not file.exists():
            self._target.new_parts.setdefault(file, {"paths": {}})
        return file


_ORDER = ("operationId", "summary", "description", "deprecated", "parameters", "requestBody", "responses")


def _template(key: Key) -> tuple[str, object]:
    """Return the path of an operation without the names of its parameters, and its method."""
    return re.sub(r"\{[^{}]*\}", "{}", str(key[1])), key[2]


def _shape(document: Node, method: str, path: str, operation: Node) -> tuple[object, ...]:
    """Return what an operation has in common with the one that it is, renamed: method, parameters of the path, schemas."""
    bodies = [
        operation.get("requestBody", {}),
        *(operation.get("responses", {}).get(s, {}) for s in _statuses(operation)),
    ]
    schemas = [
        str(media.get("schema")) for body in bodies for media in resolved(document, body).get("content", {}).values()
    ]
    return method, len(re.findall(r"\{[^{}]*\}", path)), tuple(_statuses(operation)), tuple(schemas)


def _statuses(operation: Node) -> list[str]:
    return sorted(status for status in operation.get("responses", {}) if status[:1] == "2")


def _snake(name: str) -> str:
    words = "".join(f"_{char.lower()}" if char.isupper() else char for char in name)
    return words.strip("_") or "api"
