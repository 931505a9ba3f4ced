/** The style sheet of the HTML report: light and dark, phone and desktop, without anything from outside. */
export const STYLE = `
:root { color-scheme: light dark; --page: #f4f6f9; --card: #fff; --line: #dde2ea; --text: #1b2333; --soft: #566174;
  --code: #f4f6f9; --link: #1f4fbf; --passed: #15803d; --failed: #c42b2b; --inconclusive: #8f5b00; --pending: #3558b8;
  --other: #b45309; --flaky: #a16207; --skipped: #8490a3; --rest: #b9c1ce; }
@media screen and (prefers-color-scheme: dark) { :root { --page: #10141c; --card: #191f2b; --line: #2c3546; --text: #e7ebf3;
  --soft: #a6b0c2; --code: #10141c; --link: #9dbbff; --passed: #4ccb8a; --failed: #ff8a8a; --inconclusive: #efb84f;
  --pending: #93b1ff; --other: #f59e5b; --flaky: #e6c453; --skipped: #76839a; --rest: #4a566b; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); overflow-wrap: anywhere;
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: clamp(1rem, 4vw, 2.5rem); display: grid; gap: 1rem; }
main > * { min-width: 0; }
h1, h2, h3, p, ul, ol, dl, dd, figure { margin: 0; padding: 0; }
h1 { font-size: clamp(1.35rem, 4.5vw, 1.9rem); line-height: 1.25; }
h2 { font-size: 1.15rem; line-height: 1.3; }
h3 { font-size: .8rem; font-weight: 600; color: var(--soft); letter-spacing: .04em; text-transform: uppercase; }
a { color: var(--link); }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 14px;
  padding: clamp(1rem, 3.5vw, 1.6rem); display: grid; gap: 1.1rem; }
.card > * { min-width: 0; }
.head { display: grid; gap: .55rem; }
.verdict { display: inline-flex; align-items: center; gap: .45rem; justify-self: start; color: var(--tone);
  font-weight: 650; border: 1.5px solid currentColor; border-radius: 99px; padding: .12rem .75rem .12rem .5rem; }
.verdict svg { width: 1.1em; height: 1.1em; }
.small { font-size: .85rem; }
.passed { --tone: var(--passed); } .failed { --tone: var(--failed); } .inconclusive { --tone: var(--inconclusive); }
.pending { --tone: var(--pending); }
.lead { border-top: 5px solid var(--tone); }
.soft, .reasons li + li { color: var(--soft); }
.reasons { list-style: none; display: grid; gap: .2rem; }
.result { display: grid; gap: 1.2rem; grid-template-columns: auto 1fr; align-items: center; }
.donut { width: clamp(7.5rem, 30vw, 9.5rem); height: auto; }
.legend { list-style: none; display: grid; gap: .3rem; grid-template-columns: repeat(auto-fit, minmax(10.5rem, 1fr)); }
.legend li { display: flex; gap: .5rem; align-items: baseline; }
.legend b { font-variant-numeric: tabular-nums; min-width: 2ch; text-align: right; white-space: nowrap; overflow-wrap: normal; }
.dot { width: .7rem; height: .7rem; border-radius: 3px; flex: none; background: var(--tone); }
.facts { display: grid; gap: .7rem 1.4rem; grid-template-columns: repeat(auto-fill, minmax(8.2rem, 1fr)); }
.facts dt { font-size: .82rem; color: var(--soft); }
.chart { display: grid; gap: .5rem; }
.chart svg { display: block; width: 100%; height: auto; }
figcaption { font-size: .85rem; color: var(--soft); }
svg text { fill: var(--text); font-family: inherit; } svg .soft { fill: var(--soft); }
.tone-passed { --tone: var(--passed); } .tone-failed { --tone: var(--failed); } .tone-other { --tone: var(--other); }
.tone-flaky { --tone: var(--flaky); } .tone-skipped { --tone: var(--skipped); } .tone-pending { --tone: var(--rest); }
.tone-rest { --tone: var(--rest); }
.fill { fill: var(--tone); } .stroke { stroke: var(--tone); fill: none; } .axis { stroke: var(--line); }
.bars { list-style: none; display: grid; gap: .55rem; }
.bars li { display: grid; grid-template-columns: 1fr auto; gap: .1rem .8rem; }
.bars svg { grid-column: 1 / -1; height: .45rem; background: var(--code); border-radius: 3px; }
.failures { list-style: none; display: grid; gap: .5rem; }
details { border: 1px solid var(--line); border-radius: 10px; }
summary { cursor: pointer; padding: .6rem .8rem; }
summary:focus-visible, a:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 6px; }
.badge { display: inline-block; font-size: .76rem; font-weight: 600; color: var(--soft); border: 1px solid var(--line);
  border-radius: 99px; padding: 0 .5rem; margin-left: .35rem; white-space: nowrap; }
.badge.new { color: var(--failed); border-color: currentColor; }
.inside { padding: 0 .8rem .8rem; display: grid; gap: .5rem; }
.inside > * { min-width: 0; }
pre { margin: 0; padding: .7rem .8rem; background: var(--code); border-radius: 8px; white-space: pre-wrap;
  font: .84rem/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; max-height: 24rem; overflow: auto; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: .45rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; }
th .soft { font-weight: 400; }
th { font-size: .82rem; color: var(--soft); font-weight: 600; }
.number { text-align: right; white-space: nowrap; }
thead th { overflow-wrap: normal; }
tbody tr:last-child > * { border-bottom: 0; }
td .verdict { white-space: nowrap; }
@media (min-width: 30.01rem), print { .failing { order: 1; } .failing ~ .chart { order: 2; } }
@media (max-width: 30rem) { .result { grid-template-columns: 1fr; justify-items: center; } .legend { justify-self: stretch; }
  .listed li { grid-template-columns: 1fr; }
  .wide { display: none; } th, td { padding-inline: .25rem; } 
  thead th:first-child { min-width: 6.8rem; }
  td .verdict { font-size: .75rem; gap: .25rem; padding: .05rem .45rem .05rem .3rem; } }
@media print { body { background: none; } main { padding: 0; } .card { border-radius: 0; } .scroll { overflow: visible; }
  details::details-content { content-visibility: visible; display: block; }
  h1, h2, h3, summary { break-after: avoid; } .head, .result, .facts > div, tr, figure, .bars li { break-inside: avoid; }
  pre { max-height: none; overflow: visible; } }
`;
