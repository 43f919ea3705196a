# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""The operations of DeploymentManifests, as data."""

from __future__ import annotations

from iotcentral._core.operation import Operation, PagedOperation

from .. import models
from .._version import FIXED

LIST: PagedOperation[models.DeploymentManifest] = PagedOperation(
    "DeploymentManifests_List",
    "GET",
    "/api/deploymentManifests",
    fixed=FIXED,
    results={200: lambda: models.DeploymentManifestCollection.decode},
    items="value",
    next_link="next_link",
)
GET: Operation[models.DeploymentManifest] = Operation(
    "DeploymentManifests_Get",
    "GET",
    "/api/deploymentManifests/{deploymentManifestId}",
    fixed=FIXED,
    results={200: lambda: models.DeploymentManifest.decode},
)
CREATE: Operation[models.DeploymentManifest] = Operation(
    "DeploymentManifests_Create",
    "PUT",
    "/api/deploymentManifests/{deploymentManifestId}",
    fixed=FIXED,
    results={200: lambda: models.DeploymentManifest.decode},
    body="application/json",
    content=lambda: models.DeploymentManifest.decode,
)
UPDATE: Operation[models.DeploymentManifest] = Operation(
    "DeploymentManifests_Update",
    "PATCH",
    "/api/deploymentManifests/{deploymentManifestId}",
    fixed=FIXED,
    results={200: lambda: models.DeploymentManifest.decode},
    body="application/merge-patch+json",
    content=lambda: models.DeploymentManifestPatch.decode,
)
REMOVE: Operation[None] = Operation(
    "DeploymentManifests_Remove",
    "DELETE",
    "/api/deploymentManifests/{deploymentManifestId}",
    fixed=FIXED,
    results={204: None},
)
