"""Checks of a deployment manifest that is applied to a device."""

from __future__ import annotations

from typing import Any

from ...openapi.json_types import is_object
from ...openapi.operations import ApiOperation
from ..assertions.filter_oracle import ComparisonTerm
from ..assertions.json_comparison import unequal
from ..engine.exchange import Exchange, Json
from ..fixtures.check_context import CheckContext
from ..fixtures.factory import CreatedItem
from .device_levels import device_of
from .list_lookup import expect_no_differences
from .rules import named, rule


@rule(
    "IC614",
    "A deployment manifest that is applied to a device is returned with it where it is requested",
    source="article Manage deployment manifests with the REST API; the document: parameter expand",
    over=named("Devices_ApplyManifest"),
    by_hand=True,
)
def manifest_applied(context: CheckContext, operation: ApiOperation) -> None:
    """Apply a manifest to an IoT Edge device, read the device with it and without, and change its name; it has no other effect.

    At last, another manifest takes its place.
    """
    device = device_of(context)
    place = {"deviceId": device.id}
    name = f"{context.factory.title()}  MiXed"
    manifest: Json = {**context.factory.body(context.factory.family("DeploymentManifests"), 1), "displayName": name}
    before = context.require("Devices_Get", place)
    applied = context.require(operation, place, body=manifest)
    _expect_manifest(context, applied.content, manifest, applied)
    plain = context.require("Devices_Get", place)
    context.expect(
        "deploymentManifest" not in plain.content,
        "the manifest is returned without being requested",
        plain,
        subject="unasked",
    )
    expanded = context.require("Devices_Get", place, query={"expand": "deploymentManifest"})
    shown = expanded.content.get("deploymentManifest")
    _expect_manifest(context, shown if is_object(shown) else {}, manifest, applied, expanded)
    _expect_in_list(context, device, manifest, applied)
    expect_no_differences(
        context, unequal(before.json, plain.json, leave=("etag",)), before, applied, plain, operation=operation.id
    )
    tags = [read.content.get("etag") for read in (before, plain)]
    message = f"the device has another manifest, and its etag is {tags[0]!r} still"
    context.expect(tags[0] is None or tags[0] != tags[1], message, before, applied, plain, subject="etag")
    if device.family.update is not None:
        _expect_after_patch(context, device, manifest, applied)
    _expect_kept_without_original(context, device, manifest)
    other: Json = {**manifest, "data": {**manifest["data"], "Added": {"by": context.factory.word()}}}
    again = context.require(operation, place, body=other)
    expanded = context.require("Devices_Get", place, query={"expand": "deploymentManifest"})
    shown = expanded.content.get("deploymentManifest")
    _expect_manifest(context, shown if is_object(shown) else {}, other, applied, again, expanded)


def _expect_after_patch(context: CheckContext, device: CreatedItem, manifest: Json, applied: Exchange) -> None:
    """Expect that a device whose name is changed keeps its manifest."""
    assert device.family.update is not None
    place = device.path
    renamed = context.require(device.family.update, place, body={"displayName": context.factory.title()})
    after = context.require("Devices_Get", place, query={"expand": "deploymentManifest"})
    shown = after.content.get("deploymentManifest")
    update = device.family.update.id
    _expect_manifest(context, shown if is_object(shown) else {}, manifest, applied, renamed, after, operation=update)


def _expect_kept_without_original(context: CheckContext, device: CreatedItem, manifest: Json) -> None:
    """Apply a manifest that is stored as well, and expect that the device keeps it when the stored one is changed and removed."""
    stored = context.create("DeploymentManifests", manifest)
    family = stored.family
    applied = context.require("Devices_ApplyManifest", {"deviceId": device.id}, body=manifest)
    causes = list[Exchange]()
    if family.update is not None:
        causes.append(context.require(family.update, stored.path, body={"displayName": context.factory.title()}))
    if family.remove is not None:
        causes.append(context.require(family.remove, stored.path))
    expanded = context.require("Devices_Get", device.path, query={"expand": "deploymentManifest"})
    shown = expanded.content.get("deploymentManifest")
    cause = causes[-1].operation if causes else None
    exchanges = (stored.exchange, applied, *causes, expanded)
    _expect_manifest(context, shown if is_object(shown) else {}, manifest, *exchanges, operation=cause)


def _expect_in_list(context: CheckContext, device: CreatedItem, manifest: Json, applied: Exchange) -> None:
    """Expect the manifest in the list where it is requested there, and not otherwise."""
    listing = device.family.list
    if listing is None or not listing.takes("expand"):
        return
    for query, asked in (({"expand": "deploymentManifest"}, True), ({}, False)):
        found, page = dict[str, Any](), applied
        for page in context.pages(listing, query={**query, **listing.sized(100)}):
            found = next((item for item in page.value if item.get("id") == device.id), found)
            if found:
                break
        if not found:
            context.skip("the list does not have the device, see IC507")
        shown = found.get("deploymentManifest")
        if asked:
            _expect_manifest(context, shown if is_object(shown) else {}, manifest, applied, page)
        else:
            message = "the list has the manifest without being asked for it"
            context.expect(shown is None, message, applied, page, subject="unasked in the list")
    if listing.role("filter") is not None:
        _expect_on_later_pages(context, device, manifest)


def _expect_on_later_pages(context: CheckContext, device: CreatedItem, manifest: Json) -> None:
    """Expect the manifest of each of two devices of the same name, on pages of one."""
    listing = device.family.list
    assert listing is not None
    expression = str(ComparisonTerm("displayName", "eq", str(device.sent["displayName"])))
    other = context.create("Devices", device.sent)
    applied = context.require("Devices_ApplyManifest", {"deviceId": other.id}, body=manifest)
    query = {"expand": "deploymentManifest", str(listing.role("filter")): expression, **listing.sized(1)}
    for page in context.pages(listing, query=query):
        for item in page.value:
            shown = item.get("deploymentManifest")
            content = shown if is_object(shown) else {}
            _expect_manifest(context, content, manifest, applied, page, operation=listing.id)


def _expect_manifest(
    context: CheckContext, shown: dict[str, Any], manifest: Json, *exchanges: Exchange, operation: str | None = None
) -> None:
    context.expect(
        shown.get("data") == manifest["data"],
        f"the manifest with the data {manifest['data']!r} was applied, and {shown.get('data')!r} is shown",
        *exchanges,
        subject="data",
        operation=operation,
    )
    found = shown.get("displayName", manifest["displayName"])
    message = f"the manifest {manifest['displayName']!r} was applied, and its name is shown as {found!r}"
    context.expect(found == manifest["displayName"], message, *exchanges, subject="displayName", operation=operation)
