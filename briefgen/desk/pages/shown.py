"""How a page is shown: its template, its words, and where one is."""

from __future__ import annotations

import datetime as dt
import json
import math
import re
from collections.abc import Iterable, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import jinja2
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse

from briefgen.desk.naming import CASES, Names, file_told, named
from briefgen.desk.pages.filled import SURE, folded, kind_in
from briefgen.desk.pages.in_guide import section_of
from briefgen.desk.pages.letters import first_try
from briefgen.desk.pages.long import few, few_of_each
from briefgen.desk.pages.mending import below_here, field_of, fix_of, good_word, mark_of, stood_by_in_vain, weight_of
from briefgen.desk.pages.menu import MENU, menu_of, page_of_form
from briefgen.desk.pages.onward import is_form, is_list
from briefgen.desk.roles import person_of
from briefgen.desk.state import Desk
from briefgen.desk.unseen import MARK, unseen_in
from briefgen.desk.values import ValueWords
from briefgen.desk.words import LANGUAGE_NAMES, LANGUAGES, DeskWords
from briefgen.making.annexes import LARGEST
from briefgen.making.explaining import promises
from briefgen.making.judge import hides_others
from briefgen.making.opened import Opened
from briefgen.problems.diagnostics import Diagnostic, Place
from briefgen.problems.notes import Named, Told
from briefgen.upkeep.consequences import by_day, city_of, not_printed_yet, usual_day
from briefgen.upkeep.elected import elected_by_terms, term_of_elected
from briefgen.upkeep.machine_forms import iso_of
from briefgen.upkeep.names import countries, languages_by_name
from briefgen.upkeep.saving import can_stand_by, is_of_recipients, root_in_report, standing_of
from briefgen.upkeep.things import NONE, is_list_within_edition, lists_of_kind

TEMPLATES = Path(__file__).parent.parent / "templates"
LANGUAGE = "briefgen-language"  # the cookie that keeps the language of the desk


@cache
def _environment() -> jinja2.Environment:
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {
        "link": link,
        "form_at": form_at,
        "days_apart": days_apart,
        "named": named,
        "can_stand_by": can_stand_by,
        "example": example,
    }
    made.globals |= {
        "below_here": below_here,
        "field_of": field_of,
        "mark_of": mark_of,
        "stood_by_in_vain": stood_by_in_vain,
        "weight_of": weight_of,
    }
    made.globals |= {"lists_of_kind": lists_of_kind, "new_term": new_term, "filled_by_adding": filled_by_adding}
    made.globals |= {"today": lambda: today().isoformat(), "do_elsewhere": _ELSEWHERE}
    made.globals |= {"case_words": CASES, "language_names": LANGUAGE_NAMES}
    made.globals |= {"file_told": file_told, "unseen_in": unseen_in, "unseen_mark": MARK}
    made.globals |= {"menu": MENU, "menu_of": menu_of, "section_of": section_of}
    made.globals |= {"few": few, "few_of_each": few_of_each, "promises": promises()}
    made.globals |= {"folded": folded, "kind_in": kind_in}
    return made


# Where something is done about a problem, if not in the form of what it is about, and what its button says.
_ELSEWHERE = {
    "no-edition": ("/edition", Told("Begin the first edition")),
    "translations-untracked": ("/confirm-all", Told("Confirm: all texts say the same")),
    "content-lost": ("/changes", Told("Look at the changes")),
    "reference-unknown": ("/changes", Told("Look at the changes")),
    "issued-differs": ("/build", Told("Go to the files")),
    "annex-unnamed": ("/build#unnamed", Told("Go to the files")),
    "office-vacant": ("/add?path=people.terms", Told("Add a term of office")),
    "term-ends-soon": ("/add?path=people.terms", Told("Add a term of office")),
    "term-open": ("/add?path=people.terms", Told("Add a term of office")),
    "history-old": ("/add?path=cooperation.history", Told("Add to the history")),
    "person-unknown": ("/add?path=people.persons", Told("Add a person")),
}


_OFFICE = re.compile(r"(?:association|agency)\.offices\[([^\[\]]+)\]")


