"""Deliberate defects: title, switch, and the rules that have to report them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .switching import Switch

__all__ = ["CONTROL", "PREVIEW", "STABLE", "Defect", "codes"]

STABLE = "2022-07-31"
PREVIEW = "2022-10-31-preview"
CONTROL = "2021-06-01"
"""The version of the control plane."""


@dataclass(frozen=True, slots=True)
class Defect:
    """A defect that a server might have.

    Attributes:
        name: unique name; lower case, with hyphens.
        title: what a user would see.
        version: the api-version that is checked.
        resource: that it is about; the run checks only that.
        codes: of the rules that may report it; one of them has to.
        switch: context manager that turns it on.
        options: of the contract run, where the default ones would take too long.
    """

    name: str
    title: str
    version: str
    resource: str
    codes: frozenset[str]
    switch: Switch
    options: Mapping[str, Any] = field(default_factory=dict[str, Any])


def codes(*codes: str) -> frozenset[str]:
    """Return the codes of the rules that may report a defect."""
    return frozenset(codes)
