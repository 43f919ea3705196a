"""Guard of the page's buttons: who may press them, decided by what a request carries."""

from __future__ import annotations

import hmac
import ipaddress
from collections.abc import Mapping

__all__ = ["is_near", "refusal"]


def is_near(client: str | None) -> bool:
    """Return whether a client is on this machine: no address means in process."""
    if client is None:
        return True
    try:
        address = ipaddress.ip_address(client)
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return bool((mapped or address).is_loopback)


def refusal(*, client: str | None, headers: Mapping[str, str], url: str, given: str, token: str) -> str | None:
    """Return why a button may not be pressed by a request; None if it may.

    Args:
        client: address of the client; None: it is in process.
        headers: lower-case name → value.
        url: scheme, host and port that the request was sent to.
        given: the token that it carries.
        token: the page's token.
    """
    if not is_near(client):
        return f'The buttons of the page work on this machine only, not from "{client}"; use an administrator\'s token.'
    origin = headers.get("origin")
    if origin is not None and origin.lower() != url.lower():
        return f'The buttons of the page at {url} are not pressed from "{origin}".'
    if headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        return "The buttons of the page are not pressed from another site."
    if not hmac.compare_digest(given.encode(), token.encode()):
        return "The token of the page is missing or no longer valid; load the page again."
    return None
