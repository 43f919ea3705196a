"""Older api-versions, which the documents of newer ones still stand for: `x-older-versions` of their roots."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from .documents import Document

__all__ = ["AskedVersion", "older_versions"]


class AskedVersion(NamedTuple):
    """An api-version as requests name it, and what stands for it.

    Attributes:
        name: of the version.
        document: that it is answered by.
        parameters: what it calls query parameters → what the document calls them, where that differs.
    """

    name: str
    document: Document
    parameters: Mapping[str, str] = {}

    def known(self, pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
        """Return query parameters under the names that the document knows."""
        if not self.parameters:
            return pairs
        return [(self.parameters.get(name, name), value) for name, value in pairs]

    def called(self, pairs: Iterable[tuple[str, Any]]) -> list[tuple[str, Any]]:
        """Return query parameters under the names that the version has for them."""
        names = {new: old for old, new in self.parameters.items()}
        return [(names.get(name, name), value) for name, value in pairs]


def older_versions(documents: Iterable[Document]) -> dict[str, AskedVersion]:
    """Return the older versions that documents stand for: name → version."""
    return {
        name: AskedVersion(name, document, older.get("parameters", {}))
        for document in documents
        for older in document.content.get("x-older-versions", ())
        for name in older["names"]
    }
