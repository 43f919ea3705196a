"""Data of a report: the content of `report.json` and of the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from ...openapi.api import Api
from ..engine.evidence import NOTHING
from ..engine.exchange import NOT_IMPLEMENTED, Exchange
from ..engine.findings import Finding, Verdict
from ..rulebook import source_of, title_of
from ..runner import Result
from .baseline import BaselineComparison, BaselineEntry
from .command_lines import command_line, narrowed
from .masking import Mask, mask_of
from .programs import curl_lines, program

__all__ = ["FORMAT", "data_of", "sentence"]

FORMAT = 1
"""Version of `report.json`; it is incremented when a member changes its meaning or is removed."""

_LONGEST = 100_000
"""Characters of a body that are reported."""


def data_of(result: Result, comparison: BaselineComparison) -> dict[str, Any]:
    """Return all results of a run, in a stable order.

    Args:
        result: of the run.
        comparison: with the baseline.
    """
    api = Api(result.options.api_version)
    mask = mask_of(result)
    codes = sorted({outcome.rule for outcome in result.outcomes} | {finding.rule for finding in result.findings})
    data: dict[str, Any] = {
        "format": FORMAT,
        "verdict": verdict(result, comparison),
        "sentence": sentence(result, comparison),
        "run": _run(result),
        "counts": _counts(result, comparison),
        "rules": {
            code: {
                "title": title_of(code),
                "source": source_of(code),
                "evidence": result.evidence.get(code, NOTHING).counts,
            }
            for code in codes
        },
        "operations": {operation.id: operation.resource for operation in api.operations.values()},
        "absent": dict(sorted(result.absent.items())),
        "findings": [_finding(finding, comparison, result, mask) for finding in result.findings],
        "outcomes": [
            {"rule": it.rule, "operation": it.operation, "verdict": it.verdict.value, "evidence": it.evidence.counts}
            | ({"reason": it.reason} if it.reason else {})
            for it in result.outcomes
        ],
        "baseline": {
            "file": str(result.options.baseline) if result.options.baseline else None,
            "gone": [_entry(entry) for entry in comparison.gone],
        },
        "coverage": {
            "figures": [
                {
                    "kind": figure.kind,
                    "covered": figure.covered,
                    "total": figure.total,
                    "missing": {id: list(names) for id, names in figure.missing.items()},
                }
                for figure in result.coverage.figures(result.options.resources)
            ],
            "statuses": {
                id: {str(status): count for status, count in sorted(seen.items())}
                for id, seen in sorted(result.coverage.statuses.items())
            },
        },
        "leftovers": [{"place": it.place, "reason": it.reason} for it in result.leftovers],
    }
    masked: dict[str, Any] = mask.tokens.data(data)
    return masked


def verdict(result: Result, comparison: BaselineComparison) -> str:
    """Return the verdict of a run: `interrupted`, `conforms` or `deviates`."""
    if result.interrupted:
        return "interrupted"
    return "conforms" if comparison.conforms else "deviates"


def sentence(result: Result, comparison: BaselineComparison) -> str:
    """Return the result of a run in a sentence."""
    options = result.options
    server, version = options.url, f"api-version {options.api_version}"
    if options.only_implemented:
        total = len(Api(options.api_version).operations)
        version += f", in the {total - len(result.absent):,} of {_many(total, 'operation')} that it implements"
    failing = [*comparison.new, *(finding for finding, _ in comparison.expired)]
    parts: list[str] = []
    if failing:
        rules, operations = {it.rule for it in failing}, {it.operation for it in failing if it.operation}
        where = f" in {_many(len(operations), 'operation')}" if operations else ""
        kind = "new deviation" if comparison.known else "deviation"
        parts.append(f"{_many(len(failing), kind)} from {_many(len(rules), 'rule')}{where}")
    if comparison.gone:
        parts.append(f"{_many(len(comparison.gone), 'entry', 'entries')} of the baseline that no longer occur")
    known = f"; {_many(len(comparison.known), 'known deviation')}" if comparison.known else ""
    missing = sum(seen.keys() == {NOT_IMPLEMENTED} for seen in result.coverage.statuses.values())
    known += f"; {_many(missing, 'operation')} answered {NOT_IMPLEMENTED} and could not be judged" if missing else ""
    found = " and ".join(parts) or "no deviation" + (" that is not known" if known else "")
    if result.gone:
        return f"{result.gone}; until then the run found {found}{known}."
    if result.interrupted:
        return f"The run against {server} ({version}) was interrupted; until then it found {found}{known}."
    if not result.requests:
        return f"The clients of {version} were fuzzed, and {server} received no requests: {found}{known}."
    if parts:
        return f"{server} does not conform to {version}: {found}{known}."
    return f"{server} conforms to {version}: {found}{known}."


def _many(count: int, one: str, many: str = "") -> str:
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def _run(result: Result) -> dict[str, Any]:
    options = result.options
    return {
        "url": options.url,
        "api_version": options.api_version,
        "started": f"{result.started:%Y-%m-%dT%H:%M:%SZ}",
        "seconds": round(result.seconds, 1),
        "requests": result.requests,
        "seed": options.seed,
        "prefix": options.prefix,
        "parts": list(options.parts),
        "resources": list(options.resources),
        "only": list(options.only),
        "quick": options.quick,
        "read_only": options.read_only,
        "only_implemented": options.only_implemented,
        "interrupted": result.interrupted,
        "command": command_line(options),
    }


def _counts(result: Result, comparison: BaselineComparison) -> dict[str, int]:
    verdicts = Counter(outcome.verdict for outcome in result.outcomes)
    return {
        "new": len(comparison.new),
        "known": len(comparison.known),
        "expired": len(comparison.expired),
        "gone": len(comparison.gone),
        **{f"checks {each.value}": verdicts[each] for each in Verdict},
        "leftovers": len(result.leftovers),
    }


def _finding(finding: Finding, comparison: BaselineComparison, result: Result, mask: Mask) -> dict[str, Any]:
    state, entry = comparison.state(finding)
    sent = {value for it in finding.exchanges for value in mask.secrets(it.sent)}
    received = sorted({value for it in finding.exchanges for value in mask.secrets(it.json)} - sent)
    hidden = sorted({*sent, *received}, key=len, reverse=True)
    return {
        "id": finding.id,
        "rule": finding.rule,
        "title": title_of(finding.rule),
        "source": source_of(finding.rule),
        "operation": finding.operation,
        "subject": mask.text(finding.subject, hidden),
        "message": mask.text(finding.message, hidden),
        "part": finding.part,
        "check": {"rule": finding.check[0], "operation": finding.check[1]},
        "seed": finding.seed,
        "state": state,
        **({"accepted": _entry(entry)} if entry is not None else {}),
        "again": command_line(narrowed(result.options, finding)),
        # a repeated request needs the values that the run generated
        "curl": [mask.text(line, received) for line in curl_lines(finding, result.options.url)],
        "snippet": mask.text(program(finding, result.options.url, result.options.prefix), received),
        **({"untold": mask.text(finding.untold, hidden)} if finding.untold else {}),
        "exchanges": [_exchange(exchange, mask, hidden) for exchange in finding.exchanges],
    }


def _exchange(exchange: Exchange, mask: Mask, hidden: list[str]) -> dict[str, Any]:
    def headers(found: Iterable[tuple[str, str]]) -> dict[str, str]:
        return {name: mask.text(value, hidden) for name, value in found if name != "authorization"}

    return {
        "operation": exchange.operation,
        "method": exchange.method,
        "url": mask.text(exchange.url, hidden),
        "access": exchange.access,
        "request": {"headers": headers(exchange.request_headers.items()), "body": _body(exchange.request_body, mask)},
        "status": exchange.status,
        "seconds": round(exchange.seconds, 3),
        "response": {"headers": headers(exchange.headers.items()), "body": _body(exchange.body, mask)},
    }


def _body(content: bytes, mask: Mask) -> str:
    text = mask.body(content)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}… ({len(content):,} bytes in all)"


def _entry(entry: BaselineEntry) -> dict[str, Any]:
    return {
        "rule": entry.check,
        "operation": entry.operation,
        "subject": entry.signature,
        "reason": entry.extra.get("reason"),
        "expires": entry.expires,
    }
