"""Checks of API tokens: the secret is shown once, and grants what the token's role grants."""

from __future__ import annotations

from ..fixtures.check_context import CheckContext
from ..fixtures.roles import OPERATOR_ROLE
from .rules import once, rule


@rule(
    "IC670",
    "The secret of an API token is shown only in the response to its creation, and works at once",
    source="article Authenticate and authorize REST API calls",
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
