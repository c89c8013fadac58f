"""Files are made, an edition is issued, and the next one begun."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import permutations
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from briefgen.desk.pages.answering import form, page
from briefgen.desk.pages.asking import in_doubt, with_doubts
from briefgen.desk.pages.beside import beside
from briefgen.desk.pages.files import changed_editions, is_made, show_files
from briefgen.desk.pages.onward import after_edition
from briefgen.desk.pages.shown import go, link, show, today, way_back
from briefgen.desk.state import Tell
from briefgen.issuing.firsts import steps_first_told
from briefgen.issuing.issue import LostError, ToIssue, UnseenError, issue, to_issue
from briefgen.issuing.laying import lay_out
from briefgen.issuing.log import log
from briefgen.issuing.redline import redline
from briefgen.mailing.planner import nobody_gets, once_issued
from briefgen.making.brief_types import COUNTERPART
from briefgen.making.compose import CHANGE_NOTE
from briefgen.making.copies import names_of
from briefgen.making.judge import check
from briefgen.making.limits import before_issue
from briefgen.making.opened import Opened
from briefgen.making.press import build
from briefgen.problems.diagnostics import ProblemsError, stops, to_look_at
from briefgen.problems.mistakes import Mistake
from briefgen.problems.notes import Told
from briefgen.upkeep.fitting import types_of_brief
from briefgen.upkeep.forms import edition_form
from briefgen.upkeep.next_edition import EditionError, not_supplied, start_edition
from briefgen.upkeep.odd_days import far_from_event
from briefgen.upkeep.saving import LEFT_OUT
from briefgen.upkeep.things import editions_of


@form
def build_now(request: Request, project: Opened, fields: Mapping[str, str]) -> Response:
    """Build an edition, the change note since the one before, the one to hand over, or another type.

    That is in each language, or in two side by side; or what a profile of the edition says.
    """
    named = {"changes": CHANGE_NOTE, "counterpart": COUNTERPART, "other": fields.get("brief", "")}
    briefs = [brief for field, brief in named.items() if field in fields]
    wanted: dict[str, Any] = {"draft": "draft" in fields, "bilingual": _two(fields)}
    if "for" in fields:
        wanted["profile"] = fields.get("profile", "")

    def run(project: Opened, tell: Tell) -> Any:
        return build(project, edition=fields.get("edition") or None, briefs=briefs, progress=tell, **wanted)

    return beside(
        request, Told("The files are being made"), run,
        lambda *on: show_files(*on[:2], result=on[2], draft=wanted["draft"]),
    )  # fmt: skip


@page
def issue_page(request: Request, project: Opened) -> Response:
    """Show what would be issued, and what that means, before somebody says yes."""
    asked = request.query_params
    edition, chosen = asked.get("edition", ""), _chosen(asked)
    if not chosen.briefs and "chosen" not in asked:
        chosen = _as_before(project, edition)
    return _ask(request, project, edition, chosen, nothing="chosen" in asked and not chosen.briefs)


@dataclass(frozen=True)
class _Chosen:
    """What somebody wants issued: types of brief, in two languages side by side, too, and copies for whom."""

    briefs: tuple[str, ...]
    two: tuple[str, ...]
    profiles: tuple[str, ...]


def _chosen(fields: Mapping[str, str]) -> _Chosen:
    """Return what somebody ticked."""
    briefs, profiles = ([name[len(of) :] for name in fields if name.startswith(of)] for of in ("of.", "for."))
    return _Chosen(tuple(briefs), tuple(_two(fields)), tuple(profiles))


def _as_before(project: Opened, edition: str) -> _Chosen:
    """Return the types of brief of an edition's last version, its two languages side by side, and its copies.

    Only the newest version can be sent, so that a type which it lacks reaches nobody any more.
    """
    issued = [each.facts for each in log(project) if each.facts and each.facts.edition == edition]
    with_copies = names_of(project.content, edition, with_copies=True)
    if not issued:
        return _Chosen((), tuple(_wanted_beside(project, edition)), tuple(with_copies))
    holders = {file.profile for file in issued[-1].files.values() if file.copy}
    kinds = {issued[-1].of(name)[:2] for name, file in issued[-1].files.items() if not file.copy}
    two = sorted(languages for _, languages in kinds if "+" in languages)
    types = [each for each in _types_to_issue(project, edition) if each in {brief for brief, _ in kinds}]
    profiles = [id for id in with_copies if id in holders]
    return _Chosen(tuple(types), tuple(two[0].split("+")) if two else (), tuple(profiles))


def _wanted_beside(project: Opened, edition: str) -> Sequence[str]:
    """Return the two languages that a profile of an edition wants side by side, the first that wants any."""
    there = project.content.editions.get(edition)
    return next((each.bilingual for each in there.profiles if each.bilingual), ()) if there else ()


def _two(fields: Mapping[str, str]) -> Sequence[str]:
    """Return the two languages that somebody wants side by side, if they do."""
    two = fields.get("languages", "")
    return two.split("+") if two else ()


def _ask(
    request: Request,
    project: Opened,
    edition: str,
    chosen: _Chosen,
    status: int = 200,
    *,
    changed: bool = False,
    otherwise: bool = False,
    nothing: bool = False,
) -> Response:
    """Show what would be issued; if that is `nothing`, there is nothing to say yes to."""
    two = "+".join(chosen.two)
    due = to_issue(project, edition, chosen.briefs, bilingual=chosen.two, profiles=chosen.profiles)
    found = to_look_at(before_issue(project.project, due.types, check(project, due.edition, briefs=due.types)))
    ticked = [*(f"of.{each}" for each in chosen.briefs), *(f"for.{each}" for each in chosen.profiles)]
    here = link("/issue", edition=edition, languages=two, **dict.fromkeys(ticked, "yes"))
    return show(
        request, "issue.html.jinja", project, status, here=here, types=_types_to_issue(project, due.edition),
        due=due, before_on=_issued_on(project, due),
        text_changed=changed_editions(project, [due.edition])[due.edition],
        problems=found, stops=stops(found), changed=changed, otherwise=otherwise, nothing=nothing,
        two=two, profiles=chosen.profiles, for_whom=names_of(project.content, due.edition, with_copies=True),
        pairs=list(permutations(project.project.settings.languages, 2)),
        gaps=not_supplied(project.project, project.content, due.edition, due.types),
        firsts=_firsts(project, due), unsent=_unsent(project, due), why_unsent=_why_unsent(project, due),
        falls=_laid_out(project).get(due.seen), made=is_made(project, due), ahead=_ahead(project, due.edition),
    )  # fmt: skip


def _issued_on(project: Opened, due: ToIssue) -> str:
    """Return when the version before was issued; "" if there is none, or its facts can't be read."""
    before = (each.facts for each in log(project) if each.name == f"{due.edition}@{due.before}")
    return next((facts.issued for facts in before if facts), "")


