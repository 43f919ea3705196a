"""Style sheet of the page: two palettes, of which a test computes the contrasts."""

from __future__ import annotations

__all__ = ["STYLE"]

STYLE = """
:root { color-scheme: light dark; --back: #ffffff; --panel: #f3f5f8; --text: #1b1f24; --muted: #57606a; --line: #c9d1d9;
  --accent: #0550ae; --good: #116329; --bad: #a40e26; }
@media (prefers-color-scheme: dark) {
  :root { --back: #0f1419; --panel: #1a212a; --text: #e6edf3; --muted: #a3b0bd; --line: #3a4552;
    --accent: #79c0ff; --good: #56d364; --bad: #ff8f88; }
}
* { box-sizing: border-box; }
html { background: var(--back); color: var(--text); scroll-padding-top: 1rem; }
body { margin: 0 auto; max-width: 78rem; padding: 1.2rem 1.5rem 4rem; font: 15px/1.5 system-ui, sans-serif; }
header { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: baseline; gap: 0 2rem; }
h1 { font-size: 1.4rem; margin: 0; overflow-wrap: anywhere; }
h2 { font-size: 1.15rem; margin: 2.2rem 0 .6rem; border-bottom: 2px solid var(--line); padding-bottom: .25rem; }
h3 { font-size: 1rem; margin: 1.4rem 0 .4rem; }
p { margin: .3rem 0; }
a { color: var(--accent); }
nav ul, ul.counts { list-style: none; display: flex; flex-wrap: wrap; gap: .3rem 1rem; padding: 0; margin: .6rem 0; }
ul.counts { gap: .5rem; }
ul.counts li { border: 1px solid var(--line); border-radius: 6px; padding: .1rem .6rem; }
ul.counts li.none { color: var(--muted); }
code, textarea, pre { font: .87rem/1.45 ui-monospace, monospace; }
code { overflow-wrap: anywhere; }
pre { background: var(--panel); padding: .6rem .8rem; border-radius: 6px; overflow: auto; margin: .4rem 0; }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: 1rem; top: .5rem; background: var(--back); padding: .3rem .6rem; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.wide { overflow-x: auto; }
.log { height: 24rem; overflow: auto; overflow-anchor: none; border: 1px solid var(--line); border-radius: 6px;
  padding: 0 .8rem; }
.bar { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; margin: .5rem 0; }
.bar label { display: flex; gap: .5rem; align-items: center; }
#more { visibility: hidden; }
#more.some { visibility: visible; }
table { border-collapse: collapse; width: 100%; font-size: .87rem; }
th, td { text-align: left; vertical-align: top; padding: .3rem .8rem .3rem 0; border-bottom: 1px solid var(--line); }
th { color: var(--muted); font-weight: 600; white-space: nowrap; }
td { overflow-wrap: anywhere; }
td:is([data-label=Time], [data-label=Operation], [data-label=Copy], [data-label=Source], [data-label=Code]) { white-space: nowrap; }
td { font-variant-numeric: tabular-nums; }
td i { font-style: normal; }
td span { white-space: nowrap; margin-right: .9rem; }
button, input, textarea { font: inherit; color: var(--text); background: var(--panel); border: 1px solid var(--muted);
  border-radius: 6px; padding: .2rem .7rem; max-width: 100%; }
textarea { width: 100%; font-family: ui-monospace, monospace; }
button { cursor: pointer; }
button:hover { border-color: var(--accent); color: var(--accent); }
button[data-copy] { font-size: .8rem; padding: .05rem .45rem; white-space: nowrap; }
html:not(.live) [data-copy], html:not(.live) [data-filters], html:not(.live) .live-only { display: none; }
progress { width: 9rem; accent-color: var(--accent); vertical-align: middle; }
.muted { color: var(--muted); }
.good { color: var(--good); }
.bad { color: var(--bad); }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(22rem, 100%), 1fr)); gap: 1rem; }
.card { border: 1px solid var(--line); border-radius: 8px; padding: .7rem .9rem; margin: 0; min-width: 0; }
.card h3, .card figcaption { margin: 0 0 .4rem; font-weight: 600; overflow-wrap: anywhere; }
svg.chart { display: block; width: 100%; height: 7rem; background: var(--panel); border-radius: 4px; }
svg.chart polyline { fill: none; stroke: var(--accent); stroke-width: 2; vector-effect: non-scaling-stroke; }
svg.chart circle { fill: var(--accent); }
.ends { display: flex; justify-content: space-between; font-size: .8rem; color: var(--muted); }
#said { position: fixed; left: 50%; bottom: 1rem; transform: translateX(-50%); margin: 0; max-width: 92vw;
  background: var(--text); color: var(--back); border-radius: 8px; padding: .5rem 1rem; overflow-wrap: anywhere; }
#said:empty { padding: 0; }
@media (max-width: 44rem) {
  body { padding: .8rem .8rem 4rem; }
  thead { position: absolute; left: -99rem; }
  tr { display: block; padding: .5rem 0; border-bottom: 1px solid var(--line); }
  td, td:is([data-label]) { display: block; border: 0; padding: .05rem 0; white-space: normal; }
  td:empty { display: none; }
  td::before { content: attr(data-label) ": "; color: var(--muted); }
}
[hidden] { display: none !important; }
"""
