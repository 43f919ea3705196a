# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""DataExplorerV1DestinationServicePrincipalAuth: Authorizes with a Microsoft Entra service principal that may write to the table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import wrong
from iotcentral._core.model import new
from iotcentral._core.types import UNSET

from .data_explorer_v1_destination_auth import DataExplorerV1DestinationAuth

__all__ = ["DataExplorerV1DestinationServicePrincipalAuth"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class DataExplorerV1DestinationServicePrincipalAuth(DataExplorerV1DestinationAuth):
    """Authorizes with a Microsoft Entra service principal that may write to the table.

    Attributes:
        type: Selects how to authorize: `servicePrincipal` or `systemAssignedManagedIdentity`, which decides the
            other members.
        client_id: Application (client) id of the service principal, usually a GUID.
        tenant_id: Id of the Microsoft Entra tenant in which the service principal is registered.
        client_secret: Client secret of the service principal; always masked as `*****` on read.
    """

    type: str = field(default="servicePrincipal", init=False)
    client_id: str
    tenant_id: str
    client_secret: str

    _members: ClassVar[Mapping[str, str]] = {
        "type": "type",
        "clientId": "client_id",
        "tenantId": "tenant_id",
        "clientSecret": "client_secret",
    }
    _secrets: ClassVar[frozenset[str]] = frozenset({"clientSecret"})

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
        if value == "servicePrincipal":
            model.type = value
        else:
            raise cls.wrong("type", '"servicePrincipal"', value)
        value = get("clientId", UNSET)
        if type(value) is str:
            model.client_id = value
        else:
            raise cls.wrong("clientId", "a string", value)
        value = get("tenantId", UNSET)
        if type(value) is str:
            model.tenant_id = value
        else:
            raise cls.wrong("tenantId", "a string", value)
        value = get("clientSecret", UNSET)
        if type(value) is str:
            model.client_secret = value
        else:
            raise cls.wrong("clientSecret", "a string", value)
        return model
