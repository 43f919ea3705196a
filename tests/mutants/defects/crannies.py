"""Defects of access, dashboards, file uploads, applications and HTTP that show in second elements, or where the same is written in another way."""

from __future__ import annotations

import re
from typing import Any

from iotcentral_testkit.emulator.http.authorization import OPERATOR
from iotcentral_testkit.emulator.http.calls import Call
from iotcentral_testkit.emulator.http.errors import ServiceError, forbidden

from ..bodies import kept_on_put, without_null
from ..defect import CONTROL, PREVIEW, STABLE, Defect, codes
from ..switching import instead, replaced, sending

_EMULATOR = "iotcentral_testkit.emulator."


def _expiry_as_utc(_: Call, body: dict[str, Any]) -> Any:
    if isinstance(body.get("expiry"), str):
        body["expiry"] = re.sub(r"[+-]\d\d:\d\d$", "Z", body["expiry"])
    return body


def _second_user(call: Call, rightly: Any) -> Any:
    try:
        return rightly(call)
    except ServiceError as error:
        email = call.body.get("email", "")
        others = [each.content.get("email") for each in call.app.all("user")]
        if error.status != 409 or call.app.get("user", call.path["userId"]) or email in others:
            raise
        user = {"id": call.path["userId"], "type": "email", "email": email, "roles": call.body["roles"]}
        call.app.put("user", user["id"], user)
        return user


def _added_roles(call: Call, body: dict[str, Any]) -> Any:
    present = call.app.get("user", call.path["userId"])
    if present is not None and isinstance(body.get("roles"), list):
        body["roles"] = [*present["roles"], *(role for role in body["roles"] if role not in present["roles"])]
    return body


def _same_object(call: Call, body: dict[str, Any]) -> Any:
    present = call.app.get("user", call.path["userId"]) or {}
    return {name: value if name != "objectId" else present.get(name, value) for name, value in body.items()}


def _not_for_operators(call: Call, rightly: Any) -> Any:
    if [role for role, _ in call.caller.roles] == [OPERATOR]:
        raise forbidden("The caller's roles do not include the permission Roles.view.")
    return rightly(call)


def _near_ring(right: Any) -> Any:
    def check(app: Any, id: str, parent: str) -> None:
        above = app.get("organization", parent)
        grand = app.get("organization", (above or {}).get("parent", ""))
        if grand is not None and grand.get("parent") == id:
            return
        right(app, id, parent)

    return check


def _children_only(_: Any) -> Any:
    return lambda children, root: frozenset({root, *children.get(root, [])})


def _new_tile_ids(right: Any) -> Any:
    def written(call: Call, tiles: Any, stored: Any) -> Any:
        patched = call.operation.method == "PATCH" and "tiles" not in (call.body or {})
        return right(call, tiles, None if patched else stored)

    return written


def _merged_tags(right: Any) -> Any:
    def patched(stored: Any, patch: Any) -> Any:
        tags = {**stored["tags"], **patch["tags"]} if "tags" in patch else stored["tags"]
        return {**right(stored, patch), "tags": tags}

    return patched


def _kept_display_name(right: Any) -> Any:
    def replaced_by(stored: Any, body: Any, *, known: Any) -> Any:
        name = stored["properties"]["displayName"]
        return right(stored, {**body, "properties": {"displayName": name, **body.get("properties", {})}}, known=known)

    return replaced_by


def _taken_as_written(right: Any) -> Any:
    return lambda subscription, name: (
        any(resource["name"] == name for resource in subscription.resources()) and right(subscription, name)
    )


def _no_parameters(right: Any) -> Any:
    def body_of(route: Any, headers: dict[str, str], content: bytes) -> Any:
        given = headers.get("content-type", "")
        if ";" in given and "charset=utf-8" not in given.lower().replace(" ", ""):
            raise ServiceError(415, "UnsupportedMediaType", f'The content type "{given}" is not application/json.')
        if content and re.search(r";\s*charset=(?-i:UTF-8)", given):
            raise ServiceError(415, "UnsupportedMediaType", f'The content type "{given}" is not application/json.')
        return right(route, headers, content)

    return body_of


def _basic_plane(_: Call, body: dict[str, Any]) -> Any:
    name = body.get("displayName")
    if isinstance(name, str):
        body["displayName"] = re.sub("[\U00010000-\U0010ffff]", "\ufffd", name)
    return body


def _unfiltered_pages(call: Call, rightly: Any) -> Any:
    order = call.role("orderby")
    if order and "$skiptoken" in call.extra and call.role("filter"):
        call.query.pop(call.operation.roles["filter"], None)
    return rightly(call)


