"""Every failure has its class, says what to know about it, and survives pickling."""

from __future__ import annotations

import pickle
from datetime import UTC, datetime

import httpx
import pytest

import iotcentral
from iotcentral import (
    ApiError,
    BadGatewayError,
    BadRequestError,
    ConfigurationError,
    ConflictError,
    CredentialError,
    DecodingError,
    ErrorDetail,
    ForbiddenError,
    GatewayTimeoutError,
    InternalServerError,
    IoTCentralError,
    NotFoundError,
    PagingError,
    PollingError,
    PreconditionFailedError,
    RequestTimeoutError,
    ServerError,
    ServiceUnavailableError,
    ThrottledError,
    TransportError,
    TransportTimeoutError,
    UnauthorizedError,
    UnprocessableEntityError,
)
from iotcentral._core.retry import Attempt
from iotcentral.errors import api_error
from tests.support.loopback import Answer

ENVELOPE = {
    "error": {
        "code": "NotFound",
        "message": "The device does not exist.",
        "requestId": "18xcl2v8",
        "time": "Tue, 25 Apr 2023 11:24:53 GMT",
    }
}

ARM_ENVELOPE = {
    "error": {
        "code": "InvalidRequest",
        "message": "The application is not acceptable.",
        "target": "properties",
        "details": [
            {"code": "Taken", "message": "It is taken.", "target": "subdomain"},
            {"code": "TooLong", "details": [{"message": "At most 63 characters."}]},
        ],
    }
}


def failure(status: int = 404, **content) -> ApiError:
    return api_error("Devices_Get", httpx.Response(status, **content))


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, BadRequestError),
        (401, UnauthorizedError),
        (403, ForbiddenError),
        (404, NotFoundError),
        (408, RequestTimeoutError),
        (409, ConflictError),
        (412, PreconditionFailedError),
        (422, UnprocessableEntityError),
        (429, ThrottledError),
        (500, InternalServerError),
        (502, BadGatewayError),
        (503, ServiceUnavailableError),
        (504, GatewayTimeoutError),
        (599, ServerError),
        (418, ApiError),
        (302, ApiError),
    ],
)
def test_each_status_has_its_class(status, kind):
    error = failure(status)
    assert type(error) is kind
    assert error.status_code == status
    assert isinstance(error, ServerError) == (status >= 500)


@pytest.mark.parametrize("name", [name for name in iotcentral.__all__ if name.endswith("Error")])
def test_everything_raised_has_one_base(name):
    assert issubclass(getattr(iotcentral, name), IoTCentralError)


def test_errors_are_caught_by_the_kinds_that_they_belong_to():
    assert issubclass(ConfigurationError, ValueError)
    assert issubclass(TransportTimeoutError, TransportError)
    assert not issubclass(TransportError, ApiError)


def test_the_envelope_is_read():
    error = failure(json=ENVELOPE)
    assert error.operation == "Devices_Get"
    assert error.code == "NotFound"
    assert error.message == "The device does not exist."
    assert error.request_id == "18xcl2v8"
    assert error.time == datetime(2023, 4, 25, 11, 24, 53, tzinfo=UTC)
    assert error.response.json() == ENVELOPE


def test_the_text_says_operation_status_code_message_and_request_id():
    assert str(failure(json=ENVELOPE)) == (
        "Devices_Get: the service answered 404 NotFound: The device does not exist. (request id 18xcl2v8)"
    )


def test_the_envelope_of_resource_manager_is_read():
    error = failure(409, json=ARM_ENVELOPE, headers={"x-ms-request-id": "of the header"})
    assert (error.code, error.target, error.request_id) == ("InvalidRequest", "properties", "of the header")
    assert error.details == (
        ErrorDetail("Taken", "It is taken.", "subdomain", ()),
        ErrorDetail("TooLong", None, None, (ErrorDetail(None, "At most 63 characters.", None, ()),)),
    )
    assert str(error) == (
        "Devices_Get: the service answered 409 InvalidRequest: The application is not acceptable. (target properties); "
        "Taken: It is taken. (target subdomain); TooLong; At most 63 characters. (request id of the header)"
    )


def test_the_envelope_of_the_data_plane_has_no_target_and_no_details():
    error = failure(json=ENVELOPE, headers={"x-ms-request-id": "of the header"})
    assert (error.target, error.details, error.request_id) == (None, (), "18xcl2v8")


@pytest.mark.parametrize("details", [None, "text", {}, 5, [], [None, 0, ""]])
def test_details_that_are_no_list_of_errors_are_left_out(details):
    assert failure(json={"error": {"code": "NotFound", "target": [], "details": details}}).details == ()


def test_a_detail_that_is_no_error_says_nothing():
    (detail,) = failure(json={"error": {"details": ["text"]}}).details
    assert detail == ErrorDetail(None, None, None, ())
    assert str(detail) == "no details"


def test_details_without_end_are_read_and_shown_in_part():
    many = failure(json={"error": {"message": "No.", "details": [{"code": f"C{number}"} for number in range(50)]}})
    assert len(many.details) == 50
    assert str(many).endswith("No.; C0; C1; C2; C3; C4; …")
    deep = {"code": "C"}
    for _ in range(200):
        deep = {"code": "C", "details": [deep]}
    error = failure(json={"error": deep})
    assert str(error).count("; C") < 10
    assert str(pickle.loads(pickle.dumps(error))) == str(error)


