"""Tests of the emulator, and of the clients against it."""

import pytest

# these assert for the tests, which then tell what they compared
pytest.register_assert_rewrite(
    "tests.emulator.connector_scenarios", "tests.emulator.connector_stage", "tests.emulator.management_stage"
)
