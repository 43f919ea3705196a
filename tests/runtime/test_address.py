"""Application and credential come from the arguments first, then from the environment, and must be usable."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from iotcentral import UNSET, ApiToken, BearerToken, ConfigurationError
from iotcentral._core.address import BASE_DOMAIN, ResolvedApplication, resolve

CREDENTIAL = BearerToken("explicit")
SIGNATURE = "SharedAccessSignature sr=environment"
ENVIRONMENT = {"IOTCENTRAL_APP": "fabrikam", "IOTCENTRAL_API_TOKEN": SIGNATURE}


def settle(app=None, credential=CREDENTIAL, environment=None, base_domain=BASE_DOMAIN) -> ResolvedApplication:
    return resolve(app, credential, base_domain=base_domain, environment=environment or {})


@pytest.mark.parametrize(
    ("app", "base_url"),
    [
        ("contoso", "https://contoso.azureiotcentral.com"),
        ("contoso-2", "https://contoso-2.azureiotcentral.com"),
        ("contoso.azureiotcentral.us", "https://contoso.azureiotcentral.us"),
        ("contoso.example:8443", "https://contoso.example:8443"),
        ("https://contoso.azureiotcentral.com", "https://contoso.azureiotcentral.com"),
        ("https://contoso.azureiotcentral.com/", "https://contoso.azureiotcentral.com"),
        ("https://proxy.example:8443", "https://proxy.example:8443"),
        ("http://127.0.0.1:8800", "http://127.0.0.1:8800"),
        ("http://127.9.9.9", "http://127.9.9.9"),
        ("http://localhost:8800/", "http://localhost:8800"),
        ("http://contoso.localhost:8800", "http://contoso.localhost:8800"),
        ("http://[::1]:8800", "http://[::1]:8800"),
    ],
)
def test_an_application_is_a_subdomain_a_host_or_a_url(app, base_url):
    assert settle(app) == ResolvedApplication(base_url, CREDENTIAL)


@pytest.mark.parametrize(
    ("app", "base_domain", "base_url"),
    [
        ("contoso", "http://localhost:8800", "http://contoso.localhost:8800"),
        ("contoso", "http://localhost:8800/", "http://contoso.localhost:8800"),
        ("contoso", "https://localhost:8800", "https://contoso.localhost:8800"),
        ("contoso", "https://azureiotcentral.us", "https://contoso.azureiotcentral.us"),
        ("contoso", "azureiotcentral.us/", "https://contoso.azureiotcentral.us"),
        ("contoso.azureiotcentral.us", "http://localhost:8800", "https://contoso.azureiotcentral.us"),
        ("http://127.0.0.1:8800", "https://azureiotcentral.us", "http://127.0.0.1:8800"),
    ],
)
def test_a_base_domain_may_begin_with_a_scheme(app, base_domain, base_url):
    assert settle(app, base_domain=base_domain).base_url == base_url


@pytest.mark.parametrize(
    "base_domain", ["", "https://", "azureiotcentral.com/x", "http://user@localhost", "a b", "http://[::1]:8800"]
)
def test_a_base_domain_that_is_none_is_refused(base_domain):
    with pytest.raises(
        ConfigurationError, match=r'^base_domain is ".*", but must be a domain such as "azureiotcentral'
    ):
        settle("contoso", base_domain=base_domain)


def test_a_base_domain_in_plain_http_is_for_this_machine_only():
    with pytest.raises(ConfigurationError, match="would send the credential unencrypted"):
        settle("contoso", base_domain="http://azureiotcentral.com")


def test_a_base_domain_of_another_scheme_is_refused():
    with pytest.raises(ConfigurationError, match="a URL begins with https://"):
        settle("contoso", base_domain="ftp://azureiotcentral.com")


def resource(properties: Any) -> Any:
    """An application as the control plane gives it."""
    return SimpleNamespace(properties=properties)


def test_an_application_resource_is_reached_at_its_subdomain():
    app = resource(SimpleNamespace(subdomain="contoso"))
    assert settle(app).base_url == "https://contoso.azureiotcentral.com"
    assert settle(app, base_domain="http://localhost:8800").base_url == "http://contoso.localhost:8800"


@pytest.mark.parametrize("properties", [UNSET, None, SimpleNamespace(subdomain=UNSET), SimpleNamespace(subdomain=None)])
def test_an_application_resource_without_subdomain_is_refused(properties):
    with pytest.raises(ConfigurationError, match=r"the application resource has no properties\.subdomain: get it from"):
        settle(resource(properties))


@pytest.mark.parametrize("app", [5, object(), {"properties": {"subdomain": "contoso"}}])
def test_what_is_no_application_at_all_is_refused(app):
    with pytest.raises(
        ConfigurationError, match=r"^a (int|object|dict) is not an application: pass a subdomain, a URL, or an"
    ):
        settle(app)


def test_a_subdomain_is_completed_with_the_base_domain():
    assert settle("contoso", base_domain="azureiotcentral.us").base_url == "https://contoso.azureiotcentral.us"


@pytest.mark.parametrize(
    "app",
    [
        "http://contoso.azureiotcentral.com",
        "http://127.0.0.1.example.com",
        "http://localhost.example.com",
        "http://10.0.0.1",
    ],
)
def test_plain_http_is_for_this_machine_only(app):
    with pytest.raises(ConfigurationError, match="would send the credential unencrypted: use https://"):
        settle(app)


@pytest.mark.parametrize(
    "app",
    [
        "con toso",
        "contoso\n",
        "contoso.azureiotcentral.com\n",
        "-contoso",
        "contoso/api",
        "contoso.",
        ".azureiotcentral.com",
        "contoso..com",
        "contoso.azureiotcentral.com/api",
        "contoso.azureiotcentral.com?a=b",
        "contoso.azureiotcentral.com@elsewhere.example",
        "localhost:8800",
        "ftp://contoso.azureiotcentral.com",
        "https://",
        "https:///api",
        "https://[::1",
        "https://contoso.example:99999",
    ],
)
def test_what_names_no_application_is_refused(app):
    with pytest.raises(ConfigurationError, match="is not a valid application: "):
        settle(app)


@pytest.mark.parametrize("rest", ["/api", "/?a=b", "?a=b", "#top"])
def test_a_url_with_more_than_an_address_is_refused(rest):
    with pytest.raises(ConfigurationError, match="pass scheme, host and port only"):
        settle(f"https://contoso.azureiotcentral.com{rest}")


def test_a_password_in_the_url_is_refused_without_showing_it():
    with pytest.raises(ConfigurationError, match="pass scheme, host and port only") as caught:
        settle("https://user:s3cr3t@contoso.azureiotcentral.com")
    assert "s3cr3t" not in str(caught.value)


def test_the_environment_gives_what_the_arguments_do_not():
    settings = settle(None, None, ENVIRONMENT)
    assert settings.base_url == "https://fabrikam.azureiotcentral.com"
    assert isinstance(settings.credential, ApiToken)
    assert settings.credential.header == SIGNATURE


def test_explicit_arguments_win_over_the_environment():
    assert settle("contoso", CREDENTIAL, ENVIRONMENT) == ResolvedApplication(
        "https://contoso.azureiotcentral.com", CREDENTIAL
    )


def test_an_explicit_credential_spares_the_variable():
    unusable = {**ENVIRONMENT, "IOTCENTRAL_API_TOKEN": "unusable"}
    assert settle(None, CREDENTIAL, unusable).credential is CREDENTIAL


@pytest.mark.parametrize("environment", [{}, {"IOTCENTRAL_APP": ""}])
def test_a_missing_application_is_an_error_that_names_the_variable(environment):
    with pytest.raises(ConfigurationError, match=r"no application given: .* or set IOTCENTRAL_APP$"):
        settle(None, CREDENTIAL, environment)


@pytest.mark.parametrize("environment", [{}, {"IOTCENTRAL_API_TOKEN": ""}])
def test_a_missing_credential_is_an_error_that_names_the_variable(environment):
    with pytest.raises(ConfigurationError, match=r"no credential given: .* or set IOTCENTRAL_API_TOKEN$"):
        settle("contoso", None, environment)


def test_an_unusable_token_in_the_environment_is_refused_without_showing_it():
    with pytest.raises(ConfigurationError) as caught:
        settle("contoso", None, {"IOTCENTRAL_API_TOKEN": "s3cr3t"})
    assert "s3cr3t" not in str(caught.value)
