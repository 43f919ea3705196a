"""API tokens: the secret is told once, and opens what the token's role opens."""

from __future__ import annotations

from ..fixtures.check_context import Probe
from ..fixtures.roles import OPERATOR_ROLE
from .rules import once, rule


@rule(
    "IC670",
    "The secret of an API token is in the answer to its creation alone, and works at once",
    source="article Authenticate and authorize REST API calls",
    over=once("ApiTokens_Create", "ApiTokens_Get", "ApiTokens_List"),
)
def secret_told_once(probe: Probe, _: None) -> None:
    """Create a token, call with it, and look for the secret wherever the token is shown."""
    made = probe.make("ApiTokens", {"roles": [{"role": OPERATOR_ROLE}]})
    secret = made.stored.get("token")
    probe.expect(
        isinstance(secret, str) and secret.startswith("SharedAccessSignature "),
        "the answer to the creation has no token that an Authorization header can say",
        made.exchange,
        subject="token",
    )
    used = probe.ask("Devices_List", token=str(secret))
    probe.expect(
        used.status == 200, f"the new token is answered with {used.status}", made.exchange, used, subject="works"
    )
    signature = str(secret).partition("sig=")[2].partition("&")[0] or str(secret)
    shown = {"ApiTokens_Get": [probe.read(made)], "ApiTokens_List": list(probe.pages("ApiTokens_List"))}
    for operation, exchanges in shown.items():
        for exchange in exchanges:
            probe.expect(
                signature not in exchange.body.decode(errors="replace"),
                "the secret of a token is shown again",
                made.exchange,
                exchange,
                subject="secret",
                operation=operation,
            )
            items = exchange.value if operation == "ApiTokens_List" else [exchange.content]
            probe.expect(
                not any(item.get("token") for item in items),
                "a token is shown though its creation is over",
                exchange,
                subject="member",
                operation=operation,
            )
