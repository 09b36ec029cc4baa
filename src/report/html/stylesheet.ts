/** Both colour schemes have a contrast of 4.5 or more. */
export const stylesheet = `
:root {
  color-scheme: light dark;
  --page: #ffffff; --panel: #f6f8fa; --line: #d1d9e0; --text: #1f2328; --dim: #59636e;
  --error: #cf222e; --warning: #9a6700; --note: #0969da; --good: #1a7f37;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #0d1117; --panel: #151b23; --line: #3d444d; --text: #f0f6fc; --dim: #9198a1;
    --error: #ff7b72; --warning: #d29922; --note: #58a6ff; --good: #3fb950;
  }
}
* { box-sizing: border-box }
body { margin: 0 auto; padding: 24px; max-width: 1180px; background: var(--page); color: var(--text);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", "Noto Sans", sans-serif }
h1 { font-size: 24px; margin: 0 } h2 { font-size: 19px; margin: 32px 0 12px } h3 { font-size: 15px; margin: 0 0 8px; font-weight: 600 }
header p { margin: 4px 0; color: var(--dim) }
a { color: var(--note) }
.tally { display: flex; flex-wrap: wrap; gap: 12px; margin: 16px 0 0; padding: 0; list-style: none }
.tally li { border: 1px solid var(--line); border-radius: 8px; padding: 8px 16px; background: var(--panel) }
.tally b { font-size: 22px; display: block; line-height: 1.2 }
.error { color: var(--error) } .warning { color: var(--warning) } .note { color: var(--note) } .clean { color: var(--good) }
.badge { border: 1px solid currentColor; border-radius: 10px; padding: 0 8px; font-size: 13px; font-weight: 600 }
.scroll { overflow-x: auto }
table { border-collapse: collapse; min-width: 100% }
th, td { border: 1px solid var(--line); padding: 6px 10px; text-align: left; vertical-align: top }
thead th { background: var(--panel) } tbody th { font-weight: 600 }
.scroll th:first-child { position: sticky; left: 0; background: var(--panel) }
small { display: block; color: var(--dim); font-weight: 400 }
.differs { color: var(--warning) }
.cell + .cell { margin-top: 6px; border-top: 1px dashed var(--line); padding-top: 6px }
.cell.stdio b { color: var(--warning) } .cell.http b { color: var(--good) } .cell.lost b { color: var(--error) } .cell.off b, .cell.off span { color: var(--dim) }
form { display: flex; flex-wrap: wrap; gap: 12px; align-items: end; margin-bottom: 16px }
form[hidden] { display: none }
label { display: flex; flex-direction: column; font-size: 13px; color: var(--dim) }
select, input { font: inherit; color: var(--text); background: var(--page); border: 1px solid var(--line); border-radius: 6px; padding: 4px 8px; max-width: 260px }
output { color: var(--dim); padding-bottom: 5px }
article { border: 1px solid var(--line); border-radius: 8px; padding: 14px 16px; margin-bottom: 12px }
article[hidden] { display: none }
pre { overflow-x: auto; background: var(--panel); border-radius: 6px; padding: 10px; margin: 0 0 8px; font: 13px/1.45 ui-monospace, "SF Mono", Menlo, Consolas, monospace }
pre .frame { color: var(--dim) }
ul { margin: 0; padding-left: 20px }
img { max-width: 100%; height: auto }
:focus-visible { outline: 2px solid var(--note); outline-offset: 2px }
`;
