"""Pytest plugin: an emulator for the session, an application of its own for each test, and contract runs as test cases."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterator, Mapping
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from .contract.engine.findings import Finding
    from .contract.suite import ContractCase
    from .emulator.app import Emulator
    from .emulator.remote import RemoteEmulator

# nothing else is imported before a test requests a fixture: every run of pytest loads this module

__all__ = [
    "contract_findings",
    "iotcentral_app",
    "iotcentral_async_app",
    "iotcentral_emulator",
    "iotcentral_emulator_options",
]

_MARKER = "iotcentral_contract"

_NUMBERS = count(1)


@pytest.fixture(scope="session")
def iotcentral_emulator_options() -> Mapping[str, Any]:
    """Arguments of the session's emulator, as `iotcentral_testkit.Emulator` takes them; override it in a conftest."""
    return {}


@pytest.fixture(scope="session")
def iotcentral_emulator(iotcentral_emulator_options: Mapping[str, Any]) -> Iterator[Emulator | RemoteEmulator]:
    """An emulator that runs for the whole session (`iotcentral_testkit.Emulator`).

    If IOTCENTRAL_EMULATOR_URL names one that runs already, it is that (`iotcentral_testkit.RemoteEmulator`).
    """
    from .emulator.app import Emulator
    from .emulator.remote import RemoteEmulator

    running = RemoteEmulator.from_environment()
    if running is not None and iotcentral_emulator_options:
        named = ", ".join(iotcentral_emulator_options)
        warnings.warn(
            f"iotcentral_emulator_options has no effect on the emulator that runs at {running.url} "
            f"(IOTCENTRAL_EMULATOR_URL): start that one with what corresponds to {named}",
            pytest.PytestWarning,
            stacklevel=1,
        )
    with Emulator(**iotcentral_emulator_options) if running is None else running as emulator:
        yield emulator


@pytest.fixture
def iotcentral_app(iotcentral_emulator: Emulator | RemoteEmulator) -> Iterator[Any]:
    """A client of the newest stable api-version, for an empty application that only this test uses."""
    with iotcentral_emulator.client(app=_new_application(iotcentral_emulator)) as app:
        yield app


@pytest.fixture
def iotcentral_async_app(iotcentral_emulator: Emulator | RemoteEmulator) -> Any:
    """An asynchronous client, otherwise as `iotcentral_app`; it works in any event loop and need not be closed."""
    return iotcentral_emulator.async_client(app=_new_application(iotcentral_emulator))


def _new_application(emulator: Emulator | RemoteEmulator) -> str:
    # the process is named too: several of them may share an emulator
    return emulator.add_application(f"test-{os.getpid()}-{next(_NUMBERS)}").name


def pytest_configure(config: pytest.Config) -> None:
    """Register the marker."""
    config.addinivalue_line(
        "markers",
        f"{_MARKER}(api_version, resources=(), only=(), **options): run a test with `contract_findings` once for each rule "
        "and operation",
    )


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Make a test case of each rule and operation of a test that has the marker."""
    marker = metafunc.definition.get_closest_marker(_MARKER)
    if marker is None or "contract_findings" not in metafunc.fixturenames:
        return
    from .contract.suite import contract_cases

    cases = contract_cases(*marker.args, **marker.kwargs)
    metafunc.parametrize("contract_findings", cases, ids=map(str, cases), indirect=True)


@pytest.fixture
def contract_findings(request: pytest.FixtureRequest) -> Callable[..., list[Finding]]:
    """`contract_findings(url, ...)`: the deviations of a server from the contract.

    In a test with the marker `iotcentral_contract`, those from one rule in one operation, of a run that all cases of the
    test share; a case that says nothing about the server is skipped with the reason.
    """
    from .contract.suite import OTHERS, contract_findings, contract_result, why_skipped

    case: ContractCase | None = getattr(request, "param", None)
    if case is None:
        return contract_findings
    marker = request.node.get_closest_marker(_MARKER)
    chosen = _selected(request)

    def of_the_case(url: str, **options: Any) -> list[Finding]:
        told = dict(zip(("api_version",), marker.args, strict=False)) | marker.kwargs
        rules = sorted({one.rule for one in chosen if one.rule})
        narrowed = {} if OTHERS in chosen else {"only": tuple(rules)}
        asked: dict[str, Any] = {**told, **narrowed, **options}
        result = contract_result(url, **asked)
        if case == OTHERS:
            return [found for found in result.findings if not any(one.has(found) for one in chosen)]
        reason = why_skipped(result, case)
        if reason is not None:
            pytest.skip(reason)
        return [found for found in result.findings if case.has(found)]

    return of_the_case


def _selected(request: pytest.FixtureRequest) -> list[ContractCase]:
    """Return the cases of this test that are run, which may be a selection."""
    function: Any = getattr(request.node, "function", None)
    items: list[Any] = [item for item in request.session.items if isinstance(item, pytest.Function)]
    return [item.callspec.params["contract_findings"] for item in items if item.function is function]
