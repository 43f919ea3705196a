"""What a run found, for a person at a terminal, or for the log of a build."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from rich.console import Console
from rich.text import Text

from ..engine.findings import Finding, Verdict
from ..runner import Result
from .baseline import Judgement
from .command_lines import command_line
from .data import sentence, verdict
from .masking import Mask
from .replay import TOKEN, curl_line
from .rulebook import title_of

__all__ = ["tell"]

_SHOWN = 5
"""Deviations from one rule that are shown."""

_REASONS = 8
"""Reasons for skipping, and leftovers, that are shown."""

_LOOKS = {"conforms": "bold green", "deviates": "bold red", "interrupted": "bold yellow"}


def tell(console: Console, result: Result, judgement: Judgement, mask: Mask, report: Path | None = None) -> None:
    """Print the summary.

    Args:
        console: where to.
        result: of the run.
        judgement: what the baseline says of it.
        mask: hides secrets.
        report: the page of the run, if there is one.
    """
    say = _Saying(console)
    failing = [*judgement.new, *(finding for finding, _ in judgement.expired)]
    _deviations(say, failing, judgement, mask)
    for entry in judgement.gone:
        say(f"{entry.check} {entry.operation} {entry.signature}".rstrip(), style="bold yellow")
        say("  It no longer occurs; take its entry out of the baseline.")
    _coverage(say, result)
    _skipped(say, result)
    _leftovers(say, result)
    say()
    say(sentence(result, judgement), style=_LOOKS[verdict(result, judgement)])
    say(f"{result.requests:,} requests in {result.seconds:.1f} s.")
    if report is not None:
        say(f"The whole report: {report}")
    if failing or result.interrupted:
        say(f"Again ({TOKEN} in the environment): {command_line(result.options)}")


class _Saying:
    """Prints lines as they are: nothing in them is markup, and none is broken."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def __call__(self, line: str = "", style: str = "") -> None:
        shown = "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in line)
        self._console.print(Text(shown, style=style), soft_wrap=True)


def _deviations(say: _Saying, failing: list[Finding], judgement: Judgement, mask: Mask) -> None:
    by_rule: dict[str, list[Finding]] = {}
    for finding in failing:
        by_rule.setdefault(finding.rule, []).append(finding)
    for rule, findings in by_rule.items():
        say()
        say(f"{rule} {title_of(rule)}", style="bold")
        for finding in findings[:_SHOWN]:
            secrets = [value for it in finding.exchanges for body in (it.sent, it.json) for value in mask.secrets(body)]
            state, entry = judgement.state(finding)
            since = f" (accepted until {entry.expires})" if state == "expired" and entry is not None else ""
            say(f"  {finding.operation or 'the whole application'}{since} [{finding.id}]", style="red")
            say(f"    {_short(mask.text(finding.message, secrets), 400)}")
            if finding.exchanges:
                say(f"    {_short(mask.text(curl_line(finding.exchanges[-1]), secrets), 300)}", style="dim")
        if len(findings) > _SHOWN:
            say(f"  and {len(findings) - _SHOWN} more")


def _coverage(say: _Saying, result: Result) -> None:
    figures = result.coverage.figures(result.options.resources)
    shown = ", ".join(f"{it.kind} {it.covered:,}/{it.total:,}" for it in figures)
    say()
    say(f"Covered: {shown}.", style="dim")


def _skipped(say: _Saying, result: Result) -> None:
    reasons = Counter(it.reason for it in result.outcomes if it.verdict is Verdict.SKIPPED)
    if reasons:
        say(f"Skipped: {reasons.total():,} checks.", style="dim")
        for reason, count in reasons.most_common(_REASONS):
            say(f"  {count:,} x {_short(reason, 160)}", style="dim")


def _leftovers(say: _Saying, result: Result) -> None:
    by_reason: dict[str, list[str]] = {}
    for leftover in result.leftovers:
        by_reason.setdefault(leftover.reason, []).append(leftover.place)
    if by_reason:
        say("Left on the server:", style="yellow")
    for reason, places in by_reason.items():
        more = f" and {len(places) - _REASONS} more" if len(places) > _REASONS else ""
        say(f"  {_short(reason, 160)}: {', '.join(places[:_REASONS])}{more}", style="yellow")


def _short(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[:length]}…"
