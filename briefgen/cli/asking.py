"""`add`, `set` and `new` without their values, in a terminal: one plain question a field, and one before writing."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

import click

from briefgen.cli.common import show_difference
from briefgen.cli.terminal import echo
from briefgen.problems.mistakes import Mistake, did_you_mean

if TYPE_CHECKING:
    from briefgen.content.changing.wanted import Question
    from briefgen.content.reading.yaml_file import Value
    from briefgen.project.folder import Project

T = TypeVar("T")
_MOST_LINES = 24  # of what is allowed; of longer lists an answer that fits nothing shows what comes near


def can_ask() -> bool:
    """Tell whether somebody sits there who can be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def need(value: T | None, name: str) -> T:
    """Return an argument that is needed where nobody can be asked; raises `click.MissingParameter` without it."""
    if value is None:
        context = click.get_current_context()
        (argument,) = (each for each in context.command.params if each.name == name)
        raise click.MissingParameter(ctx=context, param=argument, param_hint=f"'{name.upper()}'")
    return value


def agree(files: Sequence[tuple[str, str, str]], beside: Sequence[str] = ()) -> None:
    """Show what would be written and ask; ends the command, with nothing written, unless the answer is yes."""
    for name, before, after in files:
        echo()
        show_difference(name, before, after)
    for name in beside:
        echo(f"{name} is kept up with it")
    if not click.confirm("Write this?"):
        echo("nothing was written")
        raise click.exceptions.Exit(0)


def since_when(editions: Sequence[str]) -> tuple[str | None, bool]:
    """Return since which day a change is new that editions which went out would print, or that it was so of always."""
    from briefgen.content.changing.learning import Learning

    def day(words: str) -> str:
        Learning.read(words, always=False)
        return words

    echo(f"{', '.join(editions)} would print this, too.")
    if click.confirm("Was it wrong all along, so that every edition is to be mended?"):
        return None, True
    return _until_right("From which day on is it so? Editions of before stay as they were", day), False


def where(project: Project, path: str | None, what: str) -> str:
    """Return the path of a list that an entry is added to (`what` is add), or of a value to be set."""
    from briefgen.content.changing.edit import Edit
    from briefgen.content.changing.wanted import lists, of_entry, of_value
    from briefgen.content.schema import RECIPIENTS

    _begin()
    languages = project.settings.languages

    def look(path: str) -> str:
        if what == "add" and path == RECIPIENTS:
            return path
        change = Edit(project.content, project.name_of(project.content), path)
        (of_entry if what == "add" else of_value)(change, languages)
        return change.path if what == "add" else path

    if path is not None:
        return look(path)
    if what == "add":
        echo(f"Which list does it go to? One of: {RECIPIENTS}, {', '.join(lists())}")
        return _until_right("list", look)
    echo("What is to be set? A path, such as stats.member_organisations or events[ID].state")
    return _until_right("path", look)


def entry(project: Project, path: str) -> dict[str, Any]:
    """Return the entry that somebody's answers make for a list of the content; raises `Mistake`, `ProblemsError`."""
    from briefgen.content.changing.add import misplaced
    from briefgen.content.changing.edit import Edit
    from briefgen.content.changing.wanted import of_entry, wrong

    change = Edit(project.content, project.name_of(project.content), path)
    own, sure = of_entry(change, project.settings.languages)
    answers = _answers(own)
    if sure:
        echo()
        names = ", ".join(dict.fromkeys(each.keys[0] for each in sure))
        if click.confirm(f"It can have more: {names}. Say that, too?"):
            answers |= _answers(sure)
    questions = (*own, *sure)
    fields = [*dict.fromkeys(each.keys[0] for each in questions)]
    while problem := wrong(change, nested := _nested(answers)) or misplaced(change, nested):
        echo(f"\n{problem}")
        field = _until_right("which field do you want to say again", lambda words: _one_of(words, fields))
        answers = {keys: value for keys, value in answers.items() if keys[0] != field}
        answers |= _answers([each for each in questions if each.keys[0] == field])
    return nested