def new_term(path: str) -> dict[str, str]:
    """Return what the form of a new term is given for the office at a path, which only a term fills; {} of all else."""
    office = _OFFICE.fullmatch(path)
    return {"path": "people.terms", "f.office": office[1]} if office else {}


def filled_by_adding(path: str) -> dict[str, str]:
    """Return what the form is given by which what is missing at a path is added; {} of what has a field of its own."""
    return {"path": path} if is_list_within_edition(path) else new_term(path)


def today() -> dt.date:
    """Return the day that it is on this machine."""
    return dt.date.today()


def says_its_name(message: str) -> bool:
    """Tell whether a message begins with the name of the field that it is about."""
    while isinstance(message, Told):
        if str.__str__(message.words).startswith("{name}"):
            return True
        message = message.about.get("message", "")
    return False


def under_label(words: DeskWords, label: str, message: str) -> str:
    """Return a message that stands under the label of its field, which it doesn't repeat."""
    return words.heading(words.sentence(message).removeprefix(f"{label.strip()}: "))


def time_of(names: Names, moment: dt.datetime) -> str:
    """Return the time of day of a moment on this machine, to the minute that ends it; of another day, both."""
    at = (moment + dt.timedelta(seconds=59)).astimezone()
    return at.strftime("%H:%M") if at.date() == today() else names.moment(at.isoformat())


def seconds_until(moment: dt.datetime | None) -> int:
    """Return how many seconds have to pass until a moment; 0 if it is there."""
    return 0 if moment is None else max(0, math.ceil((moment - dt.datetime.now(dt.UTC)).total_seconds()))


def link(page: str, **about: object) -> str:
    """Return the address of a page of the desk; of a place in it, if `page` names one behind "#"."""
    page, mark, place = page.partition("#")
    asked = urlencode({name: str(value) for name, value in about.items() if value}, errors="replace")
    return f"{page}{'&' if '?' in page else '?'}{asked}{mark}{place}" if asked else f"{page}{mark}{place}"


def example(words: str, language: str) -> str:
    """Return what a field may say, in the language of its text; nothing in one that the desk doesn't speak."""
    return DeskWords(language).example(words) if language in LANGUAGES else ""


def words_of(request: Request, project: Opened | None = None) -> DeskWords:
    """Return the words of the language that somebody chose, else of the first one of the project that the desk has."""
    words = DeskWords(_language_of(request))
    words.names = Names(project, words)
    return words


def _language_of(request: Request) -> str:
    chosen = request.cookies.get(LANGUAGE)
    if chosen in LANGUAGES:
        return str(chosen)
    desk: Desk = request.app.state.desk
    return next((language for language in desk.languages if language in LANGUAGES), "en")


def show(request: Request, template: str, project: Opened | None, status: int = 200, **shown: Any) -> HTMLResponse:
    """Return a page; without a project where its settings can't be read."""
    text = render(request, template, project, **shown)
    return HTMLResponse(text.encode("utf-8", "replace"), status)  # names of files may have bytes that are no letters


