# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""FileUploadState: Progress of applying the configuration, which happens in the background; set by the service."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["FileUploadState"]


class FileUploadState(StrEnum):
    """Progress of applying the configuration, which happens in the background; set by the service."""

    PENDING = "pending"
    """Accepted, but not applied yet."""
    UPDATING = "updating"
    """A change is being applied."""
    DELETING = "deleting"
    """The configuration is being removed."""
    SUCCEEDED = "succeeded"
    """Applied; devices can upload files."""
    FAILED = "failed"
    """The configuration could not be applied."""
