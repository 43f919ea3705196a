"""Content of media types: JSON, text, bytes."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, Generic, TypeVar, final

if TYPE_CHECKING:
    import httpx

__all__ = ["BYTES", "TEXT", "RawContent", "charset", "is_json"]

T_co = TypeVar("T_co", covariant=True)

_CHARSET = r"""(?i)charset\s*=\s*["']?([^\s"';]+)"""


@final
class RawContent(Generic[T_co]):
    """Content of a response that is not JSON; `read` returns it."""

    __slots__ = ("read",)

    def __init__(self, read: Callable[[httpx.Response], T_co]) -> None:
        self.read = read


def _text(response: httpx.Response) -> str:
    return response.text


def _bytes(response: httpx.Response) -> bytes:
    return response.content


TEXT: Final = RawContent(_text)
"""The text of a response, in the charset that it names (UTF-8)."""

BYTES: Final = RawContent(_bytes)
"""The bytes of a response."""


def is_json(media_type: str) -> bool:
    """Return whether content of a media type is JSON: `application/json`, `application/merge-patch+json`."""
    return media_type.partition(";")[0].rstrip().lower().endswith(("/json", "+json"))


def charset(media_type: str) -> str:
    """Return the charset of a text, UTF-8 unless the media type names another."""
    found = re.search(_CHARSET, media_type)
    return found[1] if found else "utf-8"
