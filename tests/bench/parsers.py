"""The emulator's parsers on texts made to be slow: the time for a text beside that for one half as long."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from time import process_time

from tests.emulator.test_parsers_fuzzed import LANGUAGES, PIECES, SURROUNDINGS

from .baselines import Tell
from .table import TIMES, Row, at_most, middle

__all__ = ["measure"]

_LENGTH = 400_000
"""Characters of the longer text: enough for the quadratic part of a regular expression to show."""
_ROUNDS = 5


def measure(_folder: Path, tell: Tell) -> list[Row]:
    """Return a row for each language: that of its worst text."""
    return [_row(language, tell) for language in LANGUAGES]


def _row(language: str, tell: Tell) -> Row:
    tell(f"long texts in the language of {language}")
    texts = [(before, piece, after) for piece in PIECES for before, after in SURROUNDINGS]
    _, text = max((_seconds(language, text, _LENGTH // 4), text) for text in texts)
    whole, half = (
        middle(_seconds(language, text, length) for _ in range(_ROUNDS)) for length in (_LENGTH, _LENGTH // 2)
    )
    budget = at_most(3, f"{TIMES} the time for half of the text")
    return Row(
        f"parse-{language.replace(' ', '-')}",
        f"emulator: {_LENGTH} characters in the language of {language}",
        f"{whole * 1000:.1f} ms",
        f"half as many, {half * 1000:.1f} ms",
        f"{whole / half:.2f} {TIMES}",
        str(budget),
        budget.verdict(whole / half),
    )


def _seconds(language: str, text: tuple[str, str, str], length: int) -> float:
    read, problem = LANGUAGES[language]
    before, piece, after = text
    whole = before + piece * (length // len(piece)) + after
    started = process_time()
    with suppress(problem):
        read(whole)
    return process_time() - started
