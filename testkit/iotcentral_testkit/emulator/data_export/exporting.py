"""An application that records changes for its data exports; what that takes is loaded when it has some."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from ..state.application import Application
from .kinds import AUDITED, EXPORT

if TYPE_CHECKING:
    from ..state.callees import CallRule
    from ..state.shared import SharedState
    from .transforms import Transforms

__all__ = ["ExportingApplication"]

_WATCHED = frozenset({"device", "template", "properties", *AUDITED})


class ExportingApplication(Application):
    """An application that records changes for its data exports.

    Attributes:
        calling: which addresses its exports may call.
        transforms: runs the transforms of its exports.
    """

    calling: CallRule
    transforms: Transforms
    _without: tuple[int, ...] | None = None
    """The revision of exports at which none was enabled."""

    @classmethod
    def within(cls, shared: SharedState, name: str, origin: str, transforms: Transforms) -> ExportingApplication:
        """Return an application of an emulator."""
        app = cls(name, shared.store, shared.clock, shared.identity, origin=origin)
        app.calling, app.transforms = shared.calling, transforms
        return app

    def put(self, kind: str, id: str, content: Any) -> None:
        """Store a document, and record the change."""
        exports = self._exports() if kind in _WATCHED else []
        if not exports:
            super().put(kind, id, content)
            return
        before = self.get(kind, id)
        super().put(kind, id, content)
        from .outbox import record

        record(self, exports, kind, id, before, content)

    def put_many(self, kind: str, documents: Iterable[tuple[str, Any]]) -> None:
        """Store many new documents, and record the changes."""
        if kind not in _WATCHED or not self._exports():
            super().put_many(kind, documents)
            return
        for id, content in documents:
            self.put(kind, id, content)

    def delete(self, kind: str, id: str) -> bool:
        """Delete a document, record the change, and return whether the document existed."""
        exports = self._exports() if kind in _WATCHED - {"properties"} else []
        before = self.get(kind, id) if exports else None
        removed = super().delete(kind, id)
        if before is not None:
            from .outbox import record

            record(self, exports, kind, id, before, None)
        return removed

    def tell_connection(self, device: Mapping[str, Any], *, connected: bool) -> None:
        """Record that a device has connected or disconnected."""
        exports = self._exports()
        if exports:
            from .outbox import record_connection

            record_connection(self, exports, device, connected=connected)

    def _exports(self) -> list[dict[str, Any]]:
        """Return the exports that are enabled; where there are none, they are looked for again once there is a change."""
        revision = self.store.revision((EXPORT,))
        if revision == self._without:
            return []
        exports = [stored.content for stored in self.listed(EXPORT) if stored.content["enabled"]]
        self._without = None if exports else revision
        return exports
