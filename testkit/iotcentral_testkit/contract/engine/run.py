"""State of a run that its parts share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from ...openapi.api import Api
from .http_client import HttpClient
from .options import ContractOptions
from .recorder import Recorder

__all__ = ["ContractRun", "Progress"]


class Progress(Protocol):
    """Receiver of the progress of a run."""

    def __call__(self, part: str, what: str, done: int, total: int) -> None:
        """Report progress.

        Args:
            part: `implemented`, `rules`, `schemathesis`, `clients` or `cleanup`.
            what: the current step.
            done: completed steps of the part.
            total: all steps of the part.
        """


@dataclass(frozen=True, slots=True)
class ContractRun:
    """State of a run that its parts share.

    Attributes:
        options: of the run.
        api: the document.
        http: client of the server under test; every exchange is passed to the recorder.
        recorder: of findings, outcomes and coverage.
        progress: receives the progress of the run.
    """

    options: ContractOptions
    api: Api
    http: HttpClient
    recorder: Recorder
    progress: Progress
