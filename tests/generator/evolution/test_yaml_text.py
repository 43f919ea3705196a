"""Edits of YAML files at the level of text: every byte that is not edited stays."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from iotcentral_generator.evolution.imports.yaml_style import block, flow, list_item
from iotcentral_generator.evolution.imports.yaml_text import YamlText
from iotcentral_generator.load.core_schema import compose, plain_value

TEXT = """\
# first
a:
  b: 1  # of b
  c: >-
    folded
    text

  # before d
  d: {x: 1, y: "2"}
list:
- one
- {two: 2}
-   deep:
      er: 3
flow: [1, 2, 3]
last: {}
"""


@pytest.fixture
def text(tmp_path: Path) -> YamlText:
    file = tmp_path / "file.yaml"
    file.write_text(TEXT)
    return YamlText(file)


EDITS: list[tuple[str, tuple[Any, ...], str, str]] = [
    # what is done, with which arguments, what stands in the text, what stands there then
    ("put", (("a",), "b", 5), "  b: 1  # of b\n", "  b: 5  # of b\n"),
    ("put", (("a",), "new", "x"), '  d: {x: 1, y: "2"}\n', '  d: {x: 1, y: "2"}\n  new: x\n'),
    ("put", (("a", "d"), "z", "no"), '{x: 1, y: "2"}', '{x: 1, y: "2", z: "no"}'),
    ("put", (("last",), "z", [1]), "last: {}", "last: {z: [1]}"),
    ("put", (("a",), "c", "short"), "  c: >-\n    folded\n    text\n", "  c: short\n"),
    ("append", (("list",), {"$ref": "#/a"}), "      er: 3\n", '      er: 3\n- {"$ref": "#/a"}\n'),
    ("append", (("flow",), 4), "[1, 2, 3]", "[1, 2, 3, 4]"),
    ("insert_after", (("list", 0), "half"), "- one\n", "- one\n- half\n"),
    ("insert_after", (("flow", 1), 2.5), "[1, 2, 3]", "[1, 2, 2.5, 3]"),
    ("replace", (("list", 1), {"two": 3}), "{two: 2}", "{two: 3}"),
    ("remove", (("a", "c"),), "  c: >-\n    folded\n    text\n", ""),
    ("remove", (("list", 1),), "- {two: 2}\n", ""),
    ("remove", (("flow", 0),), "[1, 2, 3]", "[2, 3]"),
    ("remove", (("flow", 2),), "[1, 2, 3]", "[1, 2]"),
    ("remove", (("list", 2, "deep", "er"),), "-   deep:\n      er: 3\n", ""),  # what holds nothing goes too
]


@pytest.mark.parametrize(("method", "arguments", "before", "after"), EDITS)
def test_an_edit_leaves_all_other_bytes(
    text: YamlText, method: str, arguments: tuple[Any, ...], before: str, after: str
) -> None:
    getattr(text, method)(*arguments)
    assert TEXT.count(before) == 1
    assert text.text() == TEXT.replace(before, after)


def test_a_member_is_put_behind_another_one(text: YamlText) -> None:
    text.put(("a",), "mark", "2022-07-31", after=("nothing", "b"))
    assert '  b: 1  # of b\n  mark: "2022-07-31"\n  c: >-\n' in text.text()


def test_of_edits_at_one_place_the_deeper_come_first(text: YamlText) -> None:
    text.append(("list",), "four")
    text.put(("list", 2, "deep"), "more", 4)
    assert "      er: 3\n      more: 4\n- four\nflow:" in text.text()


def test_two_neighbours_are_removed_from_one_line(text: YamlText) -> None:
    text.remove(("flow", 0))
    text.remove(("flow", 1))
    assert "flow: [3]\n" in text.text()


VALUES = [
    *("2022-07-31", "no", "1e3", "a: b", "- x", "x #y", "", "it's", "käse", "~", "Null", "0x1f", "1_000", "=", "<<"),
    *("a\nb\n", " lead", "trail ", "word " * 40, "x " * 70 + "y", "line\n" * 5, '"q"', "#c", "[a]", "{a}", "a,b", "!t"),
    *("%x", "@x", "`x", ".5", "+1", "12:30", "a:b", "/a/{b}", "?", "-", "tab\tx", "bell\x07", "x" * 150),
    *(1, 1.5, True, None, [], {}, [1, [2, "no"]], {"a": {"b": [{"c": None}]}}),
]


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_what_is_written_is_read_as_it_was(value: Any) -> None:
    assert plain_value(compose(flow(value))) == value
    for whole in ({"k": value}, {"k": {"x-since": "1", "v": value}}, {"k": [{"a": value, "description": "d"}]}):
        assert plain_value(compose(block(whole, 0) + "\n")) == whole
        assert plain_value(compose("o:\n" + block(whole, 4) + "\n")) == {"o": whole}
        assert plain_value(compose("- 1\n" + list_item(whole, 0) + "\n")) == [1, whole]
