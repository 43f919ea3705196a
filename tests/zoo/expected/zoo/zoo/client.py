# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Zoo and its asynchronous twin: one attribute for each resource."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from iotcentral._core.clients import AsyncClient, Client
from iotcentral._core.throttle import Rate

from ._version import __version__

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .resources.aio.answers import AsyncAnswers
    from .resources.aio.bodies import AsyncBodies
    from .resources.aio.cages import AsyncCages
    from .resources.aio.models import AsyncModels
    from .resources.aio.parameters import AsyncParameters
    from .resources.answers import Answers
    from .resources.bodies import Bodies
    from .resources.cages import Cages
    from .resources.models import Models
    from .resources.parameters import Parameters

__all__ = ["AsyncZoo", "Zoo"]


class Zoo(Client):
    """The client of api-version 1: one attribute for each resource.

    Takes the arguments of its base class, `Client`.
    """

    api_version = "1"
    distribution = "zoo"
    version = __version__
    rates: ClassVar[Mapping[str, Rate]] = {
        "default": Rate(50, 1),
        "search": Rate(1, 2.5),
    }

    @cached_property
    def answers(self) -> Answers:
        """Successes of every status, media type and form."""
        from .resources.answers import Answers

        return Answers(self._session)

    @cached_property
    def bodies(self) -> Bodies:
        """Request bodies of every media type and form."""
        from .resources.bodies import Bodies

        return Bodies(self._session)

    @cached_property
    def cages(self) -> Cages:
        """Operations of every method."""
        from .resources.cages import Cages

        return Cages(self._session)

    @cached_property
    def models(self) -> Models:
        """Members of every kind, with texts that hold \"\"\"quotes\"\"\", a \\, {{ braces }} and {% tags %} and end
        in a "quote\""""
        from .resources.models import Models

        return Models(self._session)

    @cached_property
    def parameters(self) -> Parameters:
        """Parameters in every place, of every type and style."""
        from .resources.parameters import Parameters

        return Parameters(self._session)


class AsyncZoo(AsyncClient):
    """The asynchronous client of api-version 1: one attribute for each resource.

    Takes the arguments of its base class, `AsyncClient`.
    """

    api_version = "1"
    distribution = "zoo"
    version = __version__
    rates: ClassVar[Mapping[str, Rate]] = {
        "default": Rate(50, 1),
        "search": Rate(1, 2.5),
    }

    @cached_property
    def answers(self) -> AsyncAnswers:
        """Successes of every status, media type and form."""
        from .resources.aio.answers import AsyncAnswers

        return AsyncAnswers(self._session)

    @cached_property
    def bodies(self) -> AsyncBodies:
        """Request bodies of every media type and form."""
        from .resources.aio.bodies import AsyncBodies

        return AsyncBodies(self._session)

    @cached_property
    def cages(self) -> AsyncCages:
        """Operations of every method."""
        from .resources.aio.cages import AsyncCages

        return AsyncCages(self._session)

    @cached_property
    def models(self) -> AsyncModels:
        """Members of every kind, with texts that hold \"\"\"quotes\"\"\", a \\, {{ braces }} and {% tags %} and end
        in a "quote\""""
        from .resources.aio.models import AsyncModels

        return AsyncModels(self._session)

    @cached_property
    def parameters(self) -> AsyncParameters:
        """Parameters in every place, of every type and style."""
        from .resources.aio.parameters import AsyncParameters

        return AsyncParameters(self._session)
