"""Tests of `x-older-versions`: names of versions before those of a document, which stand in the projection alone that serves them."""

from __future__ import annotations

from typing import Any

import pytest

from .conftest import Small

VERSIONS = 'x-api-versions: ["1", "2"]\n'


def with_older(small: Small, *older: str) -> Small:
    lines = "".join(f"- {{{each}}}\n" for each in older)
    return small.change(VERSIONS, f"{VERSIONS}x-older-versions:\n{lines}")


def older_in(small: Small, version: str) -> Any:
    return small.project(version).get("x-older-versions")


def test_each_projection_has_the_older_versions_that_it_stands_for(small: Small) -> None:
    with_older(small, 'names: ["0.8"], served-as: "1"', 'names: ["0.9"], served-as: "2", parameters: {$top: size}')
    assert small.lint() == []
    assert older_in(small, "1") == [{"names": ["0.8"]}]
    assert older_in(small, "2") == [{"names": ["0.9"], "parameters": {"$top": "size"}}]


def test_a_projection_without_any_has_no_mark(small: Small) -> None:
    assert "x-older-versions" not in small.project("1")
    with_older(small, 'names: ["0.9"], served-as: "2"')
    assert "x-older-versions" not in small.project("1")


@pytest.mark.parametrize(
    ("older", "message"),
    [
        ('names: ["0.9"], served-as: "3"', 'x-older-versions names "3", which is none of 1, 2'),
        ('names: ["1"], served-as: "2"', 'x-older-versions names "1" again'),
        ('names: ["0.9", "0.9"], served-as: "2"', 'x-older-versions names "0.9" again'),
    ],
)
def test_what_they_name_is_checked(small: Small, older: str, message: str) -> None:
    (problem,) = with_older(small, older).lint()
    assert problem.code == "S116"
    assert message in problem.message
    assert problem.position == small.line("x-older-versions:")


@pytest.mark.parametrize("older", ['names: ["0.9"]', 'served-as: "2"', 'names: ["0.9"], served-as: "2", other: 1'])
def test_their_form_is_checked(small: Small, older: str) -> None:
    (problem,) = with_older(small, older).lint()
    assert "x-older-versions" in problem.message


def test_a_node_that_one_version_changes_does_not_make_the_others_unknown(small: Small) -> None:
    with_older(small, 'names: ["0.9"], served-as: "1"')
    small.change(
        "      summary: Get a thing\n",
        '      summary: Get a thing\n      x-changes: [{x-since: "2", summary: Read it}]\n',
    )
    assert small.lint() == []
