"""How a request is answered: with the project held, mistakes told, and what a form sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial, wraps
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import parse_qsl, quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from briefgen.desk.pages.filled import FIELD, WAS, as_opened
from briefgen.desk.pages.shown import go, led_back, show, words_of
from briefgen.desk.roles import person_of
from briefgen.desk.state import Desk
from briefgen.desk.unseen import without_unseen
from briefgen.desk.words import LANGUAGES, DeskWords
from briefgen.making.opened import Opened
from briefgen.problems.diagnostics import ProblemsError
from briefgen.problems.mistakes import Mistake, reason
from briefgen.problems.notes import Told, Written, one_after_another
from briefgen.project.workshop import OccupiedError
from briefgen.upkeep.editing import PathError, by
from briefgen.upkeep.saving import source_of
from briefgen.upkeep.settings_file import SettingsError

_NAMING = ("/edition",)  # on which a name is typed
_LONGEST = 100  # characters of a file's name
_OF_WORD = {0x0B: " ", 0x0C: " "}  # Shift and Enter, and a new page
_LONGEST_LINE = 200  # of a line of the settings that is shown in a sentence
Page = Callable[[Request], Response]


def page(
    made: Callable[[Request, Opened], Response],
    sent: Mapping[str, str] = MappingProxyType({}),
    *,
    changing: bool = False,
    mending: bool = False,
) -> Page:
    """Make a page of what looks at the project: one request at a time, and mistakes are shown.

    What a form `sent` is shown with them: whoever typed it can copy it, where the form itself can't be shown. What is
    `mending` the settings looks at a project also where these can't be read.
    """

    @wraps(made)
    def answered(request: Request) -> Response:
        kept = _typed_words(request.url.path, sent)
        desk: Desk = request.app.state.desk
        try:
            held = (desk.project_to_mend if mending else desk.project)(to_change=changing)
            with held as project, by(person_of(request).name):
                try:
                    return made(request, project)
                except ProblemsError as error:
                    return show(request, "problems.html.jinja", project, 409, problems=error.problems, kept=kept)
                except SettingsError:
                    raise
                except Mistake as error:
                    at = file_at(project, sent.get("path") or request.query_params.get("path", ""))
                    return show(
                        request, "mistake.html.jinja", None if mending else project, 409,
                        mistake=said_of(request, error), technical=error.technical, kept=kept, at=at,
                        back=led_back(request),
                    )  # fmt: skip
        except OccupiedError as error:  # of another run's lock, for which nobody waits who only looks
            return page(partial(_raised, error), sent)(request)
        except (Mistake, OSError) as error:  # its settings or its folders can't be read
            mends = mended_at(error)
            if mends and request.url.path == "/" and request.app.state.doors.opens(person_of(request), mends):
                return go(mends)  # the desk opens on what is in its way
            said = said_of(request, error)
            return show(request, "mistake.html.jinja", None, 409, mistake=said, kept=kept, mends=mends)

    return answered


def _raised(error: Mistake, request: Request, project: Opened) -> Response:
    raise error


def file_at(project: Opened, path: str) -> str:
    """Return the file of the content that a path leads into, in which somebody can mend it; "" if there is none."""
    try:
        return source_of(project, path)[0]
    except Mistake:
        return ""


def said_of(request: Request, error: Mistake | OSError) -> str:
    """Return what a mistake says, or what the system says of a file that it refused.

    A line of the settings is for whoever sits at their computer: it may be anything that somebody put there.
    """
    if isinstance(error, PathError):  # which ids there are helps nobody who reads a page
        return Told("there is no such entry: perhaps it was taken out, or has another name by now")
    if isinstance(error, Mistake) and error.problem:  # in a file of settings, drawn for a terminal
        at = error.problem
        line = "" if person_of(request).name else at.excerpt.strip()
        said = Told("{file}, line {line}: {message}", file=at.place.file, line=at.place.line, message=at.message)
        line = line if len(line) <= _LONGEST_LINE else f"{line[:_LONGEST_LINE]}…"
        said = Told("{message}; there stands “{words}”", message=said, words=line) if line else said
        return one_after_another([said, *([at.hint] if at.hint and bool(line) == bool(at.excerpt) else [])])
    if isinstance(error, OSError):
        name = Path(str(error.filename)).name if error.filename else ""  # where it lies is nobody's business
        name = name[-_LONGEST:]
        if isinstance(error, Mistake):  # of ours, as for a file that is too large
            return Told("{name} is {what}", name=Written(name), what=error.strerror)
        return Told("{name}: {why}", name=Written(name), why=reason(error)) if name else reason(error)
    return error.briefly or str(error)


def mended_at(error: Mistake | OSError) -> str:
    """Return the address of the page on which the settings are mended, where they are to blame; else ""."""
    return "/settings" if isinstance(error, SettingsError) else ""


def _typed_words(path: str, sent: Mapping[str, str]) -> dict[str, str]:
    """Return what somebody typed into a form, by its fields: not what these said already, nor what no page shows."""
    if path not in _NAMING:  # there it is chosen
        sent = {name: words for name, words in sent.items() if name != "name"}
    return {
        name.removeprefix("f."): words
        for name, words in sent.items()
        if words.strip()
        and (name.startswith("f.") or name in ("text", "table", "because", "until", "as_of", "name"))
        and words != sent.get("was" if name == "text" else f"w.{name.removeprefix('f.')}")
        and not (name.startswith(FIELD) and as_opened(sent, name.removeprefix(FIELD)) != words)
    }


def form(made: Callable[[Request, Opened, Mapping[str, str]], Response]) -> Any:
    """Make a page of what takes a form: the fields by their names."""
    return _form(made, changing=True)


def look(made: Callable[[Request, Opened, Mapping[str, str]], Response]) -> Any:
    """Make a page of what takes a form and changes nothing, so that it need not wait for what runs."""
    return _form(made, changing=False)


def jot(made: Callable[[Request, Opened, Mapping[str, str]], Response]) -> Any:
    """Make a page of what takes a form and needs nothing of the project, not even settings that can be read."""
    return _form(made, changing=False, mending=True)


def mend(made: Callable[[Request, Opened, Mapping[str, str]], Response]) -> Any:
    """Make a page of what takes a form and mends the settings, also those that can't be read."""
    return _form(made, changing=True, mending=True)


