"""Stage 6, render: the files of a package as text, rendered from its plan; nothing is written to disk here."""

from .files import render

__all__ = ["render"]