def render(request: Request, template: str, project: Opened | None, **shown: Any) -> str:
    """Return a page, or a part of one, as HTML."""
    words = words_of(request, project)
    names = Names(project, words)
    goes_back = shown.pop("goes_back", lambda problem: "")  # of a page that is a list to work through
    values = shown.pop("values", None) or ValueWords(project, words, names)  # of what is there no more, a page knows
    here = inside(str(shown.pop("here", "")) or asked_for(request))
    may = partial(request.app.state.doors.opens, person_of(request))

    def no_longer(code: str) -> str:
        """Return what tells that somebody stands by what the check finds no longer."""
        promise = promises()[code]
        return Told(
            "the check no longer finds “{what}” here, so the reason given for it isn't needed any more",
            what=Named(promise, {words.language: words.within("problem", promise)}),
        )

    def said(problem: Diagnostic) -> str:
        """Return what a problem says to whoever asks: addresses are for those who send."""
        if (code := stood_by_in_vain(problem)) in promises():
            return no_longer(code)
        hidden = project and is_of_recipients(project, problem.place.file) and not may("/recipients")
        return Told("who sends can see what is wrong in {file}", file=problem.place.file) if hidden else problem.message

    def source_at(place: Place) -> str:
        """Return the address of the page on which the file of a problem is mended; "" if there is none for them."""
        if project and is_of_recipients(project, place.file):
            return link("/addresses", line=place.line) if may("/addresses") else ""
        root = root_in_report(project, place.file) if project else ""
        return link("/source", path=root, line=place.line) if root and may("/source") else ""

    def hides_more(problems: Iterable[Diagnostic]) -> bool:
        """Tell whether some of the problems keep others from being looked for."""
        hiding = filter(hides_others, problems)  # few are, of many
        return any(not (project and is_of_recipients(project, each.place.file)) for each in hiding)

    about = {
        "which_of": partial(_which, project), "said": said, "hides_more": hides_more,
        "no_longer": no_longer,
        "goes_back": goes_back, "is_list": is_list, "is_form": is_form,
        "has_file": (lambda root: project is not None and root in project.values[0].files),
        "city_of": partial(city_of, project) if project else lambda event: "",
        "by_day": partial(by_day, project) if project else lambda editions, day: ((), ()),
        "usual_day": lambda: usual_day(project, today()) if project else today().isoformat(),
        "not_printed_yet": partial(not_printed_yet, project) if project else lambda *about: "",
        "source_at": source_at, "term_of_elected": partial(term_of_elected, project) if project else lambda path: {},
        "elected_by_terms": partial(elected_by_terms, project) if project else lambda path: None,
        "root_in": partial(root_in_report, project) if project else lambda file: "",
        "countries": partial(countries, words.language),
        "languages_to_choose": partial(_languages_to_choose, words.language, project),
        "fix_of": partial(fix_of, values), "good_word": good_word, "value_of": values, "pieces_of": values.pieces,
        "_": words, "_c": words.within, "_s": words.sentence, "_h": words.heading, "_d": names.date, "here": here,
        "time_of": partial(time_of, names), "seconds_until": seconds_until, "first_try": first_try,
        "says_its_name": says_its_name, "in_field": names.in_field, "iso_of": iso_of,
        "under_label": partial(under_label, words),
        "_list": words.list_at, "add_to": words.add_to,
        "where_is": names.where, "fields_named": names.fields,
        "within": names.within, "file_named": names.file, "moment": names.moment,
        "state_named": names.version, "states_named": names.versions, "choice_named": values.choice,
        "answer_named": values.answer, "event_date": values.event_date, "date_of_event": values.date_of_event,
        "language": words.language, "languages": LANGUAGES,
        "project_name": project.root.name if project else "briefgen",
        "content_languages": project.project.settings.languages if project else (), "path": request.url.path,
        "begun_on": getattr(request.state, "begun_on", ""),
        "done": request.query_params.get("done", ""), "beside": request.query_params.get("beside", ""),
        "answers": request.method == "POST", "person": person_of(request), "left": _left(request),
        "draft_of": partial(draft_of, request),
        "gone": partial(request.app.state.desk.drafts.gone, person_of(request).name),
        "running": request.app.state.desk.running, "may": may, "most_of_annex": LARGEST, "none_typed": NONE,
    }  # fmt: skip
    return _environment().get_template(template).render(**about, **shown)


def asked_for(request: Request) -> str:
    """Return the address of the page that is shown; of what answers a form and is no page, where the form was."""
    path, opens = request.url.path, partial(request.app.state.doors.opens, person_of(request))
    if request.method != "POST":
        return path + (f"?{request.url.query}" if request.url.query else "")
    sent = getattr(request.state, "sent", {})
    if path == "/checked" and sent.get("path"):  # of a new entry its list has the path
        return link("/add" if sent.get("new") else "/thing", path=sent["path"], back=way_back(sent))
    page = page_of_form(path, sent)
    if opens(path, "GET"):
        return page
    return way_back(sent) or (page if opens(urlsplit(page).path, "GET") else "/")


