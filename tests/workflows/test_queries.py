"""Queries are written as documented, checked before they are sent, and no input escapes its quotes."""

from __future__ import annotations

import inspect
import re
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iotcentral import ConfigurationError, UndocumentedWarning, queries
from iotcentral.aio import queries as aio_queries
from iotcentral.queries import (
    ID,
    PROVISIONED,
    SIMULATED,
    TS,
    avg,
    col,
    count,
    first,
    last,
    max_,
    min_,
    select,
    sum_,
    within_window,
)
from tests.support.loopback import Answer
from tests.support.packages import PACKAGES

THERMOSTAT = "dtmi:contoso:Thermostat;1"


def of(*items: object) -> queries.Query:
    return select(*items).from_(THERMOSTAT)


def where(condition: queries.Condition) -> str:
    return of(ID).where(condition).text.partition(" WHERE ")[2]


def test_the_example_of_the_document_is_written():
    query = (
        of(ID, TS, col("temperature"))
        .where(within_window("P1D") & (ID == "thermostat-01"))
        .order_by(TS, descending=True)
        .top(3)
    )
    assert str(query) == (
        "SELECT TOP 3 $id, $ts, temperature FROM dtmi:contoso:Thermostat;1 "
        "WHERE WITHIN_WINDOW(P1D) AND $id = 'thermostat-01' ORDER BY $ts DESC"
    )


def test_the_clauses_come_in_the_order_of_the_grammar():
    query = (
        select(avg("temperature").as_("mean"))
        .top(5)
        .order_by("mean")
        .group_by_window(timedelta(hours=12))
        .where(within_window(timedelta(days=1)))
        .from_(THERMOSTAT)
    )
    assert query.text == (
        "SELECT TOP 5 AVG(temperature) AS mean FROM dtmi:contoso:Thermostat;1 "
        "WHERE WITHIN_WINDOW(P1D) GROUP BY WINDOW(PT12H) ORDER BY mean"
    )


@pytest.mark.parametrize(
    ("aggregate", "text"),
    [
        (sum_, "SUM"),
        (max_, "MAX"),
        (min_, "MIN"),
        (count, "COUNT"),
        (avg, "AVG"),
        (first, "FIRST"),
        (last, "LAST"),
    ],
)
def test_each_aggregate_is_written_as_the_service_names_it(aggregate, text):
    assert of(aggregate("motor.speed")).text == f"SELECT {text}(motor.speed) FROM {THERMOSTAT}"
    assert of(aggregate(col("speed"))).text == f"SELECT {text}(speed) FROM {THERMOSTAT}"


@pytest.mark.parametrize(("aggregate", "name"), [(count, "count"), (min_, "min"), (max_, "max")])
def test_the_time_of_telemetry_can_be_counted_and_its_bounds_selected(aggregate, name):
    item = aggregate(TS)
    assert of(item).text == f"SELECT {name.upper()}($ts) FROM {THERMOSTAT}"
    assert item.output == f"{name}_$ts"


@pytest.mark.parametrize("aggregate", [sum_, avg, first, last])
def test_another_aggregate_of_the_time_is_not_documented(aggregate):
    with pytest.warns(UndocumentedWarning, match=r"\(\$ts\): only telemetry can be aggregated, and \$ts by COUNT"):
        aggregate("$ts")


def test_each_comparison_is_written():
    t = col("t")
    conditions = [t == 1, t != 1, t < 1, t <= 1, t > 1, t >= 1]
    assert [where(condition) for condition in conditions] == ["t = 1", "t != 1", "t < 1", "t <= 1", "t > 1", "t >= 1"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("it's", "'it''s'"),
        ("", "''"),
        (True, "true"),
        (False, "false"),
        (-3, "-3"),
        (21.5, "21.5"),
        (1e-7, "0.0000001"),
        (Decimal("1E+3"), "1000"),
        (date(2026, 3, 1), "'2026-03-01'"),
        (datetime(2026, 3, 1, 8, tzinfo=UTC), "'2026-03-01T08:00:00Z'"),
        (datetime(2026, 3, 1, 8, tzinfo=timezone(timedelta(hours=1))), "'2026-03-01T07:00:00Z'"),
    ],
)
def test_each_kind_of_value_is_written(value, text):
    assert where(col("x") == value) == f"x = {text}"


def test_one_of_several_values_is_asked_for_in_brackets():
    assert where(ID.in_(["a", "b's"])) == "$id IN ['a', 'b''s']"
    assert where(col("t").in_(iter([1, 2.5]))) == "t IN [1, 2.5]"


