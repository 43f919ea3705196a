"""The command `iotcentral-testkit contract`."""

from __future__ import annotations

import argparse
import os
import re
import secrets
import sys
import traceback
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from iotcentral import IoTCentralError

from ...openapi.planes import CONTROL, all_versions
from ..engine.credentials import credential_of
from ..engine.findings import KitFault
from ..engine.interrupts import signals_as_interrupts
from ..engine.options import PARTS, ContractOptions
from ..report.command_lines import drawn_prefix
from ..runner import CannotRunError, Result, expect_known, run_contract

if TYPE_CHECKING:
    from iotcentral._core.auth import Credential

    from ..report.baseline import BaselineComparison

__all__ = ["run"]

CONFORMS, DEVIATES, COULD_NOT_RUN = range(3)

_NEEDED = ("hypothesis", "rich", "schemathesis")
_PREFIX = re.compile(r"[a-z][a-z0-9]{2,19}")
_URL = re.compile(r"https?://[^\s/?#]+(/[^\s?#]*)?")


def run(arguments: argparse.Namespace) -> int:
    """Run the command; return the exit status.

    Args:
        arguments: of the command line.

    Returns:
        0: the server conforms; 1: it deviates; 2: the run was not possible, was interrupted,
        or met a fault of the kit itself.
    """
    try:
        with signals_as_interrupts():
            return _run(arguments)
    except (CannotRunError, IoTCentralError) as error:
        reason = str(error)
    except OSError as error:
        reason = f"a report cannot be written: {error}"
    except KeyboardInterrupt:
        reason = "interrupted"
    except Exception as error:
        # not 1, which says that the server deviates
        reason = str(KitFault("", "", f"{type(error).__name__}: {error}"))
        traceback.print_exc()
    print(f"iotcentral-testkit: {reason}", file=sys.stderr)
    return COULD_NOT_RUN


def _run(arguments: argparse.Namespace) -> int:
    missing = [name for name in _NEEDED if find_spec(name) is None]
    if missing:
        raise CannotRunError(
            f'the contract kit needs {missing[0]}, which is not installed; pip install "iotcentral-testkit[contract]"'
        )
    runs = _again(arguments, _options(arguments, os.environ))
    work = _Work(arguments)
    status = CONFORMS
    if not runs:
        print(f"Nothing deviates in {arguments.since}.")
    for options in runs:
        status = max(status, work.run(options))
        if status == COULD_NOT_RUN:
            break
    work.end()
    return status


class _Work:
    """The runs of one command, one for each api-version.

    Args:
        arguments: of the command line.

    Raises:
        CannotRunError: the baseline cannot be used, or the folder for the reports cannot be created.
    """

    def __init__(self, arguments: argparse.Namespace) -> None:
        from rich.console import Console

        from ..report.baseline import Baseline, BaselineError, load

        self._console = Console(highlight=False)
        self._progress = Console(stderr=True)
        self._several = len(arguments.api_version) > 1
        self._report: Path | None = arguments.report
        self._baseline_file: Path | None = arguments.baseline
        self._reason: str | None = arguments.accept
        self._until: date | None = arguments.until
        self._ends: dict[str, str] = {}
        try:
            self._baseline = Baseline([])
            if self._baseline_file is not None:
                self._baseline = load(self._baseline_file, creating=self._reason is not None)
        except BaselineError as error:
            raise CannotRunError(str(error)) from None
        if self._report is not None:
            try:
                self._report.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise CannotRunError(f"the folder {self._report} for the reports cannot be created: {error}") from None

    def run(self, options: ContractOptions) -> int:
        """Run for one api-version; return the exit status."""
        from ..report import write
        from ..report.data import sentence
        from ..report.masking import mask_of
        from ..report.summary import print_summary
        from .progress import shown

        with shown(self._progress) as progress:
            result = run_contract(options, progress=progress)
        comparison = self._compared(result)
        folder = self._folder(options)
        if folder is not None:
            write(result, comparison, folder)
        self._ends[options.api_version] = sentence(result, comparison)
        mask = mask_of(result)
        print_summary(self._console, result, comparison, mask, folder / "index.html" if folder is not None else None)
        for note in result.notes:
            print(f"iotcentral-testkit: note: {mask.tokens.text(note)}", file=sys.stderr)
        for fault in result.faults:
            print(f"iotcentral-testkit: {mask.tokens.text(str(fault))}", file=sys.stderr)
        if result.gone:
            print(f"iotcentral-testkit: {result.gone}; the run ended there", file=sys.stderr)
            return COULD_NOT_RUN
        if result.interrupted:
            print("iotcentral-testkit: interrupted; created resources were removed as listed", file=sys.stderr)
            return COULD_NOT_RUN
        if result.faults:
            return COULD_NOT_RUN
        return CONFORMS if comparison.conforms else DEVIATES

    def end(self) -> None:
        """Write the index of the reports, if there are several."""
        from ..report import write_index

        if self._report is not None and self._several and self._ends:
            write_index(self._ends, self._report)

    def _folder(self, options: ContractOptions) -> Path | None:
        if self._report is None or not self._several:
            return self._report
        return self._report / options.api_version

    def _compared(self, result: Result) -> BaselineComparison:
        """Check the findings against the baseline; add those that are accepted now."""
        from ..report.baseline import BaselineError, accept, compare, save

        options, today = result.options, datetime.now(UTC).date()
        outcomes = [] if result.interrupted else result.outcomes
        which: dict[str, Any] = {"api_version": options.api_version, "quick": options.quick}
        comparison = compare(self._baseline, result.findings, outcomes, today, **which)
        if self._reason is None or self._until is None or self._baseline_file is None:
            return comparison
        self._baseline = accept(self._baseline, comparison, self._reason, self._until, today, **which)
        try:
            save(self._baseline, self._baseline_file)
        except BaselineError as error:
            raise CannotRunError(str(error)) from None
        return compare(self._baseline, result.findings, outcomes, today, **which)


