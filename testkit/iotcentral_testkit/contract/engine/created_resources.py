"""Resources that a run created on the server, for their removal; those that existed before the run are never among them."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from ...openapi.api import Api
from ...openapi.families import Family
from .exchange import Exchange

__all__ = ["CreatedResource", "CreatedResources"]


@dataclass(frozen=True, slots=True)
class CreatedResource:
    """One resource that the run created.

    Attributes:
        family: its family.
        path: the values of its path parameters, in their order.
    """

    family: Family
    path: tuple[tuple[str, str], ...]

    @property
    def values(self) -> dict[str, str]:
        """The path parameters by their names."""
        return dict(self.path)

    def __str__(self) -> str:
        return self.family.create.url(self.values)


class CreatedResources:
    """The resources that were created and not removed again, the newest last.

    Args:
        api: the document.
    """

    def __init__(self, api: Api) -> None:
        families = [family for family in api.families if family.lasts]
        jobs, rerun, listing = (api.named(id) for id in ("Jobs_Create", "Jobs_Rerun", "ScheduledJobs_ListJobs"))
        self._jobs = next((family for family in families if family.create is jobs), None)
        self._rerun, self._listing = rerun and rerun.id, listing and listing.id
        self._creating = {family.create.id: family for family in families}
        self._removing = {family.remove.id: family for family in families if family.remove is not None}
        self._made: dict[str, CreatedResource] = {}
        self.being_removed: dict[CreatedResource, Exchange] = {}
        """Resources that are being removed, with the responses that accepted it; whether they are gone is not known yet."""

    def record(self, exchange: Exchange) -> None:
        """Record an exchange; those that created or removed nothing are ignored."""
        if not exchange.succeeded or exchange.operation is None:
            return
        path = tuple(exchange.path.items())
        if exchange.operation in self._creating:
            self.add(CreatedResource(self._creating[exchange.operation], path))
        elif exchange.operation in self._removing:
            made = CreatedResource(self._removing[exchange.operation], path)
            self.forget(made)
            if exchange.status == 202:
                self.being_removed[made] = exchange
        if self._jobs is not None:
            for id in self._jobs_without_put(exchange):
                self.add(CreatedResource(self._jobs, ((str(self._jobs.id_parameter), id),)))

    def _jobs_without_put(self, exchange: Exchange) -> list[str]:
        """Return the ids of jobs that an exchange created without PUT: by a rerun, or by a schedule that the run created."""
        if exchange.operation == self._rerun:
            return [*exchange.path.values()][-1:]
        if exchange.operation == self._listing and urlsplit(exchange.url).path.rpartition("/")[0] in self._made:
            return [str(job["id"]) for job in exchange.value if "id" in job]
        return []

    def add(self, made: CreatedResource) -> None:
        """Record a resource that was created."""
        self._made.setdefault(str(made), made)

    def forget(self, made: CreatedResource) -> None:
        """Forget a resource that is gone, and those below it."""
        gone = str(made)
        for place in [place for place in self._made if place == gone or place.startswith(f"{gone}/")]:
            del self._made[place]

    def snapshot(self) -> set[CreatedResource]:
        """Return the resources that exist now."""
        return set(self._made.values())

    def created_since(self, before: set[CreatedResource]) -> list[CreatedResource]:
        """Return the resources that are not in `before`, the newest first: the order in which they can be removed."""
        return [made for made in reversed(list(self._made.values())) if made not in before]
