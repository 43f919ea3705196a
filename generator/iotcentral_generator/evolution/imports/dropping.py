"""Removal of an api-version from an authored document: what only this version has, and what it has alone to say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

from ...document.changes import CHANGES
from ...document.nodes import Key, Node, component
from ...document.operations import operations, parameters_of
from ...document.versions import AVAILABILITY, VersionLines
from ...load import Spec, load, load_all
from ...problems import GenerationError, Problem
from ...project import project, selected
from ...project.wire_contract import wire_contract
from .yaml_text import YamlText

__all__ = ["drop_version"]

_LISTED = {"properties": ("required",), "x-values": ("enum", "x-known-values")}
"""Mappings of a node, and the lists of it that name their members."""

_KINDS = ("links", "schemas", "parameters", "responses")


def drop_version(folder: Path, version: str) -> list[Path]:
    """Remove an api-version from the document that has it; return the files that were changed or removed.

    Raises:
        GenerationError: no document has the version, or no other one.
    """
    specs = load_all(folder)
    spec = next((spec for spec in specs if version in spec.versions), None)
    known = ", ".join(each for spec in specs for each in spec.versions)
    if spec is None:
        raise GenerationError([Problem("S110", f'"{version}" is not an api-version of {folder}, which has {known}')])
    if len(spec.versions) == 1:
        message = f"{version} is the only api-version of {spec.root}; remove its folder instead"
        raise GenerationError([Problem("S504", message, spec.position(()))])
    for other in specs:
        if other.carrier is not None and (other.carrier.spec.root, other.carrier.api_version) == (spec.root, version):
            message = f"{other.root} is carried out by {version}; name another version in its x-carrier first"
            raise GenerationError([Problem("S504", message, other.position(()))])
    lines = _without(spec.lines, version)
    before = {each: wire_contract(project(spec, each)) for each in lines.all}
    changed = _Dropping(spec, version, lines).write()
    changed |= _remove_empty_parts(spec.root)
    while more := _remove_unreached(load(spec.root)):
        changed |= more | _remove_empty_parts(spec.root)
    released = spec.root.parent / "released" / f"{version}.json"
    if released.exists():
        released.unlink()
        changed.add(released)
    after = load(spec.root)
    if any(wire_contract(project(after, each)) != before[each] for each in lines.all):
        message = f"without {version} other versions are not what they were; restore {spec.root.parent}, and report it"
        raise GenerationError([Problem("S502", message)])
    return sorted(changed)


def _without(lines: VersionLines, version: str) -> VersionLines:
    stable = tuple(each for each in lines.stable if each != version)
    return VersionLines(stable, tuple(each for each in lines.preview if each != version))


class _Dropping:
    def __init__(self, spec: Spec, version: str, lines: VersionLines) -> None:
        self._spec = spec
        self._version = version
        self._lines = lines
        self._texts: dict[Path, YamlText] = {}
        self._gone: dict[Key, set[str]] = {}

    def write(self) -> set[Path]:
        self._node(self._spec.document, ())
        for place, names in self._gone.items():
            self._unlist(place[:-1], _LISTED[str(place[-1])], names)
        root = self._text(self._spec.root)
        self._write_lines(root)
        if self._version in self._spec.revised:
            root.put((), "x-revised", [each for each in self._spec.revised if each != self._version])
        self._drop_older(root)
        if root.has(("x-package", "version", self._version)):
            root.remove(("x-package", "version", self._version))
        for file, text in self._texts.items():
            file.write_text(text.text(), encoding="utf-8")
        return set(self._texts)

    def _drop_older(self, root: YamlText) -> None:
        """Remove the older versions that are served as the version."""
        older: list[dict[str, Any]] = self._spec.document.get("x-older-versions", [])
        kept = [each for each in older if each["served-as"] != self._version]
        if kept != older and kept:
            root.put((), "x-older-versions", kept)
        elif kept != older:
            root.remove(("x-older-versions",))

    def _write_lines(self, root: YamlText) -> None:
        key = "x-api-versions"
        line = "preview" if self._version in self._spec.lines.preview else "stable"
        versions = self._lines.preview if line == "preview" else self._lines.stable
        if not root.has((key, line)):
            root.put((), key, list(self._lines.stable))
        elif versions:
            root.put((key,), line, list(versions))
        elif line == "preview" and root.end_preview_line((key,)):
            pass  # the versions form one line again
        else:
            root.remove((key, line))

    def _text(self, file: Path) -> YamlText:
        if file not in self._texts:
            self._texts[file] = YamlText(file)
        return self._texts[file]

    def _of(self, key: Key) -> YamlText:
        return self._text(self._spec.position(key).file)

    def _node(self, node: Any, key: Key) -> None:
        joined = self._join(node, key) if isinstance(node, list) else {}
        for part, value in _items(node):
            place = (*key, part)
            if part == CHANGES and isinstance(value, list):
                self._changes(value, place)
            elif joined[part] if part in joined else self._is_left(value, place):
                self._node(value, place)

    def _join(self, items: list[Any], key: Key) -> dict[str | int, bool]:
        """Write what stands twice in a list, once before and once after the version, as one item.

        The version was a gap that no marks can say, and without it they can.

        Returns:
            the items that were written → whether they are left.
        """
        joined: dict[str | int, bool] = {}
        for index, (item, further) in enumerate(pairwise(items)):
            if index in joined or not _differ_in_marks(item, further):
                continue
            wanted = [*self._spec.lines.of(item), *self._spec.lines.of(further)]
            given = {word: item[word] for word in AVAILABILITY[:-1] if word in item}
            given |= {word: further[word] for word in AVAILABILITY[-1:] if word in further}
            marks = given if {*self._lines.of(given)} == {*wanted} else self._lines.marks(wanted, given)
            if marks is not None and self._spec.lines.marks(wanted) is None:
                self._write_marks((*key, index), item, self._fewest(marks))
                self._of(key).remove((*key, index + 1))
                joined |= {index: True, index + 1: False}
        return joined

    def _is_left(self, node: Any, key: Key) -> bool:
        """Write the marks that a node has without the version; remove it if no other version has it."""
        if not isinstance(node, dict) or not node.keys() & {*AVAILABILITY}:
            return True
        others = [each for each in self._lines.all if self._spec.lines.have(node, each)]
        if not others:
            self._of(key).remove(key)
            if key[-2] in _LISTED:
                self._gone.setdefault(key[:-1], set()).add(str(key[-1]))
            return False
        if self._version in {node.get(word) for word in AVAILABILITY}:
            self._write_marks(key, node, self._lines.marks(others, node) or {})
        elif not self._spec.lines.have(node, self._version):
            self._write_marks(key, node, self._fewest(node))
        return True

    def _fewest(self, node: Mapping[str, Any]) -> dict[str, Any]:
        """Return the marks of a node without those that do nothing but keep the version out."""
        others = self._lines.of(node)
        given = [word for word in AVAILABILITY if word in node]
        subsets = (words for count in range(len(given) + 1) for words in combinations(given, count))
        fewer = ({word: node[word] for word in words} for words in subsets)
        return next(marks for marks in fewer if self._lines.of(marks) == others)

    def _write_marks(self, key: Key, node: Node, marks: Mapping[str, str]) -> None:
        for word in AVAILABILITY:
            if word in marks and marks[word] != node.get(word):
                self._of(key).put(key, word, marks[word])
            elif word in node and word not in marks:
                self._of(key).remove((*key, word))

    def _unlist(self, key: Key, words: tuple[str, ...], names: set[str]) -> None:
        """Remove names from the lists of a node that name its members."""
        text = self._of(key)
        for word in words:
            listed = text.value((*key, word))
            for index, name in enumerate(listed if isinstance(listed, list) else []):
                if name in names:
                    text.remove((*key, word, index))

    def _changes(self, entries: list[Node], key: Key) -> None:
        left = [entry for entry in entries if any(self._spec.lines.have(entry, each) for each in self._lines.all)]
        if not left:
            self._of(key).remove(key)
            return
        for index, entry in enumerate(entries):
            if entry not in left:
                self._of(key).remove((*key, index))
            else:
                self._is_left(entry, (*key, index))


def _differ_in_marks(one: Any, other: Any) -> bool:
    """Return whether two nodes say the same, each for versions of its own."""
    if not isinstance(one, dict) or not isinstance(other, dict):
        return False
    bare, rest = ({word: v for word, v in node.items() if word not in AVAILABILITY} for node in (one, other))
    return bool(bare == rest and one.keys() & {*AVAILABILITY} and other.keys() & {*AVAILABILITY})


def _items(node: Any) -> Iterator[tuple[str | int, Any]]:
    if isinstance(node, dict):
        yield from node.items()
    elif isinstance(node, list):
        yield from enumerate(node)


def _remove_unreached(spec: Spec) -> set[Path]:
    """Remove the components, links and tags that no version has any more; return the files that changed."""
    texts: dict[Path, YamlText] = {}

    def remove(key: Key) -> None:
        file = spec.position(key).file
        if file not in texts:
            texts[file] = YamlText(file)
        texts[file].remove(key)

    had = [selected(spec, version) for version in spec.versions]
    for kind in _KINDS:
        names = spec.document.get("components", {}).get(kind, {})
        used = {str(o.of(("components", kind, n))[2]) for d, o in had for n in d.get("components", {}).get(kind, {})}
        for name in [name for name in names if name not in used]:
            remove(("components", kind, name))
    tags = {tag["name"] for document, _ in had for tag in document.get("tags", [])}
    for index, tag in enumerate(spec.document.get("tags", [])):
        if tag["name"] not in tags:
            remove(("tags", index))
    _remove_dead_links(spec, had, remove)
    _remove_dead_variants(spec, remove)
    _remove_dead_fields(spec, had, remove)
    for file, text in texts.items():
        file.write_text(text.text(), encoding="utf-8")
    return set(texts)


def _remove_dead_links(spec: Spec, had: Any, remove: Any) -> None:
    """Remove the uses of links that no version has."""
    alive = {f"#/components/links/{n}" for d, _ in had for n in d.get("components", {}).get("links", {})}
    for path, item in spec.document["paths"].items():
        for method, operation in item.items():
            for status, response in operation.get("responses", {}).items() if isinstance(operation, dict) else ():
                links = response.get("links") or {}
                for name in [name for name, use in links.items() if use.get("$ref") not in alive]:
                    remove(("paths", path, method, "responses", status, "links", name))


def _remove_dead_variants(spec: Spec, remove: Any) -> None:
    """Remove variants that are authored no more from their unions."""
    for name, union in spec.document.get("components", {}).get("schemas", {}).items():
        key: Key = ("components", "schemas", name)
        if "discriminator" not in union:
            continue
        for index, item in enumerate(union.get("oneOf", [])):
            if component(spec.document, item.get("$ref")) is None:
                remove((*key, "oneOf", index))
        for tag, target in (union["discriminator"].get("mapping") or {}).items():
            if component(spec.document, target) is None:
                remove((*key, "discriminator", "mapping", tag))


def _remove_dead_fields(spec: Spec, had: Any, remove: Any) -> None:
    """Remove the fields of parameters that no version has any more."""
    for key, _, operation in operations(spec.document):
        known = {
            str(parameter.get("name"))
            for document, origins in had
            for place, item, found in operations(document)
            if origins.of(place) == key
            for parameter in parameters_of(document, item, found)
        }
        for name in operation.get("x-fields", {}).keys() - known:
            remove((*key, "x-fields", name))


def _remove_empty_parts(root: Path) -> set[Path]:
    """Remove the files that hold nothing any more."""
    text = YamlText(root)
    changed: set[Path] = set()
    names = list(text.value(("x-parts",)) or [])
    for index, name in enumerate(names):
        part = root.parent / name
        if not YamlText(part).value(()):
            part.unlink()
            text.remove(("x-parts", index))
            changed |= {part, root}
    if root in changed:
        root.write_text(text.text(), encoding="utf-8")
    return changed