def recipient(project: Project) -> list[tuple[str, str]]:
    """Return the fields, as typed, of somebody who is to get the briefs."""
    from briefgen.content.changing.wanted import of_model, restricted
    from briefgen.content.schema import Recipient
    from briefgen.making.judge import known_to_recipients
    from briefgen.making.opened import load_content

    content = load_content(project)
    known = known_to_recipients(project, content)
    choices = {"language": known.languages, "ceiling": known.markings, "briefs": known.briefs}
    own, sure = of_model(Recipient, content, project.settings.languages)
    asked = [restricted(each, choices[each.name]) if each.name in choices else each for each in (*own, *sure)]
    return [(".".join(keys), _typed(value)) for keys, value in _answers(asked).items()]


def value(project: Project, path: str) -> tuple[str, dict[str, Any]]:
    """Return the value to be set, as typed, and of a figure what else `set` takes: as_of, sources, qualifier."""
    from briefgen.content.changing.edit import Edit, short
    from briefgen.content.changing.layout import in_line
    from briefgen.content.changing.wanted import of_value

    change = Edit(project.content, project.name_of(project.content), path)
    questions = of_value(change, project.settings.languages)
    now: Any = None if change.spot.missing else change.editor.value(change.spot.keys)
    if not change.spot.missing:
        echo(f"{change.path} is now: {short(now)}")
    if questions[0].keys == ("value",):
        return _figure(questions, now or {})
    if questions[0].keys == ():
        given = _ask(questions[0], skippable=False, may_be_emptied=not questions[0].needed, now=now)
        return (in_line(given) if isinstance(given, list) else _typed(given)), {}
    now = now or {}
    answers = _answers(questions, first_needed=not now, empty=_keep(now))
    return in_line({**now, **_nested(answers)}), {}


