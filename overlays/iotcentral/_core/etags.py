"""Optimistic concurrency: what an `If-Match` header says."""

from __future__ import annotations

from typing import Final, Protocol, final

from ..errors import ConfigurationError
from .types import Unset

__all__ = ["ANY", "AnyEtag", "HasEtag", "IfMatch", "etag_header"]


@final
class AnyEtag:
    """The type of `ANY`."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "ANY"


ANY: Final = AnyEtag()
"""As `if_match`: whatever the stored version is, as long as there is one (`*`)."""


class HasEtag(Protocol):
    """A model that carries the etag of the version that was read."""

    @property
    def etag(self) -> str | Unset | None:
        """The etag."""
        ...


IfMatch = str | HasEtag | AnyEtag
"""What `if_match` takes: an etag, a model that carries one, or `ANY`."""


def etag_header(value: IfMatch | Unset) -> str | Unset:
    """Return the header for what a caller said; an etag is sent as it came, unchanged.

    Raises:
        ConfigurationError: the model carries no etag.
    """
    if isinstance(value, str | Unset):
        return value
    if isinstance(value, AnyEtag):
        return "*"
    etag = value.etag
    if not isinstance(etag, str):
        raise ConfigurationError(
            f"if_match: this {type(value).__name__} carries no etag; read it from the service first"
        )
    return etag
