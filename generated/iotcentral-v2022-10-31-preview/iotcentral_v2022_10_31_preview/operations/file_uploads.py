# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""The operations of FileUploads, as data."""

from __future__ import annotations

from iotcentral._core.operation import Operation

from .. import models
from .._version import FIXED

GET: Operation[models.FileUpload] = Operation(
    "FileUploads_Get",
    "GET",
    "/api/fileUploads",
    fixed=FIXED,
    results={200: lambda: models.FileUpload.decode},
)
CREATE: Operation[models.FileUpload] = Operation(
    "FileUploads_Create",
    "PUT",
    "/api/fileUploads",
    fixed=FIXED,
    results={200: lambda: models.FileUpload.decode},
    body="application/json",
    content=lambda: models.FileUpload.decode,
)
UPDATE: Operation[models.FileUpload] = Operation(
    "FileUploads_Update",
    "PATCH",
    "/api/fileUploads",
    fixed=FIXED,
    results={200: lambda: models.FileUpload.decode},
    body="application/merge-patch+json",
    content=lambda: models.FileUploadPatch.decode,
)
REMOVE: Operation[None] = Operation(
    "FileUploads_Remove",
    "DELETE",
    "/api/fileUploads",
    fixed=FIXED,
    results={204: None},
)
