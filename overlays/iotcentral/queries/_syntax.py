"""Syntax of single values in the text of a query: literals, names, template ids, durations and instants.

Every function takes a value from outside and returns text that cannot be read as anything but that value, or raises
`ConfigurationError`; what is only not documented is a warning. The rules are those of the article "How to use the IoT
Central REST API to query devices".
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from ..errors import ConfigurationError
from ..errors._undocumented import warn_undocumented
from ..filters._statements import NAME, is_one_word, not_a_template

__all__ = ["METADATA", "Value", "alias", "between", "duration", "instant", "literal", "path", "template"]

Value = str | bool | int | float | Decimal | datetime | date
"""Value that a column can be compared with; date-times need a time zone."""

METADATA = ("$id", "$ts", "$simulated", "$provisioned")
"""Names of the columns that every device has."""

_TEMPLATE = re.compile(r"dtmi(?::[A-Za-z0-9_]+)+(?:;[0-9]+(?:\.[0-9]+)?)?|urn(?::[A-Za-z0-9_]+(?:[.-][A-Za-z0-9_]+)*)+")
_DURATION = re.compile(
    r"P(?=[0-9T])(?:[0-9]+W|(?:[0-9]+Y)?(?:[0-9]+M)?(?:[0-9]+D)?(?:T(?=[0-9])(?:[0-9]+H)?(?:[0-9]+M)?(?:[0-9]+S)?)?)"
)
_KEYWORDS = frozenset(
    {"SELECT", "TOP", "AS", "FROM", "WHERE", "AND", "OR", "IN", "GROUP", "ORDER", "BY", "TRUE", "FALSE"}
)


def literal(value: Value) -> str:
    """Return a literal: text and dates in single quotes, with quotes inside doubled; booleans and numbers bare.

    Raises:
        ConfigurationError: the language has no form for the value.
    """
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return int.__repr__(value)
    if isinstance(value, float | Decimal):
        return _number(value)
    if isinstance(value, datetime):
        return _quoted(instant(value))
    if isinstance(value, date):  # pyright: ignore[reportUnnecessaryIsInstance]  # callers without a type checker
        return _quoted(value.isoformat())
    raise ConfigurationError(
        f"{value!r} cannot be compared with: the query language has text, booleans, numbers and dates, and no null"
    )


def path(name: str) -> str:
    """Check the name of a column: `temperature`, `component.name`, or one of `METADATA`.

    Raises:
        ConfigurationError: it has another form, or is a keyword.
    """
    if name in METADATA:
        return name
    if name.startswith("$") and NAME.fullmatch(name[1:]):
        warn_undocumented(f'"{name}" is not a column: the names with a dollar sign are {", ".join(METADATA)}')
        return name
    for segment in name.split("."):
        _check_name(name, segment, 'a column is a name of the device template, such as "temperature" or "motor.speed"')
    return name


def alias(name: str) -> str:
    """Check an alias.

    Raises:
        ConfigurationError: it is not a plain name, or it is a keyword.
    """
    _check_name(name, name, "an alias is one name")
    return name


def template(template_id: str) -> str:
    """Check the id of a device template: `dtmi:contoso:Thermostat;1`, `dtmi:modelDefinition:x:y`, `urn:…`.

    Raises:
        ConfigurationError: it cannot stand in a query, which has no quotes for ids.
    """
    if not is_one_word(template_id):
        raise ConfigurationError(not_a_template(template_id))
    if not _TEMPLATE.fullmatch(template_id):
        warn_undocumented(not_a_template(template_id))
    return template_id


def duration(span: str | timedelta) -> str:
    """Return a span of time as an ISO 8601 duration.

    Args:
        span: a duration in whole units (`PT10M`, `P2DT12H`, `P1W`), or a timedelta of whole seconds.

    Raises:
        ConfigurationError: it has another form, or is zero.
    """
    text = _duration_of(span) if isinstance(span, timedelta) else span
    if not _DURATION.fullmatch(text) or not re.search(r"[1-9]", text):
        raise ConfigurationError(
            f'"{text}" is not a time window: pass an ISO 8601 duration above zero in whole units, '
            'such as "PT10M", "P1D" or "P2DT12H", or a timedelta'
        )
    return text


def instant(moment: datetime | str) -> str:
    """Return a moment in UTC: `2021-06-13T13:00:00Z`.

    Args:
        moment: a datetime with a time zone, or its ISO 8601 form.

    Raises:
        ConfigurationError: it is not a date-time, or its time zone is missing.
    """
    return _zoned(moment).astimezone(UTC).isoformat().replace("+00:00", "Z")


def between(start: datetime | str, end: datetime | str | timedelta) -> str:
    """Return a range of time: `'2021-06-13T13:00:00Z/2021-06-13T15:30:00Z'`, quotes included.

    Args:
        start: its beginning.
        end: its end, or its length.

    Raises:
        ConfigurationError: one is not a moment, or the end is not after the start.
    """
    first = _zoned(start)
    last = first.astimezone(UTC) + end if isinstance(end, timedelta) else _zoned(end)
    if last <= first:
        raise ConfigurationError(
            f"the window from {instant(first)} to {instant(last)} is empty: pass the earlier moment first"
        )
    return _quoted(f"{instant(first)}/{instant(last)}")


def _quoted(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError:
        raise ConfigurationError(
            f"{text!r} cannot be sent: it holds half of a surrogate pair; decode the text again from its source"
        ) from None
    return "'" + text.replace("'", "''") + "'"


def _number(value: float | Decimal) -> str:
    exact = value if isinstance(value, Decimal) else Decimal(float.__repr__(value))
    if not exact.is_finite():
        raise ConfigurationError(f"{value!r} cannot be compared with: pass a finite number")
    return format(exact, "f")  # the exponent form is not documented


def _check_name(whole: str, name: str, rule: str) -> None:
    if not NAME.fullmatch(name):
        raise ConfigurationError(f'"{whole}": {rule}, of letters, digits and underscores; it is not quoted')
    if name.upper() in _KEYWORDS:
        raise ConfigurationError(
            f'"{whole}": "{name}" is a keyword of the query language, which has no quotes for names; use another name'
        )


def _duration_of(span: timedelta) -> str:
    if span.microseconds or span.days < 0:
        raise ConfigurationError(f"{span} is not a time window: pass a timedelta of whole seconds above zero")
    minutes, seconds = divmod(span.seconds, 60)
    hours, minutes = divmod(minutes, 60)
    time = "".join(f"{amount}{unit}" for amount, unit in ((hours, "H"), (minutes, "M"), (seconds, "S")) if amount)
    days = f"{span.days}D" if span.days else ""
    return f"P{days}T{time}" if time else f"P{days or '0D'}"


def _zoned(moment: datetime | str) -> datetime:
    try:
        read = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
    except ValueError:
        raise ConfigurationError(
            f'"{moment}" is not a moment: pass a datetime, or text such as "2021-06-13T13:00:00Z"'
        ) from None
    if read.tzinfo is None:
        raise ConfigurationError(
            f"{read.isoformat()} has no time zone: add one, for UTC with .replace(tzinfo=datetime.UTC)"
        )
    return read
