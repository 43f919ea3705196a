"""Deliberate defects of the emulator, one at a time, and whether the contract kit finds them: `python -m tests.mutants`."""
