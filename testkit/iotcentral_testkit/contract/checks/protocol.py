"""The protocol around every operation: versions, media types, bodies that are no JSON, unknown paths, query parameters."""

from __future__ import annotations

from typing import Any

import orjson

from ...openapi.families import Family
from ...openapi.operations import ApiOperation
from ...openapi.planes import SERVED
from ..assertions.invalid_bodies import fits
from ..assertions.rejections import expect_refused, expect_unchanged
from ..engine.exchange import Exchange, Json
from ..fixtures.check_context import Probe
from ..fixtures.request_fixtures import Situation, absent, example, family_of, valid
from .rules import each_family, each_operation, rule

_VERSIONS = "REST reference of Azure IoT Central, API versions: api-version is a required query parameter"
_CONTENT = "the document: content types of request bodies; RFC 9110, section 15.5.16"
_JSON = "RFC 8259: the grammar of JSON; common error codes: 400"

_DEPTH = 5_000
"""Levels of a body that is nested deeper than any server needs to follow."""


def _only_reading(probe: Probe, operation: ApiOperation) -> None:
    if probe.server.options.read_only and operation.method != "GET":
        probe.skip("it writes, and this run only reads")


def _prepared(probe: Probe, operation: ApiOperation) -> Situation:
    """Prepare a valid request; in a run that only reads, one for what does not exist."""
    _only_reading(probe, operation)
    if probe.server.options.read_only:
        return Situation(absent(probe.workshop, operation))
    return valid(probe, operation)


@rule(
    "IC210",
    "An unknown api-version is refused",
    source=_VERSIONS,
    over=each_operation(),
    writes=False,
    planes=SERVED,
)
def unknown_version(probe: Probe, operation: ApiOperation) -> None:
    """Send versions that never were: one in a quick run, all of them for one operation and in other runs."""
    situation = _prepared(probe, operation)
    versions = {"a made-up version": "2001-02-29", "a word": "latest", "an old number": "0.9", "an empty version": ""}
    versions["this version with a tail"] = f"{probe.api.version}-1"
    whole = not probe.quick or operation.id == probe.api.plane.question
    for kind in versions if whole else [probe.random.choice(list(versions))]:
        query = {"api-version": versions[kind]}
        exchange = probe.ask(operation, situation.path, version=None, query=query, **situation.options)
        expect_refused(probe, exchange, f"the api-version {versions[kind]!r}", "")


@rule(
    "IC211",
    "A missing api-version is refused",
    source=_VERSIONS,
    over=each_operation(),
    writes=False,
    planes=SERVED,
)
def missing_version(probe: Probe, operation: ApiOperation) -> None:
    """Leave it out."""
    situation = _prepared(probe, operation)
    exchange = probe.ask(operation, situation.path, version=None, **situation.options)
    expect_refused(probe, exchange, "a request without api-version", "")


@rule(
    "IC220",
    "Whoever accepts JSON, anything, or says nothing, gets JSON",
    source="RFC 9110, section 12.5.1; the document: responses are application/json",
    over=each_operation(lambda operation: operation.method == "GET"),
    writes=False,
    planes=SERVED,
)
def accepting(probe: Probe, operation: ApiOperation) -> None:
    """Read with several headers `Accept`; what only wants HTML may be refused with 406."""
    situation = _prepared(probe, operation)
    headers: dict[str, str | None] = {
        "application/json": "application/json",
        "*/*": "*/*",
        "a list with weights": "text/html;q=0.5, application/json;q=0.9",
        "nothing": None,
        "text/html": "text/html",
    }
    whole = not probe.quick or operation.id == probe.api.plane.question
    for kind in headers if whole else [probe.random.choice(list(headers))]:
        exchange = probe.ask(operation, situation.path, headers={"accept": headers[kind]})
        if kind == "text/html" and exchange.status == 406:
            continue
        probe.expect(
            exchange.status not in {406, 415} and exchange.json is not None,
            f"with {kind} in Accept JSON was expected, but {exchange.status} with "
            f"{exchange.headers.get('content-type', 'no Content-Type')} was answered",
            exchange,
        )


