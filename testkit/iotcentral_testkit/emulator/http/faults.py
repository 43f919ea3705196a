"""Deliberate faults: a plan in TOML says which requests fail, how, and how often.

[[fault]]
operation = "Devices_*"     # an operationId, with * for anything; all of them without it
rate = 0.1                  # the share of the requests that fail, drawn from the seed; 1 without it
after = 5                   # requests that pass first
count = 3                   # how many fail at most
status = 503                # ... and one or more of: status (with code, retry-after), delay, reset, truncate, etag
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from difflib import get_close_matches
from fnmatch import fnmatchcase
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...openapi.documents import control_planes, documents
from ...openapi.json_types import is_array, is_object
from .errors import ServiceError
from .naming import name_problem
from .transport import ConnectionDroppedError

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..state.identity import Identity
    from .calls import Call

__all__ = ["FaultEffect", "FaultError", "FaultPlan", "FaultRule"]

_STALE = "c3RhbGU"
"""An etag that no resource has."""


class FaultError(ValueError):
    """A fault plan is not valid; the message says where and why."""


@dataclass(frozen=True, slots=True)
class FaultEffect:
    """Effect of a fault on one request.

    Attributes:
        status: status of an error response, instead of handling the request.
        code: of the error; None: derived from the status.
        retry_after: seconds in the header `Retry-After`.
        delay: seconds before the response.
        reset: the connection is cut: `before` the request is handled, or `after` it.
        truncate: whether the response ends in the middle.
        stale: whether the etag counts as outdated: that of the request, or that of the response.
    """

    status: int | None = None
    code: str | None = None
    retry_after: int | None = None
    delay: float = 0
    reset: str | None = None
    truncate: bool = False
    stale: bool = False

    def before(self, call: Call) -> None:
        """Apply the effect before the request is handled.

        Raises:
            ServiceError: with the plan's status; 412 for an etag.
            ConnectionDroppedError: the connection is cut.
        """
        if self.reset == "before":
            raise ConnectionDroppedError
        if self.status is not None:
            headers = {} if self.retry_after is None else {"Retry-After": str(self.retry_after)}
            code = self.code or re.sub(r"\W", "", HTTPStatus(self.status).phrase.title())
            raise ServiceError(self.status, code, "The fault plan refuses this request.", headers)
        if self.stale and _conditional(call):
            raise ServiceError(412, "PreconditionFailed", "The fault plan treats the etag of this request as outdated.")

    def after(self, answer: Any) -> Any:
        """Return the body of a response with the effect applied."""
        if not self.stale or not is_object(answer):
            return answer
        if is_array(answer.get("value")):
            return {**answer, "value": [self.after(item) for item in answer["value"]]}
        return {**answer, "etag": _STALE} if "etag" in answer else answer


def _conditional(call: Call) -> bool:
    """Return whether a write is conditional on an etag."""
    named = call.body.get("etag") if is_object(call.body) else None
    return any(etag not in {None, "*"} for etag in (named, call.headers.get("if-match")))


@dataclass(frozen=True, slots=True)
class FaultRule:
    """One entry of a plan."""

    effect: FaultEffect
    operation: str = "*"
    app: str | None = None
    rate: float = 1
    after: int = 0
    count: int | None = None

    def applies_to(self, call: Call) -> bool:
        """Return whether the fault may apply to a request."""
        if self.app not in {None, call.app.name} or not fnmatchcase(call.operation.id, self.operation):
            return False
        return not self.effect.stale or call.operation.method == "GET" or _conditional(call)


@dataclass(frozen=True, slots=True)
class FaultPlan:
    """Faults in their order; the first that strikes a request counts."""

    faults: tuple[FaultRule, ...]

    @classmethod
    def load(cls, file: Path) -> FaultPlan:
        """Read a plan.

        Raises:
            FaultError: the file cannot be read, or is not a valid plan.
        """
        try:
            return cls.parse(file.read_text(encoding="utf-8"))
        except OSError as error:
            raise FaultError(f"{file}: cannot be read: {error.strerror}; name a plan in TOML") from None
        except UnicodeDecodeError as error:
            raise FaultError(f"{file}: cannot be read: {error}; write it in UTF-8") from None
        except FaultError as error:
            raise FaultError(f"{file}: {error}") from None

    @classmethod
    def parse(cls, text: str) -> FaultPlan:
        """Parse a plan.

        Raises:
            FaultError: it is not a valid plan.
        """
        try:
            content = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise FaultError(f"is not valid TOML: {error}") from None
        entries = content.get("fault")
        if content.keys() != {"fault"} or not is_array(entries):
            more = [name for name in content if name != "fault"]
            found = f"has {', '.join(map(repr, more))}" if more else "has none"
            raise FaultError(f"a plan consists of [[fault]] tables and nothing else, and this one {found}")
        return cls(tuple(_fault(f"fault {number}", entry) for number, entry in enumerate(entries, 1)))

    @property
    def applications(self) -> set[str]:
        """The applications that are named."""
        return {fault.app for fault in self.faults if fault.app is not None}

    def armed(self, identity: Identity) -> ArmedFaultPlan:
        """Return the plan with its counters at zero."""
        return ArmedFaultPlan(self, identity)


class ArmedFaultPlan:
    """A fault plan with its counters.

    Args:
        plan: the faults.
        identity: what chance is drawn from; the ids of resources do not depend on it.
    """

    def __init__(self, plan: FaultPlan, identity: Identity) -> None:
        self._plan = plan
        self._identity = identity
        self._seen = [0] * len(plan.faults)
        self.struck = [0] * len(plan.faults)
        """Number of requests that each fault struck."""

    def copy(self) -> ArmedFaultPlan:
        """Return the plan with counters of its own, which stand where these do."""
        copied = ArmedFaultPlan(self._plan, self._identity)
        copied._seen, copied.struck = list(self._seen), list(self.struck)
        return copied

    def strike(self, call: Call) -> FaultEffect | None:
        """Return the effect of the plan on a request; None: none."""
        for number, fault in enumerate(self._plan.faults):
            if not fault.applies_to(call) or (fault.count is not None and self.struck[number] >= fault.count):
                continue
            self._seen[number] += 1
            if self._seen[number] > fault.after and self._chance(number) < fault.rate:
                self.struck[number] += 1
                return fault.effect
        return None

    def _chance(self, number: int) -> float:
        drawn = self._identity.constant(f"fault {number} {self._seen[number]}")
        return int.from_bytes(drawn[:6], "big") / 2**48


def _fault(where: str, entry: Any) -> FaultRule:
    if not is_object(entry):
        raise FaultError(f"{where}: is not a table")
    for name, value in entry.items():
        if name not in _MEMBERS:
            raise FaultError(f"{where}: unknown key {name!r}; known are {', '.join(_MEMBERS)}")
        rule, fits = _MEMBERS[name]
        if not fits(value):
            raise FaultError(f"{where}: {name} = {value!r} is not {rule}")
    if not entry.keys() & {"status", "delay", "reset", "truncate", "etag"}:
        raise FaultError(f"{where}: has no effect; give it a status, delay, reset, truncate or etag")
    pattern = entry.get("operation", "*")
    known = {id for document in (*documents().values(), *control_planes().values()) for id in document.operations}
    known.add("OperationResults_Get")  # the one operation that no document names
    if not any(fnmatchcase(id, pattern) for id in known):
        near = get_close_matches(pattern, sorted(known), 1, 0.85)
        advice = f"; {near[0]!r} is" if near else "; names are operationIds, such as 'Devices_Get' or 'Devices_*'"
        raise FaultError(f"{where}: no operation is called {pattern!r}{advice}")
    for name in ("code", "retry-after"):
        if name in entry and "status" not in entry:
            raise FaultError(f"{where}: {name} is part of an error; give it a status, such as 503")
    reset = entry.get("reset")
    effect = FaultEffect(
        status=entry.get("status"),
        code=entry.get("code"),
        retry_after=entry.get("retry-after"),
        delay=float(entry.get("delay", 0)),
        reset="before" if reset is True else reset or None,
        truncate=entry.get("truncate", False),
        stale="etag" in entry,
    )
    return FaultRule(
        effect, pattern, entry.get("app"), float(entry.get("rate", 1)), entry.get("after", 0), entry.get("count")
    )


def _number(value: Any, least: float, most: float) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and least <= value <= most


def _whole(value: Any, least: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= least


def _status(value: Any) -> bool:
    return _whole(value, 400) and value in {status.value for status in HTTPStatus}


_MEMBERS: dict[str, tuple[str, Callable[[Any], bool]]] = {
    "operation": ("an operationId, with * for anything", lambda value: isinstance(value, str)),
    "app": (
        "the name of an application: up to 63 lower-case letters, digits and hyphens",
        lambda value: name_problem(value) is None,
    ),
    "rate": ("a number between 0 and 1", lambda value: _number(value, 0, 1)),
    "after": ("a whole number from 0 on", lambda value: _whole(value, 0)),
    "count": ("a whole number from 1 on", lambda value: _whole(value, 1)),
    "status": ("an HTTP status of an error, from 400 on", _status),
    "code": (
        "the code of an error, in letters",
        lambda value: isinstance(value, str) and value.isascii() and value.isalnum(),
    ),
    "retry-after": ("a whole number of seconds", lambda value: _whole(value, 0)),
    "delay": ("a number of seconds up to 3600", lambda value: _number(value, 0, 3600)),
    "reset": ('true, "before" or "after"', lambda value: value is True or value in ("before", "after")),
    "truncate": ("true", lambda value: value is True),
    "etag": ('"stale"', lambda value: value == "stale"),
}
