"""Expressions in a text: what each prints, and which others there are to put in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from itertools import groupby

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from briefgen.desk.naming import CASES, Names
from briefgen.desk.pages.answering import look
from briefgen.desk.pages.brief import chosen
from briefgen.desk.pages.filled import FIELD, changed_fields, field_below, reports_of, sentences, typed_in
from briefgen.desk.pages.shown import link, words_of
from briefgen.desk.words import DeskWords
from briefgen.making.judge import check
from briefgen.making.opened import Opened
from briefgen.making.preview import Insertable, Printer, printer
from briefgen.problems.diagnostics import ProblemsError
from briefgen.problems.folding import BROKEN
from briefgen.problems.mistakes import Mistake
from briefgen.problems.notes import Told, Written
from briefgen.upkeep.saving import typed_over, with_changes, with_entry
from briefgen.upkeep.things import Question, place_of, thing

_EXPRESSION = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_MARKED = re.compile(r"[{}\[\]*]")  # what more may stand in a text than words
_OF = {
    "": Told("Of this entry itself"),
    "event": Told("Of its event"),
    "association": Told("Of the association"),
    "agency": Told("Of the agency"),
    "cooperation": Told("Of the cooperation"),
    "membership": Told("Of the membership"),
    "edition": Told("Of the edition"),
    "commissions": Told("Commissions"),
}
_FORMS = {
    "": Told("as it is"),
    "nom": Told("nominative"),
    **CASES,
    "from": Told("from it on"),
    "until": Told("until it"),
    "ordinal": Told("as an ordinal"),
    "year": Told("the year alone"),
    "count": Told("how many there are"),
    "list": Told("all of them, with “and” before the last"),
    "commas": Told("all of them, with commas"),
    "numbered": Told("all of them, numbered"),
    "quote": Told("in quotation marks"),
}


@look
def printed(request: Request, project: Opened, fields: Mapping[str, str]) -> Response:
    """Return what each expression prints that stands in a field of a form, by the field."""
    found = {name: _EXPRESSION.findall(words) for name, words in typed_in(fields).items() if "{{" in words}
    try:
        changed, path, untyped = _as_typed(project, fields)
        edition = chosen(request, changed, fields)["edition"]
        languages = {name.rpartition(".")[2] for name in found} & {*project.project.settings.languages}
        printers = {
            language: printer(changed, edition, language=language, blank=_blank(path, untyped, language))
            for language in languages
        }
    except (ProblemsError, Mistake):
        return JSONResponse({})
    words = words_of(request, project)
    words.names = names = Names(changed, words, new=path if fields.get("new") else "")
    said = {}
    for name, expressions in found.items():
        field, _, language = name.rpartition(".")
        if language in printers:
            at, found_in = f"{path}.{field}", printers[language]
            said[name] = [
                _told(one := found_in.printed(at, each), words, _mended_at(one, path, language, fields))
                | {"called": called(found_in, at, each, names, words)}
                for each in expressions
            ]
    return JSONResponse(said)


def called(found: Printer, path: str, expression: str, names: Names, words: DeskWords) -> str:
    """Return what an expression in the text at a path stands for, and in which form; "" of what is nothing there."""
    fact = found.fact(path, expression)
    if fact is None:
        return ""
    if fact.at:
        where = names.where(fact.at)
        told = (str(where) if fact.of else where.field) or where.thing
    else:
        told = _of(fact.of, words) if fact.of else words(Told("a number"))
    return ", ".join([told, *(words(_called(form)) for form in fact.forms)])


@look
def insert(request: Request, project: Opened, fields: Mapping[str, str]) -> Response:
    """Return what the text of a field could print, in groups, with what is typed; or the forms of one expression."""
    words = words_of(request, project)
    try:
        changed, entry, untyped = _as_typed(project, fields)
    except (ProblemsError, Mistake):  # what is saved can be put in all the same
        changed, entry, untyped = project, fields.get("path", ""), []
    made = chosen(request, changed, fields)
    blank = _blank(entry, untyped, made["language"])
    found = printer(changed, made["edition"], language=made["language"], blank=blank)
    path = f"{entry}.{fields.get('field', '').removeprefix(FIELD).rpartition('.')[0]}"
    if expression := fields.get("expression"):
        forms = found.forms(path, expression)
        told = [{"called": words(_called(name)), **_told(one, words)} for name, one in forms.items() if one.prints]
        new = entry if fields.get("new") else ""
        return JSONResponse([*told, *_cases(changed, words, found, (path, expression), made["language"], new)])
    names = Names(changed, words, new=entry if fields.get("new") else "")
    offered = found.offered(path)
    if fields.get("new"):  # among all of its kind it has no name yet
        offered = [one for one in offered if not (one.of and f"{one.at}.".startswith(f"{entry}."))]
    groups = groupby(offered, lambda one: one.of)
    return JSONResponse(
        [{"of": _of(of, words), "all": [_named(one, words, names) for one in each]} for of, each in groups]
    )


def unprintable(project: Opened, fields: Mapping[str, str], words: DeskWords) -> dict[str, str]:
    """Return what can't be printed of what is typed in a form, by the field; nothing where all of it can't be read."""
    typed = typed_in(fields)
    # Of something new all is typed; what its form was shown with may be what somebody typed before.
    changed_now = typed if fields.get("new") else {each.name for each in typed_over(changed_fields(fields))}
    over = {name for name in changed_now if _MARKED.search(typed[name])}
    if not over:  # a check takes its time
        return {}
    try:
        changed, path, _untyped = _as_typed(project, fields)
    except (ProblemsError, Mistake):
        return {}
    found = reports_of(path, list(typed), (each for each in check(changed) if each.code in BROKEN))
    if fields.get("new"):
        words = copy(words)
        words.names = Names(changed, words, new=path)
    return {name: sentences(found[name], words) for name in over & found.keys()}


def _called(form: str) -> str:
    name, _, agreeing = form.partition(".")
    return Told("as an ordinal ({form})", form=Written(agreeing)) if agreeing else _FORMS.get(name, Written(name))


def _cases(
    project: Opened, words: DeskWords, found: Printer, at: tuple[str, str], language: str, new: str
) -> Iterator[dict[str, str]]:
    """Yield the cases of a name that its form lacks, with how such a name usually goes, and where each is typed.

    Of what is new that is the form below the choice.
    """
    path, expression = at
    of = next((one.thing or one.at for one in found.offered(path) if one.expression == expression), "")
    try:
        owner = place_of(project, of)[0] if of else ""
        fields = thing(project, owner).own if owner in (of, of.removesuffix(".name"), of.removesuffix(".title")) else ()
    except (KeyError, Mistake, ProblemsError):
        return
    for field in fields:
        asked = field.question
        if asked.case and asked.keys[-2] == language and not field.now:
            usual = Told("it is not typed yet; usually: {forms}", forms=Written(" · ".join(field.usual)))
            lacks = usual if field.usual else Told("it is not typed yet")
            to = "" if owner == new else f"{link('/thing', path=owner)}#{f'{FIELD}{asked.name}'.replace('.', '-')}"
            yield {"called": words(CASES[asked.case]), "expression": "", "prints": "", "lacks": words(lacks), "to": to}


def _as_typed(project: Opened, fields: Mapping[str, str]) -> tuple[Opened, str, Sequence[Question]]:
    """Return the project with what is typed in a form, and the path of what the form is about, there already or new.

    And what something new needs and nobody has typed yet.
    """
    path = fields.get("path", "")
    if fields.get("new"):
        return with_entry(project, path, typed_in(fields))
    return with_changes(project, path, changed_fields(fields)), path, ()


def _blank(path: str, untyped: Iterable[Question], language: str) -> frozenset[str]:
    """Return the paths of the facts of the thing at a path that aren't typed yet, as texts in a language print them."""
    facts = (each for each in untyped if each.kind != ("text" if each.language else "id"))  # neither prints in a text
    keys = (each.keys[:-1] if each.language else each.keys for each in facts if each.language in ("", language))
    return frozenset(f"{path}.{'.'.join(each)}" for each in keys)