@rule(
    "IC221",
    "Both media types of a PATCH mean the same",
    source="the document: content types of PATCH; both are merge patches (RFC 7396)",
    over=each_family("update", "create", "get", also=lambda family: len(_media_types(family)) > 1),
    varied=True,
)
def patch_media_types(probe: Probe, family: Family) -> None:
    """Send one patch to one item, made anew in between, with each media type, and compare what it has become."""
    assert family.update is not None
    workshop = probe.workshop
    path, body = workshop.place(family), workshop.body(family)
    patch = {**dict.fromkeys(workshop.recipe(family).clears), **workshop.change(family)}
    outcomes: dict[str, tuple[Any, Exchange]] = {}
    for media_type in _media_types(family):
        item = workshop.make(family, body, path=path)
        answer = probe.ask(family.update, path, body=patch, media_type=media_type)
        probe.expect(
            answer.succeeded,
            f"a PATCH as {media_type} is documented, but {answer.status} was answered",
            item.exchange,
            answer,
            subject=media_type,
        )
        seen = probe.need(family.get, path).json
        outcomes[media_type] = {name: seen.get(name, _ABSENT) for name in {**body, **patch}}, answer
        if family.remove is not None and family.id_parameter is not None:
            probe.need(family.remove, path)
    (first, (expected, one)), *others = outcomes.items()
    for media_type, (found, other) in others:
        for name in expected:
            probe.expect(
                expected[name] == found[name],
                f"one patch makes {name} {expected[name]!r} as {first}, and {found[name]!r} as {media_type}",
                one,
                other,
                subject=name,
            )


_ABSENT = "absent"


def _media_types(family: Family) -> tuple[str, ...]:
    return family.update.media_types if family.update is not None else ()


@rule(
    "IC222",
    "Bodies of other media types are refused",
    source=_CONTENT,
    over=each_operation(lambda operation: bool(operation.media_types)),
    planes=SERVED,
)
def other_media_types(probe: Probe, operation: ApiOperation) -> None:
    """Send a valid body under names that are not documented: one in a quick run, else all."""
    kinds = ["text/plain", "application/xml", "application/json-patch+json", "application/x-www-form-urlencoded"]
    situation = valid(probe, operation)
    for kind in [probe.random.choice(kinds)] if probe.quick and operation.id != "Devices_Create" else kinds:
        exchange = probe.ask(operation, situation.path, media_type=kind, **situation.options)
        expect_refused(probe, exchange, f"a body of the media type {kind}", kind)
        expect_unchanged(probe, operation, situation, exchange, kind)


@rule(
    "IC223",
    "A body that is no JSON object is refused",
    source=_JSON,
    over=each_operation(lambda operation: bool(operation.media_types)),
    planes=SERVED,
)
def broken_json(probe: Probe, operation: ApiOperation) -> None:
    """Send what cannot be read: two kinds in a quick run, else all."""
    situation = valid(probe, operation)
    text = orjson.dumps(situation.body)
    broken = {
        "truncated JSON": text[:-1],
        "bare text": b"displayName",
        "two values": text + text,
        "no UTF-8": b'{"displayName": "\xff\xfe"}',
    }
    for kind, value in {"an array": [situation.body], "a number": 7, "null": None}.items():
        if not fits(probe.api, operation, value):
            broken[kind] = orjson.dumps(value)
    if operation.node["requestBody"].get("required"):
        broken["nothing"] = b""
    kinds = probe.random.sample(list(broken), 2) if probe.quick and operation.id != "Devices_Create" else list(broken)
    for kind in kinds:
        exchange = probe.ask(operation, situation.path, content=broken[kind])
        expect_refused(probe, exchange, f"a body that is {kind}", kind)
        expect_unchanged(probe, operation, situation, exchange, kind)
    deep = b'{"displayName":' + b"[" * _DEPTH + b"]" * _DEPTH + b"}"
    exchange = probe.ask(operation, situation.path, content=deep)
    probe.expect(
        exchange.status < 500,
        f"a body of {_DEPTH} levels should not break the server, but {exchange.status} was answered",
        exchange,
        subject="deep",
    )


@rule(
    "IC230",
    "What does not exist is 404",
    source="common error codes: 404",
    over=each_operation(lambda operation: len(operation.of("path")) > (operation.method == "PUT")),
    writes=False,
)
def unknown_ids(probe: Probe, operation: ApiOperation) -> None:
    """Ask for ids that nothing has; a PUT with a single id would make what it names."""
    _only_reading(probe, operation)
    path = absent(probe.workshop, operation)
    family = family_of(probe.api, operation)
    body = example(operation)
    exchange = probe.ask(operation, path, **({} if body is None else {"body": body}))
    accepted = _unknown_accepted(operation, exchange)
    probe.expect(
        accepted,
        f"what does not exist should be 404, but {exchange.status} {exchange.error_code or ''} was answered",
        exchange,
    )
    if family is not None and family.parents and family.id_parameter and not probe.server.options.read_only:
        _unknown_below(probe, operation, family)


