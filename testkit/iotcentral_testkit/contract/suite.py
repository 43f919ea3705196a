"""A contract run as a part of a test suite: findings as a list, and the test cases that a run will have."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from ..openapi.api import Api
from ..openapi.connector_mapping import served_by
from ..openapi.packages import newest_stable
from ..openapi.planes import DATA
from .engine.credentials import credential_of
from .engine.findings import Finding, RuleOutcome, Verdict
from .engine.options import ContractOptions
from .engine.response_rules import RESPONSE_RULES
from .report.command_lines import drawn_prefix
from .runner import CannotRunError, Result, run_contract

__all__ = [
    "OTHERS",
    "ContractCase",
    "contract_cases",
    "contract_findings",
    "contract_result",
    "why_skipped",
]

_LOOPBACK = ("127.0.0.1", "localhost", "::1")


class ContractCase(NamedTuple):
    """A test case: one rule on one operation.

    Attributes:
        rule: code of the rule; empty in the case of everything that no other case has.
        operation: operationId; empty if the rule is not about a single one.
    """

    rule: str
    operation: str

    def __str__(self) -> str:
        return "-".join(part for part in self if part) or "others"

    def has(self, found: Finding | RuleOutcome) -> bool:
        """Return whether a finding or an outcome belongs to the case."""
        return (found.rule, found.operation) == tuple(self)


OTHERS = ContractCase("", "")
"""The case of the findings that belong to no other one."""


def contract_cases(
    api_version: str | None = None, *, resources: Sequence[str] = (), only: Sequence[str] = (), **_others: Any
) -> list[ContractCase]:
    """Return the cases of the rules, by the document; nothing is sent.

    Args:
        api_version: the version; by default the newest stable one.
        resources: names of resources; empty: all.
        only: codes of rules; empty: all.
    """
    from . import checks  # noqa: F401  # pyright: ignore[reportUnusedImport]  # binds the rules
    from .checks.rules import RULES

    api = Api(api_version or _newest())
    resources, only = _names("resources", resources), _names("only", only)
    chosen = {one.id for one in served_by(api).operations.values() if not resources or one.resource in resources}
    found = [
        ContractCase(code, operation)
        for code, rule in RULES.items()
        if api.plane in rule.planes and (not only or code in only)
        for _, operations in rule.over(api)
        if not operations or operations[0] in chosen or served_by(api) is not api
        for operation in operations or ("",)
    ]
    found += [
        ContractCase(code, operation)
        for code, rule in RESPONSE_RULES.items()
        if api.plane in rule.planes and (not only or code in only)
        for operation in sorted(chosen)
    ]
    return [*sorted(set(found)), OTHERS]


def contract_findings(url: str, **options: Any) -> list[Finding]:
    """Check a server against the contract and return the deviations.

    Args:
        url: of the server.
        options: see `contract_result`.

    Raises:
        CannotRunError: the run was not possible, or did not come to its end.
    """
    return contract_result(url, **options).findings


def contract_result(
    url: str,
    *,
    token: str | None = None,
    api_version: str | None = None,
    resources: Iterable[str] = (),
    only: Iterable[str] = (),
    parts: Iterable[str] = ("rules",),
    quick: bool = True,
    throttled: bool | None = None,
    **options: Any,
) -> Result:
    """Check a server against the contract; a second call with the same arguments returns the same result.

    Args:
        url: of the server.
        token: an administrator's; by default that in IOTCENTRAL_API_TOKEN.
        api_version: the version; by default the newest stable one of the data plane.
        resources: names of the resources that are checked; empty: all.
        only: codes of the rules that are checked; empty: all.
        parts: of the run: `rules`, `schemathesis`, `clients`.
        quick: run every operation and every check once.
        throttled: keep to the documented rates; by default with servers that are not on this machine.
        options: others of `ContractOptions`.

    Raises:
        CannotRunError: the run was not possible, or did not come to its end.
        TypeError: there is no such option, or a text stands where a list has to be.
    """
    text = token or os.environ.get("IOTCENTRAL_API_TOKEN", "")
    if not text:
        raise CannotRunError("there is no token; pass an administrator's API token, or set IOTCENTRAL_API_TOKEN")
    keeps = urlsplit(url).hostname not in _LOOPBACK if throttled is None else throttled
    version = api_version or _newest()
    chosen = (_names("resources", resources), _names("only", only), _names("parts", parts))
    others: dict[str, Any] = {"prefix": drawn_prefix(), **options}
    key = repr((url, text, version, chosen, quick, keeps, sorted(options.items())))
    if key not in _RESULTS:
        _RESULTS[key] = _ended(
            run_contract(
                ContractOptions(
                    url,
                    version,
                    credential_of(text),
                    chosen[0],
                    chosen[2],
                    quick=quick,
                    throttled=keeps,
                    only=chosen[1],
                    **others,
                )
            )
        )
    return _RESULTS[key]


_RESULTS: dict[str, Result] = {}


def _ended(result: Result) -> Result:
    if result.gone or result.interrupted:
        raise CannotRunError(result.gone or "the run was interrupted")
    if result.faults:
        raise CannotRunError(str(result.faults[0]))
    return result


def _names(what: str, given: Iterable[str]) -> tuple[str, ...]:
    """Return names that are given as a list.

    Raises:
        TypeError: it is a text, whose letters are not names.
    """
    if isinstance(given, str):
        raise TypeError(f"{what} is a list of names, for example [{given!r}]")
    return tuple(given)


def _newest() -> str:
    return newest_stable(DATA.versions)


def why_skipped(result: Result, case: ContractCase) -> str | None:
    """Return why a case says nothing about the server; None if it was checked."""
    outcome = next((outcome for outcome in result.outcomes if case.has(outcome)), None)
    if outcome is None:
        status = result.absent.get(case.operation)
        return f"the server does not implement it: {status}" if status is not None else "it was not checked"
    return outcome.reason if outcome.verdict is Verdict.SKIPPED else None
