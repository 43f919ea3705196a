"""Table of the kinds of change: every one that `diff` reports, by its id."""

from .bodies import BODY_KINDS
from .kind import LEVELS, ChangeKind
from .operations import OPERATION_KINDS
from .parameters import PARAMETER_KINDS
from .schemas import SCHEMA_KINDS
from .values import VALUE_KINDS

__all__ = ["KINDS", "LEVELS", "ChangeKind"]

KINDS: dict[str, ChangeKind] = {
    kind.id: kind for kind in (*OPERATION_KINDS, *PARAMETER_KINDS, *BODY_KINDS, *SCHEMA_KINDS, *VALUE_KINDS)
}
"""Every kind of change by its id, in the order of the documentation."""
