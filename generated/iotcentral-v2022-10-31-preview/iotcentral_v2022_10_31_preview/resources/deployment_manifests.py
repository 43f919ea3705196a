# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""IoT Edge deployment manifests that devices can be given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iotcentral._core.etags import etag_header
from iotcentral._core.sync.resource import Resource, raw, raw_page
from iotcentral._core.types import UNSET, Unset

from ..operations import deployment_manifests as operations

if TYPE_CHECKING:
    from iotcentral._core.etags import IfMatch
    from iotcentral._core.sync.pager import Pager
    from iotcentral.filters import Filter

    from .. import models

__all__ = ["DeploymentManifests", "DeploymentManifestsRaw"]


class DeploymentManifests(Resource):
    """IoT Edge deployment manifests that devices can be given."""

    def list(
        self, *, maxpagesize: int | Unset = UNSET, filter: str | Filter | Unset = UNSET
    ) -> Pager[models.DeploymentManifest]:
        """List the deployment manifests.

        Returns the deployment manifests of the application in pages of 25 unless `maxpagesize` says otherwise.

        `GET /api/deploymentManifests` (DeploymentManifests_List)

        Args:
            maxpagesize: Largest number of items in one page, from 1 to 100. The default is 25. The links to later
                pages carry the value on.
            filter: Condition that the listed items must meet, built from `eq`, `ne`, `lt`, `le`, `gt`, `ge`, `and`,
                `or` and `contains(field, 'text')` on fields of the item. Each kind of list accepts its own few
                fields; without a filter every item is listed.

        Returns:
            The items, fetched page by page while they are iterated over. One page of deployment manifests.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._list(operations.LIST, query={"maxpagesize": maxpagesize, "filter": filter})

    def get(self, deployment_manifest_id: str) -> models.DeploymentManifest:
        """Get a deployment manifest.

        Returns one deployment manifest with its content. Answers 404 when no manifest has this id.

        `GET /api/deploymentManifests/{deploymentManifestId}` (DeploymentManifests_Get)

        Args:
            deployment_manifest_id: Unique id of the deployment manifest, chosen by the caller: letters, digits, `:`
                and `;`, usually in the form of a DTMI. At most 255 characters. Matches `^[a-zA-Z0-9:;]*$`.

        Returns:
            The deployment manifest as stored.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._call(operations.GET, path={"deploymentManifestId": deployment_manifest_id})

    def create(self, deployment_manifest_id: str, body: models.DeploymentManifest) -> models.DeploymentManifest:
        """Create or replace a deployment manifest.

        Stores an IoT Edge deployment manifest under the given id. A `deviceManifestMigration` job assigns it to
        devices. Answers 422 when the body is not valid.

        `PUT /api/deploymentManifests/{deploymentManifestId}` (DeploymentManifests_Create)

        Args:
            deployment_manifest_id: Unique id of the deployment manifest, chosen by the caller: letters, digits, `:`
                and `;`, usually in the form of a DTMI. At most 255 characters. Matches `^[a-zA-Z0-9:;]*$`.
            body: The complete deployment manifest.

        Returns:
            The deployment manifest as stored.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._call(operations.CREATE, path={"deploymentManifestId": deployment_manifest_id}, body=body)

    def update(
        self, deployment_manifest_id: str, body: models.DeploymentManifestPatch, *, if_match: IfMatch | Unset = UNSET
    ) -> models.DeploymentManifest:
        """Update a deployment manifest.

        Applies a JSON merge patch that reaches into `data`: members that are given replace the stored ones, null
        removes a member, absent members stay. Answers 404 when no manifest has this id and 412 when `If-Match` does
        not match.

        `PATCH /api/deploymentManifests/{deploymentManifestId}` (DeploymentManifests_Update)

        Args:
            deployment_manifest_id: Unique id of the deployment manifest, chosen by the caller: letters, digits, `:`
                and `;`, usually in the form of a DTMI. At most 255 characters. Matches `^[a-zA-Z0-9:;]*$`.
            body: The members of the deployment manifest to change.
            if_match: Entity tag that the stored object must still carry for the update to go ahead, or `*` for any.
                The service answers 412 if it has changed meanwhile. Omit it for an unconditional update.

        Returns:
            The deployment manifest after the change.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._call(
            operations.UPDATE,
            path={"deploymentManifestId": deployment_manifest_id},
            headers={"If-Match": etag_header(if_match)},
            body=body,
        )

    def remove(self, deployment_manifest_id: str) -> None:
        """Delete a deployment manifest.

        Removes the deployment manifest from the application. Answers 404 when no manifest has this id.

        `DELETE /api/deploymentManifests/{deploymentManifestId}` (DeploymentManifests_Remove)

        Args:
            deployment_manifest_id: Unique id of the deployment manifest, chosen by the caller: letters, digits, `:`
                and `;`, usually in the form of a DTMI. At most 255 characters. Matches `^[a-zA-Z0-9:;]*$`.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
        """
        return self._call(operations.REMOVE, path={"deploymentManifestId": deployment_manifest_id})

    @property
    def raw(self) -> DeploymentManifestsRaw:
        """The same methods, each of which gives the HTTP response beside the value; of a list, the first page."""
        return DeploymentManifestsRaw(self)


class DeploymentManifestsRaw:
    """The methods of `DeploymentManifests` with the HTTP response beside the value."""

    def __init__(self, deployment_manifests: DeploymentManifests) -> None:
        self.list = raw_page(deployment_manifests, DeploymentManifests.list)
        self.get = raw(deployment_manifests, DeploymentManifests.get)
        self.create = raw(deployment_manifests, DeploymentManifests.create)
        self.update = raw(deployment_manifests, DeploymentManifests.update)
        self.remove = raw(deployment_manifests, DeploymentManifests.remove)
