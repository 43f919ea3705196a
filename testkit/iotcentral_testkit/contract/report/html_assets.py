"""Style and script of the report page; they are embedded in the page, which loads nothing else."""

from __future__ import annotations

__all__ = ["SCRIPT", "STYLE"]

STYLE = """
:root { color-scheme: light dark; --line: #8884; --muted: #6a6a6a; --good: #1a7f37; --bad: #c9302c; --known: #9a6700;
  --back: #fff; --code: #f4f4f4; }
@media (prefers-color-scheme: dark) { :root { --muted: #a0a0a0; --good: #3fb950; --bad: #ff7b72; --known: #d9a514;
  --back: #121212; --code: #1e1e1e; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 75rem; padding: 1.5rem; font: 15px/1.45 system-ui, sans-serif; background: var(--back); }
header { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: baseline; gap: 0 2rem; }
h1 { font-size: 1.4rem; margin: 0; }
h2 { font-size: 1.15rem; margin: 2.2rem 0 .6rem; border-bottom: 2px solid var(--line); padding-bottom: .25rem; }
h3 { font-size: .95rem; margin: 1.2rem 0 .4rem; }
p { margin: .3rem 0; overflow-wrap: anywhere; }
.muted, header p { color: var(--muted); }
.good { color: var(--good); }
.bad { color: var(--bad); }
.known { color: var(--known); }
.verdict { font-size: 1.15rem; font-weight: 600; margin: 1rem 0; padding: .7rem 1rem; border: 1px solid; border-radius: 6px; }
ul.figures { list-style: none; display: flex; flex-wrap: wrap; gap: .5rem; padding: 0; margin: .6rem 0; }
ul.figures li { border: 1px solid var(--line); border-radius: 6px; padding: .15rem .6rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-size: .87rem; }
.wide table { width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .3rem .8rem .3rem 0; border-bottom: 1px solid var(--line); }
th { color: var(--muted); font-weight: 600; white-space: nowrap; }
td { overflow-wrap: anywhere; }
.leftovers td + td { white-space: pre-line; }
td.fixed { white-space: nowrap; font-variant-numeric: tabular-nums; }
meter { width: 12rem; max-width: 30vw; }
pre { background: var(--code); border: 1px solid var(--line); border-radius: 6px; padding: .6rem .8rem; margin: .3rem 0;
  max-height: 28rem; overflow: auto; white-space: pre-wrap; overflow-wrap: anywhere; font: 12.5px/1.45 ui-monospace, monospace; }
.code { position: relative; }
.code .copied { padding-right: 5.5rem; }
.code button { position: absolute; top: .4rem; right: .8rem; }
button, select, input { font: inherit; font-size: .87rem; padding: .15rem .5rem; }
form { display: flex; flex-wrap: wrap; gap: .4rem 1rem; align-items: baseline; margin: .6rem 0; }
form label { color: var(--muted); }
details { border: 1px solid var(--line); border-radius: 6px; margin: .4rem 0; padding: .35rem .8rem; }
details details { margin-left: 0; }
summary { cursor: pointer; overflow-wrap: anywhere; }
.exchange { border-left: 3px solid var(--line); padding-left: .8rem; margin: .8rem 0; }
.two { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); gap: 0 1rem; }
.two > div { min-width: 0; }
.matrix { overflow: auto; max-height: 80vh; border: 1px solid var(--line); border-radius: 6px; }
.matrix table { border-collapse: separate; border-spacing: 0; }
.matrix th, .matrix td { padding: 0 .3rem; line-height: 1.35rem; background: var(--back); }
.matrix thead th { position: sticky; top: 0; z-index: 1; height: 1.5rem; vertical-align: middle; }
.matrix thead .codes th { top: 1.5rem; text-align: center; font-variant-numeric: tabular-nums; }
.matrix thead .themes th + th { max-width: 0; overflow: hidden; text-overflow: ellipsis; border-left: 1px solid var(--line); }
.matrix thead th:focus { outline: 2px solid; outline-offset: -2px; }
.matrix th:first-child { position: sticky; left: 0; z-index: 1; border-right: 1px solid var(--line); }
.matrix thead .codes th:first-child { left: auto; border-right: 0; }
.matrix thead .themes th:first-child { z-index: 2; vertical-align: bottom; }
.matrix td { text-align: center; min-width: 1.6rem; }
.matrix td a { color: inherit; text-decoration: none; font-weight: 700; display: block; }
.matrix td.s { color: var(--muted); }
.matrix td:focus, .matrix td:focus-within { outline: 2px solid; outline-offset: -2px; }
#said { min-height: 1.5rem; display: block; color: var(--muted); }
[hidden] { display: none !important; }
"""

