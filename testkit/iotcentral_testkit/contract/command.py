"""The command `iotcentral-testkit contract`: reads what it needs, runs, tells, and leaves reports."""

from __future__ import annotations

import argparse
import os
import re
import secrets
import sys
from collections.abc import Mapping
from datetime import UTC, date, datetime
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from iotcentral import ApiToken, BearerToken, IoTCentralError

from .command_lines import drawn_prefix
from .document.api import ALL_VERSIONS, Api
from .document.planes import CONTROL
from .interrupts import turned_into_interrupts
from .options import PARTS, Options
from .runner import CannotRun, Result, run_contract

if TYPE_CHECKING:
    from iotcentral._core.auth import Credential

    from .baseline import Judgement

__all__ = ["run"]

CONFORMS, DEVIATES, COULD_NOT_RUN = range(3)

_NEEDED = ("hypothesis", "rich", "schemathesis")
_PREFIX = re.compile(r"[a-z][a-z0-9]{2,19}")
_URL = re.compile(r"https?://[^\s/?#]+(/[^\s?#]*)?")


def run(arguments: argparse.Namespace) -> int:
    """Run the command; gives the exit status.

    Args:
        arguments: what the command line says.

    Returns:
        0: the server conforms; 1: it deviates; 2: the run was not possible, or was interrupted.
    """
    try:
        with turned_into_interrupts():
            return _run(arguments)
    except (CannotRun, IoTCentralError) as error:
        reason = str(error)
    except OSError as error:
        reason = f"a report cannot be written: {error}"
    except KeyboardInterrupt:
        reason = "interrupted"
    print(f"iotcentral-testkit: {reason}", file=sys.stderr)
    return COULD_NOT_RUN


def _run(arguments: argparse.Namespace) -> int:
    missing = [name for name in _NEEDED if find_spec(name) is None]
    if missing:
        raise CannotRun(
            f'the contract kit needs {missing[0]}, which is not installed; pip install "iotcentral-testkit[contract]"'
        )
    runs = _options(arguments, os.environ)
    work = _Work(arguments)
    status = CONFORMS
    for options in runs:
        status = max(status, work.run(options))
        if status == COULD_NOT_RUN:
            break
    work.end()
    return status


class _Work:
    """The runs of one command, one for each api-version.

    Args:
        arguments: what the command line says.

    Raises:
        CannotRun: the baseline cannot be used, or the folder for the reports cannot be made.
    """

    def __init__(self, arguments: argparse.Namespace) -> None:
        from rich.console import Console

        from .baseline import Baseline, BaselineError, load

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
            raise CannotRun(str(error)) from None
        if self._report is not None:
            try:
                self._report.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise CannotRun(f"the folder {self._report} for the reports cannot be made: {error}") from None

    def run(self, options: Options) -> int:
        """Run for one api-version; gives the exit status."""
        from .progress import shown
        from .report import write
        from .report.data import sentence
        from .report.masking import Mask
        from .report.summary import tell

        with shown(self._progress) as progress:
            result = run_contract(options, progress=progress)
        judgement = self._judged(result)
        folder = self._folder(options)
        if folder is not None:
            write(result, judgement, folder)
        self._ends[options.api_version] = sentence(result, judgement)
        mask = Mask(Api(options.api_version).content["components"]["schemas"])
        tell(self._console, result, judgement, mask, folder / "index.html" if folder is not None else None)
        if result.interrupted:
            print("iotcentral-testkit: interrupted; what the run made was removed as listed", file=sys.stderr)
            return COULD_NOT_RUN
        return CONFORMS if judgement.conforms else DEVIATES

    def end(self) -> None:
        """Write what leads to the reports, if there are several."""
        from .report import write_index

        if self._report is not None and self._several and self._ends:
            write_index(self._ends, self._report)

    def _folder(self, options: Options) -> Path | None:
        if self._report is None or not self._several:
            return self._report
        return self._report / options.api_version

    def _judged(self, result: Result) -> Judgement:
        """Hold the findings against the baseline; those that are accepted now are written into it."""
        from .baseline import BaselineError, accept, judge, save

        options, today = result.options, datetime.now(UTC).date()
        outcomes = [] if result.interrupted else result.outcomes
        which: dict[str, Any] = {"api_version": options.api_version, "quick": options.quick}
        judgement = judge(self._baseline, result.findings, outcomes, today, **which)
        if self._reason is None or self._until is None or self._baseline_file is None:
            return judgement
        self._baseline = accept(self._baseline, judgement, self._reason, self._until, today, **which)
        try:
            save(self._baseline, self._baseline_file)
        except BaselineError as error:
            raise CannotRun(str(error)) from None
        return judge(self._baseline, result.findings, outcomes, today, **which)


