"""What the check finds, and what each problem means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from starlette.requests import Request
from starlette.responses import Response

from briefgen.desk.explained import as_html
from briefgen.desk.naming import Names
from briefgen.desk.pages.answering import form, look, page
from briefgen.desk.pages.beside import beside
from briefgen.desk.pages.filled import refusal
from briefgen.desk.pages.long import few_of_each, part_of
from briefgen.desk.pages.mending import stood_by_in_vain, weight_of
from briefgen.desk.pages.onward import by_thing, goes_back, of_kind, open_causes
from briefgen.desk.pages.shown import go, inside, link, show, today, way_back, words_of
from briefgen.desk.roles import person_of
from briefgen.making.explaining import help_page
from briefgen.making.judge import check, check_links, links_to_ask
from briefgen.making.limits import keeping, when_issued
from briefgen.making.opened import Opened
from briefgen.problems.diagnostics import SEVERITIES, Diagnostic
from briefgen.problems.folding import folded
from briefgen.problems.mistakes import Mistake
from briefgen.problems.notes import Told
from briefgen.problems.reports import count
from briefgen.upkeep.next_edition import list_todo
from briefgen.upkeep.saving import (
    FieldsError,
    Standing,
    add_good_word,
    can_stand_by,
    root_in_report,
    stand_by,
    stand_no_more,
    standing_at,
    standing_of,
)
from briefgen.upkeep.settings_file import settings_fault
from briefgen.upkeep.standing_days import judged_at, likely_until, unfit_reason
from briefgen.upkeep.things import editions_of
from briefgen.upkeep.translations import accept_translations


@dataclass(frozen=True, slots=True)
class OfAThing:
    """The problems of one thing, the gravest first, each with its field in words; "" where they are of all of it.

    With each are those that are likely gone with it.
    """

    named: str
    address: str  # where it is mended
    found: tuple[tuple[str, Diagnostic, tuple[Diagnostic, ...]], ...]

    @property
    def row(self) -> tuple[Diagnostic, tuple[Diagnostic, ...]]:
        """The first of them, and all others: they are gone through by things."""
        first, *others = [one for _, each, under in self.found for one in (each, *under)]
        return first, tuple(others)


@page
def page_of_check(request: Request, project: Opened) -> Response:
    """Show the problems by the thing that has them, the gravest first; what somebody stands by comes last.

    Or those of one kind.
    """
    found = check(project)
    names = Names(project, words_of(request, project))
    if kind := request.query_params.get("kind", ""):
        those = of_kind(found, kind)
        here = link("/check", kind=kind, **{"from": request.query_params.get("from", "")})
        back = goes_back(here, names, [(each, ()) for each in those])
        return show(
            request, "kind.html.jinja", project, kind=kind, part=part_of(request, those), goes_back=back
        )  # fmt: skip
    causes = folded(found)
    under = {id(one.problem): one.under for one in causes}
    open_ones, more = open_causes(causes)
    groups = _by_thing(project, names, open_ones, under)
    seen, more_seen = few_of_each(each for each in found if each.acknowledged)
    return show(
        request, "check.html.jinja", project,
        count=count(replace(one.problem, severity=weight_of(one.problem)) for one in causes), found=found,
        checked=editions_of(project)[:1],
        groups=groups, more=more, goes_back=goes_back("/check", names, [group.row for group in groups]),
        acknowledged=_by_thing(project, names, seen, under), unchecked=project.project.settings.unchecked,
        gaps=_gaps(project) if request.app.state.doors.opens(person_of(request), "/todo", "GET") else 0,
        more_acknowledged=more_seen, keeping=len(keeping(when_issued(project.project, found))),
    )  # fmt: skip


def _gaps(project: Opened) -> int:
    """Return how much the newest edition lacks that only the agency can supply."""
    groups = list_todo(project).todo.groups
    return sum(len(each.found) for group, entries in groups if group.key == "gaps" for each in entries)


def _by_thing(
    project: Opened, names: Names, problems: Iterable[Diagnostic], under: Mapping[int, tuple[Diagnostic, ...]]
) -> list[OfAThing]:
    """Return the problems by thing, as they are listed, with what things and fields are called."""
    return [
        OfAThing(
            *_about(project, names, those[0]), tuple((_field(names, each), each, under[id(each)]) for each in those)
        )
        for those in by_thing(project, names, problems)
    ]


def _about(project: Opened, names: Names, problem: Diagnostic) -> tuple[str, str]:
    """Return what a problem's thing is called, and the address of its form; of none, the file."""
    if problem.path:
        spot = names.where(problem.path)
        return " · ".join(filter(None, (spot.thing, spot.at))), link("/thing", path=spot.path)
    root = root_in_report(project, problem.place.file)
    return names.where(root).thing if root else names.file(Path(problem.place.file).name), ""


def _field(names: Names, problem: Diagnostic) -> str:
    return names.where(problem.path).field if problem.path else ""


@look
def ask_links(request: Request, project: Opened, fields: Mapping[str, str]) -> Response:
    """Ask the pages that links lead to whether they answer, where somebody wants it."""
    return beside(
        request, Told("The links are being looked at"),
        lambda project, tell: {"asked": len(links_to_ask(project)), "problems": check_links(project)},
        lambda request, project, found: show(request, "links.html.jinja", project, here="/check", **found),
    )  # fmt: skip


