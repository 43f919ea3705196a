# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""ExportPatch: Changes to `Export`: absent members stay as they are, null clears a member."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, optional, to_list, to_map, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

from .destination_reference import DestinationReference
from .enrichment_patch import EnrichmentPatch

__all__ = ["ExportPatch"]

_decode_enrichments = optional(to_map(optional(EnrichmentPatch.decode)))
_decode_destinations = optional(to_list(DestinationReference.decode))


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class ExportPatch(Model):
    """Changes to `Export`: absent members stay as they are, null clears a member.

    Attributes:
        display_name: Name of the export shown to people.
        enabled: Whether the export runs; only data that arrives while it is enabled is sent.
        source: Kind of data to export; one export has exactly one source. Known values: see `DestinationSource`.
        filter: Query that selects what to export, in the form `SELECT * FROM devices WHERE …`; absent means
            everything from the source.
        enrichments: Extra data added to each message, keyed by the name it gets there; at most 10 filters and
            enrichments per export.
        destinations: Existing destinations to send the data to, at most 10, each with an optional transform.
    """

    display_name: str | None | Unset = UNSET
    enabled: bool | None | Unset = UNSET
    source: str | None | Unset = UNSET
    filter: str | None | Unset = UNSET
    enrichments: dict[str, EnrichmentPatch | None] | None | Unset = UNSET
    destinations: list[DestinationReference] | None | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "displayName": "display_name",
        "enabled": "enabled",
        "source": "source",
        "filter": "filter",
        "enrichments": "enrichments",
        "destinations": "destinations",
    }
    _free_form: ClassVar[tuple[str, ...]] = ("enrichments",)

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
        value = get("enabled", UNSET)
        if type(value) is bool or value is None:
            model.enabled = value
        elif value is not UNSET:
            raise cls.wrong("enabled", "true or false", value)
        else:
            model.enabled = UNSET
        value = get("source", UNSET)
        if type(value) is str or value is None:
            model.source = value
        elif value is not UNSET:
            raise cls.wrong("source", "a string", value)
        else:
            model.source = UNSET
        value = get("filter", UNSET)
        if type(value) is str or value is None:
            model.filter = value
        elif value is not UNSET:
            raise cls.wrong("filter", "a string", value)
        else:
            model.filter = UNSET
        value = get("enrichments", UNSET)
        model.enrichments = UNSET if value is UNSET else member("enrichments", _decode_enrichments, value)
        value = get("destinations", UNSET)
        model.destinations = UNSET if value is UNSET else member("destinations", _decode_destinations, value)
        return model
