"""Questions of forms of which the project, and not the content, knows the answers: its types of brief."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from briefgen.content.changing import wanted
from briefgen.content.changing.wanted import Question
from briefgen.making.compose import brief_types, own_briefs
from briefgen.problems.notes import SchemaWord
from briefgen.project.folder import Project

BRIEFS = "briefs"


def types_of_brief(project: Project) -> list[str]:
    """Return the types of brief that can be made, the usual ones of the project first."""
    usual = own_briefs(project)
    return [*usual, *(each for each in brief_types(project) if each not in usual)]


def fitted(project: Project, questions: Iterable[Question]) -> list[Question]:
    """Return the questions, that for types of brief with those that there are."""
    return [_with_types(project, each) if each.keys == (BRIEFS,) else each for each in questions]


def _with_types(project: Project, question: Question) -> Question:
    types = {each: SchemaWord("brief", each) for each in types_of_brief(project)}
    return replace(wanted.restricted(question, types), choices=types, refers=BRIEFS)
