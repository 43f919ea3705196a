"""Filters of device groups and exports: the emulator's parsers read from them what went in, and nothing else goes in."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from iotcentral_testkit.emulator.languages import export_filter, group_filter

from iotcentral import ConfigurationError, UndocumentedWarning
from iotcentral.filters import device_groups as groups
from iotcentral.filters import exports

NAMES = st.from_regex(r"[A-Za-z_][A-Za-z0-9_]{0,8}(\.[A-Za-z_][A-Za-z0-9_]{0,5})?", fullmatch=True)
VALUES = (
    st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
    | st.sampled_from(['"', "\\", '\\"', '" OR "a" = "a', "'"])
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
)
OPERATORS: dict[str, Any] = {
    "=": lambda path, value: path == value,
    "!=": lambda path, value: path != value,
    "<": lambda path, value: path < value,
    "<=": lambda path, value: path <= value,
    ">": lambda path, value: path > value,
    ">=": lambda path, value: path >= value,
}


def comparisons(module: Any, metadata: tuple[str, ...]) -> st.SearchStrategy[tuple[Any, tuple[Any, ...]]]:
    """Return comparisons as built, and as the parser should read them."""
    paths = NAMES | st.sampled_from(metadata)
    compared = st.tuples(paths, st.sampled_from(sorted(OPERATORS)), VALUES).map(
        lambda each: (OPERATORS[each[1]](module.path(each[0]), each[2]), each)
    )
    contained = st.tuples(paths, st.text(st.characters(exclude_categories=["Cs"]), max_size=10)).map(
        lambda each: (module.path(each[0]).contains(each[1]), (each[0], "contains", each[1]))
    )
    return compared | contained


def same(one: Any, two: Any) -> bool:
    return one == two and isinstance(one, bool) == isinstance(two, bool)


@given(st.lists(comparisons(groups, groups.DeviceGroupPath.metadata), max_size=5))
def test_the_filter_of_a_group_is_read_as_it_was_built(terms):
    found = group_filter.parse(groups.select(*(built for built, _ in terms))).conditions
    assert len(found) == len(terms)
    for (path, operator, literal), (_, (name, sign, value)) in zip(found, terms, strict=True):
        assert (path, operator) == (name, sign)
        assert same(literal, value)


@given(st.data())
def test_the_filter_of_an_export_is_read_as_it_was_built(data):
    terms = comparisons(exports, exports.ExportPath.metadata)
    pairs = st.tuples(NAMES, NAMES.filter(lambda name: name.lower() not in {"true", "false"})).map(
        lambda each: (exports.path(each[0]) < exports.path(each[1]), (each[0], "<", exports.path(each[1])))
    )
    tree = st.recursive(
        (terms | pairs).map(lambda each: (each[0], [[each[1]]])),
        lambda inner: st.tuples(inner, inner, st.booleans()).map(
            lambda each: (
                (each[0][0] & each[1][0], [one + two for one in each[0][1] for two in each[1][1]])
                if each[2]
                else (each[0][0] | each[1][0], each[0][1] + each[1][1])
            )
        ),
        max_leaves=4,
    )
    condition, expected = data.draw(tree)
    found = export_filter.parse(exports.select(condition)).conditions
    assert len(found) == len(expected)
    for tests, wanted in zip(found, expected, strict=True):
        assert len(tests) == len(wanted)
        for test, (name, sign, value) in zip(tests, wanted, strict=True):
            assert (test.left.name, test.operator.lower()) == (name, sign)
            right = test.right.name if isinstance(value, exports.ExportPath) else test.right
            assert same(right, value.name if isinstance(value, exports.ExportPath) else value)


def test_filters_have_the_documented_form():
    template = groups.TEMPLATE == "dtmi:contoso:Thermostat;1"
    assert groups.select() == "SELECT * FROM devices"
    assert groups.select(template & (groups.PROVISIONED == True)) == (  # noqa: E712
        'SELECT * FROM devices WHERE $template = "dtmi:contoso:Thermostat;1" AND $provisioned = true'
    )
    assert groups.select(template, groups.path("motor.speed") > 2.5) == (
        'SELECT * FROM devices WHERE $template = "dtmi:contoso:Thermostat;1" AND motor.speed > 2.5'
    )
    one, two = exports.template("dtmi:contoso:Thermostat;1", "A"), exports.template("dtmi:contoso:Fan;1", "B")
    assert exports.select() == "SELECT * FROM devices"
    assert exports.select(one.path("temperature") > exports.path("targetTemperature"), sources=[one, two]) == (
        "SELECT * FROM dtmi:contoso:Thermostat;1 AS A, dtmi:contoso:Fan;1 AS B WHERE A.temperature > targetTemperature"
    )
    either = (exports.ID == "a") | exports.DISPLAY_NAME.contains("x")
    assert exports.select(either & (exports.ENABLED != False)) == (  # noqa: E712
        'SELECT * FROM devices WHERE $id = "a" AND $enabled != false OR CONTAINS($displayName, "x") AND $enabled != false'
    )


def test_sources_are_read_as_they_were_given():
    one = exports.template("dtmi:contoso:Thermostat;1", "A")
    found = export_filter.parse(exports.select(one.path("motor.speed") > 2, sources=[one]))
    assert found.templates == ("dtmi:contoso:Thermostat;1",)
    assert found.conditions[0][0].left.name == "motor.speed"


@pytest.mark.parametrize("module", [groups, exports])
@pytest.mark.parametrize("name", ["", "a b", "a.", ".a", "1a", "a'", 'a"', "a,b", "a\n", "$", "$a b", "*", "é", "a-b"])
def test_what_is_no_path_is_refused(module, name):
    with pytest.raises(ConfigurationError, match="is not a path"):
        module.path(name)


@pytest.mark.parametrize("module", [groups, exports])
@pytest.mark.parametrize("value", [None, ["a"], float("nan"), float("inf"), 2**63, "\ud800", object()])
def test_what_has_no_literal_is_refused(module, value):
    with pytest.raises(ConfigurationError, match="floor is compared with"):
        module.path("floor") == value  # noqa: B015


THERMOSTAT = exports.template("dtmi:contoso:Thermostat;1", "A")
BROKEN = {
    "or": (lambda: (groups.ID == "a") | (groups.ID == "b"), "joins conditions with AND alone; make a group for each"),
    "a chain": (lambda: 1 < groups.path("a") < 5, "neither true nor false"),
    "another kind": (lambda: (groups.ID == "a") & (exports.ID == "b"), "not a condition of the same kind"),
    "no condition": (lambda: groups.select(True), "True is not a condition"),
    "no condition of an export": (lambda: exports.select(groups.ID == "a"), "is not a condition"),
    "too many": (lambda: groups.select(*[groups.ID == "a"] * 101), "101 comparisons.*at most 100"),
    "too many, written out": (
        lambda: exports.select(((exports.ID == "a") | (exports.ID == "b")) & _any(60)),
        "240 comparisons.*at most 100",
    ),
    "contains a number": (lambda: groups.ID.contains(5), "pass a text"),
    "no template": (lambda: exports.template("dtmi:a;1 WHERE x", "A"), "is not a device template id"),
    "all devices": (lambda: exports.template("Devices", "A"), "is not a device template id"),
    "a keyword": (lambda: exports.template("dtmi:a;1", "where"), '"where" is not a name for a source'),
    "an alias of two words": (lambda: exports.template("dtmi:a;1", "a b"), "is not a name for a source"),
    "one alias twice": (lambda: exports.select(sources=[THERMOSTAT, THERMOSTAT]), "A, A, but each needs one"),
    "another source": (lambda: exports.select(THERMOSTAT.path("x") > 1), "A.x is of the source A, .* add it there"),
    "a component like a source": (
        lambda: exports.select(exports.path("A.x") > 1, sources=[THERMOSTAT]),
        "A.x is read as x of the source A",
    ),
    "a path like a value": (lambda: exports.path("a") == exports.path("true"), "is read as a value"),
    "metadata of a source": (lambda: THERMOSTAT.path("$id"), "is not a path"),
    "a comparison of paths in a group": (lambda: groups.path("a") == groups.ID, "is compared with path"),
}


def _any(count: int) -> exports.ExportCondition:
    condition = exports.ID == "0"
    for number in range(1, count):
        condition |= str(number) == exports.ID
    return condition


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_rule_is_named_with_the_value_and_the_fix(case):
    build, told = BROKEN[case]
    with pytest.raises(ConfigurationError, match=told):
        build()


@pytest.mark.parametrize("module", [groups, exports])
def test_metadata_that_is_not_documented_is_a_warning(module):
    with pytest.warns(UndocumentedWarning, match=r'"\$etag" is not among the metadata \$id') as caught:
        assert str(module.path("$etag") == 1) == "$etag = 1"
    assert caught[0].filename == __file__
