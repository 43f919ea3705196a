"""Semantic types of DTDL v2, with the units and the plausible values of each."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["SEMANTIC_TYPES", "UNITS", "SemanticType", "plausible_range"]


class SemanticType(NamedTuple):
    """A semantic type.

    Attributes:
        quantity: key of `UNITS`.
        low: lowest plausible value, in the quantity's first unit.
        high: highest plausible value.
    """

    quantity: str
    low: float
    high: float


def _binary(unit: str, factor: float) -> dict[str, float]:
    """Return a unit of data and its multiples by 1024, with their factors."""
    names = ("", "kibi", "mebi", "gibi", "tebi", "exbi", "zebi", "yobi")
    powers = (0, 1, 2, 3, 4, 6, 7, 8)
    return {name + unit: factor * 1024.0**power for name, power in zip(names, powers, strict=True)}


UNITS: dict[str, dict[str, float]] = {
    "acceleration": {"metrePerSecondSquared": 1, "centimetrePerSecondSquared": 0.01, "gForce": 9.80665},
    "angle": {
        "degreeOfArc": 1,
        "radian": 57.295779513,
        "minuteOfArc": 1 / 60,
        "secondOfArc": 1 / 3600,
        "turn": 360,
    },
    "angularAcceleration": {"radianPerSecondSquared": 1},
    "angularVelocity": {
        "radianPerSecond": 1,
        "degreePerSecond": 0.01745329252,
        "revolutionPerSecond": 6.283185307,
        "revolutionPerMinute": 0.1047197551,
    },
    "area": {
        "squareMetre": 1,
        "squareCentimetre": 1e-4,
        "squareMillimetre": 1e-6,
        "squareKilometre": 1e6,
        "hectare": 1e4,
        "squareFoot": 0.09290304,
        "squareInch": 0.00064516,
        "acre": 4046.8564224,
    },
    "capacitance": {"microfarad": 1, "farad": 1e6, "millifarad": 1e3, "nanofarad": 1e-3, "picofarad": 1e-6},
    "current": {"ampere": 1, "microampere": 1e-6, "milliampere": 1e-3},
    "dataRate": {**_binary("bitPerSecond", 1), **_binary("bytePerSecond", 8)},
    "dataSize": {**_binary("bit", 1), **_binary("byte", 8)},
    "density": {"kilogramPerCubicMetre": 1, "gramPerCubicMetre": 1e-3},
    "electricCharge": {"coulomb": 1},
    "energy": {
        "joule": 1,
        "kilojoule": 1e3,
        "megajoule": 1e6,
        "gigajoule": 1e9,
        "electronvolt": 1.602176634e-19,
        "megaelectronvolt": 1.602176634e-13,
        "kilowattHour": 3.6e6,
    },
    "force": {"newton": 1, "pound": 4.4482216, "ounce": 0.27801385, "ton": 8896.4432},
    "frequency": {"hertz": 1, "kilohertz": 1e3, "megahertz": 1e6, "gigahertz": 1e9},
    "illuminance": {"lux": 1, "footcandle": 10.76391},
    "inductance": {"millihenry": 1, "henry": 1e3, "microhenry": 1e-3},
    "length": {
        "metre": 1,
        "centimetre": 1e-2,
        "millimetre": 1e-3,
        "micrometre": 1e-6,
        "nanometre": 1e-9,
        "kilometre": 1e3,
        "foot": 0.3048,
        "inch": 0.0254,
        "mile": 1609.344,
        "nauticalMile": 1852,
        "astronomicalUnit": 1.495978707e11,
    },
    "luminance": {"candelaPerSquareMetre": 1},
    "luminousFlux": {"lumen": 1},
    "luminousIntensity": {"candela": 1},
    "magneticFlux": {"weber": 1, "maxwell": 1e-8},
    "magneticInduction": {"tesla": 1},
    "mass": {"kilogram": 1, "gram": 1e-3, "milligram": 1e-6, "microgram": 1e-9, "tonne": 1e3, "slug": 14.593903},
    "massFlowRate": {"kilogramPerHour": 1, "gramPerSecond": 3.6, "kilogramPerSecond": 3600, "gramPerHour": 1e-3},
    "power": {
        "watt": 1,
        "microwatt": 1e-6,
        "milliwatt": 1e-3,
        "kilowatt": 1e3,
        "megawatt": 1e6,
        "gigawatt": 1e9,
        "horsepower": 745.699872,
        "kilowattHourPerYear": 0.114077116,
    },
    "pressure": {
        "kilopascal": 1,
        "pascal": 1e-3,
        "bar": 100,
        "millibar": 0.1,
        "millimetresOfMercury": 0.133322387,
        "poundPerSquareInch": 6.894757,
        "inchesOfMercury": 3.386389,
        "inchesOfWater": 0.24908891,
    },
    "resistance": {"ohm": 1, "milliohm": 1e-3, "kiloohm": 1e3, "megaohm": 1e6},
    "soundPressure": {"decibel": 1, "bel": 10},
    "temperature": {"degreeCelsius": 1, "kelvin": 1, "degreeFahrenheit": 5 / 9},
    "time": {
        "second": 1,
        "millisecond": 1e-3,
        "microsecond": 1e-6,
        "nanosecond": 1e-9,
        "minute": 60,
        "hour": 3600,
        "day": 86400,
        "year": 31557600,
    },
    "torque": {"newtonMetre": 1},
    "unitless": {"percent": 1, "unity": 100},
    "velocity": {
        "metrePerSecond": 1,
        "centimetrePerSecond": 1e-2,
        "kilometrePerSecond": 1e3,
        "metrePerHour": 1 / 3600,
        "kilometrePerHour": 1 / 3.6,
        "milePerHour": 0.44704,
        "milePerSecond": 1609.344,
        "knot": 0.514444,
    },
    "voltage": {"volt": 1, "millivolt": 1e-3, "microvolt": 1e-6, "kilovolt": 1e3, "megavolt": 1e6},
    "volume": {
        "litre": 1,
        "cubicMetre": 1e3,
        "cubicCentimetre": 1e-3,
        "millilitre": 1e-3,
        "cubicFoot": 28.316847,
        "cubicInch": 0.016387064,
        "fluidOunce": 0.029573530,
        "gallon": 3.785411784,
    },
    "volumeFlowRate": {
        "litrePerHour": 1,
        "litrePerSecond": 3600,
        "millilitrePerSecond": 3.6,
        "millilitrePerHour": 1e-3,
    },
}
"""Quantity → unit → its factor to the quantity's first unit."""

