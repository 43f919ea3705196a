"""Defects of jobs, exports, queries and manifests that show in second elements, after several requests, or at what is left out."""

from __future__ import annotations

import re
from typing import Any

from iotcentral_testkit.emulator.data_export.representations import exports_to, shown_export
from iotcentral_testkit.emulator.http.calls import Call
from iotcentral_testkit.emulator.http.pagination import page

from ..bodies import kept_on_put, without_null
from ..defect import PREVIEW, STABLE, Defect, codes
from ..switching import answers, instead, replaced, sending

_EMULATOR = "iotcentral_testkit.emulator."


def _resumed_with_end(call: Call, rightly: Any) -> Any:
    before = call.app.get("job", call.path["jobId"]) or {}
    answer = rightly(call)
    if "end" in before:
        job = call.app.get("job", call.path["jobId"])
        call.app.put("job", job["id"], {**job, "end": before["end"]})
    return answer


def _whole_share(_: Call, body: dict[str, Any]) -> Any:
    for name in ("batch", "cancellationThreshold"):
        share = body.get(name)
        if isinstance(share, dict) and isinstance(share.get("value"), float):
            body[name] = {**share, "value": int(share["value"])}
    return body


def _start_as_utc(_: Call, body: dict[str, Any]) -> Any:
    schedule = body.get("schedule")
    if isinstance(schedule, dict) and isinstance(schedule.get("start"), str):
        body["schedule"] = {**schedule, "start": re.sub(r"[+-]\d\d:\d\d$", "Z", schedule["start"])}
    return body


def _enrichments_as_whole(call: Call, body: dict[str, Any]) -> Any:
    present = call.app.get("export", call.path["exportId"]) or {}
    if isinstance(body.get("enrichments"), dict):
        body["enrichments"] = {**dict.fromkeys(present.get("enrichments") or {}), **body["enrichments"]}
    return body


def _shown_masked_once(right: Any) -> Any:
    return lambda destination: right({**destination, "_secrets": destination.get("_secrets", [])[:1]})


def _used_first(call: Call, rightly: Any) -> Any:
    id = call.path["destinationId"]
    used = exports_to(call.app, id)
    if used and all(stored.content["destinations"][0]["id"] != id for stored in used):
        call.app.delete("destination", id)
        return None
    return rightly(call)


def _exports_naming_it_first(call: Call, rightly: Any) -> Any:
    rightly(call)
    id = call.path["destinationId"]
    found = (each for each in exports_to(call.app, id) if each.content["destinations"][0]["id"] == id)
    return page(call, (([each.place], shown_export(each.content)) for each in found))


def _still_healthy(call: Call, rightly: Any) -> Any:
    before = call.app.get("export", call.path["exportId"]) or {}
    answer = rightly(call)
    if before.get("enabled") and not answer["enabled"]:
        stored = call.app.get("export", answer["id"])
        call.app.put("export", answer["id"], {**stored, "status": before["status"]})
        answer["status"] = before["status"]
    return answer


def _lower_alias(_: Call, answer: Any) -> Any:
    return {"results": [{name.lower(): value for name, value in row.items()} for row in answer["results"]]}


def _first_of_list(_: Call, body: dict[str, Any]) -> Any:
    return {**body, "query": re.sub(r"(IN\s*\[[^,\]]*),[^\]]*\]", r"\1]", body["query"])}


def _deep_null(right: Any) -> Any:
    def patched(stored: Any, patch: Any) -> Any:
        if not isinstance(patch, dict):
            return patch
        result = dict(stored) if isinstance(stored, dict) else {}
        for name, value in patch.items():
            if value is None and name in {"displayName", "organizations"}:
                result.pop(name, None)
            else:
                result[name] = patched(result.get(name), value)
        return result

    return lambda stored, patch: (
        patched(stored, patch) if "data" in stored and "displayName" in stored else right(stored, patch)
    )


def _unassigned(call: Call, rightly: Any) -> Any:
    manifest = call.app.get("manifest", call.path["deploymentManifestId"])
    answer = rightly(call)
    for stored in list(call.app.all("device")):
        applied = stored.content.get("_deploymentManifest")
        if applied and applied.get("data") == manifest["data"]:
            left = {name: value for name, value in stored.content.items() if name != "_deploymentManifest"}
            call.app.put("device", stored.id, left)
    return answer


def _first_listed(right: Any) -> Any:
    return lambda header: right(header.partition(",")[0])


