"""Scanner for the service's SQL-like languages: names, numbers, strings, operators and marks."""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["Scalar", "Scanner", "StatementSyntaxError", "Token"]

Scalar = str | int | float | bool
"""Value of a literal."""

_TOKEN = re.compile(
    r"""(?P<number>[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d{1,3})?(?![A-Za-z0-9_$]))
    |(?P<name>[A-Za-z_$][A-Za-z0-9_$]*(?:\.[A-Za-z_$][A-Za-z0-9_$]*)*)
    |(?P<string>'(?:[^']|'')*'|"(?:[^"]|"")*")
    |(?P<operator><=|>=|<>|!=|==|[=<>])
    |(?P<mark>[(),\[\]*])""",
    re.VERBOSE | re.ASCII,
)
_DIGITS = 100
_SPACE = re.compile(r"\s*")
_RAW = re.compile(r"[^\s,()\[\]'\"]+")


class StatementSyntaxError(ValueError):  # the reader's word for it
    """A text is not valid in its language; the message says where and what was expected."""


class Token(NamedTuple):
    """A token of the text.

    Attributes:
        kind: `number`, `name`, `string`, `operator`, `mark`, or `end`.
        text: as it is written.
        at: its position in the text, counted from zero.
    """

    kind: str
    text: str
    at: int

    def is_word(self, *words: str) -> bool:
        """Return whether the token is one of these keywords, in any case."""
        return self.kind == "name" and self.text.upper() in words

    @property
    def shown(self) -> str:
        """The token as messages name it."""
        return "the end" if self.kind == "end" else f'"{self.text}"'


class Scanner:
    """Scanner of one text.

    Args:
        text: the text.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0

    @property
    def rest(self) -> str:
        """The rest of the text, which is not yet read."""
        return self._text[self._at :]

    def peek(self) -> Token:
        """Return the next token without consuming it.

        Raises:
            StatementSyntaxError: no token begins there.
        """
        at = self._skip()
        if at == len(self._text):
            return Token("end", "", at)
        found = _TOKEN.match(self._text, at)
        if found is None:
            raise StatementSyntaxError(f"the character {self._text[at]!r} at position {at + 1} is not expected")
        return Token(found.lastgroup or "", found.group(), at)

    def take(self) -> Token:
        """Consume the next token and return it."""
        token = self.peek()
        self._at = token.at + len(token.text)
        return token

    def accept(self, *words: str) -> bool:
        """Consume the next token if it is one of these keywords or marks, and return whether it was."""
        token = self.peek()
        if token.is_word(*words) or (token.kind == "mark" and token.text in words):
            self.take()
            return True
        return False

    def expect(self, *words: str) -> None:
        """Consume these keywords or marks, which must come next.

        Raises:
            StatementSyntaxError: something else comes.
        """
        for word in words:
            if not self.accept(word):
                raise self.problem(word)

    def raw(self, what: str) -> str:
        """Consume everything up to the next blank, comma, quote or bracket: ids, durations.

        Raises:
            StatementSyntaxError: there is nothing.
        """
        found = _RAW.match(self._text, self._skip())
        if found is None:
            raise self.problem(what)
        self._at = found.end()
        return found.group()

    def name(self, what: str) -> Token:
        """Consume a name.

        Raises:
            StatementSyntaxError: something else comes.
        """
        token = self.peek()
        if token.kind != "name":
            raise self.problem(what)
        return self.take()

    def literal(self) -> Scalar:
        """Consume a number, a string or a boolean, and return its value.

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
        """Return an error for the next token."""
        token = self.peek()
        return StatementSyntaxError(f"{token.shown} at position {token.at + 1} is not expected; expected is {expected}")

    def _skip(self) -> int:
        found = _SPACE.match(self._text, self._at)
        self._at = found.end() if found else self._at
        return self._at
