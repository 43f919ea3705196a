# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""ExternalContentTileConfiguration: Tile that embeds content loaded from another web site."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import wrong
from iotcentral._core.model import new
from iotcentral._core.types import UNSET

from .tile_configuration import TileConfiguration

__all__ = ["ExternalContentTileConfiguration"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class ExternalContentTileConfiguration(TileConfiguration):
    """Tile that embeds content loaded from another web site.

    Attributes:
        type: Kind of tile, which decides the other members allowed.
        source_url: URL of the page to load into the tile; clients do not show it, since its query can hold a key.
    """

    type: str = field(default="externalContent", init=False)
    source_url: str

    _members: ClassVar[Mapping[str, str]] = {
        "type": "type",
        "sourceUrl": "source_url",
    }
    _secrets: ClassVar[frozenset[str]] = frozenset({"sourceUrl"})

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        get = data.get
        value: Any  # type checkers infer a variable from a limited number of assignments
        value = get("type", UNSET)
        if value == "externalContent":
            model.type = value
        else:
            raise cls.wrong("type", '"externalContent"', value)
        value = get("sourceUrl", UNSET)
        if type(value) is str:
            model.source_url = value
        else:
            raise cls.wrong("sourceUrl", "a string", value)
        return model
