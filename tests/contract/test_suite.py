"""A contract run as a part of a user's own suite: findings as a list, and a test case for each rule and operation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from iotcentral_testkit import Emulator
from iotcentral_testkit.contract import (
    CannotRunError,
    ContractCase,
    ContractOptions,
    Result,
    contract_cases,
    contract_findings,
)
from iotcentral_testkit.contract.engine.coverage import Coverage
from iotcentral_testkit.contract.suite import OTHERS, why_skipped
from iotcentral_testkit.openapi.api import Api

from iotcentral import ApiToken

from .defective_emulator import broken
from .runs import STABLE

pytest_plugins = ["pytester"]

_OPTIONS = ("-p", "no:cacheprovider", "-p", "no:xdist", "--no-header")

_SUITE = """
import pytest

@pytest.mark.iotcentral_contract("2022-07-31", resources=["Organizations"], only=["IC302", "IC401", "IC230", "IC412"])
def test_contract(contract_findings):
    assert not contract_findings({url!r}, token={token!r})
"""


@pytest.fixture(scope="module")
def emulator() -> Iterator[Emulator]:
    with Emulator() as emulator:
        yield emulator


def test_the_findings_of_a_server(emulator: Emulator) -> None:
    asked = {"token": emulator.token, "resources": ["Organizations"], "only": ["IC302", "IC230"]}
    assert contract_findings(emulator.url, **asked) == []
    with broken("Organizations_Get", lambda call, body: {**body, "displayName": "wrong"}):
        found = contract_findings(emulator.url, **asked, seed=7)
    assert {(finding.rule, finding.operation) for finding in found} == {("IC302", "Organizations_Create")}
    assert "exchanges" not in repr(found[0])


def test_without_a_token_it_says_so(emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("IOTCENTRAL_API_TOKEN", raising=False)
    with pytest.raises(CannotRunError, match="set IOTCENTRAL_API_TOKEN"):
        contract_findings(emulator.url)


@pytest.mark.parametrize(
    ("asked", "error", "message"),
    [
        ({"only": ["IC999"]}, CannotRunError, "there is no rule 'IC999'"),
        ({"parts": ["rule"]}, CannotRunError, "there is no part 'rule'"),
        ({"resources": ["Device"]}, CannotRunError, "has no resource 'Device'"),
        ({"resources": "Devices"}, TypeError, "resources is a list of names"),
        ({"only": "IC302"}, TypeError, "only is a list of names"),
    ],
)
def test_what_there_is_not_is_refused(
    emulator: Emulator, asked: dict[str, Any], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        contract_findings(emulator.url, token=emulator.token, **asked)


def test_a_case_says_that_the_server_lacks_its_operation(emulator: Emulator) -> None:
    options = ContractOptions(emulator.url, STABLE, ApiToken(emulator.token))
    result = Result(options, [], [], Coverage(Api(STABLE)), [], 0, datetime.now(UTC), 0.0, absent={"Jobs_List": 404})
    assert why_skipped(result, ContractCase("IC501", "Jobs_List")) == "the server does not implement it: 404"
    assert why_skipped(result, ContractCase("IC501", "Users_List")) == "it was not checked"


def test_the_cases_are_known_without_a_server() -> None:
    cases = contract_cases(STABLE, resources=["Organizations"], only=["IC302", "IC105"])
    assert ContractCase("IC302", "Organizations_Create") in cases
    assert ContractCase("IC105", "Organizations_List") in cases
    assert cases[-1] == OTHERS
    assert {case.operation.partition("_")[0] for case in cases} == {"", "Organizations"}
    assert str(cases[0]) == "IC105-Organizations_Create"


def test_each_rule_and_operation_is_a_test_case(emulator: Emulator, pytester: pytest.Pytester) -> None:
    pytester.makepyfile(_SUITE.format(url=emulator.url, token=emulator.token))
    with broken("Organizations_Get", lambda call, body: {**body, "displayName": "wrong"}):
        result = pytester.runpytest_inprocess(*_OPTIONS, "-v")
    result.stdout.fnmatch_lines_random(
        [
            "*test_contract?IC302-Organizations_Create? FAILED*",
            "*test_contract?IC230-Organizations_Get? PASSED*",
            "*test_contract?others? *",
        ]
    )
    assert result.parseoutcomes()["failed"] >= 1


def test_one_case_can_be_chosen(emulator: Emulator, pytester: pytest.Pytester) -> None:
    pytester.makepyfile(_SUITE.format(url=emulator.url, token=emulator.token))
    result = pytester.runpytest_inprocess(*_OPTIONS, "-k", "IC230-Organizations_Get")
    result.assert_outcomes(passed=1)
