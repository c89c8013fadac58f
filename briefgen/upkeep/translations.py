"""What `briefgen translations` does: lists the translations that need a person, and confirms those that don't."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from briefgen.content.changing import journal
from briefgen.content.changing.lost import confirmed_gone, is_missed
from briefgen.content.model import Content
from briefgen.content.schema.base import Translated
from briefgen.content.translation_lock import (
    FILE,
    Lock,
    confirm_translations,
    first_words,
    text_of,
    told_until,
    tracked,
)
from briefgen.making.opened import Opened, opened
from briefgen.problems.diagnostics import Place
from briefgen.problems.notes import Told, one_after_another
from briefgen.project.folder import Project
from briefgen.project.reading import read_file
from briefgen.project.settings import ProjectError

TranslationState = Literal["missing", "behind", "unconfirmed"]


_FEW = 3  # texts that the journal names


@dataclass(frozen=True, slots=True)
class Pending:
    """A translation that needs a person: where it stands, and how it and its source begin (and its source began).

    Where it is behind in an earlier wording, and changes later than its source, `until` is the last day before that.
    """

    state: TranslationState
    path: str
    language: str
    place: Place
    before: str  # how the source began when it was confirmed; empty if it wasn't
    source: str
    translation: str
    until: str = ""


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What `--accept` did: how many texts it confirmed, how many were so before; paths of those that lack a text."""

    name: str  # of the lock file
    texts: int
    already: int
    incomplete: tuple[str, ...]


def pending_translations(
    project: Project | Opened, paths: Sequence[str] = (), languages: Sequence[str] = ()
) -> tuple[Pending, ...]:
    """Return the translations, of some texts into some languages, that need a person; by state, then by place.

    Raises `LoadError` if the content can't be read, `ProjectError` for a path or language that there isn't.
    """
    held = opened(project)
    project, content = held.project, held.content
    lock, wanted = _wanted(project, content, paths, languages)
    found = [
        one
        for path, text in _chosen(content, paths)
        for language in wanted
        if (one := _pending(project, content, lock, path, text, language))
    ]
    order = get_args(TranslationState)
    return tuple(sorted(found, key=lambda one: (order.index(one.state), one.place, one.language)))


def accept_translations(
    project: Project | Opened, paths: Sequence[str] = (), languages: Sequence[str] = ()
) -> Confirmation:
    """Confirm that some texts (all, if no path is named) say the same in the main language and in some others.

    A text that is missing or empty in one of them is left as it was. Texts that are no more leave the lock file, but
    for those that nobody meant to take out: by their lines they are missed (`content.changing.lost`). Raises as
    `pending_translations` does.
    """
    held = opened(project)
    project = held.project
    held.changed(project.content)  # what is confirmed is what the files say at this moment
    path = project.content / FILE
    old = read_file(path, project.name_of(path)) if path.exists() else None
    content = held.content  # with the lock file that was just read
    lock, wanted = _wanted(project, content, paths, languages)
    main = project.settings.languages[0]
    chosen = _chosen(content, paths)
    complete = [(path, text) for path, text in chosen if all(_has(text, code) for code in (main, *wanted))]
    there = dict(tracked(content.items))
    meant = confirmed_gone(project.content)
    kept = {path: one for path, one in lock.texts.items() if path in there or is_missed(content, path, meant)}
    new = confirm_translations(Lock(lock.name, True, kept), complete, project.settings.languages, wanted)
    done = {text for text, _ in complete if new.texts.get(text) != lock.texts.get(text)}
    if (data := text_of(new).encode()) != old:
        what = _told(sorted(done), sorted(lock.texts.keys() - new.texts.keys()))
        journal.write(project.content, project.name_of(project.content), {path: (old, data)}, what)
        held.changed(path)
    lacking = tuple(path for path, text in chosen if (path, text) not in complete)
    return Confirmation(lock.name, len(done), len(complete) - len(done), lacking)


def _few(texts: Sequence[str]) -> str:
    """Return the first texts; what ends the row says that there are more."""
    return ", ".join([*texts[:_FEW], *(["…"] if len(texts) > _FEW else [])])


def _told(done: Sequence[str], gone: Sequence[str]) -> str:
    """Return what the journal says of a confirmation."""
    confirmed, left = _few(done), _few(gone)
    parts: list[str] = []
    if len(done) == 1:
        parts.append(Told("1 text confirmed to say the same: {texts}", texts=confirmed))
    elif done:
        parts.append(Told("{number} texts confirmed to say the same: {texts}", number=len(done), texts=confirmed))
    if len(gone) == 1:
        parts.append(Told("1 text that is no more left the lock file: {texts}", texts=left))
    elif gone:
        parts.append(Told("{number} texts that are no more left the lock file: {texts}", number=len(gone), texts=left))
    return one_after_another(parts) or Told("the lock file was written anew")


def _pending(
    project: Project, content: Content, lock: Lock, path: str, text: Translated, language: str
) -> Pending | None:
    main = project.settings.languages[0]
    confirmed = lock.texts.get(path)
    state: TranslationState
    if not (_has(text, main) and _has(text, language)):
        state = "missing"
    else:
        standing = lock.standing(path, text, main, language)
        if standing == "confirmed":
            return None
        state = "behind" if standing == "behind" else "unconfirmed"
    place = content.problem(path, "", "", within=(language,), offset=0).place
    before = confirmed.words if confirmed else ""
    later = told_until(content.items, path) if state == "behind" else {}
    until = str(later[language]) if language in later and main not in later else ""
    return Pending(state, path, language, place, before, _begins(text, main), _begins(text, language), until)


def _begins(text: Translated, language: str) -> str:
    return first_words(text.root.get(language, ""))


def _has(text: Translated, language: str) -> bool:
    return bool(text.root.get(language, "").strip())


def _wanted(
    project: Project, content: Content, paths: Sequence[str], languages: Sequence[str]
) -> tuple[Lock, tuple[str, ...]]:
    """Return the lock and the languages that are meant; raises `ProjectError` for a path or language that isn't."""
    main, *others = project.settings.languages
    for language in languages:
        if language not in others:
            hint = Told(
                "the main language is {main}; its texts are translated into {others}",
                main=main,
                others=", ".join(others) or Told("no other"),
            )
            raise ProjectError(Told("there is no translation into {language!r}: {hint}", language=language, hint=hint))
    assert content.lock is not None  # or it couldn't be read, and `load` has said so
    known = dict(tracked(content.items))
    for path in paths:
        if not any(_below(text, path) for text in known):
            close = difflib.get_close_matches(path, known, 1)
            if close:
                raise ProjectError(Told("there is no text {path!r}; did you mean {name}?", path=path, name=close[0]))
            raise ProjectError(Told("there is no text {path!r}", path=path))
    return content.lock, tuple(dict.fromkeys(languages or others))


def _chosen(content: Content, paths: Sequence[str]) -> list[tuple[str, Translated]]:
    return [
        (path, text) for path, text in tracked(content.items) if not paths or any(_below(path, one) for one in paths)
    ]


def _below(path: str, prefix: str) -> bool:
    return path == prefix or path.startswith((f"{prefix}.", f"{prefix}["))
