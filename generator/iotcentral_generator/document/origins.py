"""Origins of the nodes of a derived document: the keys of the authored nodes from which they come."""

from __future__ import annotations

from copy import deepcopy

from .nodes import Key

__all__ = ["Origins"]


class Origins:
    """Record of what stands at another key in a derived document than in the authored one.

    Attributes:
        changed: whether a node has changes (`x-changes`) that apply.
        collisions: authored keys of nodes whose changed key another node has.
        operation_ids: authored operationId → operationId in the derived document.
        parameters: authored name of a parameter → its name in the derived document.
    """

    def __init__(self) -> None:
        self.changed = False
        self.collisions: list[Key] = []
        self.operation_ids: dict[str, str] = {}
        self.parameters: dict[str, str] = {}
        self._renamed: dict[Key, Key] = {}
        self._kept: dict[Key, list[int]] = {}
        self._derived: dict[Key, Key] = {}

    def keep(self, key: Key) -> None:
        """Record that an item of a list is kept, after those of the same list that were recorded before it.

        Args:
            key: the key of the item in the authored document.
        """
        index = key[-1]
        assert isinstance(index, int)
        self._kept.setdefault(key[:-1], []).append(index)

    def rename(self, key: Key, authored: Key) -> None:
        """Record that a node has another key than in the authored document."""
        self._renamed[key] = authored

    @property
    def renamed(self) -> dict[Key, Key]:
        """Key in the derived document → key in the authored one, of the nodes that changes give another key."""
        return self._renamed

    def copy(self) -> Origins:
        """Return a record that can be continued."""
        return deepcopy(self)

    def derive(self, derived: Key, source: Key) -> None:
        """Record that a node is derived from another one of the same document; the first record of a node holds."""
        self._derived.setdefault(derived, source)

    def of(self, key: Key) -> Key:
        """Return the key of the authored node from which a node comes."""
        passed = set[Key]()
        while key not in passed:
            passed.add(key)
            key = self._source(key)
        return self._authored(key)

    def _source(self, key: Key) -> Key:
        """Return the key of the node from which a node, or the nearest node around it, is derived directly."""
        for length in range(len(key), 0, -1):
            source = self._derived.get(key[:length])
            if source is not None:
                return (*source, *key[length:])
        return key

    def _authored(self, key: Key) -> Key:
        """Return a key with the indexes that the items had before others were left out."""
        authored: Key = ()
        for length, part in enumerate(key, 1):
            kept = self._kept.get(authored)
            known = isinstance(part, int) and kept is not None and part < len(kept)
            authored = (*authored, kept[part] if known and kept and isinstance(part, int) else part)
            if self._renamed:
                authored = self._renamed.get(key[:length], authored)
        return authored
