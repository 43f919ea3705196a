"""What is wrong with the outcome of a call; pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import orjson

from iotcentral import ApiError, DecodingError, IoTCentralError, PagingError, TransportError
from iotcentral.long_running._monitor import OperationFailedError

from ...openapi.json_types import is_object
from .calls import Unanswered
from .cases import Case, Outcome, Problem
from .codes import Codes
from .sameness import difference, encoded
from .sent_requests import judge_first, judge_origin
from .targets import SECRET, Target

__all__ = ["judge", "judge_pair", "judge_wire"]


def judge(target: Target, case: Case, outcome: Outcome) -> Iterator[Problem]:
    """Return what is wrong with the outcome of a call in process."""
    yield from _judge_error(case.kind, outcome.error)
    if not outcome.sent:
        name = type(outcome.error).__name__
        yield Problem(Codes.BUILT, name, f"nothing is sent; the call raises {_told(outcome.error)}")
        return
    yield from judge_first(target, case, outcome.sent[0])
    yield from judge_origin(outcome.sent)
    if outcome.unanswered:
        yield Problem(Codes.ENDED, case.kind, f"the call does not end: {outcome.error}")
    elif case.allowed:
        yield from _judge_allowed(target, case, outcome)
    elif target.operation.long_running:
        yield from _judge_long_running(target, case, outcome)
    else:
        yield from _judge_other(target, case, outcome)


def judge_pair(case: Case, one: Outcome, other: Outcome) -> Iterator[Problem]:
    """Return what the synchronous and the asynchronous client do differently."""
    if type(one.error) is not type(other.error) or str(one.error) != str(other.error):
        told = f"one raises {_told(one.error)}, the other {_told(other.error)}"
        yield Problem(Codes.ALIKE, f"{case.kind}: errors", told)
    elif [sent.url for sent in one.sent] != [sent.url for sent in other.sent]:
        yield Problem(Codes.ALIKE, f"{case.kind}: requests", f"they send {one.sent} and {other.sent}")
    elif one.error is None and one.value != other.value:
        yield Problem(Codes.ALIKE, f"{case.kind}: values", f"they give {one.value!r} and {other.value!r}")


def judge_wire(
    kind: str, content: Any, value: Any, error: Exception | None, expected: tuple[type[Exception], ...]
) -> Iterator[Problem]:
    """Return what is wrong with the outcome of a call over a socket.

    Args:
        kind: of the answer.
        content: JSON of the documented success that the answer was made of.
        value: what the call gave.
        error: what it raised.
        expected: the errors that may be raised; none: the call has to give its value.
    """
    yield from _judge_error(kind, error)
    told = " or ".join(one.__name__ for one in expected) or "nothing"
    if isinstance(error, Unanswered):
        yield Problem(Codes.ENDED, kind, f"the call does not end: {error}")
    elif error is not None and not isinstance(error, expected):
        subject = f"{kind}: {type(error).__name__}"
        yield Problem(Codes.WIRE, subject, f"the call raises {_told(error)}, but should raise {told}")
    elif error is None and not expected:
        wanted = content.get("value", []) if is_object(content) and isinstance(value, list) else content
        found = difference(encoded(value), wanted, exact=True)
        if found:
            yield Problem(Codes.WIRE, f"{kind}: differs", f"what is encoded differs from what was sent: {found}")
    elif error is None and IoTCentralError not in expected:
        yield Problem(Codes.WIRE, f"{kind}: a value", f"the call gives a value, but should raise {told}")


def _judge_allowed(target: Target, case: Case, outcome: Outcome) -> Iterator[Problem]:
    answer, error = case.answers[-1], outcome.error
    if answer.status >= 400:
        yield from _judge_refusal(case, error)
    elif case.kind == "failed":
        yield from _judge_failure(case, error)
    elif error is not None:
        success = Codes.LISTED if target.operation.pageable else Codes.DECODED
        code = success if target.operation.response_schema else Codes.EMPTY
        yield Problem(code, f"{case.kind}: {type(error).__name__}", f"a documented answer raises {_told(error)}")
    elif target.operation.response_schema is None:
        if outcome.value is not None:
            yield Problem(Codes.EMPTY, case.kind, f"the call gives {outcome.value!r} instead of None")
    else:
        yield from _judge_value(target, case, outcome.value, Codes.DECODED)


def _judge_value(target: Target, case: Case, value: Any, code: str) -> Iterator[Problem]:
    """Return what is not encoded as it was sent."""
    bodies = [orjson.loads(answer.body) for answer in case.answers if answer.body or len(case.answers) == 1]
    expected = target.result(bodies[-1]) if not target.operation.pageable else None
    if target.operation.pageable:
        code = Codes.LISTED if code == Codes.DECODED else code
        expected = [item for body in bodies for item in body.get("value") or ()]
    try:
        content = encoded(value)
    except Exception as error:
        yield Problem(code, f"{case.kind}: {type(error).__name__}", f"to_dict raises {_told(error)}")
        return
    found = difference(content, expected, exact=case.allowed)
    if found:
        yield Problem(code, f"{case.kind}: differs", f"what is encoded differs from what was sent: {found}")


def _judge_refusal(case: Case, error: Exception | None) -> Iterator[Problem]:
    """Return what an `ApiError` does not say of a documented error."""
    answer = case.answers[-1]
    if not isinstance(error, ApiError):
        raised = _told(error)
        name = type(error).__name__
        yield Problem(Codes.REFUSED, f"{case.kind}: {name}", f"{answer.status} raises {raised} instead of ApiError")
        return
    said = orjson.loads(answer.body).get("error", {})
    expected = {"status_code": answer.status, "code": said.get("code"), "message": said.get("message")}
    expected["request_id"] = said.get("requestId") or None
    expected["target"] = said.get("target") or None
    for name, value in expected.items():
        found = getattr(error, name)
        if found != value and value not in {"", None}:
            yield Problem(Codes.REFUSED, name, f"{name} is {found!r}, but {value!r} was sent")


def _judge_failure(case: Case, error: Exception | None) -> Iterator[Problem]:
    """Return what an `OperationFailedError` does not say of an operation that failed."""
    if not isinstance(error, OperationFailedError):
        name = type(error).__name__
        yield Problem(Codes.FAILED, f"failed: {name}", f"an operation that failed raises {_told(error)}")
        return
    said = orjson.loads(case.answers[-1].body)["error"]
    for name, value in said.items():
        found = getattr(error.error, name)
        if found != value:
            yield Problem(Codes.FAILED, name, f"{name} is {found!r}, but {value!r} was sent")


def _judge_long_running(target: Target, case: Case, outcome: Outcome) -> Iterator[Problem]:
    """Return what is wrong with an operation whose answers the document does not allow: it may be asked for once more."""
    answer, error = case.answers[0], outcome.error
    if error is not None:
        if not isinstance(error, IoTCentralError):
            subject = f"{case.kind}: {type(error).__name__}"
            yield Problem(Codes.RAISED, subject, f"{answer.status} raises {_told(error)}")
        elif answer.status not in target.operation.successes and not _is_undecodable(case):
            yield from _judge_status(case, answer.status, error)
    elif answer.status not in target.operation.successes:
        yield Problem(Codes.STATUS, f"{case.kind}: a value", f"{answer.status} gives a value instead of ApiError")
    elif outcome.value is not None and len(outcome.sent) == len(case.answers) == 1:
        yield from _judge_kept(target, case, outcome)


def _judge_status(case: Case, status: int, error: Exception) -> Iterator[Problem]:
    """Return what is wrong with the error that an undocumented status raises."""
    redirected = 300 <= status < 400 and isinstance(error, TransportError)
    if not isinstance(error, ApiError) and not redirected:
        subject = f"{case.kind}: {type(error).__name__}"
        yield Problem(Codes.STATUS, subject, f"{status} raises {_told(error)}, not ApiError")
    elif isinstance(error, ApiError) and error.status_code != status:
        yield Problem(Codes.STATUS, "status_code", f"status_code is {error.status_code}, not {status}")


def _judge_other(target: Target, case: Case, outcome: Outcome) -> Iterator[Problem]:
    answered = case.answers[min(len(outcome.sent), len(case.answers)) - 1]
    success = answered.status == target.wire.success
    error = outcome.error
    if error is not None:
        expected: tuple[type[Exception], ...] = (DecodingError, PagingError) if success else (ApiError,)
        if _is_undecodable(case):
            expected = (ApiError, DecodingError)
        if 300 <= answered.status < 400:
            expected = (*expected, TransportError)  # httpx refuses a Location that is no URL as a breach of protocol
        if not isinstance(error, expected):
            wanted = " or ".join(kind.__name__ for kind in expected)
            code = Codes.RAISED if success else Codes.STATUS
            subject = f"{case.kind}: {type(error).__name__}"
            yield Problem(code, subject, f"{answered.status} raises {_told(error)}, not {wanted}")
        elif isinstance(error, ApiError) and error.status_code != answered.status:
            yield Problem(Codes.STATUS, "status_code", f"status_code is {error.status_code}, not {answered.status}")
    elif not success:
        yield Problem(Codes.STATUS, f"{case.kind}: a value", f"{answered.status} gives a value instead of ApiError")
    elif target.operation.response_schema is None:
        if outcome.value is not None:
            yield Problem(Codes.EMPTY, case.kind, f"the call gives {outcome.value!r} instead of None")
    else:
        yield from _judge_kept(target, case, outcome)


def _judge_kept(target: Target, case: Case, outcome: Outcome) -> Iterator[Problem]:
    """Return what was lost of an answer that was taken, though the document does not allow it."""
    try:
        yield from _judge_value(target, case, outcome.value, Codes.KEPT)
    except (orjson.JSONDecodeError, KeyError, TypeError) as error:
        message = f"the call gives {outcome.value!r} for a body that is none of the documented form: {_told(error)}"
        yield Problem(Codes.KEPT, f"{case.kind}: no JSON", message)


def _is_undecodable(case: Case) -> bool:
    return any(name == "content-encoding" for answer in case.answers for name, _ in answer.headers)


def _judge_error(kind: str, error: Exception | None) -> Iterator[Problem]:
    """Return what is wrong with how an error shows itself."""
    if not isinstance(error, IoTCentralError):
        return
    try:
        shown = f"{error} {error!r} {getattr(error, '__notes__', '')}"
    except Exception as trouble:
        yield Problem(Codes.SHOWN, f"{kind}: {type(trouble).__name__}", f"showing it raises {_told(trouble)}")
        return
    if SECRET in shown:
        yield Problem(Codes.SHOWN, f"{kind}: token", f"{type(error).__name__} shows the token")
    if not str(error):
        yield Problem(Codes.SHOWN, f"{kind}: empty", f"{type(error).__name__} says nothing")


def _told(error: BaseException | None) -> str:
    if error is None:
        return "nothing"
    text = str(error)
    return f"{type(error).__name__}: {text if len(text) <= 300 else text[:300] + '…'}"
