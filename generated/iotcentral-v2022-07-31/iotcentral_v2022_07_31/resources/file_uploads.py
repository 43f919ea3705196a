# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""The storage account that devices upload files to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iotcentral._core.sync.resource import Resource, raw

from ..operations import file_uploads as operations

if TYPE_CHECKING:
    from .. import models

__all__ = ["FileUploads", "FileUploadsRaw"]


class FileUploads(Resource):
    """The storage account that devices upload files to."""

    def get(self) -> models.FileUpload:
        """Get the file upload configuration.

        Reads the storage configuration for files that devices upload; an application has at most one. Answers 404
        when none is set; for a while after a deletion the state reads `deleting`.

        `GET /api/fileUploads` (FileUploads_Get)

        Returns:
            The file upload configuration.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._call(operations.GET)

    def create(self, body: models.FileUpload) -> models.FileUpload:
        """Create or replace the file upload configuration.

        Sets the storage account and container that receive files uploaded by devices. The answer comes with the
        state `pending`; read the configuration again until it is `succeeded` or `failed`. Answers 422 when the body
        is not valid.

        `PUT /api/fileUploads` (FileUploads_Create)

        Args:
            body: The storage configuration to set.

        Returns:
            The configuration as accepted, normally still `pending`.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._call(operations.CREATE, body=body)

    def update(self, body: models.FileUploadPatch) -> models.FileUpload:
        """Update the file upload configuration.

        Changes members of the configuration by JSON merge patch and answers the whole of it. The change is applied
        in the background, so the state passes through `pending` or `updating` again. Fails with 404 when none is
        set, 412 when the etag no longer matches and 422 when the body is not valid.

        `PATCH /api/fileUploads` (FileUploads_Update)

        Args:
            body: The members to change.

        Returns:
            The whole configuration after the change was accepted.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._call(operations.UPDATE, body=body)

    def remove(self) -> None:
        """Delete the file upload configuration.

        Removes the configuration in the background, so that devices can no longer upload files. Until that is done
        a read shows the state `deleting`, later it answers 404.

        `DELETE /api/fileUploads` (FileUploads_Remove)

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
        """
        return self._call(operations.REMOVE)

    @property
    def raw(self) -> FileUploadsRaw:
        """The same methods, each of which gives the HTTP response beside the value; of a list, the first page."""
        return FileUploadsRaw(self)


class FileUploadsRaw:
    """The methods of `FileUploads` with the HTTP response beside the value."""

    def __init__(self, file_uploads: FileUploads) -> None:
        self.get = raw(file_uploads, FileUploads.get)
        self.create = raw(file_uploads, FileUploads.create)
        self.update = raw(file_uploads, FileUploads.update)
        self.remove = raw(file_uploads, FileUploads.remove)