def _ahead(project: Opened, edition: str) -> str:
    """Return the day that an edition's briefs are true for, if it is still to come: they print it."""
    as_of = project.content.editions[edition].as_of
    return str(as_of) if as_of.start and as_of.start.first_day > today() else ""


def _firsts(project: Opened, due: ToIssue) -> Sequence[str]:
    """Return the steps of which interpreters get words for the first time."""
    with suppress(Mistake, ProblemsError):  # what can't be composed is told as a problem, or when it is issued
        return steps_first_told(project, due)
    return ()


def _unsent(project: Opened, due: ToIssue) -> Sequence[str]:
    """Return the types of brief that would be issued and that none of those who get briefs would be sent."""
    with suppress(Mistake, ProblemsError):  # what is wrong with who gets them is told on their page
        return nobody_gets(project, due.edition, due.briefs)
    return ()


def _why_unsent(project: Opened, due: ToIssue) -> dict[str, list[str]]:
    """Return why people would be sent nothing of what would be issued: each reason with their names."""
    found: dict[str, list[str]] = {}
    with suppress(Mistake, ProblemsError):  # as above
        for each in once_issued(project, due.edition, due.briefs):
            if each.refusal:
                found.setdefault(each.refusal, []).append(each.recipient.name)
    return found


def _laid_out(project: Opened) -> dict[str, Sequence[str]]:
    """Return what is to be said of what was laid out, by what it was; forgotten once a file has changed."""
    return project.conclude("laid-out", dict[str, Sequence[str]])


@form
def lay_out_now(request: Request, project: Opened, fields: Mapping[str, str]) -> Response:
    """Lay out what somebody has ticked as it would be issued, so that they see how its pages fall; nothing is kept."""
    edition, chosen = fields.get("edition", ""), _chosen(fields)
    if not chosen.briefs:
        return _ask(request, project, edition, chosen, 409, nothing=True)

    def run(project: Opened, tell: Tell) -> tuple[str, Sequence[str]]:
        due = to_issue(project, edition, chosen.briefs, bilingual=chosen.two, profiles=chosen.profiles)
        return due.seen, lay_out(project, due, bilingual=chosen.two, profiles=chosen.profiles, progress=tell)

    def shown(request: Request, project: Opened, made: tuple[str, Sequence[str]]) -> Response:
        with suppress(ProblemsError, Mistake):  # the page says why, if the content can't be read by now
            due = to_issue(project, edition, chosen.briefs, bilingual=chosen.two, profiles=chosen.profiles)
            if due.seen == made[0]:
                _laid_out(project)[due.seen] = made[1]
        return _ask(request, project, edition, chosen)

    return beside(request, Told("The pages are being laid out, to look at"), run, shown)


def _types_to_issue(project: Opened, edition: str) -> list[str]:
    """Return the types of brief that can be issued, the usual ones first; a change note needs an edition before it."""
    alone = project.content.editions[edition].previous is None
    return [each for each in types_of_brief(project.project) if not (alone and each == CHANGE_NOTE)]


