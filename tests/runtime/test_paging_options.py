"""Lists read otherwise: limited, resumed from a link that was kept, and with the next page on its way."""

from __future__ import annotations

import threading
from functools import partial

import anyio
import pytest
from iotcentral_v2022_07_31 import AsyncIoTCentral, IoTCentral

from iotcentral import NO_RETRY, ApiToken, BadRequestError, ConfigurationError, PagingError, UsageError
from tests.support.loopback import Answer, LoopbackServer, Received
from tests.support.modes import all_of, got, iterator_of, next_of, run

PAGES = 4
SIZE = 3


def numbered(request: Received) -> Answer:
    """Serve pages of devices d0, d1, …; the link to a page is its number."""
    number = int(request.target.partition("page=")[2] or 0)
    items = [{"id": f"d{number * SIZE + i}"} for i in range(SIZE)]
    link = {"nextLink": f"/api/devices?page={number + 1}"} if number + 1 < PAGES else {}
    return Answer(200, {"value": items, **link})


ALL = [f"d{i}" for i in range(PAGES * SIZE)]


@pytest.fixture
def shelf():
    with LoopbackServer(numbered) as running:
        yield running


@pytest.fixture
def app(shelf, token):
    with IoTCentral(shelf.url, ApiToken(token), limiter=None, retry=NO_RETRY) as client:
        yield client


@pytest.fixture
def on_shelf(mode, shelf, token):
    """Run an action with a client of the mode that talks to the server of the pages."""
    return partial(run, mode, shelf.url, ApiToken(token), retry=NO_RETRY)


@pytest.mark.parametrize("read_ahead", [False, True])
@pytest.mark.parametrize(("limit", "fetched"), [(0, 0), (1, 1), (3, 1), (4, 2), (12, 4), (50, 4), (None, 4)])
def test_a_limit_ends_the_list_and_the_fetching(on_shelf, shelf, limit, fetched, read_ahead):
    devices = on_shelf(lambda app: all_of(app.devices.list().options(limit=limit, read_ahead=read_ahead)))
    assert [device.id for device in devices] == ALL[:limit]
    # reading ahead may ask for the page behind, but never for one that the limit rules out
    assert len(shelf.received) == fetched


def test_a_limit_holds_for_pages_too(app):
    assert [len(page.items) for page in app.devices.list().options(limit=5).pages()] == [3, 2]


def test_a_negative_limit_is_refused(app):
    with pytest.raises(ConfigurationError, match="limit is -1"):
        app.devices.list().options(limit=-1)


def test_options_leave_the_pager_as_it_was(app):
    pager = app.devices.list()
    pager.options(limit=1)
    assert len(list(pager)) == len(ALL)


@pytest.mark.parametrize("read_ahead", [False, True])
def test_a_list_is_resumed_from_a_link_that_was_kept(on_shelf, read_ahead):
    async def resume(app):
        pager = app.devices.list()
        assert pager.page is None
        kept = (await next_of(iterator_of(pager.pages()))).next_link
        assert pager.page is not None
        assert pager.page.next_link == kept
        assert (await got(app.devices.list().first_page())).next_link == kept
        return await all_of(app.devices.list().resume(kept).options(read_ahead=read_ahead))

    assert [device.id for device in on_shelf(resume)] == ALL[SIZE:]


@pytest.mark.parametrize("link", ["https://elsewhere.example/api/devices?page=2", "http://["])
def test_a_list_is_not_resumed_elsewhere(app, shelf, link):
    with pytest.raises(PagingError):
        list(app.devices.list().resume(link))
    assert shelf.received == []


