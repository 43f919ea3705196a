"""Callers with less than everything: API tokens that a run mints, and tokens that are good for nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random
from urllib.parse import quote, unquote

from ..findings import NotApplicable
from .recipes import ADMINISTRATOR_ROLE, BUILDER_ROLE, OPERATOR_ROLE, Json
from .workshop import Workshop

__all__ = [
    "BUILDER_ROLE",
    "OPERATOR_ROLE",
    "ORGANIZATION_OPERATOR",
    "ORGANIZATION_VIEWER",
    "forged",
    "role_name",
    "secret_of",
    "token_of",
]

ORGANIZATION_ADMINISTRATOR = "c495eb57-eb18-489e-9802-62c474e5645c"
ORGANIZATION_OPERATOR = "b4935647-30e4-4ed3-9074-dcac66c2f8ef"
ORGANIZATION_VIEWER = "84cc62c1-dabe-49d3-b16e-8b291232b285"
"""Ids of the roles that are given within an organization; they are the same in every application."""

_NAMES = {
    ADMINISTRATOR_ROLE: "administrator",
    BUILDER_ROLE: "builder",
    OPERATOR_ROLE: "operator",
    ORGANIZATION_ADMINISTRATOR: "org admin",
    ORGANIZATION_OPERATOR: "org operator",
    ORGANIZATION_VIEWER: "org viewer",
}


def role_name(role: str) -> str:
    """Return the name of a built-in role."""
    return _NAMES[role]


def token_of(workshop: Workshop, role: str, organization: str | None = None) -> str:
    """Return an API token with a role, made once for the run.

    Raises:
        Blocked: the server did not make it.
        NotApplicable: it did not tell the secret.
    """
    assignment = {"role": role} if organization is None else {"role": role, "organization": organization}
    body: Json = {"roles": [assignment]}
    return secret_of(workshop.shared(f"token {role} {organization}", "ApiTokens", lambda: body).stored)


def secret_of(stored: Json) -> str:
    """Return the secret from the answer that made an API token.

    Raises:
        NotApplicable: it is not in it.
    """
    secret = stored.get("token")
    if not isinstance(secret, str) or not secret:
        raise NotApplicable("the answer that made an API token does not tell its secret")
    return secret


def forged(random: Random, secret: str | None) -> dict[str, str]:
    """Return values of the header `Authorization` that are good for nothing, by kind.

    Args:
        random: what chance is drawn from.
        secret: an API token that is good; None: only those are given that need none.
    """
    word = f"{random.getrandbits(64):016x}"
    found = {
        "an empty header": "",
        "an unknown scheme": f"Basic {word}",
        "a made-up bearer token": f"Bearer {word}",
        "a token without fields": f"SharedAccessSignature {word}",
    }
    if secret is not None:
        found["another signature"] = _with_field(secret, "sig", lambda text: _other_signature(random, text))
        found["another application"] = _with_field(secret, "sr", lambda _: f"{word[:8]}-0000-4000-8000-{word[:12]}")
        found["another token's id"] = _with_field(secret, "skn", lambda text: f"{text}-{word}")
        found["another expiry"] = _with_field(secret, "se", lambda text: f"1{text}")
        found["no signature"] = re.sub(r"&?sig=[^&]*", "", secret)
    return {kind: value for kind, value in found.items() if value != secret}


def _with_field(secret: str, name: str, changed: Callable[[str], str]) -> str:
    """Replace one field of a token; a token that has no such field is left as it is."""

    def replaced(match: re.Match[str]) -> str:
        return f"{name}={quote(changed(unquote(match[1])), safe='')}"

    return re.sub(rf"(?<=[ &]){name}=([^&]*)", replaced, secret)


def _other_signature(random: Random, signature: str) -> str:
    """Change one letter of a signature, which stays as long as it is."""
    place = random.randrange(max(1, len(signature.rstrip("=")) - 2))
    letter = "B" if signature[place : place + 1] == "A" else "A"
    return signature[:place] + letter + signature[place + 1 :]
