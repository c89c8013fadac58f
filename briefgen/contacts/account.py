"""The section [mail] of briefgen.toml: the server, who sends, and where passwords come from, which is never a file."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from briefgen.contacts.passwords import SecretError, how_to_give, kept, password_fault
from briefgen.content.schema.base import Email
from briefgen.problems.mistakes import did_you_mean
from briefgen.problems.notes import Told
from briefgen.project.folder import SETTINGS_FILE, Project, ProjectError
from briefgen.project.reading import read_file

PASSWORD_VARIABLE = "BRIEFGEN_MAIL_PASSWORD"  # noqa: S105 — names of environment variables
PDF_PASSWORD_VARIABLE = "BRIEFGEN_PDF_PASSWORD"  # noqa: S105
SIGN_PASSWORD_VARIABLE = "BRIEFGEN_SIGN_PASSWORD"  # noqa: S105
SERVICE, PDF_SERVICE, SIGN_SERVICE = "briefgen", "briefgen-pdf", "briefgen-sign"  # names in the keyring
_PORTS = {"starttls": 587, "tls": 465}
_KEY = 1_000_000  # bytes
_HTTPS = r"^(https://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[A-Za-z0-9._/-]*[A-Za-z0-9._-])?)?$"
_HOST = r"^[a-z0-9.-]{1,253}(:[0-9]{1,5})?$"
NOT_ASCII = Told(
    "has a letter beyond a–z and A–Z, such as é or ა, which logging in to a mail server can't carry: change it there"
)
# What is judged letter by letter, or may change while letters wait; all else says how they leave.
_NOT_THE_WAY = {"recipients", "reply_to", "connections", "retry_seconds", "give_up_hours"}
_SECRET = ("password", "passwd", "secret", "token")


class Account(BaseModel):
    """What [mail] says. Paths are relative to the project, and may lead out of it."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    sender: Email
    way: str = "smtp"  # how letters leave: a line of mailing.ways
    server: str = Field("", max_length=253, pattern=r"^[A-Za-z0-9.-]*$")  # drafts can be written without one
    security: Literal["starttls", "tls"] = "starttls"
    port: int = Field(0, ge=0, le=65535)
    user: str = Field("", max_length=254, pattern=r"^[^\x00-\x1f\x7f]*$")
    login: str = "password"  # or a line of mailing.ways.tokens
    client_id: str = Field("", max_length=200, pattern=r"^[A-Za-z0-9._-]*$")
    tenant: str = Field("", max_length=253, pattern=r"^[A-Za-z0-9.-]*$")
    authority: str = Field("", pattern=_HTTPS)  # where tokens are given
    graph: str = Field("https://graph.microsoft.com", min_length=9, pattern=_HTTPS)
    # Hosts that take large attachments of drafts (learn.microsoft.com/graph/outlook-large-attachments).
    uploads: list[Annotated[str, Field(pattern=_HOST)]] = Field(["outlook.office.com", "outlook.office365.com"])
    reply_to: Email | None = None  # where answers go if the edition names no address of its drafter
    ca: str = ""  # certificates of the agency's own authority, PEM
    sign: str = ""  # key and certificate for S/MIME, PEM
    recipients: str = ""
    outbox: str = "outbox"
    connections: int = Field(2, ge=1, le=8)
    retry_seconds: list[Annotated[int, Field(ge=1)]] = Field([60, 300, 900, 1800, 3600], min_length=1)
    give_up_hours: float = Field(24, gt=0, le=24 * 7)

    @property
    def at_port(self) -> int:
        """The port, or the usual one."""
        return self.port or _PORTS[self.security]

    @property
    def login_user(self) -> str:
        """Who signs in for a token: the user, or the sender."""
        return self.user or self.sender

    @property
    def domain(self) -> str:
        """The sender's domain: it names us to the server, and our messages."""
        return self.sender.rpartition("@")[2]

    def leads_elsewhere(self, other: Account) -> tuple[str, ...]:
        """Return the settings by which letters would leave another way, or as another's, than by the other account."""
        names = (name for name in type(self).model_fields if name not in _NOT_THE_WAY)
        return tuple(name for name in names if getattr(self, name) != getattr(other, name))


