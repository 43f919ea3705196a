"""Text of a YAML file, in which single members are written, replaced and removed: every other byte stays."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from ...document.nodes import Key
from ...load.core_schema import compose, plain_value
from .yaml_style import block, flow, list_item

__all__ = ["YamlText"]


class YamlText:
    """A file and the changes to be made to it.

    Keys are those of the file as it was read; what is added cannot be changed again.
    """

    def __init__(self, file: Path, text: str | None = None) -> None:
        self.file = file
        self._text = file.read_text(encoding="utf-8") if text is None else text
        self._root = compose(self._text)
        self._edits: list[tuple[int, int, tuple[int, int], str]] = []
        self._removed: list[Key] = []
        self._written: set[Key] = set()

    def text(self) -> str:
        """Return the changed text."""
        text = self._text
        edits = [*self._edits, *((start, end, (0, -1), new) for start, end, new in self._cut())]
        for start, end, _, new in sorted(edits, key=lambda edit: edit[:3], reverse=True):
            text = text[:start] + new + text[end:]
        return text

    def _edit(self, start: int, end: int, new: str, indent: int = 0) -> None:
        """Record an edit; of several at one place the deeper ones come first, for they belong to what ends there."""
        self._edits.append((start, end, (-indent, len(self._edits)), new))

    def again(self) -> YamlText:
        """Return the file with the changes made, as if it had been read so."""
        return YamlText(self.file, self.text())

    def value(self, key: Key) -> Any:
        """Return the plain value of a node as it was read, None if there is none."""
        node = self._find(key)
        return plain_value(node) if node is not None else None

    def has(self, key: Key) -> bool:
        """Return whether the file has a node."""
        return self._find(key) is not None

    def put(self, key: Key, name: str, value: Any, *, after: tuple[str, ...] = ()) -> None:
        """Write a member of a mapping: in the place of the one that it has, or after one of some members, or last."""
        mapping = self._mapping(key)
        self._written.add(key)
        for known, old in mapping.value:
            if known.value == name:
                self._replace(known, old, name, value)
                return
        if mapping.flow_style:
            self._add_to_flow(mapping, f"{flow(name)}: {flow(value)}")
            return
        entries = {str(known.value): old for known, old in mapping.value}
        place = next((entries[word] for word in after if word in entries), mapping.value[-1][1])
        indent = mapping.value[0][0].start_mark.column
        end = self._line_end(self._end(place))
        self._edit(end, end, "\n" + block({name: value}, indent), indent)

    def append(self, key: Key, value: Any) -> None:
        """Write another item at the end of a list."""
        node = self._find(key)
        assert isinstance(node, yaml.SequenceNode), f"{key} is not a list of {self.file}"
        self._written.add(key)
        if node.flow_style or not node.value:
            self._add_to_flow(node, flow(value))
            return
        end = self._line_end(self._end(node.value[-1]))
        indent = node.start_mark.column
        self._edit(end, end, "\n" + list_item(value, indent), indent + 1)

    def insert_after(self, key: Key, value: Any) -> None:
        """Write another item behind one of a list."""
        node, item = self._find(key[:-1]), self._find(key)
        assert isinstance(node, yaml.SequenceNode)
        assert item is not None, f"{key} is not an item of {self.file}"
        self._written.add(key[:-1])
        if node.flow_style:
            self._edit(self._end(item), self._end(item), f", {flow(value)}")
            return
        end, indent = self._line_end(self._end(item)), node.start_mark.column
        self._edit(end, end, "\n" + list_item(value, indent), indent + 1)

    def replace(self, key: Key, value: Any) -> None:
        """Write another value for a node."""
        parent = self._find(key[:-1])
        if isinstance(parent, yaml.MappingNode):
            self.put(key[:-1], str(key[-1]), value)
        else:
            node = self._find(key)
            assert node is not None
            self._edit(node.start_mark.index, self._end(node), flow(value))

    def begin_preview_line(self, key: Key, versions: list[str]) -> None:
        """Put a list of versions, as it is written, into a mapping of two lines; the preview line comes first.

        By that order `end_preview_line` knows that it was a list.
        """
        node = self._find(key)
        assert isinstance(node, yaml.SequenceNode)
        start, end = node.start_mark.index, self._end(node)
        if node.flow_style:
            self._edit(start, end, f"{{preview: {flow(versions)}, stable: {self._text[start:end]}}}")
            return
        start = self._text.rfind("\n", 0, start) + 1
        lines = "".join(f"  {line}" for line in self._text[start:end].splitlines(keepends=True))
        self._edit(start, end, f"  preview: {flow(versions)}\n  stable:\n{lines}")

    def end_preview_line(self, key: Key) -> bool:
        """Put a mapping that was a list back; return whether it was one."""
        node = self._find(key)
        if not isinstance(node, yaml.MappingNode) or [name.value for name, _ in node.value] != ["preview", "stable"]:
            return False
        stable = node.value[1][1]
        start, end = stable.start_mark.index, self._end(stable)
        if node.flow_style:
            self._edit(node.start_mark.index, self._end(node), self._text[start:end])
            return True
        start = self._text.rfind("\n", 0, start) + 1
        lines = [line.removeprefix("  ") for line in self._text[start:end].splitlines(keepends=True)]
        self._edit(self._text.rfind("\n", 0, node.start_mark.index) + 1, end, "".join(lines))
        return True

    def remove(self, key: Key) -> None:
        """Remove a member of a mapping, or an item of a list; a parent that holds nothing then goes too."""
        self._removed.append(key)

    def _cut(self) -> Iterator[tuple[int, int, str]]:
        """Iterate over the spans of what is removed, and what takes their place."""
        removed = set(self._removed)
        while emptied := {key[:-1] for key in removed if len(key) > 1} - removed:
            emptied = {key for key in emptied if self._children(key) <= removed and key not in self._written}
            if not emptied:
                break
            removed |= emptied
        removed = {key for key in removed if not any(key[:length] in removed for length in range(1, len(key)))}
        for parent in {key[:-1] for key in removed}:
            node = self._find(parent)
            assert isinstance(node, yaml.CollectionNode)
            if node.flow_style:
                yield self._cut_flow(parent, removed)
            else:
                yield from (self._cut_lines(key) for key in removed if key[:-1] == parent)

    def _children(self, key: Key) -> set[Key]:
        return {(*key, name) for name, _ in self._spans(key)}

    def _spans(self, key: Key) -> list[tuple[str | int, tuple[int, int]]]:
        """Return the members of a collection, each with where its text begins and ends."""
        node = self._find(key)
        if isinstance(node, yaml.MappingNode):
            return [(str(n.value), (n.start_mark.index, self._end(value))) for n, value in node.value]
        assert isinstance(node, yaml.SequenceNode)
        return [(index, (item.start_mark.index, self._end(item))) for index, item in enumerate(node.value)]

    def _cut_flow(self, parent: Key, removed: set[Key]) -> tuple[int, int, str]:
        spans = self._spans(parent)
        kept, before = "", spans[0][1][0]
        for name, (start, end) in spans:
            if (*parent, name) not in removed:
                separator = self._text[before:start] or ", "  # with its line break
                kept += f"{separator if kept else ''}{self._text[start:end]}"
            before = end
        return spans[0][1][0], spans[-1][1][1], kept

    def _cut_lines(self, key: Key) -> tuple[int, int, str]:
        start, end = next(span for name, span in self._spans(key[:-1]) if name == key[-1])
        return self._text.rfind("\n", 0, start) + 1, min(self._line_end(end) + 1, len(self._text)), ""

    def _find(self, key: Key) -> yaml.Node | None:
        node = self._root
        for part in key:
            if isinstance(node, yaml.MappingNode):
                node = next((value for name, value in node.value if name.value == str(part)), None)
            elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
                node = node.value[part]
            else:
                return None
        return node

    def _mapping(self, key: Key) -> yaml.MappingNode:
        node = self._find(key)
        assert isinstance(node, yaml.MappingNode), f"{key} is not a mapping of {self.file}"
        return node

    def _end(self, node: yaml.Node) -> int:
        """Return where the text of a node ends, without the comments and blank lines after it."""
        while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            last = node.value[-1]
            node = last[1] if isinstance(last, tuple) else last
        start, end = node.start_mark.index, node.end_mark.index
        return start + len(self._text[start:end].rstrip())

    def _line_end(self, index: int) -> int:
        """Return where the line ends in which a node ends; a comment behind the node belongs to it."""
        found = re.compile(r"[^\S\n]*(#[^\n]*)?(?=\n|\Z)").match(self._text, index)
        return found.end() if found else index

    def _add_to_flow(self, node: yaml.Node, text: str) -> None:
        """Write another member before the closing bracket of a flow collection."""
        assert isinstance(node, yaml.CollectionNode)
        end = self._end(node) - 1
        last = self._end_of_last(node)
        place = last if last is not None else end
        self._edit(place, place, f", {text}" if node.value else text)

    def _end_of_last(self, node: yaml.CollectionNode) -> int | None:
        if not node.value:
            return None
        last = node.value[-1]
        return self._end(last[1] if isinstance(last, tuple) else last)

    def _replace(self, known: yaml.Node, old: yaml.Node, name: str, value: Any) -> None:
        added = _added_items(old, value)
        if added:
            self._add_to_flow(old, ", ".join(map(flow, added)))  # however long the line: it is removed again as it came
            return
        start, end = known.start_mark.index, self._end(old)
        line_start = self._text.rfind("\n", 0, start) + 1
        if self._text[line_start:start].strip(" -") or "\n" in flow(value):
            self._edit(start, end, f"{flow(name)}: {flow(value)}")
            return
        self._edit(start, end, block({name: value}, known.start_mark.column).lstrip(" "))


def _added_items(old: yaml.Node, value: Any) -> list[Any]:
    """Return the items that a list in flow style gets at its end, [] if that is not all that changes."""
    if not isinstance(old, yaml.SequenceNode) or not old.flow_style or not old.value or not isinstance(value, list):
        return []
    before = plain_value(old)
    return value[len(before) :] if value[: len(before)] == before else []
