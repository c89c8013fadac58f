"""What sending lacks, its secrets, and a try of the account: for who sets it up without a terminal."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from importlib.util import find_spec
from typing import Literal

from briefgen.contacts.account import (
    PASSWORD_VARIABLE,
    PDF_PASSWORD_VARIABLE,
    PDF_SERVICE,
    SERVICE,
    SIGN_PASSWORD_VARIABLE,
    SIGN_SERVICE,
    Account,
    ca_file,
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
from briefgen.contacts.recipients import recipients_file
from briefgen.mailing.ways import is_signed_in, packages_of, sign_ins_of, tokens_of, way_of
from briefgen.mailing.ways.tokens import BY_PASSWORD
from briefgen.making.opened import Opened, opened
from briefgen.problems.mistakes import Mistake
from briefgen.problems.notes import Told
from briefgen.project.folder import Project, ProjectError

SecretKind = Literal["password", "client", "sign", "locked"]
"""Of the account at its server; of the app that signs in at Google; of the key that signs letters; of locked PDFs."""


@dataclass(frozen=True, slots=True)
class Secret:
    """Something that only the keyring or the environment knows: where it is kept, never what it is."""

    kind: SecretKind
    service: str
    name: str
    variable: str
    needed: bool
    given: Literal["", "keyring", "environment", "memory"] = ""
    trouble: str = ""  # why the keyring can't be asked


@dataclass(frozen=True, slots=True)
class Readiness:
    """Whether letters can go out by [mail], and what is missing, in words for who has only the desk."""

    account: Account | None  # None: there is no [mail], or it is wrong
    missing: str = ""
    where: str = ""  # who takes the letters
    secrets: tuple[Secret, ...] = ()
    sign_ins: tuple[str, ...] = ()  # how one can sign in: "browser", "code"
    signed_in: bool = False

    @property
    def is_ready(self) -> bool:
        """Whether nothing is missing; whether the server agrees, only a try can tell."""
        return self.account is not None and not self.missing


def readiness(project: Project | Opened, environment: Mapping[str, str] = os.environ) -> Readiness:
    """Return what sending lacks; nobody is connected to."""
    folder = opened(project).project
    if not folder.settings.mail:
        return Readiness(None, Told("no mail account is set up yet"))
    try:
        account = read_account(folder)
        way = way_of(account)
        secrets = tuple(_looked_up(each, environment) for each in _secrets(account))
        ready = Readiness(account, "", way.where(account), secrets)
    except Mistake as mistake:
        return Readiness(None, str(mistake))
    try:
        for package, extra in packages_of(account).items():
            if not find_spec(package):
                raise Mistake(
                    Told(
                        "this needs the package {package}, which whoever looks after this computer installs:"
                        " pip install 'briefgen[{extra}]'",
                        package=package,
                        extra=extra,
                    )
                )
        if lacking := next((each for each in secrets if each.needed and not each.given), None):
            return replace(ready, missing=_lacks(account, lacking))
        if account.login != BY_PASSWORD:
            tokens_of(account, folder)  # what is missing before anybody can sign in is told first
            sign_ins = sign_ins_of(account)
            ready = replace(ready, sign_ins=sign_ins, signed_in=bool(sign_ins) and is_signed_in(account, folder))
            if sign_ins and not ready.signed_in:
                return replace(ready, missing=Told("nobody has signed in as {user} here yet", user=account.login_user))
        way.prepare(account, folder)
        _require_files(account, folder)
    except (Mistake, OSError) as mistake:
        return replace(ready, missing=str(mistake))
    return ready


def _require_files(account: Account, project: Project) -> None:
    """Raise `Mistake` for a file that [mail] names and that isn't there, before a letter needs it."""
    recipients_file(project)
    if account.sign:
        sign_key(account, project)
    path = ca_file(account, project)
    if path and not path.is_file():
        raise ProjectError(
            Told("{file}: [mail] ca = {ca!r}: there is no such file", file=account.at("ca"), ca=account.ca)
        )


def keep_secret_of(project: Project | Opened, kind: str, secret: str, *, held: bool = False) -> None:
    """Keep a password in the keyring, where sending looks for it; or have it `held` by this process until it ends.

    Raises `Mistake`, which never tells it.
    """
    spot = _secret(project, kind)
    if fault := secret_fault(secret):
        raise SecretError(fault)
    (hold_password if held else keep_password)(spot.service, spot.name, secret)


def forget_secret_of(project: Project | Opened, kind: str) -> None:
    """Take a password out of the keyring, or no longer hold it. Raises `Mistake`."""
    spot = _secret(project, kind)
    forget_password(spot.service, spot.name)


def pdf_secret(recipient: str, environment: Mapping[str, str] = os.environ) -> Secret:
    """Return where the password of somebody's locked PDFs is kept; one of the environment is for all others."""
    secret = Secret("locked", PDF_SERVICE, recipient, PDF_PASSWORD_VARIABLE, needed=False)
    found = _looked_up(secret, {})
    return found if found.given else _looked_up(secret, environment)


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


def try_account(project: Project | Opened) -> str:
    """Connect as sending does, log in, and send nothing; return who it was that let us in. Raises `Mistake`."""
    folder = opened(project).project
    account = read_account(folder)
    way = way_of(account)
    way.prepare(account, folder).open().close()
    return way.where(account)


def _secret(project: Project | Opened, kind: str) -> Secret:
    account = read_account(opened(project).project)
    found = next((each for each in _secrets(account) if each.kind == kind), None)
    if found is None:
        raise SecretError(Told("this account has no such password"))
    return found


def _secrets(account: Account) -> list[Secret]:
    """Return the secrets that the account has, by its settings."""
    found = []
    if account.login == BY_PASSWORD and account.user:
        found.append(Secret("password", SERVICE, password_name(account), PASSWORD_VARIABLE, needed=True))
    if account.login == "google":
        from briefgen.mailing.ways.tokens.google import CLIENT_SECRET, CLIENT_SERVICE, client_name

        if account.client_id:
            found.append(Secret("client", CLIENT_SERVICE, client_name(account), CLIENT_SECRET, needed=True))
    if account.sign:
        found.append(Secret("sign", SIGN_SERVICE, account.sender, SIGN_PASSWORD_VARIABLE, needed=False))
    return found


def _looked_up(secret: Secret, environment: Mapping[str, str]) -> Secret:
    if environment.get(secret.variable):
        return replace(secret, given="environment")
    if is_held(secret.service, secret.name):
        return replace(secret, given="memory")
    found, trouble = kept(secret.service, secret.name)
    return replace(secret, given="keyring" if found else "", trouble=trouble)


def _lacks(account: Account, secret: Secret) -> str:
    if secret.kind == "client":
        return Told("the secret of the app isn't known here yet, which your IT has beside the client id")
    return Told("the password of {user} at {server} isn't known here yet", user=account.user, server=account.server)
