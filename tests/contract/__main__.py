"""Holds emulators against the contract, all api-versions at once: `python -m tests.contract [OPTION …]`.

The options are those of `iotcentral-testkit contract`, but for the server, its token and the version. Reports are written
below `--report DIR`, a folder for each version.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from iotcentral_testkit.contract.document.api import VERSIONS

_COMMAND = (sys.executable, "-m", "iotcentral_testkit")


def main(arguments: list[str]) -> int:
    """Run it; gives the worst of the exit statuses."""
    with ThreadPoolExecutor(len(VERSIONS)) as pool:
        runs = list(pool.map(lambda version: _run(version, arguments), VERSIONS))
    for version, ended in zip(VERSIONS, runs, strict=True):
        print(f"api-version {version}\n{ended.stdout}", flush=True)
    return max(ended.returncode for ended in runs)


def _run(version: str, arguments: list[str]) -> subprocess.CompletedProcess[str]:
    """Hold an emulator of its own against one version."""
    with _served() as (url, token):
        command = [*_COMMAND, "contract", url, "--api-version", version, "--no-limit", *_own(arguments, version)]
        environment = {**os.environ, "IOTCENTRAL_API_TOKEN": token}
        return subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=False)


def _own(arguments: list[str], version: str) -> list[str]:
    """Give the arguments of one version: each has a folder of its own for its reports."""
    if "--report" not in arguments:
        return arguments
    place = arguments.index("--report") + 1
    return [*arguments[:place], str(Path(arguments[place]) / version), *arguments[place + 1 :]]


@contextmanager
def _served() -> Iterator[tuple[str, str]]:
    """Have an emulator in a process of its own; gives its address and its token."""
    command = [*_COMMAND, "serve", "--port", "0", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            ready = json.loads(process.stdout.readline())
            yield ready["url"], ready["token"]
        finally:
            process.terminate()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
