"""Signing in where mail takes no passwords any more, and forgetting it."""

from __future__ import annotations

from collections.abc import Callable

from briefgen.contacts.account import Account, read_account
from briefgen.mailing.ways import forget_sign_in, sign_ins_of, tokens_of
from briefgen.making.opened import Opened, opened
from briefgen.project.folder import Project

__all__ = ["Account", "sign_in", "sign_out", "ways_to_sign_in"]


def sign_in(
    project: Project | Opened,
    tell: Callable[[str], None],
    *,
    code: bool = False,
    given_up: Callable[[], bool] = lambda: False,
) -> Account:
    """Sign in where mail takes no passwords; `tell` is told what the person does now. Raises `Mistake`.

    Nothing is kept of what was `given_up` meanwhile.
    """
    folder = opened(project).project
    account = read_account(folder)
    tokens_of(account, folder).sign_in(tell, code=code, given_up=given_up)
    return account


def ways_to_sign_in(project: Project | Opened) -> tuple[str, ...]:
    """Return how a person signs in, in a "browser" or by "code"; raises `ProjectError`."""
    return sign_ins_of(read_account(opened(project).project))


def sign_out(project: Project | Opened) -> Account:
    """Forget the sign-in that is kept; raises `Mistake` where none can be."""
    folder = opened(project).project
    account = read_account(folder)
    forget_sign_in(account, folder)
    return account