@pytest.mark.parametrize(
    ("window", "text"),
    [
        (("P1D",), "P1D"),
        (("P2DT12H",), "P2DT12H"),
        ((timedelta(minutes=90),), "PT1H30M"),
        ((timedelta(days=2, seconds=5),), "P2DT5S"),
        (
            ("2021-06-13T13:00:00Z", datetime(2021, 6, 13, 15, 30, tzinfo=UTC)),
            "'2021-06-13T13:00:00Z/2021-06-13T15:30:00Z'",
        ),
        (
            (datetime(2021, 6, 13, 13, tzinfo=UTC), timedelta(minutes=5)),
            "'2021-06-13T13:00:00Z/2021-06-13T13:05:00Z'",
        ),
    ],
)
def test_time_windows_are_written(window, text):
    assert where(within_window(*window)) == f"WITHIN_WINDOW({text})"


def test_alternatives_within_a_conjunction_are_written_without_parentheses():
    a, b, c = col("a") > 1, col("b") > 2, col("c") > 3
    assert where(a | b & c) == "a > 1 OR b > 2 AND c > 3"
    assert where((a | b) & c) == "a > 1 AND c > 3 OR b > 2 AND c > 3"


def test_a_second_where_narrows_the_first():
    assert of(ID).where(col("a") > 1).where(col("b") > 2).text.endswith("WHERE a > 1 AND b > 2")


def test_a_query_is_not_changed_by_its_methods():
    base = of(avg("t"))
    text = base.text
    base.where(col("t") > 1).group_by_window("PT1H").order_by(ID).top(1).from_("dtmi:x:y")
    assert base.text == text
    with pytest.raises(AttributeError):
        base.template = "dtmi:x:y"


@pytest.mark.parametrize(
    "template_id", [THERMOSTAT, "dtmi:modelDefinition:x:y", "dtmi:azurertos:devkit:hlby5jgib2o", "urn:abc:model-x:1"]
)
def test_template_ids_in_use_are_taken(template_id):
    assert select(ID).from_(template_id).text == f"SELECT $id FROM {template_id}"


@pytest.mark.parametrize(
    "template_id", ["", "dtmi:a;1 WHERE x", "dtmi:a b", "dtmi:a;1\n", "dtmi:a'", "dtmi:a,b", "a(b)"]
)
def test_template_ids_that_would_be_read_as_something_else_are_refused(template_id):
    with pytest.raises(ConfigurationError, match=re.escape(template_id) + ".*not a device template id"):
        select(ID).from_(template_id)


@pytest.mark.parametrize(
    "name", ["", "a b", "a.", ".a", "1a", "a'", "a,b", "a\n", "$a b", "$", "*", "from", "x.AND", "é"]
)
def test_names_that_would_be_read_as_something_else_are_refused(name):
    with pytest.raises(ConfigurationError, match=re.escape(f'"{name}"')):
        col(name)


