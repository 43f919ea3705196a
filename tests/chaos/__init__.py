"""Chaos: what a server, a network, a machine or a kill can do wrong, and what comes of it for callers."""
