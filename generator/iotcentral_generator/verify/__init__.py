"""Verification that a written package has what its document has, down to single statuses and values.

The two sides share nothing with the stages between them: one counts in the raw projected document, where whatever a
path item holds is an operation and whatever a schema enumerates is a value; the other reads the syntax trees of the
written files. A difference is an error that says what is missing, or added, and where.
"""

from .comparison import verify
from .document_names import names_in_document
from .package_names import names_in_package

__all__ = ["names_in_document", "names_in_package", "verify"]
