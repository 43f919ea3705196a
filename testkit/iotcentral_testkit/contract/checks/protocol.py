"""Checks of the protocol: api-versions, media types, malformed bodies, unknown paths, query parameters."""

from __future__ import annotations

from typing import Any

import orjson

from ...openapi.families import Family
from ...openapi.operations import ApiOperation
from ...openapi.planes import SERVED
from ..assertions.error_envelopes import time_apart
from ..assertions.invalid_bodies import fits
from ..assertions.rejections import expect_rejected, expect_unchanged
from ..engine.exchange import Exchange, Json
from ..engine.server_times import SKEW
from ..fixtures.check_context import CheckContext
from ..fixtures.list_fixtures import are_named, id_of
from ..fixtures.request_fixtures import (
    RequestFixture,
    absent_path,
    example_body,
    family_of,
    unknown_parts,
    valid_request,
)
from .job_effects import desired
from .rules import each_family, each_operation, rule

_VERSIONS = "REST reference of Azure IoT Central, API versions: api-version is a required query parameter"
_CONTENT = "the document: content types of request bodies; RFC 9110, section 15.5.16"
_JSON_PATCH = "application/json-patch+json"
_JSON = "RFC 8259: the grammar of JSON; common error codes: 400"

_DEPTH = 5_000
"""Levels of a body that is nested deeper than any server needs to support."""


def _only_reading(context: CheckContext, operation: ApiOperation) -> None:
    if context.http.options.read_only and operation.method != "GET":
        context.skip("it writes, and this run only reads")


def _prepared(context: CheckContext, operation: ApiOperation) -> RequestFixture:
    """Prepare a valid request; in a run that only reads, one about an item that does not exist."""
    _only_reading(context, operation)
    if context.http.options.read_only:
        return RequestFixture(absent_path(context.factory, operation))
    return valid_request(context, operation)


@rule(
    "IC210",
    "An unknown api-version is rejected",
    source=_VERSIONS,
    over=each_operation(),
    writes=False,
    planes=SERVED,
)
def unknown_version(context: CheckContext, operation: ApiOperation) -> None:
    """Send versions that never existed: one per operation in a quick run, all of them for one operation and in full runs."""
    fixture = _prepared(context, operation)
    versions = {"a made-up version": "2001-02-29", "a word": "latest", "an old number": "0.9", "an empty version": ""}
    versions["this version with a tail"] = f"{context.api.version}-1"
    whole = not context.quick or operation.id == context.api.question
    for kind in versions if whole else [context.random.choice(list(versions))]:
        query = {"api-version": versions[kind]}
        exchange = context.send(operation, fixture.path, version=None, query=query, **fixture.options)
        expect_rejected(context, exchange, f"the api-version {versions[kind]!r}", "")


@rule(
    "IC211",
    "A missing api-version is rejected",
    source=_VERSIONS,
    over=each_operation(),
    writes=False,
    planes=SERVED,
)
def missing_version(context: CheckContext, operation: ApiOperation) -> None:
    """Send a request without the parameter."""
    fixture = _prepared(context, operation)
    exchange = context.send(operation, fixture.path, version=None, **fixture.options)
    expect_rejected(context, exchange, "a request without api-version", "")


@rule(
    "IC220",
    "The response is JSON if Accept allows it or is missing",
    source="RFC 9110, section 12.5.1; the document: responses are application/json",
    over=each_operation(lambda operation: operation.method == "GET"),
    writes=False,
    planes=SERVED,
)
def accepting(context: CheckContext, operation: ApiOperation) -> None:
    """Read with several headers `Accept`; a request for HTML only may be rejected with 406."""
    fixture = _prepared(context, operation)
    headers: dict[str, str | None] = {
        "application/json": "application/json",
        "*/*": "*/*",
        "a list with weights": "text/html;q=0.5, application/json;q=0.9",
        "nothing": None,
        "text/html": "text/html",
    }
    whole = not context.quick or operation.id == context.api.question
    for kind in headers if whole else [context.random.choice(list(headers))]:
        exchange = context.send(operation, fixture.path, headers={"accept": headers[kind]})
        if kind == "text/html" and exchange.status == 406:
            continue
        context.expect(
            exchange.status not in {406, 415} and exchange.json is not None,
            f"with {kind} in Accept JSON was expected, but {exchange.status} with "
            f"{exchange.headers.get('content-type', 'no Content-Type')} was answered",
            exchange,
        )


