"""Baseline: a file of known deviations, each with a reason and a day of expiry; every other deviation fails a run."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from schemathesis.baseline import Baseline, BaselineEntry, failure_identity
from schemathesis.core.failures import Failure

from ..engine.findings import Finding, RuleOutcome, Verdict
from ..rulebook import title_of

__all__ = [
    "Baseline",
    "BaselineComparison",
    "BaselineEntry",
    "BaselineError",
    "ContractDeviation",
    "accept",
    "compare",
    "load",
    "save",
]


class BaselineError(Exception):
    """A baseline cannot be used; the message names the entry, the rule and what to do."""


class ContractDeviation(Failure):
    """A finding as a failure of Schemathesis, whose baseline format is used.

    Args:
        finding: the deviation.
    """

    def __init__(self, finding: Finding) -> None:
        super().__init__(operation=finding.operation, title=title_of(finding.rule), message=finding.message)
        self.subject = finding.subject
        self.__dict__["code"] = finding.rule  # the class has one code for all failures

    @property
    def _unique_key(self) -> str:
        return self.subject


@dataclass(frozen=True, slots=True)
class BaselineComparison:
    """Comparison of a run with a baseline.

    Attributes:
        new: deviations that are not in the baseline.
        known: deviations that are in the baseline, with their entries.
        expired: deviations whose entries have expired, with these.
        gone: entries whose operation and rule were checked without a deviation.
    """

    new: tuple[Finding, ...] = ()
    known: tuple[tuple[Finding, BaselineEntry], ...] = ()
    expired: tuple[tuple[Finding, BaselineEntry], ...] = ()
    gone: tuple[BaselineEntry, ...] = ()

    @property
    def conforms(self) -> bool:
        """Whether all deviations are known, and all entries are needed."""
        return not (self.new or self.expired or self.gone)

    def state(self, finding: Finding) -> tuple[str, BaselineEntry | None]:
        """Return whether a finding is `new`, `known` or `expired`, and its entry."""
        for name, pairs in (("known", self.known), ("expired", self.expired)):
            for other, entry in pairs:
                if other.id == finding.id:
                    return name, entry
        return "new", None


def load(path: Path, *, creating: bool = False) -> Baseline:
    """Read a baseline.

    Args:
        path: of the file.
        creating: whether it may be missing, since it is about to be written.

    Raises:
        BaselineError: it is missing or has another form, or an entry has no reason or no day of expiry.
    """
    if not creating and not path.is_file():
        raise BaselineError(
            f"there is no baseline {path}; --accept REASON --until DATE creates one from the findings of a run"
        )
    try:
        baseline = Baseline.load(path)
    except (OSError, ValueError) as error:
        raise BaselineError(f"the baseline {path} cannot be read: {error}") from None
    for number, entry in enumerate(baseline.entries):
        place = f"entries[{number}] of the baseline {path} ({entry.check} {entry.operation})"
        reason = entry.extra.get("reason")
        if not isinstance(reason, str) or not reason.strip():
            raise BaselineError(f'{place} has no reason; add "reason", a sentence on why the deviation is accepted')
        if entry.expires is None:
            raise BaselineError(f'{place} has no expiry; add "expires", the last day on which it is accepted')
    return baseline


def save(baseline: Baseline, path: Path) -> None:
    """Write a baseline, sorted, so that versions of the file compare well.

    Raises:
        BaselineError: the file cannot be written.
    """
    entries = sorted(baseline.entries, key=lambda entry: (entry.identity, _version(entry)))
    try:
        Baseline(entries).save(path)
    except OSError as error:
        raise BaselineError(f"the baseline {path} cannot be written: {error}") from None


def compare(
    baseline: Baseline,
    findings: Iterable[Finding],
    outcomes: Iterable[RuleOutcome],
    today: date,
    *,
    api_version: str = "",
    quick: bool = False,
) -> BaselineComparison:
    """Compare the findings of a run with a baseline.

    Args:
        baseline: the known deviations.
        findings: the deviations of the run.
        outcomes: of the run; empty for an interrupted run, so that no entry counts as gone.
        today: the day for expiry.
        api_version: of the run; entries of another one are ignored.
        quick: whether the run was a quick one, which may miss what a full one found.
    """
    entries = [entry for entry in baseline.entries if _version(entry) in {"", api_version}]
    by_identity = {entry.identity: entry for entry in reversed(entries)}
    matching = Baseline(entries)
    new: list[Finding] = []
    known: list[tuple[Finding, BaselineEntry]] = []
    expired: list[tuple[Finding, BaselineEntry]] = []
    for finding in findings:
        failure = ContractDeviation(finding)
        entry = matching.match(failure, finding.rule, today=today)
        outlived = by_identity.get(failure_identity(failure, finding.rule))
        if entry is not None:
            known.append((finding, entry))
        elif outlived is not None:
            expired.append((finding, outlived))
        else:
            new.append(finding)
    occurring = {entry.identity for _, entry in (*known, *expired)}
    checked = {(it.operation, it.rule) for it in outcomes if it.verdict is not Verdict.SKIPPED}
    gone = tuple(
        entry
        for entry in by_identity.values()
        if entry.identity not in occurring
        and (entry.operation, entry.check) in checked
        and not (quick and entry.extra.get("run") == "full")
    )
    in_order = tuple(sorted(gone, key=lambda entry: entry.identity))
    return BaselineComparison(tuple(new), tuple(known), tuple(expired), in_order)


def accept(
    baseline: Baseline,
    comparison: BaselineComparison,
    reason: str,
    until: date,
    today: date,
    *,
    api_version: str = "",
    quick: bool = False,
) -> Baseline:
    """Return a baseline with the new deviations of a run, and with renewed entries for those that have expired.

    Args:
        baseline: the one to extend.
        comparison: of the run with it.
        reason: why they are accepted.
        until: the last day on which they are accepted.
        today: the day of acceptance.
        api_version: of the run.
        quick: whether the run was a quick one.
    """
    again = {"reason": reason, "run": "quick" if quick else "full"}
    extra = {**again, "api_version": api_version} if api_version else again
    day = today.isoformat()
    added: list[BaselineEntry] = []
    for finding in comparison.new:
        failure = ContractDeviation(finding)
        name, signature = type(failure).__name__, finding.subject
        added.append(
            BaselineEntry(finding.operation, finding.rule, name, signature, day, day, until.isoformat(), dict(extra))
        )
    for _, entry in comparison.expired:
        added.append(replace(entry, last_seen=day, expires=until.isoformat(), extra={**entry.extra, **again}))
    replaced = {id(entry) for _, entry in comparison.expired}
    return Baseline([*(entry for entry in baseline.entries if id(entry) not in replaced), *added])


def _version(entry: BaselineEntry) -> str:
    """Return the api-version of an entry; empty: any."""
    return str(entry.extra.get("api_version", ""))