def led_back(request: Request) -> str:
    """Return the page on which somebody asked for what wasn't done; "" if nothing tells."""
    begun_on = str(getattr(request.state, "begun_on", ""))
    page = begun_on or (asked_for(request) if request.method == "POST" else way_back(request.query_params))
    return "" if page == "/" else page


_OF_BRIEFS = ("languages", "bilingual")  # fields of a profile: briefs are in those of the project alone


def _languages_to_choose(language: str, project: Opened | None, field: str, says: str) -> dict[str, str]:
    """Return the languages that a field can say, by their codes: those of the project and of the desk first.

    What it says already stands there, too, though the project has it no more: else nobody could take it out.
    """
    names = languages_by_name(language)
    own = project.project.settings.languages if project else ()
    first = {code: names[code] for code in (*own, *LANGUAGES) if code in names}
    if field not in _OF_BRIEFS or not own:
        return first | names
    still = (code.strip() for code in says.strip("[]").split(","))
    return {code: names[code] for code in dict.fromkeys((*own, *still)) if code in names}


def _left(request: Request) -> dict[str, str]:
    """Return of which fields somebody has said that what stands there stays so, and what that is: see `asking`."""
    sent = getattr(request.state, "sent", {})
    return {name.removeprefix(SURE): says for name, says in sent.items() if name.startswith(SURE)}


def _which(project: Opened | None, problem: Diagnostic) -> str:
    """Return what stands for a problem in the address of the form in which somebody stands by it."""
    return standing_of(project, problem).which if project and problem.path else ""


_NAMES = ("path", "code", "which", "id", "number")  # fields that say what a form is about


def draft_of(request: Request, action: str, about: str) -> dict[str, str]:
    """Return what a form needs to keep what is typed in it, and to bring back what was: see drafts.js."""
    sent = getattr(request.state, "sent", {})
    said = {sent[name] for name in _NAMES if name in sent}
    drafts, who, page = request.app.state.desk.drafts, person_of(request).name, f"{action} {about}".strip()
    named = about.split(" ")[:1] if action == "/add" else about.split(" ")
    of_this = not about or {about} <= said or set(named) <= said  # not of another one of the page's forms
    own = getattr(request.state, "draft", "") if request.url.path == action and of_this else ""
    there = [] if own else drafts.of(who, page)
    wanted = [each for each in there if each.id == request.query_params.get("draft")]  # one of several was chosen
    kept = [{"id": each.id, "stand": each.stand, "fields": each.fields} for each in wanted or there]
    return {"page": page, "who": who, "ids": own or drafts.new(), "refused": own and "yes", "kept": json.dumps(kept)}


_NESTED = 8  # forms from which something was added, one from the other


_DAYS = re.compile(r"(\d{4}-\d\d-[a-z]+|\d+–\d+(?:[\u00a0 ]\w+)?)")  # as in 2022-10-marrakesh, 14–16 May


def days_apart(words: str) -> list[str]:
    """Return the parts of words; each second one is a range of days, or a short name, within which no line ends."""
    return _DAYS.split(words)


def form_at(address: str, deepest: int = _NESTED) -> str:
    """Return the address of a form with where it was opened from, and nothing of what is filled in.

    It tells a form for something new from that for another one of its kind, which is opened from there.
    """
    parts = urlsplit(inside(address))
    asked = dict(parse_qsl(parts.query))
    back = asked.get("back", "") if deepest else ""
    asked |= {"back": form_at(back, deepest - 1) if back else ""}
    return link(parts.path, **{name: asked.get(name, "") for name in ("path", "id", "name", "back", "for")})


def go(page: str, done: str = "", **about: object) -> RedirectResponse:
    """Go on to another page, which says what was done."""
    return RedirectResponse(link(page, **about, done=done), 303)


def inside(address: str) -> str:
    """Return an address if it is one of the desk's own pages, else the first page."""
    # A browser reads as if what it doesn't print weren't there: behind "/" and a tab "/" makes another host.
    good = address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable()
    return address if good else "/"


def way_back(fields: Mapping[str, str]) -> str:
    """Return the page of the desk that somebody left to add something; "" if they came from none."""
    return inside(fields["back"]) if fields.get("back") else ""
