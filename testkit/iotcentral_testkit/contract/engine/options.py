"""Options of a contract run."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from iotcentral._core.auth import Credential

__all__ = ["PARTS", "ContractOptions", "Deviated"]

PARTS = ("rules", "schemathesis", "clients")
"""The parts of a run: IoT Central's own rules, Schemathesis over the document, and the fuzzing of the clients."""


class Deviated(NamedTuple):
    """A check that found a deviation.

    Attributes:
        part: of the run.
        check: code of the rule whose check sent the requests; empty where the part has none.
        operation: operationId that was checked; empty if it is not about a single one.
    """

    part: str
    check: str
    operation: str


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
    since: tuple[Deviated, ...] = field(default=())
    """What deviated in an earlier run; nothing else is checked. Empty: everything is."""
    only: tuple[str, ...] = field(default=())
    """Codes of the rules that are checked; empty: all. For examining one deviation."""

    def checks(self, part: str, check: str, operation: str) -> bool:
        """Return whether a check is among those that deviated in an earlier run, if only those are repeated."""
        return not self.since or Deviated(part, check, operation) in self.since

    @property
    def places(self) -> dict[str, str]:
        """Path parameters with a fixed value for the whole run, such as the subscription; empty where an API has none."""
        if not self.subscription:
            return {}
        return {"subscriptionId": self.subscription, "resourceGroupName": self.resource_group}
