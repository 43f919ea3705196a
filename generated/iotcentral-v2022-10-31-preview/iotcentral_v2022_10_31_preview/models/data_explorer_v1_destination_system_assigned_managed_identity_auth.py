# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""DataExplorerV1DestinationSystemAssignedManagedIdentityAuth: Authorizes with the system-assigned managed identity of the application, which must be allowed to write to the table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import wrong
from iotcentral._core.model import new
from iotcentral._core.types import UNSET

from .data_explorer_v1_destination_auth import DataExplorerV1DestinationAuth

__all__ = ["DataExplorerV1DestinationSystemAssignedManagedIdentityAuth"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class DataExplorerV1DestinationSystemAssignedManagedIdentityAuth(DataExplorerV1DestinationAuth):
    """Authorizes with the system-assigned managed identity of the application, which must be allowed to write to
    the table. It has no further settings.

    Attributes:
        type: Selects how to authorize: `servicePrincipal` or `systemAssignedManagedIdentity`, which decides the
            other members.
    """

    type: str = field(default="systemAssignedManagedIdentity", init=False)

    _members: ClassVar[Mapping[str, str]] = {
        "type": "type",
    }

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
        if value == "systemAssignedManagedIdentity":
            model.type = value
        else:
            raise cls.wrong("type", '"systemAssignedManagedIdentity"', value)
        return model
