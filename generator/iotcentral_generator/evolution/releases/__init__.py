"""Versions of the distributions, proposed from what changed since their last releases."""

from .distributions import distributions
from .next_version import next_version, proposed_version
from .proposals import Proposal, proposals
from .workspace_versions import preview_packages, write_versions

__all__ = [
    "Proposal",
    "distributions",
    "next_version",
    "preview_packages",
    "proposals",
    "proposed_version",
    "write_versions",
]
