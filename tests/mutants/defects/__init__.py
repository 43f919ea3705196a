"""The defects, by theme."""

from __future__ import annotations

from ..defect import Defect
from . import (
    access,
    angles,
    answers,
    applications,
    behaviour,
    bounds,
    changes,
    confusions,
    corners,
    courses,
    crannies,
    documents,
    ends,
    lists,
    margins,
    neighbours,
    oversights,
    reading,
    representations,
    rims,
    rounds,
    seconds,
    sequences,
    strays,
    successions,
    views,
    work,
)

__all__ = ["DEFECTS", "MODULES"]

MODULES = (
    *(answers, access, documents, changes, lists, behaviour, applications),
    *(
        neighbours,
        representations,
        reading,
        confusions,
        oversights,
        bounds,
        ends,
        seconds,
        work,
        views,
        angles,
        margins,
        rims,
        sequences,
        successions,
        courses,
        rounds,
        corners,
        crannies,
        strays,
    ),  # these were written without a look at the rules
)

DEFECTS: dict[str, Defect] = {defect.name: defect for module in MODULES for defect in module.DEFECTS}
"""Name → defect."""
