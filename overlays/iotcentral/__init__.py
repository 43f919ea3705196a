"""The runtime of the Azure IoT Central clients: credentials, sessions, paging, errors, and the base of every model.

The clients themselves are in the generated packages, one for each API version (`iotcentral_v2022_07_31`).
"""

from __future__ import annotations

from .credentials import ApiToken, AsyncTokenCredential, BearerToken, Credential, TokenCredential
from .errors import (
    ApiError,
    BadGatewayError,
    BadRequestError,
    ConfigurationError,
    ConflictError,
    CredentialError,
    DecodingError,
    ForbiddenError,
    GatewayTimeoutError,
    InternalServerError,
    IoTCentralError,
    NotFoundError,
    PagingError,
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
from .operation import Page
from .paging import AsyncPager, Pager
from .resource import RawResponse
from .session import Timeout
from .types import UNSET, Unset

__all__ = [
    "UNSET",
    "ApiError",
    "ApiToken",
    "AsyncPager",
    "AsyncTokenCredential",
    "BadGatewayError",
    "BadRequestError",
    "BearerToken",
    "ConfigurationError",
    "ConflictError",
    "Credential",
    "CredentialError",
    "DecodingError",
    "ForbiddenError",
    "GatewayTimeoutError",
    "IoTCentralError",
    "InternalServerError",
    "NotFoundError",
    "Page",
    "Pager",
    "PagingError",
    "PreconditionFailedError",
    "RawResponse",
    "RequestTimeoutError",
    "ServerError",
    "ServiceUnavailableError",
    "ThrottledError",
    "Timeout",
    "TokenCredential",
    "TransportError",
    "TransportTimeoutError",
    "UNSET",
    "UnauthorizedError",
    "UnprocessableEntityError",
    "Unset",
]
