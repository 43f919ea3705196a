"""`UNSET` is one false value, wherever it travels."""

from __future__ import annotations

import copy
import pickle

import pytest

from iotcentral import UNSET, Unset


@pytest.mark.parametrize(
    "travel",
    [copy.copy, copy.deepcopy, lambda value: pickle.loads(pickle.dumps(value)), lambda value: type(value)()],
    ids=["copy", "deepcopy", "pickle", "construction"],
)
def test_there_is_only_one_unset(travel):
    assert travel(UNSET) is UNSET


def test_unset_survives_inside_a_pickled_structure():
    assert pickle.loads(pickle.dumps({"a": [UNSET]}))["a"][0] is UNSET


def test_unset_is_false_and_not_none():
    assert not UNSET
    assert UNSET is not None
    assert UNSET != None  # noqa: E711  # equality, too, must tell them apart
    assert isinstance(UNSET, Unset)


def test_unset_says_its_name():
    assert repr(UNSET) == "UNSET"
