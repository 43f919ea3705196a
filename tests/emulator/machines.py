"""Base of the stateful tests of resource families: a model of their collections, compared with every read.

A machine writes through `put`, `patch` and `remove` and says what it expects; after each step every read has to equal
what was answered last, the lists have to hold each resource once, and walks along next links that began before go on.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import httpx
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from iotcentral_testkit.emulator.asgi import AsgiApp
from iotcentral_testkit.emulator.state.clock import Clock
from iotcentral_testkit.emulator.world import DEFAULT_APP, World

from .bridge import Bridge
from .conftest import START, URL

__all__ = ["PACE", "Collection", "Machine"]

VERSION = "2022-10-31-preview"
PACE = settings(stateful_step_count=15, deadline=None)
"""How far machines go; the number of their runs is that of the profile."""

SIZES = (1, 2, 3, 5, 100)


@dataclass
class Collection:
    """A kind of resource, with the expected content of each that exists.

    Attributes:
        path: where the list is.
        ids: all ids that the machine uses.
        key: the member that holds the id.
        etags: whether the kind has etags.
        known: id → the resource as it was answered last, in the order of creation.
    """

    path: str
    ids: tuple[str, ...]
    key: str = "id"
    etags: bool = True
    known: dict[str, dict[str, Any]] = field(default_factory=dict)
    sizes: bool = True

    def __post_init__(self) -> None:
        self.outdated: dict[str, str] = {}
        self.used: set[str] = set()
        self.removals: dict[str, int] = {}


@dataclass
class Walk:
    """A list that is read page by page while it changes."""

    collection: Collection
    present: dict[str, int]
    link: str
    seen: list[str]


class Machine(RuleBasedStateMachine):
    """Requests of the administrator, beside the model."""

    def __init__(self) -> None:
        super().__init__()
        self.world = World(seed=0, clock=Clock(START))
        token = self.world.tokens[DEFAULT_APP]
        self.bridge = Bridge(AsgiApp(self.world))
        self.client = httpx.Client(base_url=URL, transport=self.bridge, headers={"Authorization": token})
        self.collections: list[Collection] = []
        self.walks: list[Walk] = []
        self.turn = 0

    def teardown(self) -> None:
        self.client.close()
        self.world.store.close()

    def ask(
        self, method: str, path: str, body: Any = None, etag: str | None = None, **query: str | int
    ) -> httpx.Response:
        """Send a request; `etag` goes into the header."""
        headers = {} if etag is None else {"If-Match": etag}
        if method == "PATCH":
            headers["Content-Type"] = "application/merge-patch+json"
        params = {"api-version": VERSION, **query}
        return self.client.request(method, f"/api/{path}", params=params, headers=headers, json=body)

    def put(self, kind: Collection, id: str, body: Any, expected: dict[str, Any], **made: type) -> dict[str, Any]:
        """Write a resource, and expect success; `made` are members whose values the emulator generates."""
        return self.taken(kind, id, self.ask("PUT", f"{kind.path}/{id}", body), expected, **made)

    def patch(self, kind: Collection, id: str, body: Any, expected: dict[str, Any], **made: type) -> dict[str, Any]:
        """Change a resource, and expect success."""
        return self.taken(kind, id, self.ask("PATCH", f"{kind.path}/{id}", body), expected, **made)

    def taken(
        self, kind: Collection, id: str, response: httpx.Response, expected: dict[str, Any], **made: type
    ) -> dict[str, Any]:
        """Update the model from the response to a write."""
        assert response.status_code == 200, response.text
        answer: dict[str, Any] = response.json()
        before = kind.known.get(id)
        if kind.etags:
            assert answer["etag"] not in kind.used, "a change has a new etag"
            kind.used.add(answer["etag"])
            if before is not None:
                kind.outdated[id] = before["etag"]
        for name, type_ in made.items():
            assert isinstance(answer[name], type_)
        given = {name: value for name, value in answer.items() if name not in {*made, "etag"}}
        assert given == {kind.key: id, **expected}
        kind.known[id] = answer
        return answer

    def refused(self, response: httpx.Response, *statuses: int) -> None:
        """Expect an error; the invariants check that nothing was changed."""
        assert response.status_code in statuses, response.text

    def remove(self, kind: Collection, id: str, conflict: bool = False) -> None:
        """Delete a resource, or try to."""
        status = 404 if id not in kind.known else 409 if conflict else 204
        assert self.ask("DELETE", f"{kind.path}/{id}").status_code == status
        if status == 204:
            self.forget(kind, id)

    def forget(self, kind: Collection, id: str) -> None:
        """Remove a resource from the model."""
        del kind.known[id]
        kind.outdated.pop(id, None)
        kind.removals[id] = kind.removals.get(id, 0) + 1

    def listed(self, kind: Collection, **query: str | int) -> list[dict[str, Any]]:
        """Return all items of a list."""
        answer = self.ask("GET", kind.path, None, None, **query).json()
        items = list(answer["value"])
        while "nextLink" in answer:
            assert len(answer["value"]) == query.get("maxpagesize", 25), "only the last page is short"
            answer = self.client.get(answer["nextLink"]).json()
            assert answer["value"], "a next link leads to something"
            items += answer["value"]
        return items

    @rule(data=st.data(), patches=st.booleans(), in_body=st.booleans())
    def write_with_an_outdated_etag(self, data: st.DataObject, patches: bool, in_body: bool) -> None:
        """Send a well-formed write that is conditional on another state, and expect that it changes nothing."""
        choices = [(kind, id) for kind in self.collections if kind.etags for id in kind.outdated]
        if not choices:
            return
        kind, id = data.draw(st.sampled_from(choices))
        etag, body = kind.outdated[id], dict(kind.known[id])
        body["etag"] = etag if in_body else body["etag"]
        given = None if in_body else etag
        answer = self.ask("PATCH" if patches else "PUT", f"{kind.path}/{id}", body, given)
        assert answer.status_code == 412, answer.text

    @rule(data=st.data())
    def change_what_is_not_there(self, data: st.DataObject) -> None:
        absent = [(kind, id) for kind in self.collections for id in kind.ids if id not in kind.known]
        if absent:
            kind, id = data.draw(st.sampled_from(absent))
            assert self.ask("PATCH", f"{kind.path}/{id}", {}).status_code in {404, 405, 422}

    @rule(data=st.data(), size=st.sampled_from([1, 2]))
    def begin_to_walk(self, data: st.DataObject, size: int) -> None:
        kind = data.draw(st.sampled_from([kind for kind in self.collections if kind.sizes]))
        answer = self.ask("GET", kind.path, maxpagesize=size).json()
        if "nextLink" in answer:
            present = {id: kind.removals.get(id, 0) for id in kind.known}
            self.walks.append(Walk(kind, present, answer["nextLink"], [item[kind.key] for item in answer["value"]]))

    @precondition(lambda self: self.walks)
    @rule(data=st.data())
    def walk_on(self, data: st.DataObject) -> None:
        """Read the next page: items that exist all the time come once, and those added or removed meanwhile shift none."""
        walk = data.draw(st.sampled_from(self.walks))
        kind = walk.collection
        answer = self.client.get(walk.link).json()
        walk.seen += [item[kind.key] for item in answer["value"]]
        assert set(walk.seen[-len(answer["value"]) :] if answer["value"] else ()) <= kind.known.keys()
        stayed = {id for id, removals in walk.present.items() if kind.removals.get(id, 0) == removals}
        assert all(walk.seen.count(id) <= 1 for id in stayed)
        if "nextLink" in answer:
            walk.link = answer["nextLink"]
        else:
            assert stayed <= set(walk.seen)
            self.walks.remove(walk)

    @invariant()
    def reads_are_the_model(self) -> None:
        self.turn += 1
        for kind in self.collections:
            for id in kind.ids:
                answer = self.ask("GET", f"{kind.path}/{id}")
                assert answer.status_code == (200 if id in kind.known else 404)
                if id in kind.known:
                    assert answer.json() == kind.known[id]
            size = {"maxpagesize": SIZES[self.turn % len(SIZES)]} if kind.sizes else {}
            for query in ({}, size):
                assert self.listed(kind, **query) == list(kind.known.values())
