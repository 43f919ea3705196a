"""Lawful variations in how requests are read and answered: HTTP, paths, the order of checks, errors, pages, etags."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from iotcentral_testkit.emulator.http import listing, pagination
from iotcentral_testkit.emulator.http.calls import Call
from iotcentral_testkit.emulator.http.errors import ServiceError, bad_request, not_found, unprocessable
from iotcentral_testkit.emulator.http.requests import query_of, version_of
from iotcentral_testkit.emulator.languages.odata import Contains
from iotcentral_testkit.emulator.state.identity import EtagForm
from iotcentral_testkit.emulator.world import World
from iotcentral_testkit.openapi.documents import documents
from iotcentral_testkit.openapi.json_types import is_array, is_object

from ..defect import STABLE
from ..switching import Switch, Wire, on_wire, replaced, together
from .variation import EMULATOR, Variation

__all__ = ["VARIATIONS"]

Function = Callable[..., Any]

# a list ends where there is no next link, and nothing says what one looks like


def _begins_empty(rightly: Function) -> Function:
    """Return an empty page first, with a link to the items."""

    def paged(call: Call, *args: Any, **more: Any) -> Any:
        if "$skiptoken" not in call.extra:
            return {"value": [], "nextLink": pagination._link(call, {})}
        return rightly(call, *args, **more)

    return paged


def _linked(wire: Wire) -> None:
    """Have the next link lead to a path of its own."""
    if wire.status < 400 and b'"nextLink"' in wire.content:
        page = wire.json
        origin, _, rest = page["nextLink"].partition("/api/")
        token = base64.urlsafe_b64encode(rest.encode()).decode().rstrip("=")
        version = version_of(query_of(wire.scope))
        wire.json = {**page, "nextLink": f"{origin}/api/pages/{token}?api-version={version}"}


def _in_capitals(wire: Wire) -> None:
    """Write the scheme of the next link in capitals, and make it long."""
    if wire.status < 400 and b'"nextLink"' in wire.content:
        page = wire.json
        wire.json = {**page, "nextLink": f"HTTP:{page['nextLink'].partition(':')[2]}&pad={'x' * 3000}"}


def _following(rightly: Function) -> Function:
    """Answer requests for such paths."""

    async def handle(self: Any, handling: Any, scope: Any, *more: Any) -> None:
        if handling.path.startswith(b"/api/pages/"):
            token = handling.path.rpartition(b"/")[2] + b"=="
            path, _, query = (b"/api/" + base64.urlsafe_b64decode(token)).partition(b"?")
            handling.path = path
            scope = {**scope, "path": path.decode(), "raw_path": path, "query_string": query}
        await rightly(self, handling, scope, *more)

    return handle


def _pages_of(size: int) -> Switch:
    return replaced(f"{EMULATOR}http.pagination:_size", lambda _: lambda _call: size)


# how texts are compared and sorted, and what a bad expression is answered with


def _sorted_without_case(_: Function) -> Function:
    def found(call: Call, kind: str, shown: Function, order: Any) -> Iterator[tuple[list[Any], tuple[int, str]]]:
        items = [(stored, shown(stored)) for stored in call.app.all(kind)]
        rows = [(str(order.field.of(item) or "").casefold(), stored) for stored, item in items if item is not None]
        rows.sort(key=lambda row: row[0], reverse=order.descending)
        for value, stored in rows:
            key = listing._descending(value) if order.descending else value
            yield [key, stored.place], (stored.place, stored.id)

    return found


def _not_indexed(rightly: Function) -> Function:
    def paged(*args: Any, **more: Any) -> Any:
        try:
            return rightly(*args, **{**more, "indexed": False})
        except ServiceError as error:
            raise ServiceError(422, "InvalidExpression", error.message) from None

    return paged


def _holds_with_case(self: Contains, item: Any) -> bool:
    return self.text in str(self.field.of(item) or "")


# HTTP: framing and headers


def _respond(_: Function) -> Function:
    """Send parts, each response on a connection of its own; the names of headers are in capitals."""

    async def respond(send: Any, status: int, content: bytes, headers: dict[str, str], *_: Any, **__: Any) -> None:
        given = {"content-type": "application/json;odata.metadata=minimal; charset=UTF-8"} if content else {}
        sent = [(name.upper().encode(), value.encode("latin-1")) for name, value in {**given, **headers}.items()]
        sent += [(b"SET-COOKIE", b"node=1; Path=/; HttpOnly"), (b"SET-COOKIE", b"b=2"), (b"ETAG", b'W/"r1"')]
        await send({"type": "http.response.start", "status": status, "headers": [*sent, (b"connection", b"close")]})
        for begin in range(0, len(content), 500):
            await send({"type": "http.response.body", "body": content[begin : begin + 500], "more_body": True})
        await send({"type": "http.response.body", "body": b""})

    return respond


_COLLECTIONS = {
    segment.lower(): segment
    for document in documents().values()
    for route in document.operations.values()
    for segment in [route.path.split("/")[2]]
}
"""First segment of a path below `/api/` in small letters → as the document writes it."""


def _forgiving_paths(rightly: Function) -> Function:
    """Read paths in any case and with slashes twice; redirect from those that end with one."""

    async def handle(self: Any, handling: Any, scope: Any, *more: Any) -> None:
        path = re.sub("/+", "/", handling.path.decode("latin-1"))
        if path.endswith("/") and path != "/":
            query = scope["query_string"].decode("latin-1")
            target = path.rstrip("/") + (f"?{query}" if query else "")
            raise ServiceError(308, "Moved", "It is at the path without the last slash.", {"location": target})
        parts = path.split("/")
        if len(parts) > 2 and parts[1].lower() == "api":
            parts[1:3] = ["api", _COLLECTIONS.get(parts[2].lower(), parts[2])]
        handling.path = "/".join(parts).encode("latin-1")
        await rightly(self, handling, {**scope, "raw_path": handling.path}, *more)

    return handle


def _answering_all_methods(rightly: Function) -> Function:
    """Answer HEAD as GET, and OPTIONS by what there is."""

    async def handle(self: Any, handling: Any, scope: Any, *more: Any) -> None:
        document = documents().get(version_of(query_of(scope)) or "")
        match = document.match(handling.path) if document is not None and scope["method"] == "OPTIONS" else None
        if match is not None:
            head = ["HEAD"] if "GET" in match.operations else []
            handling.status, handling.content = 204, b""
            handling.headers = {"Allow": ", ".join([*match.operations, *head, "OPTIONS"])}
            return
        await rightly(self, handling, {**scope, "method": "GET"} if scope["method"] == "HEAD" else scope, *more)

    return handle


# the order of checks, and the statuses of what is refused


def _version_first(rightly: Function) -> Function:
    """Look at the version and the path before the token; a missing version is 400."""

    def call(self: Any, handling: Any, scope: Any, headers: Any) -> Any:
        name = version_of(query_of(scope))
        if not name:
            raise bad_request("The request names no api-version.")
        self._route(self._version(name).document, scope["method"], handling.path)
        return rightly(self, handling, scope, headers)

    return call


def _unknown_ids(rightly: Function) -> Function:
    """Answer ids that break a pattern with 404, or 422 where something would be created."""

    def values(route: Any, *more: Any) -> Any:
        try:
            return rightly(route, *more)
        except ServiceError as error:
            raise (unprocessable(error.message) if route.method == "PUT" else not_found("It")) from None

    return values


def _as_422(rightly: Function) -> Function:
    def read(*args: Any) -> Any:
        try:
            return rightly(*args)
        except ServiceError as error:
            raise unprocessable(error.message) from None

    return read


def _expanding_what_it_can(rightly: Function) -> Function:
    def shown(call: Call, device: Any) -> Any:
        if call.query.get("expand") != "deploymentManifest":
            call.query.pop("expand", None)
        return rightly(call, device)

    return shown


def _strict(rightly: Function) -> Function:
    def init(self: World, *args: Any, **more: Any) -> None:
        rightly(self, *args, **more)
        self.strict = True

    return init


_KNOWN = frozenset({401, 404, 408, 422})
"""Statuses whose codes are known."""


def _bare_error(wire: Wire) -> None:
    """Send only the required members of an error, with codes of its own where none is known."""
    if wire.status >= 400:
        code = wire.json["error"]["code"] if wire.status in _KNOWN else f"E{wire.status}.001"
        wire.headers["x-ms-error-code"] = code
        wire.json = {"error": {"message": "No.", "code": code}}


def _no_conflict(wire: Wire) -> None:
    if wire.status == 409:
        wire.refuse(422, "InvalidBody", "It does not fit what is there.")


def _deeper(value: Any) -> Any:
    """Add members to all objects, but for the values of jobs."""
    if is_object(value):
        parts = {name: part if name == "value" and "path" in value else _deeper(part) for name, part in value.items()}
        return {**parts, "_links": {"self": [1, None]}, "kind": "New"}
    return [_deeper(each) for each in value] if is_array(value) else value


def _with_further_members(wire: Wire) -> None:
    if wire.content and (wire.status >= 400 or wire.scope["path"].startswith(("/api/scheduledJobs", "/api/jobs"))):
        wire.json = _deeper(wire.json)


def _with_fractions(value: Any) -> Any:
    """Write the numbers of batches and thresholds with a fraction of zero."""
    if is_object(value):
        if value.get("type") in ("number", "percentage") and isinstance(value.get("value"), int):
            return {**value, "value": float(value["value"])}
        return {name: _with_fractions(part) for name, part in value.items()}
    return [_with_fractions(each) for each in value] if is_array(value) else value


def _in_fractions(wire: Wire) -> None:
    if wire.content and wire.status < 400:
        wire.json = _with_fractions(wire.json)


# etags are opaque, and conditions are those of the document


def _long_etag(_: Function) -> Function:
    def etag(self: Any, form: EtagForm = EtagForm.QUOTED) -> str:
        self.drawn += 1
        quoted = form in {EtagForm.QUOTED, EtagForm.HASHED}
        return f'"{self.drawn}, 5;{"x" * 300}"' if quoted else f"v{self.drawn}{'x' * 300}=="

    return etag


def _listed(header: str) -> set[str]:
    return {part.strip('"') for part in re.findall(r'"[^"]*"|[^,\s]+', header)}


def _documented_conditions(rightly: Function) -> Function:
    def conditions(call: Call) -> Iterable[set[str]]:
        if "etag" not in call.operation.roles:
            call.headers.pop("if-match", None)
        found: Iterable[set[str]] = rightly(call)
        return found

    return conditions


VARIATIONS: tuple[Variation, ...] = (
    Variation(
        "lists begin with an empty page",
        "Devices",
        together(
            replaced(f"{EMULATOR}http.pagination:stored_page", _begins_empty),
            replaced(f"{EMULATOR}http.pagination:page", _begins_empty),
        ),
    ),
    Variation(
        "next links lead to a path of pages",
        "Users",
        together(_pages_of(2), on_wire(_linked), replaced(f"{EMULATOR}asgi:AsgiApp._handle", _following)),
        STABLE,
    ),
    Variation(
        "next links are long, and write their scheme in capitals",
        "Users",
        together(_pages_of(2), on_wire(_in_capitals)),
        STABLE,
    ),
    Variation(
        "filters mind the case, orders do not, and a bad expression is 422",
        "DeviceGroups",
        together(
            replaced(f"{EMULATOR}http.listing:_sorted", _sorted_without_case),
            replaced(f"{EMULATOR}http.listing:filtered_page", _not_indexed),
            replaced(f"{EMULATOR}languages.odata:Contains.holds", lambda _: _holds_with_case),
        ),
    ),
    Variation(
        "responses come in parts, with cookies and without a date, and close the connection",
        "Dashboards",
        replaced(f"{EMULATOR}http.transport:respond", _respond),
    ),
    Variation(
        "paths are read in any case and with slashes twice, and a last slash is redirected",
        "Organizations",
        replaced(f"{EMULATOR}asgi:AsgiApp._handle", _forgiving_paths),
        STABLE,
    ),
    Variation(
        "the version and the path are checked before the token, and HEAD and OPTIONS are answered",
        "Roles",
        together(
            replaced(f"{EMULATOR}data_plane:DataPlane._call", _version_first),
            replaced(f"{EMULATOR}asgi:AsgiApp._handle", _answering_all_methods),
        ),
        STABLE,
    ),
    Variation(
        "ids that break a pattern are 404, broken JSON and page sizes 422, and unknown expansions are passed over",
        "Devices",
        together(
            replaced(f"{EMULATOR}http.requests:path_values", _unknown_ids),
            replaced(f"{EMULATOR}http.requests:query_values", _as_422),
            replaced(f"{EMULATOR}http.bodies:json_of", _as_422),
            replaced(f"{EMULATOR}devices.devices:shown_device", _expanding_what_it_can),
        ),
    ),
    Variation(
        "members and query parameters that nobody knows are refused",
        "Destinations",
        replaced(f"{EMULATOR}world:World.__init__", _strict),
    ),
    Variation("errors have a code and a message alone", "EnrollmentGroups", on_wire(_bare_error), STABLE),
    Variation("a conflict is 422", "Jobs", on_wire(_no_conflict), STABLE),
    Variation("all objects have further members", "ScheduledJobs", on_wire(_with_further_members)),
    Variation("whole numbers have a fraction of zero", "Jobs", on_wire(_in_fractions)),
    Variation(
        "etags are long, with commas and blanks",
        "Dashboards",
        together(
            replaced(f"{EMULATOR}state.identity:Identity.etag", _long_etag),
            replaced(f"{EMULATOR}http.etags:_listed", lambda _: _listed),
        ),
    ),
    Variation(
        "conditions are passed over where no document names them",
        "DeviceGroups",
        together(
            replaced(f"{EMULATOR}http.etags:_conditions", _documented_conditions),
            replaced(f"{EMULATOR}http.etags:check_conditions", lambda _: lambda _call, _present: None),
            replaced(f"{EMULATOR}http.etags:has_conditions", lambda _: lambda _call: False),
        ),
        STABLE,
    ),
)
"""The variations."""
