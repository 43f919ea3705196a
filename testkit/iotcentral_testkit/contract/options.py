"""What a contract run is asked to do."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from iotcentral._core.auth import Credential

__all__ = ["PARTS", "Options"]

PARTS = ("rules", "schemathesis", "clients")
"""What a run is made of: IoT Central's own rules, Schemathesis over the document, and the clients fuzzed."""


@dataclass(frozen=True, slots=True)
class Options:
    """A contract run.

    Attributes:
        url: the server; the paths of the document begin below that.
        api_version: the version that it is held against.
        credential: of an administrator; what the clients take.
        resources: names of the resources that are looked at (`Devices`); empty: all.
        parts: of `PARTS`.
        quick: every operation and every check once.
        read_only: nothing but GET is sent.
        throttled: whether requests are kept at the documented rate.
        prefix: what the ids of everything that is made begin with; lower-case letters and digits, a letter first.
        seed: what chance is drawn from.
        slow: seconds after which an answer counts as a deviation.
        patience: seconds that anything asynchronous, a job for one, may take.
        ca: certificates that are trusted beside the usual ones.
        baseline: a file of deviations that are known.
        report: a folder for the reports.
        subscription: id of the subscription that a control plane is asked about; empty for other APIs.
        resource_group: the group of the subscription in which applications are made; it has to be there.
        location: where applications are made.
        base_domain: where applications answer under their subdomains, with a scheme or without; empty: that is not asked.
    """

    url: str
    api_version: str
    credential: Credential
    resources: tuple[str, ...] = ()
    parts: tuple[str, ...] = PARTS
    quick: bool = False
    read_only: bool = False
    throttled: bool = True
    prefix: str = "contract"
    seed: int = 0
    slow: float = 10.0
    patience: float = 60.0
    ca: Path | None = None
    baseline: Path | None = None
    report: Path | None = None
    subscription: str = ""
    resource_group: str = "iotcentral-contract"
    location: str = "westus"
    base_domain: str = ""
    only: tuple[str, ...] = field(default=())
    """Codes of rules that are checked; empty: all. For finding out more about one deviation."""

    @property
    def places(self) -> dict[str, str]:
        """Path parameters that say where everything of the run is; empty where an API has no such thing."""
        if not self.subscription:
            return {}
        return {"subscriptionId": self.subscription, "resourceGroupName": self.resource_group}
