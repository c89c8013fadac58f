"""The form of a thing, and what is written from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from types import MappingProxyType
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from briefgen.desk.naming import Names
from briefgen.desk.pages.answering import file_at, form, page
from briefgen.desk.pages.asking import (
    Doubts,
    by_its_date,
    in_doubt,
    odd_days,
    proposed_since,
    unless_doubted,
    with_doubts,
    wrong_days,
)
from briefgen.desk.pages.at_fields import wrong_by_saving
from briefgen.desk.pages.brief import edition_of, language_of_brief
from briefgen.desk.pages.expressions import unprintable
from briefgen.desk.pages.figures import NEW, figure_form, given, new_names, typed_new, wrong_in
from briefgen.desk.pages.filled import (
    answer_of,
    base_of,
    causes_of,
    changed_fields,
    learning_of,
    refusal,
    require_told,
    require_unchanged,
    rows,
    standing,
    told_once,
    typed_in,
)
from briefgen.desk.pages.long import MANY
from briefgen.desk.pages.onward import is_form, next_one
from briefgen.desk.pages.shown import go, link, show, way_back, words_of
from briefgen.desk.pages.typed import UNCONFIRMED
from briefgen.desk.roles import person_of
from briefgen.making.judge import check
from briefgen.making.limits import when_issued
from briefgen.making.opened import Opened
from briefgen.problems.diagnostics import ProblemsError
from briefgen.problems.mistakes import Mistake
from briefgen.problems.notes import Told
from briefgen.upkeep.annexes import bringing
from briefgen.upkeep.consequences import (
    always_known,
    known_since,
    unprinted_agenda,
    unprinted_item,
    unprinted_value,
)
from briefgen.upkeep.due import due_after, lacking_after
from briefgen.upkeep.editing import CannotEditError, Edited, UndecidedError, set_value
from briefgen.upkeep.elected import terms_due
from briefgen.upkeep.forms import ValueForm, value_form
from briefgen.upkeep.held import unprinted_event, untold
from briefgen.upkeep.saving import FieldChange, FieldsError, change_thing, know_since, typed_over
from briefgen.upkeep.terms_before import term_before
from briefgen.upkeep.things import Thing, ThingField, place_of, thing
from briefgen.upkeep.translations import accept_translations, pending_translations

_JUST_WRITTEN = ("saved", "held", "confirmed")
_TELLS_DUE = {"done": "held", "due": "yes"}  # in an address: what is due after an event stands on its form
_UNSOURCED = Told(
    "no source is named for this value. Choose where it is from, or, if nobody knows, "
    "tick “Nobody knows the source” below"
)


_UNNAMED = "source-unused"
_SHORT = 60  # characters of a text in the list of translations


@page
def thing_page(request: Request, project: Opened) -> Response:
    """Show the form of what stands at a path, or of what a value there belongs to."""
    path = request.query_params.get("path", "")
    try:
        path = place_of(project, path)[0]
    except KeyError:
        thing(project, path)  # says where its file can't be read, or how far the path leads
        mistake = Told("there is nothing at {path}", path=path)
        return show(request, "mistake.html.jinja", project, 404, mistake=mistake, at=file_at(project, path))
    return _thing(request, project, path)


def _thing(
    request: Request, project: Opened, path: str, status: int = 200, sent: Mapping[str, str] | None = None, **shown: Any
) -> Response:
    """Show the form of a thing; one that was `sent`, and refused, with what was typed in it."""
    found = thing(project, path)
    back = way_back(sent or request.query_params)
    about = {"wrong": {}, "undecided": (), "since": "", "kind": "", "problems": (), "back": back, "base": "", **shown}
    about |= _carried(sent or request.query_params) if not about["undecided"] else {"carried": ()}
    typed, changes = typed_in(sent or {}), changed_fields(sent or {})
    changed, given = _named_in(changes), {each.name for each in changes if not each.was.strip()}
    if f"{NEW}as_of" in typed:  # of a new figure its own day
        typed, changed, given = {"as_of": typed[f"{NEW}as_of"]}, {"as_of"}, {"as_of"}
    by_date = proposed_since(request, project, typed, changed & given)  # one that is mended may have been wrong
    about |= by_its_date(about, by_date)
    about["since"] = about["since"] or by_date or proposed_since(request, project, typed, changed)
    about |= standing(sent or {}, (*found.own, *found.sure)) | {"new": typed_in(sent or {}), "just_added": ()}
    figure = figure_form(project, path) if found.is_figure else None
    if not sent:
        about["typed"] = _brought(request, (*found.own, *found.sure))
        about["new"] = _brought_for_new(request, figure)
        about["just_added"] = (*about["typed"], *about["new"])
    waiting = _waiting(project, found)
    names = [field.question.name for field in (*found.own, *found.sure)]
    to_confirm, asks = _to_confirm(found, waiting), request.query_params.get("done") in _JUST_WRITTEN
    problems = when_issued(project.project, check(project))
    if asks:  # to confirm what was just written is asked for above: it is no fault
        asked_for = {path for path, _keys, _texts in to_confirm}
        problems = tuple(each for each in problems if each.code != UNCONFIRMED or each.path not in asked_for)
    if is_form(back):  # a source that was added on the way there is named in it next
        problems = tuple(each for each in problems if (each.code, each.path) != (_UNNAMED, found.path))
    reports = causes_of(found.path, names, problems)
    whole = [each.problem for each in reports.get("", ())]
    own_lists = {each.path for each in found.lists}  # what is told of one as a whole is of the thing
    in_lists = [each for each in whole if each.path not in own_lists and not _is_of(project, each.path, found.path)]
    reports[""] = [each for each in reports.get("", ()) if each.problem not in in_lists]
    told_done = request.query_params.get("done") and not request.query_params.get("beside")
    onward = next_one(project, Names(project, words_of(request, project)), back, found.path) if told_done else None
    edits = request.app.state.doors.opens(person_of(request), "/thing")
    still_due = lacking_after(project, path) if edits else ()
    due = due_after(project, path) if edits and request.query_params.get("done") == "held" else still_due
    tells_due = {name: value for name, value in _TELLS_DUE.items() if request.query_params.get(name) == value}
    return show(
        request, "thing.html.jinja", project, status,
        here=link("/thing", path=path, **(tells_due if due else {}), back=about["back"]),
        thing=found, own=rows(found.own), sure=rows(found.sure), reports=reports, in_lists=in_lists,
        many=MANY, waiting=waiting, to_confirm=to_confirm, asks=asks,
        figure=figure, onward=onward,
        due=due if tells_due else (), still_due=still_due, untold=untold(project, path) if tells_due else "",
        terms_due=[each for each in terms_due(project) if each.path.startswith(f"{path}.")] if edits else (),
        added=edits and request.query_params.get("added", "") and told_done and found.path.endswith("]"),
        preview=language_of_brief(request, project), edition=edition_of(found.path),
        before=term_before(project, path), known=known_since(project, path), always=always_known(project, path),
        at_another=told_once(about["wrong"], about.get("doubts", {})),
        unprinted=unprinted_item(project, path) or unprinted_value(project, path) or unprinted_event(project, path),
        agenda=unprinted_agenda(project, f"{path}.agenda"),
        typed_day=(sent or {}).get("known", ""),
        verified="verified" in (sent or {}), **about,
    )  # fmt: skip


def _is_of(project: Opened, path: str, thing: str) -> bool:
    """Tell whether a path leads to a thing itself, and not to what stands in its lists, which has forms of its own."""
    try:
        return place_of(project, path)[0] == thing
    except KeyError:
        return True


def _carried(fields: Mapping[str, str]) -> dict[str, Any]:
    """Return what was answered to the change before, for what is changed here next."""
    if "carried" not in fields or fields.get("kind") not in ("since", "always"):
        return {"carried": ()}
    return {"carried": (fields.get("told", ""),), "kind": fields["kind"], "since": fields.get("since", "")}


def _brought(request: Request, there: Iterable[ThingField]) -> dict[str, str]:
    """Return what somebody has added elsewhere for a field of this form, which they find chosen in it."""
    wanted = typed_in(request.query_params)
    return {
        each.question.name: _with(each, wanted[each.question.name])
        for each in there
        if wanted.get(each.question.name, "") in (each.question.choices or {}) and each.question.refers
    }


def _brought_for_new(request: Request, figure: ValueForm | None) -> dict[str, str]:
    """Return what somebody has added elsewhere for the new value of a figure."""
    wanted = typed_in(request.query_params)
    asked = {f"new.{each.name}": each for each in (figure.questions if figure else ()) if each.refers}
    return {name: wanted[name] for name, each in asked.items() if wanted.get(name, "") in (each.choices or {})}


def _with(there: ThingField, brought: str) -> str:
    """Return what a field says with what was added for it: behind the others, where it takes several."""
    if not there.question.several:
        return brought
    others = [each.strip() for each in there.now.split(",") if each.strip()]
    return ", ".join([*others, *([] if brought in others else [brought])])


def _waiting(project: Opened, found: Thing) -> dict[str, str]:
    """Return the state of each translation of a thing that needs a person, by the field."""
    try:
        pending = pending_translations(project, [found.path])
    except (Mistake, ProblemsError):
        return {}
    return {f"{one.path[len(found.path) + 1 :]}.{one.language}": one.state for one in pending}


def _begun(text: str) -> str:
    """Return a text as far as a list shows it; an expression stands there whole, or not."""
    if len(text) <= _SHORT:
        return text
    cut = text[:_SHORT].rpartition(" ")[0] or text[:_SHORT]
    if cut.count("{{") > cut.count("}}"):
        cut = cut[: cut.rindex("{{")]
    return f"{cut.rstrip()} …"


def _to_confirm(found: Thing, waiting: Mapping[str, str]) -> list[tuple[str, tuple[str, ...], list[tuple[str, str]]]]:
    """Return the texts of a thing that are there in each language and that nobody has confirmed, each with its words.

    A text has the path, the names of its fields, and what it says, by language.
    """
    texts: dict[tuple[str, ...], list[ThingField]] = {}
    for each in (*found.own, *found.sure):
        if each.question.language:
            texts.setdefault(each.question.keys[:-1], []).append(each)
    return [
        (f"{found.path}.{'.'.join(keys)}", keys, [(str(each.question.language), _begun(each.now)) for each in fields])
        for keys, fields in texts.items()
        if {waiting.get(each.question.name) for each in fields} & {"behind", "unconfirmed"}
        and all(each.now.strip() for each in fields)
    ]


@form
def save(request: Request, project: Opened, fields: Mapping[str, str]) -> Response:
    """Write what was changed in a form."""
    path = fields.get("path", "")
    changes = changed_fields(fields)
    named = _named_in(changes)
    wrong, mends = wrong_days(project, path, typed_in(fields), named)
    doubts = in_doubt(odd_days(project, path, typed_in(fields), named), fields)

    def write(learning: Mapping[str, Any]) -> Response:
        if wrong:
            raise FieldsError(wrong)
        with bringing(project, path, typed_in(fields).get("file", "")):
            edited = change_thing(project, path, changes, agree=unless_doubted(doubts), **learning)
        held = any(each.name == "state" and each.words == "held" != each.was for each in changes)
        return _saved(fields, _done(edited, "held" if held and due_after(project, path) else "saved"))

    return _written(request, project, path, fields, write, doubts, mends)


def _named_in(changes: Iterable[FieldChange]) -> set[str]:
    return {each.name for each in typed_over(list(changes))}


def _done(edited: Edited, what: str) -> str:
    return what if edited.files else "nothing"


def _saved(fields: Mapping[str, str], done: str) -> Response:
    """Go to the form of a thing, which says what was done, and whether something is typed `beside`: see drafts.js."""
    path, back = fields.get("path", ""), way_back(fields)
    return go("/thing", path=path, back=back, done=done, beside=fields.get("beside", ""), **answer_of(fields))


def _written(
    request: Request,
    project: Opened,
    path: str,
    fields: Mapping[str, str],
    write: Callable[[Mapping[str, Any]], Response],
    doubts: Doubts = MappingProxyType({}),
    mends: Mapping[str, str] = MappingProxyType({}),
) -> Response:
    """Write a change, or show the form again with what was typed, with what is wrong, and with what is in doubt."""
    try:
        if "carried" in fields:
            try:
                return write({})
            except UndecidedError as error:  # asked once, it isn't asked again
                fields = {**fields, "asked": " ".join(error.editions)}
        require_told(project, fields)
        return write(learning_of(fields))
    except (ProblemsError, Mistake) as error:
        words = words_of(request, project)
        told = {**refusal(error, fields), "base": base_of(error, fields, "seen")}
        if problems := told.get("problems"):
            changes = changed_fields(fields)
            told["wrong"], told["problems"] = wrong_by_saving(project, path, fields, changes, problems, words)
        told["wrong"] = unprintable(project, fields, words) | told.get("wrong", {})
        return _thing(request, project, path, 409, fields, **with_doubts(told, doubts), mends=mends)


@form
def new_value(request: Request, project: Opened, fields: Mapping[str, str]) -> Response:
    """Give a figure a new value; the old one goes to its history."""
    path, typed = fields.get("path", ""), typed_new(fields)
    day = typed.get("as_of", "")
    odd = dict(odd_days(project, path, {"as_of": day}, ["as_of"]))
    if not given(fields)["sources"]:
        with suppress(CannotEditError):  # of a day that can't be read, which is told where it stands
            if not value_form(project, path).is_past(day):
                odd["sources"] = (f"{typed.get('value', '')} {day}", _UNSOURCED)
    doubts = in_doubt(new_names(odd), fields)

    def write(learning: Mapping[str, Any]) -> Response:
        require_unchanged(project, path, fields)
        form = figure_form(project, path)
        if wrong := wrong_in(form, fields):
            raise FieldsError(new_names(wrong))
        edited = set_value(project, path, **given(fields), agree=unless_doubted(doubts), **learning)
        now = value_form(project, path).now
        past = all(now.get(each) == form.now.get(each) for each in ("value", "as_of"))  # it is of an earlier day
        return _saved(fields, _done(edited, "past" if past else "saved"))

    return _written(request, project, path, fields, write, doubts)


@form
def know(request: Request, project: Opened, fields: Mapping[str, str]) -> Response:
    """Say from which other day on a thing is known."""
    path = fields.get("path", "")

    def write(learning: Mapping[str, Any]) -> Response:
        require_unchanged(project, path, fields)
        return _saved(fields, _done(know_since(project, path, fields.get("known", "")), "saved"))

    return _written(request, project, path, fields, write)


@form
def confirm(request: Request, project: Opened, fields: Mapping[str, str]) -> Response:
    """Confirm that a text says the same in every language."""
    path = fields.get("path", "")
    try:
        require_unchanged(project, path, fields)
        if fields.get("beside"):  # what would be confirmed isn't what they see
            raise Mistake(Told("something in this form is typed and not saved: save it first, and confirm it then"))
        accept_translations(project, fields.get("text", "").split() or [""])  # none named would be all that there are
    except Mistake as error:
        return _thing(request, project, path, 409, **refusal(error, fields), back=way_back(fields))
    added = "yes" if fields.get("added") else ""
    return go("/thing", path=path, back=way_back(fields), added=added, done="confirmed")
