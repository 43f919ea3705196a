"""Summary of a run on a terminal or in the log of a build."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from rich.console import Console
from rich.text import Text

from ..engine.findings import Finding, Verdict
from ..rulebook import title_of
from ..runner import Result
from .baseline import BaselineComparison
from .command_lines import command_line
from .data import sentence, verdict
from .masking import Mask
from .programs import curl_lines
from .replay import TOKEN

__all__ = ["print_summary"]

_SHOWN = 5
"""Deviations from one rule that are shown."""

_REASONS = 8
"""Reasons for skipping, and leftovers, that are shown."""

_LEAST = 3
"""Rules with little evidence that are shown."""

_LOOKS = {"conforms": "bold green", "deviates": "bold red", "interrupted": "bold yellow"}


def print_summary(
    console: Console, result: Result, comparison: BaselineComparison, mask: Mask, report: Path | None = None
) -> None:
    """Print the summary.

    Args:
        console: where to.
        result: of the run.
        comparison: with the baseline.
        mask: hides secrets.
        report: the page of the run, if there is one.
    """
    show = _Lines(console, mask)
    failing = [*comparison.new, *(finding for finding, _ in comparison.expired)]
    _deviations(show, failing, comparison, mask, result.options.url)
    for entry in comparison.gone:
        show(f"{entry.check} {entry.operation} {entry.signature}".rstrip(), style="bold yellow")
        show("  It no longer occurs; remove its entry from the baseline.")
    _absent(show, result)
    _coverage(show, result)
    _evidence(show, result)
    _skipped(show, result)
    _leftovers(show, result)
    show()
    show(sentence(result, comparison), style=_LOOKS[verdict(result, comparison)])
    show(f"{result.requests:,} requests in {result.seconds:.1f} s.")
    if report is not None:
        show(f"Full report: {report}")
    if failing or result.interrupted:
        show(f"Repeat ({TOKEN} in the environment): {command_line(result.options)}")


class _Lines:
    """Printer of plain lines, without markup and wrapping."""

    def __init__(self, console: Console, mask: Mask) -> None:
        self._console, self._mask = console, mask

    def __call__(self, line: str = "", style: str = "") -> None:
        line = self._mask.tokens.text(line)
        shown = "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in line)
        self._console.print(Text(shown, style=style), soft_wrap=True)


def _deviations(show: _Lines, failing: list[Finding], comparison: BaselineComparison, mask: Mask, url: str) -> None:
    by_rule: dict[str, list[Finding]] = {}
    for finding in failing:
        by_rule.setdefault(finding.rule, []).append(finding)
    for rule, findings in by_rule.items():
        show()
        show(f"{rule} {title_of(rule)}", style="bold")
        for finding in findings[:_SHOWN]:
            secrets = [value for it in finding.exchanges for body in (it.sent, it.json) for value in mask.secrets(body)]
            state, entry = comparison.state(finding)
            since = f" (accepted until {entry.expires})" if state == "expired" and entry is not None else ""
            show(f"  {finding.operation or 'the whole application'}{since} [{finding.id}]", style="red")
            show(f"    {_short(mask.text(finding.message, secrets), 400)}")
            if finding.exchanges:
                line = curl_lines(finding, url)[-1]
                show(f"    {_short(mask.text(line, secrets), 300)}", style="dim")
        if len(findings) > _SHOWN:
            show(f"  and {len(findings) - _SHOWN} more")


def _absent(show: _Lines, result: Result) -> None:
    if not result.absent:
        return
    show()
    show(f"Not implemented, and not judged: {len(result.absent):,} operations.", style="dim")
    for status in sorted(set(result.absent.values())):
        names = sorted(id for id, answered in result.absent.items() if answered == status)
        show(f"  {status}: {_short(', '.join(names), 400)}", style="dim")


def _coverage(show: _Lines, result: Result) -> None:
    figures = result.coverage.figures(result.options.resources)
    shown = ", ".join(f"{it.kind} {it.covered:,}/{it.total:,}" for it in figures)
    show()
    show(f"Covered: {shown}.", style="dim")


def _evidence(show: _Lines, result: Result) -> None:
    """Show how much the rules saw in all, and those that saw the least."""
    if not result.evidence:
        return
    least = sorted(result.evidence.items(), key=lambda each: (each[1].values, each[0]))[:_LEAST]
    values = sum(seen.values for seen in result.evidence.values())
    shown = "; ".join(f"{code} {seen}" for code, seen in least)
    show(
        f"Evidence: {len(result.evidence):,} rules held {values:,} values against the document. Least: {shown}.", "dim"
    )


def _skipped(show: _Lines, result: Result) -> None:
    reasons = Counter(it.reason for it in result.outcomes if it.verdict is Verdict.SKIPPED)
    if reasons:
        show(f"Skipped: {reasons.total():,} checks.", style="dim")
        for reason, count in reasons.most_common(_REASONS):
            show(f"  {count:,} x {_short(reason, 160)}", style="dim")


def _leftovers(show: _Lines, result: Result) -> None:
    by_reason: dict[str, list[str]] = {}
    for leftover in result.leftovers:
        by_reason.setdefault(leftover.reason, []).append(leftover.place)
    if by_reason:
        show("Left on the server:", style="yellow")
    for reason, places in by_reason.items():
        more = f" and {len(places) - _REASONS} more" if len(places) > _REASONS else ""
        show(f"  {_short(reason, 160)}: {', '.join(places[:_REASONS])}{more}", style="yellow")


def _short(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[:length]}…"
