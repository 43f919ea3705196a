"""Data export: exports, destinations, messages, and their delivery to webhooks."""
