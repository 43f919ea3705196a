"""Check of requests about nothing that the document has: paths, and methods of paths."""

from __future__ import annotations

from ...openapi.operations import ApiOperation
from ...openapi.planes import SERVED
from ..assertions.rejections import expect_rejected
from ..engine.exchange import Exchange
from ..fixtures.check_context import CheckContext
from ..fixtures.request_fixtures import absent_path
from .rules import each_operation, rule

_NOT_ALLOWED = 405
"""Status by which a partial server may also say that an operation is not there."""


@rule(
    "IC232",
    "Unknown paths and methods are rejected, and 405 says which methods are allowed",
    source="RFC 9110, sections 15.5.5 and 15.5.6",
    over=each_operation(lambda operation: operation.method == "GET"),
    writes=False,
    planes=SERVED,
)
def unknown_paths(context: CheckContext, operation: ApiOperation) -> None:
    """Request paths below and beside a path, and with undocumented methods on items that do not exist."""
    http, version = context.http, f"?api-version={context.api.version}"
    url = operation.url(absent_path(context.factory, operation))
    for path in (f"{url}/{context.factory.prefix}-unknown/x/y", _beside(url, context.api.plane.root)):
        exchange = http.send_raw("GET", f"{path}{version}")
        expect_rejected(context, exchange, "an unknown path", "path")
    if http.options.read_only or not operation.of("path"):
        return
    known = {other.method for other in context.api.operations.values() if _same_place(other.path, operation.path)}
    unknown = [method for method in ("POST", "PUT", "PATCH", "DELETE") if method not in known]
    for method in [context.random.choice(unknown)] if context.quick and unknown else unknown:
        headers = {"content-type": "application/json"}
        exchange = http.send_raw(method, f"{url}{version}", headers, None if method == "DELETE" else b"{}")
        expect_rejected(context, exchange, f"{method}, which is not documented here,", method)
        if exchange.status == _NOT_ALLOWED and not http.options.only_implemented:
            _expect_allowed(context, exchange)


def _expect_allowed(context: CheckContext, exchange: Exchange) -> None:
    """Expect that a rejection of a method names those that are allowed, and not the rejected one."""
    named = exchange.headers.get("allow")
    allowed = None if named is None else {method.strip().upper() for method in named.split(",")}
    message = f"{exchange.method} is answered with 405, and the header Allow is {named!r}"
    context.expect(allowed is not None and exchange.method not in allowed, message, exchange, subject="Allow")


def _beside(url: str, root: str) -> str:
    """Return an undocumented path that resembles another."""
    return url.replace(root, f"{root}unknown/", 1)


def _same_place(path: str, other: str) -> bool:
    """Return whether two paths may be equal once their parameters have values."""
    one, two = path.split("/"), other.split("/")
    return len(one) == len(two) and all(
        left == right or left.startswith("{") or right.startswith("{") for left, right in zip(one, two, strict=True)
    )
