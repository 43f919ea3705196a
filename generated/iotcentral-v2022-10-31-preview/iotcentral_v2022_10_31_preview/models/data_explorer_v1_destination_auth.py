# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""DataExplorerV1DestinationAuth: Access to an Azure Data Explorer cluster, by service principal or by managed identity."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import wrong
from iotcentral._core.model import Model, Variants, new
from iotcentral._core.types import UNSET

__all__ = ["DataExplorerV1DestinationAuth", "UnknownDataExplorerV1DestinationAuth"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class DataExplorerV1DestinationAuth(Model):
    """Access to an Azure Data Explorer cluster, by service principal or by managed identity.

    One of several kinds, told apart by `type`: `DataExplorerV1DestinationServicePrincipalAuth`,
    `DataExplorerV1DestinationSystemAssignedManagedIdentityAuth`; `UnknownDataExplorerV1DestinationAuth` stands for
    a kind that this package does not know.

    Attributes:
        type: Selects how to authorize: `servicePrincipal` or `systemAssignedManagedIdentity`, which decides the
            other members.
    """

    type: str = field(default="", init=False)

    _members: ClassVar[Mapping[str, str]] = {
        "type": "type",
    }

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        tag = data.get("type", UNSET)
        if type(tag) is not str:
            raise cls.wrong("type", "a string", tag)
        variant: Self = _VARIANTS[tag](data)
        return variant


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class UnknownDataExplorerV1DestinationAuth(DataExplorerV1DestinationAuth):
    """A `DataExplorerV1DestinationAuth` of a kind that this package does not know; its content is kept as it came.

    Attributes:
        type: The kind.
    """

    type: str

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
        if type(value) is str:
            model.type = value
        else:
            raise cls.wrong("type", "a string", value)
        return model


_VARIANTS = Variants(
    __name__,
    {
        "servicePrincipal": ".data_explorer_v1_destination_service_principal_auth:DataExplorerV1DestinationServicePrincipalAuth",
        "systemAssignedManagedIdentity": ".data_explorer_v1_destination_system_assigned_managed_identity_auth:DataExplorerV1DestinationSystemAssignedManagedIdentityAuth",
    },
    unknown=".data_explorer_v1_destination_auth:UnknownDataExplorerV1DestinationAuth",
)