def _form(
    made: Callable[[Request, Opened, Mapping[str, str]], Response], *, changing: bool, mending: bool = False
) -> Any:
    async def answered(request: Request) -> Response:
        body = (await request.body()).decode("utf-8", "replace")
        sent = parse_qsl(body, keep_blank_values=True)  # how much it may be, the guard knows
        # Lines as files have them; what Word breaks lines with, and other programs don't show, is a space.
        fields = {name: words.replace("\r\n", "\n").translate(_OF_WORD) for name, words in sent}
        fields |= {
            name: without_unseen(words)
            for name, words in fields.items()
            if name.startswith(FIELD) and words != fields.get(WAS + name.removeprefix(FIELD))  # it is as it was
        }
        desk: Desk = request.app.state.desk

        def answer(request: Request, project: Opened) -> Response:
            if changing:
                desk.require_changeable()
            return made(request, project, fields)

        request.state.draft, request.state.sent = fields.get("draft", ""), fields
        if changing:
            await run_in_threadpool(desk.wait_to_change)
        answered = await run_in_threadpool(page(answer, fields, changing=changing, mending=mending), request)
        if fields.get("draft") and answered.status_code == 303:  # it is saved
            await run_in_threadpool(desk.drafts.forget, person_of(request).name, fields["draft"])
        return answered

    return answered


def given(made: Callable[[Request, Opened, bytes], Response]) -> Any:
    """Make an answer of what takes a file as it is, for the script that sends it: why not is told as JSON, too."""

    async def answered(request: Request) -> Response:
        data = await request.body()  # how much it may be, the guard knows
        desk: Desk = request.app.state.desk

        def answer() -> Response:
            try:
                with desk.project(to_change=True) as project, by(person_of(request).name):
                    desk.require_changeable()
                    return made(request, project, data)
            except (Mistake, OSError) as error:
                return JSONResponse({"wrong": words_of(request).sentence(said_of(request, error))}, 409)

        await run_in_threadpool(desk.wait_to_change)
        return await run_in_threadpool(answer)

    return answered


def missing(request: Request, error: Exception) -> Response:
    """Say that there is no such page."""
    mistake = Told("the address {path} may be mistyped", path=quote(request.url.path))
    return page(lambda request, project: show(request, "missing.html.jinja", project, 404, mistake=mistake))(request)


def no_file(request: Request, project: Opened, name: str) -> Response:
    """Say that there is no such file."""
    return show(request, "mistake.html.jinja", project, 404, mistake=no_such_file(name))


def no_such_file(name: str) -> Told:
    """Return what is said of a file that there isn't."""
    return Told("the file {name} is not there: choose another one, or make it anew", name=name)


def closed(request: Request) -> Response:
    """Say that what somebody wants is for others to do."""
    return page(not_for_them)(request)


def not_for_them(request: Request, project: Opened) -> Response:
    """Say so on a page that holds the project already."""
    mistake = Told("this is for others to do: your role doesn't have it")
    return show(request, "mistake.html.jinja", project, 403, here="/", mistake=mistake)


def failed(request: Request, error: Exception) -> Response:
    """Say that something went wrong here; the terminal has what."""
    said = Told(
        "something went wrong in briefgen: start the desk again, and show the terminal to whoever looks after it"
    )
    lines = "".join(f'<p lang="{each}">{DeskWords(each).sentence(said)}' for each in LANGUAGES)
    return HTMLResponse(f"<!doctype html><title>briefgen</title>{lines}", 500)
