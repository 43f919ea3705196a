"""Hypothesis strategies for the models and the operations of the client packages, made from their API documents.

`payload`, `body`, `model` and `mutated` take a model class; `request` and `response` take a client class and an
operation. `Schemas` does the same for any OpenAPI 3.1 document, without classes.
"""

from __future__ import annotations

try:
    import hypothesis as _hypothesis
except ModuleNotFoundError as error:
    if error.name != "hypothesis":
        raise
    raise ImportError(
        'iotcentral_testkit.strategies needs Hypothesis: pip install "iotcentral-testkit[contract]"'
    ) from error

from .calls import Request, request, response
from .classes import body, model, mutated, payload
from .normal import UnsupportedSchemaError
from .schemas import Parameters, Response, Schemas

del _hypothesis

__all__ = [
    "Parameters",
    "Request",
    "Response",
    "Schemas",
    "UnsupportedSchemaError",
    "body",
    "model",
    "mutated",
    "payload",
    "request",
    "response",
]