BROKEN = {
    "no FROM": (lambda: select(ID).text, r"no FROM.*\.from_"),
    "no items": (lambda: select(), "0 items.*1 to 15"),
    "too many items": (lambda: select(*(f"t{i}" for i in range(16))), "16 items.*1 to 15.*split"),
    "the same name twice": (lambda: select("t", "t"), '"t" names both.*as_'),
    "an alias twice": (lambda: select(col("a").as_("x"), col("b").as_("x")), '"x" names both'),
    "the alias is another item": (lambda: select("id", col("temp").as_("id")), '"id" names both'),
    "the alias is an item with an alias": (
        lambda: select(col("id").as_("x"), col("temp").as_("id")),
        "temp AS id: the alias is the name of another",
    ),
    "the alias is a later item": (lambda: select(col("temp").as_("id"), col("id").as_("x")), "temp AS id: the alias"),
    "the alias is what an aggregate is named": (
        lambda: select(avg("t"), col("x").as_("avg_t")),
        '"avg_t" names both',
    ),
    "an alias with a dot": (lambda: col("a").as_("b.c"), r'"b\.c".*one name'),
    "an alias that is a keyword": (lambda: col("a").as_("Where"), '"Where" is a keyword'),
    "IN nothing": (lambda: ID.in_([]), "at least one value"),
    "IN text": (lambda: ID.in_("abc"), r'\["abc"\]'),
    "a comparison of columns": (lambda: col("a") == col("b"), "a = b: columns are compared with values"),
    "null": (lambda: col("a") == None, "None cannot be compared.*no null"),  # noqa: E711
    "not a number": (lambda: col("a") > float("nan"), "nan.*finite"),
    "no time zone": (lambda: col("a") > datetime(2026, 3, 1), "2026-03-01T00:00:00 has no time zone"),
    "half of a surrogate pair": (lambda: col("a") == "\ud800", "surrogate"),
    "and": (lambda: (col("a") > 1) and (col("b") > 1), '"a > 1" is neither true nor false.*&'),
    "a chain": (lambda: 0 < col("a") < 5, "neither true nor false"),
    "a condition that is none": (lambda: of(ID).where(avg("t") == 3), "False is not a condition"),
    "and with a value": (lambda: (col("a") > 1) & 2, "2 is not a condition"),
    "order by an aggregate": (lambda: of(avg("t")).order_by(avg("t")), r"ORDER BY AVG\(t\).*alias"),
    "top 0": (lambda: of(ID).top(0), "TOP 0"),
    "top 10,001": (lambda: of(ID).top(10_001), "TOP 10001.*10000"),
    "top true": (lambda: of(ID).top(True), "TOP True"),
    "a window of nothing": (lambda: within_window("PT0S"), '"PT0S" is not a time window'),
    "a window of no form": (lambda: within_window("1 day"), '"1 day".*ISO 8601'),
    "a window that ends": (lambda: within_window("P1D) OR (1=1"), "not a time window"),
    "a window of P": (lambda: within_window("P"), '"P" is not a time window'),
    "a window back in time": (lambda: within_window(timedelta(days=-1)), "above zero"),
    "a window of no time": (lambda: within_window(timedelta()), '"P0D" is not a time window'),
    "a window without an end": (lambda: within_window(datetime(2026, 1, 1, tzinfo=UTC)), "no end"),
    "a window without a beginning": (lambda: within_window(timedelta(1), "2026-01-01T00:00:00Z"), "no beginning"),
    "a window turned round": (
        lambda: within_window("2026-01-02T00:00:00Z", "2026-01-01T00:00:00Z"),
        "empty: pass the earlier",
    ),
    "a window from no moment": (lambda: within_window("noon", "2026-01-01T00:00:00Z"), '"noon" is not a moment'),
    "too many characters": (lambda: of(ID).where(ID == "x" * 350).text, r"[34]\d\d characters, but at most 350"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_rule_is_named_with_the_value_and_the_fix(case):
    build, message = BROKEN[case]
    with pytest.raises(ConfigurationError, match=f"(?s){message}"):
        build()


UNDOCUMENTED = {
    "IN on a timestamp": (lambda: TS.in_(["x"]), r"\$ts IN.*telemetry and \$id only"),
    "IN on simulated": (lambda: SIMULATED.in_([True]), "telemetry and"),
    "an aggregate of the id": (lambda: count(ID), r"COUNT\(\$id\): only telemetry"),
    "aggregated beside plain": (lambda: of("t", avg("t")).text, r"t beside AVG\(t\).*group_by_window"),
    "aggregated beside the time": (lambda: of(TS, avg("t")).text, r"\$ts beside AVG\(t\)"),
    "a window without aggregates": (lambda: of("t").group_by_window("P1D").text, "without an aggregate"),
    "order by simulated": (lambda: of(ID).order_by(PROVISIONED), r"ORDER BY \$provisioned.*telemetry"),
    "another dollar sign": (lambda: col("$other"), r'"\$other" is not a column'),
    "another form of id": (lambda: select(ID).from_("Thermostat"), '"Thermostat" is not a device template id'),
}


@pytest.mark.parametrize("case", UNDOCUMENTED)
def test_what_is_only_not_documented_is_a_warning_with_the_value_and_the_fix(case):
    build, message = UNDOCUMENTED[case]
    with pytest.warns(UndocumentedWarning, match=f"(?s){message}"):
        assert build() is not None


def test_a_comparison_may_be_written_either_way_round():
    assert where("t1" == ID) == "$id = 't1'"  # noqa: SIM300
    assert where(5 < col("t")) == "t > 5"  # noqa: SIM300


def test_350_characters_and_15_items_and_10_operations_are_taken():
    query = of(ID)
    room = 350 - len(query.where(ID == "").text)
    longest = room * "x"
    assert len(query.where(col("$id") == longest).text) == 350
    with pytest.raises(ConfigurationError, match="351 characters"):
        _ = query.where(col("$id") == longest + "x").text
    assert of(*(f"t{i}" for i in range(15))).text.count(",") == 14
    condition = col("t") == 0
    for i in range(10):
        condition = condition | (col("t") == i)
    assert where(condition).count(" OR ") == 10
    with pytest.raises(ConfigurationError, match=r"11 logical operations.*at most 10"):
        _ = condition | (col("t") == 11)


def test_operations_are_counted_after_alternatives_are_written_out():
    three = (col("a") > 1) | (col("a") > 2) | (col("a") > 3)
    assert where(three & (col("b") > 1)).count(" AND ") == 3
    with pytest.raises(ConfigurationError, match="17 logical operations"):
        _ = three & three


def test_metadata_beside_aggregates_is_taken():
    assert of(ID, avg("t")).text.startswith("SELECT $id, AVG(t) FROM")


# the language, read back

TOKEN = re.compile(
    r"\s*(?:(?P<text>'(?:[^']|'')*')|(?P<number>-?\d+(?:\.\d+)?)|(?P<template>(?:dtmi|urn):[\w:;.-]+)"
    r"|(?P<name>\$?[A-Za-z_][\w.]*)|(?P<mark>!=|<=|>=|[=<>,()\[\]]))",
    re.DOTALL,
)


def tokens(text: str) -> list[tuple[str, str]]:
    found = []
    position = 0
    while position < len(text):
        match = TOKEN.match(text, position)
        assert match, text[position:]
        kind = match.lastgroup
        written = match[kind]
        found.append((kind, written[1:-1].replace("''", "'") if kind == "text" else written))
        position = match.end()
    return found


short_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=25) | st.text("'\\\"-; ]", max_size=25)


@given(st.lists(short_text, min_size=1, max_size=3), short_text)
def test_no_text_escapes_its_quotes(values, last_value):
    query = of(ID).where(ID.in_(values) & (col("name") != last_value))
    inside = [token for value in values for token in (("mark", ","), ("text", value))][1:]
    assert tokens(query.text) == [
        ("name", "SELECT"),
        ("name", "$id"),
        ("name", "FROM"),
        ("template", THERMOSTAT),
        ("name", "WHERE"),
        ("name", "$id"),
        ("name", "IN"),
        ("mark", "["),
        *inside,
        ("mark", "]"),
        ("name", "AND"),
        ("name", "name"),
        ("mark", "!="),
        ("text", last_value),
    ]


@given(short_text, short_text, short_text, short_text)
def test_what_is_not_quoted_is_one_token_or_refused(name, alias, template_id, span):
    for build, before, after in (
        (lambda: select(name).from_(THERMOSTAT).text, 1, 2),
        (lambda: select(col("a").as_(alias)).from_(THERMOSTAT).text, 3, 2),
        (lambda: select(ID).from_(template_id).text, 3, 0),
        (lambda: of(ID).where(within_window(span)).text, 7, 1),
    ):
        try:
            found = tokens(build())
        except ConfigurationError:
            continue
        assert len(found) == before + 1 + after


@given(st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(10**20), 10**20))
def test_numbers_are_read_back_as_they_are(number):
    condition = col("x") >= number
    kind, written = tokens(condition.text)[-1]
    assert kind == "number"
    assert type(number)(written) == number


