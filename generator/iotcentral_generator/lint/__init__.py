"""Stage 2, lint: rules for authored documents, checked before anything is generated."""

from .rules import lint

__all__ = ["lint"]