def test_the_text_does_not_repeat_a_request_id_that_the_message_has():
    error = failure(json={"error": {"message": "Quote 18xcl2v8 to support.", "requestId": "18xcl2v8"}})
    assert str(error).count("18xcl2v8") == 1


@pytest.mark.parametrize(
    "time",
    [
        "yesterday",
        "",
        None,
        1682421893,
        "Tue, 99 Apr 2023 11:24:53 GMT",
        "Tue, 25 Apr 99999999999999 11:24:53 GMT",
        "Tue, 25 Apr 2023 11:24:53 +99999999999",
    ],
)
def test_an_illegible_time_is_none(time):
    error = failure(json={"error": {"code": "NotFound", "time": time}})
    assert error.time is None
    assert error.code == "NotFound"


def test_the_code_header_stands_in_for_an_envelope_without_code():
    headers = {"x-ms-error-code": "IotHubQuotaExceeded"}
    assert failure(403, headers=headers).code == "IotHubQuotaExceeded"
    assert failure(403, headers=headers, json=ENVELOPE).code == "NotFound"


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"null", b'"text"', b"{}", b'{"error": "text"}', b'{"error": {"code": 5, "message": []}}', b"\xff{"],
)
def test_a_body_that_is_no_envelope_leaves_the_details_out(body):
    error = failure(content=body)
    assert (error.code, error.request_id, error.time) == (None, None, None)
    assert error.message


def test_an_html_body_gives_the_start_of_its_text_on_one_line():
    error = failure(502, html="<html>\n  <h1>Bad Gateway</h1>\n" + "x" * 5000)
    assert error.message.startswith("<html> <h1>Bad Gateway</h1> x")
    assert error.message.endswith("…")
    assert len(error.message) < 300


def test_an_empty_body_gives_the_reason_phrase():
    assert failure(503).message == "Service Unavailable"
    assert failure(599).message == "the body is empty"


@pytest.mark.parametrize(
    "error",
    [
        failure(json=ENVELOPE),
        failure(502, html="<html>"),
        DecodingError("Device.id", "a string", "null", httpx.Response(200, json={"id": None})),
        failure(409, json=ARM_ENVELOPE),
        PagingError("leads away", "https://elsewhere.example/?page=2"),
        PollingError("leads away", "https://elsewhere.example/status"),
        PollingError("there is no address"),
        ConfigurationError("no application given"),
        CredentialError("no token"),
        TransportTimeoutError("no answer"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_errors_survive_pickling(error):
    loaded = pickle.loads(pickle.dumps(error))
    assert type(loaded) is type(error)
    assert str(loaded) == str(error)
    assert {**vars(loaded), "response": None} == {**vars(error), "response": None}


def test_the_response_survives_pickling():
    loaded = pickle.loads(pickle.dumps(failure(json=ENVELOPE)))
    assert loaded.response.status_code == 404
    assert loaded.response.json() == ENVELOPE


@pytest.mark.parametrize(
    ("segments", "path"),
    [
        ([], ""),
        (["Device"], "Device"),
        (["id", "Device"], "Device.id"),
        (["[3]"], "[3]"),
        (["[3]", "value"], "value[3]"),
        (["id", "[3]", "value", "DeviceCollection"], "DeviceCollection.value[3].id"),
        (["[0]", "[2]", "rows"], "rows[2][0]"),
    ],
)
def test_a_decoding_error_collects_its_path_from_the_inside_out(segments, path):
    error = DecodingError("", "a string", "null")
    for segment in segments:
        assert error.inside(segment) is error
    assert error.path == path
    assert str(error) == f"{path or 'content'}: expected a string, found null"


def test_a_paging_error_names_the_link():
    error = PagingError("the next link leads away", "https://elsewhere.example/")
    assert error.link == "https://elsewhere.example/"
    assert str(error) == "the next link leads away: https://elsewhere.example/"


def test_a_polling_error_names_the_link_if_there_is_one():
    assert (
        str(PollingError("it leads away", "https://elsewhere.example/")) == "it leads away: https://elsewhere.example/"
    )
    assert str(PollingError("there is none")) == "there is none"


def test_a_pickled_error_holds_no_token(server, app):
    server.will_answer(Answer(404, {"error": {"code": "NotFound", "message": "no such device"}}))
    with pytest.raises(NotFoundError) as raised:
        app.devices.get("t1")
    assert b"SharedAccessSignature" not in pickle.dumps(raised.value)
    assert "SharedAccessSignature" not in repr(raised.value.response.request.headers.raw)


def test_what_an_error_tells_of_its_request_survives_pickling():
    error = failure(503)
    error.attempts, error.client_request_id, error.resume_link = (Attempt("503", 0.5),) * 2, "an id", "?page=2"
    error.add_note("The link may have expired.")
    loaded = pickle.loads(pickle.dumps(error))
    assert "503, 2 times" in str(loaded)
    assert {**vars(loaded), "response": None} == {**vars(error), "response": None}


@pytest.mark.parametrize("charset", ["hex", "base64", "zlib", "rot13", "undefined", "idna", "utf-7", "no such"])
def test_an_error_page_in_an_encoding_that_is_none_of_text_is_an_error_like_others(charset):
    error = failure(
        502, content=b"<h1>Bad \xff Gateway</h1>", headers={"content-type": f"text/html; charset={charset}"}
    )
    assert str(error).startswith("Devices_Get: the service answered 502: ")