# sending

ROWS = [{"$id": "t1", "mean": 21.5}]


def test_the_rows_of_a_query_come_back(mode, within, server):
    server.will_answer(Answer(200, {"results": ROWS}))
    query = of(ID, avg("temperature").as_("mean"))
    module = queries if mode == "sync" else aio_queries
    assert within(lambda app: module.run(app, query)) == ROWS
    assert server.received[0].target == "/api/query?api-version=2022-10-31-preview"
    assert server.received[0].json == {"query": query.text}


def test_a_text_is_sent_as_it_is(app, server):
    server.will_answer(Answer(200, {"results": []}))
    assert queries.run(app, "SELECT anything") == []
    assert server.received[0].json == {"query": "SELECT anything"}


def test_a_broken_query_is_not_sent(app, server):
    with pytest.raises(ConfigurationError, match="no FROM"):
        queries.run(app, select(ID))
    assert server.received == []


def test_a_client_without_queries_is_told_which_to_use(stable_app, server):
    able = " or ".join(
        package.name for package in PACKAGES if "Query_Run" in {each.id for each in package.operations()}
    )
    with pytest.raises(ConfigurationError, match=f"2022-07-31 has no queries: use the client of {able}"):
        queries.run(stable_app, of(ID))
    assert server.received == []


def test_both_twins_have_the_same_names_and_signatures():
    assert aio_queries.__all__ == queries.__all__
    assert inspect.signature(aio_queries.run) == inspect.signature(queries.run)
    shared = set(queries.__all__) - {"run"}
    assert all(getattr(aio_queries, name) is getattr(queries, name) for name in shared)
