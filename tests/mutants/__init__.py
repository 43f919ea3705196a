"""Mutation tests of the contract kit, which has to find deliberate defects of the emulator: `python -m tests.mutants`."""
