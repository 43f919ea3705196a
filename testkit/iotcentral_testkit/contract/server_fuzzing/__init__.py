"""Schemathesis at work for a contract run: its settings, what keeps its requests harmless, and what its failures mean."""
