"""Transforms of exported messages: jq programs, which run in a helper process with no environment and a folder of its own."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import weakref
from contextlib import ExitStack, suppress
from importlib.util import find_spec
from pathlib import Path
from threading import Lock, Timer
from typing import Any

from ..state.sole_use import own_folder
from . import __path__ as _folders

__all__ = ["TransformError", "Transforms", "can_transform"]

_SECONDS = 5.0
"""How long a program may run on one message."""

_LONGEST = 1_000_000
"""Characters of the results of one message."""

_MODULE = re.compile(r'^((?:\s|#[^\n]*(?:\n|$))*)import\s+"iotc"\s+as\s+([A-Za-z_]\w*)\s*;')
"""The import of the service's module, behind comments."""

_FIND = "def {name}::find(condition): map(select(condition)) | .[0];"
"""What the module defines: the first element of an array that meets a condition."""


class TransformError(Exception):
    """A transform has no results; the text says why."""


def can_transform() -> bool:
    """Return whether programs of jq can be run: its library is there."""
    return find_spec("jq") is not None


class Transforms:
    """Runs programs, one at a time, in a process that is started with the first one.

    Args:
        seconds: how long a program may run on one message.
    """

    def __init__(self, seconds: float = _SECONDS) -> None:
        self._seconds = seconds
        self._lock = Lock()
        self._helper: _Helper | None = None

    def problem(self, program: str) -> str | None:
        """Return why a program cannot be run; None if it can."""
        try:
            self._ask({"program": _with_module(program)})
        except TransformError as error:
            return str(error)
        return None

    def run(self, program: str, message: Any) -> list[Any]:
        """Return the results of a program for a message.

        Raises:
            TransformError: it is not valid, fails, or takes too much time or memory.
        """
        results: list[Any] = self._ask({"program": _with_module(program), "input": message})["results"]
        return results

    def close(self) -> None:
        """End the process; another program starts it again."""
        with self._lock:
            if self._helper is not None:
                self._helper.end()
                self._helper = None

    def _ask(self, request: dict[str, Any]) -> dict[str, Any]:
        with self._lock:
            if self._helper is None:
                self._helper = _Helper()
            line = self._helper.ask(json.dumps(request), self._seconds)
            if not line.endswith("\n") or len(line) > _LONGEST:
                self._helper.end()
                self._helper = None
        if len(line) > _LONGEST:
            raise TransformError(f"its results are longer than {_LONGEST:,} characters")
        if not line.endswith("\n"):
            raise TransformError(f"it takes more than {self._seconds:g} s, or too much memory")
        answer: dict[str, Any] = json.loads(line)
        if "error" in answer:
            raise TransformError(answer["error"])
        return answer


def _with_module(program: str) -> str:
    """Replace the import of the service's module by what it defines, on the same line."""
    return _MODULE.sub(lambda found: found[1] + _FIND.format(name=found[2]), program, count=1)


class _Helper:
    """The helper process, with its folder."""

    def __init__(self) -> None:
        closing = ExitStack()
        folder = closing.enter_context(own_folder())
        self._process = subprocess.Popen(  # noqa: S603  # this Python, and a file of this folder
            [sys.executable, "-I", "-B", str(Path(_folders[0], "jq_process.py"))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env={},
            text=True,
            encoding="utf-8",
        )
        assert self._process.stdout is not None
        self._process.stdout.readline()  # it is ready: starting takes none of a program's time
        # a process that nobody ends is ended with the last reference to it
        self._ending = weakref.finalize(self, _end, self._process, closing)

    def ask(self, request: str, seconds: float) -> str:
        """Return the line that answers a request; without an end of line where there is no answer in time."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        killing = Timer(seconds, self._process.kill)
        killing.daemon = True
        killing.start()
        try:
            self._process.stdin.write(f"{request}\n")
            self._process.stdin.flush()
            return self._process.stdout.readline(_LONGEST + 2)
        except OSError:
            return ""
        finally:
            killing.cancel()

    def end(self) -> None:
        """End it."""
        self._ending()


def _end(process: subprocess.Popen[str], closing: ExitStack) -> None:
    process.kill()
    with suppress(OSError):
        process.communicate()
    closing.close()
