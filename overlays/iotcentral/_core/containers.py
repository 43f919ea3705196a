"""Models that are containers: free-form maps of the API, which read like mappings, and whole lists, like sequences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Generic, TypeVar, cast, overload

from attrs import define

from .model import Model

__all__ = ["CollectionModel", "MapModel"]

T = TypeVar("T")
V = TypeVar("V")


@define(eq=False, repr=False, getstate_setstate=False)
class MapModel(Model, Mapping[str, V]):
    """Object whose members have no names in the API document: `model[name]`, `get`, `in`, `len`, iteration over names.

    To change it, change `additional_properties`, the dictionary behind it.
    """

    _secret_values: ClassVar[bool] = False
    """Whether the values are secrets."""

    def __getitem__(self, name: str) -> V:
        return cast("V", self.additional_properties[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self.additional_properties)

    def __len__(self) -> int:
        return len(self.additional_properties)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._shown()!r})"

    def _shown(self) -> dict[str, Any]:
        from .showing import MASK, masked

        if self._secret_values:
            return dict.fromkeys(self.additional_properties, MASK)
        return cast("dict[str, Any]", masked(self.additional_properties))


@define(eq=False, repr=False, getstate_setstate=False)
class CollectionModel(Model, Generic[T]):
    """Object that is a list of the API: iteration, `len`, and `model[index]` are those of its items."""

    _items: ClassVar[str]
    """Attribute that holds the items."""

    def _listed(self) -> list[T]:
        return getattr(self, self._items, None) or []

    def __iter__(self) -> Iterator[T]:
        return iter(self._listed())

    def __len__(self) -> int:
        return len(self._listed())

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> list[T]: ...
    def __getitem__(self, index: int | slice) -> T | list[T]:
        return self._listed()[index]

    def _repr_html_(self) -> str:
        from .model import shown_fields
        from .showing import items_table

        return items_table(f"{type(self).__name__} of {len(self)} items", self._listed(), shown_fields)
