"""Bodies from options: JSON, YAML, files, standard input, and single members."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
import pytest

from tests.cli.shell import Ran, Shell

CREATE = ("devices", "create", "t1", "--app", "contoso", "--dry-run")


def sent(ran: Ran) -> Any:
    assert ran.status == 0, ran.err
    return orjson.loads(ran.out.partition("\n\n")[2])


@pytest.mark.parametrize("text", ['{"displayName": "T1", "enabled": true}', "displayName: T1\nenabled: true\n"])
def test_a_body_is_json_or_yaml_given_as_text_in_a_file_or_on_standard_input(
    text: str, bare_shell: Shell, tmp_path: Path
) -> None:
    file = tmp_path / "body"
    file.write_text(text)
    for ran in (
        bare_shell(*CREATE, "--body", text),
        bare_shell(*CREATE, "--body", f"@{file}"),
        bare_shell(*CREATE, "--body", "-", stdin=text),
    ):
        assert sent(ran) == {"displayName": "T1", "enabled": True}


def test_dates_of_yaml_stay_texts(bare_shell: Shell) -> None:
    body = "displayName: 2026-03-01\n"
    assert sent(bare_shell(*CREATE, "--body", body)) == {"displayName": "2026-03-01"}


def test_members_are_set_in_a_body_or_without_one(bare_shell: Shell) -> None:
    members = ("--set", "enabled=true", "--set", "organizations.0=seattle")
    assert sent(bare_shell(*CREATE, *members)) == {"enabled": True, "organizations": ["seattle"]}
    body = ("--body", '{"displayName": "T1", "enabled": false}')
    assert sent(bare_shell(*CREATE, *body, *members)) == {
        "displayName": "T1",
        "enabled": True,
        "organizations": ["seattle"],
    }


def test_members_are_left_out_of_a_body(bare_shell: Shell) -> None:
    body = ("--body", '{"displayName": "T1", "etag": "e", "organizations": ["a", "b"]}')
    left_out = ("--unset", "etag", "--unset", "organizations.0", "--unset", "no.such")
    assert sent(bare_shell(*CREATE, *body, *left_out)) == {"displayName": "T1", "organizations": ["b"]}


@pytest.mark.parametrize(
    ("member", "body"),
    [
        ("displayName=101", {"displayName": "101"}),
        ("displayName=true", {"displayName": "true"}),
        ("displayName=a=b", {"displayName": "a=b"}),
        ("enabled=false", {"enabled": False}),
        ('organizations=["a","b"]', {"organizations": ["a", "b"]}),
        ("organizations.0=7", {"organizations": ["7"]}),
    ],
)
def test_the_document_decides_whether_a_value_is_a_text(member: str, body: Any, bare_shell: Shell) -> None:
    assert sent(bare_shell(*CREATE, "--set", member)) == body


def test_null_clears_a_member_of_a_merge_patch(bare_shell: Shell) -> None:
    ran = bare_shell("devices", "update", "t1", "--set", "displayName=null", "--app", "contoso", "--dry-run")
    assert sent(ran) == {"displayName": None}


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ((), "the body is missing: pass --body JSON|@FILE|-, or --set member=value"),
        (("--body", "@/nowhere/at/all"), "cannot be read"),
        (("--body", "{a: [}"), "--body is neither JSON nor YAML"),
        (("--set", "displayName"), "write it as member=value"),
        (("--set", "displayName.a=b", "--set", "displayName.a.b=c"), "would be a member of 'b', which has none"),
        (("--set", "organizations.5=b", "--set", "organizations.7=b"), '"5" is not a place in a list of 0'),
        (("--body", '{"displayName": 7}'), "Device.displayName: expected a string, found the number 7"),
    ],
)
def test_an_unusable_body_is_refused_before_anything_is_sent(
    options: tuple[str, ...], message: str, bare_shell: Shell
) -> None:
    ran = bare_shell(*CREATE, *options)
    assert ran.status == 2
    assert message in ran.err


def test_a_member_that_the_document_does_not_name_is_sent_with_a_note(bare_shell: Shell) -> None:
    ran = bare_shell(*CREATE, "--set", "dispalyName=T1")
    assert sent(ran) == {"dispalyName": "T1"}
    assert "the document of Device has no member dispalyName" in ran.err


def test_read_only_members_are_left_out_so_that_an_answer_can_be_sent_back(bare_shell: Shell) -> None:
    ran = bare_shell(*CREATE, "--body", '{"id": "t1", "displayName": "T1", "provisioned": true}')
    assert sent(ran) == {"displayName": "T1"}


def test_a_dry_run_masks_secrets(bare_shell: Shell) -> None:
    body = '{"displayName": "S", "type": "blobstorage@v1", "authorization": {"type": "connectionString", '
    body += '"connectionString": "AccountKey=c2VjcmV0", "containerName": "c"}}'
    ran = bare_shell("destinations", "create", "d1", "--body", body, "--app", "contoso", "--dry-run")
    assert "c2VjcmV0" not in ran.out
    assert sent(ran)["authorization"]["connectionString"] == "***"
    assert "Authorization: ***" in ran.out