def _lines(words: str) -> list[str]:
    return [each for each in words.splitlines() if each]


@form
def issue_now(request: Request, project: Opened, fields: Mapping[str, str]) -> Response:
    """Issue what somebody was shown of an edition, if it is still that, and freeze what it was made of."""
    edition, seen = fields.get("edition", ""), fields.get("seen", "")
    without = _lines(fields.get("without", ""))
    briefs, profiles = (tuple(_lines(fields.get(name, ""))) for name in ("briefs", "profiles"))  # that were shown
    two = tuple(_two({"languages": fields.get("two", "")}))
    ticked = _chosen(fields)
    if "chosen" in fields and (({*ticked.briefs}, ticked.two, {*ticked.profiles}) != ({*briefs}, two, {*profiles})):
        nothing = not ticked.briefs
        return _ask(request, project, edition, ticked, 409, otherwise=not nothing, nothing=nothing)

    def run(project: Opened, tell: Tell) -> dict[str, Any] | None:
        today = dt.date.today().isoformat()
        try:
            new = issue(
                project, today, edition, briefs=briefs, bilingual=two, profiles=profiles, bump=True, without=without,
                seen=seen, progress=tell,
            )  # fmt: skip
        except UnseenError:  # sent twice, or somebody else was quicker
            return None
        except LostError as error:
            return {"lost": (edition, seen, briefs, error.gone, "+".join(two), profiles)}
        return {"result": new.result, "issued": new.issued.name}

    def shown(request: Request, project: Opened, made: dict[str, Any] | None) -> Response:
        if made is None:
            return _ask(request, project, edition, _Chosen(briefs, two, profiles), 409, changed=True)
        return show_files(request, project, **made)

    return beside(request, Told("The files that go out are being made and kept"), run, shown, holds=True)


@form
def redline_now(request: Request, project: Opened, fields: Mapping[str, str]) -> Response:
    """Write what has changed in an edition since a version was issued, or against another edition."""

    def run(project: Opened, tell: Tell) -> Any:
        edition, against = fields.get("edition", ""), fields.get("against") or None
        if against == edition:
            raise Mistake(Told("{name} differs in nothing from itself: choose another one", name=edition))
        brief = fields.get("brief") or None
        return redline(project, edition, against, brief=brief, draft="draft" in fields, progress=tell)

    return beside(request, Told("The redline is being made"), run, lambda *on: show_files(*on[:2], redlined=on[2]))


@page
def edition_page(request: Request, project: Opened) -> Response:
    """Show the form of the next edition; its event is `given` where it was just added."""
    return _edition(request, project, typed=request.query_params, given="event" in request.query_params)


def _edition(request: Request, project: Opened, status: int = 200, **shown: Any) -> Response:
    asked = edition_form(project)
    typed = shown.get("typed", {})
    chosen = typed.get("event") or asked.next_event(today())
    names = {id: asked.proposed_name(id) for id in asked.event.choices or {}}
    over = {id for id in names if asked.is_over(id, today())}
    return show(
        request, "edition.html.jinja", project, status,
        asked=asked, chosen=chosen, names=names, over=over, name=typed.get("name", names.get(chosen, "")),
        editions=editions_of(project), back=way_back(typed), **{"typed": {}, "wrong": {}, "given": False, **shown},
    )  # fmt: skip


@form
def start(request: Request, project: Opened, fields: Mapping[str, str]) -> Response:
    """Begin an edition, made from another one."""
    asked, wrong = edition_form(project), dict[str, str]()
    name, as_of = fields.get("name", "").strip(), fields.get("as_of", "").strip()
    if not fields.get("event"):
        wrong["event"] = LEFT_OUT
    for field, read, words in (("name", asked.name, name), ("as_of", asked.as_of.read, as_of)):
        try:
            if words or field == "name":
                read(words)
        except Mistake as error:
            wrong[field] = str(error)
    event = fields.get("event", "")
    event = event if event in (asked.event.choices or {}) else ""
    if "as_of" not in wrong and (event or as_of):  # so that all that is wrong is told at once
        previous = fields.get("previous", "")
        try:
            asked.day(event, as_of, previous if previous in asked.content.editions else "")
        except EditionError as error:
            wrong[error.field] = str(error)
    if event and (lacks := asked.lacks(event)):
        wrong["event"] = lacks
    far = far_from_event(asked.content, event, as_of) if event and "as_of" not in wrong else ""
    doubts = in_doubt({"as_of": (f"{event} {as_of}", far)} if far else {}, fields)
    try:
        if not wrong and not doubts:
            start_edition(
                project, name, fields.get("previous") or None, fields.get("event") or None, as_of or None,
                marking=fields.get("marking") or None,
            )  # fmt: skip
    except EditionError as error:
        wrong[error.field] = str(error)
    except Mistake as error:
        wrong[""] = str(error)
    if wrong or doubts:
        return _edition(request, project, 409, typed=fields, **with_doubts({"wrong": wrong}, doubts))
    return go(after_edition(way_back(fields)), done="started")
