"""Errors that the clients raise.

IoTCentralError
├── ConfigurationError           a client or a request cannot be built from its arguments (also a ValueError)
├── ClientStateError             the client is closed, or belongs to another event loop (also a RuntimeError)
├── CredentialError              the credential returned no usable token
├── TransportError               no response arrived: connection, TLS, protocol
│   ├── AnswerTooLargeError      the response was longer than `max_answer`, and its rest was not read
│   └── TransportTimeoutError    no response arrived in time
├── ApiError                     the service returned an error; one subclass per status
│   ├── BadRequestError              400
│   ├── UnauthorizedError            401
│   ├── ForbiddenError               403
│   ├── NotFoundError                404
│   ├── RequestTimeoutError          408
│   ├── ConflictError                409
│   ├── PreconditionFailedError      412
│   ├── UnprocessableEntityError     422
│   ├── ThrottledError               429
│   │   └── RetryLaterError              not sent, since an earlier 429 asked for a longer pause than the call may wait
│   └── ServerError                  5xx
│       ├── InternalServerError          500
│       ├── BadGatewayError              502
│       ├── ServiceUnavailableError      503
│       └── GatewayTimeoutError          504
├── DecodingError                content does not match the API document
├── MissingMemberError           a member that every answer holds is read, but this answer left it out (also an AttributeError)
├── UsageError                   an object is used in a way that it does not have (also a TypeError)
├── PagingError                  a next link must not or cannot be followed
├── PollingError                 the address of an operation's status must not or cannot be requested
└── WaitError                    the awaited state was not reached (`polling`)
    ├── WaitTimeoutError             not in time; it may still be reached
    └── FailedStateError             it can no longer be reached
        └── OperationFailedError         a long-running operation failed or was cancelled (`long_running`)
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from ._envelope import ErrorDetail, error_content, error_detail, explanation
from ._shown import shown, shown_link

if TYPE_CHECKING:
    import httpx

__all__ = [
    "AnswerTooLargeError",
    "ApiError",
    "Attempt",
    "BadGatewayError",
    "BadRequestError",
    "ClientStateError",
    "ConfigurationError",
    "ConflictError",
    "CredentialError",
    "DecodingError",
    "ErrorDetail",
    "ForbiddenError",
    "GatewayTimeoutError",
    "InternalServerError",
    "IoTCentralError",
    "MissingMemberError",
    "NotFoundError",
    "PagingError",
    "PollingError",
    "PreconditionFailedError",
    "RequestTimeoutError",
    "RetryLaterError",
    "ServerError",
    "ServiceUnavailableError",
    "ThrottledError",
    "TransportError",
    "TransportTimeoutError",
    "UnauthorizedError",
    "UnprocessableEntityError",
    "UsageError",
    "api_error",
    "error_detail",
]


class Attempt(NamedTuple):
    """One attempt at a request, as errors report it."""

    outcome: str
    """The status, or the class of the error where no response arrived."""
    waited: float
    """Seconds between this attempt and the next; 0.0 after the last."""


class IoTCentralError(Exception):
    """Base of all errors that the clients raise themselves.

    Attributes:
        attempts: the attempts at the request, if one was sent; the last is the one whose failure was raised.
        client_request_id: the client's own id of the request (`x-ms-client-request-id`), if one was sent.
        resume_link: for an error in the middle of a list, the link of the page that could not be read: pass it to the
            pager's `resume` to continue from there. None outside of lists, for a list's first page, and where there is
            no next page to continue from (`PagingError`): all items up to there were given, and come again if you list anew.
    """

    attempts: tuple[Attempt, ...] = ()
    client_request_id: str | None = None
    resume_link: str | None = None


class ConfigurationError(IoTCentralError, ValueError):
    """Arguments from which no client or request can be built; the message says what to change."""


class ClientStateError(IoTCentralError, RuntimeError):
    """Call of a client that is closed, or that belongs to another event loop; nothing was sent."""


class CredentialError(IoTCentralError):
    """Failure of the credential: it raised (`__cause__` is its own error), or returned something that is not a token."""


class TransportError(IoTCentralError):
    """Request without a response; `__cause__` is the `httpx` error. Whether it reached the service is not known."""


class TransportTimeoutError(TransportError):
    """Request without a response within the time-out, or a call without a result within its `total`."""


class AnswerTooLargeError(TransportError):
    """Response that is longer than the client's `max_answer`, and was not read to its end; the request was carried out.

    Attributes:
        operation: operationId of the call.
        max_answer: bytes that a response may have when it is unpacked.
        unpacked: bytes that there were when reading ended.
        received: bytes that had arrived for them, as they were sent.
    """

    def __init__(self, max_answer: int, unpacked: int, received: int) -> None:
        super().__init__(max_answer, unpacked, received)
        self.operation = ""
        self.max_answer = max_answer
        self.unpacked = unpacked
        self.received = received

    def __str__(self) -> str:
        return (
            f"{self.operation}: the response is longer than max_answer={self.max_answer:,} bytes: {self.received:,} bytes of it were received, "
            f"which unpack to {self.unpacked:,}; ask for less, or pass a larger max_answer"
        )


class ApiError(IoTCentralError):
    """Response with a status that the operation does not document as a success.

    What the service says is in the attributes as it came, but for the own token, which is `***`. In the text of the error it is
    shown safely: control characters are escaped, and what is long is cut.

    Attributes:
        operation: operationId of the call.
        status_code: HTTP status.
        code: the service's error code (`NotFound`, `InvalidBody`); from the error envelope, else from the
            `x-ms-error-code` header, else None.
        message: the service's explanation, or the start of a body that is not an error envelope.
        target: the object of the error, such as a member of the body, if the service names it (Azure Resource Manager does).
        details: the errors that it consists of, if the service lists them (Azure Resource Manager does).
        request_id: the service's id of the request, to quote to support; from the error envelope, else from the
            `x-ms-request-id` header, else None.
        time: time of the failure by the service's clock; None if the envelope has no valid one.
        response: the whole response.
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
        status = " ".join(filter(None, [str(self.status_code), self.code and shown(self.code)]))
        message, request_id = shown(self.message), shown(self.request_id or "")
        identity = f" (request id {request_id})" if request_id not in message else ""
        tried = f", {len(self.attempts)} times" if len(self.attempts) > 1 else ""
        reasons = explanation(self.target, self.details)
        return f"{self.operation}: the service answered {status}{tried}: {message}{reasons}{identity}"

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.operation, self.response), vars(self)


