"""Proposals for the next versions of the distributions of a workspace, each with its reasons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from packaging.requirements import Requirement
from packaging.version import Version

from ..contracts import ContractReader
from ..difference import difference
from .distributions import Distribution
from .next_version import SIZES, next_version, size_of
from .python_face import face_changes

__all__ = ["Proposal", "Range", "proposals"]

_SHOWN = 3
"""Reasons that a proposal shows of one kind."""


@dataclass(frozen=True)
class Range:
    """A requirement that the next version of another distribution does not meet.

    Attributes:
        old: the requirement as it stands.
        new: one that the version meets.
    """

    old: str
    new: str


@dataclass(frozen=True)
class Proposal:
    """What to release of a distribution.

    Attributes:
        distribution: the distribution as it stands.
        released: the version of its last release, None if it has none.
        version: the version of its next release, None if there is nothing to release.
        reasons: what changed since the last release, in words.
        ranges: the requirements to be changed for it.
    """

    distribution: Distribution
    released: str | None
    version: str | None
    reasons: tuple[str, ...] = ()
    ranges: tuple[Range, ...] = ()

    @property
    def next(self) -> str:
        """The version that is to stand there: the next one, or the one that stands there."""
        return self.version or self.distribution.version


def proposals(
    released: Mapping[str, Distribution], current: Mapping[str, Distribution], previews: frozenset[str]
) -> list[Proposal]:
    """Return what to release of each distribution.

    Args:
        released: the distributions of the last release, by their names.
        current: the distributions as they stand.
        previews: the names of those that are of a preview api-version.

    Raises:
        GenerationError: distributions cannot be compared.
    """
    found = {name: _proposal(released.get(name), each, name in previews) for name, each in current.items()}
    while True:
        versions = {name: each.next for name, each in found.items()}
        changed = {
            name: _with_ranges(each, ranges, name in previews)
            for name, each in found.items()
            if (ranges := tuple(_unmet(each.distribution, versions))) != each.ranges
        }
        if not changed:
            return list(found.values())
        found |= changed  # a release for another range may make another one necessary


def _proposal(released: Distribution | None, current: Distribution, preview: bool) -> Proposal:
    if released is None:
        return Proposal(current, None, current.version, ("it has not been released yet",))
    before, after = released.content(), current.content()
    if before == after:
        return Proposal(current, released.version, None)
    sizes = dict(_changes(released, current))
    files = sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))
    if not sizes:
        sizes[f"{len(files)} files differ: {_listed(files)}"] = "patch"
    size = max(sizes.values(), key=SIZES.index)
    return Proposal(current, released.version, next_version(released.version, size, preview=preview), tuple(sizes))


def _changes(released: Distribution, current: Distribution) -> Iterator[tuple[str, str]]:
    """Iterate over the changes of the document and of the Python face: in words, and their size."""
    if released.document and current.document:
        reader = ContractReader(current.folder)
        found = difference(reader.read(str(released.document)), reader.read(str(current.document)))
        if size := size_of(found):
            serious = [change.id for change in found.changes if change.level == found.changes[0].level]
            yield f"document: {len(found.changes)} changes, first {found.changes[0].level}: {_listed(serious)}", size
    broken, new = face_changes(current.package, released.folder, current.folder)
    if broken:
        yield f"Python: breaks {_listed(broken)}", "breaking"
    if new:
        yield f"Python: adds {_listed(new)}", "additive"


def _listed(names: list[str]) -> str:
    more = len(names) - _SHOWN
    return ", ".join(names[:_SHOWN]) + (f" and {more} more" if more > 0 else "")


def _unmet(distribution: Distribution, versions: Mapping[str, str]) -> Iterator[Range]:
    """Iterate over the requirements on other distributions that their next versions do not meet."""
    for text in distribution.requirements:
        requirement = Requirement(text)
        version = versions.get(requirement.name)
        if version is not None and not requirement.specifier.contains(version, prereleases=True):
            extras = f"[{','.join(sorted(requirement.extras))}]" if requirement.extras else ""
            marker = f"; {requirement.marker}" if requirement.marker else ""
            yield Range(text, f"{requirement.name}{extras}{_range(Version(version))}{marker}")


def _range(version: Version) -> str:
    """Return the versions that are compatible with one, by the rules of the next version."""
    least = str(version) if version.is_prerelease else f"{version.major}.{version.minor}"
    return f">={least},<{version.major + 1}" if version.major else f">={least},<0.{version.minor + 1}"


def _with_ranges(proposal: Proposal, ranges: tuple[Range, ...], preview: bool) -> Proposal:
    """Return a proposal with requirements to be changed, which is a change of a file at least."""
    version = proposal.version
    if version is None and proposal.released is not None:
        version = next_version(proposal.released, "patch", preview=preview)
    reasons = [each for each in proposal.reasons if not each.startswith("requires ")]
    reasons += [f"requires {each.new}, not {each.old}" for each in ranges]
    return replace(proposal, version=version, reasons=tuple(reasons), ranges=ranges)
