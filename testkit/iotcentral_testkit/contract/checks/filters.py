"""Checks of `filter` and `orderby`: results and order agree with an evaluation on the client."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import pairwise
from typing import Any

from ...openapi.families import Family
from ...openapi.operations import ApiOperation
from ..assertions.filter_oracle import (
    ComparisonTerm,
    ContainsTerm,
    Expression,
    JoinedTerms,
    MixedTerms,
    comes_before,
    value_of,
)
from ..engine.exchange import Exchange
from ..engine.findings import DeviationError, NotApplicableError
from ..fixtures.check_context import CheckContext
from ..fixtures.factory import CreatedItem, SetupError
from ..fixtures.hard_values import parts_of
from ..fixtures.list_fixtures import ListReading, id_of, read_list
from ..fixtures.request_fixtures import has_member
from .rules import each_operation, rule

_FILTERS = "article Manage devices with the REST API, section Use ODATA filters; the document: x-fields"
_OPERATORS = ("eq", "ne", "lt", "le", "gt", "ge")
_ROUNDS = 10
"""Random expressions of each kind in a round of a full run."""
_TWINS = 2
"""Further items of the same name as one, which the pages of a sorted list part."""

_INDEXED = 10.0
"""Seconds until an index of a server has a change."""

_LONG = 300
"""Items of a list above which filters are restricted to what the run created."""

_SIGNS = (" m_n 5%6 a+b & c #d", " mxn 5..6 a b & c #d")
"""Ends of names: with signs that careless servers read as wildcards or decode twice, and what these would match then."""

_BESIDE = "it rests on what else the list has"
"""Why no program shows that a filtered list has what does not match."""

_NAMES = ("alder", "birch", "briar", "cedar", "copse", "delta")
"""First letters of the display names, which every collation sorts alike."""


def _fields(operation: ApiOperation, parameter: str) -> tuple[str, ...]:
    """Return the documented fields; without them, those that all these lists have."""
    fields: Mapping[str, Sequence[str]] = operation.node.get("x-fields", {})
    return tuple(fields.get(parameter, ("displayName",)))


def _family(context: CheckContext, operation: ApiOperation) -> Family:
    for family in context.api.families:
        if family.list is not None and family.list.id == operation.id:
            return family
    raise NotApplicableError("no operation creates its items")


def _made(context: CheckContext, operation: ApiOperation) -> tuple[list[CreatedItem], str]:
    """Create items whose display names have a unique mark, and a hard text where the server takes it; return them, and the mark."""
    family = _family(context, operation)
    if not has_member(context.api, family, "displayName"):
        context.skip("its items have no display name, by which the kit tells them apart")
    mark = context.factory.word()
    names = [f"{name} {context.factory.prefix} {mark}" for name in _NAMES]
    context.random.shuffle(names)
    names[-1] += "'s"  # a quote has to be doubled
    names[0] += _SIGNS[0]
    names[1] += _SIGNS[1]
    hard = [*parts_of(""), " blanks at the end  "]
    items: list[CreatedItem] = []
    for number, name in enumerate(names):
        bodies = context.factory.body_factory(family).bodies(context.factory)
        body = {**(bodies[0] if number < 2 else bodies[min(1, len(bodies) - 1)]), "displayName": name}
        if family.name == "Devices":
            body["enabled"] = number % 3 != 1
            body["simulated"] = number == 4
        texts = "" if number < len(_SIGNS) else "".join(hard[number - len(_SIGNS) :: len(names) - len(_SIGNS)])
        try:
            items.append(context.create(family, {**body, "displayName": name + texts}))
        except SetupError:  # it may refuse a text that no document forbids
            items.append(context.create(family, body))
    return items, mark


def _with_blanks(context: CheckContext, like: CreatedItem, mark: str) -> list[CreatedItem]:
    """Create an item whose name has blanks at both ends; return it, or nothing if the server does not take the name."""
    try:
        return [context.create(like.family, {**like.sent, "displayName": f"  elder {mark} "})]
    except SetupError:
        return []


def _queries(operation: ApiOperation, expression: Expression, size: int = 100) -> dict[str, Any]:
    return {_parameter(operation, "filter"): str(expression), **operation.sized(size)}


def _parameter(operation: ApiOperation, role: str) -> str:
    """Return the name of the parameter that has a role."""
    return operation.role(role) or role


@rule(
    "IC504",
    "A filtered list has exactly the items that match",
    source=_FILTERS,
    over=each_operation(lambda operation: operation.role("filter") is not None),
    varied=True,
    by_hand=True,
    needs="items",
)
def filter_agrees(context: CheckContext, operation: ApiOperation) -> None:
    """Filter by one expression of each kind, in full runs by many more, and evaluate them on the client."""
    items, mark = _made(context, operation)
    stored = [item.stored for item in (*items, *_with_blanks(context, items[-1], mark))]
    documented = "x-fields" in operation.node and "filter" in operation.node["x-fields"]
    long = _is_long(context, operation)
    for expression in _expressions(context, operation, stored):
        if long:
            terms = expression.terms if isinstance(expression, JoinedTerms) else (expression,)
            if isinstance(expression, JoinedTerms) and expression.word == "or":
                continue
            expression = JoinedTerms("and", (*terms, ContainsTerm("displayName", mark)))
        first = context.send(operation, query=_queries(operation, expression))
        if not first.succeeded and not documented:
            context.skip(f"filter={expression} is rejected, and the fields of this filter are not documented")
        if not first.succeeded:
            raise DeviationError(
                f"filter={expression} is documented, but answered with {first.status}", first, subject="refused"
            )
        _compare(context, operation, expression, stored, first=first)
    _compare_across_pages(context, operation, stored, mark)
    _compare_changed(context, operation, items[-1], long=long)
    for mixed in _mixed(stored):
        first = context.send(operation, query=_queries(operation, mixed))
        if first.succeeded:  # no article has such an expression
            _compare(context, operation, mixed, stored, first=first)


def _mixed(stored: Sequence[Mapping[str, Any]]) -> Iterator[MixedTerms]:
    """Return expressions with both words, which a server that has no precedence, or no groups, evaluates otherwise."""
    one, two = (str(item.get("displayName")) for item in stored[2:4])
    equal = [ComparisonTerm("displayName", "eq", name) for name in (one, two)]
    for grouped in (False, True):
        yield MixedTerms(equal[0], equal[1], ComparisonTerm("displayName", "ne", one), grouped)


def _compare_across_pages(
    context: CheckContext, operation: ApiOperation, stored: Sequence[Mapping[str, Any]], mark: str
) -> None:
    """Filter by either half of the names with a page size of one: a next link that forgets the filter returns the other half."""
    middle = sorted(str(item.get("displayName")) for item in stored)[len(stored) // 2]
    for word in ("lt", "ge"):
        half = JoinedTerms("and", (ComparisonTerm("displayName", word, middle), ContainsTerm("displayName", mark)))
        _compare(context, operation, half, stored, 1)


def _compare_changed(context: CheckContext, operation: ApiOperation, item: CreatedItem, *, long: bool) -> None:
    """Change an item, and filter by what it was and by what it is: an index may be that of its creation."""
    family, fields = item.family, _fields(operation, "filter")
    if family.update is None:
        return
    flags = {name: not value for name, value in item.sent.items() if name in fields and isinstance(value, bool)}
    changed = context.send(family.update, item.path, body={"displayName": context.factory.title(), **flags})
    if not changed.succeeded:
        return
    read = context.read(item)
    named = ComparisonTerm("displayName", "eq", str(read.content.get("displayName")))
    for name in ("displayName", *flags):
        for value in (item.stored.get(name), read.content.get(name)):
            if not isinstance(value, str | bool):
                continue
            term = ComparisonTerm(name, "eq", value)
            expression = JoinedTerms("and", (term, named)) if long and name in flags else term
            there, answer = _has(context, operation, expression, item, term.holds(read.content) is True)
            told = "is there still" if there else "is missing"
            message = f"{name} was changed, and by filter={expression} the item {told}"
            holds = there is (term.holds(read.content) is True)
            context.expect(holds, message, item.exchange, changed, read, answer, subject=f"changed {name}")


def _has(
    context: CheckContext, operation: ApiOperation, expression: Expression, item: CreatedItem, wanted: bool
) -> tuple[bool, Exchange]:
    """Return whether a filtered list has an item, which may take a moment, and the first page."""
    query = _queries(operation, expression)

    def has(first: Exchange) -> bool:
        return item.id in read_list(context, operation, query=query, first=first).ids

    answer = context.factory.wait(
        lambda: context.require(operation, query=query), lambda first: has(first) is wanted, at_most=_INDEXED
    )
    return has(answer), answer


def _is_long(context: CheckContext, operation: ApiOperation) -> bool:
    seen = 0
    for page in context.pages(operation, query=operation.sized(100)):
        seen += len(page.value)
        if seen > _LONG:
            return True
    return False


def _compare(
    context: CheckContext,
    operation: ApiOperation,
    expression: Expression,
    stored: Sequence[Mapping[str, Any]],
    size: int = 100,
    first: Exchange | None = None,
) -> None:
    query = _queries(operation, expression, size)
    reading = read_list(context, operation, query=query, first=first)
    problem = _disagreement(expression, reading, stored)
    if problem is not None:
        reading = read_list(context, operation, query=query)
        if _disagreement(expression, reading, stored) is None:
            problem = None  # another client had written meanwhile
    subject, what = problem or ("", "")
    context.expect(problem is None, f"filter={expression} {what}", *reading.pages[:3], subject=subject)


def _disagreement(
    expression: Expression, reading: ListReading, stored: Sequence[Mapping[str, Any]]
) -> tuple[str, str] | None:
    kind = _kind(expression)
    for item in reading.items:
        if expression.holds(item) is False:
            return f"{kind} lets through", f"lets {id_of(item)!r} through, which does not meet it"
    listed = set(reading.ids)
    for item in stored:
        if expression.holds(item) is True and id_of(item) not in listed:
            return f"{kind} leaves out", f"leaves {id_of(item)!r} out, which meets it"
    return None


def _kind(expression: Expression) -> str:
    if isinstance(expression, JoinedTerms):
        return expression.word
    if isinstance(expression, MixedTerms):
        return "grouped" if expression.grouped else "and or"
    return expression.operator if isinstance(expression, ComparisonTerm) else "contains"


def _expressions(
    context: CheckContext, operation: ApiOperation, stored: Sequence[Mapping[str, Any]]
) -> Iterator[ComparisonTerm | ContainsTerm | JoinedTerms]:
    """Return every operator on every field that allows it, then joined terms, then, in a full run, random combinations."""
    fields = [
        (name, [value for item in stored if (value := value_of(item, name)) is not None])
        for name in (_fields(operation, "filter"))
    ]
    terms: list[ComparisonTerm | ContainsTerm] = []
    for name, values in fields:
        if not values:
            continue
        if isinstance(values[0], bool):
            terms += [ComparisonTerm(name, word, truth) for word in ("eq", "ne") for truth in (True, False)]
            continue
        terms += [ComparisonTerm(name, word, context.random.choice(values)) for word in _OPERATORS]
        terms.append(ContainsTerm(name, _part(context, name, values)))
        whole = context.random.choice(values)
        halves = whole[: len(whole) // 2], whole[len(whole) // 2 :]
        # no text equals what it begins or ends with, nor one that has another end
        yield from (ComparisonTerm(name, "eq", other) for other in (*halves, _ending_otherwise(whole)))
    for sign in _SIGNS[0].split(" ")[1:4]:
        terms.append(ContainsTerm("displayName", sign))
    yield from terms
    for name in (str(item.get("displayName")) for item in stored):
        yield ComparisonTerm("displayName", "eq", name)
        yield ContainsTerm("displayName", name[-9:])
    one, other = (str(item.get("displayName")) for item in stored[:2])
    own, nobody = ContainsTerm("displayName", one), ComparisonTerm("displayName", "eq", f"{one}{other}")
    yield JoinedTerms("and", (own, ComparisonTerm("displayName", "eq", one), ComparisonTerm("displayName", "ne", one)))
    yield JoinedTerms("or", (nobody, nobody, ComparisonTerm("displayName", "eq", one)))  # the last one decides
    sample = context.random.sample
    for word in ("and", "or"):
        for count in (2, 3) if context.quick else (2, 3, *(context.random.randint(2, 5) for _ in range(_ROUNDS))):
            yield JoinedTerms(word, tuple(sample(terms, min(count, len(terms)))))


def _ending_otherwise(text: str) -> str:
    """Return a text with another last character; of an id with a version, that is an id of another version."""
    return f"{text[:-1]}{'3' if text.endswith('2') else '2'}"


def _part(context: CheckContext, name: str, values: Sequence[str]) -> str:
    """Return a part of one of the values; a word of a name."""
    text = context.random.choice(values)
    if name == "displayName":
        return text.split(" ")[0]
    start = context.random.randrange(max(1, len(text) - 4))
    return text[start : start + 4]


@rule(
    "IC505",
    "orderby sorts the whole list, in either direction",
    source="article Manage devices with the REST API, section orderby; the document: parameter orderby",
    over=each_operation(lambda operation: operation.role("orderby") is not None),
    by_hand=True,
    needs="items",
)
def order_agrees(context: CheckContext, operation: ApiOperation) -> None:
    """Sort by display name, with long pages and short ones, and check the order of the items of the run.

    Short pages are filtered too, so that an item without the mark is on none of them.
    """
    items, mark = _made(context, operation)
    alike = items[0].sent["displayName"]
    with suppress(SetupError):  # a server may want each name once
        items += [context.create(items[0].family, {**items[-1].sent, "displayName": alike}) for _ in range(_TWINS)]
    with suppress(SetupError):
        context.create(items[0].family, {**items[-1].sent, "displayName": f"briar {context.factory.title()}"})
    ids = {item.id for item in items}
    narrow: dict[str, Any] = {}
    term = ContainsTerm("displayName", mark)
    if operation.role("filter") is not None:
        narrow = {_parameter(operation, "filter"): str(term)}
    long = _is_long(context, operation)
    if long and not narrow:
        context.skip("the list is too long to be read in reasonable time")
    for order, descending in (("displayName", False), ("displayName desc", True)):
        for size in (100, 4, 2):
            narrowed = narrow if long or size < _TWINS + 1 else {}
            query = {
                **narrowed,
                _parameter(operation, "orderby"): order,
                **operation.sized(size),
            }
            reading = read_list(context, operation, query=query)
            shown = [item for item in reading.items if id_of(item) in ids]
            names = [str(item.get("displayName")) for item in shown]
            strange = [id_of(item) for item in reading.items if term.holds(item) is False] if narrowed else []
            message = f"orderby={order} with filter={term} lets {strange} through, in pages of {size}"
            context.expect(not strange, message, *reading.pages[:3], subject="filtered", untold=_BESIDE)
            context.expect(
                len(names) == len(items),
                f"orderby={order} gives {len(names)} of {len(items)} items that are there",
                *reading.pages[:3],
                subject="incomplete",
            )
            for first, second in pairwise(names):
                wrong = comes_before(first, second) if descending else comes_before(second, first)
                context.expect(
                    wrong is not True,
                    f"orderby={order} gives {first!r} before {second!r}",
                    *reading.pages[:3],
                    subject="descending" if descending else "ascending",
                )


_BAD_FILTERS = {
    "not an expression": "displayName",
    "no value": "displayName eq",
    "unknown field": "colourOfTheMoon eq 'red'",
    "unknown operator": "displayName resembles 'a'",
    "unbalanced": "contains(displayName, 'a'",
    "open text": "displayName eq 'a",
}
_BAD_ORDERS = {"unknown field": "colourOfTheMoon", "unknown direction": "displayName sideways"}


@rule(
    "IC509",
    "A filter or an orderby with a syntax error is rejected",
    source="REST reference of Azure IoT Central, common error codes: 400",
    over=each_operation(
        lambda operation: operation.role("filter") is not None or operation.role("orderby") is not None
    ),
    writes=False,
)
def bad_expressions(context: CheckContext, operation: ApiOperation) -> None:
    """Send expressions that no grammar allows."""
    for role, expressions in (("filter", _BAD_FILTERS), ("orderby", _BAD_ORDERS)):
        parameter = operation.role(role)
        if parameter is None:
            continue
        for subject, expression in expressions.items():
            answer = context.send(operation, query={parameter: expression})
            _rejected(context, answer, f"{parameter}={expression}", f"{parameter}: {subject}")


def _rejected(context: CheckContext, answer: Exchange, what: str, subject: str) -> None:
    context.expect(
        400 <= answer.status < 500,
        f"{what} has a syntax error, and is answered with {answer.status} rather than 400",
        answer,
        subject=subject,
    )
