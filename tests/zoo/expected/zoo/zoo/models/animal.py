# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Animal: An animal, with {{ braces }}, {% tags %}, \"\"\"quotes\"\"\" and a \\ at the end of "it\""""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping
from typing import Any, ClassVar, Literal, Self

from attrs import define, field
from attrs.setters import NO_OP

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


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
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
    _free_form: ClassVar[tuple[str, ...]] = (
        "anything",
        "children",
        "free",
    )
    _secrets: ClassVar[frozenset[str]] = frozenset({"secret"})

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        get = data.get
        value: Any  # type checkers infer a variable from a limited number of assignments
        value = get("name", UNSET)
        if type(value) is str:
            model.name = value
        else:
            raise cls.wrong("name", "a string", value)
        value = get("kind", UNSET)
        if value == "animal":
            model.kind = value
        else:
            raise cls.wrong("kind", '"animal"', value)
        value = get("wholeConstant")
        if value == 1 and type(value) is not bool:
            model.whole_constant = value
        elif value is not None:
            raise cls.wrong("wholeConstant", "1", value)
        else:
            model.whole_constant = UNSET
        value = get("numberConstant")
        if value == 1.5 and type(value) is not bool:
            model.number_constant = value
        elif value is not None:
            raise cls.wrong("numberConstant", "1.5", value)
        else:
            model.number_constant = UNSET
        value = get("trueConstant")
        if value is True:
            model.true_constant = value
        elif value is not None:
            raise cls.wrong("trueConstant", "true", value)
        else:
            model.true_constant = UNSET
        value = get("nullConstant", UNSET)
        if value is None:
            model.null_constant = value
        elif value is not UNSET:
            raise cls.wrong("nullConstant", "null", value)
        else:
            model.null_constant = UNSET
        value = get("code")
        if type(value) is str:
            model.code = value
        elif value is not None:
            raise cls.wrong("code", "a string", value)
        else:
            model.code = UNSET
        value = get("secret")
        if type(value) is str:
            model.secret = value
        elif value is not None:
            raise cls.wrong("secret", "a string", value)
        else:
            model.secret = UNSET
        value = get("id")
        model.id = UNSET if value is None else member("id", to_uuid, value)
        value = get("whole")
        if type(value) is int:
            model.whole = value
        elif value is not None:
            model.whole = member("whole", integer, value)
        else:
            model.whole = UNSET
        value = get("number")
        if type(value) is int or type(value) is float:
            model.number = value
        elif value is not None:
            raise cls.wrong("number", "a number", value)
        else:
            model.number = UNSET
        value = get("flag")
        if type(value) is bool:
            model.flag = value
        elif value is not None:
            raise cls.wrong("flag", "true or false", value)
        else:
            model.flag = UNSET
        value = get("day")
        model.day = UNSET if value is None else member("day", to_date, value)
        value = get("moment")
        model.moment = UNSET if value is None else member("moment", to_datetime, value)
        value = get("duration")
        if type(value) is str:
            model.duration = value
        elif value is not None:
            raise cls.wrong("duration", "a string", value)
        else:
            model.duration = UNSET
        value = get("base64")
        if type(value) is str:
            model.base64 = value
        elif value is not None:
            raise cls.wrong("base64", "a string", value)
        else:
            model.base64 = UNSET
        value = get("binary")
        if type(value) is str:
            model.binary = value
        elif value is not None:
            raise cls.wrong("binary", "a string", value)
        else:
            model.binary = UNSET
        value = get("colour")
        model.colour = UNSET if value is None else member("colour", _decode_colour, value)
        value = get("legs")
        model.legs = UNSET if value is None else member("legs", _decode_legs, value)
        value = get("mood")
        if type(value) is str:
            model.mood = value
        elif value is not None:
            raise cls.wrong("mood", "a string", value)
        else:
            model.mood = UNSET
        value = get("taste", UNSET)
        model.taste = UNSET if value is UNSET else member("taste", _decode_taste, value)
        value = get("nullable", UNSET)
        if type(value) is int or value is None:
            model.nullable = value
        elif value is not UNSET:
            model.nullable = member("nullable", integer, value)
        else:
            model.nullable = UNSET
        value = get("nullableObject", UNSET)
        model.nullable_object = UNSET if value is UNSET else member("nullableObject", _decode_nullable_object, value)
        value = get("nullableReference", UNSET)
        model.nullable_reference = (
            UNSET if value is UNSET else member("nullableReference", _decode_nullable_reference, value)
        )
        value = get("object")
        model.object = UNSET if value is None else member("object", AnimalObject.decode, value)
        value = get("children")
        model.children = UNSET if value is None else member("children", to_list(Animal.decode), value)
        value = get("matrix")
        model.matrix = UNSET if value is None else member("matrix", _decode_matrix, value)
        value = get("names")
        if only_texts(value):
            model.names = value
        elif value is not None:
            model.names = member("names", texts, value)
        else:
            model.names = UNSET
        value = get("map")
        model.map = UNSET if value is None else member("map", _decode_map, value)
        value = get("free")
        model.free = UNSET if value is None else member("free", mapping, value)
        model.anything = get("anything", UNSET)
        value = get("food")
        model.food = UNSET if value is None else member("food", Food.decode, value)
        value = get("closed")
        model.closed = UNSET if value is None else member("closed", AnimalClosed.decode, value)
        value = get("measured")
        model.measured = UNSET if value is None else member("measured", AnimalMeasured.decode, value)
        return model
