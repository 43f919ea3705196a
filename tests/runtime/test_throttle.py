"""No application is asked more often than its rate allows; the clock is made up."""

from __future__ import annotations

import gc

import pytest
from hypothesis import given
from hypothesis import strategies as st
from iotcentral_v2022_07_31 import AsyncIoTCentral, IoTCentral

from iotcentral import ApiToken, ConfigurationError
from iotcentral._core.throttle import Limiter, Rate, Statistics, Throttle

RATES = {"default": Rate(20, 1.0)}

rates = st.builds(Rate, st.integers(1, 6), st.sampled_from([0.25, 1.0, 60.0]))
steps = st.lists(
    st.sampled_from(["reserve", "reserve", "reserve", "give back", "refused", "answered"])
    | st.sampled_from([0.0, 0.125, 0.5, 1.0, 30.0, 90.0]),
    max_size=80,
)


class Limited(IoTCentral):
    rates = RATES


class AsyncLimited(AsyncIoTCentral):
    rates = RATES


def starts(throttle: Throttle, count: int, now: float = 0.0) -> list[float]:
    return [throttle.reserve(now) for _ in range(count)]


@given(rates, steps)
def test_no_window_holds_more_than_the_rate_and_the_order_is_kept(rate, script):
    throttle, now, taken = Throttle(rate), 0.0, []
    for step in script:
        if isinstance(step, float):
            now += step
        elif step == "reserve":
            taken.append(throttle.reserve(now))
            assert taken[-1] >= now
        elif step == "refused":
            throttle.refused(now, 0.5)
        elif step == "answered":
            throttle.answered()
        elif taken and taken[-1] > now:  # only who still waits can give up
            throttle.give_back(taken.pop())
    assert taken == sorted(taken)
    for first, later in zip(taken, taken[rate.requests :], strict=False):
        assert later - first >= rate.seconds


def test_a_whole_period_s_requests_pass_at_once():
    assert starts(Throttle(Rate(3, 1.0)), 7) == [0, 0, 0, 1, 1, 1, 2]


def test_a_rate_of_one_lets_one_pass_each_period():
    throttle = Throttle(Rate(1, 2.0))
    assert starts(throttle, 3) == [0, 2, 4]
    assert throttle.reserve(10) == 10


def test_a_place_that_is_given_back_goes_to_the_next():
    throttle = Throttle(Rate(2, 1.0))
    assert starts(throttle, 3) == [0, 0, 1]
    throttle.give_back(1)
    assert starts(throttle, 3) == [1, 1, 2]


def test_places_given_back_do_not_let_the_window_overflow():
    throttle = Throttle(Rate(2, 1.0))
    waiting = starts(throttle, 12)[2:]
    for place in waiting:
        throttle.give_back(place)
    assert starts(throttle, 3) == [1, 1, 2]


def test_giving_back_what_was_not_taken_changes_nothing():
    throttle = Throttle(Rate(1, 1.0))
    throttle.give_back(5)
    throttle.reserve(0)
    throttle.give_back(5)
    assert throttle.reserve(0) == 1


def test_a_refusal_halves_the_rate_down_to_a_floor():
    throttle = Throttle(Rate(20, 1.0))
    shares = []
    for _ in range(8):
        throttle.refused(0, 0)
        shares.append(throttle.share)
    assert shares[:4] == [0.5, 0.25, 0.125, 0.0625]
    assert shares[4:] == [0.05] * 4
    assert starts(throttle, 3) == [0, 1, 2]


def test_below_one_request_the_period_grows():
    throttle = Throttle(Rate(1, 1.0))
    throttle.refused(0, 0)
    assert starts(throttle, 3) == [0, 2, 4]


def test_answers_bring_the_full_rate_back():
    throttle = Throttle(Rate(20, 1.0))
    for _ in range(10):
        throttle.refused(0, 0)
    for _ in range(19):
        throttle.answered()
    assert throttle.share == pytest.approx(1.0)
    throttle.answered()
    assert throttle.share == 1.0
    assert starts(throttle, 21, now=100.0) == [100.0] * 20 + [101.0]


def test_nothing_passes_while_the_service_asks_to_wait():
    throttle = Throttle(Rate(5, 1.0))
    throttle.refused(3, 7)
    throttle.refused(4, 1)
    assert throttle.reserve(4) == 10


def test_each_kind_has_its_rate_and_the_others_share_the_default():
    limiter = Limiter({"default": Rate(2, 1.0), "jobs": Rate(1, 10.0)})
    assert [limiter.reserve("jobs", 0) for _ in range(2)] == [0, 10]
    assert [limiter.reserve(kind, 0) for kind in ("devices", "users", "roles")] == [0, 0, 1]
    limiter.answered("jobs", 429, 0)
    assert limiter.share("jobs") == 0.5
    assert limiter.share("devices") == limiter.share("default") == 1.0


def test_statistics_tell_what_was_done():
    limiter = Limiter({"default": Rate(1, 1.0)})
    places = [limiter.reserve("default", 0.5) for _ in range(3)]
    limiter.answered("default", 200, 0)
    limiter.answered("default", 429, 0)
    assert limiter.statistics == Statistics(requests=3, delayed=2, seconds=3.0, throttled=1)
    limiter.give_back("default", places[-1])
    assert limiter.statistics.requests == 2


@pytest.mark.parametrize(
    "rates", [{}, {"jobs": Rate(1, 1.0)}, {"default": Rate(0, 1.0)}, {"default": Rate(1, 0.0)}], ids=str
)
def test_a_limiter_that_could_let_nothing_pass_is_refused(rates):
    with pytest.raises(ConfigurationError, match="a limiter needs a rate for `default`"):
        Limiter(rates)


def test_clients_of_one_application_share_a_limiter(token):
    credential = ApiToken(token)
    app, other = Limited("shared", credential), AsyncLimited("Shared", credential)
    assert app.limiter is not None
    assert app.limiter is other.limiter is app.with_options(timeout=1).limiter
    assert Limited("another", credential).limiter is not app.limiter


def test_a_limiter_is_gone_when_its_clients_are(token):
    app = Limited("short-lived", ApiToken(token))
    app.limiter.reserve("default", 0)
    again = Limited("short-lived", ApiToken(token))
    assert again.limiter.statistics.requests == 1
    del app, again
    gc.collect()
    assert Limited("short-lived", ApiToken(token)).limiter.statistics.requests == 0


@pytest.mark.parametrize("client", [Limited, AsyncLimited])
def test_the_limiter_can_be_replaced_or_turned_off(client, token):
    own = Limiter(RATES)
    assert client("contoso", ApiToken(token), limiter=own).limiter is own
    assert client("contoso", ApiToken(token), limiter=None).limiter is None
