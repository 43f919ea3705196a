"""A back-up, applied to an empty application, makes the same application; applied again, it changes nothing."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given

from iotcentral import configuration
from iotcentral.configuration import Configuration
from tests.configuration.conftest import NewApp
from tests.configuration.states import SECRET, states, store

FORMS = ("app.yaml", "app.json", "folder")


def given_secret(name: str) -> str:
    return f"https://hooks.contoso.com/{SECRET}" if name.endswith(".url") else secret_of(name)


def secret_of(name: str) -> str:
    if name.endswith("connectionString"):
        return f"DefaultEndpointsProtocol=https;AccountName=a;AccountKey={SECRET};EndpointSuffix=core.windows.net"
    return SECRET


@given(state=states())
def test_a_back_up_makes_the_same_application(state: dict[str, Any], new_app: NewApp) -> None:
    source, target = new_app(), new_app()
    store(source, state)
    kept = configuration.backup(source)
    assert sum(map(len, kept.resources.values())) == 2 + sum(
        map(len, state.values())
    )  # and what an application has at first
    with TemporaryDirectory() as folder:
        assert {name: saved(kept, Path(folder, name)) == kept for name in FORMS} == dict.fromkeys(FORMS, True)
    made = configuration.apply(target, kept, secrets=given_secret)
    assert configuration.backup(target) == kept
    assert {change.action for change in made.changes} <= {"create"}
    assert configuration.plan(target, kept, prune=True).changes == ()
    assert configuration.apply(target, kept).changes == ()


def saved(kept: Configuration, path: Path) -> Configuration:
    """Write a state to a path, and read it from there; the files hold no secret."""
    configuration.save(kept, path)
    texts = [file.read_text(encoding="utf-8") for file in ([path] if path.is_file() else path.glob("**/*.yaml"))]
    assert texts
    assert not any(SECRET in text or "*****" in text for text in texts)
    return configuration.load(path)


@given(before=states(), after=states())
def test_a_state_with_prune_takes_the_place_of_any_other(
    before: dict[str, Any], after: dict[str, Any], new_app: NewApp
) -> None:
    source, target = new_app(), new_app()
    store(target, before)
    store(source, after)
    kept: Configuration = configuration.backup(source)
    planned = configuration.plan(target, kept, prune=True)
    made = configuration.apply(target, planned, secrets=given_secret)
    assert made == planned
    assert configuration.backup(target) == kept
