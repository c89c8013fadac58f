"""Headings that name what the agency cooperates with: the association, or what it is called where it is none."""

from __future__ import annotations

from briefgen.localise.messages import Messages
from briefgen.localise.values import LocalEntity
from briefgen.problems.notes import N_

_HEADINGS = {
    "activities": (N_("Activities of the Association"), N_("{name}: activities")),
    "aim": (N_("Aim of the Association"), N_("{name}: aim")),
    "goals": (N_("Goals of the Association"), N_("{name}: goals")),
    "governance": (N_("How the Association is governed"), N_("{name}: how it is governed")),
}


def headings_of(message: Messages, association: LocalEntity) -> LocalEntity:
    """Return the headings of `activities`, `aim`, `goals` and `governance`."""
    called = association.fields.get("called")
    headings = LocalEntity("headings")
    for what, (usual, named) in _HEADINGS.items():
        headings.fields[what] = message(named, name=called) if called else message(usual)
    return headings
