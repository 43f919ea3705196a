"""Tests of users, roles, organizations and API tokens: valid writes and refused ones."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import httpx
import pytest
from iotcentral_testkit.emulator.http.authorization import ADMINISTRATOR, OPERATOR, ORG_VIEWER
from iotcentral_v2022_10_31_preview import IoTCentral, models

from iotcentral import (
    ApiError,
    ConflictError,
    NotFoundError,
    PreconditionFailedError,
)

OPERATING = models.RoleAssignment(role=OPERATOR)
ADMINISTERING = models.RoleAssignment(role=ADMINISTRATOR)
STABLE = {"api-version": "2022-07-31"}


def _refusal(call) -> tuple[int, str]:
    with pytest.raises(ApiError) as caught:
        call()
    assert caught.value.message is not None
    return caught.value.status_code, caught.value.message


def _email(address: str = "ada@contoso.com", role: models.RoleAssignment = OPERATING) -> models.EmailUser:
    return models.EmailUser(email=address, roles=[role])


class TestApiTokens:
    def test_the_secret_is_in_the_first_answer_alone(self, app: IoTCentral) -> None:
        made = app.api_tokens.create("ci", models.ApiToken(roles=[OPERATING]))
        assert made.token.startswith("SharedAccessSignature sr=")
        assert "&skn=ci&" in made.token
        for shown in (app.api_tokens.get("ci"), *app.api_tokens.list()):
            assert sorted(shown.to_dict()) == ["expiry", "id", "roles"]

    def test_the_expiry_is_a_year_from_now_unless_it_is_given(self, app: IoTCentral, world) -> None:
        made = app.api_tokens.create("ci", models.ApiToken(roles=[OPERATING]))
        assert made.expiry == world.clock.now() + timedelta(days=365)
        assert made.token.endswith(f"&se={int(made.expiry.timestamp() * 1000)}")
        given = datetime(2026, 11, 20, tzinfo=UTC)
        assert app.api_tokens.create("two", models.ApiToken(roles=[OPERATING], expiry=given)).expiry == given

    @pytest.mark.parametrize("expiry", ["2026-03-01T08:00:00Z", "0001-01-01T00:00:00+14:00", "2027-01-01T23:59:60Z"])
    def test_an_expiry_that_cannot_be_is_refused(self, raw: httpx.Client, expiry: str) -> None:
        body = {"roles": [{"role": OPERATOR}], "expiry": expiry}
        assert raw.put("/api/apiTokens/ci", params=STABLE, json=body).status_code == 422

    def test_a_token_cannot_be_made_twice(self, app: IoTCentral) -> None:
        app.api_tokens.create("ci", models.ApiToken(roles=[OPERATING]))
        with pytest.raises(ConflictError):
            app.api_tokens.create("ci", models.ApiToken(roles=[OPERATING]))

    def test_what_a_body_says_of_the_secret_is_passed_over(self, raw: httpx.Client) -> None:
        body = {"roles": [{"role": OPERATOR}], "id": "other", "token": "mine", "extra": 1}
        answer = raw.put("/api/apiTokens/ci", params=STABLE, json=body).json()
        assert answer["id"] == "ci"
        assert answer["token"] != "mine"
        assert "extra" not in answer

    def test_an_unusual_id_works(self, app: IoTCentral, raw: httpx.Client) -> None:
        made = app.api_tokens.create("a b/ü&+=%", models.ApiToken(roles=[ADMINISTERING]))
        answer = raw.get("/api/apiTokens", params=STABLE, headers={"Authorization": made.token})
        assert answer.status_code == 200
        assert app.api_tokens.get("a b/ü&+=%").id == "a b/ü&+=%"
        app.api_tokens.remove("a b/ü&+=%")
        with pytest.raises(NotFoundError):
            app.api_tokens.get("a b/ü&+=%")

    @pytest.mark.parametrize(
        ("role", "organization", "word"),
        [
            ("none", None, "does not exist"),
            (ORG_VIEWER, None, "needs an organization"),
            (ORG_VIEWER, "nowhere", "does not exist"),
            (OPERATOR, "seattle", "whole application"),
        ],
    )
    def test_roles_are_checked(self, app: IoTCentral, role: str, organization: str | None, word: str) -> None:
        app.organizations.create("seattle", models.Organization())
        content = {"role": role} | ({} if organization is None else {"organization": organization})
        token = models.ApiToken(roles=[models.RoleAssignment.from_dict(content)])
        status, message = _refusal(lambda: app.api_tokens.create("ci", token))
        assert status == 422
        assert word in message


class TestRoles:
    def test_organization_roles_appear_with_the_first_organization(self, app: IoTCentral) -> None:
        assert [role.display_name for role in app.roles.list()] == ["Administrator", "Builder", "Operator"]
        with pytest.raises(NotFoundError):
            app.roles.get(ORG_VIEWER)
        app.organizations.create("seattle", models.Organization())
        assert len(list(app.roles.list())) == 6
        assert app.roles.get(ORG_VIEWER).display_name == "Org Viewer"


class TestUsers:
    def test_there_are_three_kinds(self, app: IoTCentral) -> None:
        who = {"tenant_id": "t", "object_id": "o", "roles": [OPERATING]}
        for name, user in {
            "mail": _email(),
            "program": models.ServicePrincipalUser(**who),
            "group": models.ADGroupUser(**who),
        }.items():
            made = app.users.create(name, user)
            assert type(made) is type(user)
            assert app.users.get(name) == made
        assert [user.id for user in app.users.list()] == ["creator", "mail", "program", "group"]
        assert [len(page.items) for page in app.users.list(maxpagesize=3).pages()] == [3, 1]

    def test_ids_and_addresses_are_unique(self, app: IoTCentral) -> None:
        app.users.create("ada", _email())
        for name, user in {"ada": _email("other@contoso.com"), "two": _email("ADA@contoso.com")}.items():
            with pytest.raises(ConflictError):
                app.users.create(name, user)

    def test_roles_are_changed_by_patch_as_a_whole(self, app: IoTCentral) -> None:
        app.organizations.create("seattle", models.Organization())
        app.users.create("ada", _email())
        roles = [models.RoleAssignment(role=ORG_VIEWER, organization="seattle")]
        assert app.users.update("ada", models.UserPatch(roles=roles), if_match="*").roles == roles
        with pytest.raises(PreconditionFailedError):
            app.users.update("ada", models.UserPatch(roles=roles), if_match="old")

    @pytest.mark.parametrize(
        "patch", [{"type": "adGroup"}, {"email": None}, {"roles": None}, {"roles": [{"role": "none"}]}]
    )
    def test_a_patch_that_spoils_the_user_is_refused(self, app: IoTCentral, patch: dict) -> None:
        made = app.users.create("ada", _email())
        assert _refusal(lambda: app.users.update("ada", models.UserPatch.from_dict(patch)))[0] == 422
        assert app.users.get("ada") == made

    def test_a_patch_may_echo_the_user(self, app: IoTCentral, raw: httpx.Client) -> None:
        content = app.users.create("ada", _email()).to_dict()
        answer = raw.patch("/api/users/ada", params=STABLE, json=content)
        assert (answer.status_code, answer.json()) == (200, content)

    def test_an_administrator_remains(self, app: IoTCentral) -> None:
        for call in (
            lambda: app.users.remove("creator"),
            lambda: app.users.update("creator", models.UserPatch(roles=[OPERATING])),
        ):
            with pytest.raises(ConflictError):
                call()
        app.users.create("ada", _email(role=ADMINISTERING))
        app.users.remove("creator")
        with pytest.raises(NotFoundError):
            app.users.get("creator")


class TestOrganizations:
    def test_the_root_is_not_listed_nor_named_as_parent(self, app: IoTCentral) -> None:
        app.organizations.create("north", models.Organization(display_name="North"))
        app.organizations.create("seattle", models.Organization(parent="north"))
        assert [item.to_dict() for item in app.organizations.list()] == [
            {"id": "north", "displayName": "North"},
            {"id": "seattle", "parent": "north"},
        ]

    def test_a_patch_renames_and_moves(self, app: IoTCentral) -> None:
        app.organizations.create("north", models.Organization())
        app.organizations.create("seattle", models.Organization(display_name="S", parent="north"))
        patch = models.OrganizationPatch(display_name="Seattle", parent=None)
        assert app.organizations.update("seattle", patch, if_match="*").to_dict() == {
            "id": "seattle",
            "displayName": "Seattle",
        }

    def test_parents_exist(self, app: IoTCentral) -> None:
        body = models.Organization(parent="nowhere")
        assert _refusal(lambda: app.organizations.create("seattle", body))[0] == 422

    def test_five_levels_are_the_limit_even_for_what_moves_along(self, app: IoTCentral) -> None:
        for level in range(1, 6):
            parent = {"parent": f"l{level - 1}"} if level > 1 else {}
            app.organizations.create(f"l{level}", models.Organization(**parent))
        assert _refusal(lambda: app.organizations.create("l6", models.Organization(parent="l5")))[0] == 422
        app.organizations.create("top", models.Organization())
        assert _refusal(lambda: app.organizations.update("l1", models.OrganizationPatch(parent="top")))[0] == 422

    def test_there_are_no_rings(self, app: IoTCentral) -> None:
        app.organizations.create("a1", models.Organization())
        app.organizations.create("a2", models.Organization(parent="a1"))
        for parent in ("a1", "a2"):
            patch = models.OrganizationPatch(parent=parent)
            assert _refusal(lambda given=patch: app.organizations.update("a1", given))[0] == 422
        assert _refusal(lambda: app.organizations.create("new", models.Organization(parent="new")))[0] == 422

    def test_only_an_empty_one_is_deleted(self, app: IoTCentral) -> None:
        app.organizations.create("north", models.Organization())
        app.organizations.create("seattle", models.Organization(parent="north"))
        viewing = models.RoleAssignment(role=ORG_VIEWER, organization="seattle")
        residents = {
            "user": (lambda: app.users.create("u", _email(role=viewing)), lambda: app.users.remove("u")),
            "API token": (
                lambda: app.api_tokens.create("t", models.ApiToken(roles=[viewing])),
                lambda: app.api_tokens.remove("t"),
            ),
            "device": (
                lambda: app.devices.create("d", models.Device(organizations=["seattle"])),
                lambda: app.devices.remove("d"),
            ),
        }
        assert "seattle" in _refusal(lambda: app.organizations.remove("north"))[1]
        for called, (come, go) in residents.items():
            come()
            status, message = _refusal(lambda: app.organizations.remove("seattle"))
            assert (status, called in message) == (409, True)
            go()
        app.organizations.remove("seattle")
        app.organizations.remove("north")
        assert list(app.organizations.list()) == []
