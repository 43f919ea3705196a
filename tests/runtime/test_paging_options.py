"""Lists read otherwise: limited, resumed from a link that was kept, and with the next page on its way."""

from __future__ import annotations

import threading

import anyio
import pytest
from iotcentral_v2022_07_31 import AsyncIoTCentral, IoTCentral

from iotcentral import NO_RETRY, ApiToken, BadRequestError, ConfigurationError, PagingError
from tests.support.loopback import Answer, LoopbackServer, Received

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
async def aio_app(anyio_backend, shelf, token):
    async with AsyncIoTCentral(shelf.url, ApiToken(token), limiter=None, retry=NO_RETRY) as client:
        yield client


@pytest.mark.parametrize("read_ahead", [False, True])
@pytest.mark.parametrize(("limit", "fetched"), [(0, 0), (1, 1), (3, 1), (4, 2), (12, 4), (50, 4), (None, 4)])
def test_a_limit_ends_the_list_and_the_fetching(app, shelf, limit, fetched, read_ahead):
    pager = app.devices.list().options(limit=limit, read_ahead=read_ahead)
    assert [device.id for device in pager] == ALL[:limit]
    # reading ahead may ask for the page behind, but never for one that the limit rules out
    assert len(shelf.received) == fetched


@pytest.mark.anyio
@pytest.mark.parametrize("read_ahead", [False, True])
@pytest.mark.parametrize(("limit", "fetched"), [(0, 0), (3, 1), (4, 2), (None, 4)])
async def test_a_limit_ends_the_list_and_the_fetching_async(aio_app, shelf, limit, fetched, read_ahead):
    pager = aio_app.devices.list().options(limit=limit, read_ahead=read_ahead)
    assert [device.id async for device in pager] == ALL[:limit]
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


def test_a_list_is_resumed_from_a_link_that_was_kept(app):
    pager = app.devices.list()
    assert pager.page is None
    kept = next(pager.pages()).next_link
    assert pager.page is not None
    assert pager.page.next_link == kept
    assert [device.id for device in app.devices.list().resume(kept)] == ALL[SIZE:]


@pytest.mark.anyio
async def test_a_list_is_resumed_from_a_link_that_was_kept_async(aio_app):
    kept = (await aio_app.devices.list().first_page()).next_link
    assert [device.id async for device in aio_app.devices.list().resume(kept).options(read_ahead=True)] == ALL[SIZE:]


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
def test_a_bad_link_does_not_lose_the_page_that_it_came_with(server, token, read_ahead):
    server.will_answer(Answer(200, {"value": [{"id": "a"}], "nextLink": "https://elsewhere.example/"}))
    with IoTCentral(server.url, ApiToken(token), limiter=None) as app:
        devices = iter(app.devices.list().options(read_ahead=read_ahead))
        assert next(devices).id == "a"
        with pytest.raises(PagingError):
            next(devices)


@pytest.mark.anyio
async def test_a_bad_link_does_not_lose_the_page_that_it_came_with_async(server, token):
    server.will_answer(Answer(200, {"value": [{"id": "a"}], "nextLink": "https://elsewhere.example/"}))
    async with AsyncIoTCentral(server.url, ApiToken(token), limiter=None) as app:
        devices = aiter(app.devices.list().options(read_ahead=True))
        assert (await anext(devices)).id == "a"
        with pytest.raises(PagingError):
            await anext(devices)


def test_the_next_page_is_on_its_way_while_one_is_worked_on(token):
    second = threading.Event()

    def answer(request: Received) -> Answer:
        if "page=1" in request.target:
            second.set()
        return numbered(request)

    with LoopbackServer(answer) as server, IoTCentral(server.url, ApiToken(token), limiter=None) as app:
        pages = app.devices.list().options(read_ahead=True).pages()
        next(pages)
        assert second.wait(60), "the second page was not asked for"
        pages.close()


@pytest.mark.anyio
async def test_the_next_page_is_on_its_way_while_one_is_worked_on_async(token):
    second = threading.Event()

    def answer(request: Received) -> Answer:
        if "page=1" in request.target:
            second.set()
        return numbered(request)

    with LoopbackServer(answer) as server:
        async with AsyncIoTCentral(server.url, ApiToken(token), limiter=None) as app:
            pages = aiter(app.devices.list().options(read_ahead=True).pages())
            await anext(pages)
            assert await anyio.to_thread.run_sync(second.wait, 5), "the second page was not asked for"
            await anext(pages)
