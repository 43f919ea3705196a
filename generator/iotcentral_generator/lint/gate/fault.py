"""Faults: what a check finds at an object of a document."""

from __future__ import annotations

from typing import NamedTuple

from ...document.nodes import Key

__all__ = ["Fault"]


class Fault(NamedTuple):
    """A fault of an object.

    Attributes:
        code: the code of the rule.
        message: what is wrong, and what to do.
        below: the path from the object to the place of the fault.
        component: the key of the component in which that is, if it is not in the object itself.
        whole: whether all that is there is refused, so that nothing is said of what is in it.
    """

    code: str
    message: str
    below: Key = ()
    component: Key = ()
    whole: bool = False
