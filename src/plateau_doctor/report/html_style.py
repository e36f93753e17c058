"""The look of the report as a web page: that of the printed one, in a window of any width and on paper."""

from __future__ import annotations

from plateau_doctor.report import blocks as b
from plateau_doctor.report.palette import paper_palette

_RULES = """
:root { color-scheme: light; }
* { box-sizing: border-box; }
html { font: 100%/1.5 "Source Sans 3", "Segoe UI", "Helvetica Neue", Arial, sans-serif; }
body { margin: 0; padding: 1.5rem 1.25rem 3rem; color: @ink; background: @paper; overflow-wrap: break-word; }
nav, main, footer { max-width: 46rem; margin: 0 auto; }
nav { padding-bottom: .75rem; margin-bottom: 1.75rem; border-bottom: 1px solid @line; }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: 0; padding: 0; list-style: none; }
nav a { display: inline-block; padding: .2rem 0; }
a { color: @accent; }
a:focus-visible { outline: 3px solid @accent; outline-offset: 2px; }
h1, h2, h3, h4 { font-weight: 600; line-height: 1.25; text-wrap: balance; break-after: avoid; }
h1, .l1 { margin: 0 0 .75rem; font-size: 1.9rem; }
.l1 { margin-top: 2.5rem; font-size: 1.6rem; }
.l2 { margin: 2rem 0 .5rem; font-size: 1.25rem; }
.l3 { margin: 1.25rem 0 .25rem; font-size: 1rem; }
b, dt { font-weight: 600; }
p { margin: 0 0 .6rem; }
.lead { font-size: 1.2rem; line-height: 1.4; color: @ink2; }
.small { font-size: .9rem; color: @ink2; }
section > ul { margin: 0 0 .75rem; padding-left: 1.25rem; }
section > ul > li { margin-bottom: .3rem; }
li::marker { color: @accent; }
section + section { margin-top: 3.5rem; padding-top: .25rem; border-top: 1px solid @line; }
figure { margin: 1rem 0; }
.logo { max-height: 3rem; max-width: 14rem; }
figure svg { display: block; width: 100%; height: auto; }
figcaption { margin-top: .5rem; }
figcaption p { margin: 0; }
figure ul { margin: .4rem 0 0; padding-left: 1.25rem; font-size: .9rem; color: @ink2; }
.beside { display: flex; flex-wrap: wrap; gap: 1rem 2rem; align-items: flex-start; }
.beside > div { flex: 1 1 18rem; }
.beside > figure { flex: 0 1 22rem; margin: 0; }
.facts { display: flex; flex-wrap: wrap; gap: 1rem 2rem; margin: 1.25rem 0; padding-top: .5rem;
  border-top: 2px solid @ink; }
.facts > div { flex: 1 1 10rem; }
.facts dt { font-size: .9rem; font-weight: 400; color: @ink2; }
.facts dd { margin: 0; }
.facts .value { font-size: 1.2rem; font-weight: 600; line-height: 1.3; }
.moves { margin: .5rem 0 1rem; padding: 0 0 0 1.9rem; }
.moves > li { padding: .75rem 0 .9rem; border-top: 1px solid @edge; break-inside: avoid; }
.moves > li::marker { font-size: 1.3rem; font-weight: 600; }
.move { display: flex; flex-wrap: wrap; gap: .25rem 2rem; vertical-align: top; }
.move > div { flex: 3 1 18rem; }
.move > dl { flex: 1 1 10rem; }
.move dl { margin: 0; }
.move dt, .move dd { display: inline; margin: 0; }
.move .title { margin-bottom: .2rem; font-weight: 600; }
.move .write { display: flex; gap: .4rem; align-items: baseline; min-height: 2rem; }
.move .write dd { flex: 1; border-bottom: 1px solid @edge; }
.quote { margin-bottom: .8rem; }
.quote p { margin-bottom: .1rem; }
.entry { margin-bottom: .8rem; break-inside: avoid; scroll-margin-top: 1rem; }
.entry p { margin: 0 0 0 1.75rem; }
.entry p:first-child { margin-left: 0; break-after: avoid; }
.entry:target { background: @accent_soft; box-shadow: 0 0 0 .5rem @accent_soft; }
footer { margin-top: 3rem; padding-top: .75rem; border-top: 1px solid @line; font-size: .9rem; color: @ink3; }
footer p { margin: 0; }
.mark { text-align: right; font-size: .9rem; color: @ink3; }
@page { size: @sheet; margin: 18mm; }
@media print {
  html { font-size: 10.5pt; line-height: 1.35; }
  body { padding: 0; }
  nav { display: none; }
  nav, main, footer { max-width: none; }
  a { color: inherit; text-decoration: none; }
  section + section { margin-top: 0; border-top: 0; break-before: page; }
  section + section > .l1:first-child { margin-top: 0; }
  .page { break-before: page; }
  figure { break-inside: avoid; }
}
"""


def style_sheet(paper: b.Paper) -> str:
    """Return the rules of the page in the colours of paper."""
    colours = paper_palette()
    names = ("accent_soft", "accent", "ink2", "ink3", "ink", "line", "edge", "paper")  # longer names first
    rules = _RULES.replace("@sheet", "letter" if paper == "letter" else "A4")
    for name in names:
        rules = rules.replace(f"@{name}", getattr(colours, name))
    return rules
