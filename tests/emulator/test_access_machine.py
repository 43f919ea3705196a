"""Stateful tests of users, roles, organizations and API tokens, compared with a model."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule
from iotcentral_testkit.emulator.http.authorization import (
    ADMINISTRATOR,
    BUILDER,
    ORG_ADMIN,
    ORG_VIEWER,
    ORGANIZATION_ROLES,
    ROLES,
)

from .conftest import START
from .machines import PACE, VERSION, Collection, Machine

pytestmark = pytest.mark.long  # Hypothesis draws sequences of requests

ORGANIZATIONS = ("o1", "o2", "o3", "o4", "o5", "o6")
USERS = ("creator", "u1", "u2", "u3")
TOKENS = ("t1", "t2", "t3")
DEPTH = 5

ONE = st.sampled_from(ORGANIZATIONS)
ASSIGNMENTS = st.one_of(
    st.builds(lambda role: {"role": role}, st.sampled_from([ADMINISTRATOR, BUILDER, ORG_ADMIN])),
    st.builds(
        lambda role, place: {"role": role, "organization": place},
        st.sampled_from([ORG_ADMIN, ORG_VIEWER, BUILDER]),
        ONE,
    ),
)
ROLE_LISTS = st.lists(ASSIGNMENTS, min_size=1, max_size=2)
IDENTITIES = st.one_of(
    st.builds(lambda name: {"type": "email", "email": f"{name}@contoso.com"}, st.sampled_from(["a", "A", "b"])),
    st.builds(
        lambda kind: {"type": kind, "tenantId": "t", "objectId": "o"}, st.sampled_from(["servicePrincipal", "adGroup"])
    ),
)


class Access(Machine):
    """Model of users, organizations, and the permissions of tokens."""

    def __init__(self) -> None:
        super().__init__()
        self.organizations = Collection("organizations", ORGANIZATIONS, etags=False, sizes=False)
        self.users = Collection("users", USERS, etags=False)
        self.tokens = Collection("apiTokens", (*TOKENS, "emulator-administrator"), etags=False, sizes=False)
        self.collections = [self.organizations, self.users, self.tokens]
        for kind in (self.users, self.tokens):
            kind.known = {item["id"]: item for item in self.ask("GET", kind.path).json()["value"]}
        self.secrets: dict[str, str] = {}

    def parent(self, id: str) -> str | None:
        parent: str | None = self.organizations.known[id].get("parent")
        return parent

    def below(self, id: str) -> set[str]:
        """Return an organization and all below it."""
        return {id}.union(*(self.below(child) for child in self.organizations.known if self.parent(child) == id))

    def level(self, id: str) -> int:
        parent = self.parent(id)
        return 1 if parent is None else 1 + self.level(parent)

    def height(self, id: str) -> int:
        children = [child for child in self.organizations.known if self.parent(child) == id]
        return max((1 + self.height(child) for child in children), default=0)

    def may_be_under(self, id: str, parent: str | None) -> bool:
        if parent is None:
            return True
        if parent not in self.organizations.known:
            return False
        if id not in self.organizations.known:
            return id != parent and self.level(parent) < DEPTH
        return parent not in self.below(id) and self.level(parent) + 1 + self.height(id) <= DEPTH

    def given_roles(self) -> Iterator[dict[str, Any]]:
        for kind in (self.users, self.tokens):
            for one in kind.known.values():
                yield from one["roles"]

    def roles_are_valid(self, roles: list[dict[str, Any]]) -> bool:
        return all(
            given["organization"] in self.organizations.known and given["role"] in ORGANIZATION_ROLES
            if "organization" in given
            else given["role"] not in ORGANIZATION_ROLES
            for given in roles
        )

    @rule(id=ONE, parent=st.none() | ONE, name=st.none() | st.text(max_size=3))
    def write_organization(self, id: str, parent: str | None, name: str | None) -> None:
        body = {key: value for key, value in (("parent", parent), ("displayName", name)) if value is not None}
        if self.may_be_under(id, parent):
            self.put(self.organizations, id, body, body)
        else:
            self.refused(self.ask("PUT", f"organizations/{id}", body), 422)

    @rule()
    def write_a_deep_chain(self) -> None:
        """Create a chain of the greatest depth, where the tree allows it."""
        for above, id in zip((None, *ORGANIZATIONS[:4]), ORGANIZATIONS[:5], strict=True):
            self.write_organization(id, above, None)

    @precondition(lambda self: self.organizations.known)
    @rule(data=st.data(), parent=st.none() | ONE)
    def move_organization(self, data: st.DataObject, parent: str | None) -> None:
        id = data.draw(st.sampled_from(sorted(self.organizations.known)))
        if self.may_be_under(id, parent):
            merged = {**self.organizations.known[id], "parent": parent}
            expected = {name: value for name, value in merged.items() if value is not None and name != "id"}
            self.patch(self.organizations, id, {"parent": parent}, expected)
        else:
            self.refused(self.ask("PATCH", f"organizations/{id}", {"parent": parent}), 422)

    @rule(id=ONE)
    def remove_organization(self, id: str) -> None:
        children = any(self.parent(other) == id for other in self.organizations.known)
        residents = any(given.get("organization") == id for given in self.given_roles())
        self.remove(self.organizations, id, conflict=children or residents)

    def email_is_taken(self, id: str, identity: dict[str, Any]) -> bool:
        wanted = identity.get("email", "").lower()
        others = [user for name, user in self.users.known.items() if name != id]
        return bool(wanted) and any(user.get("email", "").lower() == wanted for user in others)

    def is_last_administrator(self, id: str) -> bool:
        administrators = {
            name
            for name, user in self.users.known.items()
            if any(given["role"] == ADMINISTRATOR for given in user["roles"])
        }
        return administrators == {id}

    @rule(id=st.sampled_from(USERS), identity=IDENTITIES, roles=ROLE_LISTS)
    def add_user(self, id: str, identity: dict[str, Any], roles: list[dict[str, Any]]) -> None:
        body = {**identity, "roles": roles}
        if id in self.users.known:
            self.refused(self.ask("PUT", f"users/{id}", body), 409)
        elif not self.roles_are_valid(roles):
            self.refused(self.ask("PUT", f"users/{id}", body), 422)
        elif self.email_is_taken(id, identity):
            self.refused(self.ask("PUT", f"users/{id}", body), 409)
        else:
            self.put(self.users, id, body, body)

    @rule(id=st.sampled_from(USERS), identity=st.just({}) | IDENTITIES, roles=ROLE_LISTS)
    def change_user(self, id: str, identity: dict[str, Any], roles: list[dict[str, Any]]) -> None:
        user = self.users.known.get(id)
        patch = {**identity, "roles": roles}
        answer = self.ask("PATCH", f"users/{id}", patch)
        if user is None:
            self.refused(answer, 404)
        elif identity.get("type", user["type"]) != user["type"] or not self.roles_are_valid(roles):
            self.refused(answer, 422, 409)
        elif self.email_is_taken(id, identity) or (
            self.is_last_administrator(id) and all(given["role"] != ADMINISTRATOR for given in roles)
        ):
            self.refused(answer, 409)
        else:
            expected = {name: value for name, value in {**user, **patch}.items() if name != "id"}
            self.taken(self.users, id, answer, expected)

    @rule(id=st.sampled_from(USERS))
    def remove_user(self, id: str) -> None:
        self.remove(self.users, id, conflict=self.is_last_administrator(id))

    @rule(id=st.sampled_from(TOKENS), roles=ROLE_LISTS, hours=st.none() | st.integers(-1, 30))
    def make_token(self, id: str, roles: list[dict[str, Any]], hours: int | None) -> None:
        now = self.world.clock.now()
        ends = now + (timedelta(days=365) if hours is None else timedelta(hours=hours))
        body = {"roles": roles} | ({} if hours is None else {"expiry": ends.isoformat()})
        answer = self.ask("PUT", f"apiTokens/{id}", body)
        if id in self.tokens.known:
            self.refused(answer, 409)
        elif not self.roles_are_valid(roles) or ends <= now:
            self.refused(answer, 422)
        else:
            made = self.taken(self.tokens, id, answer, {"roles": roles}, expiry=str, token=str)
            assert datetime.fromisoformat(made["expiry"]) == ends
            self.secrets[id] = made["token"]
            self.tokens.known[id] = {name: value for name, value in made.items() if name != "token"}

    @rule(id=st.sampled_from(TOKENS))
    def remove_token(self, id: str) -> None:
        self.remove(self.tokens, id)

    @rule(hours=st.integers(0, 12))
    def wait(self, hours: int) -> None:
        self.world.clock.advance(timedelta(hours=hours))

    @invariant()
    def roles_are_three_or_six(self) -> None:
        wanted = [id for id in ROLES if self.organizations.known or id not in ORGANIZATION_ROLES]
        assert [role["id"] for role in self.ask("GET", "roles").json()["value"]] == wanted

    @invariant()
    def tokens_work_while_they_are_there_and_reach_what_their_roles_reach(self) -> None:
        for id, secret in self.secrets.items():
            answer = self.client.get(
                "/api/organizations", params={"api-version": VERSION}, headers={"Authorization": secret}
            )
            token = self.tokens.known.get(id)
            alive = token is not None and datetime.fromisoformat(token["expiry"]) > self.world.clock.now()
            if token is None or not alive:
                assert answer.status_code == 401
                continue
            reached = {given.get("organization") for given in token["roles"]}
            everything = None in reached
            below = set[str]().union(*(self.below(place) for place in reached if place is not None))
            found = {item["id"] for item in answer.json()["value"]}
            assert found == (set(self.organizations.known) if everything else below)

    @invariant()
    def there_is_an_administrator(self) -> None:
        assert any(given["role"] == ADMINISTRATOR for user in self.users.known.values() for given in user["roles"])
        assert self.world.clock.now() >= START


TestAccess = Access.TestCase
TestAccess.settings = PACE