@rule(
    "IC221",
    "Both media types of a PATCH have the same effect",
    source="the document: content types of PATCH; both are merge patches (RFC 7396)",
    over=each_family("update", "create", "get", also=lambda family: len(_media_types(family)) > 1),
    varied=True,
)
def patch_media_types(context: CheckContext, family: Family) -> None:
    """Send a patch to an item, created again in between, with each media type, and compare the results."""
    assert family.update is not None
    factory = context.factory
    path, body = factory.place(family), factory.body(family)
    patch = {**dict.fromkeys(factory.body_factory(family).clears), **factory.change(family)}
    outcomes: dict[str, tuple[Any, Exchange]] = {}
    for media_type in _media_types(family):
        item = factory.create(family, body, path=path)
        answer = context.send(family.update, path, body=patch, media_type=media_type)
        context.expect(
            answer.succeeded,
            f"a PATCH as {media_type} is documented, but {answer.status} was answered",
            item.exchange,
            answer,
            subject=media_type,
        )
        seen = context.require(family.get, path).json
        # what a device has not reported yet is shown as desired alone
        shown = {name: seen.get(name, _ABSENT) if family.stores else desired(seen, name) for name in {**body, **patch}}
        outcomes[media_type] = shown, answer
        if family.remove is not None and family.id_parameter is not None:
            context.require(family.remove, path)
    (first, (expected, one)), *others = outcomes.items()
    for media_type, (found, other) in others:
        for name in expected:
            context.expect(
                expected[name] == found[name],
                f"the same patch results in {name} {expected[name]!r} as {first}, and {found[name]!r} as {media_type}",
                one,
                other,
                subject=name,
            )


_ABSENT = "absent"


def _media_types(family: Family) -> tuple[str, ...]:
    return family.update.media_types if family.update is not None else ()


@rule(
    "IC222",
    "Bodies of other media types are rejected",
    source=_CONTENT,
    over=each_operation(lambda operation: bool(operation.media_types)),
    planes=SERVED,
)
def other_media_types(context: CheckContext, operation: ApiOperation) -> None:
    """Send a valid body with media types that are not documented: one in a quick run, else all.

    Where there is a PATCH, a JSON patch is one of them, with its operations.
    """
    kinds = ["text/plain", "application/xml", _JSON_PATCH, "application/x-www-form-urlencoded"]
    fixture = valid_request(context, operation)
    for kind in [context.random.choice(kinds)] if context.quick and operation.id != "Devices_Create" else kinds:
        exchange = context.send(operation, fixture.path, media_type=kind, **fixture.options)
        expect_rejected(context, exchange, f"a body of the media type {kind}", kind)
        expect_unchanged(context, operation, fixture, exchange, kind)
    if operation.method == "PATCH":
        body: Json = fixture.body or {}
        steps = [{"op": "add", "path": f"/{name}", "value": value} for name, value in body.items()]
        exchange = context.send(operation, fixture.path, body=steps, media_type=_JSON_PATCH)
        expect_rejected(context, exchange, "a JSON patch", "JSON patch")
        expect_unchanged(context, operation, fixture, exchange, "JSON patch")


@rule(
    "IC226",
    "A body is accepted whose media type names UTF-8",
    source="RFC 9110, section 8.3.1; RFC 8259, section 11: the parameter charset has no effect, and its value no case",
    over=each_family("create", "get", also=lambda family: family.stores and family.remove is not None),
)
def with_charset(context: CheckContext, family: Family) -> None:
    """Create an item, and patch it, with the charset behind the media type: in capitals, and in quotes."""
    context.skip_preexisting(family)
    factory = context.factory
    path = factory.place(family)
    bodies = [(family.create, factory.fitted(family, factory.body(family), path), "charset=UTF-8")]
    if family.update is not None:
        bodies.append((family.update, factory.change(family), 'charset="utf-8"'))
    for operation, body, charset in bodies:
        kind = f"{operation.media_types[0]}; {charset}"
        exchange = context.send(operation, path, body=body, media_type=kind)
        message = f"a body of the type {kind} is answered with {exchange.status}"
        context.expect(exchange.succeeded, message, exchange, operation=operation.id)


