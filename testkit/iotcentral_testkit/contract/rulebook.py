"""Rulebook: all rules with their titles and sources; `python -m iotcentral_testkit.contract.rulebook [FILE]` writes it.

Without a file the table is printed; in a file it is written between the lines `<!-- rules -->` and `<!-- /rules -->`.
"""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path
from typing import NamedTuple

__all__ = ["Entry", "entries", "markdown", "source_of", "title_of", "with_table"]


class Entry(NamedTuple):
    """One rule.

    Attributes:
        code: of the rule.
        title: what holds, in one sentence.
        source: the document or article that says it.
    """

    code: str
    title: str
    source: str


@cache
def entries() -> tuple[Entry, ...]:
    """Return the rules, in the order of their codes: of the clients, IoT Central's, Schemathesis's."""
    from . import checks  # noqa: F401  # pyright: ignore[reportUnusedImport]  # binds the rules
    from .checks.rules import RULES
    from .client_fuzzing.client_rules import CLIENT_RULES
    from .engine.response_rules import RESPONSE_RULES
    from .schemathesis.run_schemathesis import CHECKS

    found = [Entry(code, title, source) for code, (title, source) in (*CLIENT_RULES.items(), *CHECKS.items())]
    found += [Entry(rule.code, rule.title, rule.source) for rule in RULES.values()]
    found += [Entry(rule.code, rule.title, rule.source) for rule in RESPONSE_RULES.values()]
    return tuple(sorted(found))


def title_of(code: str) -> str:
    """Return the title of a rule."""
    found = _by_code().get(code)
    return found.title if found is not None else code


def source_of(code: str) -> str:
    """Return the source of a rule."""
    found = _by_code().get(code)
    return found.source if found is not None else "the document"


def markdown() -> str:
    """Return the table of all rules."""
    rows = [f"| {code} | {_cell(title)} | {_cell(source)} |" for code, title, source in entries()]
    return "\n".join(["| Code | Rule | Source |", "| --- | --- | --- |", *rows]) + "\n"


def with_table(text: str) -> str:
    """Return a Markdown text with the table in its place."""
    before, begin, rest = text.partition("<!-- rules -->\n")
    _, end, after = rest.partition("<!-- /rules -->")
    return f"{before}{begin}{markdown()}{end}{after}"


@cache
def _by_code() -> dict[str, Entry]:
    return {entry.code: entry for entry in entries()}


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    if sys.argv[1:]:
        file = Path(sys.argv[1])
        file.write_text(with_table(file.read_text(encoding="utf-8")), encoding="utf-8")
    else:
        print(markdown(), end="")
