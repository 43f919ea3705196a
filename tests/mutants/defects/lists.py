"""Defects of lists: pages, links, filters, sorting, and nested lists."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from iotcentral_testkit.emulator.data_export.representations import shown_destination
from iotcentral_testkit.emulator.devices.devices import shown_device
from iotcentral_testkit.emulator.http import pagination as pages
from iotcentral_testkit.emulator.http.calls import Call
from iotcentral_testkit.emulator.http.errors import ServiceError
from iotcentral_testkit.emulator.jobs.jobs import shown_job

from ..defect import PREVIEW, STABLE, Defect, codes
from ..switching import answers, instead, replaced


def _shifted(kind: str, id_member: str, by: int) -> Callable[[Call, Any], Any]:
    """Let the next page begin some items too early (negative) or too late."""

    def change(call: Call, page: Any) -> Any:
        value = page["value"]
        if "nextLink" not in page or len(value) < 2 or "orderby" in call.query:
            return page
        places = {stored.content[id_member]: stored.place for stored in call.app.all(kind)}
        ordered = sorted(places.values())
        found = ordered.index(places[value[-1][id_member]]) + by
        link = pages._link(call, {"after": ordered[min(max(found, 0), len(ordered) - 1)]})
        return {**page, "nextLink": link}

    return change


def _any_size(call: Call, rightly: Any) -> Any:
    call.query = {name: value for name, value in call.query.items() if name != "maxpagesize"}
    return rightly(call)


def _one_more(call: Call, rightly: Any) -> Any:
    """Return pages with one item more than requested."""
    if "maxpagesize" in call.query:
        call.query = {**call.query, "maxpagesize": min(call.query["maxpagesize"] + 1, 100)}
    return rightly(call)


def _linked(link: Callable[[Call, str], str]) -> Callable[[Call, Any], Any]:
    def change(call: Call, page: Any) -> Any:
        return {**page, "nextLink": link(call, page["nextLink"])} if "nextLink" in page else page

    return change


def _elsewhere(call: Call, link: str) -> str:
    return link.replace(call.url, "https://iotc-prod-weu-01.example")


def _without_filter(call: Call, link: str) -> str:
    return re.sub(r"&filter=[^&]*", "", link)


def _without_token(call: Call, link: str) -> str:
    """Forget the position of the next page, so that it is the first one."""
    return re.sub(r"&%24skiptoken=[^&]*", "", link)


def _endless(call: Call, page: Any) -> Any:
    if "nextLink" in page or not page["value"]:
        return page
    return {**page, "nextLink": pages._link(call, {"after": int(pages._token(call).get("after", 0))})}


def _no_link(call: Call, page: Any) -> Any:
    return {"value": page["value"]}


@contextmanager
def _shuffled() -> Iterator[None]:
    asked = 0

    def change(call: Call, page: Any) -> Any:
        nonlocal asked
        asked += 1
        return {**page, "value": page["value"][::-1] if asked % 2 else page["value"]}

    with answers("Destinations_List", change=change)():
        yield


def _unfiltered(call: Call, rightly: Any) -> Any:
    call.query = {name: value for name, value in call.query.items() if name != "filter"}
    return rightly(call)


def _lenient(name: str) -> Callable[[Call, Any], Any]:
    """Ignore a parameter with a syntax error."""

    def do(call: Call, rightly: Any) -> Any:
        try:
            return rightly(call)
        except ServiceError:
            call.query = {key: value for key, value in call.query.items() if key != name}
            return rightly(call)

    return do


def _unequal_as_equal(rightly: Any) -> Any:
    def holds(self: Any, item: Any) -> bool:
        if self.operator == "ne":
            return bool(self.field.of(item) == self.value)
        return bool(rightly(self, item))

    return holds


def _contains_as_begins(rightly: Any) -> Any:
    return lambda self, item: str(self.field.of(item) or "").casefold().startswith(self.text.casefold())


def _eq_without_first_blanks(rightly: Any) -> Any:
    def holds(self: Any, item: Any) -> bool:
        text = self.value.lstrip() if isinstance(self.value, str) else self.value
        return bool(rightly(self._replace(value=text), item))

    return holds


def _never(signs: str) -> Callable[[Any], Any]:
    """Let a condition hold for no text that has one of some characters."""
    return lambda rightly: (
        lambda self, item: re.search(signs, str(self.field.of(item) or "")) is None and rightly(self, item)
    )


def _always_rising(call: Call, rightly: Any) -> Any:
    if "orderby" in call.query:
        call.query = {**call.query, "orderby": re.sub(r"\s+desc\b", "", call.query["orderby"])}
    return rightly(call)


def _unsorted(call: Call, rightly: Any) -> Any:
    call.query = {name: value for name, value in call.query.items() if name != "orderby"}
    return rightly(call)


def _only(keep: Callable[[Any], bool]) -> Callable[[Call, Any], Any]:
    return lambda call, page: {**page, "value": [item for item in page["value"] if keep(item)]}


def _items_without(*names: str) -> Callable[[Call, Any], Any]:
    def change(call: Call, page: Any) -> Any:
        value = [{name: part for name, part in item.items() if name not in names} for item in page["value"]]
        return {**page, "value": value}

    return change


def _all_devices(call: Call, rightly: Any) -> Any:
    rightly(call)
    return pages.stored_page(call, "device", lambda stored: shown_device(call, stored.content))


def _all_destinations(call: Call, rightly: Any) -> Any:
    rightly(call)
    return pages.stored_page(call, "destination", lambda stored: shown_destination(stored.content))


def _all_jobs(call: Call, rightly: Any) -> Any:
    rightly(call)
    return pages.stored_page(call, "job", lambda stored: shown_job(stored.content))


def _nothing(call: Call, page: Any) -> Any:
    return {"value": []}


def _renamed_roles(call: Call, page: Any) -> Any:
    return {**page, "value": [{**role, "displayName": f"The {role['displayName']}"} for role in page["value"]]}


DEFECTS = [
    Defect(
        "pages-overlap",
        "the next page of deployment manifests begins with the last item of the page before",
        PREVIEW,
        "DeploymentManifests",
        codes("IC501"),
        answers("DeploymentManifests_List", change=_shifted("manifest", "id", -1)),
    ),
    Defect(
        "item-lost-between-pages",
        "one device template is lost between two pages",
        PREVIEW,
        "DeviceTemplates",
        codes("IC501"),
        answers("DeviceTemplates_List", change=_shifted("template", "@id", 1)),
    ),
    Defect(
        "page-size-ignored",
        "the page size of the list of jobs is ignored",
        PREVIEW,
        "Jobs",
        codes("IC502"),
        instead("Jobs_List", do=_any_size),
    ),
    Defect(
        "page-one-too-long",
        "pages of deployment manifests have one item more than requested",
        PREVIEW,
        "DeploymentManifests",
        codes("IC502"),
        instead("DeploymentManifests_List", do=_one_more),
    ),
    Defect(
        "next-link-elsewhere",
        "the next link of the scheduled jobs leads to another host",
        PREVIEW,
        "ScheduledJobs",
        codes("IC503", "IC501"),
        answers("ScheduledJobs_List", change=_linked(_elsewhere)),
    ),
    Defect(
        "last-page-links-to-itself",
        "the last page of dashboards has a next link, to itself",
        PREVIEW,
        "Dashboards",
        codes("IC501", "IC503"),
        answers("Dashboards_List", change=_endless),
    ),
    Defect(
        "next-link-to-first-page",
        "the next link of the device groups leads to the first page again",
        PREVIEW,
        "DeviceGroups",
        codes("IC501", "IC503"),
        answers("DeviceGroups_List", change=_linked(_without_token)),
    ),
    Defect(
        "list-truncated",
        "the list of device groups ends after its first page",
        PREVIEW,
        "DeviceGroups",
        codes("IC501"),
        answers("DeviceGroups_List", change=_no_link),
    ),
    Defect(
        "relationships-truncated",
        "the list of the relationships of a device ends after its first page",
        PREVIEW,
        "Devices",
        codes("IC501", "IC510"),
        answers("Devices_ListRelationships", change=_no_link),
    ),
    Defect(
        "devices-truncated-at-25",
        "the list of devices ends after 25",
        STABLE,
        "Devices",
        codes("IC501", "IC507"),
        answers("Devices_List", change=_no_link),
    ),
    Defect(
        "order-changes",
        "the list of destinations has another order each time",
        PREVIEW,
        "Destinations",
        codes("IC508"),
        _shuffled,
    ),
    Defect(
        "filter-ignored",
        "the filter of the list of deployment manifests is ignored",
        PREVIEW,
        "DeploymentManifests",
        codes("IC504"),
        instead("DeploymentManifests_List", do=_unfiltered),
    ),
    Defect(
        "not-equal-inverted",
        "`ne` in a filter lets equal values through",
        PREVIEW,
        "DeviceTemplates",
        codes("IC504"),
        replaced("iotcentral_testkit.emulator.languages.odata:FieldComparison.holds", _unequal_as_equal),
    ),
    Defect(
        "contains-as-begins",
        "`contains` in a filter finds only values that begin with the text",
        PREVIEW,
        "Dashboards",
        codes("IC504"),
        replaced("iotcentral_testkit.emulator.languages.odata:Contains.holds", _contains_as_begins),
    ),
    Defect(
        "filter-without-first-blanks",
        "`eq` in a filter reads a text without the blanks at its beginning",
        PREVIEW,
        "DeviceGroups",
        codes("IC504"),
        replaced("iotcentral_testkit.emulator.languages.odata:FieldComparison.holds", _eq_without_first_blanks),
    ),
    Defect(
        "filter-misses-quotes",
        "`eq` in a filter finds no name that has a quote",
        PREVIEW,
        "DeploymentManifests",
        codes("IC504"),
        replaced("iotcentral_testkit.emulator.languages.odata:FieldComparison.holds", _never("'")),
    ),
    Defect(
        "filter-misses-characters",
        "`contains` in a filter finds no name that has characters beyond the basic plane",
        PREVIEW,
        "Devices",
        codes("IC504"),
        replaced("iotcentral_testkit.emulator.languages.odata:Contains.holds", _never("[\U00010000-\U0010ffff]")),
    ),
    Defect(
        "filter-lost-on-next-page",
        "the second page of filtered devices is not filtered",
        PREVIEW,
        "Devices",
        codes("IC504", "IC503", "IC501"),
        answers("Devices_List", change=_linked(_without_filter)),
    ),
    Defect(
        "descending-ignored",
        "dashboards are sorted in ascending order where descending order is requested",
        PREVIEW,
        "Dashboards",
        codes("IC505"),
        instead("Dashboards_List", do=_always_rising),
    ),
    Defect(
        "orderby-ignored",
        "the orderby of the list of device groups is ignored",
        PREVIEW,
        "DeviceGroups",
        codes("IC505"),
        instead("DeviceGroups_List", do=_unsorted),
    ),
    Defect(
        "list-lacks-description",
        "the list of device groups leaves out their descriptions",
        STABLE,
        "DeviceGroups",
        codes("IC506"),
        answers("DeviceGroups_List", change=_items_without("description")),
    ),
    Defect(
        "roles-named-otherwise",
        "the list of roles has other names than the roles themselves",
        PREVIEW,
        "Roles",
        codes("IC506"),
        answers("Roles_List", change=_renamed_roles),
    ),
    Defect(
        "edge-groups-not-listed",
        "the list of enrollment groups leaves out those of new IoT devices",
        STABLE,
        "EnrollmentGroups",
        codes("IC501", "IC507"),
        answers("EnrollmentGroups_List", change=_only(lambda group: group["id"] == "SAS-IoT-Devices")),
    ),
    Defect(
        "disabled-exports-not-listed",
        "the list of exports leaves out those that are disabled",
        PREVIEW,
        "Exports",
        codes("IC501", "IC507"),
        answers("Exports_List", change=_only(lambda export: export["enabled"])),
    ),
    Defect(
        "bad-filter-ignored",
        "a filter of device groups with a syntax error is ignored",
        PREVIEW,
        "DeviceGroups",
        codes("IC509"),
        instead("DeviceGroups_List", do=_lenient("filter")),
    ),
    Defect(
        "bad-orderby-ignored",
        "an orderby of device templates with a syntax error is ignored",
        PREVIEW,
        "DeviceTemplates",
        codes("IC509"),
        instead("DeviceTemplates_List", do=_lenient("orderby")),
    ),
    Defect(
        "group-of-all-devices",
        "the members of a device group are all devices",
        STABLE,
        "DeviceGroups",
        codes("IC510"),
        instead("DeviceGroups_GetDevices", do=_all_devices),
    ),
    Defect(
        "export-of-all-destinations",
        "the destinations of an export are all destinations",
        PREVIEW,
        "Exports",
        codes("IC510"),
        instead("Exports_ListDestinations", do=_all_destinations),
    ),
    Defect(
        "destination-without-exports",
        "the exports of a destination are never listed",
        PREVIEW,
        "Destinations",
        codes("IC510"),
        answers("Destinations_ListExports", change=_nothing),
    ),
    Defect(
        "schedule-with-all-jobs",
        "the jobs of a scheduled job are all jobs",
        STABLE,
        "ScheduledJobs",
        codes("IC510", "IC630"),
        instead("ScheduledJobs_ListJobs", do=_all_jobs),
    ),
]
