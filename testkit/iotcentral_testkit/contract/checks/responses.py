"""Checks of every response, whatever was requested."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...openapi.api import Api
from ...openapi.json_types import is_object
from ...openapi.operations import ApiOperation
from ...openapi.planes import CONTROL, DATA
from ...openapi.strict_json import JsonBodyError, repeated_member
from ..assertions.error_envelopes import data_plane_envelope, resource_manager_envelope
from ..engine.exchange import NOT_IMPLEMENTED, Exchange
from ..engine.response_rules import every_response

_REFERENCE = "REST reference of Azure IoT Central, common error codes"
_ENVELOPE = "the document: the response Error of every operation"

_COMMAND = "/commands/{"
_RESPONSE_TIMEOUT = 30.0
"""Default seconds that a device has for its response to a command."""


def _rejected(exchange: Exchange) -> bool:
    return exchange.status >= 400 and exchange.method != "HEAD"


def _succeeded(exchange: Exchange) -> bool:
    return exchange.succeeded


@every_response(
    "IC100", "Every request is answered", source="RFC 9110, section 15: a server answers a request with a status"
)
def answered(_: Api, __: Exchange) -> Iterator[tuple[str, str]]:
    """Pass: every exchange has a response; the runner records requests without one."""
    yield from ()


@every_response("IC101", "No response is 5xx", source=_REFERENCE)
def no_server_error(_: Api, exchange: Exchange) -> Iterator[tuple[str, str]]:
    """Check the status."""
    if exchange.status >= 500 and exchange.status != NOT_IMPLEMENTED:
        yield str(exchange.status), f"{exchange.method} is answered with {exchange.status}"


@every_response("IC102", "Errors have the documented envelope", source=_ENVELOPE, concerns=_rejected)
def envelope(api: Api, exchange: Exchange) -> Iterator[tuple[str, str]]:
    """Check the members of `error`."""
    problems = resource_manager_envelope if api.plane is CONTROL else data_plane_envelope
    yield from problems(exchange)


@every_response(
    "IC103",
    "The header x-ms-error-code equals error.code",
    source=_ENVELOPE,
    concerns=_rejected,
    planes=(DATA,),
)
def error_header(_: Api, exchange: Exchange) -> Iterator[tuple[str, str]]:
    """Compare the two; without a code in the body, another rule reports that."""
    if exchange.error_code is None:
        return
    named = exchange.headers.get("x-ms-error-code")
    if named is None:
        yield "missing", f"{exchange.status} {exchange.error_code} is answered without the header x-ms-error-code"
    elif named != exchange.error_code:
        yield "differs", f"x-ms-error-code is {named!r}, error.code is {exchange.error_code!r}"


@every_response(
    "IC104", "The status is the documented success or an error", source="the document: responses of each operation"
)
def documented_status(api: Api, exchange: Exchange) -> Iterator[tuple[str, str]]:
    """Check the status; another rule checks 5xx."""
    if exchange.operation is None or exchange.status >= 400:
        return
    successes = api.operations[exchange.operation].successes
    if exchange.status not in successes:
        documented = ", ".join(map(str, successes))
        yield str(exchange.status), f"{documented} or an error is documented, but {exchange.status} was answered"


@every_response(
    "IC105",
    "The body of a response fits its schema",
    source="the document: schemas of the responses",
    concerns=_succeeded,
)
def documented_body(api: Api, exchange: Exchange) -> Iterator[tuple[str, str]]:
    """Validate successful responses; IC102 checks errors."""
    if exchange.operation is None:
        return
    operation = api.operations[exchange.operation]
    if exchange.status in operation.successes and operation.schema_of(exchange.status) is not None:
        if exchange.json is None:
            yield "no JSON", f"the body should be JSON, but is {_shown(exchange.body)}"
        else:
            yield from operation.problems(exchange.status, _without_null_link(operation, exchange))


def _without_null_link(operation: ApiOperation, exchange: Exchange) -> Any:
    """Return the body; on the last page of a list, a next link that is null says the same as none."""
    link = exchange.page[1]
    if operation.pageable and is_object(exchange.json) and exchange.json.get(link, "") is None:
        return {name: part for name, part in exchange.json.items() if name != link}
    return exchange.json


@every_response(
    "IC106",
    "Bodies are JSON in UTF-8 with that Content-Type, and 204 has none",
    source="the document: content of the responses",
)
def media_type(_: Api, exchange: Exchange) -> Iterator[tuple[str, str]]:
    """Check the header `Content-Type` and the length of the body."""
    if exchange.method == "HEAD":
        return
    if exchange.status == 204:
        if exchange.body:
            yield "204", f"204 has no body, but {len(exchange.body)} bytes came: {_shown(exchange.body)}"
        return
    if not exchange.body:
        return
    given = exchange.headers.get("content-type", "")
    kind, *parameters = [part.strip().lower() for part in given.split(";")]
    if kind != "application/json":
        yield "type", f"the body should be application/json, but Content-Type is {given!r}"
    for parameter in parameters:
        if parameter.startswith("charset=") and parameter[8:].strip('"') not in {"utf-8", "utf8"}:
            yield "charset", f"JSON is exchanged in UTF-8 (RFC 8259), but Content-Type is {given!r}"


@every_response(
    "IC108",
    "No object in a response has a member twice",
    source="RFC 8259, section 4: names within an object should be unique, since readers differ in what they make of others",
    concerns=lambda exchange: bool(exchange.body) and exchange.json is not None,
)
def no_member_twice(_: Api, exchange: Exchange) -> Iterator[tuple[str, str]]:
    """Look for members that are named twice; parsers keep one of them and say nothing."""
    try:
        twice = repeated_member(exchange.body.decode(errors="replace"), exchange.json)
    except JsonBodyError:
        return  # nested too deeply to tell
    if twice is not None:
        yield twice, f'an object in the response has the member "{twice}" twice'


@every_response("IC107", "Responses arrive in time", source="the run's own limit: --slow")
def in_time(api: Api, exchange: Exchange) -> Iterator[tuple[str, str]]:
    """Compare the duration with the limit; a command may take as long as its device is given."""
    limit = exchange.limit
    if exchange.seconds > limit:
        limit += _device_time(api, exchange)
    if exchange.seconds > limit:
        yield "", f"the response took {exchange.seconds:.1f} s, more than {limit:g} s"


def _device_time(api: Api, exchange: Exchange) -> float:
    """Return the seconds that a request lets a device have."""
    if exchange.method != "POST" or not api.operations.get(exchange.operation or ""):
        return 0.0
    if _COMMAND not in api.operations[exchange.operation or ""].path:
        return 0.0
    sent = exchange.sent if is_object(exchange.sent) else {}
    waits = (sent.get("connectionTimeout", 0), sent.get("responseTimeout", _RESPONSE_TIMEOUT))
    return float(sum(wait for wait in waits if isinstance(wait, int | float)))


def _shown(body: bytes) -> str:
    return repr(body[:80].decode(errors="replace")) if body else "empty"


@every_response(
    "IC301",
    "A valid request is accepted",
    source="the document: request bodies and their worked examples",
    concerns=_succeeded,
)
def accepted(_: Api, __: Exchange) -> Iterator[tuple[str, str]]:
    """Pass: the runner records where a check could not be set up."""
    yield from ()
