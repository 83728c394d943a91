"""The style and the script of the pages, both inline; their hashes stand in the page's policy.

The script adds keys and highlighting, and unfolds findings for the printer; every page is complete without it.
"""

STYLE = """
:root { color-scheme: light dark; --paper: #fff; --ground: #f4f5f7; --ink: #1b1f24; --soft: #57606a; --line: #d0d7de;
  --link: #0550ae; --warn: #8a3b00; --badge: #e4e8ee; --code: #f1f3f5;
  --other: #9b1c31;
  --m1: #cfe6ff; --m2: #d0f0cf; --m3: #ffe4b8; --m4: #e9dcff; --m5: #ffd8e2; --m6: #cdf1ee;
  --b1: #2f7fd0; --b2: #2f8f3d; --b3: #c9820b; --b4: #8250df; --b5: #d0436a; --b6: #12857d; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #15191f; --ground: #0d1014; --ink: #e8ecf1; --soft: #a0abb8; --line: #343c46; --link: #8cc0ff;
    --warn: #ffb77c; --badge: #2a313b; --code: #1f252d;
    --other: #ffb3bd;
    --m1: #143c62; --m2: #17482a; --m3: #574011; --m4: #43306b; --m5: #5c2638; --m6: #0f4a49;
    --b1: #5aa2ec; --b2: #55b866; --b3: #dca03a; --b4: #a98bf0; --b5: #ea7896; --b6: #3fb3aa; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink);
  font: 16px/1.5 system-ui, "Segoe UI", "Noto Sans", sans-serif; overflow-wrap: anywhere; }
header, main, footer { max-width: 90rem; margin: 0 auto; padding: 1rem 1.25rem; }
h1 { font-size: 1.7rem; line-height: 1.25; margin: .5rem 0 .25rem; }
h2 { font-size: 1.3rem; margin: 1.75rem 0 .25rem; }
main { padding-top: 0; }
h3 { font-size: 1rem; margin: 0; display: inline; }
p { margin: .4rem 0; }
a { color: var(--link); }
a:focus-visible, summary:focus-visible, [tabindex]:focus-visible, button:focus-visible {
  outline: 3px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -100rem; }
.skip:focus { left: 1rem; top: .5rem; background: var(--paper); padding: .5rem; }
.soft { color: var(--soft); }
.warn { color: var(--warn); }
nav ul { list-style: none; display: flex; flex-wrap: wrap; gap: .5rem; padding: 0; margin: .75rem 0; }
nav a { display: block; padding: .3rem .75rem; border: 1px solid var(--line); border-radius: 2rem;
  background: var(--paper); text-decoration: none; }
nav a:hover { text-decoration: underline; }
button { font: inherit; color: var(--link); background: var(--paper); border: 1px solid var(--line);
  border-radius: 2rem; padding: .3rem .75rem; cursor: pointer; }
.card { background: var(--paper); border: 1px solid var(--line); border-radius: .6rem; margin: .9rem 0;
  padding: .75rem 1rem; scroll-margin-top: .5rem; }
.card:target { border-color: var(--link); }
summary { cursor: pointer; padding: .15rem 0; }
summary .sure { float: right; margin-left: 1rem; color: var(--soft); font-variant-numeric: tabular-nums; }
.versus { color: var(--soft); font-weight: normal; padding: 0 .3rem; }
.badge { display: inline-block; min-width: 1.5rem; padding: 0 .4rem; border-radius: .3rem; background: var(--badge);
  font-weight: 600; text-align: center; }
.numbers { font-size: 1.08rem; }
.evidence { display: flex; flex-wrap: wrap; gap: .25rem 3rem; }
.evidence > div { flex: 1 1 22rem; min-width: 0; }
.label { margin: .5rem 0 0; color: var(--soft); font-weight: 600; }
ul.reasons { margin: .2rem 0; padding-left: 1.2rem; }
table { border-collapse: collapse; margin: .3rem 0; }
th, td { text-align: start; vertical-align: top; padding: .2rem .9rem .2rem 0; border-bottom: 1px solid var(--line); }
th { color: var(--soft); font-weight: 600; white-space: nowrap; }
.clusters tbody th { color: var(--ink); padding-top: .8rem; white-space: normal; }
.clusters tbody th .soft { font-weight: normal; padding-left: .5rem; }
.clusters td:first-child { min-width: 12rem; max-width: 24rem; }
.clusters td:nth-child(3) { min-width: 16rem; }
.clusters td:nth-child(4) { min-width: 8rem; }
.clusters td:nth-child(2), .clusters td:nth-child(5) { white-space: nowrap; font-variant-numeric: tabular-nums; }
.rest td:nth-child(-n+2) { min-width: 14rem; max-width: 28rem; }
.clusters tbody th div { position: sticky; left: 0; width: max-content; max-width: calc(100vw - 5rem); }
.clusters thead th { font-weight: normal; }
td.figure { white-space: nowrap; font-variant-numeric: tabular-nums; }
.wide { overflow-x: auto; }
.map { display: grid; grid-template-columns: auto 1fr; gap: 0 .6rem; margin: .9rem 0 .2rem; }
.map svg { grid-column: 2; grid-row: 1 / 3; width: 100%; height: 4.5rem; display: block; }
.map .badge { height: 1.5rem; }
.map .badge:nth-of-type(2) { align-self: end; }
.map.single svg { height: 1.5rem; grid-row: 1; }
.track { fill: var(--badge); }
.f1 { fill: var(--b1); } .f2 { fill: var(--b2); } .f3 { fill: var(--b3); }
.f4 { fill: var(--b4); } .f5 { fill: var(--b5); } .f6 { fill: var(--b6); }
.ribbon { opacity: .22; }
svg a:hover .ribbon, .ribbon.near { opacity: .6; }
ol.passages { list-style: none; display: flex; flex-wrap: wrap; gap: .3rem .8rem; padding: 0; margin: .3rem 0 .6rem; }
.panes { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; }
.text.single { max-width: 56rem; }
@media (max-width: 50rem) {
  .panes { grid-template-columns: 1fr; }
  summary .sure { float: none; margin: 0; }
  summary h3 { display: block; }
  .clusters thead, .rest thead { display: none; }
  .clusters, .clusters tbody, .clusters tr, .clusters td, .clusters th, .rest, .rest tbody, .rest tr, .rest td {
    display: block; width: auto; max-width: none; min-width: 0; white-space: normal; border: 0; padding: .05rem 0; }
  .clusters tr, .rest tr { border-bottom: 1px solid var(--line); padding: .4rem 0; }
  .clusters td:empty { display: none; }
  td[data-name]::before { content: attr(data-name) ": "; color: var(--soft); }
  .clusters td:nth-child(n), .rest td:nth-child(n) { min-width: 0; max-width: none; white-space: normal; }
  .clusters tbody th div { position: static; width: auto; max-width: none; }
}
.pane { min-width: 0; display: flex; flex-direction: column; }
.about { margin-bottom: .4rem; }
.about .title { font-weight: 600; }
.id { font-family: ui-monospace, "Cascadia Mono", "Noto Sans Mono", monospace; font-size: .92em;
  background: var(--code); padding: 0 .25rem; border-radius: .2rem; }
.long { display: -webkit-inline-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden;
  vertical-align: bottom; max-width: 100%; }
.text { max-height: 32rem; overflow: auto; border: 1px solid var(--line); border-radius: .4rem; padding: .7rem .9rem;
  white-space: pre-wrap; line-height: 1.6; }
mark { color: inherit; border-radius: .15rem; padding: .06rem 0; scroll-margin: 6rem; }
.m1 { background: var(--m1); } .m2 { background: var(--m2); } .m3 { background: var(--m3); }
.m4 { background: var(--m4); } .m5 { background: var(--m5); } .m6 { background: var(--m6); }
mark.both { text-decoration: underline dotted; text-underline-offset: .2em; }
ins { background: var(--paper); color: var(--other); font-weight: 600; border-radius: .15rem; padding: .06rem .15em;
  text-decoration: underline 2px; text-underline-offset: .2em; }
mark.near { outline: 2px solid var(--link); }
mark a { font-size: .75em; font-weight: 700; padding: 0 .3em; margin-inline-end: .2em; border-radius: .6em;
  background: var(--paper); text-decoration: none; unicode-bidi: isolate; scroll-margin: 6rem; }
mark a:target { outline: 3px solid var(--link); }
.ctl, .gap { font-size: .8em; color: var(--soft); border: 1px dotted var(--soft); border-radius: .2rem; padding: 0 .2em;
  unicode-bidi: isolate; }
mark .ctl { color: inherit; border-color: currentColor; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1.5rem; margin: .2rem 0; }
dt { font-weight: 600; }
dd { margin: 0; min-width: 0; }
.card > h2 { margin-top: .25rem; }
footer { color: var(--soft); font-size: .9rem; padding-bottom: 3rem; }
@media print {
  .text { max-height: none; }
  .long { display: inline; }
  nav, button, .skip { display: none; }
  .card { break-inside: avoid-page; }
  details::details-content { content-visibility: visible; }
}
"""

