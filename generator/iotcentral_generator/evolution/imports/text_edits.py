"""Edits of the text of an authored document, and the files with the edits carried out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from ...document.nodes import Key, Node
from ...document.versions import AVAILABILITY, VersionLines
from ...load import Spec
from .yaml_text import YamlText

__all__ = ["FIRST_MEMBERS", "Edit", "InFile", "edited_texts"]

FIRST_MEMBERS = ("operationId", "description", "name", "$ref")
"""Members after one of which a mark is written."""


class Edit(NamedTuple):
    """One edit: put a member, append or insert an item, replace or remove a node; create what is not there yet."""

    kind: str
    key: Key
    name: str
    value: Any


class InFile(NamedTuple):
    """A value, and the file into which it goes."""

    file: Path
    value: Any


def edited_texts(spec: Spec, edits: Iterable[Edit], root_edits: Mapping[tuple[Key, str], Any]) -> dict[Path, str]:
    """Return the files that the edits change: path → text.

    Args:
        spec: the authored document.
        edits: in the order in which they are carried out; what they create is written after them.
        root_edits: members of the root to be written, by the key of their mapping and their name.
    """
    files: dict[Path, YamlText] = {}
    created: dict[tuple[Path, Key], Node] = {}
    for edit in edits:
        file = edit.value.file if isinstance(edit.value, InFile) else spec.position(edit.key).file
        if file not in files:
            files[file] = YamlText(file)
        text = files[file]
        edit = edit._replace(value=edit.value.value) if isinstance(edit.value, InFile) else edit
        if edit.kind in {"create", "put"} and not text.has(edit.key):
            edit = _in_section(edit, text)
        if edit.kind == "create":
            _join(created.setdefault((file, edit.key), {}), {edit.name: edit.value})
        else:
            _carry_out(text, edit)
    for (file, key), members in created.items():
        for name, value in members.items():
            files[file].put(key, name, value)
    for (key, name), value in root_edits.items():
        text = files.setdefault(spec.root, YamlText(spec.root))
        if isinstance(value, VersionLines):
            text.begin_preview_line((*key, name), list(value.preview))
        else:
            text.put(key, name, value)
    return {file: text.text() for file, text in files.items()}


def _in_section(edit: Edit, text: YamlText) -> Edit:
    """Return an edit of a section that the file does not have yet: it creates the section."""
    key, name, value = edit.key, edit.name, edit.value
    while not text.has(key):
        key, name, value = key[:-1], str(key[-1]), {name: value}
    return Edit("create", key, name, value)


def _join(target: Node, members: Node) -> None:
    """Add members to a mapping, those of mappings and the items of lists to what is there."""
    for name, value in members.items():
        if isinstance(value, dict) and isinstance(target.get(name), dict):
            _join(target[name], value)
        elif isinstance(value, list) and isinstance(target.get(name), list):
            target[name] = [*target[name], *value]
        else:
            target[name] = value


def _place_of(name: str) -> tuple[str, ...]:
    """Return the members after one of which a mark is written."""
    if name not in AVAILABILITY:
        return ()
    return FIRST_MEMBERS if name == "x-since" else ("x-since", *FIRST_MEMBERS)


def _carry_out(text: YamlText, edit: Edit) -> None:
    value = edit.value
    if edit.kind == "remove":
        text.remove(edit.key)
    elif edit.kind == "append":
        text.append(edit.key, value)
    elif edit.kind == "insert":
        text.insert_after(edit.key, value)
    elif edit.kind == "replace":
        text.replace(edit.key, value)
    else:
        text.put(edit.key, edit.name, value, after=_place_of(edit.name))