class BadRequestError(ApiError):
    """400: the request is malformed."""


class UnauthorizedError(ApiError):
    """401: the token is missing, malformed, revoked or expired."""


class ForbiddenError(ApiError):
    """403: the caller is known, but its roles do not allow the operation."""


class NotFoundError(ApiError):
    """404: the resource does not exist, the device cannot be reached, or the api-version is unknown."""


class RequestTimeoutError(ApiError):
    """408: the service timed out, most often waiting for a device to answer a command."""


class ConflictError(ApiError):
    """409: the request conflicts with the current state of the resource."""


class PreconditionFailedError(ApiError):
    """412: the etag that was sent is not the current one; read again and repeat the change.

    Attributes:
        current_etag: the etag of the stored version, if the response has it (`ETag` header).
    """

    @property
    def current_etag(self) -> str | None:
        """The etag of the stored version, if the response has it."""
        etag: str | None = self.response.headers.get("etag")
        return etag


class UnprocessableEntityError(ApiError):
    """422: the body is well-formed, but its content is not acceptable; the message names the members."""


class ThrottledError(ApiError):
    """429: too many requests; wait before the next."""


class RetryLaterError(ThrottledError):
    """Request that was not sent: the service has asked to be left alone for longer than the call may wait.

    Attributes:
        until: the time until which the service asked to be left alone, by this machine's clock.
        response: the earlier response, with status 429, that asked for it.
    """

    def __init__(self, operation: str, response: httpx.Response, until: float, reason: str) -> None:
        super().__init__(operation, response)
        self.until = datetime.fromtimestamp(0, UTC) + timedelta(seconds=min(until, _LAST))
        self.reason = reason

    def __str__(self) -> str:
        return (
            f"{self.operation}: not sent, because the service asked to be left alone until {self.until:%Y-%m-%d %H:%M:%S} UTC "
            f"(429, Retry-After), and the call cannot wait that long: {self.reason}"
        )

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.operation, self.response, self.until.timestamp(), self.reason), vars(self)


