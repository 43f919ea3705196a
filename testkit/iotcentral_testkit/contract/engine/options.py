"""Options of a contract run."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from iotcentral._core.auth import Credential

__all__ = ["PARTS", "ContractOptions"]

PARTS = ("rules", "schemathesis", "clients")
"""The parts of a run: IoT Central's own rules, Schemathesis over the document, and the fuzzing of the clients."""


@dataclass(frozen=True, slots=True)
class ContractOptions:
    """Options of a contract run.

    Attributes:
        url: the server; the paths of the document are appended to it.
        api_version: the version that it is checked against.
        credential: of an administrator; anything that the clients accept.
        resources: names of the resources that are checked (`Devices`); empty: all.
        parts: of `PARTS`.
        quick: run every operation and every check once.
        read_only: send GET requests only.
        only_implemented: find out which operations the server has, and judge those.
        throttled: whether requests keep to the documented rates.
        prefix: prefix of the ids of everything that is created; lower-case letters and digits, a letter first.
        seed: of the random numbers.
        slow: seconds after which a response counts as a deviation.
        patience: seconds that asynchronous work, for example a job, may take.
        ca: certificates that are trusted in addition to the usual ones.
        baseline: a file of known deviations.
        report: a folder for the reports.
        subscription: id of the subscription that the control plane is checked in; empty for other APIs.
        resource_group: the group of the subscription in which applications are created; it has to exist.
        location: where applications are created.
        base_domain: the domain of the applications' subdomains, with a scheme or without; empty: they are not checked.
    """

    url: str
    api_version: str
    credential: Credential
    resources: tuple[str, ...] = ()
    parts: tuple[str, ...] = PARTS
    quick: bool = False
    read_only: bool = False
    only_implemented: bool = False
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
    """Codes of the rules that are checked; empty: all. For examining one deviation."""

    @property
    def places(self) -> dict[str, str]:
        """Path parameters with a fixed value for the whole run, such as the subscription; empty where an API has none."""
        if not self.subscription:
            return {}
        return {"subscriptionId": self.subscription, "resourceGroupName": self.resource_group}
