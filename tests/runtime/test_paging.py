"""Lists are walked lazily, page by page, and the credential never follows a link to another origin."""

from __future__ import annotations

import gc

import httpx
import pytest
from attrs import evolve
from iotcentral_v2022_07_31 import models

from iotcentral import ApiError, DecodingError, Pager, PagingError
from iotcentral._core.operation import Page, PagedOperation, PreparedRequest
from iotcentral._core.page_cursor import PageCursor
from tests.support.loopback import Answer, LoopbackServer
from tests.support.modes import all_of, iterator_of, listed, next_of

FIRST = "/api/devices?api-version=2022-07-31"


def page(*ids: str, link: str | None = None) -> Answer:
    content = {"value": [{"id": item} for item in ids]}
    return Answer(200, content if link is None else {**content, "nextLink": link})


def walk() -> PageCursor:
    """A walk that is about to ask for its first page."""
    begun = PageCursor(
        "https://contoso.azureiotcentral.com", PreparedRequest("GET", FIRST, {"Accept": "application/json"}, None)
    )
    assert begun.next().target == FIRST
    return begun


def after(pages: PageCursor, link: str | None) -> PreparedRequest | None:
    """What is asked for after a page with this next link."""
    pages.took(Page([], link, httpx.Response(200)))
    return pages.next()


def targets(server: LoopbackServer) -> list[str]:
    return [request.target for request in server.received]


def will_give_three_pages(server: LoopbackServer) -> None:
    server.will_answer(
        page("a", "b", link=f"{server.url}/api/devices?page=2"), page("c", link="/api/devices?page=3"), page("d")
    )


THREE_TARGETS = [FIRST, "/api/devices?page=2", "/api/devices?page=3"]


def test_nothing_is_fetched_before_the_iteration(within, server):
    server.will_answer(page("a"))

    async def iterate(app):
        devices = app.devices.list()
        items, pages = iterator_of(devices), iterator_of(devices.pages())
        assert server.received == []
        assert [device.id for device in await all_of(items)] == ["a"]
        assert len(server.received) == 1
        assert (await next_of(pages)).items[0].id == "a"
        assert len(server.received) == 2

    within(iterate)


def test_pages_are_followed_to_the_end(within, server, token):
    will_give_three_pages(server)
    assert within(listed) == ["a", "b", "c", "d"]
    assert targets(server) == THREE_TARGETS
    assert [request.headers["authorization"] for request in server.received] == [token] * 3


def test_a_page_is_fetched_only_when_the_one_before_is_used_up(app, server):
    will_give_three_pages(server)
    items = iter(app.devices.list())
    assert [next(items).id, next(items).id] == ["a", "b"]
    assert targets(server) == THREE_TARGETS[:1]
    assert next(items).id == "c"
    assert targets(server) == THREE_TARGETS[:2]


def test_pages_have_items_links_and_responses(within, server):
    will_give_three_pages(server)
    pages = within(lambda app: all_of(app.devices.list().pages()))
    assert [[device.id for device in page.items] for page in pages] == [["a", "b"], ["c"], ["d"]]
    assert [page.next_link for page in pages] == [f"{server.url}/api/devices?page=2", "/api/devices?page=3", None]
    assert [page.response.status_code for page in pages] == [200, 200, 200]
    assert [repr(page) for page in pages] == [
        "<Page of 2 items, not the last>",
        "<Page of 1 items, not the last>",
        "<Page of 1 items>",
    ]


def test_iterating_twice_walks_twice(within, server):
    server.will_answer(
        page("a", link="/api/devices?page=2"), page("b"), page("c", link="/api/devices?page=2"), page("d")
    )

    async def twice(app):
        devices = app.devices.list()
        return [[device.id for device in await all_of(devices)] for _ in range(2)]

    assert within(twice) == [["a", "b"], ["c", "d"]]


def test_an_empty_page_with_a_link_is_not_the_end(app, server):
    server.will_answer(page(link="/api/devices?page=2"), page(link="/api/devices?page=3"), page("a"))
    assert [device.id for device in app.devices.list()] == ["a"]


@pytest.mark.parametrize(
    "query",
    [
        "%24skiptoken=a%2Bb%2f%3D&api-version=2022-07-31",
        "$skip=25&$filter=a+b%20c",
        "token=eyJ==&x&y=",
        "filter=displayName%20eq%20'T1'&ids=(a),b;c:d@e",
        "a=1&a=2&A=%c3%a9",
    ],
)
def test_the_query_of_a_link_is_kept_as_it_is(app, server, query):
    server.will_answer(page(link=f"{server.url}/api/devices?{query}"), page("a"))
    assert [device.id for device in app.devices.list()] == ["a"]
    assert targets(server)[1] == f"/api/devices?{query}"


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("/api/devices?page=2", "/api/devices?page=2"),
        ("?page=2", "/api/devices?page=2"),
        ("devices?page=2", "/api/devices?page=2"),
        ("//contoso.azureiotcentral.com/api/x?page=2", "/api/x?page=2"),
        ("https://CONTOSO.azureiotcentral.com:443/api/x", "/api/x"),
        ("HTTPS://contoso.azureiotcentral.com/api/x#top", "/api/x"),
    ],
)
def test_links_on_the_same_origin_are_followed_relative_to_their_page(link, target):
    request = after(walk(), link)
    assert request == PreparedRequest("GET", target, {"Accept": "application/json"}, None)


