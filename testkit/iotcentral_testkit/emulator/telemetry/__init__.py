"""Telemetry: last values, messages, and queries over them."""