@rule(
    "IC223",
    "A body that is not a JSON object is rejected",
    source=_JSON,
    over=each_operation(lambda operation: bool(operation.media_types)),
    planes=SERVED,
)
def broken_json(context: CheckContext, operation: ApiOperation) -> None:
    """Send malformed bodies: two kinds in a quick run, else all; and none where there has to be one."""
    fixture = valid_request(context, operation)
    text = orjson.dumps(fixture.body)
    broken = {
        "truncated JSON": text[:-1],
        "bare text": b"displayName",
        "two values": text + text,
        "no UTF-8": b'{"displayName": "\xff\xfe"}',
        "an object with NaN": text[:-1] + b', "nan": NaN}',
    }
    for kind, value in {"an array": [fixture.body], "a number": 7, "null": None}.items():
        if not fits(context.api, operation, value):
            broken[kind] = orjson.dumps(value)
    nothing = ["nothing"] if operation.node["requestBody"].get("required") else []
    sampled = context.quick and operation.id != "Devices_Create"
    kinds = [*(context.random.sample(list(broken), 2) if sampled else broken), *nothing]
    broken |= dict.fromkeys(nothing, b"")
    for kind in kinds:
        exchange = context.send(operation, fixture.path, content=broken[kind])
        expect_rejected(context, exchange, f"a body that is {kind}", kind)
        expect_unchanged(context, operation, fixture, exchange, kind)
    deep = b'{"displayName":' + b"[" * _DEPTH + b"]" * _DEPTH + b"}"
    exchange = context.send(operation, fixture.path, content=deep)
    context.expect(
        exchange.status < 500,
        f"a body of {_DEPTH} levels should not break the server, but {exchange.status} was answered",
        exchange,
        subject="deep",
    )


@rule(
    "IC230",
    "A request about an item that does not exist is 404",
    source="common error codes: 404",
    over=each_operation(lambda operation: len(operation.of("path")) > (operation.method == "PUT")),
    writes=False,
)
def unknown_ids(context: CheckContext, operation: ApiOperation) -> None:
    """Use ids that do not exist; not in a PUT with a single id, which would create the item."""
    _only_reading(context, operation)
    path = absent_path(context.factory, operation)
    family = family_of(context.api, operation)
    body = example_body(operation)
    exchange = context.send(operation, path, **({} if body is None else {"body": body}))
    accepted = accepted_as_unknown(operation, exchange)
    context.expect(
        accepted,
        f"the item does not exist and the response should be 404, but {exchange.status} {exchange.error_code or ''} was answered",
        exchange,
    )
    if family is not None and family.parents and family.id_parameter and not context.http.options.read_only:
        _unknown_below(context, operation, family)
    if not context.http.options.read_only:
        _unknown_parts(context, operation, body)


def _unknown_parts(context: CheckContext, operation: ApiOperation, body: Any) -> None:
    """Use parts that do not exist of a device that does."""
    for path in unknown_parts(context.factory, operation):
        exchange = context.send(operation, path, **({} if body is None else {"body": body}))
        message = f"the device has no such part and the response should be 404, but {exchange.status} was answered"
        context.expect(accepted_as_unknown(operation, exchange), message, exchange, subject="part")


def accepted_as_unknown(operation: ApiOperation, exchange: Exchange) -> bool:
    """Return whether a response is valid for an item that does not exist; the body may be validated first."""
    if operation.method == "DELETE":
        return exchange.status == 404 or (exchange.status == 204 and not names_404(operation))
    if operation.media_types:
        return exchange.status in {400, 404, 422}
    return exchange.status == 404


def names_404(operation: ApiOperation) -> bool:
    """Return whether the document says of an operation that it answers 404 for what does not exist."""
    return " 404 " in f" {operation.node.get('description', '')} "


def _unknown_below(context: CheckContext, operation: ApiOperation, family: Family) -> None:
    """Use an id that does not exist below an item that exists."""
    if operation.method not in {"GET", "DELETE"} or family.get.of("path")[-1]["schema"].get("enum"):
        return
    exchange = context.send(operation, context.factory.place(family))
    context.expect(
        accepted_as_unknown(operation, exchange),
        f"the nested item does not exist and the response should be 404, but {exchange.status} was answered",
        exchange,
        subject="below",
    )


