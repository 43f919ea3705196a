"""Defects of access and validation: requests that are wrongly accepted or rejected."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import parse_qs

from iotcentral_testkit.emulator.http import authentication
from iotcentral_testkit.emulator.http.authorization import ADMINISTRATOR, BUILDER, OPERATOR, ORG_VIEWER, Caller
from iotcentral_testkit.emulator.http.calls import Call
from iotcentral_testkit.emulator.http.errors import ServiceError

from tests.support.fictional import VERSION as FICTIONAL
from tests.support.fictional import fictional_package, served_beside

from ..defect import PREVIEW, STABLE, Defect, codes
from ..switching import Switch, Wire, answers, instead, on_wire, replaced, together

_ANYBODY = Caller("anybody", ((ADMINISTRATOR, None),))
_AUTH = "ST.ignored_auth"


def _open(part: bytes, *, token: bool) -> Switch:
    """Accept every caller at the paths that contain a text: without a token, or with any."""

    def tell(rightly: Any) -> Any:
        def call(self: Any, handling: Any, scope: Any, headers: dict[str, str]) -> Any:
            if part in scope["raw_path"] and (token or "authorization" not in headers):
                headers = {**headers, "authorization": "Open"}
            return rightly(self, handling, scope, headers)

        return call

    def let_in(rightly: Any) -> Any:
        return lambda app, header: _ANYBODY if header == "Open" else rightly(app, header)

    return together(
        replaced("iotcentral_testkit.emulator.data_plane:DataPlane._call", tell),
        replaced("iotcentral_testkit.emulator.http.authentication:authenticate", let_in),
    )


@contextmanager
def _with_the_fictional_version() -> Iterator[None]:
    """Serve a version in which an operation has a required header; no published one has."""
    with TemporaryDirectory() as folder, served_beside(fictional_package(Path(folder)).parent):
        yield


def _unsigned(rightly: Any) -> Any:
    """Trust the content of a token."""

    def signed(app: Any, secret: str) -> tuple[str, str]:
        fields = {name: values[0] for name, values in parse_qs(secret).items()}
        if "skn" not in fields or "se" not in fields:
            raise ServiceError(401, "Unauthenticated", "The provided authentication token is not valid.")
        return fields["skn"], fields["se"]

    return signed


def _never_expired(rightly: Any) -> Any:
    def caller(app: Any, secret: str) -> Any:
        try:
            return rightly(app, secret)
        except ServiceError:
            token_id, expiry = authentication._signed(app, secret)
            stored = app.get("apiToken", token_id)
            if stored is None or str(stored["_se"]) != expiry:
                raise
            return Caller(token_id, tuple((role["role"], role.get("organization")) for role in stored["roles"]))

    return caller


@contextmanager
def _remembering() -> Iterator[None]:
    """Cache the owner of a token from its first use on."""
    known: dict[str, Caller] = {}

    def wrap(rightly: Any) -> Any:
        def caller(app: Any, secret: str) -> Caller:
            if secret not in known:
                known[secret] = rightly(app, secret)
            return known[secret]

        return caller

    with replaced("iotcentral_testkit.emulator.http.authentication:_token_caller", wrap)():
        yield


def _forbidden(answer: Wire) -> None:
    if answer.status == 401:
        answer.refuse(403, "Forbidden", "You may not do that.")


def _granting(grants: Callable[[str, str], bool | None]) -> Switch:
    """Change the permissions of roles.

    Args:
        grants: takes a role and a permission; returns None for the right result.
    """

    def wrap(rightly: Any) -> Any:
        def granted(role: str, permission: str) -> bool:
            changed = grants(role, permission)
            return bool(rightly(role, permission)) if changed is None else changed

        return granted

    return replaced("iotcentral_testkit.emulator.http.authorization:_granted", wrap)


def _gives(role: str, *permissions: str) -> Switch:
    return _granting(lambda asking, permission: True if asking == role and permission in permissions else None)


def _refuses(role: str, resource: str) -> Switch:
    return _granting(
        lambda asking, permission: False if asking == role and permission.startswith(f"{resource}.") else None
    )


def _everywhere(call: Call, rightly: Any) -> Any:
    """Ignore the organizations of the caller."""
    call.caller = replace(call.caller, organizations=None)
    return rightly(call)


def _any_version(rightly: Any) -> Any:
    return lambda self, version: rightly(
        self, version if version is None or version in self._documents else _newest(self)
    )


def _no_version(rightly: Any) -> Any:
    return lambda self, version: rightly(self, _newest(self) if version is None else version)


def _newest(server: Any) -> str:
    return str(list(server._documents)[-1])


def _bodies(read: Callable[[Any, str, dict[str, str], bytes, Any], Any]) -> Switch:
    """Replace the reader of request bodies; `read` takes the right reader, the operationId, the headers and the bytes."""

    def wrap(rightly: Any) -> Any:
        return lambda operation, headers, content: read(rightly, operation.id, headers, content, operation)

    return replaced("iotcentral_testkit.emulator.http.bodies:body_of", wrap)


def _any_media_type(rightly: Any, id: str, headers: dict[str, str], content: bytes, operation: Any) -> Any:
    if id == "Users_Create":
        headers = {**headers, "content-type": operation.media_types[0]}
    return rightly(operation, headers, content)


def _plain_json_alone(rightly: Any, id: str, headers: dict[str, str], content: bytes, operation: Any) -> Any:
    if id == "DeviceGroups_Update" and headers.get("content-type") == operation.media_types[-1]:
        raise ServiceError(415, "UnsupportedMediaType", "The content type is not accepted.")
    return rightly(operation, headers, content)


def _broken_as_empty(rightly: Any, id: str, headers: dict[str, str], content: bytes, operation: Any) -> Any:
    if id == "Organizations_Create":
        try:
            return rightly(operation, headers, content)
        except ServiceError as refusal:
            if refusal.status == 400:
                return {}
            raise
    return rightly(operation, headers, content)


def _unchecked(*operations: str) -> Switch:
    """Accept bodies that the document does not allow."""

    def wrap(rightly: Any) -> Any:
        return lambda route, body: None if route.id in operations else rightly(route, body)

    return replaced("iotcentral_testkit.emulator.http.bodies:check_body", wrap)


def _unchecked_path(operation: str, values: Callable[[str], bool]) -> Switch:
    """Accept ids that the document does not allow; `values` returns them."""

    def wrap(rightly: Any) -> Any:
        def path_values(route: Any, segments: list[str]) -> Any:
            if route.id == operation and values(segments[-1]):
                return route.named(segments)
            return rightly(route, segments)

        return path_values

    return replaced("iotcentral_testkit.emulator.http.requests:path_values", wrap)


def _shorter_ids(call: Call, rightly: Any) -> Any:
    if len(next(iter(call.path.values()))) >= 255:
        raise ServiceError(400, "BadRequest", "The id is too long.")
    return rightly(call)


def _first_role(call: Call, rightly: Any) -> Any:
    try:
        return rightly(call)
    except ServiceError:
        return {"id": call.path["roleId"], "displayName": ""}


def _empty_device(call: Call, rightly: Any) -> Any:
    try:
        return rightly(call)
    except ServiceError:
        return {"id": call.path["deviceId"]}


def _any_page_size() -> AbstractContextManager[None]:
    """Accept any page size, and use a valid one."""

    def wrap(rightly: Any) -> Any:
        def query_values(route: Any, pairs: list[tuple[str, str]]) -> Any:
            if route.id == "ScheduledJobs_List":
                pairs = [(name, _possible(value) if name == "maxpagesize" else value) for name, value in pairs]
            return rightly(route, pairs)

        return query_values

    return replaced("iotcentral_testkit.emulator.http.requests:query_values", wrap)()


def _possible(value: str) -> str:
    number = int(value) if re.fullmatch(r"-?\d{1,9}", value) else 25
    return str(min(max(number, 1), 100))


def _always_found(answer: Wire) -> None:
    """Answer unknown paths, as a web server does that serves its start page everywhere."""
    if answer.status in {404, 405} and not answer.scope["path"].startswith(_KNOWN):
        answer.status, answer.content = 200, b"{}"
        answer.headers.clear()


_KNOWN = tuple(
    f"/api/{name}"
    for name in ("devices", "roles", "users", "organizations", "apiTokens", "deviceTemplates", "deviceGroups", "jobs")
)


def _as_administrator(call: Call, answer: Any) -> Any:
    """Store a new token with the rights of an administrator, whatever was requested."""
    stored = call.app.get("apiToken", answer["id"])
    call.app.put("apiToken", answer["id"], {**stored, "roles": [{"role": ADMINISTRATOR}]})
    return answer


DEFECTS = [
    Defect(
        "dashboards-without-token",
        "dashboards are answered without a token",
        PREVIEW,
        "Dashboards",
        codes("IC201", _AUTH),
        _open(b"/dashboards", token=False),
    ),
    Defect(
        "file-uploads-with-any-token",
        "the file upload configuration is returned whatever the token is",
        STABLE,
        "FileUploads",
        codes("IC202", _AUTH),
        _open(b"/fileUploads", token=True),
    ),
    Defect(
        "signature-ignored",
        "the signature of an API token is not checked",
        STABLE,
        "Users",
        codes("IC202"),
        replaced("iotcentral_testkit.emulator.http.authentication:_signed", _unsigned),
    ),
    Defect(
        "expired-token-accepted",
        "an API token works after its expiry",
        PREVIEW,
        "ApiTokens",
        codes("IC203"),
        replaced("iotcentral_testkit.emulator.http.authentication:_token_caller", _never_expired),
    ),
    Defect(
        "removed-token-accepted",
        "an API token that was used still works after its removal",
        STABLE,
        "ApiTokens",
        codes("IC204"),
        _remembering,
    ),
    Defect(
        "unauthenticated-403",
        "a request without a token is answered with 403 where 401 is documented",
        PREVIEW,
        "Query",
        codes("IC201", "IC202"),
        on_wire(_forbidden),
    ),
    Defect(
        "operator-changes-templates",
        "operators may change device templates",
        PREVIEW,
        "DeviceTemplates",
        codes("IC206"),
        _gives(OPERATOR, "DeviceTemplates.change"),
    ),
    Defect(
        "operator-reads-tokens",
        "operators may list API tokens",
        STABLE,
        "ApiTokens",
        codes("IC206"),
        _gives(OPERATOR, "ApiTokens.view"),
    ),
    Defect(
        "builder-adds-users",
        "builders may add users",
        PREVIEW,
        "Users",
        codes("IC206"),
        _gives(BUILDER, "Users.view", "Users.change"),
    ),
    Defect(
        "builder-reads-exports",
        "builders may read data exports",
        PREVIEW,
        "Exports",
        codes("IC206"),
        _gives(BUILDER, "Exports.view"),
    ),
    Defect(
        "viewer-changes-devices",
        "organization viewers may change devices",
        STABLE,
        "Devices",
        codes("IC206"),
        _gives(ORG_VIEWER, "Devices.change", "Devices.execute"),
    ),
    Defect(
        "builder-without-templates",
        "builders may not see or change device templates",
        STABLE,
        "DeviceTemplates",
        codes("IC205"),
        _refuses(BUILDER, "DeviceTemplates"),
    ),
    Defect(
        "operator-without-jobs",
        "operators may not see or start jobs",
        PREVIEW,
        "Jobs",
        codes("IC205"),
        _refuses(OPERATOR, "Jobs"),
    ),
    Defect(
        "token-too-strong",
        "every new API token has the rights of an administrator",
        PREVIEW,
        "ApiTokens",
        codes("IC206", "IC670", "IC302", "IC303"),
        answers("ApiTokens_Create", change=_as_administrator),
    ),
    Defect(
        "devices-of-all-organizations",
        "the list of devices shows those of other organizations",
        PREVIEW,
        "Devices",
        codes("IC207"),
        instead("Devices_List", do=_everywhere),
    ),
    Defect(
        "group-of-other-organization",
        "a device group of another organization can be read by its id",
        STABLE,
        "DeviceGroups",
        codes("IC207"),
        instead("DeviceGroups_Get", do=_everywhere),
    ),
    Defect(
        "unknown-version-accepted",
        "an api-version that does not exist is treated as the newest",
        PREVIEW,
        "Roles",
        codes("IC210"),
        replaced("iotcentral_testkit.emulator.data_plane:DataPlane._version", _any_version),
    ),
    Defect(
        "missing-version-accepted",
        "a request without an api-version is answered as the newest",
        STABLE,
        "Organizations",
        codes("IC211"),
        replaced("iotcentral_testkit.emulator.data_plane:DataPlane._version", _no_version),
    ),
    Defect(
        "text-accepted-as-json",
        "a user is created by a body with the media type text/plain",
        STABLE,
        "Users",
        codes("IC222"),
        _bodies(_any_media_type),
    ),
    Defect(
        "second-media-type-refused",
        "one of the two documented media types of a patch of a device group is rejected",
        PREVIEW,
        "DeviceGroups",
        codes("IC221"),
        _bodies(_plain_json_alone),
    ),
    Defect(
        "broken-json-accepted",
        "an organization is created by a body that is not JSON",
        PREVIEW,
        "Organizations",
        codes("IC223"),
        _bodies(_broken_as_empty),
    ),
    Defect(
        "enrollment-type-unchecked",
        "an enrollment group is stored with members of the wrong type",
        STABLE,
        "EnrollmentGroups",
        codes("IC224", "ST.negative_data_rejection"),
        _unchecked("EnrollmentGroups_Create"),
    ),
    Defect(
        "manifest-unchecked",
        "a deployment manifest is stored with members of the wrong type",
        PREVIEW,
        "DeploymentManifests",
        codes("IC224", "ST.negative_data_rejection"),
        _unchecked("DeploymentManifests_Create"),
    ),
    Defect(
        "required-header-left-out",
        "a dashboard is created without a header that the version requires",
        FICTIONAL,
        "Dashboards",
        codes("IC225"),
        together(
            _with_the_fictional_version,
            replaced(
                "iotcentral_testkit.openapi.documents:Route.check_headers", lambda rightly: lambda route, headers: None
            ),
        ),
    ),
    Defect(
        "group-id-limit-short",
        "the longest id that is documented for device groups is rejected",
        PREVIEW,
        "DeviceGroups",
        codes("IC231"),
        instead("DeviceGroups_Create", do=_shorter_ids),
    ),
    Defect(
        "schedule-id-too-long",
        "a scheduled job accepts an id of any length",
        STABLE,
        "ScheduledJobs",
        codes("IC231", "ST.negative_data_rejection"),
        _unchecked_path("ScheduledJobs_Create", lambda value: len(value) > 255),
    ),
    Defect(
        "user-id-any-characters",
        "a user id may have characters that the document does not allow",
        PREVIEW,
        "Users",
        codes("IC231", "ST.negative_data_rejection"),
        _unchecked_path("Users_Create", lambda value: len(value) <= 48),
    ),
    Defect(
        "unknown-role-200",
        "a role that does not exist is answered with 200",
        PREVIEW,
        "Roles",
        codes("IC230"),
        instead("Roles_Get", do=_first_role),
    ),
    Defect(
        "unknown-device-200",
        "a device that does not exist is answered with 200 and little in it",
        STABLE,
        "Devices",
        codes("IC230", "IC306"),
        instead("Devices_Get", do=_empty_device),
    ),
    Defect(
        "page-size-out-of-range",
        "a page size of 0 or 101 is accepted",
        PREVIEW,
        "ScheduledJobs",
        codes("IC233", "ST.negative_data_rejection"),
        _any_page_size,
    ),
    Defect(
        "unknown-path-200",
        "an unknown path is answered with 200",
        STABLE,
        "Roles",
        codes("IC232"),
        on_wire(_always_found),
    ),
]