def _options(arguments: argparse.Namespace, environment: Mapping[str, str]) -> list[Options]:
    """Return what is to be run.

    Raises:
        CannotRun: something is missing, or does not go together.
    """
    _check(arguments)
    seed = arguments.seed if arguments.seed is not None else secrets.randbelow(1 << 32)
    prefix = arguments.prefix or drawn_prefix()
    credential = _azure() if arguments.azure else _credential(arguments.token_env, environment)
    place = _place(arguments, environment)
    return [
        Options(
            url=arguments.url,
            api_version=version,
            credential=credential,
            resources=_words(arguments.resources),
            parts=_words(arguments.parts) or PARTS,
            quick=arguments.quick,
            read_only=arguments.read_only,
            throttled=not arguments.no_limit,
            prefix=prefix,
            seed=seed,
            slow=arguments.slow,
            ca=arguments.ca,
            baseline=arguments.baseline,
            report=arguments.report,
            only=_words(arguments.only),
            **(place if version in CONTROL.packages else {}),
        )
        for version in arguments.api_version
    ]


def _place(arguments: argparse.Namespace, environment: Mapping[str, str]) -> dict[str, Any]:
    """Return the options that say where applications are made, those that are given."""
    found = {
        "subscription": arguments.subscription or environment.get("AZURE_SUBSCRIPTION_ID", "").strip(),
        "resource_group": arguments.resource_group,
        "location": arguments.location,
        "base_domain": arguments.base_domain,
    }
    return {name: value for name, value in found.items() if value}


def _check(arguments: argparse.Namespace) -> None:
    """Look whether the arguments go together.

    Raises:
        CannotRun: they do not.
    """
    from .rulebook import entries

    if not _URL.fullmatch(arguments.url):
        raise CannotRun(f"{arguments.url!r} is no address of a server; it begins with https:// or http://")
    for version in arguments.api_version:
        if version not in ALL_VERSIONS:
            raise CannotRun(f"there is no api-version {version!r}; choose one of {', '.join(ALL_VERSIONS)}")
    if arguments.prefix is not None and not _PREFIX.fullmatch(arguments.prefix):
        raise CannotRun(f"the prefix {arguments.prefix!r} is not 3 to 20 lower-case letters and digits, a letter first")
    for part in _words(arguments.parts):
        if part not in PARTS:
            raise CannotRun(f"there is no part {part!r}; the parts are {', '.join(PARTS)}")
    codes = {entry.code for entry in entries()}
    for code in _words(arguments.only):
        if code not in codes:
            raise CannotRun(f"there is no rule {code!r}; the report and docs/contract.md list them (IC302 for one)")
    if (arguments.accept is None) != (arguments.until is None):
        raise CannotRun("--accept and --until belong together: why deviations are accepted, and the last day they are")
    if arguments.accept is not None and (arguments.baseline is None or not arguments.accept.strip()):
        raise CannotRun("--accept wants a reason, and --baseline FILE, which the accepted deviations are written to")
    if arguments.ca is not None and not arguments.ca.is_file():
        raise CannotRun(f"there is no file {arguments.ca} with certificates")


def _words(text: str | None) -> tuple[str, ...]:
    """Return the words of a list with commas, without repetitions."""
    return tuple(dict.fromkeys(word.strip() for word in (text or "").split(",") if word.strip()))


def _credential(name: str, environment: Mapping[str, str]) -> Credential:
    """Read the token: an API token, `Bearer …`, or a bearer token alone.

    Raises:
        CannotRun: there is none.
        ConfigurationError: it has no such form.
    """
    text = environment.get(name, "").strip()
    if not text:
        raise CannotRun(
            f"there is no token in the environment variable {name}; "
            f"put an administrator's API token there (export {name}='SharedAccessSignature sr=…')"
        )
    scheme, _, rest = text.partition(" ")
    if scheme.lower() == "bearer" and rest:
        return BearerToken(rest.strip())
    return ApiToken(text) if rest or scheme == "SharedAccessSignature" else BearerToken(text)


def _azure() -> Credential:
    """Return the credential of whoever is signed in to Azure.

    Raises:
        CannotRun: azure-identity is not installed.
    """
    try:
        module = import_module("azure.identity")
    except ImportError:
        raise CannotRun(
            '--azure needs azure-identity, which is not installed; pip install "iotcentral[azure]"'
        ) from None
    credential: Credential = module.DefaultAzureCredential()
    return credential