def _etag_by_name(call: Call, rightly: Any) -> Any:
    before = call.app.get("manifest", call.path["deploymentManifestId"])
    answer = rightly(call)
    same = before is not None and all(before.get(name) == answer.get(name) for name in ("displayName",))
    if same and before is not None:
        answer = {**answer, "etag": before["etag"]}
        call.app.put("manifest", answer["id"], answer)
    return answer


DEFECTS = [
    Defect(
        "resumed-with-former-end",
        "a resumed job still has the end of its stop",
        STABLE,
        "Jobs",
        codes("IC603"),
        instead("Jobs_Resume", do=_resumed_with_end),
    ),
    Defect(
        "whole-shares",
        "the share of a batch or threshold is cut to a whole number",
        STABLE,
        "Jobs",
        codes("IC302", "IC311"),
        sending("Jobs_Create", change=_whole_share),
    ),
    Defect(
        "schedule-description-kept",
        "a PUT on a scheduled job keeps the description that it leaves out",
        PREVIEW,
        "ScheduledJobs",
        codes("IC304"),
        sending("ScheduledJobs_Create", change=kept_on_put("scheduledJob", "scheduledJobId", "description")),
    ),
    Defect(
        "schedule-start-as-utc",
        "the offset of the start of a schedule is taken for UTC",
        STABLE,
        "ScheduledJobs",
        codes("IC311"),
        sending("ScheduledJobs_Create", "ScheduledJobs_Update", change=_start_as_utc),
    ),
    Defect(
        "export-filter-stays",
        "a null in a PATCH does not remove the filter of an export",
        PREVIEW,
        "Exports",
        codes("IC403"),
        sending("Exports_Update", change=without_null("filter")),
    ),
    Defect(
        "enrichments-as-whole",
        "a PATCH of one enrichment removes the others",
        PREVIEW,
        "Exports",
        codes("IC402"),
        sending("Exports_Update", change=_enrichments_as_whole),
    ),
    Defect(
        "export-disabled-status",
        "an export that is disabled keeps the status that it had",
        PREVIEW,
        "Exports",
        codes("IC640"),
        instead("Exports_Update", do=_still_healthy),
    ),
    Defect(
        "first-secret-masked",
        "of the secrets of a destination, only the first is masked",
        PREVIEW,
        "Destinations",
        codes("IC308", "IC402"),
        replaced(f"{_EMULATOR}data_export.representations:shown_destination", _shown_masked_once),
    ),
    Defect(
        "second-destination-removed",
        "a destination that an export names second can be removed",
        PREVIEW,
        "Destinations",
        codes("IC326"),
        instead("Destinations_Remove", do=_used_first),
    ),
    Defect(
        "exports-of-first-destination",
        "the exports of a destination lack those that name it second",
        PREVIEW,
        "Destinations",
        codes("IC510"),
        instead("Destinations_ListExports", do=_exports_naming_it_first),
    ),
    Defect(
        "alias-in-lower-case",
        "the aliases of a query are answered in lower case",
        PREVIEW,
        "Query",
        codes("IC650", "IC651"),
        answers("Query_Run", change=_lower_alias),
    ),
    Defect(
        "first-value-of-in",
        "IN of a query heeds the first value only",
        PREVIEW,
        "Query",
        codes("IC650", "IC651"),
        sending("Query_Run", change=_first_of_list),
    ),
    Defect(
        "null-in-manifest",
        "a null within the data of a manifest is stored rather than removing its member",
        PREVIEW,
        "DeploymentManifests",
        codes("IC403"),
        replaced(f"{_EMULATOR}state.merge_patch:merged", _deep_null),
    ),
    Defect(
        "manifest-taken-away",
        "the removal of a manifest takes it from the devices that have it",
        PREVIEW,
        "Devices",
        codes("IC614"),
        instead("DeploymentManifests_Remove", do=_unassigned),
    ),
    Defect(
        "manifest-etag-by-name",
        "a PATCH of the data of a manifest leaves its etag as it was",
        PREVIEW,
        "DeploymentManifests",
        codes("IC410"),
        instead("DeploymentManifests_Update", do=_etag_by_name),
    ),
    Defect(
        "first-etag-of-list",
        "of a list of etags in a header, only the first is heeded",
        STABLE,
        "ScheduledJobs",
        codes("IC414"),
        replaced(f"{_EMULATOR}http.etags:_listed", _first_listed),
    ),
]
