"""Rules for single keywords: the form of the value, and what becomes of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

__all__ = [
    "AVAILABILITY",
    "COUNT",
    "DATA",
    "FLAG",
    "NUMBER",
    "OBJECT",
    "TEXT",
    "TEXTS",
    "Form",
    "Keyword",
    "kept",
    "many",
    "named",
    "one",
    "refused",
    "required",
]


class Form(Enum):
    """Form of a value; the value is how messages call it."""

    TEXT = "a text"
    FLAG = "true or false"
    NUMBER = "a number"
    COUNT = "a whole number, 0 or more"
    TEXTS = "a list of texts"
    OBJECT = "a mapping"
    LIST = "a list"
    MAP = "a mapping by name"
    DATA = "any value"


@dataclass(frozen=True)
class Keyword:
    """Rule for one keyword of one kind of object.

    Attributes:
        form: what its value has to be.
        kind: the kind of the objects that the value is (`OBJECT`) or holds (`LIST`, `MAP`); "" if it holds plain data.
        required: whether the object needs it.
        note: why no code follows from it; "" if code does.
        instead: what to write instead, if it is refused; "" if it is accepted.
    """

    form: Form
    kind: str = ""
    required: bool = False
    note: str = ""
    instead: str = ""


TEXT = Keyword(Form.TEXT)
FLAG = Keyword(Form.FLAG)
NUMBER = Keyword(Form.NUMBER)
COUNT = Keyword(Form.COUNT)
TEXTS = Keyword(Form.TEXTS)
OBJECT = Keyword(Form.OBJECT)
DATA = Keyword(Form.DATA)


def one(kind: str) -> Keyword:
    """Return the rule for a keyword whose value is one object of a kind."""
    return Keyword(Form.OBJECT, kind)


def many(kind: str) -> Keyword:
    """Return the rule for a keyword whose value is a list of objects of a kind."""
    return Keyword(Form.LIST, kind)


def named(kind: str) -> Keyword:
    """Return the rule for a keyword whose value maps names to objects of a kind."""
    return Keyword(Form.MAP, kind)


def required(keyword: Keyword) -> Keyword:
    """Return a rule, for a keyword that the object needs."""
    return replace(keyword, required=True)


def kept(keyword: Keyword, note: str) -> Keyword:
    """Return a rule, for a keyword that is kept in `openapi.json` and from which no code follows."""
    return replace(keyword, note=note)


def refused(instead: str) -> Keyword:
    """Return the rule for a keyword that is not carried out; `instead` says what to write."""
    return Keyword(Form.DATA, instead=instead)


AVAILABILITY = {"x-since": TEXT, "x-until": TEXT}
"""The marks that every object can carry."""
