"""Stage 2, lint: rules for authored documents, checked before anything is generated."""

from .rules import PROSE, is_harmless, lint

__all__ = ["PROSE", "is_harmless", "lint"]
