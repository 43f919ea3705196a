"""Reads the words of the service's small SQL-like languages: names, numbers, strings, operators, one after another."""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["Scalar", "Scanner", "StatementSyntaxError", "Token"]

Scalar = str | int | float | bool
"""What a literal can be."""

_TOKEN = re.compile(
    r"""(?P<number>[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d{1,3})?(?![A-Za-z0-9_$]))
    |(?P<name>[A-Za-z_$][A-Za-z0-9_]*(?:\.[A-Za-z_$][A-Za-z0-9_]*)*)
    |(?P<string>'(?:[^']|'')*'|"(?:[^"]|"")*")
    |(?P<operator><=|>=|<>|!=|==|[=<>])
    |(?P<mark>[(),\[\]*])""",
    re.VERBOSE | re.ASCII,
)
_DIGITS = 100
_SPACE = re.compile(r"\s*")
_RAW = re.compile(r"[^\s,()\[\]'\"]+")


class StatementSyntaxError(ValueError):  # the reader's word for it
    """A text that is not of the language; the message says where and what was expected."""


class Token(NamedTuple):
    """A word of the text.

    Attributes:
        kind: `number`, `name`, `string`, `operator`, `mark`, or `end`.
        text: as it was written.
        at: its place in the text, counted from zero.
    """

    kind: str
    text: str
    at: int

    def is_word(self, *words: str) -> bool:
        """Return whether it is one of these keywords, in any case."""
        return self.kind == "name" and self.text.upper() in words

    @property
    def shown(self) -> str:
        """How a message names it."""
        return "the end" if self.kind == "end" else f'"{self.text}"'


class Scanner:
    """Walks through a text.

    Args:
        text: what is read.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0

    @property
    def rest(self) -> str:
        """What is not yet read."""
        return self._text[self._at :]

    def peek(self) -> Token:
        """Return the next word and stay before it.

        Raises:
            StatementSyntaxError: no word begins there.
        """
        at = self._skip()
        if at == len(self._text):
            return Token("end", "", at)
        found = _TOKEN.match(self._text, at)
        if found is None:
            raise StatementSyntaxError(f"the character {self._text[at]!r} at position {at + 1} is not expected")
        return Token(found.lastgroup or "", found.group(), at)

    def take(self) -> Token:
        """Return the next word and go behind it."""
        token = self.peek()
        self._at = token.at + len(token.text)
        return token

    def accept(self, *words: str) -> bool:
        """Go behind the next word if it is one of these keywords or marks; say whether it was."""
        token = self.peek()
        if token.is_word(*words) or (token.kind == "mark" and token.text in words):
            self.take()
            return True
        return False

    def expect(self, *words: str) -> None:
        """Go behind these keywords or marks, which have to come now.

        Raises:
            StatementSyntaxError: something else comes.
        """
        for word in words:
            if not self.accept(word):
                raise self.problem(word)

    def raw(self, what: str) -> str:
        """Take everything up to the next blank, comma, quote or bracket: ids, durations.

        Raises:
            StatementSyntaxError: there is nothing.
        """
        found = _RAW.match(self._text, self._skip())
        if found is None:
            raise self.problem(what)
        self._at = found.end()
        return found.group()

    def name(self, what: str) -> Token:
        """Take a name.

        Raises:
            StatementSyntaxError: something else comes.
        """
        token = self.peek()
        if token.kind != "name":
            raise self.problem(what)
        return self.take()

    def literal(self) -> Scalar:
        """Take a number, a string or a boolean.

        Raises:
            StatementSyntaxError: something else comes.
        """
        token = self.peek()
        if token.kind == "string":
            self.take()
            quote = token.text[0]
            return token.text[1:-1].replace(quote * 2, quote)
        if token.kind == "number":
            if len(token.text) > _DIGITS:
                raise StatementSyntaxError(f"the number at position {token.at + 1} has more than {_DIGITS} characters")
            self.take()
            return float(token.text) if set(token.text) & set(".eE") else int(token.text)
        if token.is_word("TRUE", "FALSE"):
            self.take()
            return token.text.upper() == "TRUE"
        raise self.problem("a number, a string or a boolean")

    def problem(self, expected: str) -> StatementSyntaxError:
        """Make the failure of the next word."""
        token = self.peek()
        return StatementSyntaxError(f"{token.shown} at position {token.at + 1} is not expected; expected is {expected}")

    def _skip(self) -> int:
        found = _SPACE.match(self._text, self._at)
        self._at = found.end() if found else self._at
        return self._at
