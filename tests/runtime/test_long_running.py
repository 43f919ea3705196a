"""How a long-running operation goes is read from the answers, and its addresses never lead elsewhere."""

from __future__ import annotations

import pickle
from email.utils import formatdate

import httpx
import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iotcentral import (
    ConfigurationError,
    ConflictError,
    DecodingError,
    ErrorDetail,
    FailedStateError,
    IoTCentralError,
    NotFoundError,
    OperationFailedError,
    PollingError,
    ServiceUnavailableError,
    WaitTimeoutError,
)
from iotcentral._core.decoding import mapping
from iotcentral.long_running._continuation import Continuation
from iotcentral.long_running._deadline import Deadline
from iotcentral.long_running._monitor import LongRunningOperation, StatusMonitor

BASE = "https://management.azure.com"
TARGET = "/subscriptions/s1/apps/a1?api-version=2021-06-01"
STATUS = "/subscriptions/s1/operationResults/o1?api-version=2021-06-01&asyncinfo"
LOCATION = "/subscriptions/s1/operationResults/o1?api-version=2021-06-01"
PARAMETERS = {"subscriptionId": "s1"}
DATE = 1_700_000_000.0
APP = {"id": "a1", "properties": {"subdomain": "contoso"}}
ARM_ERROR = {
    "error": {
        "code": "Invalid",
        "message": "The application is not acceptable.",
        "target": "properties",
        "details": [{"code": "Taken", "message": "The subdomain is taken.", "target": "subdomain"}],
    }
}


def operation(method: str = "PUT", via: str = "azure-async-operation", **changes) -> LongRunningOperation:
    gives = None if method == "DELETE" else lambda: mapping
    results = {200: gives, 201: gives, 202: None, 204: None}
    arguments = {"fixed": {"api-version": "2021-06-01"}, "results": results, "final_state_via": via, **changes}
    return LongRunningOperation("Apps_Change", method, "/subscriptions/{subscriptionId}/apps/{name}", **arguments)


def answer(status: int = 200, body=None, *, status_at=None, location=None, after=None) -> httpx.Response:
    headers = {"Azure-AsyncOperation": status_at, "Location": location, "Retry-After": after}
    headers = {name: value for name, value in headers.items() if value is not None}
    content = b"" if body is None else orjson.dumps(body)
    return httpx.Response(status, content=content, headers=headers)


def told(state: str, **more) -> httpx.Response:
    return answer(200, {"status": state}, **more)


def provisioned(state: str, status: int = 200, **more) -> httpx.Response:
    return answer(status, {**APP, "properties": {"provisioningState": state}}, **more)


def begun(first: httpx.Response, method: str = "PUT", via: str = "azure-async-operation") -> StatusMonitor:
    monitor = StatusMonitor(operation(method, via), TARGET, BASE, now=0.0)
    monitor.begun(first, 0.0, DATE)
    return monitor


def after(monitor: StatusMonitor, *answers: httpx.Response) -> list[str]:
    """Return the targets that were asked for one after another."""
    asked = []
    for each in answers:
        request = monitor.next()
        assert (request.method, request.content, request.headers) == ("GET", None, {"Accept": "application/json"})
        asked.append(request.target)
        monitor.answered(each, 0.0, DATE)
    return asked


def settled(monitor: StatusMonitor, final: httpx.Response | None = None) -> tuple[str | None, object]:
    """Return what was asked for the result, and the result."""
    assert monitor.over
    monitor.check()
    request = monitor.closing()
    if request is not None:
        assert final is not None
        monitor.closed(final)
    assert monitor.closing() is None
    return (None if request is None else request.target), monitor.value()


# the first answer


@pytest.mark.parametrize("status", [200, 201])
@pytest.mark.parametrize("body", [APP, {**APP, "properties": {"provisioningState": "Succeeded"}}])
@pytest.mark.parametrize("method", ["PUT", "PATCH", "POST"])
def test_an_answer_that_names_no_address_is_the_result(status, body, method):
    monitor = begun(answer(status, body), method)
    assert monitor.state == "Succeeded"
    assert settled(monitor) == (None, body)


