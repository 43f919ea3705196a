"""Everything that the clients raise.

IoTCentralError
├── ConfigurationError           the client cannot be built from what it was given (also a ValueError)
├── CredentialError              the credential gave no usable token
├── TransportError               no answer arrived: connection, TLS, protocol
│   └── TransportTimeoutError    no answer arrived in time
├── ApiError                     the service answered with an error; one subclass per status
│   ├── BadRequestError              400
│   ├── UnauthorizedError            401
│   ├── ForbiddenError               403
│   ├── NotFoundError                404
│   ├── RequestTimeoutError          408
│   ├── ConflictError                409
│   ├── PreconditionFailedError      412
│   ├── UnprocessableEntityError     422
│   ├── ThrottledError               429
│   └── ServerError                  5xx
│       ├── InternalServerError          500
│       ├── BadGatewayError              502
│       ├── ServiceUnavailableError      503
│       └── GatewayTimeoutError          504
├── DecodingError                content is not what the document says
├── PagingError                  a next link must not or cannot be followed
├── PollingError                 the address of an operation's status must not or cannot be asked
└── WaitError                    what was waited for did not come (`polling`)
    ├── WaitTimeoutError             not in time; it may still come
    └── FailedStateError             it can no longer come
        └── OperationFailedError         a long-running operation failed or was cancelled (`long_running`)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from ._envelope import ErrorDetail, error_content, error_detail, explanation

if TYPE_CHECKING:
    from datetime import datetime

    import httpx

__all__ = [
    "ApiError",
    "Attempt",
    "BadGatewayError",
    "BadRequestError",
    "ConfigurationError",
    "ConflictError",
    "CredentialError",
    "DecodingError",
    "ErrorDetail",
    "ForbiddenError",
    "GatewayTimeoutError",
    "InternalServerError",
    "IoTCentralError",
    "NotFoundError",
    "PagingError",
    "PollingError",
    "PreconditionFailedError",
    "RequestTimeoutError",
    "ServerError",
    "ServiceUnavailableError",
    "ThrottledError",
    "TransportError",
    "TransportTimeoutError",
    "UnauthorizedError",
    "UnprocessableEntityError",
    "api_error",
    "error_detail",
]


class Attempt(NamedTuple):
    """One attempt at a request, as it is told by an error."""

    outcome: str
    """The status, or the class of the error on the way."""
    waited: float
    """Seconds that were waited after it; 0.0 after the last."""


class IoTCentralError(Exception):
    """The base of everything that the clients raise on their own account.

    Attributes:
        attempts: the attempts at the request, if one was sent; the last is the one that failed for good.
        client_request_id: the client's own id of the request (`x-ms-client-request-id`), if one was sent.
        resume_link: for an error in the middle of a list, the link of the page that could not be read: hand it to the
            pager's `resume` to go on from there. None outside of lists, and for a list's first page.
    """

    attempts: tuple[Attempt, ...] = ()
    client_request_id: str | None = None
    resume_link: str | None = None


class ConfigurationError(IoTCentralError, ValueError):
    """A client or a request cannot be built from the values that it was given; the message says what to change."""


class CredentialError(IoTCentralError):
    """The credential raised, or gave something that is no token; `__cause__` holds its own error."""


class TransportError(IoTCentralError):
    """The request got no answer; `__cause__` is the `httpx` error. Whether it reached the service is not known."""


class TransportTimeoutError(TransportError):
    """The request got no answer within the time-out."""


class ApiError(IoTCentralError):
    """The service answered with a status that the operation does not document as a success.

    Attributes:
        operation: operationId of the call.
        status_code: HTTP status.
        code: the service's error code (`NotFound`, `InvalidBody`); from the error envelope, else from the
            `x-ms-error-code` header, else None.
        message: the service's explanation, or the start of a body that is no error envelope.
        target: what the error is about, if the service says so (Azure Resource Manager does).
        details: the errors that it is made of, if the service lists them (Azure Resource Manager does).
        request_id: the service's id of the request, to quote to support; from the error envelope, else from the
            `x-ms-request-id` header, else None.
        time: when the request failed, by the service's clock; None if it did not say so legibly.
        response: the whole answer.
    """

    def __init__(self, operation: str, response: httpx.Response) -> None:
        content = error_content(response)
        self.operation = operation
        self.response = response
        self.status_code = response.status_code
        self.code: str | None = content.code
        self.message: str = content.message
        self.target: str | None = content.target
        self.details: tuple[ErrorDetail, ...] = content.details
        self.request_id: str | None = content.request_id
        self.time: datetime | None = content.time
        self.attempts = response.extensions.get("iotcentral.attempts", ())
        self.client_request_id = _client_request_id(response)
        super().__init__(operation, response.status_code)

    def __str__(self) -> str:
        status = " ".join(filter(None, [str(self.status_code), self.code]))
        identity = f" (request id {self.request_id})" if self.request_id and self.request_id not in self.message else ""
        tried = f", {len(self.attempts)} times" if len(self.attempts) > 1 else ""
        reasons = explanation(self.target, self.details)
        return f"{self.operation}: the service answered {status}{tried}: {self.message}{reasons}{identity}"

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.operation, self.response), vars(self)


class BadRequestError(ApiError):
    """400: the service could not make sense of the request."""


class UnauthorizedError(ApiError):
    """401: the token is missing, malformed, revoked or expired."""


class ForbiddenError(ApiError):
    """403: the caller is known, but its roles do not allow the operation."""


class NotFoundError(ApiError):
    """404: the resource does not exist, the device cannot be reached, or the api-version is unknown."""


class RequestTimeoutError(ApiError):
    """408: the service waited in vain, most often for a device to answer a command."""


class ConflictError(ApiError):
    """409: the request collides with the present state of the resource."""


class PreconditionFailedError(ApiError):
    """412: the etag that was sent is not the current one; read again and repeat the change.

    Attributes:
        current_etag: the etag of the stored version, if the service gave it (`ETag` header).
    """

    @property
    def current_etag(self) -> str | None:
        """The etag of the stored version, if the service gave it."""
        etag: str | None = self.response.headers.get("etag")
        return etag


class UnprocessableEntityError(ApiError):
    """422: the body is well-formed, but its content is not acceptable; the message names the members."""


class ThrottledError(ApiError):
    """429: too many requests; wait before the next."""


class ServerError(ApiError):
    """5xx: the service failed."""


class InternalServerError(ServerError):
    """500: the service failed on its own account."""


class BadGatewayError(ServerError):
    """502: something between the client and the service failed."""


class ServiceUnavailableError(ServerError):
    """503: the service takes no requests just now."""


class GatewayTimeoutError(ServerError):
    """504: something between the client and the service waited in vain."""


_BY_STATUS: dict[int, type[ApiError]] = {
    400: BadRequestError,
    401: UnauthorizedError,
    403: ForbiddenError,
    404: NotFoundError,
    408: RequestTimeoutError,
    409: ConflictError,
    412: PreconditionFailedError,
    422: UnprocessableEntityError,
    429: ThrottledError,
    500: InternalServerError,
    502: BadGatewayError,
    503: ServiceUnavailableError,
    504: GatewayTimeoutError,
}


def api_error(operation: str, response: httpx.Response) -> ApiError:
    """Return the error of the class that belongs to the response's status."""
    fallback = ServerError if response.status_code >= 500 else ApiError
    return _BY_STATUS.get(response.status_code, fallback)(operation, response)