def _figure(questions: Sequence[Question], now: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """Ask for a figure's value and what else `set` takes; what is mended keeps what isn't said anew."""
    from briefgen.content.changing.edit import day_of

    date = now.get("as_of")
    empty: dict[tuple[str, ...], str] = {}
    if now:
        empty["as_of",] = f"to mend the value of {date}" if date else "to mend the value there is"
    answers = _answers(questions[:2], first_needed=True, empty=empty)
    given = answers.get(("as_of",))
    if given is None or (date is not None and day_of(given) == day_of(date)):
        empty = _keep(now)
    answers |= _answers(questions[2:], empty=empty)
    more = {keys[0]: each for keys, each in answers.items() if keys != ("value",)}
    more = {name: each if name == "sources" else str(each) for name, each in more.items()}
    return _typed(answers["value",]), more


def _keep(now: Mapping[str, Value]) -> dict[tuple[str, ...], str]:
    """Return what an empty answer does where something stands."""
    from briefgen.content.changing.edit import short

    return {(name,): f"to keep {short(value)}" for name, value in now.items() if value}


def edition(
    project: Project, name: str | None, previous: str | None, event: str | None, as_of: str | None
) -> tuple[str, str, str | None, str | None]:
    """Return the name of a new edition, the one that it is made from, and its event and date."""
    from briefgen.content.changing.wanted import of_field
    from briefgen.content.reading.loader import is_id
    from briefgen.content.schema import Edition
    from briefgen.making.compose import newest_edition
    from briefgen.making.opened import load_content

    _begin()
    content = load_content(project)
    languages = project.settings.languages

    def called(words: str) -> str:
        if not is_id(words):
            raise Mistake("use a–z, 0–9 and hyphens, as in 2019-10-brussels")
        if words in content.editions:
            raise Mistake(f"there is an edition {words} already")
        return words

    if name is None:
        echo(f"How is the new edition called? Like {newest_edition(content)}: year, month and place")
        name = _until_right("edition", called)
    before = previous or newest_edition(content)
    echo(f"It is made from {before}")
    if event is None and as_of is None:
        what, when = (of_field(Edition, each, content, languages) for each in ("event", "as_of"))
        event = str(_ask(what, skippable=False))
        day = content.entity("events", event).date.start if event in content.index["events"] else None
        given = _ask(replace(when, default=str(day)) if day else when, skippable=day is not None)
        as_of = None if given is None else str(given)
    return name, before, event, as_of


def _begin() -> None:
    echo("Nothing is written before you have seen it; Ctrl-C ends this.\n")


def _answers(
    questions: Sequence[Question], *, first_needed: bool = False, empty: Mapping[tuple[str, ...], str] | None = None
) -> dict[tuple[str, ...], Value]:
    """Ask one by one, and return what was answered; what belongs to something that was skipped isn't asked.

    `empty` says what an empty answer does, to fields that have something without one.
    """
    empty = empty or {}
    answers: dict[tuple[str, ...], Value] = {}
    begun: dict[tuple[str, ...], bool] = {}
    for question in questions:
        within = question.within
        if begun.get(within) is False:
            continue
        skippable = not question.needed or (bool(within) and within not in begun)
        if first_needed and question is questions[0]:
            skippable = False
        stands = empty.get(question.keys, "")
        given = _ask(question, skippable=skippable or bool(stands), empty=stands)
        if within and within not in begun:
            begun[within] = given is not None
        if given is not None:
            answers[question.keys] = given
    return answers


def _ask(
    question: Question, *, skippable: bool, empty: str = "", may_be_emptied: bool = False, now: Value = None
) -> Value:
    """Return the answer to a question, or None where it may be left out and is; "null" is one that empties a field."""
    name = question.name or "value"

    def read(words: str) -> Value:
        if words != "null":
            return question.read(words)
        if may_be_emptied:
            return words
        if empty.startswith("to keep"):
            raise Mistake("say what it is to be, or leave it empty to keep what stands there")
        if not skippable:
            raise Mistake(f"{name} can't be left empty")
        return None

    echo()
    echo(f"{name} – {in_sentence(question.about)}" if question.about else name)
    for line in question.allowed[:_MOST_LINES]:
        echo(f"  {line}")
    if more := question.allowed[_MOST_LINES:]:
        echo(f"  … and {len(more)} more: type a part of the name to find one")
    if skippable:
        echo(f"  leave empty {empty or (f'for {question.default}' if question.default else 'to skip')}")
    if may_be_emptied and now not in (None, "", []):
        echo("  null empties it")
    return _until_right(name, read, skippable=skippable)


def in_sentence(about: str) -> str:
    """Return a description as it goes on after a dash: a capital of an abbreviation stays."""
    words = about.rstrip(".")
    return words if words[1:2].isupper() else f"{words[:1].lower()}{words[1:]}"


def _until_right(name: str, read: Callable[[str], T], *, skippable: bool = False) -> T:
    """Ask until the answer can be read; each is checked at once."""
    while True:
        words = click.prompt(name, default="", show_default=False).strip()
        if not words:
            if skippable:
                return None  # type: ignore[return-value]
            echo("this is needed")
            continue
        try:
            return read(words)
        except Mistake as mistake:
            echo(mistake)


def _one_of(words: str, names: Sequence[str]) -> str:
    if words not in names:
        raise Mistake(did_you_mean(words, names))
    return words


def _nested(answers: Mapping[tuple[str, ...], Value]) -> dict[str, Any]:
    entry: dict[str, Any] = {}
    for (*above, last), value in answers.items():
        inner = entry
        for key in above:
            inner = inner.setdefault(key, {})
        inner[last] = value
    return entry


def _typed(value: Value) -> str:
    if isinstance(value, list):
        return ", ".join(map(_typed, value))
    return str(value).lower() if isinstance(value, bool) else str(value)
