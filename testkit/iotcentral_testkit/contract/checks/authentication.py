"""Checks of authentication: missing, wrong, expired and removed tokens."""

from __future__ import annotations

from datetime import datetime, timedelta

from ...openapi.operations import ApiOperation
from ...openapi.planes import SERVED
from ..engine.exchange import Exchange, Json
from ..engine.server_times import server_time
from ..fixtures.check_context import CheckContext
from ..fixtures.factory import SetupError
from ..fixtures.request_fixtures import absent_path, example_body, family_of, writes_without_id
from ..fixtures.restricted_tokens import invalid_authorizations, secret_of, token_of
from ..fixtures.roles import OPERATOR_ROLE
from .rules import each_operation, once, rule

_AUTHENTICATION = "How to authenticate and authorize REST API calls; common error codes: 401"

_LIFE = 2
"""Lifetime in seconds of a token that is to expire."""

_FORGED = "it needs a credential that the run has forged out of one of its tokens"

_GRACE = 5.0
"""Seconds until all nodes of a server know that a token was removed."""


@rule(
    "IC201",
    "Every request without a token is 401",
    source=_AUTHENTICATION,
    over=each_operation(),
    writes=False,
    planes=SERVED,
)
def without_token(context: CheckContext, operation: ApiOperation) -> None:
    """Send a request without the header."""
    _skip_unsafe(context, operation)
    _expect_401(context, _request_absent(context, operation, None), "without a token")


@rule(
    "IC202",
    "A wrong token is 401",
    source=_AUTHENTICATION,
    over=each_operation(),
    writes=False,
    planes=SERVED,
)
def wrong_token(context: CheckContext, operation: ApiOperation) -> None:
    """Send headers that are not valid: one per operation in a quick run, all of them for one operation and in full runs."""
    _skip_unsafe(context, operation)
    read_only = context.http.options.read_only
    mints = "ApiTokens_Create" in context.api.operations and not read_only
    headers = invalid_authorizations(context.random, token_of(context.factory, OPERATOR_ROLE) if mints else None)
    kinds = (
        list(headers)
        if operation.id == context.api.question or not context.quick
        else [context.random.choice(list(headers))]
    )
    for kind in kinds:
        untold = _FORGED if "&" in headers[kind] else ""
        _expect_401(context, _request_absent(context, operation, headers[kind]), f"with {kind}", untold)


@rule(
    "IC203",
    "An expired token is 401",
    source=_AUTHENTICATION,
    over=each_operation(lambda operation: operation.method == "GET"),
)
def expired_token(context: CheckContext, operation: ApiOperation) -> None:
    """Create a token that expires soon, once for the run, and use it after its expiry."""
    try:
        made = context.factory.shared("expiring token", "ApiTokens", lambda: _expiring(context))
    except SetupError:
        context.skip(f"the server creates no API token that expires in {_LIFE} seconds")
        return
    secret, over = secret_of(made.stored), datetime.fromisoformat(made.sent["expiry"])
    exchange = _request_absent(context, operation, secret)
    if exchange.status != 401:
        clock = context.factory.wait(
            lambda: context.send(str(context.api.question)), lambda answer: server_time(answer) >= over
        )
        if server_time(clock) < over:
            context.skip(f"the server's clock did not reach {over:%H:%M:%S} in time")
        exchange = _request_absent(context, operation, secret)
    _expect_401(context, exchange, f"with a token that expired at {over:%H:%M:%S}")


@rule(
    "IC204",
    "A removed token is rejected",
    source=_AUTHENTICATION,
    over=once("ApiTokens_Remove", "ApiTokens_Create"),
)
def removed_token(context: CheckContext, _: None) -> None:
    """Use a token before and after it is removed."""
    made = context.create("ApiTokens", {"roles": [{"role": OPERATOR_ROLE}]})
    secret = secret_of(made.stored)
    context.require("Devices_List", token=secret)
    context.require("ApiTokens_Remove", made.path)
    after = context.factory.wait(
        lambda: context.send("Devices_List", token=secret),
        lambda answer: answer.status in {401, 403},
        at_most=_GRACE,
    )
    context.expect(
        after.status in {401, 403},
        f"a request with a removed token is still answered with {after.status}, 401 was expected",
        made.exchange,
        after,
    )


def _expect_401(context: CheckContext, exchange: Exchange, how: str, untold: str = "") -> None:
    message = f"{how} the response should be 401, but {exchange.status} was answered"
    context.expect(exchange.status == 401, message, exchange, untold=untold)


def _request_absent(context: CheckContext, operation: ApiOperation, token: str | None) -> Exchange:
    """Send a request about what does not exist, so that nothing is changed if the token is accepted."""
    body = example_body(operation)
    options = {} if body is None else {"body": body}
    return context.send(operation, absent_path(context.factory, operation), token=token, **options)


def _skip_unsafe(context: CheckContext, operation: ApiOperation) -> None:
    """Skip requests that would change something that the run did not create, if they were accepted."""
    if context.http.options.read_only and operation.method != "GET":
        context.skip("it writes, and this run only reads")
    family = family_of(context.api, operation)
    if writes_without_id(operation) and family is not None and context.factory.preexisting(family):
        context.skip(f"{family.path} was configured before this run, which leaves it alone")


def _expiring(context: CheckContext) -> Json:
    expiry = server_time(context.require(str(context.api.question))) + timedelta(seconds=_LIFE)
    return {"roles": [{"role": OPERATOR_ROLE}], "expiry": expiry.strftime("%Y-%m-%dT%H:%M:%S.000Z")}
