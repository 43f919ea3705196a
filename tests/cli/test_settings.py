"""Settings: addresses, credentials, profiles, confirmation, and the log."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from iotcentral_testkit import Emulator

from tests.cli.shell import Shell


def profiles(shell: Shell, text: str) -> None:
    import os

    Path(os.environ["IOTCENTRAL_PROFILES"]).write_text(text)


def test_a_profile_holds_the_names(bare_shell: Shell, emulator: Emulator) -> None:
    profiles(
        bare_shell,
        f'[test]\napp = "{emulator.url}"\ntoken_env = "TEST_TOKEN"\napi_version = "2022-07-31"\noutput = "jsonl"\n',
    )
    bare_shell.patch.setenv("TEST_TOKEN", emulator.token)
    before = len(emulator.requests)
    ran = bare_shell("devices", "list", "--limit", "1", "--profile", "test")
    assert ran.out.count("\n") == 1
    assert "api-version=2022-07-31" in emulator.requests[before].query
    bare_shell.patch.setenv("IOTCENTRAL_PROFILE", "test")
    assert bare_shell("devices", "list", "--limit", "1", "-o", "json").json[0]["id"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[test]\napp = "SharedAccessSignature sr=a&sig=b"', "app holds a token"),
        ('[test]\ntoken_env = "eyJ0eXAi"', "token_env holds a token"),
        ('[test]\ntoken = "x"', "token is not a setting; the settings are app, api_version, token_env"),
        ('[test]\nazure = "yes"', "azure must be true or false"),
        ("[test]\napp = 7", "app must be a text"),
        ('[other]\napp = "x"', 'has no profile "test"; it has: other'),
        ("[test", "cannot be read"),
    ],
)
def test_an_unusable_profile_is_refused(text: str, message: str, bare_shell: Shell) -> None:
    profiles(bare_shell, text)
    ran = bare_shell("devices", "list", "--profile", "test")
    assert ran.status == 2
    assert message in ran.err
    assert "sig=" not in ran.err


def test_what_is_missing_is_named_with_the_option_and_the_variable(bare_shell: Shell) -> None:
    bare_shell.patch.setenv("IOTCENTRAL_API_TOKEN", "SharedAccessSignature sr=x")
    assert "--app is missing: pass it, set IOTCENTRAL_APP, or use a profile" in bare_shell("devices", "list").err
    bare_shell.patch.delenv("IOTCENTRAL_API_TOKEN")
    assert "IOTCENTRAL_API_TOKEN is not set" in bare_shell("devices", "list", "--app", "contoso").err
    assert "MY_TOKEN is not set" in bare_shell("devices", "list", "--app", "contoso", "--token-env", "MY_TOKEN").err


def test_azure_signs_in_as_azure_identity_does_by_default(bare_shell: Shell, emulator: Emulator) -> None:
    module: Any = ModuleType("azure.identity")
    module.DefaultAzureCredential = lambda: SimpleNamespace(get_token=emulator.credential().get_token)
    bare_shell.patch.setitem(sys.modules, "azure.identity", module)
    assert len(bare_shell("devices", "list", "--app", emulator.url, "--azure").json) == 3
    account = ("--subscription", emulator.subscription_id, "--endpoint", emulator.url)
    assert bare_shell("management", "apps", "list-by-subscription", *account, "--query", "length(@)").out == "1\n"


def test_azure_without_azure_identity_says_what_to_install(bare_shell: Shell) -> None:
    bare_shell.patch.setitem(sys.modules, "azure.identity", None)
    ran = bare_shell("devices", "list", "--app", "contoso", "--azure")
    assert ran.status == 2
    assert "pip install 'iotcentral[azure]'" in ran.err


def test_a_removal_asks_on_a_terminal_and_is_refused_without_one(shell: Shell) -> None:
    shell("devices", "create", "kept", "--set", "displayName=x")
    asked = shell("devices", "remove", "kept", stdin="n\n", terminal=True)
    assert asked.status == 130
    assert "Delete a device: kept. Go on?" in asked.err
    refused = shell("devices", "remove", "kept")
    assert refused.status == 2
    assert "pass --yes" in refused.err
    assert shell("devices", "get", "kept").status == 0
    assert shell("devices", "remove", "kept", stdin="y\n", terminal=True).status == 0
    assert shell("devices", "get", "kept").status == 3


def test_verbose_logs_requests_without_the_token(shell: Shell, emulator: Emulator) -> None:
    import logging

    log = logging.getLogger("iotcentral")
    before = ([*log.handlers], log.level)
    ran = shell("devices", "list", "-v")
    assert ([*log.handlers], log.level) == before
    assert "GET /api/devices -> 200" in ran.err
    assert emulator.token not in ran.err


def test_the_connector_takes_the_application_from_the_option(bare_shell: Shell, emulator: Emulator) -> None:
    bare_shell.patch.setenv("IOTCENTRAL_API_TOKEN", emulator.token)
    assert len(bare_shell("connector", "list-devices", "--app", emulator.url).json) == 3
