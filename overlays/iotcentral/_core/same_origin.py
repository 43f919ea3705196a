"""Which links of the service are followed: only those to the origin that the credential is meant for."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

__all__ = ["followed", "origin", "target_of"]

_LONGEST = 65_536
"""Characters of an address; `httpx` sends no longer ones."""


def followed(link: str, page: str, base_url: str) -> str:
    """Return the whole address that a link leads to.

    Args:
        link: as the service gave it, whole or relative.
        page: the address that it was given at.
        base_url: the address of the service; the link must stay on its origin, since it carries the credential.

    Raises:
        ValueError: it must not be followed; the text goes on after "the link …".
    """
    try:
        whole = urljoin(page, link)
        stays = origin(whole) == origin(base_url)
    except ValueError as error:
        raise ValueError(f"is no URL ({error})") from None
    if len(whole) > _LONGEST or not whole.isprintable():  # httpx would refuse it
        raise ValueError("is no URL (it has control characters, or is longer than 64 KiB)")
    if not stays:
        raise ValueError(f"leads away from {base_url}")
    return whole


def target_of(url: str) -> str:
    """Return path and query of a whole address."""
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def origin(url: str) -> tuple[str, str | None, int | None]:
    """Return scheme, host and port of a whole address.

    Raises:
        ValueError: it is no URL.
    """
    parts = urlsplit(url)
    return parts.scheme, parts.hostname, parts.port or {"https": 443, "http": 80}.get(parts.scheme)
