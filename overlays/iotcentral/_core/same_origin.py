"""Same-origin rule for links of the service: only those to the origin of the credential are followed."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

__all__ = ["followed", "origin", "target_of"]

_LONGEST = 65_536
"""Longest address, in characters; `httpx` sends no longer one."""


def followed(link: str, page: str, base_url: str) -> str:
    """Return the whole address that a link leads to.

    Args:
        link: as the service returned it, absolute or relative.
        page: the address whose response had it.
        base_url: the address of the service; the link must stay on its origin, since it carries the credential.

    Raises:
        ValueError: it must not be followed; the message continues "the link …".
    """
    if link.startswith(f"{base_url}/") and link.isprintable():  # as nearly all do: nothing has to be parsed
        whole, stays = link, True
    else:
        whole, stays = _joined(link, page, base_url)
    if len(whole) > _LONGEST or not whole.isprintable():  # httpx would reject it
        raise ValueError("is not a valid URL (it has control characters, or is longer than 64 KiB)")
    if not stays:
        raise ValueError(f"leads away from {base_url}")
    return whole


def _joined(link: str, page: str, base_url: str) -> tuple[str, bool]:
    """Return the whole address that a link leads to, and whether it stays on the origin of the service.

    Raises:
        ValueError: the link is not a valid URL.
    """
    try:
        whole = urljoin(page, link)
        return whole, origin(whole) == origin(base_url)
    except ValueError as error:
        raise ValueError(f"is not a valid URL ({error})") from None


def target_of(url: str) -> str:
    """Return path and query of a whole address."""
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def origin(url: str) -> tuple[str, str | None, int | None]:
    """Return scheme, host and port of a whole address.

    Raises:
        ValueError: it is not a valid URL.
    """
    parts = urlsplit(url)
    return parts.scheme, parts.hostname, parts.port or {"https": 443, "http": 80}.get(parts.scheme)
