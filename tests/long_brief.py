"""A project with a long brief: it has a contents list and numbered paragraphs."""

from __future__ import annotations

from pathlib import Path

from briefgen.document.tree import Document
from briefgen.making.compose import plan
from briefgen.making.opened import opened
from tests.conftest import EDITION, ProjectCopy
from tests.written import tree_of

# An invented brief: words of the real one, over and over, under headings of its own.
TEMPLATE = """\
{%- import "parts/frame.html.jinja" as frame with context %}
{%- import "parts/sections.html.jinja" as sections with context -%}
<html lang="{{ brief.language.tag }}">{{ frame.head(brief) }}<body>{{ frame.title_block(brief, _("Briefing note")) }}
<main>{{ sections.at_a_glance(brief) }}{{ frame.contents() }}
{%- for part in ["One", "Two", "Three", "2004", "Five", "Six", "Seven", "Eight"] %}
<section><h2>{{ part }} · {{ brief.event.name }}</h2>
{{ brief.association.aim }}{{ brief.association.activities }}{{ brief.association.aim }}{{ brief.event.text }}
<h3>{{ part }} · {{ _("Our objectives") }}</h3>
{{ brief.association.activities }}{{ brief.event.text }}{{ brief.programme.text }}
<table role="facts">{{ sections.column_heads(_("Item"), _("Data")) }}<tbody>
<tr><th scope="row">{{ _("Founded") }}</th><td><p>{{ brief.association.founded }}</p></td></tr></tbody></table>
<h4>{{ part }} · {{ _("Agenda") }}</h4>{{ brief.association.aim }}
</section>
{%- endfor %}
</main>{{ frame.running_foot(brief) }}</body></html>
"""


def long_project(folder: Path) -> ProjectCopy:
    """Make the project in a new folder."""
    copy = ProjectCopy(folder)
    copy.write("templates/briefs/long.html.jinja", TEMPLATE)
    copy.edit("briefgen.toml", 'briefs = ["full"]', 'briefs = ["long"]\nnumbered_paragraphs = true')
    return copy


def composed(copy: ProjectCopy) -> dict[str, Document]:
    """Return the tree of the long brief in each language."""
    content = opened(copy.project).content
    return {job.language: tree_of(copy.project, content, job) for job in plan(copy.project, content, EDITION)}
