"""What sending lacks, and a try of the account: for who sets it up without a terminal."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from importlib.util import find_spec

from briefgen.contacts.account import Account, ca_file, of_mail, read_account, sign_key, sign_password
from briefgen.contacts.recipients import recipients_file
from briefgen.mailing.letter import smime
from briefgen.mailing.secret_places import SecretPlace, places_of
from briefgen.mailing.ways import WAYS, is_signed_in, packages_of, sign_ins_of, tokens_of, way_of
from briefgen.mailing.ways.tokens import BY_PASSWORD
from briefgen.making.opened import Opened, opened
from briefgen.problems.mistakes import Mistake
from briefgen.problems.notes import Told
from briefgen.project.folder import Project


@dataclass(frozen=True, slots=True)
class Readiness:
    """Whether letters can go out by [mail], and what is missing, in words for who has only the desk."""

    account: Account | None  # None: there is no [mail], or it is wrong
    lacks: tuple[str, ...] = ()  # all that is missing, as far as it can be told
    where: str = ""  # who takes the letters
    does: str = ""  # what becomes of each letter there: it goes out, or lies among the drafts
    secrets: tuple[SecretPlace, ...] = ()
    sign_ins: tuple[str, ...] = ()  # how one can sign in: "browser", "code"
    signed_in: bool = False

    @property
    def missing(self) -> str:
        """What is missing first; "" if nothing is."""
        return self.lacks[0] if self.lacks else ""

    @property
    def is_ready(self) -> bool:
        """Whether nothing is missing; whether the server agrees, only a try can tell."""
        return self.account is not None and not self.lacks


def readiness(project: Project | Opened, environment: Mapping[str, str] = os.environ) -> Readiness:
    """Return what sending lacks; nobody is connected to."""
    folder = opened(project).project
    if not folder.settings.mail:
        return Readiness(None, (Told("no mail account is set up yet"),))
    try:
        account = read_account(folder)
        way = way_of(account)
        ready = Readiness(account, (), way.where(account), WAYS[account.way], places_of(account, environment))
    except Mistake as mistake:
        return Readiness(None, (str(mistake),))
    try:
        lacks = [*_packages_lacking(account), *_secrets_lacking(account, ready.secrets)]
    except Mistake as mistake:
        return replace(ready, lacks=(str(mistake),))
    if account.login != BY_PASSWORD and not lacks:
        try:
            ready = _with_sign_in(ready, account, folder)
        except (Mistake, OSError) as mistake:
            lacks.append(str(mistake))
        if ready.sign_ins and not ready.signed_in:
            lacks.append(Told("nobody has signed in as {user} here yet", user=account.login_user))
    if not lacks:
        lacks += _said(lambda: way.prepare(account, folder))
    lacks += _said(lambda: _require_files(account, folder))
    lacks += _said(lambda: _require_key(account, folder, environment))
    return replace(ready, lacks=tuple(dict.fromkeys(lacks)))


def _said(require: Callable[[], object]) -> list[str]:
    """Return what is said of something that is required and isn't there; [] if it is."""
    try:
        require()
    except (Mistake, OSError) as mistake:
        return [str(mistake)]
    return []


def _packages_lacking(account: Account) -> Iterator[str]:
    for package, extra in packages_of(account).items():
        if not find_spec(package):
            yield Told(
                "this needs the package {package}, which whoever looks after this computer installs:"
                " pip install 'briefgen[{extra}]'",
                package=package,
                extra=extra,
            )


def _secrets_lacking(account: Account, secrets: Iterable[SecretPlace]) -> Iterator[str]:
    for each in secrets:
        if each.needed and not each.given:
            yield _lacks(account, each)


def _with_sign_in(ready: Readiness, account: Account, project: Project) -> Readiness:
    """Return it with how one can sign in and whether somebody has; raises `Mistake` for what lacks before that."""
    tokens_of(account, project)
    sign_ins = sign_ins_of(account)
    return replace(ready, sign_ins=sign_ins, signed_in=bool(sign_ins) and is_signed_in(account, project))


def _require_files(account: Account, project: Project) -> None:
    """Raise `Mistake` for a file that [mail] names and that isn't there, before a letter needs it."""
    recipients_file(project)
    path = ca_file(account, project)
    if path and not path.is_file():
        raise of_mail(
            "ca",
            Told("{file}: [mail] ca = {ca!r}: there is no such file", file=account.at("ca"), ca=account.ca),
        )


def _require_key(account: Account, project: Project, environment: Mapping[str, str]) -> None:
    """Raise `Mistake` for a key that signs letters and can't be opened, or a password of it that isn't known."""
    if not account.sign:
        return
    pem, password = sign_key(account, project), sign_password(account, environment)
    if smime.is_locked(pem) and not password:
        raise Mistake(Told("the password of the key that signs letters isn't known here yet"))
    smime.require_opens(pem, password)


def try_account(project: Project | Opened) -> str:
    """Connect as sending does, log in, and send nothing; return who it was that let us in. Raises `Mistake`."""
    folder = opened(project).project
    account = read_account(folder)
    way = way_of(account)
    way.prepare(account, folder).open().close()
    return way.where(account)


def _lacks(account: Account, secret: SecretPlace) -> str:
    if secret.kind == "client":
        return Told("the secret of the app isn't known here yet, which your IT has beside the client id")
    return Told("the password of {user} at {server} isn't known here yet", user=account.user, server=account.server)
