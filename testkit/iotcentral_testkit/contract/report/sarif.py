"""SARIF 2.1.0 of a run, for code scanning: a result for each deviation, with the operation as its logical location."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

__all__ = ["sarif_of"]

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_KIND = "function"


def sarif_of(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the log.

    Args:
        data: the result of `data_of`.
    """
    run = data["run"]
    numbers = {code: number for number, code in enumerate(data["rules"])}
    return {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "iotcentral-testkit contract",
                        "rules": [_rule(code, rule) for code, rule in data["rules"].items()],
                    }
                },
                "automationDetails": {"id": f"contract/{run['api_version']}/"},
                "invocations": [
                    {
                        "executionSuccessful": data["verdict"] != "interrupted",
                        "commandLine": run["command"],
                        "startTimeUtc": run["started"],
                    }
                ],
                "results": [_result(found, numbers[found["rule"]], run) for found in data["findings"]],
            }
        ],
    }


def _rule(code: str, rule: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": code,
        "shortDescription": {"text": rule["title"]},
        "fullDescription": {"text": f"{rule['title']}. Source: {rule['source']}."},
        "defaultConfiguration": {"level": "error"},
        "properties": {"evidence": rule["evidence"]},
    }


def _result(found: Mapping[str, Any], number: int, run: Mapping[str, Any]) -> dict[str, Any]:
    operation = found["operation"] or "the whole application"
    location = {
        "physicalLocation": {"artifactLocation": {"uri": "openapi.json", "description": {"text": run["url"]}}},
        "logicalLocations": [{"fullyQualifiedName": operation, "kind": _KIND}],
    }
    accepted = found.get("accepted")
    known = [{"kind": "external", "justification": str(accepted["reason"])}] if accepted else []
    return {
        "ruleId": found["rule"],
        "ruleIndex": number,
        "level": "error",
        "message": {"text": f"{operation}: {found['message']}"},
        "locations": [location],
        "partialFingerprints": {"contractFinding/v1": found["id"]},
        "suppressions": known if found["state"] == "known" else [],
        "properties": {"subject": found["subject"], "again": found["again"], "program": found["snippet"]},
    }
