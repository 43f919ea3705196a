"""The runtime of the Azure IoT Central clients: credentials, sessions, paging, errors, and the base of every model.

The clients themselves are in the generated packages, one for each API version (`iotcentral_v2022_07_31`). Each name
below loads its module when it is first used, so that importing a client costs little.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._version import __version__
from .lazy import lazy_exports

if TYPE_CHECKING:
    from .credentials import ApiToken, AsyncTokenCredential, BearerToken, Credential, TokenCredential
    from .errors import (
        ApiError,
        Attempt,
        BadGatewayError,
        BadRequestError,
        ConfigurationError,
        ConflictError,
        CredentialError,
        DecodingError,
        ErrorDetail,
        ForbiddenError,
        GatewayTimeoutError,
        InternalServerError,
        IoTCentralError,
        NotFoundError,
        PagingError,
        PollingError,
        PreconditionFailedError,
        RequestTimeoutError,
        ServerError,
        ServiceUnavailableError,
        ThrottledError,
        TransportError,
        TransportTimeoutError,
        UnauthorizedError,
        UnprocessableEntityError,
    )
    from .etags import ANY, IfMatch
    from .exchange import Event
    from .long_running import OperationFailedError
    from .operation import Page
    from .paging import AsyncPager, Pager
    from .pollers import AsyncPoller, Poller
    from .polling import FailedStateError, WaitError, WaitTimeoutError
    from .resource import RawResponse
    from .retry import NO_RETRY, RetryPolicy
    from .session import Timeout
    from .settings import ApplicationResource
    from .throttle import Limiter, Rate
    from .types import UNSET, Unset
else:
    __getattr__, __dir__ = lazy_exports(
        __name__,
        {
            "ANY": "etags",
            "IfMatch": "etags",
            "Event": "exchange",
            "ApiToken": "credentials",
            "AsyncTokenCredential": "credentials",
            "BearerToken": "credentials",
            "Credential": "credentials",
            "TokenCredential": "credentials",
            "ApiError": "errors",
            "Attempt": "errors",
            "BadGatewayError": "errors",
            "BadRequestError": "errors",
            "ConfigurationError": "errors",
            "ConflictError": "errors",
            "CredentialError": "errors",
            "DecodingError": "errors",
            "ErrorDetail": "errors",
            "ForbiddenError": "errors",
            "GatewayTimeoutError": "errors",
            "InternalServerError": "errors",
            "IoTCentralError": "errors",
            "NotFoundError": "errors",
            "PagingError": "errors",
            "PollingError": "errors",
            "PreconditionFailedError": "errors",
            "RequestTimeoutError": "errors",
            "ServerError": "errors",
            "ServiceUnavailableError": "errors",
            "ThrottledError": "errors",
            "TransportError": "errors",
            "TransportTimeoutError": "errors",
            "UnauthorizedError": "errors",
            "UnprocessableEntityError": "errors",
            "OperationFailedError": "long_running",
            "Page": "operation",
            "AsyncPager": "paging",
            "Pager": "paging",
            "AsyncPoller": "pollers",
            "Poller": "pollers",
            "FailedStateError": "polling",
            "WaitError": "polling",
            "WaitTimeoutError": "polling",
            "RawResponse": "resource",
            "NO_RETRY": "retry",
            "RetryPolicy": "retry",
            "Timeout": "session",
            "ApplicationResource": "settings",
            "Limiter": "throttle",
            "Rate": "throttle",
            "UNSET": "types",
            "Unset": "types",
        },
    )

__all__ = [
    "ANY",
    "NO_RETRY",
    "UNSET",
    "ApiError",
    "ApiToken",
    "ApplicationResource",
    "AsyncPager",
    "AsyncPoller",
    "AsyncTokenCredential",
    "Attempt",
    "BadGatewayError",
    "BadRequestError",
    "BearerToken",
    "ConfigurationError",
    "ConflictError",
    "Credential",
    "CredentialError",
    "DecodingError",
    "ErrorDetail",
    "Event",
    "FailedStateError",
    "ForbiddenError",
    "GatewayTimeoutError",
    "IfMatch",
    "InternalServerError",
    "IoTCentralError",
    "Limiter",
    "NotFoundError",
    "OperationFailedError",
    "Page",
    "Pager",
    "PagingError",
    "Poller",
    "PollingError",
    "PreconditionFailedError",
    "Rate",
    "RawResponse",
    "RequestTimeoutError",
    "RetryPolicy",
    "ServerError",
    "ServiceUnavailableError",
    "ThrottledError",
    "Timeout",
    "TokenCredential",
    "TransportError",
    "TransportTimeoutError",
    "UnauthorizedError",
    "UnprocessableEntityError",
    "Unset",
    "WaitError",
    "WaitTimeoutError",
    "__version__",
]