class DecodingError(IoTCentralError):
    """Content is not what the API document says.

    Attributes:
        path: where, from the model down: `Job.batch.value`, `DeviceCollection.value[3].id`.
        expected: what the document asks for, in words.
        found: what was there, in words; the content of secrets is left out.
        response: the answer that carried it; None if the content did not come from a response.
    """

    def __init__(self, path: str, expected: str, found: str, response: httpx.Response | None = None) -> None:
        super().__init__(path, expected, found)
        self.path = path
        self.expected = expected
        self.found = found
        self.response = response

    def came_with(self, response: httpx.Response) -> None:
        """Take the answer that carried the content, and what it tells of the request."""
        self.response = response
        self.attempts = response.extensions.get("iotcentral.attempts", ())
        self.client_request_id = _client_request_id(response)

    def inside(self, segment: str) -> DecodingError:
        """Put the place one level deeper, as the error passes the owner of `segment` on its way up."""
        self.path = segment + self.path if self.path.startswith("[") or not self.path else f"{segment}.{self.path}"
        return self

    def __str__(self) -> str:
        return f"{self.path or 'content'}: expected {self.expected}, found {self.found}"

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.path, self.expected, self.found, self.response), vars(self)


class PagingError(IoTCentralError):
    """A next link leads to another origin, or back to a page that was already read.

    Attributes:
        link: the offending link.
    """

    def __init__(self, reason: str, link: str) -> None:
        super().__init__(reason, link)
        self.link = link

    def __str__(self) -> str:
        return f"{self.args[0]}: {self.link}"


class PollingError(IoTCentralError):
    """The service names no address, or an unusable one, to ask how a long-running operation goes.

    The operation itself was accepted and may go on.

    Attributes:
        link: the offending address; None if there is none.
    """

    def __init__(self, reason: str, link: str | None = None) -> None:
        super().__init__(reason, link)
        self.link = link

    def __str__(self) -> str:
        return f"{self.args[0]}: {self.link}" if self.link is not None else str(self.args[0])


def _client_request_id(response: httpx.Response) -> str | None:
    """Return the client's own id of the request that a response answers."""
    try:
        request_id: str | None = response.request.headers.get("x-ms-client-request-id")
    except RuntimeError:  # the response was made without a request
        return None
    return request_id
