"""Vocabulary of documents: for each kind of object, the keywords that the generator carries out, keeps, or refuses.

This is a white list: what is in none of its tables is a problem of the input. A keyword, a method, a location, a style,
a media type, a status is opened or refused by one entry.
"""

from .documents import DOCUMENTS
from .keywords import Form, Keyword
from .operations import OPERATIONS
from .schemas import SCHEMA_OBJECTS

__all__ = ["VOCABULARY", "Form", "Keyword", "marks"]

VOCABULARY: dict[str, dict[str, Keyword]] = {**DOCUMENTS, **OPERATIONS, **SCHEMA_OBJECTS}
"""kind of object → keyword → rule."""


def marks(kind: str) -> frozenset[str]:
    """Return the marks (`x-…`) that an object of a kind can carry."""
    return frozenset(word for word in VOCABULARY[kind] if word.startswith("x-"))
