"""Assertions about values and responses, decided without a server where possible."""