@pytest.mark.parametrize("status", [200, 204])
def test_a_deletion_without_addresses_is_over_and_gives_nothing(status):
    assert settled(begun(answer(status), "DELETE")) == (None, None)


def test_a_change_that_is_over_without_content_is_read_from_the_resource():
    assert settled(begun(answer(204), "PATCH"), answer(200, APP)) == (TARGET, APP)


def test_an_error_to_the_first_request_is_raised():
    with pytest.raises(ConflictError, match=r"Apps_Change: the service answered 409 Invalid: .*The subdomain is taken"):
        begun(answer(409, ARM_ERROR))


def test_a_first_answer_can_tell_the_failure_already():
    monitor = begun(provisioned("Failed"))
    assert (monitor.over, monitor.state) == (True, "Failed")
    with pytest.raises(OperationFailedError):
        monitor.check()


@pytest.mark.parametrize("state", ["Succeeded", "Failed"])
def test_an_address_counts_more_than_what_the_resource_says_of_itself(state):
    monitor = begun(provisioned(state, 201, status_at=STATUS))
    assert (monitor.over, monitor.state) == (False, "InProgress")
    monitor = begun(provisioned(state, 202))
    assert (monitor.over, monitor.state) == (False, "InProgress")


# where is asked


def test_the_status_address_comes_before_location():
    monitor = begun(answer(202, status_at=BASE + STATUS, location=BASE + LOCATION), "DELETE")
    assert after(monitor, told("Deleting"), told("Succeeded")) == [STATUS, STATUS]
    assert settled(monitor) == (None, None)


def test_a_created_resource_is_followed_by_its_status_address_and_read_in_the_end():
    monitor = begun(answer(201, APP, status_at=BASE + STATUS))
    assert after(monitor, told("Creating")) == [STATUS]
    assert (monitor.state, monitor.over) == ("Creating", False)
    assert after(monitor, told("Succeeded")) == [STATUS]
    assert settled(monitor, answer(200, APP)) == (TARGET, APP)


def test_location_is_asked_until_it_answers_otherwise_than_202():
    monitor = begun(answer(202, location=LOCATION), "PATCH", "location")
    assert after(monitor, answer(202), answer(202), answer(200, APP)) == [LOCATION] * 3
    assert settled(monitor) == (None, APP)


def test_the_location_of_a_created_resource_is_asked_too():
    monitor = begun(answer(201, APP, location=LOCATION))
    assert not monitor.over
    assert after(monitor, provisioned("Creating"), answer(200, APP)) == [LOCATION] * 2
    assert settled(monitor) == (None, APP)


@pytest.mark.parametrize("status", [200, 201, 204])
def test_a_location_that_answers_without_content_ends_a_change_as_well(status):
    monitor = begun(answer(202, location=LOCATION))
    after(monitor, answer(status))
    assert settled(monitor, answer(200, APP)) == (TARGET, APP)


def test_without_addresses_the_resource_tells_its_provisioning_state():
    monitor = begun(provisioned("Creating", 201))
    assert (monitor.state, monitor.over) == ("Creating", False)
    last = provisioned("Succeeded")
    assert after(monitor, provisioned("Updating"), last) == [TARGET] * 2
    assert settled(monitor) == (None, last.json())


def test_an_accepted_change_is_over_when_its_resource_tells_no_provisioning_state():
    monitor = begun(answer(202))
    assert after(monitor, answer(200, APP)) == [TARGET]
    assert settled(monitor) == (None, APP)


def test_a_deletion_without_addresses_is_over_when_the_resource_is_gone():
    monitor = begun(answer(202), "DELETE")
    assert after(monitor, answer(200, APP), provisioned("Succeeded"), provisioned("Deleting")) == [TARGET] * 3
    assert (monitor.state, monitor.over) == ("Deleting", False)
    assert after(monitor, answer(404, ARM_ERROR)) == [TARGET]
    assert settled(monitor) == (None, None)


def test_a_deletion_whose_location_is_gone_is_over():
    monitor = begun(answer(202, location=LOCATION), "DELETE")
    after(monitor, answer(404))
    assert settled(monitor) == (None, None)


