"""Rulebook of the generator: the page of the documentation that lists what is carried out, and the rules of lint.

`python -m iotcentral_generator.lint.rulebook docs/generator-rules.md` writes it.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from ..document.grammar import GRAMMAR, Kind
from . import rules
from .gate import vocabulary
from .gate.vocabulary import SITUATIONS, VOCABULARY, CarriedValues, Treatment

__all__ = ["rulebook"]

_INTRODUCTION = """\
# What the generator carries out

Written by `python -m iotcentral_generator.lint.rulebook docs/generator-rules.md`. Do not edit.

A document is generated from completely, or refused: what is in none of the tables here is a problem with file, line, rule
and what to do instead. A field is carried out (code follows from it), kept (it is in the `openapi.json` of the package, and
no code follows), or refused.
"""

_ALWAYS = frozenset.intersection(*(frozenset(fields) for fields in GRAMMAR.values()))

_VALUES = (
    ("the location of a parameter (S124)", "LOCATIONS"),
    ("media types of request bodies (S123)", "SENT_MEDIA_TYPES"),
    ("media types of successes (S123)", "RECEIVED_MEDIA_TYPES"),
    ("media types of errors (S123)", "ERROR_MEDIA_TYPES"),
    ("statuses (S126)", "STATUSES"),
    ("types (S128)", "TYPES"),
    ("credentials (S134)", "SECURITY"),
)


def rulebook() -> str:
    """Return the page, in Markdown."""
    parts = [_INTRODUCTION, f"Marks of every object: {_names(sorted(_ALWAYS))}.\n", "## Fields\n"]
    parts += [_fields(kind, table) for kind, table in VOCABULARY.items() if kind is not Kind.ENCODING]
    parts += ["## CarriedValues\n", _table(("what", "carried out", "instead of others"), _values())]
    rows = [(situation, instead) for situation, instead in sorted(SITUATIONS.items())]
    parts += ["## Refused, although each word of it is carried out\n", _table(("what", "instead"), rows)]
    parts += ["## Rules\n", _table(("code", "problem"), re.findall(r"^    (S\d+)  (.*)$", str(rules.__doc__), re.M))]
    return "\n".join(parts)


def _fields(kind: Kind, table: dict[str, Treatment]) -> str:
    carried = [name for name, rule in table.items() if not rule.kept and not rule.instead]
    marks = sorted(name for name in GRAMMAR[kind] if name.startswith("x-") and name not in _ALWAYS)
    title = str(kind).removeprefix("an ").removeprefix("a ").removeprefix("the ")
    lines = [f"### {title[:1].upper()}{title[1:]}\n", f"Carried out: {_names(carried) or 'nothing'}.\n"]
    lines += [f"Marks: {_names(marks)}.\n"] if marks else []
    kept = _grouped((rule.kept, name) for name, rule in table.items() if rule.kept)
    lines += [f"Kept: {'; '.join(f'{names} ({reason})' for reason, names in kept.items())}.\n"] if kept else []
    refused = _grouped((rule.instead, name) for name, rule in table.items() if rule.instead)
    lines += (
        [_table(("refused", "instead"), [(names, instead) for instead, names in refused.items()])] if refused else []
    )
    return "\n".join(lines)


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return text → the names to which it applies."""
    groups: dict[str, list[str]] = {}
    for text, name in pairs:
        groups.setdefault(text, []).append(name)
    return {text: _names(names) for text, names in groups.items()}


def _names(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _values() -> Iterator[tuple[str, str, str]]:
    tables = [(title, getattr(vocabulary, name)) for title, name in _VALUES]
    for location, values in vocabulary.STYLES.items():
        tables.append((f"the style of a parameter in the {location} (S124)", values))
    for location, values in vocabulary.SHAPES.items():
        tables.append((f"the value of a parameter in the {location} (S124)", values))
    for title, values in tables:
        yield title, _names(values.carried), _others(values)


def _others(values: CarriedValues) -> str:
    return "; ".join([values.instead, *(f"`{pattern}`: {text}" for pattern, text in values.special.items())])


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines) + "\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(rulebook(), encoding="utf-8")