def test_pages_after_the_first_are_asked_for_with_get_and_without_body():
    sent = {"Accept": "application/json", "Content-Type": "application/json", "If-Match": "*"}
    pages = PageCursor("https://contoso.azureiotcentral.com", PreparedRequest("POST", FIRST, sent, b"{}"))
    assert pages.next() == PreparedRequest("POST", FIRST, sent, b"{}")
    later = PreparedRequest("GET", "/api/x?page=2", {"Accept": "application/json", "If-Match": "*"}, None)
    assert after(pages, "/api/x?page=2") == later


def test_a_listing_that_begins_with_a_post_goes_on_with_get(app, server):
    events = []
    server.will_answer(page("a", link="/api/devices?page=2"), page("b"))
    operation = PagedOperation(
        "Apps_ListTemplates",
        "POST",
        "/api/devices",
        fixed={},
        results={200: lambda: models.DeviceCollection.decode},
        items="value",
        next_link="next_link",
        body="application/json",
    )
    session = app.devices.session
    session.options = evolve(session.options, hooks=(events.append,))
    listing = Pager(session, operation, operation.request({}, {}, {}, {"of": "all"}))
    assert [item.id for item in listing] == ["a", "b"]
    assert [(request.method, request.body) for request in server.received] == [("POST", b'{"of":"all"}'), ("GET", b"")]
    assert "content-type" not in server.received[1].headers
    assert [event.method for event in events] == ["POST", "GET"]


def test_a_relative_link_of_a_later_page_is_relative_to_that_page():
    pages = walk()
    assert after(pages, "/api/more/devices?page=2").target == "/api/more/devices?page=2"
    assert after(pages, "?page=3").target == "/api/more/devices?page=3"


def test_after_the_last_page_there_is_nothing_to_ask():
    assert after(walk(), None) is None


@pytest.mark.parametrize(
    "link",
    [
        "https://elsewhere.example/api/devices?page=2",
        "//elsewhere.example/api/devices",
        "https://contoso.azureiotcentral.com.elsewhere.example/",
        "https://contoso.azureiotcentral.com@elsewhere.example/",
        "https://contoso.azureiotcentral.com:8443/api/devices",
        "http://contoso.azureiotcentral.com/api/devices?page=2",
        "http://contoso.azureiotcentral.com:443/api/devices?page=2",
        "ftp://contoso.azureiotcentral.com/",
        "javascript:alert(1)",
    ],
)
def test_a_link_never_leads_to_another_origin(link):
    with pytest.raises(PagingError, match="leads away from") as caught:
        after(walk(), link)
    assert caught.value.link == link


@pytest.mark.parametrize(
    "link", ["http://[::1", "https://contoso.azureiotcentral.com:99999/x", "?page=\x01", "?page=" + "2" * 70_000]
)
def test_a_link_that_is_no_url_is_refused(link):
    with pytest.raises(PagingError, match="the next link is not a valid URL"):
        after(walk(), link)


def test_the_token_does_not_follow_a_link_to_another_server(within, server):
    with LoopbackServer() as elsewhere:
        elsewhere.will_answer(page("b"))
        server.will_answer(page("a", link=f"{elsewhere.url}/api/devices?page=2"))

        async def iterate(app):
            items = iterator_of(app.devices.list())
            assert (await next_of(items)).id == "a"
            with pytest.raises(PagingError, match="leads away from"):
                await next_of(items)

        within(iterate)
        assert elsewhere.received == []
    assert len(server.received) == 1


@pytest.mark.parametrize("link", [FIRST, "/api/devices?page=2"], ids=["first", "itself"])
def test_a_loop_is_refused(within, server, link):
    server.will_answer(page("a", link="/api/devices?page=2"), page("b", link=link), page("c"))
    with pytest.raises(PagingError, match="already read"):
        within(listed)
    assert len(server.received) == 2


@pytest.mark.parametrize(
    ("answer", "kind"), [(Answer(503), ApiError), (Answer(200, {"value": [{"id": 1}]}), DecodingError)]
)
def test_an_error_in_the_middle_comes_after_the_items_before_it(within, server, answer, kind):
    server.will_answer(page("a", "b", link="/api/devices?page=2"), answer)

    async def iterate(app):
        items = iterator_of(app.devices.list())
        assert [(await next_of(items)).id, (await next_of(items)).id] == ["a", "b"]
        with pytest.raises(kind):
            await next_of(items)

    within(iterate)


def test_the_first_page_can_be_fetched_alone(app, server):
    will_give_three_pages(server)
    assert [device.id for device in app.devices.list().first_page().items] == ["a", "b"]
    assert targets(server) == [FIRST]


def test_a_list_without_items_is_refused(app, server):
    server.will_answer(Answer(200, {}))
    with pytest.raises(DecodingError, match=r"^DeviceCollection\.value: expected an array, found nothing"):
        [*app.devices.list()]


def test_a_pager_says_what_it_lists_without_fetching(mode, within, server):
    assert within(lambda app: repr(app.devices.list())) == f"<{'' if mode == 'sync' else 'Async'}Pager of Devices_List>"
    assert server.received == []


@pytest.mark.anyio
async def test_leaving_a_loop_early_leaves_nothing_open(aio_app, server):
    server.will_answer(Answer(200, {"value": [{"id": "a"}, {"id": "b"}], "nextLink": "?page=2"}))
    async for device in aio_app.devices.list():
        assert device.id == "a"
        break
    gc.collect()  # an asynchronous generator would complain here
    assert len(server.received) == 1
