# Made from management/_aio.py by `nox -s generate`. Do not edit: change that module and run it again.
"""Base of the generated clients of the control plane, which is a part of Azure Resource Manager."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from .._core.answer import MAX_ANSWER
from .._core.client import RETRY, TIMEOUT
from .._core.sync.client import BaseClient
from ._account import ENDPOINT, SCOPE, resolve

if TYPE_CHECKING:
    from collections.abc import Iterable

    import httpx

    from .._core.auth import Credential
    from .._core.events import Hook
    from .._core.retry import RetryPolicy
    from .._core.session import Timeout
    from .._core.throttle import Limiter

__all__ = ["ManagementClient"]


class ManagementClient(BaseClient):
    """Client of one subscription; safe to share between threads. Close it, or use it in a `with` statement.

    Args:
        subscription_id: id of the Azure subscription; None: from `AZURE_SUBSCRIPTION_ID`.
        credential: an object with azure-identity's `get_token`, `BearerToken`, or a callable that returns
            a token. An API token belongs to one application and is not accepted.
        endpoint: the address of Azure Resource Manager, another one in a sovereign cloud.
        scope: the scope of tokens, for `get_token` credentials; None: the public cloud's
            `https://management.azure.com/.default`.
        timeout: seconds for each phase of a request, an `httpx.Timeout`, or None for no limit.
        retry: the retry policy.
        limiter: the rate limiter; None: no limit, since the control plane documents none.
        hooks: called after each attempt at a request.
        transport: an httpx transport that sends the requests; wrap one to see or change them.
        total: seconds that a whole call may take, with its retries, the waits for the limiter and all of the response;
            None: no limit. Each page of a list is a call.
        max_answer: bytes that a response may have when it is unpacked, 64 MiB by default; None: no limit.

    Raises:
        ConfigurationError: subscription or credential is missing or unusable.
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
        total: float | None = None,
        max_answer: int | None = MAX_ANSWER,
    ) -> None:
        account = resolve(subscription_id, credential, endpoint, os.environ)
        self._open(
            account.base_url,
            account.credential,
            SCOPE if scope is None else scope,
            timeout,
            retry,
            limiter,
            hooks,
            transport,
            total,
            max_answer,
            {"subscriptionId": account.subscription_id},
        )

    @property
    def subscription_id(self) -> str:
        """Id of the subscription."""
        return self._session.parameters["subscriptionId"]
