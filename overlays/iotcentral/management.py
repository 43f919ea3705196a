"""The base of the generated clients of the control plane, which is a part of Azure Resource Manager."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, NamedTuple

from .client import RETRY, TIMEOUT, AsyncBaseClient, BaseClient
from .credentials import ApiToken, Credential
from .errors import ConfigurationError
from .settings import address

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import httpx

    from .exchange import Hook
    from .retry import RetryPolicy
    from .session import Timeout
    from .throttle import Limiter

__all__ = ["ENDPOINT", "SCOPE", "SUBSCRIPTION_VARIABLE", "AsyncManagementClient", "ManagementClient"]

ENDPOINT = "https://management.azure.com"
"""Azure Resource Manager of the public cloud."""

SCOPE = "https://management.azure.com/.default"
"""What a token for the control plane of the public cloud is asked for."""

SUBSCRIPTION_VARIABLE = "AZURE_SUBSCRIPTION_ID"

_SUBSCRIPTION = re.compile(r"[A-Za-z0-9-]+")


class ManagementClient(BaseClient):
    """A client of one subscription; safe to share between threads. Close it, or use it in a `with` statement.

    Args:
        subscription_id: id of the Azure subscription; None: from `AZURE_SUBSCRIPTION_ID`.
        credential: an object with azure-identity's `get_token`, `BearerToken`, or a callable that gives a token. An API
            token belongs to one application and is not taken.
        endpoint: the address of Azure Resource Manager, another one in a sovereign cloud.
        scope: what tokens are asked for, with `get_token` credentials; None: the public cloud's
            `https://management.azure.com/.default`.
        timeout: seconds for each phase of a request, an `httpx.Timeout`, or None for no limit.
        retry: when requests are sent again.
        limiter: what keeps requests at a rate; None: nothing, since the control plane documents none.
        hooks: are called after each attempt at a request.
        transport: what carries requests out instead of httpx's own transport; wrap one to see or change them.

    Raises:
        ConfigurationError: no subscription or credential is given or found, or one is unusable.
    """

    def __init__(
        self,
        subscription_id: str | None = None,
        credential: Credential | None = None,
        *,
        endpoint: str = ENDPOINT,
        scope: str | None = None,
        timeout: Timeout = TIMEOUT,
        retry: RetryPolicy = RETRY,
        limiter: Limiter | None = None,
        hooks: Iterable[Hook] = (),
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        account = _resolve(subscription_id, credential, endpoint, os.environ)
        self._open(
            account.base_url,
            account.credential,
            SCOPE if scope is None else scope,
            timeout,
            retry,
            limiter,
            hooks,
            transport,
            {"subscriptionId": account.subscription_id},
        )

    @property
    def subscription_id(self) -> str:
        """Id of the subscription."""
        return self._session.parameters["subscriptionId"]


class AsyncManagementClient(AsyncBaseClient):
    """A client of one subscription; safe to share between tasks. Close it, or use it in an `async with` statement.

    Args:
        subscription_id: id of the Azure subscription; None: from `AZURE_SUBSCRIPTION_ID`.
        credential: an object with azure-identity's `get_token`, awaited or not, `BearerToken`, or a callable that gives
            a token. An API token belongs to one application and is not taken.
        endpoint: the address of Azure Resource Manager, another one in a sovereign cloud.
        scope: what tokens are asked for, with `get_token` credentials; None: the public cloud's
            `https://management.azure.com/.default`.
        timeout: seconds for each phase of a request, an `httpx.Timeout`, or None for no limit.
        retry: when requests are sent again.
        limiter: what keeps requests at a rate; None: nothing, since the control plane documents none.
        hooks: are called after each attempt at a request.
        transport: what carries requests out instead of httpx's own transport; wrap one to see or change them.

    Raises:
        ConfigurationError: no subscription or credential is given or found, or one is unusable.
    """

    def __init__(
        self,
        subscription_id: str | None = None,
        credential: Credential | None = None,
        *,
        endpoint: str = ENDPOINT,
        scope: str | None = None,
        timeout: Timeout = TIMEOUT,
        retry: RetryPolicy = RETRY,
        limiter: Limiter | None = None,
        hooks: Iterable[Hook] = (),
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        account = _resolve(subscription_id, credential, endpoint, os.environ)
        self._open(
            account.base_url,
            account.credential,
            SCOPE if scope is None else scope,
            timeout,
            retry,
            limiter,
            hooks,
            transport,
            {"subscriptionId": account.subscription_id},
        )

    @property
    def subscription_id(self) -> str:
        """Id of the subscription."""
        return self._session.parameters["subscriptionId"]


class _Account(NamedTuple):
    base_url: str
    credential: Credential
    subscription_id: str


def _resolve(
    subscription_id: str | None, credential: Credential | None, endpoint: str, environment: Mapping[str, str]
) -> _Account:
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
    return _Account(address(endpoint, "endpoint"), credential, subscription_id)
