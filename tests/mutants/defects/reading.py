"""Defects of reading: pages, filters, sorting, queries, and what another caller may read."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from iotcentral_testkit.emulator.http.calls import Call
from iotcentral_testkit.emulator.http.errors import ServiceError, not_found
from iotcentral_testkit.emulator.http.pagination import DEFAULT_SIZE
from iotcentral_testkit.emulator.languages.group_filter import GroupCondition
from iotcentral_testkit.emulator.languages.odata import Junction
from iotcentral_testkit.emulator.languages.query_language import Conjunction, TimeWindow

from ..defect import PREVIEW, STABLE, Defect, codes
from ..switching import instead, replaced, together

Do = Callable[[Call, Any], Any]


def _ties_passed(rightly: Any) -> Any:
    """Go on behind the last value, whatever the place of the last item was."""
    return lambda key, last: key[:-1] > last[:-1] if len(key) > 1 else rightly(key, last)


def _link_without(name: str) -> Any:
    def wrap(rightly: Any) -> Any:
        def link(call: Call, position: Any) -> Any:
            return rightly(replace(call, query={k: v for k, v in call.query.items() if k != name}), position)

        return link

    return wrap


def _from_left_to_right(rightly: Any) -> Any:
    def expression(parser: Any, depth: int) -> Any:
        tree = parser._term(depth)
        while True:
            if parser._word("or"):
                tree = Junction(False, (tree, parser._term(depth)))
            elif parser._word("and"):
                tree = Junction(True, (tree, parser._term(depth)))
            else:
                return tree

    return expression


def _quotes_kept(rightly: Any) -> Any:
    def text(parser: Any) -> str:
        token = parser._peek()[0]
        rightly(parser)
        return str(token[1:-1])

    return text


def _with_wildcards(rightly: Any) -> Any:
    """Read a text as a pattern of SQL."""

    def holds(condition: Any, item: Any) -> bool:
        signs = {"%": ".*", "_": "."}
        pattern = "".join(signs.get(sign, re.escape(sign)) for sign in condition.text)
        return re.search(pattern, str(condition.field.of(item) or ""), re.IGNORECASE | re.DOTALL) is not None

    return holds


def _plus_as_blank(rightly: Any) -> Any:
    def role(call: Call, name: str) -> Any:
        value = rightly(call, name)
        return value.replace("+", " ") if name == "filter" and isinstance(value, str) else value

    return role


def _later_pages_longer(rightly: Any) -> Any:
    return lambda call: DEFAULT_SIZE if call.id == "Jobs_List" and call.extra else rightly(call)


def _of_one_device(rightly: Any) -> Any:
    def total(sent: Any, query: Any) -> Any:
        return rightly(sent._replace(devices=sent.devices[:1]), query)

    return total


def _timeless(rightly: Any) -> Any:
    def parse(text: str) -> Any:
        query = rightly(text)
        if isinstance(query.where, TimeWindow):
            return replace(query, where=None)
        if isinstance(query.where, Conjunction):
            left = tuple(part for part in query.where.parts if not isinstance(part, TimeWindow))
            return replace(query, where=Conjunction(left) if left else None)
        return query

    return parse


def _numbers_as_texts(rightly: Any) -> Any:
    def holds(condition: GroupCondition, value: Any) -> bool:
        numbers = isinstance(value, float) and not isinstance(condition.literal, str)
        if numbers and condition.operator in {"<", ">"}:
            return (str(value) < str(condition.literal)) == (condition.operator == "<")
        return bool(rightly(condition, value))

    return holds


def _or_as_and(rightly: Any) -> Any:
    def joined(condition: Any) -> Any:
        parts = getattr(condition, "parts", None)
        return condition if parts is None else Conjunction(tuple(map(joined, parts)))

    def parse(text: str) -> Any:
        query = rightly(text)
        return replace(query, where=joined(query.where))

    return parse


def _without_windows(rightly: Any) -> Any:
    return lambda text: replace(rightly(text), window=None)


def _unequal_as_equal(rightly: Any) -> Any:
    def compares(comparison: Any, value: Any) -> Any:
        return rightly(replace(comparison, operator=comparison.operator.replace("!=", "=")), value)

    return compares


def _reaching_all(call: Call) -> Call:
    return replace(call, caller=replace(call.caller, organizations=None, below={}))


def _unbounded(call: Call, rightly: Any) -> Any:
    return rightly(_reaching_all(call))


def _of_any_organization(rightly: Any) -> Any:
    return lambda app, group: rightly(app, {name: value for name, value in group.items() if name != "organizations"})


def _itself_alone(rightly: Any) -> Any:
    return lambda children, root: frozenset({root})


def _granted_freely(rightly: Any) -> Any:
    return lambda call, assignments: rightly(_reaching_all(call), assignments)


def _one_etag_alone(rightly: Any) -> Any:
    def conditions(call: Call) -> Any:
        header = call.headers.get("if-match", "")
        for wanted in rightly(call):
            yield {header} if "," in header else wanted

    return conditions


def _charset_refused(call: Call, rightly: Any) -> Any:
    if "charset" in call.headers.get("content-type", ""):
        raise ServiceError(415, "UnsupportedMediaType", "The media type is not one that the operation takes.")
    return rightly(call)


def _by_name(call: Call, rightly: Any) -> Any:
    from iotcentral_testkit.emulator.http.authorization import ROLES

    named = {name.casefold(): id for id, name in ROLES.items()}
    id = named.get(call.path["roleId"].casefold(), call.path["roleId"])
    if id.casefold() not in ROLES:
        raise not_found(f'Role "{id}"')
    call.path = {"roleId": id.casefold()}
    return rightly(call)


DEFECTS = [
    Defect(
        "ties-lost-between-pages",
        "device groups of the same name as the last one of a page are missing on the next page",
        PREVIEW,
        "DeviceGroups",
        codes("IC505"),
        replaced("iotcentral_testkit.emulator.http.pagination:_behind", _ties_passed),
    ),
    Defect(
        "expand-lost-on-next-page",
        "devices of the second page are not expanded",
        PREVIEW,
        "Devices",
        codes("IC614"),
        replaced("iotcentral_testkit.emulator.http.pagination:_link", _link_without("expand")),
    ),
    Defect(
        "filter-without-precedence",
        "a filter is evaluated from left to right, whether `and` or `or`",
        PREVIEW,
        "Devices",
        codes("IC504"),
        replaced("iotcentral_testkit.emulator.languages.odata:_Parser._expression", _from_left_to_right),
    ),
    Defect(
        "filter-quotes-stay-doubled",
        "a doubled quote in a text of a filter stays doubled",
        PREVIEW,
        "Dashboards",
        codes("IC504"),
        replaced("iotcentral_testkit.emulator.languages.odata:_Parser._text", _quotes_kept),
    ),
    Defect(
        "contains-with-wildcards",
        "`contains` in a filter reads % and _ as wildcards",
        PREVIEW,
        "Devices",
        codes("IC504"),
        together(
            replaced("iotcentral_testkit.emulator.languages.odata:Contains.holds", _with_wildcards),
            replaced("iotcentral_testkit.emulator.state.narrowing:containing", lambda _: lambda member, part: None),
        ),
    ),
    Defect(
        "plus-as-blank",
        "an encoded plus sign in a filter is read as a blank",
        PREVIEW,
        "DeviceGroups",
        codes("IC504"),
        replaced("iotcentral_testkit.emulator.http.calls:Call.role", _plus_as_blank),
    ),
    Defect(
        "later-pages-longer",
        "later pages of jobs have 25 items, whatever the page size is",
        PREVIEW,
        "Jobs",
        codes("IC502"),
        replaced("iotcentral_testkit.emulator.http.pagination:_size", _later_pages_longer),
    ),
    Defect(
        "query-total-of-one-device",
        "aggregates of a query are over one device alone",
        PREVIEW,
        "Query",
        codes("IC651"),
        replaced("iotcentral_testkit.emulator.telemetry.query_rows:total", _of_one_device),
    ),
    Defect(
        "query-window-ignored",
        "a query ignores WITHIN_WINDOW",
        PREVIEW,
        "Query",
        codes("IC651"),
        replaced("iotcentral_testkit.emulator.languages.query_language:parse", _timeless),
    ),
    Defect(
        "query-or-as-and",
        "OR in a query is read as AND",
        PREVIEW,
        "Query",
        codes("IC651"),
        replaced("iotcentral_testkit.emulator.languages.query_language:parse", _or_as_and),
    ),
    Defect(
        "query-without-windows",
        "a query ignores GROUP BY WINDOW",
        PREVIEW,
        "Query",
        codes("IC651"),
        replaced("iotcentral_testkit.emulator.languages.query_language:parse", _without_windows),
    ),
    Defect(
        "query-unequal-as-equal",
        "!= in a query is read as =",
        PREVIEW,
        "Query",
        codes("IC651"),
        replaced("iotcentral_testkit.emulator.telemetry.query_rows:_compares", _unequal_as_equal),
    ),
    Defect(
        "group-numbers-as-texts",
        "the filter of a device group compares numbers as texts",
        PREVIEW,
        "DeviceGroups",
        codes("IC511"),
        replaced("iotcentral_testkit.emulator.languages.group_filter:GroupCondition.holds", _numbers_as_texts),
        {"patience": 3.0},
    ),
    Defect(
        "query-of-all-organizations",
        "a query reads devices of organizations that the caller does not reach",
        PREVIEW,
        "Query",
        codes("IC652"),
        instead("Query_Run", do=_unbounded),
    ),
    Defect(
        "members-of-all-organizations",
        "a group of an organization has the devices of all organizations that meet its filter",
        PREVIEW,
        "DeviceGroups",
        codes("IC511"),
        replaced("iotcentral_testkit.emulator.resources.device_groups:belongs", _of_any_organization),
        {"patience": 3.0},
    ),
    Defect(
        "organization-without-those-below",
        "a caller of an organization does not reach the devices of those below it",
        STABLE,
        "Devices",
        codes("IC207"),
        replaced("iotcentral_testkit.emulator.http.authorization:_below", _itself_alone),
    ),
    Defect(
        "org-admin-grants-all",
        "an organization's administrator may add users who administer the whole application",
        STABLE,
        "Users",
        codes("IC212"),
        replaced("iotcentral_testkit.emulator.resources.roles:check_assignments", _granted_freely),
    ),
    Defect(
        "etag-list-refused",
        "If-Match with several etags is rejected, though the current one is among them",
        PREVIEW,
        "DeviceTemplates",
        codes("IC414"),
        replaced("iotcentral_testkit.emulator.http.etags:_conditions", _one_etag_alone),
    ),
    Defect(
        "charset-refused",
        "a user whose body is `application/json; charset=utf-8` is rejected",
        STABLE,
        "Users",
        codes("IC226"),
        instead("Users_Create", "Users_Update", do=_charset_refused),
    ),
    Defect(
        "role-found-by-name",
        "a role is found by its name, and by its id in capitals",
        STABLE,
        "Roles",
        codes("IC235"),
        instead("Roles_Get", do=_by_name),
    ),
]
