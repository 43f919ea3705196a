# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""DashboardPatch: Changes to `Dashboard`: absent members stay as they are, null clears a member."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, optional, texts, to_list, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

from .tile import Tile

__all__ = ["DashboardPatch"]

_decode_tiles = optional(to_list(Tile.decode))
_decode_organizations = optional(texts)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class DashboardPatch(Model):
    """Changes to `Dashboard`: absent members stay as they are, null clears a member.

    Attributes:
        display_name: Name of the dashboard as users see it; at least one character. At least 1 character.
        tiles: Tiles of the dashboard, at most 100; each one carries its own size and place.
        favorite: Whether the dashboard is in the list of favorites; false by default.
        etag: Version of the dashboard as last read; send it back unchanged when writing, to prevent conflicting
            changes.
        organizations: Ids of the organizations whose users see the dashboard.
    """

    display_name: str | None | Unset = UNSET
    tiles: list[Tile] | None | Unset = UNSET
    favorite: bool | None | Unset = UNSET
    etag: str | None | Unset = UNSET
    organizations: list[str] | None | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "displayName": "display_name",
        "tiles": "tiles",
        "favorite": "favorite",
        "etag": "etag",
        "organizations": "organizations",
    }
    _free_form: ClassVar[tuple[str, ...]] = ("configuration",)

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        get = data.get
        value: Any  # type checkers infer a variable from a limited number of assignments
        value = get("displayName", UNSET)
        if type(value) is str or value is None:
            model.display_name = value
        elif value is not UNSET:
            raise cls.wrong("displayName", "a string", value)
        else:
            model.display_name = UNSET
        value = get("tiles", UNSET)
        model.tiles = UNSET if value is UNSET else member("tiles", _decode_tiles, value)
        value = get("favorite", UNSET)
        if type(value) is bool or value is None:
            model.favorite = value
        elif value is not UNSET:
            raise cls.wrong("favorite", "true or false", value)
        else:
            model.favorite = UNSET
        value = get("etag", UNSET)
        if type(value) is str or value is None:
            model.etag = value
        elif value is not UNSET:
            raise cls.wrong("etag", "a string", value)
        else:
            model.etag = UNSET
        value = get("organizations", UNSET)
        model.organizations = UNSET if value is UNSET else member("organizations", _decode_organizations, value)
        return model
