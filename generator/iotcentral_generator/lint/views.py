"""Views of a document whose nodes change between api-versions: one for each version, with the changes applied."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from ..document.nodes import Key
from ..document.versions import VersionLines
from ..load import Spec
from ..problems import Position
from ..project import Selection, selected

__all__ = ["changed_views"]


def changed_views(spec: Spec) -> Iterator[Spec]:
    """Iterate over the versions in which a change (`x-changes`) makes a node another one, each as a document.

    The rules on single nodes read them as they read the authored document: a change is held to the same rules.
    """
    for version in spec.versions:
        selection = selected(spec, version)
        if selection.origins.changed:
            document, positions = selection.document, _Positions(spec, selection)
            yield replace(spec, document=document, lines=VersionLines((version,)), positions=positions)


class _Positions(Mapping[Key, Position]):
    """Positions of the nodes of a selection."""

    def __init__(self, spec: Spec, selection: Selection) -> None:
        self._spec = spec
        self._selection = selection

    def __getitem__(self, key: Key) -> Position:
        return self._spec.position(self._selection.origins.of(key))

    def __iter__(self) -> Iterator[Key]:
        return iter(self._spec.positions)

    def __len__(self) -> int:
        return len(self._spec.positions)
