"""What pictures are drawn for in tests: the looks, the real brief, and content of a test's own in its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from briefgen.dates import Date
from briefgen.document.tree import Picture
from briefgen.language import get_language
from briefgen.language.catalogue import load_catalogue
from briefgen.localise import LocalBrief, localise
from briefgen.localise.chronology import HistoryRow
from briefgen.localise.values import LocalDate, LocalEntity, LocalList, LocalNumber, LocalText
from briefgen.look.theme import Theme
from briefgen.look.theme_file import load_theme
from briefgen.making.opened import opened
from briefgen.pictures import charts
from briefgen.pictures.drawing import draw
from briefgen.project.folder import find_project
from tests.conftest import EDITION, ROOT

THEMES = {name: load_theme(ROOT / "templates" / "themes" / name) for name in ("plain", "sober")}


def real_brief(language: str) -> LocalBrief:
    content = opened(find_project(ROOT)).content
    return localise(content, EDITION, get_language(language), load_catalogue(language))


REAL = {language: real_brief(language) for language in ("ka", "en")}
ENGLISH = REAL["en"]


def pictures_of(brief: LocalBrief, theme: Theme) -> dict[str, Picture | None]:
    """Return each picture of a brief; None where there is no chart, or where it doesn't fit."""
    return {name: draw(chart, theme) if chart else None for name, chart in charts(brief).items()}


def entity(path: str, name: str | None = None, **others: Any) -> LocalEntity:
    made = LocalEntity(path)
    made.fields = {"name": LocalText(name, f"{path}.name") if name else None, **others}
    made.printed = lambda: made.fields["name"]
    return made


def text(words: str) -> LocalText:
    return LocalText(words, "x.text")


def row(
    date: str, label: str | None = None, event: LocalEntity | None = None, brief: LocalBrief = ENGLISH
) -> HistoryRow:
    """Return something that happened, with a label of its own or the event that it was."""
    value = LocalDate(Date.parse(date), "x.date", ENGLISH.language)
    made = entity(f"cooperation.history[{date}]", date=value, event=event)
    if label is not None:
        made.fields["label"] = text(label)
    return HistoryRow(made, LocalText(date, "x.date"))


def with_history(*rows: HistoryRow, event: str) -> LocalBrief:
    """Return a brief with this history; `event` is the date of the coming event."""
    date = LocalDate(Date.parse(event), "events[x].date", ENGLISH.language)
    return replace(
        ENGLISH,
        history=ENGLISH.history.made(rows),
        event=entity("events[x]", "Forum", date=date, number=None, body=None),
    )


def body(
    name: str,
    elects: Sequence[str] = (),
    elects_bodies: Sequence[LocalEntity] = (),
    *,
    meets_at: LocalEntity | None = None,
    years: int | None = None,
    headed_by: str | None = None,
) -> LocalEntity:
    """Return a body of an association; offices are given by their names."""
    path = f"association.bodies[{name}]"
    return entity(
        path,
        name,
        elects=LocalList([entity(f"offices[{office}]", office) for office in elects], f"{path}.elects"),
        elects_bodies=LocalList(list(elects_bodies), f"{path}.elects_bodies"),
        meets_at=meets_at,
        meets_every_years=LocalNumber(years, f"{path}.meets_every_years", ENGLISH.language) if years else None,
        headed_by=entity(f"offices[{headed_by}]", headed_by) if headed_by else None,
        parent=None,
    )


def with_bodies(*bodies: LocalEntity, commissions_of: Sequence[LocalEntity] = ()) -> LocalBrief:
    """Return a brief whose association has these bodies, and a commission of each of `commissions_of`."""
    commissions = [entity(f"commissions[{n}]", "x", parent=parent) for n, parent in enumerate(commissions_of)]
    association = LocalEntity("association")
    every = LocalList([*bodies, *commissions], "association.bodies")
    association.fields = {**ENGLISH.association.fields, "bodies": every}
    return replace(ENGLISH, association=association, bodies=LocalList(list(bodies), "association.bodies"))