def _options(arguments: argparse.Namespace, environment: Mapping[str, str]) -> list[ContractOptions]:
    """Return the options of the runs.

    Raises:
        CannotRunError: an argument is missing or not valid.
    """
    _check(arguments)
    seed = arguments.seed if arguments.seed is not None else secrets.randbelow(1 << 32)
    prefix = arguments.prefix or drawn_prefix()
    credential = _azure() if arguments.azure else _credential(arguments.token_env, environment)
    place = _place(arguments, environment)
    return [
        ContractOptions(
            url=arguments.url,
            api_version=version,
            credential=credential,
            resources=_words(arguments.resources),
            parts=_words(arguments.parts) or PARTS,
            quick=arguments.quick,
            read_only=arguments.read_only,
            only_implemented=arguments.only_implemented,
            throttled=not arguments.no_limit,
            prefix=prefix,
            seed=seed,
            slow=arguments.slow,
            ca=arguments.ca,
            baseline=arguments.baseline,
            report=arguments.report,
            only=_words(arguments.only),
            **(place if version in CONTROL.versions else {}),
        )
        for version in arguments.api_version
    ]


def _again(arguments: argparse.Namespace, runs: list[ContractOptions]) -> list[ContractOptions]:
    """Return the runs with what deviated in an earlier report alone, if one is given.

    Raises:
        CannotRunError: it cannot be used.
    """
    from ..report.earlier import EarlierReportError, read_report

    if arguments.since is None:
        return runs
    found: list[ContractOptions] = []
    for options in runs:
        try:
            report = read_report(arguments.since, options.api_version)
        except EarlierReportError as error:
            raise CannotRunError(str(error)) from None
        seed = options.seed if arguments.seed is not None else report.seed
        parts = tuple(part for part in options.parts if any(it.part == part for it in report.deviated))
        if parts:
            found.append(replace(options, since=report.deviated, seed=seed, parts=parts))
    return found


def _place(arguments: argparse.Namespace, environment: Mapping[str, str]) -> dict[str, Any]:
    """Return the options of the control plane that are given."""
    found = {
        "subscription": arguments.subscription or environment.get("AZURE_SUBSCRIPTION_ID", "").strip(),
        "resource_group": arguments.resource_group,
        "location": arguments.location,
        "base_domain": arguments.base_domain,
    }
    return {name: value for name, value in found.items() if value}


def _check(arguments: argparse.Namespace) -> None:
    """Check the arguments.

    Raises:
        CannotRunError: one is not valid.
    """
    if not _URL.fullmatch(arguments.url):
        raise CannotRunError(f"{arguments.url!r} is not a valid URL of a server; it begins with https:// or http://")
    for version in arguments.api_version:
        if version not in all_versions():
            raise CannotRunError(f"there is no api-version {version!r}; choose one of {', '.join(all_versions())}")
    if arguments.prefix is not None and not _PREFIX.fullmatch(arguments.prefix):
        raise CannotRunError(
            f"the prefix {arguments.prefix!r} is not 3 to 20 lower-case letters and digits, a letter first"
        )
    expect_known(_words(arguments.parts), _words(arguments.only))
    if (arguments.accept is None) != (arguments.until is None):
        raise CannotRunError(
            "--accept and --until belong together: the reason for accepting deviations, and the last day"
        )
    if arguments.accept is not None and (arguments.baseline is None or not arguments.accept.strip()):
        raise CannotRunError(
            "--accept needs a reason, and --baseline FILE, which the accepted deviations are written to"
        )
    if arguments.ca is not None and not arguments.ca.is_file():
        raise CannotRunError(f"there is no file {arguments.ca} with certificates")


def _words(text: str | None) -> tuple[str, ...]:
    """Return the words of a list with commas, without repetitions."""
    return tuple(dict.fromkeys(word.strip() for word in (text or "").split(",") if word.strip()))


def _credential(name: str, environment: Mapping[str, str]) -> Credential:
    """Read the token: an API token, `Bearer …`, or a bearer token alone.

    Raises:
        CannotRunError: there is none.
        ConfigurationError: it has another format.
    """
    text = environment.get(name, "").strip()
    if not text:
        raise CannotRunError(
            f"there is no token in the environment variable {name}; "
            f"put an administrator's API token there (export {name}='SharedAccessSignature sr=…')"
        )
    return credential_of(text)


def _azure() -> Credential:
    """Return the credential of the user who is signed in to Azure.

    Raises:
        CannotRunError: azure-identity is not installed.
    """
    try:
        module = import_module("azure.identity")
    except ImportError:
        raise CannotRunError(
            '--azure needs azure-identity, which is not installed; pip install "iotcentral[azure]"'
        ) from None
    credential: Credential = module.DefaultAzureCredential()
    return credential
