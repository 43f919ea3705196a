# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""The models; each loads when it is first used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iotcentral._core.lazy import lazy_exports

if TYPE_CHECKING:
    from .animal import Animal
    from .animal_closed import AnimalClosed
    from .animal_measured import AnimalMeasured
    from .animal_nullable_object import AnimalNullableObject
    from .animal_object import AnimalObject
    from .answers_get_array_response_item import AnswersGetArrayResponseItem
    from .answers_get_either_202_response import AnswersGetEither202Response
    from .answers_get_inline_response import AnswersGetInlineResponse
    from .bodies_send_inline_body import BodiesSendInlineBody
    from .bodies_send_inline_body_b import BodiesSendInlineBodyB
    from .cage import Cage
    from .cage_page import CagePage
    from .cage_patch import CagePatch
    from .colour import Colour
    from .flavour import Flavour
    from .food import Food, UnknownFood
    from .hay import Hay
    from .legs import Legs
    from .living import Living
    from .meat import Meat
    from .mood import Mood
    from .taste import Taste
else:
    __getattr__, __dir__ = lazy_exports(
        __name__,
        {
            "Animal": "animal",
            "AnimalClosed": "animal_closed",
            "AnimalMeasured": "animal_measured",
            "AnimalNullableObject": "animal_nullable_object",
            "AnimalObject": "animal_object",
            "AnswersGetArrayResponseItem": "answers_get_array_response_item",
            "AnswersGetEither202Response": "answers_get_either_202_response",
            "AnswersGetInlineResponse": "answers_get_inline_response",
            "BodiesSendInlineBody": "bodies_send_inline_body",
            "BodiesSendInlineBodyB": "bodies_send_inline_body_b",
            "Cage": "cage",
            "CagePage": "cage_page",
            "CagePatch": "cage_patch",
            "Colour": "colour",
            "Flavour": "flavour",
            "Food": "food",
            "Hay": "hay",
            "Legs": "legs",
            "Living": "living",
            "Meat": "meat",
            "Mood": "mood",
            "Taste": "taste",
            "UnknownFood": "food",
        },
    )

__all__ = [
    "Animal",
    "AnimalClosed",
    "AnimalMeasured",
    "AnimalNullableObject",
    "AnimalObject",
    "AnswersGetArrayResponseItem",
    "AnswersGetEither202Response",
    "AnswersGetInlineResponse",
    "BodiesSendInlineBody",
    "BodiesSendInlineBodyB",
    "Cage",
    "CagePage",
    "CagePatch",
    "Colour",
    "Flavour",
    "Food",
    "Hay",
    "Legs",
    "Living",
    "Meat",
    "Mood",
    "Taste",
    "UnknownFood",
]