SEMANTIC_TYPES: dict[str, SemanticType] = {
    "Acceleration": SemanticType("acceleration", 0, 12),
    "Angle": SemanticType("angle", 0, 360),
    "AngularAcceleration": SemanticType("angularAcceleration", 0, 5),
    "AngularVelocity": SemanticType("angularVelocity", 0, 60),
    "Area": SemanticType("area", 10, 250),
    "Capacitance": SemanticType("capacitance", 1, 100),
    "Current": SemanticType("current", 0, 16),
    "DataRate": SemanticType("dataRate", 1e5, 1e8),
    "DataSize": SemanticType("dataSize", 1e6, 1e10),
    "Density": SemanticType("density", 1, 1000),
    "Distance": SemanticType("length", 0, 100),
    "ElectricCharge": SemanticType("electricCharge", 0, 100),
    "Energy": SemanticType("energy", 1e3, 1e7),
    "Force": SemanticType("force", 0, 500),
    "Frequency": SemanticType("frequency", 49, 61),
    "Humidity": SemanticType("density", 0.005, 0.02),
    "Illuminance": SemanticType("illuminance", 50, 800),
    "Inductance": SemanticType("inductance", 1, 100),
    "Latitude": SemanticType("angle", -90, 90),
    "Length": SemanticType("length", 0, 10),
    "Longitude": SemanticType("angle", -180, 180),
    "Luminance": SemanticType("luminance", 50, 500),
    "Luminosity": SemanticType("power", 5, 100),
    "LuminousFlux": SemanticType("luminousFlux", 200, 1600),
    "LuminousIntensity": SemanticType("luminousIntensity", 10, 1000),
    "MagneticFlux": SemanticType("magneticFlux", 0, 1),
    "MagneticInduction": SemanticType("magneticInduction", 0, 2),
    "Mass": SemanticType("mass", 1, 100),
    "MassFlowRate": SemanticType("massFlowRate", 1, 200),
    "Power": SemanticType("power", 100, 3000),
    "Pressure": SemanticType("pressure", 95, 105),
    "RelativeHumidity": SemanticType("unitless", 30, 70),
    "Resistance": SemanticType("resistance", 10, 1000),
    "SoundPressure": SemanticType("soundPressure", 30, 90),
    "Temperature": SemanticType("temperature", 15, 30),
    "TimeSpan": SemanticType("time", 1, 3600),
    "Torque": SemanticType("torque", 1, 200),
    "Velocity": SemanticType("velocity", 0, 35),
    "Voltage": SemanticType("voltage", 110, 240),
    "Volume": SemanticType("volume", 1, 500),
    "VolumeFlowRate": SemanticType("volumeFlowRate", 10, 500),
}
"""Name → semantic type."""

_ZERO = {"kelvin": 273.15, "degreeFahrenheit": 32.0}
"""0 °C in the other units of temperature."""


def plausible_range(semantic_type: str, unit: str | None) -> tuple[float, float]:
    """Return the lowest and highest plausible value of a semantic type in a unit; None: the quantity's first."""
    quantity, low, high = SEMANTIC_TYPES[semantic_type]
    factor = UNITS[quantity].get(unit or "", 1)
    zero = _ZERO.get(unit or "", 0.0)
    return low / factor + zero, high / factor + zero
