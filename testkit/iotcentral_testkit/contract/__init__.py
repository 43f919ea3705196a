"""The contract kit: checks any server against the document of an api-version, and reports deviations."""

from __future__ import annotations

from .engine.options import ContractOptions
from .runner import CannotRunError, Result, run_contract

__all__ = ["CannotRunError", "ContractOptions", "Result", "run_contract"]
