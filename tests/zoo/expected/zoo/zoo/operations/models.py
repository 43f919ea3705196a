# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""The operations of Models, as data."""

from __future__ import annotations

from iotcentral._core.operation import Operation

from .. import models

PUT: Operation[models.Animal] = Operation(
    "Models_Put",
    "PUT",
    "/v1/models",
    fixed={},
    results={200: lambda: models.Animal.decode},
    body="application/json",
    content=lambda: models.Animal.decode,
)
GET_FOOD: Operation[models.Food] = Operation(
    "Models_GetFood",
    "GET",
    "/v1/models/food",
    fixed={},
    results={200: lambda: models.Food.decode},
)