def _unknown_accepted(operation: ApiOperation, exchange: Exchange) -> bool:
    """Return whether an answer is fit for what does not exist; whether a body is looked at first is left open."""
    if operation.method == "DELETE":
        return exchange.status in {204, 404}
    if operation.media_types:
        return exchange.status in {400, 404, 422}
    return exchange.status == 404


def _unknown_below(probe: Probe, operation: ApiOperation, family: Family) -> None:
    """Ask for an id that nothing has below something that exists."""
    if operation.method not in {"GET", "DELETE"} or family.get.of("path")[-1]["schema"].get("enum"):
        return
    exchange = probe.ask(operation, probe.workshop.place(family))
    probe.expect(
        _unknown_accepted(operation, exchange),
        f"what does not exist below something that does should be 404, but {exchange.status} was answered",
        exchange,
        subject="below",
    )


@rule(
    "IC232",
    "Unknown paths and methods are refused",
    source="RFC 9110, sections 15.5.5 and 15.5.6",
    over=each_operation(lambda operation: operation.method == "GET"),
    writes=False,
    planes=SERVED,
)
def unknown_paths(probe: Probe, operation: ApiOperation) -> None:
    """Ask below and beside a path, and with methods that it does not have where it leads to nothing of anybody."""
    server, version = probe.server, f"?api-version={probe.api.version}"
    url = operation.url(absent(probe.workshop, operation))
    for path in (f"{url}/{probe.workshop.prefix}-unknown/x/y", _beside(url, probe.api.plane.root)):
        exchange = server.raw("GET", f"{path}{version}")
        expect_refused(probe, exchange, "an unknown path", "path")
    if server.options.read_only or not operation.of("path"):
        return
    known = {other.method for other in probe.api.operations.values() if _same_place(other.path, operation.path)}
    unknown = [method for method in ("POST", "PUT", "PATCH", "DELETE") if method not in known]
    for method in [probe.random.choice(unknown)] if probe.quick and unknown else unknown:
        headers = {"content-type": "application/json"}
        exchange = server.raw(method, f"{url}{version}", headers, None if method == "DELETE" else b"{}")
        expect_refused(probe, exchange, f"{method}, which is not documented here,", method)


def _beside(url: str, root: str) -> str:
    """Return a path that is like another, and leads nowhere."""
    return url.replace(root, f"{root}unknown/", 1)


def _same_place(path: str, other: str) -> bool:
    """Return whether two paths may be the same once their parameters are filled."""
    one, two = path.split("/"), other.split("/")
    return len(one) == len(two) and all(
        left == right or left.startswith("{") or right.startswith("{") for left, right in zip(one, two, strict=True)
    )


@rule(
    "IC233",
    "Query parameters out of range are refused",
    source="the document: schemas of the query parameters",
    over=each_operation(lambda operation: any(_broken_values(found["schema"]) for found in operation.of("query"))),
    writes=False,
    planes=SERVED,
)
def query_parameters(probe: Probe, operation: ApiOperation) -> None:
    """Send values that the schemas of the parameters do not allow."""
    situation = _prepared(probe, operation)
    for parameter in operation.of("query"):
        for value in _broken_values(parameter["schema"]):
            query = {parameter["name"]: value}
            exchange = probe.ask(operation, situation.path, query=query, **situation.options)
            expect_refused(probe, exchange, f"{parameter['name']}={value}", parameter["name"])


def _broken_values(schema: Json) -> list[str]:
    """Return texts that are no values of a query parameter."""
    kind, found = schema.get("type"), list[str]()
    if kind == "integer":
        found = ["-1", "many", "1.5"]
        found += [str(schema["minimum"] - 1)] if "minimum" in schema else []
        found += [str(schema["maximum"] + 1)] if "maximum" in schema else []
    elif kind == "boolean":
        found = ["maybe", "2"]
    elif "maxLength" in schema and schema.get("pattern", "").endswith("]*$"):
        found = ["a" * (schema["maxLength"] + 1)]
    return found
