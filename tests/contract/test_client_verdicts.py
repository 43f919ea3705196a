"""Verdicts on calls of clients whose responses have members that the document does not declare."""

from __future__ import annotations

import asyncio
from typing import Any

import orjson
import pytest
from iotcentral_testkit.contract.client_fuzzing.cases import CallOutcome, CannedResponse, Case
from iotcentral_testkit.contract.client_fuzzing.client_calls import call_both
from iotcentral_testkit.contract.client_fuzzing.targets import Target, targets_of
from iotcentral_testkit.contract.client_fuzzing.verdicts import check_call, check_pair
from iotcentral_testkit.openapi.api import Api
from iotcentral_testkit.openapi.planes import DATA
from iotcentral_testkit.strategies import Request

STABLE = DATA.versions[0]
TARGET = next(target for target in targets_of(Api(STABLE)) if target.operation.id == "Roles_Get")


def rejected(**members: Any) -> tuple[Target, Case, CallOutcome]:
    """Call an operation that is answered with a documented error and these members more."""
    body = {"error": {"code": "NotFound", "message": "It does not exist.", **members}}
    answer = CannedResponse(404, (("content-type", "application/json"),), orjson.dumps(body))
    case = Case("error", Request(("operator",), {}, "roles.get"), (answer,), allowed=True)
    with asyncio.Runner() as loop:
        one, other = call_both(TARGET, case, loop, bound=600.0)
    assert not list(check_pair(case, one, other))
    return TARGET, case, one


@pytest.mark.parametrize("value", [True, False, 0, 1.5, None, "", [], ["sku"], {}, {"sku": 1}], ids=repr)
@pytest.mark.parametrize("name", ["target", "requestId", "details", "time", "innererror"])
def test_an_undeclared_member_of_another_type_is_not_a_deviation(name: str, value: Any) -> None:
    assert not list(check_call(*rejected(**{name: value})))


@pytest.mark.parametrize(("name", "attribute"), [("target", "target"), ("requestId", "request_id")])
def test_a_text_that_the_error_does_not_have_is_found(name: str, attribute: str) -> None:
    target, case, outcome = rejected(**{name: "sku"})
    assert not list(check_call(target, case, outcome))

    setattr(outcome.error, attribute, None)

    assert [each.message for each in check_call(target, case, outcome)] == [f"{attribute} is None, but 'sku' was sent"]