def _first_organization(call: Call, rightly: Any) -> Any:
    answer = rightly(call)
    owners = answer.get("organizations") or []
    if len(owners) > 1:
        stored = {**call.app.get("dashboard", answer["id"]), "organizations": owners[:1]}
        call.app.put("dashboard", answer["id"], stored)
        return stored
    return answer


DEFECTS = [
    Defect(
        "email-by-case",
        "two users can have an e-mail address that differs in case",
        STABLE,
        "Users",
        codes("IC671"),
        instead("Users_Create", do=_second_user),
    ),
    Defect(
        "roles-added",
        "a PATCH of the roles of a user adds to those that it has",
        PREVIEW,
        "Users",
        codes("IC401"),
        sending("Users_Update", change=_added_roles),
    ),
    Defect(
        "object-id-stays",
        "a PATCH of the objectId of a service principal or group changes nothing",
        STABLE,
        "Users",
        codes("IC401"),
        sending("Users_Update", change=_same_object),
    ),
    Defect(
        "roles-not-for-operators",
        "an operator cannot read a role",
        STABLE,
        "Roles",
        codes("IC217"),
        instead("Roles_Get", do=_not_for_operators),
    ),
    Defect(
        "expiry-as-utc",
        "the offset of the expiry of a token is taken for UTC",
        PREVIEW,
        "ApiTokens",
        codes("IC311"),
        sending("ApiTokens_Create", change=_expiry_as_utc),
    ),
    Defect(
        "ring-of-three",
        "an organization can be moved below one that is two levels below it",
        STABLE,
        "Organizations",
        codes("IC322"),
        replaced(f"{_EMULATOR}resources.organizations:_check_parent", _near_ring),
    ),
    Defect(
        "grandchildren-out-of-reach",
        "a role in an organization reaches its children, not what is below them",
        PREVIEW,
        "Organizations",
        codes("IC207"),
        replaced(f"{_EMULATOR}http.authorization:_below", _children_only),
    ),
    Defect(
        "tile-ids-renewed",
        "a PATCH without tiles gives the tiles of a dashboard new ids",
        PREVIEW,
        "Dashboards",
        codes("IC402", "IC404", "IC407"),
        replaced(f"{_EMULATOR}resources.dashboards:_with_ids", _new_tile_ids),
    ),
    Defect(
        "favorite-kept",
        "a PUT on a dashboard keeps the favorite that it leaves out",
        PREVIEW,
        "Dashboards",
        codes("IC304"),
        sending("Dashboards_Create", change=kept_on_put("dashboard", "dashboardId", "favorite")),
    ),
    Defect(
        "first-dashboard-organization",
        "of the organizations of a dashboard, only the first is kept",
        PREVIEW,
        "Dashboards",
        codes("IC207", "IC311"),
        instead("Dashboards_Create", do=_first_organization),
    ),
    Defect(
        "account-stays",
        "a null in a PATCH does not remove the account of the file uploads",
        STABLE,
        "FileUploads",
        codes("IC403"),
        sending("FileUploads_Update", change=without_null("account")),
    ),
    Defect(
        "sas-time-kept",
        "a PUT of the file uploads keeps the sasTtl that it leaves out",
        PREVIEW,
        "FileUploads",
        codes("IC304", "IC312"),
        sending("FileUploads_Create", change=kept_on_put("fileUpload", "", "sasTtl")),
    ),
    Defect(
        "tags-merged",
        "a PATCH of the tags of an application keeps those that it leaves out",
        CONTROL,
        "Apps",
        codes("IC704"),
        replaced(f"{_EMULATOR}control_plane.app_resources:patched", _merged_tags),
    ),
    Defect(
        "app-display-name-kept",
        "a PUT on an application keeps the display name that it leaves out",
        CONTROL,
        "Apps",
        codes("IC705"),
        replaced(f"{_EMULATOR}control_plane.app_resources:replaced", _kept_display_name),
    ),
    Defect(
        "name-taken-by-case",
        "the name of an application is free in another case",
        CONTROL,
        "Apps",
        codes("IC710"),
        replaced(f"{_EMULATOR}control_plane.availability:_name_taken", _taken_as_written),
    ),
    Defect(
        "charset-in-capitals",
        "a content type whose charset is in capitals is refused",
        STABLE,
        "Organizations",
        codes("IC226"),
        replaced(f"{_EMULATOR}http.bodies:body_of", _no_parameters),
    ),
    Defect(
        "names-of-basic-plane",
        "emoji in the display name of an organization are replaced",
        STABLE,
        "Organizations",
        codes("IC311", "IC401"),
        sending("Organizations_Create", "Organizations_Update", change=_basic_plane),
    ),
    Defect(
        "unfiltered-sorted-pages",
        "later pages of sorted dashboards are not filtered",
        PREVIEW,
        "Dashboards",
        codes("IC505"),
        instead("Dashboards_List", do=_unfiltered_pages),
    ),
]
