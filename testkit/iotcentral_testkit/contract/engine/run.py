"""A run on its way: what its parts share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from ...openapi.api import Api
from .http_client import HttpClient
from .options import Options
from .recorder import Recorder

__all__ = ["ContractRun", "Progress"]


class Progress(Protocol):
    """Told how far a run has come."""

    def __call__(self, part: str, what: str, done: int, total: int) -> None:
        """Take note.

        Args:
            part: `rules`, `schemathesis`, `clients` or `cleanup`.
            what: is being done.
            done: steps of the part that are done.
            total: all of them.
        """


@dataclass(frozen=True, slots=True)
class ContractRun:
    """What the parts of a run share.

    Attributes:
        options: what is to be done.
        api: what the document says.
        server: takes requests; every exchange with it is told to the recorder.
        recorder: keeps what is found.
        progress: told how far the run has come.
    """

    options: Options
    api: Api
    http: HttpClient
    recorder: Recorder
    progress: Progress
