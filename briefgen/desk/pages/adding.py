"""The form of a new entry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from starlette.requests import Request
from starlette.responses import Response

from briefgen.desk.naming import Names
from briefgen.desk.pages.answering import form, page
from briefgen.desk.pages.asking import by_its_date, in_doubt, odd_days, proposed_since, unless_doubted, with_doubts
from briefgen.desk.pages.brief import edition_of, language_of_brief
from briefgen.desk.pages.cases import with_cases
from briefgen.desk.pages.entries import filled_entry, learning_of_entry
from briefgen.desk.pages.expressions import unprintable
from briefgen.desk.pages.filled import FIELD, empty_fields, refusal, require_told, rows, told_once, typed_in
from briefgen.desk.pages.onward import begins_edition, is_list
from briefgen.desk.pages.shown import form_at, go, link, show, way_back, words_of
from briefgen.making.opened import Opened
from briefgen.problems.diagnostics import ProblemsError
from briefgen.problems.mistakes import Mistake
from briefgen.upkeep.annexes import bringing
from briefgen.upkeep.consequences import city_of, unprinted_agenda
from briefgen.upkeep.due import due_after
from briefgen.upkeep.editing import add_entry
from briefgen.upkeep.forms import entry_form
from briefgen.upkeep.saving import FieldsError
from briefgen.upkeep.terms_before import election_unsaid
from briefgen.upkeep.things import Question, list_at


@page
def add_page(request: Request, project: Opened) -> Response:
    """Show the form of a new entry; dates that are given in its address stand there as people write them."""
    given, names = {**request.query_params}, Names(project, words_of(request, project))
    path = given.get("path", "")
    for question in entry_form(project, path).naming.own:
        if question.kind == "date" and (words := given.get(f"{FIELD}{question.name}")):
            given[f"{FIELD}{question.name}"] = names.in_field(words)
    return _add(request, project, path, given)


def _add(
    request: Request, project: Opened, path: str, typed: Mapping[str, str], status: int = 200, **shown: Any
) -> Response:
    asked = entry_form(project, path).naming
    about = {"wrong": {}, "undecided": (), "since": "", "kind": "", "problems": (), **shown}
    by_date = proposed_since(request, project, typed_in(typed), typed_in(typed))
    about |= {"since": about["since"] or by_date} | by_its_date(about, by_date)
    if asked.path == "events" and "path" in request.query_params and f"{FIELD}city" not in typed:
        typed = {**typed, f"{FIELD}city": city_of(project, typed.get(f"{FIELD}parent", ""))}
    back = way_back(typed)
    given = {name: words for name, words in request.query_params.items() if name.startswith(FIELD)}  # chosen already
    asked_for = typed.get("for", "")
    return show(
        request, "add.html.jinja", project, status, back=back, back_to=_chosen_at(back, asked_for),
        draft_about=_draft_about(asked.path, back, asked_for),
        here=link("/add", path=path, back=back, **{"for": asked_for}, **given),
        list=list_at(project, asked.path), asked_for=asked_for,
        **about, at_another=told_once(about["wrong"], about.get("doubts", {})),
        agenda=unprinted_agenda(project, path),
        preview=language_of_brief(request, project), edition=edition_of(asked.path),
        own=rows(with_cases(asked.path, empty_fields(_marked(asked.own, back), typed))),
        sure=rows(empty_fields(asked.sure, typed)),
    )  # fmt: skip


def _chosen_at(back: str, asked_for: str) -> str:
    """Return the way back, if there is one, to the field for which something is added, if it is for one."""
    if not back or not asked_for.startswith(FIELD):
        return back
    return f"{back.partition('#')[0]}#{asked_for.replace('.', '-')}"


def _draft_about(path: str, back: str, asked_for: str) -> str:
    """Return what is typed for a list, as drafts are told apart: what is added elsewhere than there is another one."""
    at = dict(parse_qsl(urlsplit(back).query)).get("path")
    if not back or is_list(back) or (at == path.rpartition(".")[0] and not asked_for):
        return path
    return f"{path} {form_at(link('/add', path=path, back=back, **{'for': asked_for}))}"


def _marked(own: Sequence[Question], back: str) -> list[Question]:
    """Return the questions; an event for the edition that somebody begins needs a name: its brief is called by it."""
    return [replace(each, needed=True) if begins_edition(back) and each.keys[0] == "name" else each for each in own]


@form
def add(request: Request, project: Opened, fields: Mapping[str, str]) -> Response:
    """Add an entry."""
    path = fields.get("path", "")
    filled = filled_entry(project, path, fields)
    entry = filled.entry
    odd = dict(odd_days(project, filled.list, typed_in(fields), typed_in(fields)))
    if election := election_unsaid(project, path, typed_in(fields)):
        odd["elected_at"] = election
    doubts = in_doubt(odd, fields)
    try:
        if filled.wrong:
            raise FieldsError(filled.wrong)
        require_told(project, fields)
        learning = learning_of_entry(project, path, fields)
        with bringing(project, path, typed_in(fields).get("file", "")):
            add_entry(project, path, entry, agree=unless_doubted(doubts), **learning)
    except (ProblemsError, Mistake) as error:
        told = refusal(error, fields)
        words = words_of(request, project)
        told["wrong"] = unprintable(project, {**fields, "new": "yes"}, words) | told.get("wrong", {})
        return _add(request, project, path, fields, 409, **with_doubts(told, doubts), mends=filled.mends)
    back, asked_for = way_back(fields), fields.get("for", "")
    if begins_edition(back):
        back = link(back, event=entry.get("id"))  # it is the event of the one that they begin
    elif asked_for.startswith(FIELD) and back.startswith(("/add?", "/thing?")):
        back = link(back.partition("#")[0], **{asked_for: entry.get("id")})  # it is chosen in the form they left
        back = _chosen_at(back, asked_for)
    added = f"{path}[{entry['id']}]" if "id" in entry else path
    more = "" if asked_for or begins_edition(back) else "yes"
    done = "held" if due_after(project, added) else "saved"
    return go("/thing", path=added, back=back, added=more, done=done)
