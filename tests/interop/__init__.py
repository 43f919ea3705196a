"""Tests of what the project exchanges with the tools of others: its documents there, published documents here."""
