"""JUnit XML of a run, for build servers: a test case for each rule and operation, written by Schemathesis's writer."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from schemathesis.config import OutputConfig
from schemathesis.engine.statistic import GroupedFailures
from schemathesis.reporting.junitxml import JunitXmlWriter

from ..engine.findings import Finding, Verdict
from ..runner import Result
from .baseline import BaselineComparison, ContractDeviation
from .masking import Mask
from .programs import curl_lines

__all__ = ["write_junit"]


def write_junit(result: Result, comparison: BaselineComparison, mask: Mask, path: Path) -> None:
    """Write the file.

    Known deviations are skipped test cases with their reason; entries of the baseline that no longer occur are failures.

    Args:
        result: of the run.
        comparison: with the baseline.
        mask: hides secrets.
        path: of the file.
    """
    config = OutputConfig()
    failing = [*comparison.new, *(finding for finding, _ in comparison.expired)]
    with JunitXmlWriter(path) as writer:
        for outcome in result.outcomes:
            label = _label(outcome.rule, outcome.operation)
            found = [it for it in failing if (it.rule, it.operation) == (outcome.rule, outcome.operation)]
            known = [
                f"known until {entry.expires}: {entry.extra.get('reason')}"
                for it, entry in comparison.known
                if (it.rule, it.operation) == (outcome.rule, outcome.operation)
            ]
            skipped = outcome.reason if outcome.verdict is Verdict.SKIPPED else "; ".join(known) or None
            failures = [_failure(finding, mask, result.options.url) for finding in found]
            writer.record_scenario(label, 0.0, failures, skipped, config)
        for entry in comparison.gone:
            gone = Finding(
                entry.check, entry.operation, "it no longer occurs; remove its entry from the baseline", entry.signature
            )
            failures = [GroupedFailures(None, None, [ContractDeviation(gone)], None)]
            writer.record_scenario(_label(entry.check, entry.operation), 0.0, failures, None, config)
        for leftover in result.leftovers:
            writer.record_error(f"clean-up {leftover.place}", leftover.reason)
    path.write_text(mask.tokens.text(_completed(path, result)), encoding="utf-8")


def _completed(path: Path, result: Result) -> str:
    """Return the file with the run's own name, and with what each rule saw as properties of the suite."""
    suites = ElementTree.parse(path).getroot()  # noqa: S314  # it was written just now
    del suites.attrib["skipped"]  # the published schema has it of a suite alone
    suite = suites[0]
    suite.attrib["name"] = f"contract {result.options.api_version}"
    properties = ElementTree.Element("properties")
    for code, evidence in sorted(result.evidence.items()):
        ElementTree.SubElement(properties, "property", {"name": f"evidence.{code}", "value": str(evidence)})
    suite.insert(0, properties)
    ElementTree.indent(suites)
    return ElementTree.tostring(suites, encoding="unicode", xml_declaration=True)


def _label(rule: str, operation: str) -> str:
    return f"{rule} {operation}".strip()


def _failure(finding: Finding, mask: Mask, url: str) -> GroupedFailures:
    secrets = [value for it in finding.exchanges for body in (it.sent, it.json) for value in mask.secrets(body)]
    shown = Finding(finding.rule, finding.operation, mask.text(finding.message, secrets), finding.subject)
    lines = "\n".join(mask.text(line, secrets) for line in curl_lines(finding, url))
    return GroupedFailures(None, lines or None, [ContractDeviation(shown)], None)