def _reads_by_id(operation: ApiOperation) -> bool:
    return operation.method == "GET" and operation.path.endswith("}") and len(operation.of("path")) == 1


@rule(
    "IC235",
    "An item is found by its id alone",
    source="the document: path parameters; common error codes: 404",
    over=each_operation(_reads_by_id),
    writes=False,
)
def found_by_id(context: CheckContext, operation: ApiOperation) -> None:
    """Look for the first item of a list by its display name, by a part of its id, and by a path that goes on behind it."""
    listing = context.api.at("GET", operation.path.rpartition("/")[0])
    items = context.send(listing).value if listing is not None and are_named(context.api, operation) else []
    first: Json = items[0] if items else {}
    id, (parameter,) = id_of(first), operation.of("path")
    tried = 0
    for subject, name in {"name": first.get("displayName"), "beginning": id[:-1], "longer": f"{id}0"}.items():
        valid = isinstance(name, str) and name and context.api.document.validator(parameter["schema"]).is_valid(name)
        if not first or not valid or name == id or "/" in str(name):
            continue
        tried += 1
        answer = context.send(operation, {parameter["name"]: str(name)})
        message = (
            f"{name!r} is not the id of {id!r}, and is answered with {answer.status} and {id_of(answer.content)!r}"
        )
        context.expect(not answer.succeeded or id_of(answer.content) == name, message, answer, subject=subject)
    if first:
        beyond = f"{operation.url({parameter['name']: id})}/{context.factory.prefix}-unknown"
        answer = context.http.send_raw("GET", f"{beyond}?api-version={context.api.version}")
        expect_rejected(context, answer, "a path that goes on behind an item", "behind")
    if not tried:
        context.skip("it has no list of items with ids")


@rule(
    "IC240",
    "The time of an error is that of its response",
    source="the document: time of an error, in the form of the header Date; RFC 9110, section 6.6.1",
    over=lambda api: [(None, (api.question,))] if api.question else [],
    writes=False,
)
def time_of_errors(context: CheckContext, _: None) -> None:
    """Request an unknown path, and compare the time of the error with the header `Date`; the clocks of a server may differ."""
    answer = context.http.send_raw("GET", f"{context.api.plane.root}{context.factory.prefix}-unknown")
    apart = time_apart(answer)
    if apart is None:
        context.skip("the error, or its response, does not tell a time")
        return
    message = f"error.time is {apart} from the header Date, {answer.headers.get('date')!r}"
    untold = "it is about a time, which is another one in each run"
    context.expect(apart < SKEW, message, answer, untold=untold)


@rule(
    "IC225",
    "A request without a required header or query parameter is rejected",
    source="the document: required parameters; common error codes: 400",
    over=each_operation(lambda operation: bool(operation.required_headers or operation.required_query)),
    writes=False,
    planes=SERVED,
)
def missing_parameters(context: CheckContext, operation: ApiOperation) -> None:
    """Leave out each required parameter by itself; another rule leaves out the api-version."""
    fixture = _prepared(context, operation)
    for place, names in (("headers", operation.required_headers), ("query", operation.required_query)):
        for name in names:
            exchange = context.send(operation, fixture.path, **{place: {name: None}}, **fixture.options)
            expect_rejected(context, exchange, f"a request without {name}", name)
            expect_unchanged(context, operation, fixture, exchange, name)


@rule(
    "IC233",
    "Query parameters out of range are rejected",
    source="the document: schemas of the query parameters",
    over=each_operation(lambda operation: any(_broken_values(found["schema"]) for found in operation.of("query"))),
    writes=False,
    planes=SERVED,
)
def query_parameters(context: CheckContext, operation: ApiOperation) -> None:
    """Send values that the schemas of the parameters do not allow."""
    fixture = _prepared(context, operation)
    for parameter in operation.of("query"):
        for value in _broken_values(parameter["schema"]):
            query = {parameter["name"]: value}
            exchange = context.send(operation, fixture.path, query=query, **fixture.options)
            expect_rejected(context, exchange, f"{parameter['name']}={value}", parameter["name"])


def _broken_values(schema: Json) -> list[str]:
    """Return texts that are not valid for a query parameter."""
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