@pytest.mark.parametrize(
    ("method", "first"),
    [
        ("DELETE", answer(202, status_at=STATUS)),
        ("PUT", answer(202, location=LOCATION)),
        ("PATCH", answer(202)),
    ],
)
def test_elsewhere_404_is_an_error_after_which_can_be_asked_again(method, first):
    monitor = begun(first, method)
    with pytest.raises(NotFoundError):
        after(monitor, answer(404))
    assert not monitor.over
    after(monitor, provisioned("Succeeded") if "Azure-AsyncOperation" not in first.headers else told("Succeeded"))
    assert monitor.over


def test_later_answers_name_new_addresses():
    monitor = begun(answer(202, location="/first"), "PATCH", "location")
    more = answer(202, location="/second")
    new = answer(202, status_at="/status")
    assert after(monitor, more, new, told("Running", status_at="/status2"), told("Succeeded", location="/end")) == [
        "/first",
        "/second",
        "/status",
        "/status2",
    ]
    assert settled(monitor, answer(200, APP)) == ("/end", APP)


@pytest.mark.parametrize(
    ("method", "via", "last", "asked"),
    [
        ("PUT", "azure-async-operation", 0, TARGET),
        ("PATCH", "azure-async-operation", 0, TARGET),
        ("POST", "azure-async-operation", 0, None),
        ("PUT", "location", 0, LOCATION),
        ("POST", "location", 0, LOCATION),
        ("PATCH", "original-uri", 0, TARGET),
        ("POST", "original-uri", 0, TARGET),
        ("DELETE", "location", 0, None),
        ("DELETE", "original-uri", 0, None),
    ],
)
def test_the_result_is_where_the_document_says(method, via, last, asked):
    monitor = begun(answer(202, status_at=STATUS, location=LOCATION), method, via)
    after(monitor, told("Succeeded"))
    result = None if method == "DELETE" else APP if asked else {"status": "Succeeded"}
    assert settled(monitor, answer(200, APP)) == (asked, result)


def test_a_result_via_the_resource_is_read_there_though_location_answered():
    monitor = begun(answer(202, location=LOCATION), "PUT", "original-uri")
    after(monitor, answer(200, {"id": "of the location"}))
    assert settled(monitor, answer(200, APP)) == (TARGET, APP)


def test_a_result_via_a_location_that_was_never_named_is_read_from_the_resource():
    monitor = begun(answer(201, status_at=STATUS), "PUT", "location")
    after(monitor, told("Succeeded"))
    assert settled(monitor, answer(200, APP)) == (TARGET, APP)


def test_an_action_that_names_no_address_cannot_be_asked_about():
    monitor = begun(answer(202), "POST")
    with pytest.raises(
        PollingError, match=r"Apps_Change: .* returned neither Azure-AsyncOperation nor Location"
    ) as caught:
        monitor.next()
    assert caught.value.link is None


@pytest.mark.parametrize(
    ("link", "target"),
    [
        (f"{BASE}/x?y=%2f+1", "/x?y=%2f+1"),
        ("HTTPS://MANAGEMENT.azure.com:443/x#part", "/x"),
        ("//management.azure.com/x", "/x"),
        ("/x", "/x"),
        ("x", "/subscriptions/s1/apps/x"),
        ("?x", "/subscriptions/s1/apps/a1?x"),
    ],
)
@pytest.mark.parametrize("header", ["status_at", "location"])
def test_addresses_may_be_relative(link, target, header):
    assert begun(answer(202, **{header: link})).next().target == target


FOREIGN = [
    "https://elsewhere.example/x",
    "//elsewhere.example/x",
    "http://management.azure.com/x",
    "https://management.azure.com:8443/x",
    "https://management.azure.com@elsewhere.example/x",
    "https://management.azure.com.elsewhere.example/x",
    "file:///etc/passwd",
]


@pytest.mark.parametrize("link", FOREIGN)
@pytest.mark.parametrize("header", ["status_at", "location"])
def test_an_address_elsewhere_is_not_asked(link, header):
    monitor = begun(answer(202, **{header: link}))
    for ask in (monitor.next, monitor.continuation):
        with pytest.raises(
            PollingError, match=r"Apps_Change: .* leads away from https://management.azure.com"
        ) as caught:
            ask()
        assert caught.value.link == link
        assert link in str(caught.value)
        assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