def read_account(project: Project) -> Account:
    """Return the settings for email; raises `ProjectError`."""
    settings = project.settings.mail
    if not settings:
        raise ProjectError(
            Told(
                "{file} doesn't say how to send: add a section [mail] with sender and server; see docs/email.md",
                file=SETTINGS_FILE,
            )
        )
    for key in settings:
        if any(word in key.lower() for word in _SECRET):
            raise ProjectError(
                Told(
                    "{file}: [mail] {key}: a password never stands in a file; delete the line, change that "
                    "password, and give the new one in the environment variable {password_variable} or "
                    "keep it in the keyring",
                    file=SETTINGS_FILE,
                    key=key,
                    password_variable=PASSWORD_VARIABLE,
                )
            )
    try:
        return Account.model_validate(dict(settings))
    except ValidationError as error:
        raise ProjectError("\n".join(f"{SETTINGS_FILE}: [mail] {_told(each)}" for each in error.errors())) from None


def ca_file(account: Account, project: Project) -> Path | None:
    """Return the file with the certificates that alone are trusted, if one is named; raises `ProjectError`."""
    return project.anywhere(account.ca) if account.ca else None


def outbox_folder(project: Project) -> Path:
    """Return the folder of what was sent; raises `ProjectError` if the setting is no name."""
    named = project.settings.mail.get("outbox", "outbox")
    if not isinstance(named, str) or not named:
        raise ProjectError(Told("{file}: [mail] outbox needs the name of a folder in quotes", file=SETTINGS_FILE))
    return project.anywhere(named)


def sign_key(account: Account, project: Project) -> bytes:
    """Return key and certificate for S/MIME, PEM; raises `ProjectError` if they are nowhere, or in the project."""
    path = project.anywhere(account.sign)
    if not path.exists():
        raise ProjectError(
            Told("{file}: [mail] sign = {sign!r}: there is no such file", file=SETTINGS_FILE, sign=account.sign)
        )
    if path.is_relative_to(project.root):
        raise ProjectError(
            Told("{file}: [mail] sign: keep the key outside the project, which others can read", file=SETTINGS_FILE)
        )
    return read_file(path, account.sign, _KEY)


def account_password(account: Account, environment: Mapping[str, str] = os.environ) -> str | None:
    """Return the password of the account, None if it has no user; raises `SecretError`."""
    if not account.user:
        return None
    name = f"{account.user}@{account.server}"
    found = environment.get(PASSWORD_VARIABLE) or kept(SERVICE, name)[0]
    if not found:
        raise SecretError(
            Told(
                "the server wants the password of {user}: {how}",
                user=account.user,
                how=how_to_give(SERVICE, name, PASSWORD_VARIABLE),
            )
        )
    if not account.user.isascii():
        raise SecretError(Told("the user for the mail server {fault}", fault=NOT_ASCII))
    if not found.isascii():
        raise SecretError(Told("the password for the mail server {fault}", fault=NOT_ASCII))
    return found


def pdf_password(recipient: str, environment: Mapping[str, str] = os.environ) -> str | None:
    """Return the password that was agreed with a recipient for locked PDFs, if there is one."""
    return kept(PDF_SERVICE, recipient)[0] or environment.get(PDF_PASSWORD_VARIABLE) or None


def pdf_lock_refused(recipient: str, environment: Mapping[str, str] = os.environ) -> str:
    """Return why PDFs can't be locked for a recipient, in plain words; nothing if they can."""
    password = pdf_password(recipient, environment)
    if password is None:
        how = how_to_give(PDF_SERVICE, recipient, PDF_PASSWORD_VARIABLE)
        return Told("no password was agreed for locked PDFs: {how}, and tell them by another way than email", how=how)
    fault = password_fault(password)
    return Told("the password for their locked PDFs {fault}: agree on another one", fault=fault) if fault else ""


def sign_password(account: Account, environment: Mapping[str, str] = os.environ) -> str | None:
    """Return the password of the key for S/MIME, if it has one."""
    return environment.get(SIGN_PASSWORD_VARIABLE) or kept(SIGN_SERVICE, account.sender)[0] or None


def how_to_unlock(account: Account) -> str:
    """Return where the password of the key for S/MIME is put."""
    return how_to_give(SIGN_SERVICE, account.sender, SIGN_PASSWORD_VARIABLE)


def _told(error: Any) -> str:
    field = ".".join(map(str, error["loc"]))
    match error["type"]:
        case "missing":
            return Told("{name} is missing", name=field)
        case "extra_forbidden":
            hint = did_you_mean(field, Account.model_fields)
            return Told("{name}: there is no such setting; {hint}", name=field, hint=hint)
        case "string_pattern_mismatch":
            return Told("{name} can't be {given!r}", name=field, given=error["input"])
        case _:
            said = f"{error['msg'][0].lower()}{error['msg'][1:]}"
            return Told("{name}: {said}", name=field, said=said)
