"""Reports of a difference: for a terminal, for programs, and as Markdown."""

from .json_report import json_report
from .markdown_report import markdown_report
from .text_report import text_report

__all__ = ["json_report", "markdown_report", "text_report"]
