"""The contract kit: checks any server against the document of an api-version, and reports deviations."""

from __future__ import annotations

from .engine.options import ContractOptions
from .runner import CannotRunError, Result, run_contract
from .suite import ContractCase, contract_cases, contract_findings

__all__ = [
    "CannotRunError",
    "ContractCase",
    "ContractOptions",
    "Result",
    "contract_cases",
    "contract_findings",
    "run_contract",
]