@pytest.mark.parametrize("read_ahead", [False, True])
def test_an_error_in_the_middle_says_where_to_go_on(server, token, read_ahead):
    first = Answer(200, {"value": [{"id": "a"}], "nextLink": "/api/devices?page=1"})
    server.will_answer(first, Answer(400, {"error": {"code": "BadRequest", "message": "no"}}))
    with IoTCentral(server.url, ApiToken(token), limiter=None, retry=NO_RETRY) as app:
        devices = iter(app.devices.list().options(read_ahead=read_ahead))
        assert next(devices).id == "a"
        with pytest.raises(BadRequestError) as raised:
            next(devices)
        assert raised.value.resume_link == f"{server.url}/api/devices?page=1"
        assert "may have expired" in raised.value.__notes__[0]
        server.forget()
        server.will_answer(Answer(200, {"value": [{"id": "b"}]}))
        assert [device.id for device in app.devices.list().resume(raised.value.resume_link)] == ["b"]


def test_an_error_on_the_first_page_has_nothing_to_resume(server, token):
    server.will_answer(Answer(400))
    with IoTCentral(server.url, ApiToken(token), limiter=None) as app, pytest.raises(BadRequestError) as raised:
        list(app.devices.list())
    assert raised.value.resume_link is None


@pytest.mark.parametrize("read_ahead", [False, True])
def test_a_bad_link_does_not_lose_the_page_that_it_came_with(within, server, read_ahead):
    server.will_answer(Answer(200, {"value": [{"id": "a"}], "nextLink": "https://elsewhere.example/"}))

    async def iterate(app):
        devices = iterator_of(app.devices.list().options(read_ahead=read_ahead))
        assert (await next_of(devices)).id == "a"
        with pytest.raises(PagingError) as raised:
            await next_of(devices)
        assert raised.value.resume_link is None  # that page would come again

    within(iterate)


def test_the_next_page_is_on_its_way_while_one_is_worked_on(mode, token):
    second = threading.Event()

    def answer(request: Received) -> Answer:
        if "page=1" in request.target:
            second.set()
        return numbered(request)

    async def work(app):
        pages = iterator_of(app.devices.list().options(read_ahead=True).pages())
        await next_of(pages)
        arrived = second.wait(600) if mode == "sync" else await anyio.to_thread.run_sync(second.wait, 600)
        assert arrived, "the second page was not asked for"
        assert (await next_of(pages)).items[0].id == ALL[SIZE]
        if mode == "sync":
            pages.close()

    with LoopbackServer(answer) as server:
        run(mode, server.url, ApiToken(token), work)


@pytest.mark.parametrize(
    ("limit", "default", "first", "fetched"), [(None, None, "d0", 1), (0, None, None, 0), (0, "none", "none", 0)]
)
def test_the_first_item_is_read_with_one_page(on_shelf, shelf, limit, default, first, fetched):
    item = on_shelf(lambda app: app.devices.list().options(limit=limit, read_ahead=True).first(default))
    assert getattr(item, "id", item) == first
    assert len(shelf.received) == fetched


def test_an_empty_page_is_not_the_end_of_a_list(mode, token):
    pages = {"/api/devices?page=2": {"value": [{"id": "a"}], "nextLink": "/api/devices?page=3"}}
    with LoopbackServer(
        lambda request: Answer(200, pages.get(request.target, {"value": [], "nextLink": "/api/devices?page=2"}))
    ) as server:
        assert run(mode, server.url, ApiToken(token), lambda app: app.devices.list().first()).id == "a"
        assert len(server.received) == 2
    with LoopbackServer(lambda _: Answer(200, {"value": [], "nextLink": None})) as server:
        assert run(mode, server.url, ApiToken(token), lambda app: app.devices.list().first()) is None
        assert len(server.received) == 1


@pytest.mark.parametrize("misuse", [list, iter, tuple, lambda pager: [*pager], lambda pager: dict.fromkeys(pager)])
def test_a_loop_over_an_asynchronous_pager_is_told_what_it_is(shelf, token, misuse):
    pager = AsyncIoTCentral(shelf.url, ApiToken(token)).devices.list()
    with pytest.raises(UsageError, match="async for") as error:
        misuse(pager)
    assert isinstance(error.value, TypeError)
    assert "Devices_List" in str(error.value)
    assert shelf.received == []
