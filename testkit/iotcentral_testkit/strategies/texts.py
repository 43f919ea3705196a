"""Strategies of strings: by length, pattern, format and known values."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime

from hypothesis import strategies as st

from .choices import mostly
from .normal import Schema, UnsupportedSchemaError

__all__ = ["TEXT", "texts"]

TEXT = st.text(max_size=12)
"""Any text; short, because a document has many."""

_SHORT = 12
_STRETCHED = 4096
"""Characters of the longest string that is drawn because a maximum allows it."""

_EPOCH = date(1970, 1, 1)
_DAYS = st.integers(date.min.toordinal() - _EPOCH.toordinal(), date.max.toordinal() - _EPOCH.toordinal())
_SECONDS = st.integers(0, 86_399)
_TICKS = st.integers(0, 9_999_999)
_DIGITS = st.integers(0, 7)
_QUARTERS = st.integers(-56, 200)
_AMOUNT = st.integers(0, 99)


def _day(days: int) -> str:
    return (_EPOCH + timedelta(days)).isoformat()


def _time(seconds: int, ticks: int, digits: int, quarters: int) -> str:
    """Return a time of day as the service writes it: up to seven digits; `Z` mostly, or an offset of quarter hours."""
    fraction = f".{f'{ticks:07}'[:digits]}" if digits else ""
    hours, rest = divmod(abs(quarters), 4)
    zone = "Z" if quarters == 0 or quarters > 56 else f"{'-' if quarters < 0 else '+'}{hours:02}:{rest * 15:02}"
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{fraction}{zone}"


@st.composite
def _moments(draw: st.DrawFn) -> str:
    return f"{_day(draw(_DAYS))}T{_time(draw(_SECONDS), draw(_TICKS), draw(_DIGITS), draw(_QUARTERS))}"


def _duration(days: int, hours: int, minutes: int, seconds: int) -> str:
    """Return a duration by the grammar of RFC 3339, which requires minutes between hours and seconds."""
    date_part = f"{days}D" if days else ""
    minutes = minutes or int(bool(hours and seconds))
    time_part = "".join(f"{n}{unit}" for n, unit in ((hours, "H"), (minutes, "M"), (seconds, "S")) if n)
    return f"P{date_part}T{time_part}" if time_part else f"P{date_part or '0D'}"


def _http_date(moment: datetime) -> str:
    return format_datetime(moment.replace(microsecond=0, tzinfo=UTC), usegmt=True)


_FORMATS: Mapping[str, st.SearchStrategy[str]] = {
    "binary": TEXT,
    "byte": st.binary(max_size=24).map(lambda content: b64encode(content).decode()),
    "date": _DAYS.map(_day),
    "date-time": _moments(),
    "date-time-rfc1123": st.datetimes().map(_http_date),
    "duration": st.builds(_duration, _AMOUNT, _AMOUNT, _AMOUNT, _AMOUNT),
    "email": st.from_regex(r"[a-z0-9_]{1,12}@[a-z]{1,8}\.example", fullmatch=True),
    "password": TEXT,
    "time": st.builds(_time, _SECONDS, _TICKS, _DIGITS, _QUARTERS),
    "uri": st.from_regex(r"https?://[a-z]{1,8}\.example(:[1-9][0-9]{1,3})?(/[a-z0-9]{0,6}){0,3}", fullmatch=True),
    "uuid": st.uuids().map(str),
}


def texts(schema: Schema, place: str) -> st.SearchStrategy[str]:
    """Return the strings that a schema in normal form allows: mostly short or well-known, sometimes of full length.

    Raises:
        UnsupportedSchemaError: the format is not known, or the pattern is not a valid regular expression in Python.
    """
    low, high = schema.get("minLength", 0), schema.get("maxLength")
    matches = _pattern(schema["pattern"], place) if "pattern" in schema else None

    def fits(text: str) -> bool:
        return len(text) >= low and (high is None or len(text) <= high) and (not matches or bool(matches.search(text)))

    if "format" in schema:
        if schema["format"] not in _FORMATS:
            raise UnsupportedSchemaError(f"{place}: the strategies do not support the format {schema['format']!r}")
        found = _FORMATS[schema["format"]]
        if schema.keys() & {"maxLength", "minLength", "pattern"}:
            found = found.filter(fits)
    else:
        longest = low + _SHORT if high is None else min(high, low + _SHORT)
        found = st.from_regex(matches).filter(fits) if matches else st.text(min_size=low, max_size=longest)
        if high is not None and 0 < high <= _STRETCHED:
            found = mostly(found, found.map(lambda text: _stretched(text, high, matches)))
    if known := [value for value in schema.get("x-known-values", ()) if fits(value)]:
        found = mostly(st.sampled_from(known), found)
    return found


def _pattern(pattern: str, place: str) -> re.Pattern[str]:
    """Compile a pattern as ECMAScript reads it: `$` is the end and nothing else, `\\d` and `\\w` are ASCII."""
    try:
        return re.compile(re.sub(r"(?<!\\)\$$", r"\\Z", pattern), re.ASCII)
    except re.error as error:
        raise UnsupportedSchemaError(f"{place}: the pattern {pattern!r} is not supported: {error}") from None


def _stretched(text: str, length: int, pattern: re.Pattern[str] | None) -> str:
    """Return a text of this length, made of repetitions: a long one costs no more choices than a short one."""
    longer = ((text or "a") * length)[:length]
    return longer if pattern is None or pattern.search(longer) else text
