"""Stage 3, project: the OpenAPI document of one api-version, selected and derived from the authored document.

The packages ship the projection as `openapi.json`. It is a plain document: the project's own marks of authoring are
resolved, and only those that inform a reader stay (`x-ms-pageable`, `x-secret`, `x-known-values`, …).
"""

from .projection import Projection, Selection, project, projection, selected, unlinked

__all__ = ["Projection", "Selection", "project", "projection", "selected", "unlinked"]
