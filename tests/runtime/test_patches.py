"""Merge patches between models, and the update that reads, changes and writes."""

from __future__ import annotations

import heapq
import inspect
import random
from contextlib import suppress
from typing import Any

import httpx
import iotcentral_v2022_07_31 as stable
import iotcentral_v2022_10_31_preview as preview
import pytest
from hypothesis import given
from hypothesis import strategies as st
from iotcentral_testkit import strategies

from iotcentral import ApiToken, ConfigurationError, PreconditionFailedError, aio, updates
from iotcentral.aio import updates as aio_updates
from iotcentral.patches import diff
from tests.support.loopback import Answer
from tests.support.modes import run_client
from tests.support.packages import PACKAGES, Package

models = preview.models
PATCHABLE = [(package, name) for package in PACKAGES for name in package.objects if f"{name}Patch" in package.schemas]


def merged(target: Any, patch: Any) -> Any:
    """Apply a merge patch as RFC 7396 says."""
    if not isinstance(patch, dict):
        return patch
    result = dict(target) if isinstance(target, dict) else {}
    for key, value in patch.items():
        if value is None:
            result.pop(key, None)
        else:
            result[key] = merged(result.get(key), value)
    return result


def without_nulls(value: Any) -> Any:
    """Leave out what a merge patch cannot say: null members, except within arrays."""
    if isinstance(value, dict):
        return {key: without_nulls(item) for key, item in value.items() if item is not None}
    return value


def test_only_what_differs_is_in_the_patch():
    old = models.Device(display_name="a", enabled=True, organizations=["x"])
    new = models.Device(display_name="b", enabled=True, organizations=["x"])
    assert diff(old, new) == models.DevicePatch(display_name="b")


def test_what_is_gone_is_null():
    assert diff(models.Device(display_name="a"), models.Device()).to_body() == {"displayName": None}


def test_nothing_different_is_an_empty_patch():
    device = models.Device.from_dict({"id": "a", "displayName": "x"})
    assert diff(device, models.Device(display_name="x")).to_body() == {}


def test_nested_objects_are_patched_member_by_member():
    old = models.EnrollmentGroup.from_dict(
        {
            "displayName": "g",
            "type": "iot",
            "attestation": {"type": "symmetricKey", "symmetricKey": {"primaryKey": "a", "secondaryKey": "b"}},
        }
    )
    new = models.EnrollmentGroup.from_dict(
        {
            "displayName": "g",
            "type": "iot",
            "attestation": {"type": "symmetricKey", "symmetricKey": {"primaryKey": "c", "secondaryKey": "b"}},
        }
    )
    assert diff(old, new).to_body() == {"attestation": {"symmetricKey": {"primaryKey": "c"}}}


def test_a_variant_gives_the_patch_of_its_union():
    patch = diff(models.EmailUser(email="a", roles=[]), models.EmailUser(email="b", roles=[]))
    assert patch == models.UserPatch(email="b")


@pytest.mark.parametrize(("package", "name"), PATCHABLE, ids=str)
@given(data=st.data())
def test_a_patch_makes_the_new_of_the_old(package: Package, name: str, data: st.DataObject):
    old, new = (data.draw(strategies.model(getattr(package.models, name))) for _ in range(2))
    wanted = without_nulls(new.to_body())
    made = merged(without_nulls(old.to_body()), diff_or_reject(old, new))
    assert without_nulls(made) == wanted


def diff_or_reject(old: Any, new: Any) -> Any:
    from iotcentral.patches import merge_patch

    return merge_patch(without_nulls(old.to_body()), without_nulls(new.to_body()))


@pytest.fixture
def app(server, token):
    with preview.IoTCentral(server.url, ApiToken(token), limiter=None) as client:
        yield client


def rename(device):
    device.display_name = f"{device.display_name}!"


STORED = {"id": "t1", "etag": '"1"', "displayName": "a"}
CONFLICT = Answer(412, {"error": {"code": "PreconditionFailed", "message": "changed"}})


def test_update_reads_changes_and_writes_with_the_etag(app, server):
    server.will_answer(Answer(200, STORED), Answer(200, {**STORED, "displayName": "a!", "etag": '"2"'}))
    assert updates.update(app.devices, "t1", change=rename).etag == '"2"'
    read, write = server.received
    assert (read.method, write.method, write.json) == ("GET", "PATCH", {"displayName": "a!"})
    assert write.headers["if-match"] == '"1"'


