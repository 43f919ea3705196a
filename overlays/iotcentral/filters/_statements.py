"""Parts of the service's SQL-like languages, which have no parentheses for conditions and no quotes for names.

A condition is kept as alternatives of comparisons that all must hold, which is what AND before OR means.
"""

from __future__ import annotations

import re

__all__ = [
    "NAME",
    "Alternatives",
    "both",
    "comparisons",
    "comparisons_of_both",
    "is_one_word",
    "not_a_template",
    "written",
]

Alternatives = tuple[tuple[str, ...], ...]
"""One of these holds; of each, all comparisons."""

NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
"""A name, or one segment of a path."""

_ONE_WORD = re.compile(r"[^\s,()\[\]'\"]+")


def written(condition: Alternatives) -> str:
    """Return a condition as the service reads it."""
    return " OR ".join(map(" AND ".join, condition))


def comparisons(condition: Alternatives) -> int:
    """Return the number of comparisons in the text of a condition."""
    return sum(map(len, condition))


def comparisons_of_both(one: Alternatives, two: Alternatives) -> int:
    """Return the number of comparisons in the text of `both`, which multiplies, without making it."""
    return len(two) * comparisons(one) + len(one) * comparisons(two)


def both(one: Alternatives, two: Alternatives) -> Alternatives:
    """Return the condition that both hold."""
    return tuple(first + second for first in one for second in two)


def is_one_word(text: str) -> bool:
    """Return whether a text can stand in a statement without quotes."""
    return _ONE_WORD.fullmatch(text) is not None


def not_a_template(template_id: str) -> str:
    """Return the problem with what is not the id of a device template."""
    return (
        f'"{template_id}" is not a device template id: it has the form "dtmi:contoso:Thermostat;1"; '
        "take it from the member id of app.device_templates.list()"
    )
