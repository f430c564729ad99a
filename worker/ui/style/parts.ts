/** Forms, tables, and the few parts that pages share. */
export const PARTS_STYLE = `button, input, select, textarea { font: inherit; color: inherit; }
button, .button {
  padding: 0.3125rem 0.75rem; border: 1px solid var(--edge); border-radius: 6px;
  background: var(--sheet); color: var(--ink); cursor: pointer; text-decoration: none; white-space: nowrap;
}
button:hover, .button:hover { border-color: var(--ink); }
button.main, .button.main { background: var(--accent); border-color: var(--accent); color: var(--accent-ink); font-weight: 600; }
button.plain { border: 0; background: none; padding: 0; color: var(--accent); text-decoration: underline; text-underline-offset: 0.15em; }
input[type="text"], input[type="search"], input[type="date"], select {
  padding: 0.3125rem 0.5rem; border: 1px solid var(--edge); border-radius: 6px; background: var(--sheet); max-width: 100%;
}
input[type="search"] { width: 22rem; }
input[type="checkbox"] { width: 1.0625rem; height: 1.0625rem; accent-color: var(--accent); vertical-align: -0.125rem; }
.tools { display: flex; flex-wrap: wrap; align-items: center; gap: 0.5rem 0.75rem; margin: 0 0 1rem; }
.tools form { display: flex; flex-wrap: wrap; align-items: center; gap: 0.5rem; }
.tabs { display: flex; flex-wrap: wrap; gap: 0.25rem; list-style: none; margin: 0 0 1rem; padding: 0; }
.tabs a { display: inline-block; padding: 0.25rem 0.75rem; border-radius: 6px; color: var(--quiet); text-decoration: none; }
.tabs a:hover { color: var(--ink); }
.tabs a[aria-current] { background: var(--accent-wash); color: var(--ink); font-weight: 600; }

table { border-collapse: collapse; width: 100%; }
table + p, section > p + p { margin-top: 1rem; }
caption { text-align: left; color: var(--quiet); padding: 0 0 0.5rem; }
th { text-align: left; font-weight: 500; color: var(--quiet); font-size: 0.8125rem; }
th, td { padding: 0.5rem 0.75rem 0.5rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
th:last-child, td:last-child { padding-right: 0; }
tbody th { color: var(--ink); font-size: inherit; font-weight: 400; }
tr.chosen > * { background: var(--accent-wash); }
.reason { display: block; max-width: 46rem; margin-top: 0.1875rem; }
.row-acts { display: flex; gap: 0.125rem 0.875rem; justify-content: flex-end; }

.badge { white-space: nowrap; }
.badge > span { display: inline-block; width: 1.125em; }
.badge.held { color: var(--alert); font-weight: 600; }
.badge.done > span, .badge.out > span { color: var(--accent); }

.figures { display: grid; grid-template-columns: repeat(auto-fill, minmax(9.5rem, 1fr)); gap: 1.25rem; margin: 0; }
.figures dt { color: var(--quiet); font-size: 0.8125rem; }
.figures dd { margin: 0; font-size: 1.5rem; line-height: 1.3; font-variant-numeric: tabular-nums; }
.figures dd small { font-size: 0.8125rem; color: var(--quiet); display: block; }
.facts { display: grid; grid-template-columns: minmax(8rem, max-content) 1fr; gap: 0.3125rem 1.25rem; margin: 0; }
.facts dt { color: var(--quiet); }
.facts dd { margin: 0; }
.state { border-left: 4px solid var(--accent); padding: 0.125rem 0 0.125rem 1rem; margin: 0 0 2rem; }
.state p { margin: 0 0 0.25rem; }
.state .say { font-size: 1.1875rem; font-weight: 600; line-height: 1.35; }
.state.wrong { border-left-color: var(--alert); }
.problem { border-left: 4px solid var(--alert); background: var(--alert-wash); padding: 0.75rem 1rem; margin: 0 0 1rem; }
.problem p { margin: 0 0 0.375rem; }
.problem p:last-child { margin: 0; }
input[type="text"].wide, textarea { width: 100%; max-width: 44rem; }
textarea { padding: 0.375rem 0.5rem; border: 1px solid var(--edge); border-radius: 6px; background: var(--sheet); font: 0.8125rem/1.5 ui-monospace, monospace; resize: vertical; }
[aria-invalid="true"] { border-color: var(--alert); outline-color: var(--alert); }
.refusal { color: var(--alert); font-weight: 600; }
.changes { list-style: none; margin: 0 0 0.75rem; padding: 0; }
.changes li { padding: 0.125rem 0; }
@media (min-width: 601px) { .settings td { width: 18rem; } .mapped tbody th { width: 18rem; } }
.part { display: block; }
.document { margin: 0 0 2rem; }
.document table { margin: 0 0 1rem; }
.document th[scope="row"] { overflow-wrap: break-word; }
.document caption { font-weight: 600; color: var(--ink); }
.causes { list-style: none; margin: 0; padding: 0; }
.causes li { display: flex; gap: 1rem; justify-content: space-between; align-items: baseline; padding: 0.5rem 0; border-bottom: 1px solid var(--line); }
.causes a { white-space: nowrap; }
.held-group { border-top: 1px solid var(--line); padding: 0.25rem 0 0.5rem; margin: 0 0 1.25rem; }
.held-group h2 { font-size: 1.0625rem; line-height: 1.4; }
.held-entries { list-style: none; margin: 0; padding: 0; }
.held-entries li { display: flex; gap: 0.25rem 1rem; justify-content: space-between; align-items: baseline; padding: 0.375rem 0; border-top: 1px solid var(--line); }
.held-entries .reason { display: block; }
.held-entries .row-acts { flex: none; }
.line-time { white-space: nowrap; color: var(--quiet); font-variant-numeric: tabular-nums; }
summary { cursor: pointer; color: var(--quiet); }
summary:hover { color: var(--ink); }
.pager { display: flex; gap: 1rem; margin: 1rem 0 0; }
.timeline { list-style: none; margin: 0; padding: 0; border-left: 2px solid var(--line); }
.timeline > li { position: relative; padding: 0 0 0.875rem 1.125rem; }
.timeline > li::before {
  content: ''; position: absolute; left: -6px; top: 0.4375rem; width: 10px; height: 10px; border-radius: 50%;
  background: var(--paper); border: 2px solid var(--edge);
}
.timeline > li.held::before { border-color: var(--alert); background: var(--alert); border-radius: 1px; }
.timeline > li.done::before { border-color: var(--accent); background: var(--accent); }
ol.steps { list-style: none; margin: 0; padding: 0; }
.steps > li { display: grid; grid-template-columns: 1.75rem 1fr; padding: 0.75rem 0; border-top: 1px solid var(--line); }
.steps > li:last-child { border-bottom: 1px solid var(--line); }
.steps h2 { margin: 0; font-size: 0.9375rem; line-height: 1.55; }
.steps .mark { font-weight: 700; color: var(--quiet); }
.steps .done .mark, .steps .done .word { color: var(--accent); }
.steps .next .mark, .steps .next .word { color: var(--alert); }
.steps .word { font-weight: 400; font-size: 0.8125rem; color: var(--quiet); margin-left: 0.5rem; }
.steps p { margin: 0.25rem 0 0; }
.steps ol, .failures ol { margin: 0.375rem 0 0; padding-left: 1.25rem; max-width: 44rem; }
.steps .tools { margin: 0.5rem 0 0; }
.facts + .tools, .facts + p { margin-top: 0.75rem; }
.steps-end { margin-top: 0.75rem; }
.secret { display: block; padding: 0.75rem 1rem; border: 1px solid var(--edge); border-radius: 6px; background: var(--sheet); font-size: 1rem; max-width: 44rem; user-select: all; }
.failures details { border-top: 1px solid var(--line); padding: 0.5rem 0; }
.failures summary { color: var(--ink); }
.failures p { margin: 0.375rem 0 0; }
.beside { display: grid; grid-template-columns: repeat(auto-fit, minmax(18rem, 1fr)); gap: 0 3rem; }

@media (max-width: 600px) {
  .top-row, main, .foot { padding-left: 1rem; padding-right: 1rem; }
  input[type="search"] { width: 100%; }
  .cards caption:not(.unseen) { display: block; padding-top: 0.5rem; }
  .cards thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .cards, .cards tbody, .cards tr, .cards td, .cards tbody th { display: block; width: auto; text-align: left; }
  .cards tr { padding: 0.625rem 0; border-bottom: 1px solid var(--line); }
  .cards td, .cards tbody th { border: 0; padding: 0.0625rem 0; }
  .cards td[data-label]::before { content: attr(data-label) ' '; color: var(--quiet); font-size: 0.8125rem; }
  .cards td:empty { display: none; }
  .cards td.box { float: left; padding-right: 0.5rem; }
  button, .button { white-space: normal; }
  .held-entries li { display: block; }
  .held-group label, .held-group input[type="text"] { display: block; width: 100%; }
  .row-acts { flex-wrap: wrap; justify-content: flex-start; padding-top: 0.25rem; }
  .facts { grid-template-columns: 1fr; gap: 0; }
  .facts dd { margin: 0 0 0.5rem; }
}
@media print { .top, .tools, .row-acts, .foot { display: none; } }
`