def test_a_result_elsewhere_is_not_asked():
    monitor = begun(answer(202, status_at=STATUS, location=FOREIGN[0]), "PUT", "location")
    after(monitor, told("Succeeded"))
    with pytest.raises(PollingError, match="leads away"):
        monitor.closing()


@pytest.mark.parametrize("link", ["http://[::1", "https://management.azure.com:99999/x", "/\x01", "/" + "x" * 70_000])
def test_an_address_that_is_no_url_is_not_asked(link):
    with pytest.raises(PollingError, match="is not a valid URL"):
        begun(answer(202, status_at=link)).next()


# what the answers say


@pytest.mark.parametrize("state", ["Accepted", "Running", "Deleting", "something new", "canceling"])
def test_an_unknown_state_goes_on(state):
    monitor = begun(answer(201, APP, status_at=STATUS))
    after(monitor, told(state))
    assert (monitor.state, monitor.over) == (state, False)


@pytest.mark.parametrize("state", ["Failed", "failed", "Canceled", "Cancelled"])
def test_a_failure_carries_the_error_of_the_service(state):
    monitor = begun(answer(201, APP, status_at=STATUS))
    last = answer(200, {"status": state, **ARM_ERROR})
    after(monitor, last)
    for _ in range(2):
        with pytest.raises(OperationFailedError) as caught:
            monitor.check()
    error = caught.value
    assert isinstance(error, FailedStateError)
    assert isinstance(error, IoTCentralError)
    taken = ErrorDetail("Taken", "The subdomain is taken.", "subdomain", ())
    assert error.error == ErrorDetail("Invalid", "The application is not acceptable.", "properties", (taken,))
    assert (error.subject, error.state, error.details["code"], error.details["details"]) == (
        "Apps_Change",
        state,
        "Invalid",
        (taken,),
    )
    assert error.response is last
    assert str(error) == (
        f"Apps_Change is {state}: Invalid: The application is not acceptable. (target properties); "
        "Taken: The subdomain is taken. (target subdomain)"
    )
    loaded = pickle.loads(pickle.dumps(error))
    assert (str(loaded), loaded.error, loaded.response.json()) == (str(error), error.error, last.json())


@pytest.mark.parametrize("body", [{}, {"error": None}, {"error": "text"}, {"error": {"code": 5, "details": "x"}}])
def test_a_failure_without_an_explanation_says_so(body):
    monitor = begun(answer(201, APP, status_at=STATUS))
    after(monitor, answer(200, {"status": "Failed", **body}))
    with pytest.raises(OperationFailedError, match=r"^Apps_Change is Failed: no details$"):
        monitor.check()


@pytest.mark.parametrize("kind", ["location", "resource"])
def test_a_provisioning_state_tells_of_failures_too(kind):
    monitor = begun(answer(202, location=LOCATION if kind == "location" else None))
    after(monitor, provisioned("Canceled"))
    with pytest.raises(OperationFailedError, match="Canceled"):
        monitor.check()


@pytest.mark.parametrize("body", [None, {}, [], "Succeeded", {"status": None}, {"status": 5}, {"status": ""}])
def test_a_status_address_that_tells_no_state_is_an_error_after_which_can_be_asked_again(body):
    monitor = begun(answer(201, APP, status_at=STATUS))
    with pytest.raises(DecodingError, match="status: expected the state of the operation, found") as caught:
        after(monitor, answer(200, body))
    assert caught.value.response is not None
    assert not monitor.over
    after(monitor, answer(202, body), told("Succeeded"))
    assert monitor.over


def test_an_error_changes_nothing():
    monitor = begun(answer(202, location=LOCATION, after="7"))
    with pytest.raises(ServiceUnavailableError):
        after(monitor, answer(503, ARM_ERROR, location="/elsewhere", after="99"))
    assert (monitor.state, monitor.over, monitor.due(0.0)) == ("InProgress", False, 7.0)
    assert monitor.next().target == LOCATION


