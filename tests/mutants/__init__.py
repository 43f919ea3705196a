"""Mutation tests of the contract kit: deliberate defects of the emulator, one at a time; `python -m tests.mutants`."""
