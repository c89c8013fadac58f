"""`add`, `set` and `new` without their values, in a terminal: one plain question a field, and one before writing."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from briefgen.cli.common import show_difference
from briefgen.cli.terminal import echo
from briefgen.problems.mistakes import Mistake, did_you_mean

if TYPE_CHECKING:
    from briefgen.making.opened import Opened
    from briefgen.upkeep.forms import Question, ValueForm

T = TypeVar("T")
Value = Any  # a value of the content
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
    from briefgen.upkeep.forms import since_day

    echo(f"{', '.join(editions)} would print this, too.")
    if click.confirm("Was it wrong all along, so that every edition is to be mended?"):
        return None, True
    return _until_right("From which day on is it so? Editions of before stay as they were", since_day), False


def where(project: Opened, path: str | None, what: str) -> str:
    """Return the path of a list that an entry is added to (`what` is add), or of a value to be set."""
    from briefgen.upkeep import forms

    _begin()

    def list_at(path: str) -> str:
        return path if path == forms.RECIPIENTS else forms.entry_form(project, path).path

    def value_at(path: str) -> str:
        forms.value_form(project, path)
        return path

    look = list_at if what == "add" else value_at
    if path is not None:
        return look(path)
    if what == "add":
        echo(f"Which list does it go to? One of: {forms.RECIPIENTS}, {', '.join(forms.lists())}")
        return _until_right("list", look)
    echo("What is to be set? A path, such as stats.member_organisations or events[ID].state")
    return _until_right("path", look)


def entry(project: Opened, path: str) -> dict[str, Any]:
    """Return the entry that somebody's answers make for a list of the content; raises `Mistake`, `ProblemsError`."""
    from briefgen.upkeep.forms import entry_form

    form = entry_form(project, path)
    answers = _answers(form.own)
    if form.sure:
        echo()
        names = ", ".join(dict.fromkeys(each.keys[0] for each in form.sure))
        if click.confirm(f"It can have more: {names}. Say that, too?"):
            answers |= _answers(form.sure)
    questions = (*form.own, *form.sure)
    fields = [*dict.fromkeys(each.keys[0] for each in questions)]
    while problem := form.wrong(nested := _nested(answers)):
        echo(f"\n{problem}")
        field = _until_right("which field do you want to say again", lambda words: _one_of(words, fields))
        answers = {keys: value for keys, value in answers.items() if keys[0] != field}
        answers |= _answers([each for each in questions if each.keys[0] == field])
    return nested


def recipient(project: Opened) -> list[tuple[str, str]]:
    """Return the fields, as typed, of somebody who is to get the briefs."""
    from briefgen.upkeep.forms import recipient_form

    form = recipient_form(project)
    return [(".".join(keys), _typed(value)) for keys, value in _answers((*form.own, *form.sure)).items()]


def value(project: Opened, path: str) -> tuple[str, dict[str, Any]]:
    """Return the value to be set, as typed, and of a figure what else `set` takes: as_of, sources, qualifier."""
    from briefgen.upkeep import forms

    form = forms.value_form(project, path)
    if form.shown is not None:
        echo(f"{form.path} is now: {form.shown}")
    if form.kind == "figure":
        return _figure(form)
    first = form.questions[0]
    if form.kind == "one":
        return forms.typed(_ask(first, skippable=False, may_be_emptied=not first.needed, now=form.now)), {}
    answers = _answers(form.questions, first_needed=not form.now, empty=_keep(form))
    return forms.typed({**(form.now or {}), **_nested(answers)}), {}


def _figure(form: ValueForm) -> tuple[str, dict[str, Any]]:
    """Ask for a figure's value and what else `set` takes; what is mended keeps what isn't said anew."""
    questions, now = form.questions, form.now or {}
    date = now.get("as_of")
    empty: dict[tuple[str, ...], str] = {}
    if now:
        empty["as_of",] = f"to mend the value of {date}" if date else "to mend the value there is"
    answers = _answers(questions[:2], first_needed=True, empty=empty)
    if form.is_of_now(answers.get(("as_of",))):
        empty = _keep(form)
    answers |= _answers(questions[2:], empty=empty)
    more = {keys[0]: each for keys, each in answers.items() if keys != ("value",)}
    more = {name: each if name == "sources" else str(each) for name, each in more.items()}
    return _typed(answers["value",]), more


def _keep(form: ValueForm) -> dict[tuple[str, ...], str]:
    """Return what an empty answer does where something stands."""
    return {keys: f"to keep {shown}" for keys, shown in form.kept.items()}


def edition(
    project: Opened, name: str | None, previous: str | None, event: str | None, as_of: str | None
) -> tuple[str, str, str | None, str | None]:
    """Return the name of a new edition, the one that it is made from, and its event and date."""
    from briefgen.upkeep.forms import edition_form, with_default

    _begin()
    form = edition_form(project)
    if name is None:
        echo(f"How is the new edition called? Like {form.newest or '2019-10-brussels'}: year, month and place")
        name = _until_right("edition", form.name)
    before = previous or form.newest
    echo(f"It is made from {before}" if before else "It is the first of this project")
    if event is None and (as_of is None or not before):
        event = str(_ask(form.event, skippable=False))
        day = form.first_day(event)
        if as_of is None:
            given = _ask(with_default(form.as_of, day), skippable=day is not None)
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

    def read(words: str) -> Value:
        if words != "null":
            return question.read(words)
        return words if may_be_emptied else _left_out(question, skippable=skippable, keeps=empty.startswith("to keep"))

    _show(question)
    if skippable:
        echo(f"  leave empty {empty or (f'for {question.default}' if question.default else 'to skip')}")
    if may_be_emptied and now not in (None, "", []):
        echo("  null empties it")
    return _until_right(question.name or "value", read, skippable=skippable)


def _left_out(question: Question, *, skippable: bool, keeps: bool) -> None:
    """Take "null" for an answer; raises `Mistake` where that is none."""
    if keeps:
        raise Mistake("say what it is to be, or leave it empty to keep what stands there")
    if not skippable:
        raise Mistake(f"{question.name or 'value'} can't be left empty")


def _show(question: Question) -> None:
    name = question.name or "value"
    echo()
    echo(f"{name} – {in_sentence(question.about)}" if question.about else name)
    for line in question.allowed[:_MOST_LINES]:
        echo(f"  {line}")
    if more := question.allowed[_MOST_LINES:]:
        echo(f"  … and {len(more)} more: type a part of the name to find one")


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
