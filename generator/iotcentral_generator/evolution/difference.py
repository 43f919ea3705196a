"""Difference of two contracts: all changes between them, each with those whom it breaks and its names in Python."""

from __future__ import annotations

from dataclasses import dataclass, replace

from .changes import Change
from .comparison.documents import compare_documents
from .comparison.folding import with_shared_members_once, with_tags_once
from .contracts import Contract
from .kinds import LEVELS
from .places import Renames
from .promotion import with_causes
from .python_names.attribution import attributed
from .python_names.breaks import python_breaks
from .renames import declared_renames

__all__ = ["ContractDifference", "difference"]


@dataclass(frozen=True)
class ContractDifference:
    """All changes between two contracts.

    Attributes:
        old, new: the contracts.
        changes: the changes, the most serious first.
        renames: the declared renames.
        notes: what is not known of the names in Python, and why.
    """

    old: Contract
    new: Contract
    changes: tuple[Change, ...]
    renames: Renames
    notes: tuple[str, ...] = ()

    def at(self, level: str) -> list[Change]:
        """Return the changes of one level."""
        return [change for change in self.changes if change.level == level]

    def reaches(self, level: str) -> bool:
        """Return whether there is a change of a level, or of a more serious one."""
        return any(LEVELS.index(change.level) <= LEVELS.index(level) for change in self.changes)

    @property
    def breaks(self) -> bool:
        """Whether somebody breaks."""
        return self.reaches("breaking")


def difference(old: Contract, new: Contract, given: Renames | None = None) -> ContractDifference:
    """Compare two contracts.

    Args:
        old: the contract before.
        new: the contract after.
        given: renames that no document declares.
    """
    renames = declared_renames(old, new, given)
    changes = with_shared_members_once(compare_documents(old.document, new.document, renames), old, new)
    changes = with_tags_once(changes)
    notes = [f"{side.version}: no names in Python: {side.note}" for side in (old, new) if side.face is None]
    if old.face is not None and new.face is not None:
        changes = attributed(changes, python_breaks(old.face, new.face, renames), old.face, new.face, renames)
    else:
        changes = [replace(change, breaks_python=bool(change.kind.uses & {"name"})) for change in changes]
    changes = with_causes(changes, old, new)
    return ContractDifference(old, new, tuple(sorted(changes, key=lambda change: change.rank)), renames, tuple(notes))
