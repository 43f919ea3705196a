"""Script of the page: new requests as they come, filters, copying, and buttons that do not move what one reads."""

from __future__ import annotations

__all__ = ["SCRIPT"]

SCRIPT = """
"use strict";
const root = document.documentElement, said = document.getElementById("said");
const log = document.getElementById("log"), more = document.getElementById("more");
const waiting = [];
let after = root.dataset.after, source = null, spoken = 0, quiet = 0, busy = false, again = false;
// a page about something that is not there says so already
let gone = document.querySelector("[aria-invalid]") !== null;
root.classList.add("live");

function say(text) {
  said.textContent = text;
  clearTimeout(quiet);
  quiet = setTimeout(() => { said.textContent = ""; }, 8000);
}

function filter(field) {
  const wanted = field.value.trim().toLowerCase();
  for (const row of document.querySelectorAll(`#${field.dataset.filters} tbody tr`))
    row.hidden = !row.textContent.toLowerCase().includes(wanted);
}

function filterAll() {
  document.querySelectorAll("[data-filters]").forEach(filter);
}

// rows wait while somebody reads the list: nothing moves below the eyes
function reading() {
  return log.scrollTop > 0 || log.matches(":hover, :focus-within");
}

function show() {
  const body = log.querySelector("tbody");
  for (const html of waiting.splice(0)) {
    const row = document.createElement("template");
    row.innerHTML = html;
    body.prepend(row.content);
  }
  while (body.rows.length > 500) body.rows[body.rows.length - 1].remove();
  log.hidden = false;
  document.getElementById("no-requests")?.remove();
  more.classList.remove("some");
  filterAll();
}

function arrived(event) {
  after = event.lastEventId;
  if (log === null) return;
  waiting.push(event.data);
  if (!reading()) { show(); return; }
  while (waiting.length > 500) waiting.shift();
  more.textContent = `Show ${waiting.length} new`;
  more.classList.add("some");
  if (Date.now() - spoken > 10000) { spoken = Date.now(); say(`${waiting.length} new requests`); }
}

function inUse(region) {
  const selected = getSelection();
  return region.contains(document.activeElement)
    || (!selected.isCollapsed && region.contains(selected.anchorNode));
}

// take over the regions that differ; one that is being used waits, unless its own button was pressed
function take(page, pressed) {
  for (const region of document.querySelectorAll("[data-live]")) {
    const next = page.getElementById(region.id);
    if (next === null || (inUse(region) && !pressed)) continue;
    for (const open of region.querySelectorAll("details[open]"))
      page.getElementById(open.id)?.setAttribute("open", "");
    if (next.outerHTML !== region.outerHTML) region.replaceWith(document.adoptNode(next));
  }
  filterAll();
}

function outcome(page, answer) {
  return page.getElementById("said")?.textContent ?? `The emulator answered with ${answer.status}.`;
}

async function refresh() {
  if (busy) { again = true; return; }
  busy = true;
  try {
    const answer = await fetch(location.href);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    take(page, false);
    if (!answer.ok && !gone) say(outcome(page, answer));
    gone = !answer.ok;
  } finally {
    busy = false;
  }
  // something changed after the page was made
  if (again) { again = false; await refresh(); }
}

async function press(form, button) {
  const fields = new URLSearchParams(new FormData(form, button));
  const answer = await fetch(form.action, { method: "POST", body: fields });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  take(page, true);
  say(outcome(page, answer));
}

function listen() {
  if (document.hidden || source !== null) return;
  source = new EventSource(`/_emulator/events?after=${after}`);
  // what has changed since the page was made
  source.addEventListener("open", () => { refresh().catch(() => {}); });
  source.addEventListener("request", arrived);
  source.addEventListener("time", event => { document.getElementById("time").textContent = event.data; });
  source.addEventListener("changed", () => { refresh().catch(() => {}); });
}

document.addEventListener("input", event => {
  if (event.target.matches("[data-filters]")) filter(event.target);
});
document.addEventListener("click", async event => {
  const button = event.target.closest("[data-copy]");
  if (button === null) return;
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    say(`Copied: ${button.dataset.copy}`);
  } catch {
    say("The browser does not allow copying here.");
  }
});
document.addEventListener("submit", event => {
  if (event.target.method !== "post") return;
  event.preventDefault();
  press(event.target, event.submitter).catch(() => say("The emulator does not answer."));
});
if (log !== null) {
  const left = () => setTimeout(() => { if (waiting.length && !reading()) show(); }, 0);
  for (const kind of ["mouseleave", "focusout", "scroll"]) log.addEventListener(kind, left);
  more.addEventListener("click", () => { log.scrollTop = 0; show(); });
}
// nobody looks at a hidden tab, so it is sent nothing
document.addEventListener("visibilitychange", () => {
  if (document.hidden) { source?.close(); source = null; } else { listen(); }
});
listen();
"""