def _of(name: str, words: DeskWords) -> str:
    return words(_OF[name]) if name in _OF else words.list_at(name)


def _named(one: Insertable, words: DeskWords, names: Names) -> dict[str, str]:
    """Return a fact with what it is in words, and what else finds it: what its thing is called in other languages."""
    said = {"expression": one.expression.strip(), "prints": one.prints}
    if not one.at:
        return said | {"called": f"{_of(one.of, words)} – {words(_FORMS['count'])}", "finds": ""}
    where = names.where(one.at)
    others = (name for name in names.of(where.path).values() if name not in where.thing and name != one.prints)
    called = str(where) if one.of else where.field
    # What is called as it prints is shown once.
    return said | {"called": called if called == one.prints else words.heading(called), "finds": " ".join(others)}


def _told(one: Insertable, words: DeskWords, to: str = "") -> dict[str, str]:
    said = {"expression": one.expression.strip(), "prints": one.prints, "wrong": words.sentence(one.wrong)}
    return said | ({"to": to} if to else {})


def _mended_at(one: Insertable, path: str, language: str, fields: Mapping[str, str]) -> str:
    """Return where is filled in what an expression lacks: of something new in its own form; "" if that isn't known."""
    if not fields.get("new") or not one.mends.startswith(f"{path}."):
        return link("/thing", path=one.mends) if one.mends else ""
    name = field_below(one.mends[len(path) + 1 :], language, list(typed_in(fields)))
    return f"#{FIELD}{name}".replace(".", "-") if name else ""
