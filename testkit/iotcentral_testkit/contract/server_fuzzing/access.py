"""Signs Schemathesis's requests with the credential of the run."""

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

__all__ = ["KEPT", "provider_of"]

KEPT = 60
"""Seconds that a header is used before the credential is asked again; it keeps its own tokens for as long as they are good."""


def provider_of(credential: Credential, scope: str) -> type[AuthProvider[str]]:
    """Return what Schemathesis asks for the header `Authorization`; the scope is what tokens are asked for."""
    auth = CredentialAuth(credential, scope)

    class Signed:
        def get(self, case: Case[Any], context: AuthContext) -> str | None:  # noqa: ARG002  # the protocol names them
            """Return the header that the client would send."""
            flow = auth.sync_auth_flow(httpx.Request("GET", "https://contract.invalid"))
            header = next(flow).headers["Authorization"]
            flow.close()
            return header

        def set(self, case: Case[Any], data: str, context: AuthContext) -> None:  # noqa: ARG002
            """Put it on a request."""
            case.headers["Authorization"] = data

    return Signed
