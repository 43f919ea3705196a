"""Verdicts on the outcomes of calls; pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import orjson

from iotcentral import ApiError, DecodingError, IoTCentralError, PagingError, TransportError
from iotcentral.long_running._monitor import OperationFailedError

from ...openapi.json_types import is_object
from ..assertions.exact_json import exactly
from ..assertions.json_equal import difference, encoded
from .cases import CallOutcome, Case, RuleViolation
from .client_calls import UnansweredError
from .client_rules import ClientRules
from .sent_requests import check_origin, check_request
from .targets import SECRET, Target

__all__ = ["check_call", "check_pair", "check_socket_call"]


def check_call(target: Target, case: Case, outcome: CallOutcome) -> Iterator[RuleViolation]:
    """Return the problems of the outcome of a call in process."""
    yield from _check_error(case.kind, outcome.error)
    if not outcome.sent:
        name = type(outcome.error).__name__
        yield RuleViolation(ClientRules.BUILT, name, f"no request is sent; the call raises {_described(outcome.error)}")
        return
    yield from check_request(target, case, outcome.sent[0])
    yield from check_origin(outcome.sent)
    if outcome.unanswered:
        yield RuleViolation(ClientRules.ENDED, case.kind, f"the call does not end: {outcome.error}")
    elif case.allowed:
        yield from _check_allowed(target, case, outcome)
    elif target.operation.long_running:
        yield from _check_long_running(target, case, outcome)
    else:
        yield from _check_other(target, case, outcome)


def check_pair(case: Case, one: CallOutcome, other: CallOutcome) -> Iterator[RuleViolation]:
    """Return the differences between the synchronous and the asynchronous client."""
    if type(one.error) is not type(other.error) or str(one.error) != str(other.error):
        told = f"one raises {_described(one.error)}, the other {_described(other.error)}"
        yield RuleViolation(ClientRules.ALIKE, f"{case.kind}: errors", told)
    elif [sent.url for sent in one.sent] != [sent.url for sent in other.sent]:
        yield RuleViolation(ClientRules.ALIKE, f"{case.kind}: requests", f"they send {one.sent} and {other.sent}")
    elif one.error is None and one.value != other.value:
        yield RuleViolation(ClientRules.ALIKE, f"{case.kind}: values", f"they return {one.value!r} and {other.value!r}")


def check_socket_call(
    kind: str, content: Any, value: Any, error: Exception | None, expected: tuple[type[Exception], ...]
) -> Iterator[RuleViolation]:
    """Return the problems of the outcome of a call over a socket.

    Args:
        kind: of the response.
        content: JSON of the documented success that the response was derived from.
        value: result of the call.
        error: the exception.
        expected: the errors that may be raised; empty: the call has to return its value.
    """
    yield from _check_error(kind, error)
    told = " or ".join(one.__name__ for one in expected) or "nothing"
    if isinstance(error, UnansweredError):
        yield RuleViolation(ClientRules.ENDED, kind, f"the call does not end: {error}")
    elif error is not None and not isinstance(error, expected):
        subject = f"{kind}: {type(error).__name__}"
        yield RuleViolation(ClientRules.HTTP, subject, f"the call raises {_described(error)}, but should raise {told}")
    elif error is None and not expected:
        wanted = content.get("value", []) if is_object(content) and isinstance(value, list) else content
        found = difference(encoded(value), wanted, exact=True)
        if found:
            yield RuleViolation(
                ClientRules.HTTP, f"{kind}: differs", f"the encoded content differs from the received: {found}"
            )
    elif error is None and IoTCentralError not in expected:
        yield RuleViolation(ClientRules.HTTP, f"{kind}: a value", f"the call returns a value, but should raise {told}")


def _check_allowed(target: Target, case: Case, outcome: CallOutcome) -> Iterator[RuleViolation]:
    answer, error = case.answers[-1], outcome.error
    if answer.status >= 400:
        yield from _check_rejection(case, error)
    elif case.kind == "failed":
        yield from _check_failure(case, error)
    elif error is not None:
        success = ClientRules.LISTED if target.operation.pageable else ClientRules.DECODED
        code = success if target.operation.response_schema else ClientRules.EMPTY
        yield RuleViolation(
            code, f"{case.kind}: {type(error).__name__}", f"a documented response raises {_described(error)}"
        )
    elif target.operation.response_schema is None:
        if outcome.value is not None:
            yield RuleViolation(ClientRules.EMPTY, case.kind, f"the call returns {outcome.value!r} instead of None")
    else:
        yield from _check_value(target, case, outcome.value, ClientRules.DECODED)


def _check_value(target: Target, case: Case, value: Any, code: str) -> Iterator[RuleViolation]:
    """Return the differences between the encoded and the received content."""
    bodies = [exactly(answer.body) for answer in case.answers if answer.body or len(case.answers) == 1]
    expected = target.result(bodies[-1]) if not target.operation.pageable else None
    if target.operation.pageable:
        code = ClientRules.LISTED if code == ClientRules.DECODED else code
        expected = [item for body in bodies for item in body.get("value") or ()]
    try:
        content = encoded(value)
    except Exception as error:
        yield RuleViolation(code, f"{case.kind}: {type(error).__name__}", f"to_dict raises {_described(error)}")
        return
    found = difference(content, expected, exact=case.allowed)
    if found:
        yield RuleViolation(code, f"{case.kind}: differs", f"the encoded content differs from the received: {found}")


def _check_rejection(case: Case, error: Exception | None) -> Iterator[RuleViolation]:
    """Return what an `ApiError` lacks of a documented error."""
    answer = case.answers[-1]
    if not isinstance(error, ApiError):
        raised = _described(error)
        name = type(error).__name__
        yield RuleViolation(
            ClientRules.REJECTED, f"{case.kind}: {name}", f"{answer.status} raises {raised} instead of ApiError"
        )
        return
    said = orjson.loads(answer.body).get("error", {})
    told = {"code": said.get("code"), "message": said.get("message")}
    told |= {"request_id": said.get("requestId"), "target": said.get("target")}
    # an error may have members that the document does not declare, with these names but another type: they are not read
    expected = {"status_code": answer.status} | {
        name: text for name, text in told.items() if text and isinstance(text, str)
    }
    for name, value in expected.items():
        found = getattr(error, name)
        if found != value:
            yield RuleViolation(ClientRules.REJECTED, name, f"{name} is {found!r}, but {value!r} was sent")


def _check_failure(case: Case, error: Exception | None) -> Iterator[RuleViolation]:
    """Return what an `OperationFailedError` lacks of an operation that failed."""
    if not isinstance(error, OperationFailedError):
        name = type(error).__name__
        yield RuleViolation(
            ClientRules.FAILED, f"failed: {name}", f"an operation that failed raises {_described(error)}"
        )
        return
    said = orjson.loads(case.answers[-1].body)["error"]
    for name, value in said.items():
        found = getattr(error.error, name)
        if found != value:
            yield RuleViolation(ClientRules.FAILED, name, f"{name} is {found!r}, but {value!r} was sent")


def _check_long_running(target: Target, case: Case, outcome: CallOutcome) -> Iterator[RuleViolation]:
    """Return the problems of a long-running operation with invalid responses, which may be polled once more."""
    answer, error = case.answers[0], outcome.error
    if error is not None:
        if not isinstance(error, IoTCentralError):
            subject = f"{case.kind}: {type(error).__name__}"
            yield RuleViolation(ClientRules.RAISED, subject, f"{answer.status} raises {_described(error)}")
        elif answer.status not in target.operation.successes and not _is_undecodable(case):
            yield from _check_status(case, answer.status, error)
    elif answer.status not in target.operation.successes:
        yield RuleViolation(
            ClientRules.STATUS, f"{case.kind}: a value", f"{answer.status} returns a value instead of ApiError"
        )
    elif outcome.value is not None and len(outcome.sent) == len(case.answers) == 1:
        yield from _check_kept(target, case, outcome)


def _check_status(case: Case, status: int, error: Exception) -> Iterator[RuleViolation]:
    """Return the problems of the error that an undocumented status raises."""
    redirected = 300 <= status < 400 and isinstance(error, TransportError)
    if not isinstance(error, ApiError) and not redirected:
        subject = f"{case.kind}: {type(error).__name__}"
        yield RuleViolation(ClientRules.STATUS, subject, f"{status} raises {_described(error)}, not ApiError")
    elif isinstance(error, ApiError) and error.status_code != status:
        yield RuleViolation(ClientRules.STATUS, "status_code", f"status_code is {error.status_code}, not {status}")


def _check_other(target: Target, case: Case, outcome: CallOutcome) -> Iterator[RuleViolation]:
    answered = case.answers[min(len(outcome.sent), len(case.answers)) - 1]
    success = answered.status == target.served.success
    error = outcome.error
    if error is not None:
        expected: tuple[type[Exception], ...] = (DecodingError, PagingError) if success else (ApiError,)
        if _is_undecodable(case):
            expected = (ApiError, DecodingError)
        if 300 <= answered.status < 400:
            expected = (
                *expected,
                TransportError,
            )  # httpx raises a protocol error for a Location that is not a valid URL
        if not isinstance(error, expected):
            wanted = " or ".join(kind.__name__ for kind in expected)
            code = ClientRules.RAISED if success else ClientRules.STATUS
            subject = f"{case.kind}: {type(error).__name__}"
            yield RuleViolation(code, subject, f"{answered.status} raises {_described(error)}, not {wanted}")
        elif isinstance(error, ApiError) and error.status_code != answered.status:
            yield RuleViolation(
                ClientRules.STATUS, "status_code", f"status_code is {error.status_code}, not {answered.status}"
            )
    elif not success:
        yield RuleViolation(
            ClientRules.STATUS, f"{case.kind}: a value", f"{answered.status} returns a value instead of ApiError"
        )
    elif target.operation.response_schema is None:
        if outcome.value is not None:
            yield RuleViolation(ClientRules.EMPTY, case.kind, f"the call returns {outcome.value!r} instead of None")
    else:
        yield from _check_kept(target, case, outcome)


def _check_kept(target: Target, case: Case, outcome: CallOutcome) -> Iterator[RuleViolation]:
    """Return what was lost of an invalid response that was accepted."""
    try:
        yield from _check_value(target, case, outcome.value, ClientRules.KEPT)
    except (orjson.JSONDecodeError, KeyError, TypeError) as error:
        message = f"the call returns {outcome.value!r} for a body that is not valid: {_described(error)}"
        yield RuleViolation(ClientRules.KEPT, f"{case.kind}: no JSON", message)


def _is_undecodable(case: Case) -> bool:
    return any(name == "content-encoding" for answer in case.answers for name, _ in answer.headers)


def _check_error(kind: str, error: Exception | None) -> Iterator[RuleViolation]:
    """Return the problems of the text of an error."""
    if not isinstance(error, IoTCentralError):
        return
    try:
        shown = f"{error} {error!r} {getattr(error, '__notes__', '')}"
    except Exception as trouble:
        yield RuleViolation(
            ClientRules.SHOWN, f"{kind}: {type(trouble).__name__}", f"printing it raises {_described(trouble)}"
        )
        return
    if SECRET in shown:
        yield RuleViolation(ClientRules.SHOWN, f"{kind}: token", f"{type(error).__name__} shows the token")
    if not str(error):
        yield RuleViolation(ClientRules.SHOWN, f"{kind}: empty", f"{type(error).__name__} says nothing")


def _described(error: BaseException | None) -> str:
    if error is None:
        return "nothing"
    text = str(error)
    return f"{type(error).__name__}: {text if len(text) <= 300 else text[:300] + '…'}"