SCRIPT = """
(() => {
  'use strict';
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const byId = (id) => document.getElementById(id);

  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const field = document.createElement('textarea');
      field.value = text;
      document.body.append(field);
      field.select();
      document.execCommand('copy');
      field.remove();
    }
  };
  for (const code of all('.copied')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = 'Copy';
    button.setAttribute('aria-live', 'polite');
    button.addEventListener('click', async () => {
      await copy(code.textContent);
      button.textContent = 'Copied';
      setTimeout(() => { button.textContent = 'Copy'; }, 2000);
    });
    code.parentElement.append(button);
  }

  const reveal = () => {
    const found = location.hash && byId(decodeURIComponent(location.hash.slice(1)));
    if (!found) return;
    for (let place = found; place; place = place.parentElement) {
      if (place.tagName === 'DETAILS') { place.open = true; place.hidden = false; }
    }
    found.scrollIntoView();
  };
  addEventListener('hashchange', reveal);
  reveal();

  const matrix = byId('matrix');
  if (!matrix) return;
  const heads = all('thead .codes th', matrix);
  const themes = all('thead .themes th[data-theme]', matrix);
  const codeOf = (head) => head.dataset.code;
  const rows = all('tbody tr', matrix);
  const cells = rows.map((row) => all('td', row));
  const findings = all('details.finding');
  const form = byId('filters');
  form.hidden = false;
  form.addEventListener('submit', (event) => event.preventDefault());

  const filter = () => {
    const resource = form.elements.resource.value;
    const verdict = form.elements.verdict.value;
    const words = form.elements.text.value.trim().toLowerCase();
    const says = (text) => text.toLowerCase().includes(words);
    const named = heads.map((head) => says(codeOf(head) + ' ' + head.title));
    const asked = rows.map((row) => says(row.cells[0].textContent));
    const byRule = words !== '' && named.includes(true);
    const byOperation = words !== '' && asked.includes(true);
    const nothing = words !== '' && !byRule && !byOperation;
    const columns = heads.map((_, at) => !nothing && (!byRule || named[at]));
    const used = heads.map(() => false);
    rows.forEach((row, number) => {
      const fits = !nothing && (!resource || row.dataset.resource === resource) && (!byOperation || asked[number]);
      const shown = cells[number].map((cell, at) => fits && columns[at] && cell.dataset.v !== undefined
        && (!verdict || cell.dataset.v === verdict));
      shown.forEach((visible, at) => { used[at] ||= visible; });
      row.hidden = !shown.includes(true);
    });
    heads.forEach((head, at) => { head.hidden = !used[at]; });
    for (const theme of themes) {
      const shown = heads.filter((head) => !head.hidden && head.dataset.theme === theme.dataset.theme).length;
      theme.hidden = shown === 0;
      theme.colSpan = Math.max(shown, 1);
    }
    cells.forEach((row) => row.forEach((cell, at) => { cell.hidden = !used[at]; }));
    for (const finding of findings) {
      finding.hidden = (resource && finding.dataset.resource !== resource)
        || (words !== '' && !says(finding.firstElementChild.textContent));
    }
    const left = rows.filter((row) => !row.hidden).length;
    byId('shown').textContent = `${left} of ${rows.length} operations, `
      + `${findings.filter((finding) => !finding.hidden).length} of ${findings.length} deviations`;
  };
  form.addEventListener('input', filter);
  form.addEventListener('change', filter);
  form.addEventListener('reset', () => setTimeout(filter));
  filter();

  const said = byId('said');
  const tell = (cell) => {
    if (!cell) return;
    if (cell.tagName === 'TH') {
      if (cell.title) said.textContent = `${codeOf(cell) || cell.dataset.theme}: ${cell.title}`;
      return;
    }
    const words = { passed: 'passed', deviates: 'deviates', known: 'deviates, as the baseline knows', skipped: 'skipped' };
    const head = heads[cell.cellIndex - 1];
    const verdict = words[cell.dataset.v] || 'not checked';
    const why = cell.title ? `: ${cell.title}` : '';
    said.textContent = `${codeOf(head)} (${head.title}) · ${cell.parentElement.cells[0].textContent} · ${verdict}${why}`;
  };
  matrix.addEventListener('mouseover', (event) => tell(event.target.closest('td, thead th')));
  matrix.addEventListener('focusin', (event) => tell(event.target.closest('td, thead th')));

  // one stop for the Tab key in the heads, and one in the cells; arrows move between them
  let head = heads.find((one) => !one.hidden);
  if (head) head.tabIndex = 0;
  matrix.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const from = event.target.closest('.codes th');
    if (!step || !from) return;
    event.preventDefault();
    const visible = heads.filter((one) => !one.hidden);
    const next = visible[visible.indexOf(from) + step];
    if (!next) return;
    head.tabIndex = -1;
    head = next;
    head.tabIndex = 0;
    head.focus();
  });
  let current = cells[0] && cells[0][0];
  if (current) current.tabIndex = 0;
  const steps = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] };
  matrix.addEventListener('keydown', (event) => {
    const step = steps[event.key];
    const cell = event.target.closest('td');
    if (event.key === 'Enter' && cell && event.target === cell && cell.querySelector('a')) cell.querySelector('a').click();
    if (!step || !cell) return;
    event.preventDefault();
    let row = rows.indexOf(cell.parentElement);
    let column = cell.cellIndex - 1;
    do {
      row += step[0];
      column += step[1];
    } while (cells[row] && cells[row][column] && (rows[row].hidden || cells[row][column].hidden));
    const next = cells[row] && cells[row][column];
    if (!next) return;
    current.tabIndex = -1;
    current = next;
    current.tabIndex = 0;
    current.focus();
  });
})();
"""