def test_a_result_that_cannot_be_read_can_be_asked_for_again():
    monitor = begun(answer(201, APP, status_at=STATUS))
    after(monitor, told("Succeeded"))
    assert monitor.closing() is not None
    with pytest.raises(NotFoundError):
        monitor.closed(answer(404))
    with pytest.raises(DecodingError):
        monitor.closed(answer(200, []))
    assert settled(monitor, answer(200, APP)) == (TARGET, APP)


def test_the_result_is_the_same_each_time():
    monitor = begun(answer(200, APP))
    assert monitor.value() is monitor.value()


def test_what_comes_after_the_end_changes_nothing():
    monitor = begun(answer(201, APP, status_at=STATUS))
    after(monitor, told("Succeeded"))
    monitor.answered(told("Failed"), 0.0, DATE)
    monitor.check()
    assert monitor.state == "Succeeded"


# pauses


@pytest.mark.parametrize(
    ("header", "pause"),
    [
        ("0", 0.0),
        ("17", 17.0),
        (formatdate(DATE + 30, usegmt=True), 30.0),
        (formatdate(DATE - 30, usegmt=True), 0.0),
        ("9" * 400, 3600.0),
        ("soon", 1.0),
        (None, 1.0),
    ],
)
def test_the_service_says_when_it_wants_to_be_asked(header, pause):
    monitor = begun(answer(202, location=LOCATION, after=header))
    assert monitor.due(0.0) == pause
    assert monitor.due(pause + 1) == 0.0


def test_without_its_word_the_pauses_grow():
    monitor = begun(answer(202, location=LOCATION))
    pauses = [monitor.due(0.0)]
    for _ in range(9):
        after(monitor, answer(202))
        pauses.append(monitor.due(0.0))
    assert pauses == sorted(pauses)
    assert (pauses[0], pauses[-1]) == (1.0, 15.0)


def test_a_wait_ends_at_its_deadline_with_a_last_question_where_that_is_allowed():
    deadline = Deadline(10, 100.0)
    assert deadline.pause(4.0, 100.0) == 4.0
    assert deadline.pause(0.0, 104.0) == 0.0
    assert deadline.pause(30.0, 104.0) == 6.0
    assert deadline.pause(20.0, 110.0) is None
    assert deadline.pause(0.0, 110.0) is None


def test_a_wait_of_no_time_asks_once():
    deadline = Deadline(0, 100.0)
    assert deadline.pause(0.0, 100.0) == 0.0
    assert deadline.pause(0.0, 100.0) is None
    assert Deadline(0, 100.0).pause(1.0, 100.0) is None


def test_a_wait_without_deadline_lasts():
    deadline = Deadline(None, 0.0)
    assert [deadline.pause(due, 1e9) for due in (0.0, 5.0, 0.0)] == [0.0, 5.0, 0.0]


@pytest.mark.parametrize("timeout", [-1, float("nan")])
def test_a_negative_timeout_is_refused(timeout):
    with pytest.raises(ConfigurationError, match=r"timeout is .*, but must be 0 or more seconds"):
        Deadline(timeout, 0.0)


def test_time_that_is_up_is_told_with_the_state():
    monitor = begun(provisioned("Creating", 201))
    error = monitor.timed_out(5)
    assert isinstance(error, WaitTimeoutError)
    assert str(error).startswith("Apps_Change is Creating: not over within 5 s; it continues: ")


# tokens


def resumed(token: str, op=None, base_url: str = BASE, parameters=PARAMETERS) -> StatusMonitor:
    op = op or operation()
    kept = Continuation.read(token, op, base_url, parameters)
    monitor = StatusMonitor(op, kept.target, base_url, now=5.0)
    monitor.resume(kept)
    return monitor


