"""Losses that are known beforehand: kinds without a counterpart, and what the API keeps to itself."""

from __future__ import annotations

from collections.abc import Iterator

from ..configuration import Configuration
from ._report import NotMoved

__all__ = ["known_losses"]

_WITHOUT_COUNTERPART = {
    "organizations": (
        "IoT Hub has no organizations",
        "The devices are tagged with theirs; give access by resource, or by an application of your own",
    ),
    "users": ("their rights are those of Azure, not of the application", "Assign roles of Azure to them (Azure RBAC)"),
    "deviceGroups": (
        "IoT Hub has no stored groups",
        "Write the filters as queries over twins, which jobs and configurations take as their target",
    ),
    "scheduledJobs": ("IoT Hub repeats no jobs", "Let a scheduler start jobs of IoT Hub"),
    "deploymentManifests": (
        "they are deployments of IoT Edge there",
        "Create deployments with the content of application.json (az iot edge deployment create)",
    ),
    "fileUploads": (
        "the storage is a setting of the hub, and its connection string is not given away",
        "Set the storage of the hub (az iot hub update --fileupload-storage-container-name)",
    ),
    "dashboards": (
        "IoT Hub has no dashboards",
        "dashboards/ has them as data: build them in Fabric, Azure Data Explorer, Grafana, or Power BI",
    ),
}
"""Kind → why it has no counterpart, and what takes its place."""

_NOT_IN_THE_API = (
    NotMoved(
        "rules",
        "",
        "the API does not give them away",
        "Note them down from the application; use Event Grid or Activator",
    ),
    NotMoved("views", "", "the API does not give views of templates away", "Build them where the dashboards go"),
    NotMoved(
        "command history", "", "the API has the last answer alone", "Keep it from now on behind the direct methods"
    ),
    NotMoved(
        "audit log", "", "the API does not give it away", "Export it before the end: source `audit` of a data export"
    ),
)

_KEYS = NotMoved(
    "keys",
    "",
    "they were not asked for",
    "Without them, new keys are generated, and devices need them; migrate with keys to keep those of the devices",
)


_GROUPS = NotMoved(
    "devices",
    "",
    "the API does not say through which group one attests",
    "iothub/devices.txt has keys of the group that the service derives credentials from; devices of other groups get "
    "theirs when they attest to the Device Provisioning Service",
)


def known_losses(configuration: Configuration, *, groups: int, with_keys: bool) -> Iterator[NotMoved]:
    """Yield what does not move.

    Args:
        configuration: what the application is made of.
        groups: number of its enrollment groups.
        with_keys: whether keys were asked for.
    """
    if not with_keys:
        yield _KEYS
    elif groups > 1:
        yield _GROUPS
    for kind, (reason, advice) in _WITHOUT_COUNTERPART.items():
        for id in configuration.resources.get(kind, {}):
            yield NotMoved(kind, id, reason, advice)
    for what, reason in configuration.omitted.items():
        if not what.startswith(("devices", "enrollmentGroups", "exports")):
            yield NotMoved(what, "", reason, _OMITTED.get(what, "Create it anew where it is still needed"))
    yield from _NOT_IN_THE_API


_OMITTED = {
    "apiTokens": "Use identities of Microsoft Entra ID, or policies of the hub",
    "roles": "Assign roles of Azure (Azure RBAC)",
    "jobs": "Nothing is to be done; start jobs of IoT Hub from now on",
}
"""Kind that a configuration leaves out → what takes its place."""
