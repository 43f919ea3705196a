# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Dashboard: Page of tiles that shows data of devices to the users of an application or of some organizations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, only_texts, texts, to_list, wrong
from iotcentral._core.model import ABSENT, Model, given_str, new
from iotcentral._core.types import UNSET, Unset

from .tile import Tile

if TYPE_CHECKING:
    import builtins

    from .dashboard_patch import DashboardPatch

__all__ = ["Dashboard"]

_decode_tiles = to_list(Tile.decode)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
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

    id: str = field(default=ABSENT, init=False)
    display_name: str
    tiles: list[Tile] | Unset = UNSET
    personal: bool | Unset = field(default=UNSET, init=False)
    favorite: bool | Unset = UNSET
    etag: str = field(default=ABSENT, converter=given_str)
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
    _free_form: ClassVar[tuple[str, ...]] = ("configuration",)

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
        value: Any  # type checkers infer a variable from a limited number of assignments
        value = get("id")
        if type(value) is str:
            model.id = value
        elif value is not None:
            raise cls.wrong("id", "a string", value)
        value = get("displayName", UNSET)
        if type(value) is str:
            model.display_name = value
        else:
            raise cls.wrong("displayName", "a string", value)
        value = get("tiles")
        model.tiles = UNSET if value is None else member("tiles", _decode_tiles, value)
        value = get("personal")
        if type(value) is bool:
            model.personal = value
        elif value is not None:
            raise cls.wrong("personal", "true or false", value)
        else:
            model.personal = UNSET
        value = get("favorite")
        if type(value) is bool:
            model.favorite = value
        elif value is not None:
            raise cls.wrong("favorite", "true or false", value)
        else:
            model.favorite = UNSET
        value = get("etag")
        if type(value) is str:
            model.etag = value
        elif value is not None:
            raise cls.wrong("etag", "a string", value)
        value = get("organizations")
        if only_texts(value):
            model.organizations = value
        elif value is not None:
            model.organizations = member("organizations", texts, value)
        else:
            model.organizations = UNSET
        return model
