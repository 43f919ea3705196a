"""The subscription, credential and endpoint of a control-plane client: explicit arguments, then the environment."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from .._core.address import address
from .._core.auth import ApiToken, Credential
from ..errors import ConfigurationError

__all__ = ["ENDPOINT", "SCOPE", "SUBSCRIPTION_VARIABLE", "Account", "resolve"]

ENDPOINT = "https://management.azure.com"
"""Azure Resource Manager of the public cloud."""

SCOPE = "https://management.azure.com/.default"
"""What a token for the control plane of the public cloud is asked for."""

SUBSCRIPTION_VARIABLE = "AZURE_SUBSCRIPTION_ID"

_SUBSCRIPTION = re.compile(r"[A-Za-z0-9-]+")


class Account(NamedTuple):
    base_url: str
    credential: Credential
    subscription_id: str


def resolve(
    subscription_id: str | None, credential: Credential | None, endpoint: str, environment: Mapping[str, str]
) -> Account:
    subscription_id = subscription_id or environment.get(SUBSCRIPTION_VARIABLE)
    if not subscription_id:
        raise ConfigurationError(
            f"no subscription given: pass its id as first argument, or set {SUBSCRIPTION_VARIABLE}"
        )
    if not _SUBSCRIPTION.fullmatch(subscription_id):
        raise ConfigurationError(
            f'"{subscription_id}" is no id of a subscription: give its GUID, of letters, digits and hyphens'
        )
    if credential is None:
        raise ConfigurationError(
            "no credential given: pass one of azure-identity, such as DefaultAzureCredential(), "
            "or BearerToken(…) as second argument"
        )
    if isinstance(credential, ApiToken):
        raise ConfigurationError(
            "an API token belongs to one application, and the control plane takes none: "
            "pass a credential of azure-identity, such as DefaultAzureCredential(), or BearerToken(…)"
        )
    return Account(address(endpoint, "endpoint"), credential, subscription_id)
