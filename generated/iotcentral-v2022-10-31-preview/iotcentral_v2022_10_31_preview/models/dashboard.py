# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Dashboard: Page of tiles that shows data of devices to the users of an application or of some organizations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define, field

from iotcentral._core.decoding import member, only_texts, texts, to_list, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

from .tile import Tile

if TYPE_CHECKING:
    import builtins

    from .dashboard_patch import DashboardPatch

__all__ = ["Dashboard"]

_decode_tiles = to_list(Tile.decode)


@define(kw_only=True, eq=False, repr=False)
class Dashboard(Model):
    """Page of tiles that shows data of devices to the users of an application or of some organizations.

    Attributes:
        id: Id of the dashboard, in the form of a digital twin model identifier; set from the request path.
            Read-only.
        display_name: Name of the dashboard as users see it; at least one character. At least 1 character.
        tiles: Tiles of the dashboard, at most 100; each one carries its own size and place.
        personal: Whether only one user sees the dashboard; set by the service, false by default. Personal
            dashboards cannot be created here. Default: `false`. Read-only.
        favorite: Whether the dashboard is in the list of favorites; false by default. Default: `false`.
        etag: Version of the dashboard as last read; send it back unchanged when writing, to prevent conflicting
            changes.
        organizations: Ids of the organizations whose users see the dashboard.
    """

    id: str | Unset = field(default=UNSET, init=False)
    display_name: str
    tiles: list[Tile] | Unset = UNSET
    personal: bool | Unset = field(default=UNSET, init=False)
    favorite: bool | Unset = UNSET
    etag: str | Unset = UNSET
    organizations: list[str] | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "id": "id",
        "displayName": "display_name",
        "tiles": "tiles",
        "personal": "personal",
        "favorite": "favorite",
        "etag": "etag",
        "organizations": "organizations",
    }
    _read_only: ClassVar[frozenset[str]] = frozenset({"id", "personal"})

    @classmethod
    def patch_class(cls) -> builtins.type[DashboardPatch]:
        """Return the class of the merge patches of this model."""
        from .dashboard_patch import DashboardPatch

        return DashboardPatch

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        get = data.get
        value = get("id", UNSET)
        if type(value) is not str and value is not UNSET:
            raise cls.wrong("id", "a string", value)
        model.id = value
        value = get("displayName", UNSET)
        if type(value) is not str:
            raise cls.wrong("displayName", "a string", value)
        model.display_name = value
        value = get("tiles", UNSET)
        model.tiles = value if value is UNSET else member("tiles", _decode_tiles, value)
        value = get("personal", UNSET)
        if type(value) is not bool and value is not UNSET:
            raise cls.wrong("personal", "true or false", value)
        model.personal = value
        value = get("favorite", UNSET)
        if type(value) is not bool and value is not UNSET:
            raise cls.wrong("favorite", "true or false", value)
        model.favorite = value
        value = get("etag", UNSET)
        if type(value) is not str and value is not UNSET:
            raise cls.wrong("etag", "a string", value)
        model.etag = value
        value = get("organizations", UNSET)
        if value is not UNSET and not only_texts(value):
            value = member("organizations", texts, value)
        model.organizations = value
        return model
