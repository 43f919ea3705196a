"""The strategies of model classes: what a response may hold of them, what a request may carry, and what is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple, TypeVar

from hypothesis import strategies as st

from iotcentral._core.model import Model

from ..openapi.json_types import is_array, is_object
from .schemas import Schemas, schemas_of
from .values import ANY

__all__ = ["body", "model", "mutated", "payload"]

M = TypeVar("M", bound=Model)


class _Known(NamedTuple):
    """Where the schema of a class is."""

    schemas: Schemas
    name: str


def payload(cls: type[Model]) -> st.SearchStrategy[dict[str, Any]]:
    """Return JSON-ready objects of a model as a response may hold them.

    Read-only members are there, and members that the document does not name sometimes. For the base class of a union
    all variants are drawn; for its `Unknown…` class, objects whose tag no variant has.

    Args:
        cls: a model class of a client package.

    Raises:
        TypeError: the class is none of a client package's models.
    """
    known = _known(cls)
    if known is None:
        return _of_unknown_kind(cls)
    return known.schemas.component(known.name)


def body(cls: type[Model]) -> st.SearchStrategy[dict[str, Any]]:
    """Return JSON-ready objects of a model as a request may carry them: only members that the document lets it name.

    Args:
        cls: a model class of a client package; for the base class of a union all variants are drawn.

    Raises:
        TypeError: the class is none of a client package's models, or stands for kinds that no document describes.
    """
    known = _known(cls)
    if known is None:
        raise TypeError(f"{cls.__name__} stands for kinds that no document describes, so no request may carry it")
    return known.schemas.component(known.name, direction="request")


def model(cls: type[M]) -> st.SearchStrategy[M]:
    """Return instances of a model, decoded from what `payload` gives; of a union's base class, instances of its variants.

    Args:
        cls: a model class of a client package.

    Raises:
        TypeError: the class is none of a client package's models.
    """
    return payload(cls).map(cls.from_dict)


@st.composite
def _mutated(draw: st.DrawFn, payloads: st.SearchStrategy[Any]) -> Any:
    content = draw(payloads)
    places = list(_places(content))
    if not places:
        return draw(ANY)
    owner, key = draw(st.sampled_from(places))
    if draw(st.booleans()):
        del owner[key]
    else:
        owner[key] = draw(ANY)
    return content


def mutated(cls: type[Model]) -> st.SearchStrategy[Any]:
    """Return payloads of a model that are right but for one place, whose value is replaced by any other or removed.

    They may still be valid, by luck: an optional member may be absent, and any text is as good as another. So test
    that your code raises the error that it documents or works, rather than that it raises.

    Args:
        cls: a model class of a client package.

    Raises:
        TypeError: the class is none of a client package's models.
    """
    return _mutated(payload(cls))


def _places(node: Any) -> Iterator[tuple[Any, Any]]:
    """Go through all members and items, with what holds them."""
    items = node.items() if is_object(node) else enumerate(node) if is_array(node) else ()
    for key, value in items:
        yield node, key
        yield from _places(value)


def _known(cls: type[Model]) -> _Known | None:
    """Find the schema of a class by its name; None for the class of a union's unknown kinds."""
    schemas = _schemas(cls)
    name = cls.__name__
    if name in schemas.document["components"]["schemas"]:
        return _Known(schemas, name)
    if name == f"Unknown{cls.__mro__[1].__name__}":
        return None
    raise TypeError(f"the document of {cls.__module__} has no schema {name!r}; use a model class of the package itself")


def _schemas(cls: Any) -> Schemas:
    package, found, _ = getattr(cls, "__module__", "").rpartition(".models")
    if isinstance(cls, type) and issubclass(cls, Model) and found:
        try:
            return schemas_of(package)
        except (FileNotFoundError, ModuleNotFoundError):
            pass
    raise TypeError(f"{cls!r} is no model of a client package; use a class such as models.Device")


def _of_unknown_kind(cls: type[Model]) -> st.SearchStrategy[dict[str, Any]]:
    base: Any = cls.__mro__[1]
    discriminator = _schemas(cls).document["components"]["schemas"][base.__name__]["discriminator"]
    tags = st.text(max_size=12).filter(lambda tag: tag not in discriminator["mapping"])

    def retagged(content: dict[str, Any], tag: str) -> dict[str, Any]:
        return content | {discriminator["propertyName"]: tag}

    return st.builds(retagged, payload(base), tags)
