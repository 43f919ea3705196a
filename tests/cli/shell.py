"""Command lines run in this process, with what they write and their exit status."""

from __future__ import annotations

import io
import sys
from typing import Any, NamedTuple

import orjson
import pytest

from iotcentral.cli import main

__all__ = ["Ran", "Shell"]


class Ran(NamedTuple):
    """What a command line did."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Its answer."""
        return orjson.loads(self.out)


class _Terminal(io.TextIOWrapper):
    """Text stream over bytes that may say that it is a terminal."""

    terminal = False

    def isatty(self) -> bool:
        return self.terminal


class Shell:
    """Shell whose environment a test controls.

    Args:
        patch: undoes what is set.
    """

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.patch = patch

    def __call__(self, *words: str, stdin: str = "", terminal: bool = False) -> Ran:
        """Run a command line; `terminal` tells whether the streams are one."""
        streams = {name: _stream() for name in ("stdin", "stdout", "stderr")}
        streams["stdin"].write(stdin)
        streams["stdin"].seek(0)
        for stream in streams.values():
            stream.terminal = terminal
        with pytest.MonkeyPatch.context() as patch:
            for name, stream in streams.items():
                patch.setattr(sys, name, stream)
            status = main(words)
        return Ran(status, _text(streams["stdout"]), _text(streams["stderr"]))


def _stream() -> _Terminal:
    return _Terminal(io.BytesIO(), encoding="utf-8", newline="", write_through=True)


def _text(stream: _Terminal) -> str:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode()
