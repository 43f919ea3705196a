"""Upgrade of users' Python from one package to another: rewritten where the diff is sure, with a comment elsewhere."""

from .files import UpgradedFile, upgrade_files
from .rewrites import Rewrites, rewrites

__all__ = ["Rewrites", "UpgradedFile", "rewrites", "upgrade_files"]
