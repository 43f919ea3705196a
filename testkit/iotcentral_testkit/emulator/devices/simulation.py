"""Values of simulated devices, computed from a key, the device's id and the model: nothing is stored.

A device sends when it is provisioned, and every minute from then on; the value of a step depends only on the key, the device, the path of the capability and
the number of the step, so that the last value and the history agree whenever they are read. Numbers follow a daily and
a quicker wave, with some noise, inside their bounds.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from typing import Any, NamedTuple

from ..dtdl.capabilities import Property, Telemetry
from ..dtdl.schemas import Array, Enum, Map, Named, Object, Schema
from ..dtdl.semantic_types import SEMANTIC_TYPES, plausible_range
from ..state.clock import timestamp

__all__ = ["STEP", "Measured", "Simulation"]

STEP = timedelta(seconds=60)
"""Time between two messages of a simulated device."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAY = timedelta(days=1) / STEP
_SLOW = 20
"""Steps for which a state, a text or a boolean keeps its value."""

_WORDS = ("alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel", "india", "juliett", "kilo", "lima")
_ENTRIES = 3
"""Elements of simulated arrays and maps."""


class Measured(NamedTuple):
    """A value and the time at which it was measured."""

    time: datetime
    value: Any


class Simulation:
    """One simulated device.

    Args:
        key: what the application's values are derived from.
        device_id: the id of the device.
        since: the time at which the device was provisioned.
    """

    def __init__(self, key: bytes, device_id: str, since: datetime = _EPOCH) -> None:
        self._key = key
        self._first = _EPOCH + (since - _EPOCH) % STEP
        self._device = device_id.encode()
        self._waves: dict[str, tuple[float, ...]] = {}

    def last(self, path: str, telemetry: Telemetry, at: datetime, since: datetime) -> Measured | None:
        """Return the last value that was sent up to a time; None: the device has not sent since it was provisioned.

        Args:
            path: scope and name of the telemetry.
            telemetry: its definition.
            at: the time.
            since: the time at which the device was provisioned.
        """
        step = self._step(at)
        time = self._time(step)
        return Measured(time, self.value(path, telemetry, step)) if time >= since else None

    def history(self, path: str, telemetry: Telemetry, start: datetime, end: datetime) -> Iterator[Measured]:
        """Return the values that were sent between two times, oldest first."""
        step = self._step(start)
        if self._time(step) < start:
            step += 1
        while (time := self._time(step)) <= end:
            yield Measured(time, self.value(path, telemetry, step))
            step += 1

    def reported(self, path: str, prop: Property, since: datetime) -> Any:
        """Return the value that the device reported for a property when it was provisioned."""
        return prop.initial if prop.initial is not None else self.value(path, prop, self._step(since))

    def value(self, path: str, capability: Telemetry, step: int) -> Any:
        """Return the value of a capability at a step."""
        if isinstance(capability.schema, Named) and capability.schema.name in _NUMERIC:
            return self._number(path, capability.schema.name, _range(capability), step)
        return self.of_schema(path, capability.schema, step)

    def of_schema(self, path: str, schema: Schema, step: int) -> Any:
        """Return a value of a schema at a step."""
        if isinstance(schema, Named):
            return self._named(path, schema.name, step)
        if isinstance(schema, Enum):
            return schema.values[self._choice(path, len(schema.values), step)].value if schema.values else None
        if isinstance(schema, Object):
            return {part.name: self.of_schema(f"{path}.{part.name}", part.schema, step) for part in schema.fields}
        if isinstance(schema, Map):
            keys = [f"{schema.key}{number}" for number in range(1, _ENTRIES + 1)]
            return {key: self.of_schema(f"{path}.{key}", schema.value, step) for key in keys}
        assert isinstance(schema, Array)  # tells the type checker that nothing else is left
        return [self.of_schema(f"{path}.{index}", schema.element, step) for index in range(_ENTRIES)]

    def response(self, path: str, schema: Schema, at: datetime) -> Any:
        """Return the response of the device to a command."""
        return self.of_schema(path, schema, self._step(at))

    def _step(self, at: datetime) -> int:
        return (at - self._first) // STEP

    def _time(self, step: int) -> datetime:
        return self._first + step * STEP

    def _draw(self, *purpose: object) -> float:
        """Return a pseudo-random number from 0 up to 1."""
        text = " ".join(str(part) for part in purpose).encode()
        drawn = blake2b(self._device + b"\0" + text, digest_size=7, key=self._key).digest()
        return int.from_bytes(drawn, "big") / (1 << 56)

    def _choice(self, path: str, count: int, step: int) -> int:
        return int(self._draw(path, "choice", step // _SLOW) * count)

    def _wave(self, path: str, step: int) -> float:
        """Return the position of a number between its bounds, from 0 to 1."""
        if path not in self._waves:
            self._waves[path] = tuple(self._draw(path, part) for part in ("day", "period", "quick"))
        day, period, shift = self._waves[path]
        daily = math.sin(2 * math.pi * (step / _DAY + day))
        quick = math.sin(2 * math.pi * (step / (20 + 40 * period) + shift))
        noise = 2 * self._draw(path, step) - 1
        return 0.5 + 0.28 * daily + 0.14 * quick + 0.08 * noise

    def _number(self, path: str, schema: str, bounds: tuple[float, float], step: int) -> float | int:
        low, high = bounds
        wave = self._wave(path, step)
        found = low * (1 - wave) + high * wave
        if schema in _WHOLE:
            return _whole(found, low, high, _WHOLE[schema])
        span = high - low
        digits = 3 - math.floor(math.log10(span)) if 0 < span < math.inf else 3
        return float(min(max(round(found, max(digits, 0)), low), high))

    def _named(self, path: str, name: str, step: int) -> Any:
        if name in _NUMERIC:
            return self._number(path, name, (0.0, 100.0), step)
        if name == "boolean":
            return bool(self._choice(path, 2, step))
        if name == "string":
            return f"{_WORDS[self._choice(path, len(_WORDS), step)]} {self._choice(f'{path} number', 100, step)}"
        if name in _TIMES:
            return self._moment(path, name, step)
        if name == "vector":
            return {axis: self._number(f"{path}.{axis}", "double", (-10.0, 10.0), step) for axis in "xyz"}
        if name == "geopoint":
            lon, lat = self._position(path, step)
            return {"lat": lat, "lon": lon, "alt": self._number(f"{path}.alt", "double", (0.0, 400.0), step)}
        kind, depth = _GEO[name]
        return {"type": kind, "coordinates": self._coordinates(path, name, depth, step)}

    def _moment(self, path: str, name: str, step: int) -> str:
        """Return a date, a time or a duration."""
        if name == "duration":
            return f"PT{1 + self._choice(path, 3600, step)}S"
        at = self._time(step)
        if name == "date":
            return f"{at:%Y-%m-%d}"
        return f"{at:%H:%M:%S}" if name == "time" else timestamp(at)

    def _position(self, path: str, step: int) -> list[float]:
        """Return a position near the device's home: longitude, latitude."""
        home = (-120 + 240 * self._draw("longitude"), -50 + 110 * self._draw("latitude"))
        return [
            round(place + (self._wave(f"{path}.{axis}", step) - 0.5) / 50, 6)
            for axis, place in zip(("lon", "lat"), home, strict=True)
        ]

    def _coordinates(self, path: str, name: str, depth: int, step: int) -> Any:
        if depth == 0:
            return self._position(path, step)
        if depth > 1 or "olygon" not in name:
            sizes = range(_sizes(name, depth))
            return [self._coordinates(f"{path}.{index}", name, depth - 1, step) for index in sizes]
        corners = self._ring(path, step)
        return [*corners, corners[0]]

    def _ring(self, path: str, step: int) -> list[list[float]]:
        """Return the corners of a square."""
        lon, lat = self._position(path, step)
        shifts = ((0.0, 0.0), (0.01, 0.0), (0.01, 0.01), (0.0, 0.01))
        return [[round(lon + east, 6), round(lat + north, 6)] for east, north in shifts]


_NUMERIC = frozenset({"double", "float", "integer", "long"})
_TIMES = frozenset({"date", "dateTime", "duration", "time"})
_GEO = {
    "point": ("Point", 0),
    "lineString": ("LineString", 1),
    "multiPoint": ("MultiPoint", 1),
    "polygon": ("Polygon", 2),
    "multiLineString": ("MultiLineString", 2),
    "multiPolygon": ("MultiPolygon", 3),
}


_WHOLE = {"integer": 2**31 - 1, "long": 2**63 - 1}
"""Integer schema → its largest value."""


def _whole(found: float, low: float, high: float, largest: int) -> int:
    """Return the nearest integer within the bounds, and within what its schema can hold."""
    found, low, high = (min(max(number, -largest), largest) for number in (found, low, high))
    return min(max(round(found), math.ceil(low)), max(math.floor(high), math.ceil(low)), largest)


def _sizes(name: str, depth: int) -> int:
    """Return the number of parts at a level of coordinates: polygons have one ring each."""
    return 1 if "olygon" in name and depth == _RING_LIST else _ENTRIES


_RING_LIST = 2


def _range(capability: Telemetry) -> tuple[float, float]:
    """Return the bounds of a number: those of the model first, then the plausible ones of its semantic type."""
    semantic = next((kind for kind in capability.types if kind in SEMANTIC_TYPES), None)
    low, high = plausible_range(semantic, capability.unit) if semantic else (0.0, 100.0)
    minimum, maximum = capability.minimum, capability.maximum
    if minimum is not None and maximum is not None:
        inner = max(low, minimum), min(high, maximum)
        return inner if semantic and inner[0] < inner[1] else (minimum, maximum)
    span = high - low
    if minimum is not None:
        return max(low, minimum), high if high > minimum else minimum + span
    if maximum is not None:
        return low if low < maximum else maximum - span, min(high, maximum)
    return low, high
