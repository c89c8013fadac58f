"""What is typed and not saved goes to the desk as one types, and comes back with the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing, suppress

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from briefgen.desk.drafts import Draft, PasswordError, StaleError
from briefgen.desk.naming import Names
from briefgen.desk.pages.answering import jot
from briefgen.desk.pages.figures import NEW
from briefgen.desk.pages.filled import FIELD
from briefgen.desk.pages.settings import rights_of
from briefgen.desk.pages.shown import go, words_of
from briefgen.desk.roles import person_of
from briefgen.desk.values import ValueWords
from briefgen.mailing.outbox import Message, open_outbox
from briefgen.making.opened import Opened
from briefgen.problems.diagnostics import ProblemsError
from briefgen.problems.mistakes import Mistake
from briefgen.problems.notes import Told
from briefgen.upkeep.consequences import known_since
from briefgen.upkeep.enrolling import recipient_entry
from briefgen.upkeep.machine_forms import same_date
from briefgen.upkeep.mail_account import account_form
from briefgen.upkeep.names import countries
from briefgen.upkeep.saving import source_of, standing_at
from briefgen.upkeep.settings_file import Rights, settings_text
from briefgen.upkeep.things import thing

_LABELS = {
    "because": Told("Why?"),
    "until": Told("Until when?"),
    "name": Told("Short name"),
    "as_of": Told("True for"),
    "event": Told("Event"),
    "previous": Told("Made from"),
    "known": Told("Known since which day?"),
}
_HOW = Told("How do you know?")
_WHY_DROPPED = Told("Why is it dropped?")


@jot
def keep(request: Request, project: Opened, fields: Mapping[str, str]) -> Response:
    """Keep what is typed in a form so far; the browser keeps it where that fails."""
    drafts, who = request.app.state.desk.drafts, person_of(request).name
    try:
        turn = int(fields.get("turn", "0"))
        stand = drafts.keep(who, fields.get("draft", ""), fields.get("page", ""), fields.get("kept", ""), turn)
    except PasswordError:
        return JSONResponse({"stand": "", "private": True})
    except StaleError as stale:
        return JSONResponse({"stand": "", "turn": stale.turn}, 409)
    except (ValueError, KeyError, RecursionError):
        return JSONResponse({"stand": ""}, 400)
    except (OSError, Mistake):
        return JSONResponse({"stand": ""}, 503)
    return JSONResponse({"stand": stand})


@jot
def throw_away(request: Request, project: Opened, fields: Mapping[str, str]) -> Response:
    """Forget a draft: whoever typed it wants it no more."""
    request.app.state.desk.drafts.forget(person_of(request).name, fields.get("id", ""))
    return go("/")


def not_saved(request: Request, project: Opened) -> list[Draft]:
    """Return what somebody typed and did not save, the newest first; what was saved meanwhile is forgotten."""
    drafts, who = request.app.state.desk.drafts, person_of(request).name
    found: list[Draft] = []
    for draft in drafts.of(who):
        if _is_saved(project, draft, rights_of(request)):
            drafts.forget(who, f",{draft.id}:{draft.stand}")  # its form may be open, and more be typed into it
        else:
            found.append(draft)
    pages = list(dict.fromkeys(draft.page for draft in found))
    return sorted(found, key=lambda draft: pages.index(draft.page))  # those of one form stand together


def _is_saved(project: Opened, draft: Draft, rights: Rights) -> bool:
    page, _, about = draft.page.partition(" ")
    words = {name.removeprefix(FIELD): said.strip() for name, said in draft.words.items()}
    if "because" in words:  # a reason is kept on one line
        words["because"] = " ".join(words["because"].split())
    now: Mapping[str, str] = {}
    with suppress(Mistake, ProblemsError, KeyError, ValueError, OSError):
        now = _saved(project, page, about, words, rights)
    return bool(now) and all(
        name in now and (said == now[name].strip() or same_date(said, now[name])) for name, said in words.items()
    )


def _saved(project: Opened, page: str, about: str, words: Mapping[str, str], rights: Rights) -> Mapping[str, str]:
    """Return what the fields of a form say in the files by now; raises `KeyError` where there is nothing."""
    if page == "/account":
        return {each.question.name: each.now for each in account_form(project).fields}
    if page in ("/recipient", "/recipients"):
        id = about or words["id"]
        return {"id": id, **recipient_entry(project, id).now}
    if page == "/edition":
        found = thing(project, f"editions[{words['name']}]")
        of_edition = {each.question.name: each.now for each in (*found.own, *found.sure)}
        return {"name": words["name"], "previous": words.get("previous", ""), **of_edition}
    if page == "/stand":
        at, code, which, *_more = [*about.split(" "), ""]
        there = standing_at(project, at, code, which)
        given = there.given if there else None
        return {"because": given.because, "until": str(given.until)} if given else {}
    if page == "/known":
        known = known_since(project, about)
        return {"known": known.day} if known and known.day else {}
    if page == "/settings":
        return {"text": settings_text(project, rights) or ""}
    if page == "/source":
        return {"text": source_of(project, about)[2]}
    if page == "/settle":
        return {"because": _letter(project, about).reply}
    if page not in ("/thing", "/add", "/figure"):
        return {}
    found = thing(project, f"{about.partition(' ')[0]}[{words['id']}]" if page == "/add" else about)
    before = NEW if page == "/figure" else ""
    return {before + each.question.name: each.now for each in (*found.own, *found.sure)}


def _letter(project: Opened, number: str) -> Message:
    """Return the letter of a number; raises `Mistake`, and `ValueError` for what is no number."""
    with closing(open_outbox(project)) as outbox:
        return outbox.message(int(number))


class DraftWords:
    """Says what was typed as the forms do: what each field is called, and values by their names."""

    def __init__(self, request: Request, project: Opened) -> None:
        """Speak to whoever asks."""
        self._project, self._words = project, words_of(request, project)
        self._names = Names(project, self._words)
        self._values = ValueWords(project, self._words, self._names)

    def __call__(self, draft: Draft) -> Iterator[tuple[str, str]]:
        """Yield what each field of a draft is called, and what was typed in it."""
        for name, said in draft.words.items():
            field = name.removeprefix(FIELD).removeprefix(NEW)
            if name.startswith(FIELD):
                yield self._names.fields(field), self._value(said, field)
            elif name in ("event", "previous"):
                yield self._words(_LABELS[name]), self._value(said, name)
            else:
                label = self._of_letter(draft) if draft.page.startswith("/settle ") else _LABELS.get(name)
                yield self._words(label) if label else "", said

    def _of_letter(self, draft: Draft) -> Told:
        """Return what is asked of a letter: of one that waits nobody can know that it has come."""
        with suppress(Mistake, ValueError):
            if _letter(self._project, draft.page.partition(" ")[2]).state in ("planned", "deferred"):
                return _WHY_DROPPED
        return _HOW

    def letter_to(self, number: str) -> str:
        """Return to whom a letter goes, with the name of the page that has it."""
        with suppress(Mistake, ValueError):
            return f"{self._words('Mail')}: {_letter(self._project, number).name}"
        return self._words("Mail")

    def name_of(self, recipient: str) -> str:
        """Return what somebody is called who gets the briefs."""
        with suppress(Mistake, ProblemsError):
            return recipient_entry(self._project, recipient).name
        return recipient

    def _value(self, said: str, field: str) -> str:
        parts = said.strip().split(", ")
        if not all(part and not part.split(None, 1)[1:] for part in parts):
            return said  # prose, or nothing
        truth = {"true": Told("yes"), "false": Told("no")}
        known = countries(self._words.language) if "countr" in field else {}
        return ", ".join(
            self._words(truth[part]) if part in truth else known.get(part) or self._values(part, field)
            for part in parts
        )