def test_update_starts_anew_when_someone_was_faster(mode, server, token):
    newer = {**STORED, "etag": '"2"', "displayName": "b"}
    server.will_answer(Answer(200, STORED), CONFLICT, Answer(200, newer), Answer(200, {**newer, "displayName": "b!"}))
    pauses = []

    async def sleep(seconds):
        pauses.append(seconds)

    def renamed(app):
        options = {"change": rename, "random": lambda: 0.5}
        if mode == "sync":
            return updates.update(app.devices, "t1", sleep=pauses.append, **options)
        return aio_updates.update(app.devices, "t1", sleep=sleep, **options)

    clients = (preview.IoTCentral, preview.AsyncIoTCentral)
    device = run_client(mode, clients, renamed, server.url, ApiToken(token), limiter=None)
    assert device.display_name == "b!"
    assert [r.headers.get("if-match") for r in server.received if r.method == "PATCH"] == ['"1"', '"2"']
    assert server.received[3].json == {"displayName": "b!"}
    assert pauses == [0.25]


def test_update_gives_up_after_its_attempts(app, server):
    server.will_answer(Answer(200, STORED), CONFLICT, Answer(200, STORED), CONFLICT)
    pauses = []
    with pytest.raises(PreconditionFailedError):
        updates.update(app.devices, "t1", change=rename, attempts=2, sleep=pauses.append)
    assert len(server.received) == 4
    assert len(pauses) == 1, "nobody waits after the last attempt"


def test_pauses_between_attempts_grow_up_to_a_limit(app, server):
    server.will_answer(*[Answer(200, STORED), CONFLICT] * 9)
    pauses = []
    with pytest.raises(PreconditionFailedError):
        updates.update(app.devices, "t1", change=rename, attempts=9, sleep=pauses.append, random=lambda: 1.0)
    assert pauses == [0.5, 1, 2, 4, 8, 10, 10, 10]


class Pause:
    """Awaited by a coroutine in a time of the test's own."""

    def __init__(self, seconds):
        self.seconds = seconds

    def __await__(self):
        yield self.seconds


def run_in_own_time(coroutines):
    """Run coroutines that await nothing but pauses, each to its end, as if time passed."""
    due = [(0.0, number, each) for number, each in enumerate(coroutines)]
    while due:
        now, number, each = heapq.heappop(due)
        with suppress(StopIteration):
            heapq.heappush(due, (now + each.send(None), number, each))


@pytest.mark.parametrize("seed", range(5))
def test_six_writers_of_one_item_all_get_through(seed):
    stored, randoms, gave_up, requests = {"size": 0}, random.Random(seed), [], []

    class Devices:
        async def get(self, device_id):
            await Pause(0.05 + randoms.random() / 20)
            requests.append("GET")
            return models.Device.from_dict({"id": device_id, "etag": str(stored["size"])})

        async def update(self, device_id, patch, *, if_match=None):
            await Pause(0.05 + randoms.random() / 20)
            requests.append("PATCH")
            if if_match != str(stored["size"]):
                raise PreconditionFailedError("Devices_Update", httpx.Response(412))
            stored["size"] += 1

    def grow(device):
        device.display_name = device.etag

    async def writer():
        for _ in range(5):
            try:
                await aio_updates.update(Devices(), "t1", change=grow, sleep=Pause, random=randoms.random)
            except PreconditionFailedError as error:
                gave_up.append(error)

    run_in_own_time([writer() for _ in range(6)])
    assert (gave_up, stored) == ([], {"size": 30})
    assert len(requests) <= 150


def test_update_writes_nothing_where_nothing_changes(app, server):
    server.will_answer(Answer(200, STORED))
    assert updates.update(app.devices, "t1", change=lambda device: None).display_name == "a"
    assert len(server.received) == 1


def test_update_takes_another_model_from_the_function(app, server):
    server.will_answer(Answer(200, STORED))
    updates.update(app.devices, "t1", change=lambda device: models.Device(etag=device.etag, display_name="new"))
    assert server.received[1].json == {"displayName": "new"}


def test_where_there_is_no_header_the_etag_goes_into_the_body(server, token):
    server.will_answer(Answer(200, STORED))
    with stable.IoTCentral(server.url, ApiToken(token), limiter=None) as app:
        updates.update(app.devices, "t1", change=rename)
    assert server.received[1].json == {"displayName": "a!", "etag": '"1"'}


def test_no_attempts_are_refused(app):
    with pytest.raises(ConfigurationError, match="attempts is 0"):
        updates.update(app.devices, "t1", change=rename, attempts=0)


def test_sync_and_async_update_have_the_same_parameters():
    assert aio.updates is aio_updates
    assert list(inspect.signature(updates.update).parameters) == list(inspect.signature(aio_updates.update).parameters)
