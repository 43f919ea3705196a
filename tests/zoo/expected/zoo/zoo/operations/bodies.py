# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""The operations of Bodies, as data."""

from __future__ import annotations

from iotcentral._core.decoding import to_list, to_map
from iotcentral._core.operation import Operation

from .. import models

SEND_OPTIONAL: Operation[None] = Operation(
    "Bodies_SendOptional",
    "POST",
    "/v1/bodies/optional",
    fixed={},
    results={204: None},
    body="application/json",
    content=lambda: models.Cage.decode,
)
SEND_INLINE: Operation[None] = Operation(
    "Bodies_SendInline",
    "POST",
    "/v1/bodies/inline",
    fixed={},
    results={204: None},
    body="application/json",
    content=lambda: models.BodiesSendInlineBody.decode,
)
SEND_ARRAY: Operation[None] = Operation(
    "Bodies_SendArray",
    "POST",
    "/v1/bodies/array",
    fixed={},
    results={204: None},
    body="application/json",
    content=lambda: to_list(models.Cage.decode),
)
SEND_MATRIX: Operation[None] = Operation(
    "Bodies_SendMatrix",
    "POST",
    "/v1/bodies/matrix",
    fixed={},
    results={204: None},
    body="application/json",
)
SEND_MAP: Operation[None] = Operation(
    "Bodies_SendMap",
    "POST",
    "/v1/bodies/map",
    fixed={},
    results={204: None},
    body="application/json",
    content=lambda: to_map(models.Cage.decode),
)
SEND_SCALAR: Operation[None] = Operation(
    "Bodies_SendScalar",
    "POST",
    "/v1/bodies/scalar",
    fixed={},
    results={204: None},
    body="application/vnd.zoo+json",
)
SEND_ANYTHING: Operation[None] = Operation(
    "Bodies_SendAnything",
    "POST",
    "/v1/bodies/anything",
    fixed={},
    results={204: None},
    body="application/json",
)
SEND_TEXT: Operation[None] = Operation(
    "Bodies_SendText",
    "POST",
    "/v1/bodies/text",
    fixed={},
    results={204: None},
    body="text/plain",
)
SEND_BYTES: Operation[None] = Operation(
    "Bodies_SendBytes",
    "POST",
    "/v1/bodies/bytes",
    fixed={},
    results={204: None},
    body="application/octet-stream",
)
SEND_IMAGE: Operation[None] = Operation(
    "Bodies_SendImage",
    "POST",
    "/v1/bodies/image",
    fixed={},
    results={204: None},
    body="image/png",
)