@pytest.mark.parametrize(
    ("method", "first", "asked", "last", "final"),
    [
        ("PUT", answer(201, APP, status_at=STATUS), STATUS, told("Succeeded"), (TARGET, APP)),
        ("PATCH", answer(202, location=LOCATION), LOCATION, answer(200, APP), (None, APP)),
        ("PUT", provisioned("Creating", 201), TARGET, answer(200, APP), (None, APP)),
        ("PUT", answer(200, APP), TARGET, answer(200, APP), (None, APP)),
        ("DELETE", answer(202, status_at=STATUS, location=LOCATION), STATUS, told("Succeeded"), (None, None)),
        ("DELETE", answer(202), TARGET, answer(404), (None, None)),
    ],
)
def test_a_token_goes_on_where_it_was_made(method, first, asked, last, final):
    token = begun(first, method).continuation().written()
    assert httpx.URL(f"https://x.example/?{token}").query.decode() == token
    monitor = resumed(token, operation(method))
    assert (monitor.over, monitor.due(5.0)) == (False, 0.0)
    assert monitor.continuation().written() == token
    assert after(monitor, last) == [asked]
    assert settled(monitor, answer(200, APP)) == final


def test_a_deletion_that_is_over_stays_so():
    monitor = resumed(begun(answer(204), "DELETE").continuation().written(), operation("DELETE"))
    assert settled(monitor) == (None, None)


def test_a_failure_is_asked_about_anew():
    monitor = begun(answer(202, status_at=STATUS), "DELETE")
    after(monitor, told("Failed"))
    assert not resumed(monitor.continuation().written(), operation("DELETE")).over


TOKEN = begun(answer(201, APP, status_at=STATUS)).continuation().written()


@pytest.mark.parametrize(
    "token", ["", "x", "Ünlesbar", "AAAA", TOKEN[:-1], TOKEN[1:], TOKEN[:40], TOKEN + "AAAA", f" {TOKEN}", TOKEN * 2]
)
def test_a_damaged_token_is_refused(token):
    with pytest.raises(
        ConfigurationError, match=r"^Apps_Change: the continuation token is damaged: pass the whole text"
    ):
        resumed(token)


@given(st.integers(0, len(TOKEN) - 2), st.sampled_from("AQgwZ09-_"))
def test_a_token_with_another_character_in_it_is_refused(index, other):
    changed = TOKEN[:index] + other + TOKEN[index + 1 :]
    if changed != TOKEN:
        with pytest.raises(ConfigurationError, match="is damaged"):
            resumed(changed)


def kept(**changes) -> str:
    monitor = begun(answer(201, APP, status_at=STATUS))
    return monitor.continuation()._replace(**changes).written()


@pytest.mark.parametrize("changes", [{"target": None}, {"status": 5}, {"location": []}, {"done": "no"}, {"method": 1}])
def test_a_token_of_other_types_is_refused(changes):
    with pytest.raises(ConfigurationError, match="is damaged"):
        resumed(kept(**changes))


def test_a_token_of_another_version_is_refused(monkeypatch):
    monkeypatch.setattr("iotcentral.long_running._continuation._VERSION", 2)
    token = kept()
    monkeypatch.undo()
    with pytest.raises(ConfigurationError, match=r"token has version 2, but this release of iotcentral reads 1$"):
        resumed(token)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"operation": "Apps_Remove"}, r"is of Apps_Remove \(PUT\): resume that operation"),
        ({"method": "DELETE"}, r"is of Apps_Change \(DELETE\): resume that operation"),
        (
            {"endpoint": "https://elsewhere.example"},
            "is of https://elsewhere.example, but this client is of https://man",
        ),
        ({"endpoint": "http://[::1"}, r"is of http://\[::1, but this client is of"),
        (
            {"target": "/subscriptions/s2/apps/a1?api-version=2021-06-01"},
            'has the subscriptionId "s2", but .* has "s1"',
        ),
        ({"target": "/subscriptions/s1/apps/a1/more"}, "is of .*, which is not a path of that operation"),
        ({"target": "@elsewhere.example/subscriptions/s1/apps/a1"}, "is of .*, which is not a path of that operation"),
        ({"target": "/subscriptions/s1/apps/a1?\x01"}, "is of .*, which is not a path of that operation"),
        ({"target": "/subscriptions/s1/apps/a1?api-version=2018-09-01"}, 'has the api-version "2018-09-01", but'),
        ({"target": "/subscriptions/s1/apps/a1"}, 'has the api-version "", but'),
    ],
)
def test_a_token_of_something_else_is_refused(changes, reason):
    with pytest.raises(ConfigurationError, match=f"^Apps_Change: the continuation token {reason}"):
        resumed(kept(**changes))


