"""Authored document into which another api-version is merged: what it has, and the edits of its text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ...document.changes import CHANGES, KEYS, changed
from ...document.nodes import Key, Node
from ...document.schemas import SCHEMAS
from ...document.versions import AVAILABILITY, VersionLines
from ...load import Spec
from .text_edits import FIRST_MEMBERS, Edit, InFile, edited_texts

__all__ = ["MergeTarget", "without_internal"]

_INTERNAL = frozenset({"x-assumed", "x-closed", "x-elsewhere"})
"""Words of the import itself, which it writes nowhere."""


class MergeTarget:
    """An authored document, one of its api-versions, and what has to be edited so that this version is another.

    Attributes:
        document: the authored document.
        version: the version that is merged.
        others: the other versions, which stay as they are.
        lines: all versions in their lines.
        notes: what was found new, gone or different, in words.
        looks: what looks like a rename, in words.
        prose: the nodes whose published description is another one than the authored one.
        new_parts: name of a new file → its content.
        new_components: kind, name and file of the components that are added, and their content.
    """

    def __init__(self, spec: Spec, version: str, lines: VersionLines) -> None:
        self.spec = spec
        self.document = spec.document
        self.version = version
        self.lines = lines
        self.others = [each for each in spec.versions if each != version]
        self.notes: list[str] = []
        self.looks: list[str] = []
        self.prose: list[str] = []
        self.new_parts: dict[Path, Node] = {}
        self.new_components: dict[tuple[str, str], tuple[Path, Node]] = {}
        self._new_paths: dict[tuple[Path, str], Node] = {}
        self._edits: list[Edit] = []
        self._marked: set[Key] = set()
        self._described: set[Key] = set()
        self._patches: dict[Key, Node] = {}
        schemas = self.document.get("components", {}).get("schemas", {})
        self._authored_names: dict[str, str] = {self._name_now(name, schema): name for name, schema in schemas.items()}

    # --- what is there

    def at(self, key: Key) -> Any:
        """Return the authored node at a key, None if there is none."""
        node: Any = self.document
        for part in key:
            inside = isinstance(node, dict) and part in node
            inside = inside or (isinstance(node, list) and isinstance(part, int) and part < len(node))
            if not inside:
                return None
            node = node[part]
        return node

    def now(self, key: Key) -> Node:
        """Return the node at a key as it is in the version, but for its marks; the changes around it are made too."""
        node: Any = self.document
        for part in key:
            node = changed(node, self.version, self.lines) if isinstance(node, dict) else node
            inside = part in node if isinstance(node, dict) else isinstance(part, int) and part < len(node or ())
            if not inside:  # a change has taken it out
                node = self.at(key)
                break
            node = node[part]
        found = changed(node, self.version, self.lines) if isinstance(node, dict) else {}
        patched = {**found, **{w: v for w, v in self._patches.get(key, {}).items() if w in KEYS}}
        return {word: value for word, value in patched.items() if word not in AVAILABILITY}

    def has(self, key: Key) -> bool:
        """Return whether the version has a node, by the marks of this node and the changes of the node around it."""
        if not self.lines.have(self.at(key), self.version):
            return False
        owner, path = _owner(key)
        around = self.at(owner)
        if not isinstance(around, dict) or CHANGES not in around:
            return True
        found: Any = self.now(owner)
        for part in path:
            if not isinstance(found, dict) or part not in found:
                return isinstance(part, int)
            found = found[part]
        return True

    def authored_name(self, name: str) -> str:
        """Return the name under which a schema of the version is authored."""
        return self._authored_names.get(name, name)

    def knows_schema(self, name: str) -> bool:
        """Return whether a schema of the version is authored."""
        return name in self._authored_names

    def name_now(self, authored: str) -> str:
        """Return the name that an authored schema has in the version."""
        return self._name_now(authored, self.at(("components", "schemas", authored)) or {})

    def _name_now(self, authored: str, schema: Mapping[str, Any]) -> str:
        patched = self._patches.get(("components", "schemas", authored), {})
        return str(patched.get("x-key") or changed(schema, self.version, self.lines).get("x-key", authored))

    def rename_schema(self, authored: str, name: str) -> None:
        """Rename an authored schema in the version."""
        self.patch(("components", "schemas", authored), {"x-key": name})
        self._authored_names[name] = authored
        self.note(f"schema {authored} is called {name}")

    def file_of(self, key: Key) -> Path:
        """Return the file in which a node is authored."""
        return self.spec.position(key).file

    # --- edits

    @contextmanager
    def trial(self) -> Iterator[list[bool]]:
        """Collect the edits of a block without carrying them out; the list then tells whether there were any."""
        kept = (self._edits, self._patches, self.notes, self.new_components, self._authored_names)
        marked, self._marked = self._marked, set()
        self._edits, self._patches, self.notes = [], {}, []
        self.new_components, self._authored_names = dict(kept[3]), dict(kept[4])
        found: list[bool] = []
        try:
            yield found
        finally:
            if self._edits or self._patches:
                found.append(True)
            self._edits, self._patches, self.notes, self.new_components, self._authored_names = kept
            self._marked = marked

    def note(self, text: str) -> None:
        """Record in words what is new, gone or different."""
        self.notes.append(text)

    def described(self, key: Key, published: Mapping[str, Any]) -> None:
        """Record that a published description is not the authored one, which stays."""
        said = published.get("description")
        if said and key not in self._described and self.now(key).get("description") not in (None, said):
            self._described.add(key)
            self.prose.append(f"{' '.join(map(str, key[1:]))}: {said}")

    def mark(self, key: Key, what: str, *, present: bool) -> None:
        """Let the version have a node, or not."""
        node = self.at(key)
        if self.has(key) == present or key in self._marked:
            return
        self._marked.add(key)
        wanted = [version for version in self.others if self.lines.have(node, version)]
        wanted += [self.version] if present else []
        marks = self.lines.marks(wanted, node) if wanted else None
        self.note(f"{what} is {'there' if present else 'gone'}")
        if not wanted:
            self._edits.append(Edit("remove", key, "", None))
        elif marks is not None:
            self._write_marks(key, node, marks)
        elif isinstance(key[-1], int):
            self._split(key, node, wanted)
        else:  # a gap that no mark can say
            bare = {word: value for word, value in node.items() if word not in AVAILABILITY}
            owner, path = _owner(key)
            change: Any = bare if present else None
            for part in reversed(path):
                change = {part: change}
            self.patch(owner, change)

    def _split(self, key: Key, node: Node, wanted: list[str]) -> None:
        """Write an item of a list several times, each for versions that marks can say."""
        spans: list[list[str]] = []
        for version in self.lines.all:
            if version not in wanted:
                continue
            if not spans or self.lines.marks([*spans[-1], version]) is None:
                spans.append([])
            spans[-1].append(version)
        self._write_marks(key, node, self.lines.marks(spans[0], node) or {})
        bare = {word: value for word, value in node.items() if word not in AVAILABILITY}
        for span in spans[1:]:
            self._edits.append(Edit("insert", key, "", {**bare, **(self.lines.marks(span) or {})}))

    def _write_marks(self, key: Key, node: Mapping[str, Any], marks: Mapping[str, str]) -> None:
        for word in AVAILABILITY:
            if word in marks and node.get(word) != marks[word]:
                self._edits.append(Edit("put", key, word, marks[word]))
            elif word in node and word not in marks:
                self._edits.append(Edit("remove", (*key, word), "", None))

    def new_marks(self, parent: Key) -> dict[str, str]:
        """Return the marks of what is new in a node: none if no other version has the node."""
        if not any(self._within(parent, version) for version in self.others):
            return {}
        return self.lines.marks([self.version]) or {}

    def _within(self, key: Key, version: str) -> bool:
        """Return whether a version has a node and everything around it."""
        return all(self.lines.have(self.at(key[:length]), version) for length in range(len(key) + 1))

    def add(self, key: Key, name: str, value: Any, what: str) -> None:
        """Add a member, which only this version has, to a mapping."""
        marked = self._with_marks(key, value)
        parent = self.at(key)
        self.note(f"{what} is new")
        if isinstance(parent, dict):
            self._edits.append(Edit("put", key, name, marked))
        else:
            self._edits.append(Edit("create", key[:-1], str(key[-1]), {name: marked}))

    def append(self, key: Key, value: Any, what: str) -> None:
        """Add an item, which only this version has, to a list."""
        marked = self._with_marks(key, value)
        self.note(f"{what} is new")
        if isinstance(self.at(key), list):
            self._edits.append(Edit("append", key, "", marked))
        else:
            self._edits.append(Edit("create", key[:-1], str(key[-1]), [marked]))

    def _with_marks(self, key: Key, value: Any) -> Any:
        value = self.authored(value)
        if not isinstance(value, dict):
            return value
        marks = self.new_marks(key)
        first = {word: value[word] for word in FIRST_MEMBERS if word in value}
        return {**first, **marks, **{word: item for word, item in value.items() if word not in first}}

    def set(self, key: Key, name: str, value: Any) -> None:
        """Write a member in place, whatever the versions: its value holds for all."""
        self._edits.append(Edit("put", key, name, self.authored(value)))

    def patch(self, key: Key, changes: Mapping[str, Any]) -> None:
        """Let keywords of a node have other values in the version; None removes one."""
        self._patches[key] = _patched(self._patches.get(key, {}), changes)

    def authored(self, value: Any) -> Any:
        """Return a value of the published document as it is authored: with the authored names of schemas."""
        if isinstance(value, dict):
            return {
                word: self.authored_name(item) if word == "x-merge-patch-of" else self.authored(item)
                for word, item in value.items()
                if word not in _INTERNAL
            }
        if isinstance(value, list):
            return [self.authored(item) for item in value]
        return self._reference(value) if isinstance(value, str) and value.startswith(SCHEMAS) else value

    def _reference(self, reference: str) -> str:
        if not reference.startswith(SCHEMAS):
            return reference
        return SCHEMAS + self.authored_name(reference.removeprefix(SCHEMAS))

    # --- text

    def texts(self, root_edits: Mapping[tuple[Key, str], Any]) -> dict[Path, str]:
        """Return the changed files: path → text.

        Args:
            root_edits: members of the root to be written, by the key of their mapping and their name.
        """
        self._place_paths()
        self._place_components()
        for key, changes in self._patches.items():
            self._write_patch(key, changes)
        return edited_texts(self.spec, self._edits, root_edits)

    def _place_components(self) -> None:
        """Put the new components into their files."""
        for (kind, name), (file, node) in self.new_components.items():
            value = self.authored(node)
            if file in self.new_parts:
                self.new_parts[file].setdefault("components", {}).setdefault(kind, {})[name] = value
            else:
                self._edits.append(Edit("put", ("components", kind), name, InFile(file, value)))
            self.note(f"{kind[:-1]} {name} is new")

    def place_operation(self, file: Path, path: str, method: str, operation: Node) -> None:
        """Put an operation of a new path into a file."""
        self._new_paths.setdefault((file, path), {})[method] = operation

    def _place_paths(self) -> None:
        marks = (self.lines.marks([self.version]) or {}) if self.others else {}
        for (file, path), item in self._new_paths.items():
            marked = {m: {**_first(o), **marks, **o} for m, o in self.authored(item).items()}
            if file in self.new_parts:
                self.new_parts[file].setdefault("paths", {})[path] = marked
            else:
                self._edits.append(Edit("put", ("paths",), path, InFile(file, marked)))

    def _write_patch(self, key: Key, changes: Node) -> None:
        if not changes:
            return
        changes = {word: self.authored(value) for word, value in changes.items()}
        key, changes = self._outermost(key, changes)
        node = self.at(key)
        if not isinstance(node, dict):
            return
        self.note(f"{' '.join(map(str, key[1:]))}: {', '.join(changes)} of it differs")
        if not any(self._within(key, version) for version in self.others) and not changes.keys() & {*KEYS}:
            self._write_in_place(key, changes)
            return
        self._write_change(key, node.get(CHANGES) or [], changes)

    def _outermost(self, key: Key, changes: Node) -> tuple[Key, Node]:
        """Return where changes of a node are written: at the node around it whose own changes have written it."""
        for length in range(2, len(key)):
            around, path = self.at(key[:length]), key[length:]
            entries = around.get(CHANGES) if isinstance(around, dict) else None
            for entry in entries or []:
                if self.lines.have(entry, self.version) and _written_by(entry, path):
                    for part in reversed(path):
                        changes = {str(part): changes}
                    return key[:length], changes
        return key, changes

    def _write_change(self, key: Key, entries: list[Node], changes: Node) -> None:
        """Write an entry of `x-changes`: another version's if it says the same, else one for this version."""
        for index, entry in enumerate(entries):
            content = {word: value for word, value in entry.items() if word not in AVAILABILITY}
            having = [version for version in self.others if self.lines.have(entry, version)]
            own = not having and self.lines.have(entry, self.version)
            if not own and content != changes:
                continue
            marks = self.lines.marks([*having, self.version], entry)
            if marks == {}:  # it holds for all versions now
                self._settle(key, index, len(entries), {**content, **changes})
                return
            if marks is not None:
                merged = {**marks, **content, **changes}
                self._edits.append(Edit("replace", (*key, CHANGES, index), "", merged))
                return
        entry = {**(self.lines.marks([self.version]) or {}), **changes}
        if entries:
            self._edits.append(Edit("append", (*key, CHANGES), "", entry))
        else:
            self._edits.append(Edit("put", key, CHANGES, [entry]))

    def _settle(self, key: Key, index: int, count: int, changes: Node) -> None:
        """Write keywords in place, and remove the entry of `x-changes` that had them."""
        self._edits.append(Edit("remove", (*key, CHANGES, index) if count > 1 else (*key, CHANGES), "", None))
        self._write_in_place(key, changes)

    def _write_in_place(self, key: Key, changes: Node) -> None:
        node = self.at(key)
        for word, value in changes.items():
            if value is not None:
                self._edits.append(Edit("put", key, word, value))
            elif word in node:
                self._edits.append(Edit("remove", (*key, word), "", None))

    @property
    def edited(self) -> bool:
        """Whether there is anything to edit."""
        return bool(self._edits or any(self._patches.values()) or self.new_components or self._new_paths)


def without_internal(value: Any) -> Any:
    """Return a value without the words of the import itself."""
    if isinstance(value, dict):
        return {word: without_internal(item) for word, item in value.items() if word not in _INTERNAL}
    return [without_internal(item) for item in value] if isinstance(value, list) else value


def _first(node: Node) -> Node:
    return {word: node[word] for word in FIRST_MEMBERS if word in node}


def _owner(key: Key) -> tuple[Key, Key]:
    """Return the object around a node, which can have changes, and the path from it to the node."""
    direct = (key[:1] == ("paths",) and len(key) == 3) or key[-1:] == ("requestBody",) or len(key) < 2
    return (key[:-1], key[-1:]) if direct else (key[:-2], key[-2:])


def _written_by(change: Any, path: Key) -> bool:
    """Return whether a change writes the node at a path."""
    for part in path:
        if not isinstance(change, dict) or part not in change:
            return False
        change = change[part]
    return True


def _patched(patch: Node, further: Mapping[str, Any]) -> Node:
    """Return one merge patch for two; where both say something, the further one holds."""
    joined = dict(patch)
    for name, value in further.items():
        both = isinstance(value, dict) and isinstance(joined.get(name), dict)
        joined[name] = _patched(joined[name], value) if both else value
    return joined
