/** The pages' style: one quiet column, light or dark as the reader prefers. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --ground: light-dark(#f6f5f2, #16181c);
  --sheet: light-dark(#ffffff, #1e2126);
  --ink: light-dark(#1d2127, #e9e8e4);
  --quiet: light-dark(#5d646e, #a2a8b2);
  --rule: light-dark(#e0ded8, #343941);
  --hover: light-dark(#f0f4fa, #272c34);
  --accent: light-dark(#1f5fbf, #8ab8ff);
  --notice: light-dark(#6b4a00, #f2d48a);
  --notice-ground: light-dark(#fdf0cf, #3a3017);
}
* { box-sizing: border-box; margin: 0; padding: 0; }
body {
  background: var(--ground);
  color: var(--ink);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", "Noto Sans", sans-serif;
}
a { color: var(--accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
.wide { max-width: 960px; margin: 0 auto; padding: 0 20px; }
.quiet, .count { color: var(--quiet); }
header { background: var(--sheet); border-bottom: 1px solid var(--rule); }
header .wide { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 14px; padding-top: 14px; padding-bottom: 14px; }
.brand { font-size: 18px; font-weight: 650; color: inherit; text-decoration: none; }
.notice {
  font-size: 13px;
  font-weight: 550;
  color: var(--notice);
  background: var(--notice-ground);
  padding: 2px 10px;
  border-radius: 999px;
}
.live { margin-left: auto; font-size: 13px; color: var(--quiet); }
.live::before {
  content: "";
  display: inline-block;
  width: 8px;
  height: 8px;
  margin-right: 7px;
  border-radius: 50%;
  background: light-dark(#2e9e5b, #53c07f);
}
.live.lost::before { background: light-dark(#c2410c, #f59e6b); }
main { padding-top: 20px !important; padding-bottom: 48px !important; }
.tools { display: flex; gap: 10px; margin-bottom: 14px; }
form { flex: 1; }
input, button {
  font: inherit;
  color: inherit;
  background: var(--sheet);
  border: 1px solid var(--rule);
  border-radius: 8px;
  padding: 8px 12px;
}
input { width: 100%; }
input::placeholder { color: var(--quiet); opacity: 1; }
button { cursor: pointer; white-space: nowrap; }
button:hover { background: var(--hover); }
.count { font-size: 13px; margin-bottom: 8px; }
.mails { list-style: none; background: var(--sheet); border: 1px solid var(--rule); border-radius: 10px; overflow: hidden; }
.mails li + li { border-top: 1px solid var(--rule); }
.mails a {
  display: grid;
  grid-template-columns: minmax(0, 5fr) minmax(0, 8fr) auto;
  gap: 16px;
  align-items: baseline;
  padding: 11px 16px;
  color: inherit;
  text-decoration: none;
}
.mails a:hover { background: var(--hover); }
.mails a:focus-visible { outline-offset: -3px; }
.to { font-weight: 600; }
.to, .subject { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
time { font-variant-numeric: tabular-nums; white-space: nowrap; }
.mails time { color: var(--quiet); font-size: 13px; }
.empty { background: var(--sheet); border: 1px dashed var(--rule); border-radius: 10px; padding: 44px 20px; text-align: center; }
.back { margin-bottom: 12px; }
.back a { text-decoration: none; }
article { background: var(--sheet); border: 1px solid var(--rule); border-radius: 10px; padding: 22px 24px 24px; }
h1 { font-size: 21px; line-height: 1.3; font-weight: 650; overflow-wrap: anywhere; }
h2 { font-size: 13px; font-weight: 600; color: var(--quiet); margin-bottom: 4px; }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 3px 16px; margin-top: 14px; }
dt { color: var(--quiet); }
dd { overflow-wrap: anywhere; }
.file { display: block; }
.links { margin-top: 18px; padding: 12px 16px; background: var(--hover); border-radius: 8px; }
.links ul { list-style: none; }
.links li { overflow-wrap: anywhere; padding: 2px 0; }
.views { display: flex; flex-wrap: wrap; gap: 4px 18px; margin-top: 20px; border-bottom: 1px solid var(--rule); }
.views a {
  padding: 7px 0;
  margin-bottom: -1px;
  color: var(--quiet);
  text-decoration: none;
  border-bottom: 2px solid transparent;
}
.views a:hover { color: var(--ink); }
.views a[aria-current] { color: var(--ink); font-weight: 600; border-bottom-color: var(--accent); }
.views .download { margin-left: auto; }
.paper { display: block; width: 100%; margin-top: 16px; }
iframe.paper {
  height: 65vh;
  min-height: 360px;
  background: #fff;
  color-scheme: light;
  border: 1px solid var(--rule);
  border-radius: 8px;
}
pre {
  font: 13.5px/1.55 ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", monospace;
  white-space: pre-wrap;
  overflow-wrap: anywhere;
}
table { width: 100%; margin-top: 16px; border-collapse: collapse; font-size: 14px; }
th { width: 180px; text-align: left; font-weight: 550; color: var(--quiet); }
th, td { vertical-align: top; padding: 5px 12px 5px 0; border-bottom: 1px solid var(--rule); overflow-wrap: anywhere; }
@media (max-width: 600px) {
  .wide { padding: 0 14px; }
  .notice { order: 1; }
  .mails a { grid-template-columns: minmax(0, 1fr) auto; gap: 1px 12px; padding: 10px 14px; }
  .subject { grid-column: 1 / -1; grid-row: 2; color: var(--quiet); }
  article { padding: 16px; }
  dl { grid-template-columns: 1fr; gap: 0; }
  dd { margin-bottom: 6px; }
  th, td { display: block; width: auto; padding-right: 0; }
  th { border-bottom: 0; padding-bottom: 0; }
  td { padding-top: 0; }
}
`;

/** The pages' script: redraws the list when mail arrives, searches while typing, deletes all. Without it the pages still work. */
export const SCRIPT = `
'use strict';
const live = document.getElementById('live');
const list = () => document.getElementById('mails');
const search = document.querySelector('input[type=search]');
const clear = document.getElementById('clear');
let asked = 0;

async function redraw() {
  if (!list()) return;
  const turn = ++asked;
  const response = await fetch(location.href);
  const fresh = new DOMParser().parseFromString(await response.text(), 'text/html').getElementById('mails');
  if (turn === asked && fresh) list().replaceWith(fresh);
}

function say(words, lost) {
  live.hidden = false;
  live.textContent = words;
  live.classList.toggle('lost', lost);
}

const source = new EventSource('/live');
source.addEventListener('open', () => { say('Live', false); redraw(); });
source.addEventListener('message', redraw);
source.addEventListener('error', () => say('Not connected', true));

let pause;
search?.addEventListener('input', () => {
  clearTimeout(pause);
  pause = setTimeout(() => {
    history.replaceState(null, '', search.value === '' ? '/' : '/?search=' + encodeURIComponent(search.value));
    redraw();
  }, 120);
});

if (clear) {
  clear.hidden = false;
  clear.addEventListener('click', async () => {
    if (confirm('Delete all mails in the sandbox?')) await fetch('/api/mails', { method: 'DELETE' });
  });
}
`;
