# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Animal: An animal, with {{ braces }}, {% tags %}, \"\"\"quotes\"\"\" and a \\ at the end of "it\""""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping
from typing import Any, ClassVar, Literal, Self

from attrs import define, field

from iotcentral._core.decoding import (
    integer,
    mapping,
    member,
    only_texts,
    optional,
    texts,
    to_date,
    to_datetime,
    to_enum,
    to_list,
    to_map,
    to_uuid,
    wrong,
)
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

from .animal_closed import AnimalClosed
from .animal_measured import AnimalMeasured
from .animal_nullable_object import AnimalNullableObject
from .animal_object import AnimalObject
from .cage import Cage
from .colour import Colour
from .flavour import Flavour
from .food import Food
from .legs import Legs

__all__ = ["Animal"]

_decode_colour = to_enum(Colour)
_decode_legs = to_enum(Legs)
_decode_taste = optional(to_enum(Flavour))
_decode_nullable_object = optional(AnimalNullableObject.decode)
_decode_nullable_reference = optional(Cage.decode)
_decode_matrix = to_list(to_list(integer))
_decode_map = to_map(Cage.decode)


@define(kw_only=True, eq=False, repr=False)
class Animal(Model):
    """An animal, with {{ braces }}, {% tags %}, \"\"\"quotes\"\"\" and a \\ at the end of "it\"

    Attributes:
        name: Its name. 1 to 20 characters. Matches `^[a-z"\\\\]*$`.
        kind: Always the same text.
        whole_constant: Always the same whole number.
        number_constant: Always the same number.
        true_constant: Always true.
        null_constant: Always null.
        code: Answers never show it. Write-only.
        secret: Never shown.
        id: Id. Read-only.
        whole: A whole number. At least 0. Default: `3`.
        number: A number. At most 10000000000.0.
        flag: Yes or no.
        day: A date.
        moment: A time.
        duration: A format without a type of its own.
        base64: Bytes in base 64.
        binary: Bytes in JSON.
        colour: One of several.
        legs: How many it has.
        mood: How it feels. Known values: see `Mood`.
        taste: What it likes, or null.
        nullable: A number or null.
        nullable_object: An object or null.
        nullable_reference: A cage or null.
        object: An object in the object.
        children: Animals like it. 0 to 9 items. Each item once.
        matrix: Arrays of numbers.
        names: Texts.
        map: Cages by name. 0 to 9 members.
        free: An object with any members.
        anything: Any value.
        food: What it eats.
        closed: An object without other members.
        measured: An object whose other members are numbers.
    """

    name: str
    kind: str
    whole_constant: Literal[1] | Unset = UNSET
    number_constant: float | Unset = UNSET
    true_constant: Literal[True] | Unset = UNSET
    null_constant: None | Unset = UNSET
    code: str | Unset
    secret: str | Unset = UNSET
    id: uuid.UUID | Unset = field(default=UNSET, init=False)
    whole: int | Unset = UNSET
    number: float | Unset = UNSET
    flag: bool | Unset = UNSET
    day: datetime.date | Unset = UNSET
    moment: datetime.datetime | Unset = UNSET
    duration: str | Unset = UNSET
    base64: str | Unset = UNSET
    binary: str | Unset = UNSET
    colour: Colour | Unset = UNSET
    legs: Legs | Unset = UNSET
    mood: str | Unset = UNSET
    taste: Flavour | None | Unset = UNSET
    nullable: int | None | Unset = UNSET
    nullable_object: AnimalNullableObject | None | Unset = UNSET
    nullable_reference: Cage | None | Unset = UNSET
    object: AnimalObject | Unset = UNSET
    children: list[Animal] | Unset = UNSET
    matrix: list[list[int]] | Unset = UNSET
    names: list[str] | Unset = UNSET
    map: dict[str, Cage] | Unset = UNSET
    free: dict[str, Any] | Unset = UNSET
    anything: Any = UNSET
    food: Food | Unset = UNSET
    closed: AnimalClosed | Unset = UNSET
    measured: AnimalMeasured | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "name": "name",
        "kind": "kind",
        "wholeConstant": "whole_constant",
        "numberConstant": "number_constant",
        "trueConstant": "true_constant",
        "nullConstant": "null_constant",
        "code": "code",
        "secret": "secret",
        "id": "id",
        "whole": "whole",
        "number": "number",
        "flag": "flag",
        "day": "day",
        "moment": "moment",
        "duration": "duration",
        "base64": "base64",
        "binary": "binary",
        "colour": "colour",
        "legs": "legs",
        "mood": "mood",
        "taste": "taste",
        "nullable": "nullable",
        "nullableObject": "nullable_object",
        "nullableReference": "nullable_reference",
        "object": "object",
        "children": "children",
        "matrix": "matrix",
        "names": "names",
        "map": "map",
        "free": "free",
        "anything": "anything",
        "food": "food",
        "closed": "closed",
        "measured": "measured",
    }
    _read_only: ClassVar[frozenset[str]] = frozenset({"id"})
    _secrets: ClassVar[frozenset[str]] = frozenset({"secret"})

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        get = data.get
        value = get("name", UNSET)
        if type(value) is not str:
            raise cls.wrong("name", "a string", value)
        model.name = value
        value = get("kind", UNSET)
        if value != "animal":
            raise cls.wrong("kind", '"animal"', value)
        model.kind = value
        value = get("wholeConstant", UNSET)
        if (value != 1 or type(value) is bool) and value is not UNSET:
            raise cls.wrong("wholeConstant", "1", value)
        model.whole_constant = value
        value = get("numberConstant", UNSET)
        if (value != 1.5 or type(value) is bool) and value is not UNSET:
            raise cls.wrong("numberConstant", "1.5", value)
        model.number_constant = value
        value = get("trueConstant", UNSET)
        if value is not True and value is not UNSET:
            raise cls.wrong("trueConstant", "true", value)
        model.true_constant = value
        value = get("nullConstant", UNSET)
        if value is not None and value is not UNSET:
            raise cls.wrong("nullConstant", "null", value)
        model.null_constant = value
        value = get("code", UNSET)
        if type(value) is not str and value is not UNSET:
            raise cls.wrong("code", "a string", value)
        model.code = value
        value = get("secret", UNSET)
        if type(value) is not str and value is not UNSET:
            raise cls.wrong("secret", "a string", value)
        model.secret = value
        value = get("id", UNSET)
        model.id = value if value is UNSET else member("id", to_uuid, value)
        value = get("whole", UNSET)
        if type(value) is not int and value is not UNSET:
            value = member("whole", integer, value)
        model.whole = value
        value = get("number", UNSET)
        if type(value) is not float and type(value) is not int and value is not UNSET:
            raise cls.wrong("number", "a number", value)
        model.number = value
        value = get("flag", UNSET)
        if type(value) is not bool and value is not UNSET:
            raise cls.wrong("flag", "true or false", value)
        model.flag = value
        value = get("day", UNSET)
        model.day = value if value is UNSET else member("day", to_date, value)
        value = get("moment", UNSET)
        model.moment = value if value is UNSET else member("moment", to_datetime, value)
        value = get("duration", UNSET)
        if type(value) is not str and value is not UNSET:
            raise cls.wrong("duration", "a string", value)
        model.duration = value
        value = get("base64", UNSET)
        if type(value) is not str and value is not UNSET:
            raise cls.wrong("base64", "a string", value)
        model.base64 = value
        value = get("binary", UNSET)
        if type(value) is not str and value is not UNSET:
            raise cls.wrong("binary", "a string", value)
        model.binary = value
        value = get("colour", UNSET)
        model.colour = value if value is UNSET else member("colour", _decode_colour, value)
        value = get("legs", UNSET)
        model.legs = value if value is UNSET else member("legs", _decode_legs, value)
        value = get("mood", UNSET)
        if type(value) is not str and value is not UNSET:
            raise cls.wrong("mood", "a string", value)
        model.mood = value
        value = get("taste", UNSET)
        model.taste = value if value is UNSET else member("taste", _decode_taste, value)
        value = get("nullable", UNSET)
        if type(value) is not int and value is not UNSET and value is not None:
            value = member("nullable", integer, value)
        model.nullable = value
        value = get("nullableObject", UNSET)
        model.nullable_object = value if value is UNSET else member("nullableObject", _decode_nullable_object, value)
        value = get("nullableReference", UNSET)
        model.nullable_reference = (
            value if value is UNSET else member("nullableReference", _decode_nullable_reference, value)
        )
        value = get("object", UNSET)
        model.object = value if value is UNSET else member("object", AnimalObject.decode, value)
        value = get("children", UNSET)
        model.children = value if value is UNSET else member("children", to_list(Animal.decode), value)
        value = get("matrix", UNSET)
        model.matrix = value if value is UNSET else member("matrix", _decode_matrix, value)
        value = get("names", UNSET)
        if value is not UNSET and not only_texts(value):
            value = member("names", texts, value)
        model.names = value
        value = get("map", UNSET)
        model.map = value if value is UNSET else member("map", _decode_map, value)
        value = get("free", UNSET)
        model.free = value if value is UNSET else member("free", mapping, value)
        model.anything = get("anything", UNSET)
        value = get("food", UNSET)
        model.food = value if value is UNSET else member("food", Food.decode, value)
        value = get("closed", UNSET)
        model.closed = value if value is UNSET else member("closed", AnimalClosed.decode, value)
        value = get("measured", UNSET)
        model.measured = value if value is UNSET else member("measured", AnimalMeasured.decode, value)
        return model
