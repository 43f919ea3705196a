"""A contract run: its options, HTTP client, exchanges, findings and coverage."""