def test_the_case_of_a_subscription_makes_no_other():
    assert resumed(kept(), parameters={"subscriptionId": "S1"}).next().target == STATUS


@pytest.mark.parametrize("link", [*FOREIGN, "@elsewhere.example/x"])
def test_a_forged_token_leads_nowhere_else(link):
    monitor = resumed(kept(status=link))
    try:
        request = monitor.next()
    except PollingError as error:
        assert error.link == link
    else:
        assert request.target.startswith("/")


def test_a_token_holds_what_is_asked_and_nothing_more():
    assert begun(answer(201, APP, status_at=STATUS)).continuation() == Continuation(
        "Apps_Change", "PUT", BASE, TARGET, STATUS, None, False
    )


def test_a_final_state_that_is_none_is_refused():
    with pytest.raises(ConfigurationError, match=r"final_state_via is .operation-location., but must be one of azure-"):
        operation(via="operation-location")


# any sequence of answers

LINKS = st.sampled_from([None, None, "/status", "/location?x=1", f"{BASE}/more", "relative", *FOREIGN, "http://[::1"])
STATES = st.sampled_from(["Running", "Succeeded", "failed", "Canceled", "Unheard of", "", None, 5])
BODIES = st.one_of(
    st.none(),
    st.builds(lambda state: {"status": state, **ARM_ERROR}, STATES),
    st.builds(lambda state: {"properties": {"provisioningState": state}}, STATES),
    st.sampled_from([[], "text", {"properties": 5}, APP]),
)
ANSWERS = st.builds(
    answer,
    st.sampled_from([200, 200, 200, 201, 202, 202, 204, 206, 302, 400, 404, 429, 500, 503]),
    BODIES,
    status_at=LINKS,
    location=LINKS,
    after=st.sampled_from([None, "0", "3", "-1", "later", "99999999999"]),
)


@given(
    st.sampled_from(["PUT", "PATCH", "DELETE", "POST"]),
    st.sampled_from(["azure-async-operation", "location", "original-uri"]),
    st.lists(ANSWERS, min_size=1, max_size=12),
)
def test_any_answers_lead_to_one_outcome_and_to_no_other_origin(method, via, answers):
    """Whatever comes: an error, going on, or one end; and never a question to another origin."""
    monitor = StatusMonitor(operation(method, via), TARGET, BASE, now=0.0)
    ends = 0
    try:
        monitor.begun(answers[0], 0.0, DATE)
        ends += monitor.over
        for each in answers[1:]:
            if monitor.over:
                break
            try:
                assert_at_home(monitor.next())
            except PollingError:
                return  # there is no way on, and there will be none
            before = (monitor.state, monitor.due(0.0))
            try:
                monitor.answered(each, 0.0, DATE)
            except IoTCentralError:
                assert (monitor.state, monitor.due(0.0), monitor.over) == (*before, False)
            ends += monitor.over
            assert 0.0 <= monitor.due(0.0) <= 3600.0
    except IoTCentralError as error:
        assert not 200 <= answers[0].status_code <= 204, error
        return
    assert ends == monitor.over
    if not monitor.over:
        return
    outcome = (monitor.state, monitor.over)
    for each in answers:
        monitor.answered(each, 0.0, DATE)
    assert (monitor.state, monitor.over) == outcome
    try:
        monitor.check()
    except OperationFailedError:
        assert monitor.state.lower() in {"failed", "canceled"}
        return
    assert monitor.state.lower() == "succeeded"
    try:
        request = monitor.closing()
    except PollingError:
        return
    if request is not None:
        assert_at_home(request)
        monitor.closed(answer(200, APP))
        assert monitor.value() is monitor.value()


def assert_at_home(request) -> None:
    assert request.method == "GET"
    url = httpx.URL(BASE + request.target)
    assert (url.scheme, url.host, url.port, url.userinfo) == ("https", "management.azure.com", None, b"")
