"""Schemathesis within a contract run: configuration, guarded requests and translated failures."""
