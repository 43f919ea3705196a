# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""The operations of Answers, as data."""

from __future__ import annotations

from iotcentral._core.decoding import integer, optional, to_list, to_map
from iotcentral._core.media_types import BYTES, TEXT
from iotcentral._core.operation import ANY_SUCCESS, Operation

from .. import models

GET_INLINE: Operation[models.AnswersGetInlineResponse] = Operation(
    "Answers_GetInline",
    "GET",
    "/v1/answers/inline",
    fixed={},
    results={200: lambda: models.AnswersGetInlineResponse.decode},
)
GET_EITHER: Operation[models.Cage | models.AnswersGetEither202Response] = Operation(
    "Answers_GetEither",
    "GET",
    "/v1/answers/either",
    fixed={},
    results={200: lambda: models.Cage.decode, 202: lambda: models.AnswersGetEither202Response.decode},
)
GET_MAYBE: Operation[models.Cage | None] = Operation(
    "Answers_GetMaybe",
    "GET",
    "/v1/answers/maybe",
    fixed={},
    results={200: lambda: models.Cage.decode, 204: None},
)
GET_DEFAULT: Operation[models.Cage] = Operation(
    "Answers_GetDefault",
    "GET",
    "/v1/answers/default",
    fixed={},
    results={ANY_SUCCESS: lambda: models.Cage.decode},
)
GET_RANGE: Operation[models.Cage | None] = Operation(
    "Answers_GetRange",
    "GET",
    "/v1/answers/range",
    fixed={},
    results={204: None, ANY_SUCCESS: lambda: models.Cage.decode},
)
GET_ARRAY: Operation[list[models.AnswersGetArrayResponseItem]] = Operation(
    "Answers_GetArray",
    "GET",
    "/v1/answers/array",
    fixed={},
    results={200: lambda: to_list(models.AnswersGetArrayResponseItem.decode)},
)
GET_MAP: Operation[dict[str, list[models.Cage]]] = Operation(
    "Answers_GetMap",
    "GET",
    "/v1/answers/map",
    fixed={},
    results={200: lambda: to_map(to_list(models.Cage.decode))},
    headers={"Accept": "application/vnd.zoo+json"},
)
GET_SCALAR: Operation[int | None] = Operation(
    "Answers_GetScalar",
    "GET",
    "/v1/answers/scalar",
    fixed={},
    results={200: lambda: optional(integer)},
)
GET_TEXT: Operation[str] = Operation(
    "Answers_GetText",
    "GET",
    "/v1/answers/text",
    fixed={},
    results={200: TEXT},
    headers={"Accept": "text/plain"},
)
GET_BYTES: Operation[bytes] = Operation(
    "Answers_GetBytes",
    "GET",
    "/v1/answers/bytes",
    fixed={},
    results={200: BYTES},
    headers={"Accept": "application/octet-stream"},
)
GET_IMAGE: Operation[bytes] = Operation(
    "Answers_GetImage",
    "GET",
    "/v1/answers/image",
    fixed={},
    results={200: BYTES},
    headers={"Accept": "image/*"},
)
GET_SEVERAL: Operation[models.Cage] = Operation(
    "Answers_GetSeveral",
    "GET",
    "/v1/answers/several",
    fixed={},
    results={200: lambda: models.Cage.decode},
)
