"""Authentication of Schemathesis's requests with the credential of the run."""

# Schemathesis leaves types open in its annotations:
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx

from iotcentral._core.auth import CredentialAuth

if TYPE_CHECKING:
    from schemathesis.auths import AuthContext, AuthProvider
    from schemathesis.generation.case import Case

    from iotcentral._core.auth import Credential

__all__ = ["KEPT", "auth_provider"]

KEPT = 60
"""Seconds that a header is reused before the credential is called again; it caches its own tokens while they are valid."""


def auth_provider(credential: Credential, scope: str, sent: set[str]) -> type[AuthProvider[str]]:
    """Return Schemathesis's provider of the header `Authorization`.

    Args:
        credential: of the run.
        scope: of its tokens.
        sent: receives the values of the header.
    """
    auth = CredentialAuth(credential, scope)

    class Signed:
        def get(self, case: Case[Any], context: AuthContext) -> str | None:  # noqa: ARG002  # the protocol names them
            """Return the header that the client would send."""
            flow = auth.sync_auth_flow(httpx.Request("GET", "https://contract.invalid"))
            header = next(flow).headers["Authorization"]
            flow.close()
            sent.add(header)
            return header

        def set(self, case: Case[Any], data: str, context: AuthContext) -> None:  # noqa: ARG002
            """Set the header of a request."""
            case.headers["Authorization"] = data

    return Signed
