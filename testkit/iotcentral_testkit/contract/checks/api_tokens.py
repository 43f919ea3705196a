"""Checks of API tokens: the secret is shown once, and grants what the token's role grants."""

from __future__ import annotations

from datetime import datetime, timedelta

from ..engine.server_times import server_time
from ..fixtures.check_context import CheckContext
from ..fixtures.factory import CreatedItem
from ..fixtures.roles import OPERATOR_ROLE
from .rules import once, rule


@rule(
    "IC670",
    "The secret of an API token is shown only in the response to its creation, and works at once, for a year by default",
    source="article Authenticate and authorize REST API calls; the document: ApiToken",
    over=once("ApiTokens_Create", "ApiTokens_Get", "ApiTokens_List"),
)
def secret_told_once(context: CheckContext, _: None) -> None:
    """Create a token, call with it, and look for the secret in every response with the token."""
    made = context.create("ApiTokens", {"roles": [{"role": OPERATOR_ROLE}]})
    secret = made.stored.get("token")
    context.expect(
        isinstance(secret, str) and secret.startswith("SharedAccessSignature "),
        "the response to the creation has no token that is a valid Authorization header",
        made.exchange,
        subject="token",
    )
    _expect_lifetime(context, made)
    used = context.send("Devices_List", token=str(secret))
    context.expect(
        used.status == 200, f"the new token is answered with {used.status}", made.exchange, used, subject="works"
    )
    signature = str(secret).partition("sig=")[2].partition("&")[0] or str(secret)
    shown = {"ApiTokens_Get": [context.read(made)], "ApiTokens_List": list(context.pages("ApiTokens_List"))}
    for operation, exchanges in shown.items():
        for exchange in exchanges:
            context.expect(
                signature not in exchange.body.decode(errors="replace"),
                "the secret of a token is shown again",
                made.exchange,
                exchange,
                subject="secret",
                operation=operation,
            )
            items = exchange.value if operation == "ApiTokens_List" else [exchange.content]
            context.expect(
                not any(item.get("token") for item in items),
                "a token is shown after its creation",
                exchange,
                subject="member",
                operation=operation,
            )


_YEAR = timedelta(days=365)


def _expect_lifetime(context: CheckContext, made: CreatedItem) -> None:
    """Expect that a token which was created without an expiry is valid for about a year."""
    try:
        over = datetime.fromisoformat(str(made.stored.get("expiry")))
        life = over - server_time(made.exchange)
    except (TypeError, ValueError):
        return  # it does not fit the schema, see IC105
    message = f"a token without an expiry is valid for {life.days} days, about one year is documented"
    told = {"subject": "expiry", "untold": "it is about a time, which is another one in each run"}
    context.expect(0.8 * _YEAR < life < 1.2 * _YEAR, message, made.exchange, **told)