SCRIPT = """
(function () {
  var doc = document, cards = Array.prototype.slice.call(doc.querySelectorAll('article.card'));
  var tools = doc.getElementById('tools');
  function folds() { return doc.querySelectorAll('article.card > details'); }
  if (tools && folds().length > 1) {
    [['Open all', true], ['Close all', false]].forEach(function (tool) {
      var item = doc.createElement('li'), button = doc.createElement('button');
      button.type = 'button';
      button.textContent = tool[0];
      button.addEventListener('click', function () {
        folds().forEach(function (fold) { fold.open = tool[1]; });
      });
      item.appendChild(button);
      tools.appendChild(item);
    });
  }
  function near(event, on) {
    var piece = event.target.closest && event.target.closest('[data-p]');
    var card = piece && piece.closest('article.card');
    if (!card) { return; }
    piece.getAttribute('data-p').split(' ').forEach(function (number) {
      card.querySelectorAll('[data-p~="' + number + '"]').forEach(function (other) {
        other.classList.toggle('near', on);
      });
    });
  }
  var opened = [];
  window.addEventListener('beforeprint', function () {
    folds().forEach(function (fold) {
      if (!fold.open) { opened.push(fold); fold.open = true; }
    });
  });
  window.addEventListener('afterprint', function () {
    opened.forEach(function (fold) { fold.open = false; });
    opened = [];
  });
  doc.addEventListener('mouseover', function (event) { near(event, true); });
  doc.addEventListener('mouseout', function (event) { near(event, false); });
  doc.addEventListener('keydown', function (event) {
    var step = event.key === 'j' ? 1 : event.key === 'k' ? -1 : 0;
    if (!step || event.ctrlKey || event.metaKey || event.altKey || !cards.length) { return; }
    var here = doc.activeElement && doc.activeElement.closest('article.card');
    var place = here ? cards.indexOf(here) + step : step > 0 ? 0 : cards.length - 1;
    var next = cards[Math.max(0, Math.min(cards.length - 1, place))];
    var handle = next.querySelector('summary') || next;
    handle.focus();
    next.scrollIntoView({ block: 'start' });
  });
})();
"""
