"""Where passwords are kept – the account's, the signing key's, those of locked PDFs –, kept and forgotten."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from briefgen.contacts.account import (
    NOTHING_TYPED,
    PASSWORD_VARIABLE,
    PDF_PASSWORD_VARIABLE,
    PDF_SERVICE,
    SERVICE,
    SIGN_PASSWORD_VARIABLE,
    SIGN_SERVICE,
    Account,
    password_name,
    read_account,
    secret_fault,
    sign_key,
)
from briefgen.contacts.passwords import (
    SecretError,
    forget_password,
    hold_password,
    is_held,
    keep_password,
    kept,
    password_fault,
)
from briefgen.mailing.letter import smime
from briefgen.mailing.ways.tokens import BY_PASSWORD
from briefgen.making.opened import Opened, opened
from briefgen.problems.notes import Told
from briefgen.project.folder import Project

SecretKind = Literal["password", "client", "sign", "locked"]
"""Of the account at its server; of the app that signs in at Google; of the key that signs letters; of locked PDFs."""


@dataclass(frozen=True, slots=True)
class SecretPlace:
    """Where something is kept that only the keyring or the environment knows; never what it is."""

    kind: SecretKind
    service: str
    name: str
    variable: str
    needed: bool
    given: Literal["", "keyring", "environment", "memory"] = ""
    trouble: str = ""  # why the keyring can't be asked


def places_of(account: Account, environment: Mapping[str, str] = os.environ) -> tuple[SecretPlace, ...]:
    """Return the places of the secrets that the account has, by its settings, and whether something is there."""
    return tuple(_looked_up(each, environment) for each in _places(account))


def keep_secret_of(project: Project | Opened, kind: str, secret: str, *, held: bool = False) -> None:
    """Keep a password in the keyring, where sending looks for it; or have it `held` by this process until it ends.

    Raises `Mistake`, which never tells it.
    """
    spot = _place(project, kind)
    if spot.kind == "sign":
        _require_opens(opened(project).project, secret)
    elif fault := secret_fault(secret):
        raise SecretError(fault)
    (hold_password if held else keep_password)(spot.service, spot.name, secret)


def forget_secret_of(project: Project | Opened, kind: str) -> None:
    """Take a password out of the keyring, or no longer hold it. Raises `Mistake`."""
    spot = _place(project, kind)
    forget_password(spot.service, spot.name)


def pdf_secret(recipient: str, environment: Mapping[str, str] = os.environ) -> SecretPlace:
    """Return where the password of somebody's locked PDFs is kept; one of the environment is for all others."""
    place = SecretPlace("locked", PDF_SERVICE, recipient, PDF_PASSWORD_VARIABLE, needed=False)
    found = _looked_up(place, {})
    return found if found.given else _looked_up(place, environment)


def keep_pdf_password(recipient: str, password: str, *, held: bool = False) -> None:
    """Keep the password that was agreed with somebody for locked PDFs, or have it `held` until this process ends.

    Raises `SecretError`, which never tells it.
    """
    if fault := password_fault(password):
        raise SecretError(Told("the password for their locked PDFs {fault}: agree on another one", fault=fault))
    (hold_password if held else keep_password)(PDF_SERVICE, recipient, password)


def forget_pdf_password(recipient: str) -> None:
    """Take it out of the keyring. Raises `SecretError`."""
    forget_password(PDF_SERVICE, recipient)


def _require_opens(project: Project, password: str) -> None:
    """Raise `SecretError` for a password that doesn't open the key that signs letters: any letters may be in one."""
    if not password:
        raise SecretError(NOTHING_TYPED)
    pem = sign_key(read_account(project), project)
    if not smime.is_locked(pem):
        raise SecretError(Told("the key that signs letters has no password, so none was kept"))
    try:
        smime.require_opens(pem, password)
    except smime.SignError as error:
        raise SecretError(str(error)) from None


def _place(project: Project | Opened, kind: str) -> SecretPlace:
    account = read_account(opened(project).project)
    found = next((each for each in _places(account) if each.kind == kind), None)
    if found is None:
        raise SecretError(Told("this account has no such password"))
    return found


def _places(account: Account) -> list[SecretPlace]:
    """Return the secrets that the account has, by its settings."""
    found = []
    if account.login == BY_PASSWORD and account.user:
        found.append(SecretPlace("password", SERVICE, password_name(account), PASSWORD_VARIABLE, needed=True))
    if account.login == "google":
        from briefgen.mailing.ways.tokens.google import CLIENT_SECRET, CLIENT_SERVICE, client_name

        if account.client_id:
            found.append(SecretPlace("client", CLIENT_SERVICE, client_name(account), CLIENT_SECRET, needed=True))
    if account.sign:
        found.append(SecretPlace("sign", SIGN_SERVICE, account.sender, SIGN_PASSWORD_VARIABLE, needed=False))
    return found


def _looked_up(place: SecretPlace, environment: Mapping[str, str]) -> SecretPlace:
    if environment.get(place.variable):
        return replace(place, given="environment")
    if is_held(place.service, place.name):
        return replace(place, given="memory")
    found, trouble = kept(place.service, place.name)
    return replace(place, given="keyring" if found else "", trouble=trouble)
