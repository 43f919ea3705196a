"""Translation of Schemathesis's reports into exchanges, findings and outcomes of the run."""

# Schemathesis leaves types open in its annotations:
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

from schemathesis.baseline import failure_identity
from schemathesis.engine import Status

from ...openapi.api import Api
from ..engine.exchange import UNANSWERED, Exchange

if TYPE_CHECKING:
    from requests import PreparedRequest
    from schemathesis.core.failures import Failure
    from schemathesis.core.transport import Response
    from schemathesis.engine.recorder import ScenarioRecorder
    from schemathesis.generation.case import Case

__all__ = ["Failed", "Passed", "exchange_of", "operation_of", "verdicts"]


@dataclass(frozen=True, slots=True)
class Passed:
    """A check that a request passed."""

    check: str
    operation: str


@dataclass(frozen=True, slots=True)
class Failed:
    """A check that a request failed.

    Attributes:
        check: its name.
        operation: operationId.
        subject: the kind of the failure and its place in the schema, as Schemathesis's baselines distinguish failures.
        message: what was expected, and what happened instead.
        cases: ids of the requests that show it, in their order.
    """

    check: str
    operation: str
    subject: str
    message: str
    cases: tuple[str, ...]


def exchange_of(api: Api, request: PreparedRequest, response: Response | None, sent_to: str, url: str) -> Exchange:
    """Return a request and its response.

    Args:
        api: the document.
        request: as it was sent.
        response: to it; None if there was none.
        sent_to: the base URL of the request.
        url: the base URL to report instead.
    """
    address, method = request.url or "", request.method or ""
    parts = urlsplit(address)
    found = api.match(method, parts.path.encode())
    operation, path = found if found is not None else (None, dict[str, str]())
    body = request.body
    query = parse_qsl(parts.query, keep_blank_values=True)
    return Exchange(
        operation=operation.id if operation is not None else None,
        method=method,
        url=url + address.removeprefix(sent_to) if address.startswith(sent_to) else address,
        request_headers={
            name.lower(): _text(value) for name, value in request.headers.items() if name.lower() != "authorization"
        },
        request_body=body.encode() if isinstance(body, str) else body if isinstance(body, bytes) else b"",
        status=UNANSWERED if response is None else response.status_code,
        headers={} if response is None else {name: ", ".join(values) for name, values in response.headers.items()},
        body=b"" if response is None else response.content,
        seconds=0.0 if response is None else response.elapsed,
        path=path,
        query={name: value for name, value in query if name != "api-version"},
    )


def _text(value: str | bytes) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else value


def operation_of(case: Case[Any]) -> str:
    """Return the operationId that a request was generated for."""
    return str(case.operation.definition.raw["operationId"])


def verdicts(recorder: ScenarioRecorder) -> Iterator[Passed | Failed]:
    """Return the outcomes of the checks of a scenario."""
    for id, nodes in recorder.checks.items():
        operation = operation_of(recorder.cases[id].value)
        for node in nodes:
            if node.failure_info is not None:
                yield _failed(recorder, id, node.name, operation, node.failure_info.failure)
            elif node.status is Status.SUCCESS:
                yield Passed(node.name, operation)


def _failed(recorder: ScenarioRecorder, id: str, check: str, operation: str, failure: Failure) -> Failed:
    *_, kind, signature = failure_identity(failure, check)
    chain = recorder.iter_chain_cases(case_id=id, related_case_ids=failure.related_case_ids())
    return Failed(
        check=check,
        operation=operation,
        subject=f"{kind} {signature}".strip(),
        message=_sentence(failure.title, failure.message),
        cases=tuple(dict.fromkeys(case.id for case in chain)),
    )


def _sentence(title: str, message: str) -> str:
    """Put title and message on one line."""
    lines: Iterable[str] = (line.strip() for line in message.splitlines())
    return ": ".join([title, " ".join(line for line in lines if line)]) if message.strip() else title
