"""Stage 4, parse: openapi-python-client reads the projected document and settles types, names and imports.

The engine is pinned: its parser is not a public interface, so an upgrade needs a review of this package and of `plan/`.
"""

from .lowering import lower
from .parser import REVIEWED_ENGINE, Locate, ParsedDocument, engine_config, parse, raw_name
from .wire_names import encoded

__all__ = ["REVIEWED_ENGINE", "Locate", "ParsedDocument", "encoded", "engine_config", "lower", "parse", "raw_name"]
