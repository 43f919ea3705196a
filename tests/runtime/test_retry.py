"""What is worth another attempt and how long to wait before it, decided without waiting."""

from __future__ import annotations

from email.utils import formatdate

import httpx
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from iotcentral import ConfigurationError
from iotcentral._core.retry import NO_RETRY, Attempt, RetryPolicy, Sending, retry_after

NOW = 1_700_000_000.0
EVERY_STATUS = range(100, 600)
METHODS = ["GET", "HEAD", "PUT", "DELETE", "PATCH", "POST"]

seconds = st.floats(0, 1e6)
policies = st.builds(
    RetryPolicy,
    attempts=st.integers(0, 8),
    budget=seconds,
    base=seconds,
    cap=seconds,
    retry_after_cap=seconds,
)
retry_afters = st.none() | st.text() | st.integers().map(str) | st.floats(0, 4e9).map(formatdate)


def response(status: int, value: str | None = None) -> httpx.Response:
    headers = {} if value is None else {"Retry-After": value.encode("utf-8", "surrogatepass")}
    return httpx.Response(status, headers=headers)


def sending(policy: RetryPolicy, method: str = "GET", random: float = 1.0) -> Sending:
    return Sending(policy, method, 0.0, lambda: random)


@pytest.mark.parametrize(
    ("method", "statuses"),
    [
        ("GET", {408, 429, 500, 502, 503, 504}),
        ("HEAD", {408, 429, 500, 502, 503, 504}),
        ("PUT", {429, 500, 502, 503, 504}),
        ("DELETE", {429, 500, 502, 503, 504}),
        ("PATCH", {429, 503}),
        ("POST", {429, 503}),
    ],
)
def test_each_method_is_repeated_on_its_statuses_alone(method, statuses):
    assert {status for status in EVERY_STATUS if RetryPolicy().retries_status(method, status)} == statuses


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("reached", [True, False])
def test_without_an_answer_only_what_may_arrive_twice_or_never_arrived_is_repeated(method, reached):
    expected = method not in {"PATCH", "POST"} or not reached
    assert RetryPolicy().retries_error(method, reached=reached) is expected
    assert (sending(RetryPolicy(), method).failed(OSError(), 0.0, reached=reached) is not None) is expected


def test_what_is_hopeless_is_not_repeated():
    once = sending(RetryPolicy())
    assert once.failed(OSError(), 0.0, reached=False, hopeless=True) is None
    assert once.attempts == [Attempt("OSError", 0.0)]


def test_a_success_is_not_repeated_whatever_its_status():
    once = sending(RetryPolicy())
    assert once.answered(response(503), 0.0, NOW, success=True) is None
    assert once.attempts == [Attempt("503", 0.0)]


def test_attempts_tell_outcomes_and_waits():
    several = sending(RetryPolicy(base=1))
    assert several.answered(response(503), 0.0, NOW) == 1
    assert several.failed(TimeoutError(), 1.0, reached=True) == 2
    assert several.answered(response(429, "7"), 3.0, NOW) == 7
    assert several.answered(response(502), 10.0, NOW) is None
    assert several.attempts == [
        Attempt("503", 1),
        Attempt("TimeoutError", 2),
        Attempt("429", 7),
        Attempt("502", 0.0),
    ]


@pytest.mark.parametrize("attempts", [0, 1])
def test_a_single_attempt_is_never_repeated(attempts):
    assert sending(RetryPolicy(attempts=attempts)).answered(response(503), 0.0, NOW) is None
    assert sending(NO_RETRY).failed(OSError(), 0.0, reached=False) is None


@pytest.mark.parametrize("name", ["attempts", "budget", "base", "cap", "retry_after_cap"])
def test_a_negative_setting_is_refused(name):
    with pytest.raises(ConfigurationError, match=f"RetryPolicy: {name} is -1, but must not be negative"):
        RetryPolicy(**{name: -1})


@given(policies, st.sampled_from(METHODS), st.lists(st.tuples(st.sampled_from([429, 500, 503, None]), retry_afters)))
def test_neither_attempts_nor_budget_nor_the_caps_are_exceeded(policy, method, outcomes):
    several, now, begun = sending(policy, method), 0.0, 1
    for status, value in outcomes:
        if status is None:
            pause = several.failed(OSError(), now, reached=True)
        else:
            pause = several.answered(response(status, value), now, NOW)
        if pause is None:
            break
        assert 0 <= pause <= max(policy.cap, policy.retry_after_cap)
        now += pause
        begun += 1
        assert now <= policy.budget
    assert begun <= max(1, policy.attempts)
    assert sum(attempt.waited for attempt in several.attempts) == pytest.approx(now)


@given(policies, st.integers(1, 10_000), st.floats(0, 1))
def test_a_back_off_lies_within_its_bounds(policy, attempt, random):
    pause = policy.backoff(attempt, lambda: random)
    assert 0 <= pause <= policy.cap
    assert pause <= policy.base * 2.0 ** (attempt - 1 if attempt < 1000 else 1000)


def test_the_back_off_doubles_up_to_its_cap():
    policy = RetryPolicy(base=0.5, cap=3)
    assert [policy.backoff(attempt, lambda: 1.0) for attempt in range(1, 6)] == [0.5, 1, 2, 3, 3]
    assert policy.backoff(3, lambda: 0.25) == 0.5


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        ("0", 0),
        ("17", 17),
        ("  17 ", 17),
        (formatdate(NOW + 30, usegmt=True), 30),
        (formatdate(NOW - 30, usegmt=True), 0),
        ("Wed, 21 Oct 9999 07:28:00 GMT", pytest.approx(2.5e11, rel=0.01)),
        ("9" * 400, float("inf")),
        ("-5", None),
        ("1.5", None),
        ("5, 6", None),
        ("٣", None),
        ("", None),
        ("soon", None),
        ("Wed, 99 Oct 2020 07:28:00 GMT", None),
        ("Wed, 21 Oct 99999999999 07:28:00 GMT", None),
    ],
)
def test_retry_after_is_read_in_seconds_or_as_a_date(value, expected):
    assert retry_after(value, NOW) == expected


@given(retry_afters)
@example("Wed, 21 Oct 2020 07:28:00 +99999999999")
@example("0, 0 Jan 1 0:0:0")
@example("1 Jan 1 00:00:00 -0000")
def test_no_retry_after_is_negative_or_an_error(value):
    read = retry_after(value, NOW)
    assert read is None or read >= 0


@pytest.mark.parametrize("value", ["61", "9" * 400, formatdate(NOW + 3600, usegmt=True)])
def test_no_longer_than_the_cap_is_waited(value):
    assert sending(RetryPolicy(retry_after_cap=60)).answered(response(429, value), 0.0, NOW) == 60


@pytest.mark.parametrize("value", ["soon", "-5", ""])
def test_an_illegible_retry_after_leaves_the_back_off(value):
    assert sending(RetryPolicy(base=3)).answered(response(429, value), 0.0, NOW) == 3


def test_a_retry_after_beyond_the_budget_is_not_waited_for():
    assert sending(RetryPolicy(budget=10)).answered(response(429, "11"), 0.0, NOW) is None
    assert sending(RetryPolicy(budget=10)).answered(response(429, "10"), 0.0, NOW) == 10
