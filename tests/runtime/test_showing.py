"""Tables for notebooks: everything that is read shows as one, without secrets, markup of others, or a request."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import httpx
import pytest
from hypothesis.vendor.pretty import pretty
from iotcentral_v2022_10_31_preview import models

from iotcentral import ApiToken
from iotcentral._core.operation import Page
from tests.support.loopback import Answer
from tests.support.modes import all_of

SECRETS = {"primaryKey": "s3cr3t", "secondaryKey": "s3cr3t"}
ATTACK = "<script>alert('x')</script>&\""


class Cells(HTMLParser):
    """The texts of a table's cells; no tag may occur but those of tables."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in {"table", "caption", "tr", "th", "td", "p"}
        assert attrs == []
        self.texts.append("")

    def handle_data(self, data: str) -> None:
        self.texts[-1] += data


def cells(shown: object) -> list[str]:
    return Cells(shown._repr_html_()).texts  # type: ignore[attr-defined]


def page(*items: object, link: str | None = None) -> Page[object]:
    return Page([*items], link, httpx.Response(200))


DEVICE = models.Device.from_dict({"id": "t1", "displayName": ATTACK, "x-new": "s3cr3t"})


@pytest.mark.parametrize(
    ("shown", "texts"),
    [
        (DEVICE, ["Device", "id", "t1", ATTACK, "additional_properties", "<x-new>"]),
        (models.SymmetricKey.from_dict(SECRETS), ["SymmetricKey", "primary_key", "***"]),
        (
            models.DeviceProperties.from_dict({"fan": 3, ATTACK: ATTACK, "apiKey": "s3cr3t"}),
            ["fan", "3", ATTACK, "***"],
        ),
        (
            models.Collection.from_dict({"value": [{"name": ATTACK, "token": "s3cr3t"}]}),
            ["Collection of 1 items", "name", ATTACK],
        ),
        (page(DEVICE), ["Page of 1 items", "id", "t1", ATTACK]),
        (page({"name": "a"}, {"size": 1}, link="/next"), ["Page of 2 items, not the last", "name", "size", "a", "1"]),
        (page("plain", 1), ["Page of 2 items", "plain", "1"]),
        (page(), ["Page of 0 items"]),
        (models.DeviceCredentials.from_dict({"idScope": "0ne", "symmetricKey": SECRETS}), ["0ne"]),
    ],
    ids=lambda value: type(value).__name__ if not isinstance(value, list) else "",
)
def test_what_is_read_shows_as_a_table(shown, texts):
    found = cells(shown)
    assert [text for text in texts if text not in found] == []
    assert "s3cr3t" not in "".join(found)


def test_what_prints_objects_by_their_fields_prints_the_repr():
    key, bare = models.SymmetricKey.from_dict(SECRETS), models.Device.from_dict({"template": "t"})
    assert (pretty(key), pretty(bare)) == (repr(key), "Device(template='t')")


def test_long_values_and_long_tables_are_cut():
    many = page(*[models.Device.from_dict({"id": f"d{n}", "displayName": "x" * 10_000}) for n in range(1000)])
    html = many._repr_html_()
    assert len(html) < 10_000
    assert "… and 980 more" in html
    assert re.search(r"x{50,119}…<", html)
    assert len(models.DeviceProperties.from_dict({f"p{n}": n for n in range(1000)})._repr_html_()) < 10_000


def test_a_pager_shows_what_it_has_and_fetches_nothing(within, server):
    server.will_answer(Answer(200, {"value": [{"id": "t1", "etag": ATTACK}], "nextLink": None}))

    async def show(app):
        devices = app.devices.list()
        assert "nothing has been read yet" in "".join(cells(devices))
        assert server.received == []
        await all_of(devices)
        assert {"t1", ATTACK} <= set(cells(devices))
        assert len(server.received) == 1

    within(show)


def test_no_token_is_in_a_table(app, token):
    assert "s3cr3t" not in app.devices.list()._repr_html_() + repr(ApiToken(token))
