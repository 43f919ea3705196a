"""The command `iotcentral`: every operation of the installed client packages, and the workflows, from a shell.

    iotcentral devices list --filter "enabled eq true" -o table
    python -m iotcentral.cli devices get t1

The commands are made while it runs, from the documents that the packages ship. Needs the extra `iotcentral[cli]`.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.util import find_spec

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Args:
        arguments: the words after `iotcentral`; None: those of the process.

    Returns:
        The exit status; docs/cli.md lists them.
    """
    if find_spec("click") is None:
        print("error: the command needs its extra: pip install 'iotcentral[cli]'", file=sys.stderr)
        return 2
    from ._running import run

    return run(sys.argv[1:] if arguments is None else arguments)
