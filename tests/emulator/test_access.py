"""Tests of authorization: refused tokens, the six roles, and the reach of organizations."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from iotcentral_testkit.emulator.http.authentication import api_token_secret, bearer_token
from iotcentral_testkit.emulator.http.authorization import (
    ADMINISTRATOR,
    BUILDER,
    OPERATOR,
    ORG_ADMIN,
    ORG_OPERATOR,
    ORG_VIEWER,
    permission_of,
)
from iotcentral_testkit.emulator.world import DEFAULT_APP, World
from iotcentral_testkit.openapi.documents import documents
from iotcentral_v2022_10_31_preview import IoTCentral, models

from iotcentral import NO_RETRY, ApiError, ApiToken, NotFoundError

from .bridge import Bridge

URL = "http://localhost"


@pytest.fixture
def application(world: World):
    return world.applications[DEFAULT_APP]


@pytest.fixture
def organizations(app: IoTCentral) -> None:
    """`north` with `seattle` below it, and `south` beside them."""
    app.organizations.create("north", models.Organization(display_name="North"))
    app.organizations.create("seattle", models.Organization(parent="north"))
    app.organizations.create("south", models.Organization())


@pytest.fixture
def acting(app: IoTCentral, bridge: Bridge):
    """Return a client whose token has the given (role, organization) pairs."""

    def client(*roles: tuple[str, str | None]) -> IoTCentral:
        given = [models.RoleAssignment.from_dict(_assignment(*pair)) for pair in roles]
        made = app.api_tokens.create(f"token-{len(list(app.api_tokens.list()))}", models.ApiToken(roles=given))
        assert isinstance(made.token, str)
        return IoTCentral(URL, ApiToken(made.token), transport=bridge, limiter=None, retry=NO_RETRY)

    return client


def _assignment(role: str, organization: str | None) -> dict[str, str]:
    return {"role": role} | ({} if organization is None else {"organization": organization})


def _status(call) -> int:
    with pytest.raises(ApiError) as caught:
        call()
    return caught.value.status_code


class TestTokensThatAreRefused:
    @pytest.fixture
    def ask(self, bridge: Bridge):
        def ask(authorization: str | None) -> httpx.Response:
            headers = {} if authorization is None else {"Authorization": authorization}
            return bridge.handle_request(
                httpx.Request("GET", f"{URL}/api/roles?api-version=2022-07-31", headers=headers)
            )

        return ask

    @pytest.mark.parametrize(
        "authorization",
        [
            None,
            "",
            "nonsense",
            "Basic dXNlcjpwYXNz",
            "Bearer",
            "Bearer abc.def.ghi",
            "Bearer emulator.a.1.\xe4",
            "SharedAccessSignature",
            "SharedAccessSignature sr=x&sig=%00&skn=y&se=z",
            "SharedAccessSignature sr=x&sig=\xe4&skn=y&se=9",
        ],
    )
    def test_what_is_no_token_is_unauthenticated(self, bridge: Bridge, authorization: str | None) -> None:
        headers = [] if authorization is None else [(b"authorization", authorization.encode("latin-1"))]
        request = httpx.Request("GET", f"{URL}/api/roles?api-version=2022-07-31", headers=headers)
        answer = bridge.handle_request(request)
        assert (answer.status_code, answer.json()["error"]["code"]) == (401, "Unauthenticated")

    def test_a_changed_signature_is_refused(self, ask, token: str) -> None:
        assert ask(token).status_code == 200
        head, _, tail = token.partition("&sig=")
        assert ask(f"{head}&sig={'A' if tail[0] != 'A' else 'B'}{tail[1:]}").status_code == 401

    def test_a_later_expiry_than_the_signed_one_is_refused(self, ask, token: str) -> None:
        assert ask(f"{token}0").status_code == 401

    def test_a_well_signed_token_that_nobody_made_is_refused(self, ask, application) -> None:
        assert ask(api_token_secret(application, "ghost", datetime(2030, 1, 1, tzinfo=UTC))).status_code == 401

    def test_a_token_that_was_accepted_is_refused_once_it_is_removed(self, world: World, ask, application) -> None:
        stored = {"id": "late", "roles": [{"role": ADMINISTRATOR}], "_se": 1893456000000}
        late = api_token_secret(application, "late", datetime(2030, 1, 1, tzinfo=UTC))
        assert ask(late).status_code == 401

        def roll_back() -> None:
            with world.store.transaction():
                application.put("apiToken", "late", stored)
                assert ask(late).status_code == 200
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            roll_back()
        assert ask(late).status_code == 401
        application.put("apiToken", "late", stored)
        assert ask(late).status_code == 200
        world.store.delete_kinds(application.name, "api")
        assert ask(late).status_code == 401

    def test_a_token_of_another_application_is_refused(self, world: World, ask) -> None:
        other = World(apps=("contoso",), seed=1, clock=world.clock)
        assert ask(other.tokens["contoso"]).status_code == 401

    def test_a_token_works_until_its_expiry(self, app: IoTCentral, world: World, ask) -> None:
        expiry = world.clock.now() + timedelta(hours=1)
        body = models.ApiToken(roles=[models.RoleAssignment(role=OPERATOR)], expiry=expiry)
        made = app.api_tokens.create("short", body)
        world.clock.advance("PT59M59S")
        assert ask(made.token).status_code == 200
        world.clock.advance("PT1S")
        assert ask(made.token).status_code == 401

    def test_a_deleted_token_is_refused(self, app: IoTCentral, ask) -> None:
        made = app.api_tokens.create("gone", models.ApiToken(roles=[models.RoleAssignment(role=OPERATOR)]))
        app.api_tokens.remove("gone")
        assert ask(made.token).status_code == 401

    def test_the_scheme_may_be_written_in_any_case(self, ask, token: str) -> None:
        assert ask(token.replace("SharedAccessSignature", "sharedaccesssignature")).status_code == 200

    def test_a_bearer_token_is_good_for_users_alone_and_until_it_expires(self, app, application, world, ask) -> None:
        now = int(world.clock.now().timestamp())
        app.users.create(
            "lead", models.EmailUser(email="lead@contoso.com", roles=[models.RoleAssignment(role=OPERATOR)])
        )
        assert ask(f"Bearer {bearer_token(application, 'lead', now + 60)}").status_code == 200
        assert ask(f"Bearer {bearer_token(application, 'lead', now)}").status_code == 401
        assert ask(f"Bearer {bearer_token(application, 'stranger', now + 60)}").status_code == 403


_ASKED: dict[str, Callable[[IoTCentral], object]] = {
    "ApiTokens": lambda app: list(app.api_tokens.list()),
    "EnrollmentGroups": lambda app: list(app.enrollment_groups.list()),
    "FileUploads": lambda app: app.file_uploads.remove(),
    "Organizations": lambda app: app.organizations.remove("nowhere"),
    "Users": lambda app: list(app.users.list()),
    "Users.change": lambda app: app.users.remove("nobody"),
    "Destinations": lambda app: list(app.destinations.list()),
    "Exports": lambda app: list(app.exports.list()),
    "DeviceTemplates.change": lambda app: app.device_templates.remove("dtmi:none;1"),
    "DeploymentManifests.change": lambda app: app.deployment_manifests.remove("none"),
    "Devices.change": lambda app: app.devices.remove("none"),
    "Devices.execute": lambda app: app.devices.run_command("none", "reboot", models.DeviceCommand()),
    "Devices.connect": lambda app: app.devices.get_credentials("none"),
    "Jobs.change": lambda app: app.jobs.stop("none"),
    "Roles.view": lambda app: list(app.roles.list()),
}
"""One operation of each permission; where there is nothing to be found, one that is allowed answers 404."""

_ADMINISTRATION = {"ApiTokens", "FileUploads", "Organizations", "Users", "Users.change", "Destinations", "Exports"}
_MODELS = {"EnrollmentGroups", "DeviceTemplates.change", "DeploymentManifests.change"}
_WORK = {"Devices.change", "Devices.execute", "Devices.connect", "Jobs.change"}


@pytest.mark.usefixtures("organizations")
@pytest.mark.parametrize(
    ("role", "organization", "refused"),
    [
        (ADMINISTRATOR, None, set()),
        (BUILDER, None, _ADMINISTRATION),
        (OPERATOR, None, _ADMINISTRATION | _MODELS),
        (ORG_ADMIN, "seattle", (_ADMINISTRATION | _MODELS) - {"Users", "Users.change"}),
        (ORG_OPERATOR, "seattle", _ADMINISTRATION | _MODELS),
        (ORG_VIEWER, "seattle", _ADMINISTRATION | _MODELS | _WORK),
    ],
)
def test_a_role_is_refused_what_it_does_not_include(acting, role, organization, refused) -> None:
    client = acting((role, organization))
    found = set()
    for name, call in _ASKED.items():
        try:
            call(client)
        except ApiError as error:
            assert error.status_code in {403, 404}, name
            if error.status_code == 403:
                assert error.code == "Forbidden"
                found.add(name)
    assert found == refused


def test_every_operation_needs_a_permission_that_an_administrator_has(acting) -> None:
    kinds = {permission_of(id).partition(".")[2] for document in documents().values() for id in document.operations}
    assert kinds == {"view", "change", "execute", "connect"}


class TestReach:
    @pytest.fixture(autouse=True)
    def devices(self, app: IoTCentral, organizations: None) -> None:
        for name, organizations in {"n": ["north"], "s": ["seattle"], "o": ["south"], "root": []}.items():
            app.devices.create(name, models.Device(organizations=organizations) if organizations else models.Device())

    def test_a_token_sees_its_organization_and_all_below(self, acting) -> None:
        assert {device.id for device in acting((ORG_VIEWER, "north")).devices.list()} == {"n", "s"}
        assert {device.id for device in acting((ORG_VIEWER, "seattle")).devices.list()} == {"s"}
        assert {device.id for device in acting((OPERATOR, None)).devices.list()} == {"n", "s", "o", "root"}

    def test_what_is_out_of_reach_is_not_found(self, acting) -> None:
        client = acting((ORG_OPERATOR, "seattle"))
        for name in ("n", "o", "root"):
            with pytest.raises(NotFoundError):
                client.devices.get(name)
            with pytest.raises(NotFoundError):
                client.devices.remove(name)

    def test_each_role_holds_in_its_own_organization_alone(self, acting) -> None:
        client = acting((ORG_VIEWER, "south"), (ORG_OPERATOR, "seattle"))
        assert {device.id for device in client.devices.list()} == {"s", "o"}
        assert client.devices.update("s", models.DevicePatch(display_name="S")).display_name == "S"
        with pytest.raises(NotFoundError):
            client.devices.update("o", models.DevicePatch(display_name="O"))

    def test_a_token_places_devices_within_its_organizations_only(self, acting) -> None:
        client = acting((ORG_OPERATOR, "north"))
        assert client.devices.create("new", models.Device(organizations=["seattle"])).organizations == ["seattle"]
        for organizations in ({}, {"organizations": ["south"]}):
            assert _status(lambda given=organizations: client.devices.create("no", models.Device(**given))) == 403

    def test_organizations_are_seen_within_the_reach(self, acting) -> None:
        client = acting((ORG_VIEWER, "north"))
        assert {organization.id for organization in client.organizations.list()} == {"north", "seattle"}
        with pytest.raises(NotFoundError):
            client.organizations.get("south")

    def test_an_organization_that_moves_takes_its_reach_along(self, acting, app: IoTCentral) -> None:
        client = acting((ORG_VIEWER, "south"))
        app.organizations.update("seattle", models.OrganizationPatch(parent="south"))
        assert {device.id for device in client.devices.list()} == {"s", "o"}

    def test_an_organization_administrator_manages_its_own_users_alone(self, acting, app: IoTCentral) -> None:
        client = acting((ORG_ADMIN, "north"))
        viewer = models.RoleAssignment(role=ORG_VIEWER, organization="seattle")
        client.users.create("inside", models.EmailUser(email="in@contoso.com", roles=[viewer]))
        assert [user.id for user in client.users.list()] == ["inside"]
        with pytest.raises(NotFoundError):
            client.users.get("creator")
        for role in (
            models.RoleAssignment(role=ADMINISTRATOR),
            models.RoleAssignment(role=ORG_ADMIN, organization="south"),
        ):
            patch = models.UserPatch(roles=[role])
            assert _status(lambda given=patch: client.users.update("inside", given)) == 403
        both = [viewer, models.RoleAssignment(role=ORG_VIEWER, organization="south")]
        app.users.update("inside", models.UserPatch(roles=both))
        assert _status(lambda: client.users.remove("inside")) == 403
