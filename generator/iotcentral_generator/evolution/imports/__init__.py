"""Import of published documents (Swagger 2.0, OpenAPI 3.0 and 3.1) into authored ones.

A published document is first put into the authored dialect (`incoming`), then merged into the authored document at the
level of text: comments and order stay, and what is new, gone or different in its version is marked.
"""

from .dropping import drop_version
from .importing import ImportResult, import_document

__all__ = ["ImportResult", "drop_version", "import_document"]