@form
def confirm_all(request: Request, project: Opened, fields: Mapping[str, str]) -> Response:
    """Confirm that all texts say the same in every language, where somebody says that they do."""
    if "sure" not in fields:
        raise Mistake(Told("nothing was confirmed yet: tick “I have compared the texts” beside the button first"))
    accept_translations(project)
    return go("/check", done="confirmed")


def _explained(request: Request, held: Opened) -> Response:
    """Show what a problem means, why it matters, and what to do."""
    project = None if settings_fault(held) else held
    words = words_of(request, project)
    told = help_page(request.path_params["code"], words.language)
    text = as_html(told.text, words, Names(project, words), as_written=told.as_written)
    back = inside(request.query_params.get("back", "/check"))
    severity = request.query_params.get("severity", "")  # of one problem it may differ from that of its kind
    severity = severity if severity in SEVERITIES else told.severity
    return show(request, "explained.html.jinja", project, help=told, severity=severity, text=text, back=back)


explained = page(_explained, mending=True)  # help is there whatever is wrong


@page
def stand_page(request: Request, project: Opened) -> Response:
    """Ask why somebody stands by a problem, and until when."""
    return _stand(request, project, request.query_params)


def _stand(
    request: Request,
    project: Opened,
    asked: Mapping[str, str],
    status: int = 200,
    wrong: Mapping[str, str] = MappingProxyType({}),
) -> Response:
    """Show the form of why somebody stands by a problem, with what stands there already."""
    code = asked.get("code", "")
    problems = check(project)
    found, there = _meant(project, problems, asked)
    given = there.given if there else None
    at = there.path if there and given else asked.get("path", "")
    said = {"because": given.because, "until": str(given.until)} if given else {}
    own = there.which if there else asked.get("which", "")
    return show(
        request, "stand.html.jinja", project, status,
        here=link("/stand", path=at, code=code, which=own, back=way_back(asked)),
        at=at, code=code, which=own, found=found, given=given, others=_others(project, problems, found, there),
        in_vain=_in_vain(problems, there), kept={name: asked[name] for name in ("because", "until") if asked.get(name)},
        typed={**said, **asked}, wrong=wrong, back=way_back(asked), likely=likely_until(judged_at(project), today()),
    )  # fmt: skip


def _meant(
    project: Opened, problems: Sequence[Diagnostic], asked: Mapping[str, str]
) -> tuple[Diagnostic | None, Standing | None]:
    """Return the problem that a form is about, and where it stands that somebody stands by it, or will.

    The problem is None where the check finds it no more, or where the form is of what is written for others, too.
    """
    at, code, which = asked.get("path", ""), asked.get("code", ""), asked.get("which", "")
    for each in problems:
        if (each.path, each.code) == (at, code) and which in (
            "",
            (there := standing_of(project, each)).which,
        ):
            return each, there
    return None, standing_at(project, at, code, which)


def _in_vain(problems: Iterable[Diagnostic], there: Standing | None) -> bool:
    """Tell whether the check says that somebody stands by what it finds no more."""
    at = (there.path, there.which) if there and there.given else None
    return any(each.stood_by == at for each in problems if stood_by_in_vain(each)) if at else False


def _others(
    project: Opened, problems: Sequence[Diagnostic], found: Diagnostic | None, there: Standing | None
) -> list[Diagnostic]:
    """Return what else falls silent, or is silent, where somebody stands by a problem."""
    if there and there.given:
        alike = (each for each in problems if each.stood_by == (there.path, there.which) and each is not found)
        return [each for each in alike if not stood_by_in_vain(each)]  # which names the reason, and is not silent
    if not found:
        return []
    alike = (each for each in problems if (each.path, each.code) == (found.path, found.code) and not each.acknowledged)
    return [each for each in alike if each is not found and standing_of(project, each) == there]


@form
def stand(request: Request, project: Opened, fields: Mapping[str, str]) -> Response:
    """Write that somebody stands by a problem: by the one that they were shown, and no other."""
    path, code, because, until = (fields.get(name, "") for name in ("path", "code", "because", "until"))
    try:
        _found, there = _meant(project, check(project), fields)
        if wrong := unfit_reason(because, until, today(), judged_at(project)):
            raise FieldsError(wrong)
        if not there and can_stand_by(code):
            raise Mistake(Told("the check finds this no more here: look at what it finds now"))
        stand_by(project, path, code, because, until, today(), there)
    except Mistake as error:
        return _stand(request, project, fields, 409, refusal(error, fields)["wrong"])
    return _back(fields, "saved")


@form
def stand_no_longer(request: Request, project: Opened, fields: Mapping[str, str]) -> Response:
    """Take out that somebody stands by a problem."""
    stand_no_more(project, fields.get("path", ""), fields.get("code", ""), fields.get("which", ""))
    return _back(fields, "removed")


@form
def add_word(request: Request, project: Opened, fields: Mapping[str, str]) -> Response:
    """Put a word that somebody knows to be right among the glossary's own words."""
    language, _, word = fields.get("word", "").partition(" ")
    if not word.strip():
        raise Mistake(Told("no word was named, so nothing was written: press the button beside the word that is right"))
    add_good_word(project, language, word.strip())
    return go(way_back(fields) or "/check", done="word")


def _back(fields: Mapping[str, str], done: str) -> Response:
    """Go back to the check, or else to the thing that a problem is of."""
    return go(way_back(fields) or link("/thing", path=fields.get("path", "")), done=done)
