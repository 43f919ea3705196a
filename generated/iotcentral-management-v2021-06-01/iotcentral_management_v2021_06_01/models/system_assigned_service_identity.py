# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""SystemAssignedServiceIdentity: The identity that Azure gives to a resource and takes back when the resource is deleted."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, to_uuid, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

__all__ = ["SystemAssignedServiceIdentity"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class SystemAssignedServiceIdentity(Model):
    """The identity that Azure gives to a resource and takes back when the resource is deleted.

    Attributes:
        type: Whether the resource has an identity. Known values: see `SystemAssignedServiceIdentityType`.
        principal_id: Id of the identity's service principal, to which roles are given. Only where there is an
            identity. Read-only.
        tenant_id: Id of the Microsoft Entra tenant that the identity belongs to. Only where there is an identity.
            Read-only.
    """

    type: str
    principal_id: uuid.UUID | Unset = field(default=UNSET, init=False)
    tenant_id: uuid.UUID | Unset = field(default=UNSET, init=False)

    _members: ClassVar[Mapping[str, str]] = {
        "type": "type",
        "principalId": "principal_id",
        "tenantId": "tenant_id",
    }
    _read_only: ClassVar[frozenset[str]] = frozenset({"principalId", "tenantId"})

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
        value = get("principalId")
        model.principal_id = UNSET if value is None else member("principalId", to_uuid, value)
        value = get("tenantId")
        model.tenant_id = UNSET if value is None else member("tenantId", to_uuid, value)
        return model
