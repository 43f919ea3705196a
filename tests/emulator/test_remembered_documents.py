"""Documents that the store remembers between two changes are those that it holds, whatever is done and undone."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing, suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from iotcentral_testkit.emulator.state import store as module
from iotcentral_testkit.emulator.state.store import Store

APPS, IDS = ("a", "b"), ("x", "y", "z")


class UndoneError(Exception):
    """Ends a transaction that is rolled back."""


def held(store: Store) -> dict[tuple[str, str], Any]:
    """Return the documents as the database has them, without what is remembered."""
    rows = store._connection.execute("SELECT app, id, content FROM documents WHERE kind = 'k'").fetchall()
    return {(app, id): module.orjson.loads(content) for app, id, content in rows}


def read(store: Store) -> dict[tuple[str, str], Any]:
    found = {(app, id): store.get(app, "k", id) for app in APPS for id in IDS}
    return {place: content for place, content in found.items() if content is not None}


def put(store: Store, app: str, id: str, number: int) -> None:
    store.put(app, "k", id, {"n": number})


def delete(store: Store, app: str, id: str, number: int) -> None:
    store.delete(app, "k", id)


def put_and_undo(store: Store, app: str, id: str, number: int) -> None:
    with suppress(UndoneError), store.transaction():
        store.put(app, "k", id, {"n": number})
        assert store.get(app, "k", id) == {"n": number}
        raise UndoneError


def return_to_a_copy(store: Store, app: str, id: str, number: int) -> None:
    copy = store.snapshot()
    store.put(app, "k", id, {"n": number})
    assert store.get(app, "k", id) == {"n": number}
    store.restore(copy)


def clear(store: Store, app: str, id: str, number: int) -> None:
    with store.transaction():
        store.clear()


STEPS: tuple[Callable[[Store, str, str, int], None], ...] = (put, delete, put_and_undo, return_to_a_copy, clear)


@given(
    st.lists(
        st.tuples(st.sampled_from(STEPS), st.sampled_from(APPS), st.sampled_from(IDS), st.integers(0, 9)), max_size=12
    )
)
def test_what_is_read_is_what_is_held(steps: list[tuple[Callable[..., None], str, str, int]]) -> None:
    with closing(Store()) as store:
        for step, app, id, number in steps:
            step(store, app, id, number)
            assert read(store) == held(store)
            assert read(store) == held(store)  # now from what is remembered


def test_what_is_returned_can_be_changed() -> None:
    with closing(Store()) as store:
        put(store, "a", "x", 1)
        store.get("a", "k", "x")["n"] = 2
        assert store.get("a", "k", "x") == {"n": 1}


def test_a_long_read_sees_the_state_that_it_began_with(monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(Store()) as store:
        put(store, "a", "x", 1)
        assert store.get("a", "k", "x") == {"n": 1}
        snapshot = store.hold()
        put(store, "a", "x", 2)
        assert store.get("a", "k", "x") == {"n": 2}
        reading = type("Reading", (), {"snapshot": snapshot})()
        monkeypatch.setattr(module, "present_read", lambda: reading)
        assert store.get("a", "k", "x") == {"n": 1}
        snapshot.release()


def test_few_short_documents_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_RECENT", 2)
    monkeypatch.setattr(module, "_SHORT", 10)
    with closing(Store()) as store:
        for id in IDS:
            put(store, "a", id, 1)
        store.put("b", "k", "x", {"long": "x" * 20})
        for _ in range(2):
            assert len(read(store)) == 4
            assert len(store._recent) <= 2
            assert all(len(content) <= 10 for content in store._recent.values())
