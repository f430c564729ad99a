/** Colours, letters, forms and the frame. Every pair of colours has a contrast of at least 4.5. */
export const BASE_STYLE = `:root {
  color-scheme: light dark;
  --paper: #fbfaf7;
  --sheet: #ffffff;
  --ink: #1c1f23;
  --quiet: #585d66;
  --line: #dedbd4;
  --edge: #8a8d92;
  --accent: #14614f;
  --accent-ink: #ffffff;
  --accent-wash: #e3f0ec;
  --alert: #8f3d00;
  --alert-wash: #fdf0e3;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #131517;
    --sheet: #1a1d20;
    --ink: #e9e7e2;
    --quiet: #a6abb3;
    --line: #30353a;
    --edge: #767c84;
    --accent: #79cdb5;
    --accent-ink: #0d211b;
    --accent-wash: #17302a;
    --alert: #f2b376;
    --alert-wash: #33241a;
  }
}
*, ::before, ::after { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body {
  margin: 0;
  background: var(--paper);
  color: var(--ink);
  font: 0.9375rem/1.55 system-ui, sans-serif;
  overflow-wrap: anywhere;
}
a { color: var(--accent); text-underline-offset: 0.15em; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 1.25rem; font-weight: 650; letter-spacing: -0.01em; }
h2 { font-size: 1.0625rem; line-height: 1.3; margin: 2.25rem 0 0.625rem; font-weight: 650; }
h3 { font-size: 0.9375rem; margin: 1.25rem 0 0.375rem; font-weight: 650; }
p { margin: 0 0 0.75rem; max-width: 44rem; }
ul { padding-left: 1.25rem; }
code, pre { font: 0.8125rem/1.5 ui-monospace, monospace; }
pre {
  margin: 0.5rem 0; padding: 0.75rem; border: 1px solid var(--line); border-radius: 6px;
  background: var(--sheet); white-space: pre-wrap; max-height: 32rem; overflow-y: auto;
}
.quiet { color: var(--quiet); }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 1rem; top: 0.5rem; background: var(--sheet); padding: 0.25rem 0.75rem; }
.unseen {
  position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap;
}

.top { border-bottom: 1px solid var(--line); background: var(--sheet); }
.top-row, main, .foot { max-width: 74rem; margin: 0 auto; padding: 0 1.25rem; }
.top-row { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.25rem 1.5rem; padding-top: 0.75rem; }
.brand { font-weight: 700; color: var(--ink); text-decoration: none; letter-spacing: -0.01em; }
.store { color: var(--quiet); margin-right: auto; }
.who { display: flex; align-items: baseline; gap: 0.75rem; color: var(--quiet); }
.pages { flex-basis: 100%; }
.menu { display: flex; flex-wrap: wrap; gap: 0 1.25rem; list-style: none; margin: 0; padding: 0; }
.menu a {
  display: inline-block; padding: 0.5rem 0 0.4375rem; color: var(--quiet); text-decoration: none;
  border-bottom: 3px solid transparent;
}
.menu a:hover { color: var(--ink); }
.menu a[aria-current] { color: var(--ink); font-weight: 600; border-bottom-color: var(--accent); }
main { padding-top: 1.75rem; padding-bottom: 3rem; min-height: 60vh; }
.narrow { max-width: 42rem; }
.foot { padding-top: 1rem; padding-bottom: 2rem; color: var(--quiet); font-size: 0.8125rem; }
.flash { border-left: 4px solid var(--accent); background: var(--accent-wash); padding: 0.625rem 1rem; margin: 0 0 1.5rem; max-width: none; }
`
