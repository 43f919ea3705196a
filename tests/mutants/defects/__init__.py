"""The defects, by theme."""

from __future__ import annotations

from ..defect import Defect
from . import access, answers, applications, behaviour, changes, documents, lists

__all__ = ["DEFECTS"]

DEFECTS: dict[str, Defect] = {
    defect.name: defect
    for module in (answers, access, documents, changes, lists, behaviour, applications)
    for defect in module.DEFECTS
}
"""Name → defect."""
