"""Contract runs against emulators, all APIs and versions at once: `python -m tests.contract [OPTION …]`.

The options are those of `iotcentral-testkit contract`, except the server and its token. `--api-version V`, once or more
often, selects versions. The seed is 0 unless `--seed N` says otherwise, so that a run can be repeated as it was. Reports
are written below `--report DIR`, in a folder for each version.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from iotcentral_testkit.openapi.planes import CONTROL, all_versions
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from tests.support.served import COMMAND, ready


def main(arguments: list[str]) -> int:
    """Run the contract; return the worst exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.contract", add_help=False, allow_abbrev=False)
    parser.add_argument("--api-version", action="append", choices=all_versions())
    chosen, arguments = parser.parse_known_args(arguments)
    versions = chosen.api_version or list(all_versions())
    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("api-version {task.description}"), TimeElapsedColumn())
    with (
        Progress(*columns, console=console, disable=not console.is_terminal, transient=True) as progress,
        ThreadPoolExecutor(len(versions)) as pool,
    ):
        tasks = {version: progress.add_task(version, total=1) for version in versions}

        def run(version: str) -> subprocess.CompletedProcess[str]:
            ended = _run(version, arguments)
            progress.update(tasks[version], completed=1)
            return ended

        runs = list(pool.map(run, versions))
    for version, ended in zip(versions, runs, strict=True):
        print(f"api-version {version}\n{ended.stdout}", flush=True)
    return max(ended.returncode for ended in runs)


_UNHURRIED = ("--slow", "120")
"""A busy machine is slow, and that is not a deviation."""

_REPRODUCIBLE = ("--seed", "0")
"""The last of several seeds counts."""


def _run(version: str, arguments: list[str]) -> subprocess.CompletedProcess[str]:
    """Check a new emulator against one version."""
    with ready() as served:
        command = [*COMMAND, "contract", served["url"], "--api-version", version, "--no-limit"]
        command += [*_UNHURRIED, *_REPRODUCIBLE]
        command += [*_place(served, version), *_own(arguments, version)]
        token = f"Bearer {served['management_token']}" if version in CONTROL.versions else served["token"]
        environment = {**os.environ, "IOTCENTRAL_API_TOKEN": token}
        return subprocess.run(
            command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
        )


def _place(served: dict[str, Any], version: str) -> list[str]:
    """Return the arguments of the control plane."""
    if version not in CONTROL.versions:
        return []
    return ["--subscription", served["subscription_id"], "--base-domain", served["base_domain"]]


def _own(arguments: list[str], version: str) -> list[str]:
    """Return the arguments of one version: each has its own folder for reports."""
    if "--report" not in arguments:
        return arguments
    place = arguments.index("--report") + 1
    return [*arguments[:place], str(Path(arguments[place]) / version), *arguments[place + 1 :]]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
