"""The mail account as a form: the settings of [mail], from their own model."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from briefgen.contacts import account_changes
from briefgen.contacts.account import PASSWORD_VARIABLE, SIGN_PASSWORD_VARIABLE, Account
from briefgen.contacts.account_changes import FIXED, AccountEntry
from briefgen.content.changing import wanted
from briefgen.content.model import Values
from briefgen.mailing.ways import WAYS
from briefgen.mailing.ways.tokens import BY_PASSWORD, LOGINS
from briefgen.making.opened import Opened
from briefgen.problems.notes import Told
from briefgen.upkeep.editing import CannotEditError, Edited
from briefgen.upkeep.mail_paths import PATHS, wrong_paths
from briefgen.upkeep.saving import FieldChange, FieldsError, typed_over
from briefgen.upkeep.things import Question, ThingField

__all__ = ["FIXED", "AccountForm", "account_form", "account_questions", "change_account", "fixed_settings"]

# What each kind of server needs, what your IT gives for a sign-in, and what is rarely needed.
_OWN = ("sender", "way", "server", "security", "port", "user", "login", "reply_to")
_APP = ("client_id", "tenant", "authority", "graph", "uploads")
_CHOICES: Mapping[str, Mapping[str, str]] = {
    "way": WAYS,
    "security": {
        "starttls": Told("the line begins open and is encrypted before anything is said; usual, at port 587"),
        "tls": Told("the line is encrypted from its first byte on, at port 465"),
    },
    "login": {BY_PASSWORD: Told("with a password, or without any login"), **LOGINS},
}
_PATTERNS = ("server", "user", "client_id", "tenant", "authority", "graph", "uploads")
_WHERE = frozenset({"way", "server", "security", "port", "login", "authority", "graph"})
# What is given to whatever server [mail] names, if it stands in the environment.
_GIVEN = (PASSWORD_VARIABLE, SIGN_PASSWORD_VARIABLE, "BRIEFGEN_CLIENT_SECRET", "BRIEFGEN_TOKEN_COMMAND")


@dataclass(frozen=True, slots=True)
class AccountForm:
    """The settings, in groups, with what each says; and what else stands in [mail]."""

    own: tuple[ThingField, ...]
    app: tuple[ThingField, ...]  # for a sign-in, and for drafts
    more: tuple[ThingField, ...]
    entry: AccountEntry

    @property
    def fields(self) -> tuple[ThingField, ...]:
        """All of them."""
        return (*self.own, *self.app, *self.more)


def account_form(project: Opened) -> AccountForm:
    """Return the form of [mail] as its file has it now; raises `ProjectError`."""
    questions = account_questions()
    entry = account_changes.account_entry(project.project, questions)
    fields = {each.name: ThingField(each, entry.now[each.name], "") for each in questions}

    def some(names: Iterable[str]) -> tuple[ThingField, ...]:
        return tuple(fields[name] for name in names)

    return AccountForm(
        some(_OWN), some(_APP), some(name for name in fields if name not in (*_OWN, *_APP)), entry
    )  # fmt: skip


def account_questions() -> tuple[Question, ...]:
    """Return what is asked of the mail account: all that its model has."""
    asked = (each for part in wanted.of_model(Account, Values(items={}, index={}, files={}), ()) for each in part)
    return tuple(map(_to_choose, asked))


def change_account(
    project: Opened, changes: Sequence[FieldChange], *, drop: Collection[str] = (), fixed: Collection[str] = ()
) -> Edited:
    """Change the settings that somebody changed; nothing else in the file. Raises `Mistake`."""
    try:
        questions = account_questions()
        if wrong := wrong_paths(project.project, {each.name: each.words.strip() for each in typed_over(changes)}):
            raise FieldsError(wrong)
        return Edited(
            account_changes.change_account(project.project, questions, changes, drop=drop, fixed=fixed), ()
        )  # fmt: skip
    finally:
        project.changed(project.project.settings_file)


def fixed_settings(*, owner: bool, environment: Mapping[str, str] = os.environ) -> frozenset[str]:
    """Return the settings that nobody changes at the desk who isn't the `owner` of the computer that it runs on.

    They lead to files of that computer; and where its environment has a password, that goes to whatever server is
    named, so that others could name one of their own.
    """
    if owner:
        return frozenset()
    return PATHS | (_WHERE if any(environment.get(name) for name in _GIVEN) else frozenset())


def _to_choose(question: Question) -> Question:
    name = question.name
    if name == "port":  # 0 is what stands for the usual one
        return replace(question, default="")
    if name in _CHOICES:  # what is chosen needs no example
        return replace(wanted.restricted(question, _CHOICES[name]), choices=_CHOICES[name], refers=name, such_as="")
    return replace(question, read=partial(_read, question)) if name in _PATTERNS else question


def _read(question: Question, words: str) -> Any:
    """Return what somebody typed; what can't be is told with what it looks like."""
    try:
        return question.read(words)
    except CannotEditError:
        raise CannotEditError(
            Told("{given!r} can't stand here; write it as {example}", given=words, example=question.such_as)
        ) from None
