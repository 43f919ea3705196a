"""Semantic types of DTDL version 2 and their units: section "Semantic Type" of DTDL.v2.md in Azure/opendigitaltwins-dtdl."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["UNITS"]

_LENGTH = "astronomicalUnit centimetre foot inch kilometre metre micrometre mile millimetre nanometre nauticalMile"
_ANGLE = "degreeOfArc minuteOfArc radian secondOfArc turn"
_POWER = "gigawatt horsepower kilowatt kilowattHourPerYear megawatt microwatt milliwatt watt"
_FORCE = "newton ounce pound ton"
_DENSITY = "gramPerCubicMetre kilogramPerCubicMetre"
_BITS = (
    "bit",
    "byte",
    *(f"{size}bi{unit}" for size in ("ki", "me", "gi", "te", "ex", "ze", "yo") for unit in ("bit", "byte")),
)

UNITS: Mapping[str, frozenset[str]] = {
    name: frozenset(units.split())
    for name, units in {
        "Acceleration": "centimetrePerSecondSquared gForce metrePerSecondSquared",
        "Angle": _ANGLE,
        "AngularAcceleration": "radianPerSecondSquared",
        "AngularVelocity": "degreePerSecond radianPerSecond revolutionPerMinute revolutionPerSecond",
        "Area": "acre hectare squareCentimetre squareFoot squareInch squareKilometre squareMetre squareMillimetre",
        "Capacitance": "farad microfarad millifarad nanofarad picofarad",
        "Current": "ampere microampere milliampere",
        "DataRate": " ".join(f"{unit}PerSecond" for unit in _BITS),
        "DataSize": " ".join(_BITS),
        "Density": _DENSITY,
        "Distance": _LENGTH,
        "ElectricCharge": "coulomb",
        "Energy": "electronvolt gigajoule joule kilojoule kilowattHour megaelectronvolt megajoule",
        "Force": _FORCE,
        "Frequency": "gigahertz hertz kilohertz megahertz",
        "Humidity": _DENSITY,
        "Illuminance": "footcandle lux",
        "Inductance": "henry microhenry millihenry",
        "Latitude": _ANGLE,
        "Length": _LENGTH,
        "Longitude": _ANGLE,
        "Luminance": "candelaPerSquareMetre",
        "Luminosity": _POWER,
        "LuminousFlux": "lumen",
        "LuminousIntensity": "candela",
        "MagneticFlux": "maxwell weber",
        "MagneticInduction": "tesla",
        "Mass": "gram kilogram microgram milligram slug tonne",
        "MassFlowRate": "gramPerHour gramPerSecond kilogramPerHour kilogramPerSecond",
        "Power": _POWER,
        "Pressure": "bar inchesOfMercury inchesOfWater kilopascal millibar millimetresOfMercury pascal poundPerSquareInch",
        "RelativeHumidity": "percent unity",
        "Resistance": "kiloohm megaohm milliohm ohm",
        "SoundPressure": "bel decibel",
        "Temperature": "degreeCelsius degreeFahrenheit kelvin",
        "Thrust": _FORCE,
        "TimeSpan": "day hour microsecond millisecond minute nanosecond second year",
        "Torque": "newtonMetre",
        "Velocity": "centimetrePerSecond kilometrePerHour kilometrePerSecond knot metrePerHour metrePerSecond milePerHour milePerSecond",
        "Voltage": "kilovolt megavolt microvolt millivolt volt",
        "Volume": "cubicCentimetre cubicFoot cubicInch cubicMetre fluidOunce gallon litre millilitre",
        "VolumeFlowRate": "litrePerHour litrePerSecond millilitrePerHour millilitrePerSecond",
    }.items()
}
"""Semantic type → its units."""
