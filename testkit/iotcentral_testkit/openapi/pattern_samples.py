"""Texts for patterns: regular expressions, read by Python's own parser, turned into texts that match."""

from __future__ import annotations

import re
from random import Random
from typing import Any

from .schema_facts import Schema

__all__ = ["UnsupportedPatternError", "text_for"]

_parser: Any = getattr(re, "_parser")  # noqa: B009  # of the standard library; public as `sre_parse` until 3.11
_CATEGORIES = {"CATEGORY_DIGIT": "7", "CATEGORY_WORD": "w", "CATEGORY_SPACE": " "}
_OTHERS = "aA0-_. "
"""Characters that are tried for a class that excludes some."""


class UnsupportedPatternError(ValueError):
    """No text is found for a pattern; the text names it."""


def text_for(schema: Schema, random: Random) -> str:
    """Return a text for the pattern, the lengths and the examples of a schema.

    Raises:
        UnsupportedPatternError: none is found.
    """
    pattern = re.compile(schema["pattern"])
    least, most = int(schema.get("minLength", 0)), int(schema.get("maxLength", 1 << 20))

    def fits(text: Any) -> bool:
        return isinstance(text, str) and least <= len(text) <= most and pattern.search(text) is not None

    drawn = (_drawn(schema["pattern"], random, more) for more in (1, 3, max(1, least), 0))
    authored = (schema[word] for word in ("example",) if word in schema)
    for text in (*drawn, *authored, *schema.get("examples", ())):
        if fits(text):
            return str(text)
    raise UnsupportedPatternError(f"no text is found for the pattern {schema['pattern']!r}; give the schema an example")


def _drawn(pattern: str, random: Random, more: int) -> str:
    return "".join(_part(str(op), argument, random, more) for op, argument in _parser.parse(pattern))


def _part(op: str, argument: Any, random: Random, more: int) -> str:
    """Return a text for one part of a parsed pattern; what repeats does so up to `more` times beyond the least."""
    if op == "LITERAL":
        return chr(argument)
    if op in {"NOT_LITERAL", "ANY"}:
        return next(character for character in _OTHERS if op == "ANY" or ord(character) != argument)
    if op == "IN":
        return _member(argument, random)
    if op in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}:
        least, most, inner = argument
        return "".join(_all(inner, random, more) for _ in range(min(int(most), max(int(least), more))))
    if op == "BRANCH":
        return _all(random.choice(argument[1]), random, more)
    if op == "SUBPATTERN":
        return _all(argument[3], random, more)
    return ""  # anchors and assertions take no characters; the whole text is tried in the end


def _all(parts: Any, random: Random, more: int) -> str:
    return "".join(_part(str(op), argument, random, more) for op, argument in parts)


def _member(options: Any, random: Random) -> str:
    """Return a character of a class."""
    if str(options[0][0]) == "NEGATE":
        return next((each for each in _OTHERS if not _within(each, options[1:])), "~")
    op, argument = random.choice(options)
    if str(op) == "RANGE":
        return chr(random.randint(argument[0], argument[1]))
    return chr(argument) if str(op) == "LITERAL" else _CATEGORIES.get(str(argument), "-")


def _within(character: str, options: Any) -> bool:
    for op, argument in options:
        if str(op) == "LITERAL" and ord(character) == argument:
            return True
        if str(op) == "RANGE" and argument[0] <= ord(character) <= argument[1]:
            return True
        if str(op) == "CATEGORY" and re.match(
            {"7": r"\d", "w": r"\w", " ": r"\s"}[_CATEGORIES[str(argument)]], character
        ):
            return True
    return False