class ServerError(ApiError):
    """5xx: the service failed."""


class InternalServerError(ServerError):
    """500: the service failed internally."""


class BadGatewayError(ServerError):
    """502: a gateway got an invalid response from the service."""


class ServiceUnavailableError(ServerError):
    """503: the service is temporarily unavailable."""


class GatewayTimeoutError(ServerError):
    """504: a gateway timed out waiting for the service."""


_LAST = 253_402_300_799
"""Seconds from the epoch to the end of the year 9999, the last that a date can have."""

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
    """Return the error for a response, of the class for its status."""
    fallback = ServerError if response.status_code >= 500 else ApiError
    return _BY_STATUS.get(response.status_code, fallback)(operation, response)


class DecodingError(IoTCentralError):
    """Content that does not match the API document.

    Attributes:
        path: the place, from the model down: `Job.batch.value`, `DeviceCollection.value[3].id`.
        expected: the form that the document requires, in words.
        found: the value that was found, in words; secrets are left out.
        response: the response that carried it; None if the content did not come from a response.
    """

    def __init__(self, path: str, expected: str, found: str, response: httpx.Response | None = None) -> None:
        path, found = shown(path), shown(found)
        super().__init__(path, expected, found)
        self.path = path
        self.expected = expected
        self.found = found
        self.response = response

    def came_with(self, response: httpx.Response) -> None:
        """Set the response that carried the content, and the attempts and the id of its request."""
        self.response = response
        self.attempts = response.extensions.get("iotcentral.attempts", ())
        self.client_request_id = _client_request_id(response)

    def inside(self, segment: str) -> DecodingError:
        """Prepend `segment` to the path, as the error passes the owner of that member on its way up."""
        self.path = segment + self.path if self.path.startswith("[") or not self.path else f"{segment}.{self.path}"
        return self

    def __str__(self) -> str:
        return f"{self.path or 'content'}: expected {self.expected}, found {self.found}"

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.path, self.expected, self.found, self.response), vars(self)


class MissingMemberError(IoTCentralError, AttributeError):
    """Read of a member that every answer holds by the API document, of an answer that left it out.

    It is an `AttributeError` too, so that `getattr(model, name, None)` and `hasattr` work as usual.

    Attributes:
        model: name of the model's class.
        member: JSON name of the member.
    """

    def __init__(self, model: str, member: str, name: str) -> None:
        super().__init__(model, member, name)
        self.model = model
        self.member = member
        self.name = name

    def __str__(self) -> str:
        return (
            f'{self.model}.{self.name}: this answer left out "{self.member}", which every answer holds by the API document; '
            f"read it as getattr(…, {self.name!r}, None) where it can be missing"
        )

    def __reduce__(self) -> tuple[Any, ...]:
        # `name` is not in `vars`, and what sends errors elsewhere may look there
        return type(self), self.args, vars(self)


class UsageError(IoTCentralError, TypeError):
    """Object that is used in a way that it does not have; the message says what to write instead."""


class PagingError(IoTCentralError):
    """Next link that is not followed: not a valid URL, of another origin, or of a page that was already read.

    Attributes:
        link: the rejected link, uncut, with `***` in place of tokens.
    """

    def __init__(self, reason: str, link: str) -> None:
        super().__init__(shown(reason), shown(link))
        self.link = shown_link(link)

    def __str__(self) -> str:
        return f"{self.args[0]}: {self.args[1]}"

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.args[0], self.link), vars(self)


class PollingError(IoTCentralError):
    """Missing or unusable address of the status of a long-running operation.

    The operation itself was accepted and may continue.

    Attributes:
        link: the rejected address, uncut, with `***` in place of tokens; None if there is none.
    """

    def __init__(self, reason: str, link: str | None = None) -> None:
        super().__init__(shown(reason), None if link is None else shown(link))
        self.link = None if link is None else shown_link(link)

    def __str__(self) -> str:
        return f"{self.args[0]}: {self.args[1]}" if self.link is not None else str(self.args[0])

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.args[0], self.link), vars(self)


def _client_request_id(response: httpx.Response) -> str | None:
    """Return the client's own id of the request that a response answers."""
    try:
        request_id: str | None = response.request.headers.get("x-ms-client-request-id")
    except RuntimeError:  # the response was made without a request
        return None
    return request_id
