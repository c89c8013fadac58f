"""The section [mail] of briefgen.toml: the server, who sends, and where passwords come from, which is never a file."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, PrivateAttr, ValidationError

from briefgen.contacts.passwords import SecretError, how_to_give, kept, password_fault
from briefgen.content.reading.validation import in_plain_words
from briefgen.content.schema.base import Email, Record
from briefgen.problems.mistakes import did_you_mean
from briefgen.problems.notes import SchemaWord, Told, Written, line_by_line, listed
from briefgen.project.folder import Project
from briefgen.project.hidden import is_plain
from briefgen.project.reading import read_file
from briefgen.project.settings import SETTINGS_FILE, SettingsError, of_setting
from briefgen.project.toml import lines_of, names_secret

PASSWORD_VARIABLE = "BRIEFGEN_MAIL_PASSWORD"  # noqa: S105 — names of environment variables
PDF_PASSWORD_VARIABLE = "BRIEFGEN_PDF_PASSWORD"  # noqa: S105
SIGN_PASSWORD_VARIABLE = "BRIEFGEN_SIGN_PASSWORD"  # noqa: S105
SERVICE, PDF_SERVICE, SIGN_SERVICE = "briefgen", "briefgen-pdf", "briefgen-sign"  # names in the keyring
_PORTS = {"starttls": 587, "tls": 465}
_NUMBER = re.compile(r"[0-9]{1,5}")  # in quotes, where it stands without
_KEY = 1_000_000  # bytes
_HTTPS = r"^(https://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[A-Za-z0-9._/-]*[A-Za-z0-9._-])?)?$"
_HOST = r"^[a-z0-9.-]{1,253}(:[0-9]{1,5})?$"
NOT_ASCII = Told(
    "has a letter beyond a–z and A–Z, such as é or ა, which logging in to a mail server can't carry: change it there"
)
NOTHING_TYPED = Told("type the password first: nothing was kept")
# What is judged letter by letter, or may change while letters wait; all else says how they leave.
_NOT_THE_WAY = {"recipients", "reply_to", "connections", "retry_seconds", "give_up_hours"}


class Account(Record):
    """What [mail] says. Paths are relative to the project, and may lead out of it."""

    such_as: ClassVar[Mapping[str, str]] = {
        "sender": "briefs@agency.example",
        "way": "smtp",
        "server": "mail.agency.example",
        "security": "starttls",
        "port": "587",
        "user": "briefs",
        "login": "password",
        "client_id": "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0",
        "tenant": "agency.example",
        "authority": "https://login.agency.example",
        "graph": "https://graph.microsoft.com",
        "uploads": "outlook.office.com",
        "reply_to": "office@agency.example",
        "ca": "../agency-ca.pem",
        "sign": "../briefs-key.pem",
        "recipients": "../recipients.yaml",
        "outbox": "outbox",
        "connections": "2",
        "retry_seconds": "60, 300, 900",
        "give_up_hours": "24",
    }

    sender: Email = Field(description="The address from which the briefs go.")
    # A line of mailing.ways.
    way: str = Field("smtp", max_length=40, description="How letters leave the house.")
    # Drafts can be written without one.
    server: str = Field(
        "", max_length=253, pattern=r"^[A-Za-z0-9.-]*$", description="The name of the mail server: your IT knows it."
    )
    security: Literal["starttls", "tls"] = Field(
        "starttls", description="How the line to the server is encrypted. Without that nothing is sent."
    )
    port: int = Field(0, ge=0, le=65535, description="The port of the server, if it isn't the usual one.")
    user: str = Field(
        "",
        max_length=254,
        pattern=r"^[^\x00-\x1f\x7f]*$",
        description="By what the server knows the account; left out, if it lets the agency in without a login.",
    )
    # A line of mailing.ways.tokens, or by password.
    login: str = Field("password", max_length=40, description="How the agency logs in there.")
    client_id: str = Field(
        "",
        max_length=200,
        pattern=r"^[A-Za-z0-9._-]*$",
        description="The id of the app that your IT has registered for briefgen.",
    )
    tenant: str = Field(
        "", max_length=253, pattern=r"^[A-Za-z0-9.-]*$", description="The agency's id at Microsoft 365."
    )
    authority: str = Field("", pattern=_HTTPS, description="Who is asked for the sign-in, if it is a server apart.")
    graph: str = Field(
        "https://graph.microsoft.com", min_length=9, pattern=_HTTPS, description="Where the mailbox for drafts is."
    )
    # Hosts that take large attachments of drafts (learn.microsoft.com/graph/outlook-large-attachments).
    uploads: list[Annotated[str, Field(pattern=_HOST)]] = Field(
        ["outlook.office.com", "outlook.office365.com"], description="Hosts that take large attachments of drafts."
    )
    reply_to: Email | None = Field(
        None, description="Where answers go, if the edition names no address of whoever drafted it."
    )
    ca: str = Field("", max_length=500, description="A file with the certificates of the agency's own authority (PEM).")
    sign: str = Field(
        "",
        max_length=500,
        description="A file with the key that signs the letters, and its certificate (PEM); outside the project.",
    )
    recipients: str = Field(
        "", max_length=500, description="The file that says who gets the briefs, if it isn't in the content."
    )
    outbox: str = Field("outbox", max_length=500, description="The folder that knows who has what.")
    connections: int = Field(2, ge=1, le=8, description="How many letters go out at once.")
    retry_seconds: list[Annotated[int, Field(ge=1)]] = Field(
        [60, 300, 900, 1800, 3600],
        min_length=1,
        description="After how many seconds a letter that was put off is tried again, each time.",
    )
    give_up_hours: float = Field(
        24, gt=0, le=24 * 7, description="After how many hours a letter that was put off is given up."
    )
    _lines: Mapping[str, int] = PrivateAttr(default_factory=dict)

    def at(self, setting: str) -> str:
        """Return where a setting stands, or would stand, for messages: the file, and the line if it is known."""
        return _place(self._lines, setting)

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


def read_account(project: Project, text: str | None = None) -> Account:
    """Return the settings for email; raises `SettingsError`. Of a `text` the file may say something else yet."""
    settings, lines = project.settings.mail, _lines_of(project) if text is None else lines_of(text, "mail")
    if not settings:
        raise SettingsError(
            Told(
                "{file} doesn't say how to send. Write at its end, with what your IT tells you (see docs/email.md), or "
                "fill in «Mail account» on the desk:\n  {lines}",
                file=SETTINGS_FILE,
                lines=listed(["[mail]", *(right_line(name) for name in ("sender", "server", "user"))]),
            )
        )
    for key in settings:
        if names_secret(key):
            raise of_mail(
                key,
                Told(
                    "{file}: [mail] {key}: a password never stands in a file; delete the line, change that "
                    "password, and give the new one in the environment variable {password_variable} or "
                    "keep it in the keyring",
                    file=_place(lines, key),
                    key=key,
                    password_variable=PASSWORD_VARIABLE,
                ),
            )
    try:
        account = Account.model_validate(dict(settings))
    except ValidationError as error:
        faults = list(account_faults(error, hidden=True))
        told = (
            Told(
                "{file}: {section} {said}; {right}",
                file=_place(lines, name),
                section="[mail]",
                said=said,
                right=_right(name, kind, settings),
            )
            for name, kind, said in faults
        )
        raise of_mail(faults[0][0], line_by_line(told)) from None
    account._lines = lines
    return account


def of_mail(name: str, message: str) -> SettingsError:
    """Return the mistake that a setting of [mail] is wrong."""
    return of_setting(f"mail.{name}", message)


def right_line(name: str) -> str:
    """Return a setting of [mail] as it is written in the file, with something that it may say."""
    words = Account.such_as[name]
    kind = Account.model_fields[name].annotation
    if kind in (int, float):
        return f"{name} = {words}"
    if name == "retry_seconds":
        return f"{name} = [{words}]"
    return f'{name} = ["{words}"]' if name == "uploads" else f'{name} = "{words}"'


def _lines_of(project: Project) -> Mapping[str, int]:
    """Return the lines of the settings of [mail], as far as they can be found."""
    try:
        return lines_of(read_file(project.settings_file, SETTINGS_FILE).decode("utf-8-sig"), "mail")
    except (OSError, ValueError):
        return {}


def _place(lines: Mapping[str, int], setting: str) -> str:
    line = lines.get(setting) or lines.get("")
    return f"{SETTINGS_FILE}:{line}" if line else SETTINGS_FILE


def ca_file(account: Account, project: Project) -> Path | None:
    """Return the file with the certificates that alone are trusted, if one is named; raises `SettingsError`."""
    return project.anywhere(account.ca, "mail.ca") if account.ca else None


def outbox_folder(project: Project) -> Path:
    """Return the folder of what was sent; raises `SettingsError` if the setting is no name."""
    named = project.settings.mail.get("outbox", "outbox")
    if not isinstance(named, str) or not named:
        raise of_mail("outbox", Told("{file}: [mail] outbox needs the name of a folder in quotes", file=SETTINGS_FILE))
    return project.anywhere(named, "mail.outbox")


def sign_key(account: Account, project: Project) -> bytes:
    """Return key and certificate for S/MIME, PEM; raises `SettingsError` if they are nowhere, or in the project."""
    path = project.anywhere(account.sign, "mail.sign")
    if not path.exists():
        raise of_mail(
            "sign",
            Told("{file}: [mail] sign = {sign!r}: there is no such file", file=account.at("sign"), sign=account.sign),
        )
    if path.is_relative_to(project.root):
        raise of_mail(
            "sign",
            Told(
                "{file}: [mail] sign: keep the key outside the project, which others can read", file=account.at("sign")
            ),
        )
    return read_file(path, account.sign, _KEY)


def password_name(account: Account) -> str:
    """Return by what the keyring knows the password of the account."""
    return f"{account.user}@{account.server}"


def secret_fault(secret: str) -> str:
    """Return why this can't be a password that is kept, in plain words that don't tell it; nothing if it can."""
    if not secret.strip():
        return NOTHING_TYPED
    if not secret.isascii():
        return Told("the password {fault}", fault=NOT_ASCII)
    if not secret.isprintable():
        return Told("there is a line end or another character in the password that nobody sees: type it once more")
    return ""


def account_password(account: Account, environment: Mapping[str, str] = os.environ) -> str | None:
    """Return the password of the account, None if it has no user; raises `SecretError`."""
    if not account.user:
        return None
    name = password_name(account)
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


def account_faults(error: ValidationError, *, hidden: bool = False) -> Iterator[tuple[str, str, str]]:
    """Yield what is wrong with settings: the name, the kind of the error, and what is said of it.

    Where the file has them it may be a password: then what it says is `hidden`.
    """
    for each in error.errors(include_url=False):
        if hidden and isinstance(each["input"], str) and not is_plain(each["input"].replace(" ", "")):
            each["input"] = "…"
        name, kind = SchemaWord("field", str(each["loc"][0])), each["type"]
        match kind:
            case "missing":
                said: str = Told("{name} is missing", name=name)
            case "extra_forbidden":
                said = Told("{name}: there is no such setting", name=Written(name))
            case "string_pattern_mismatch":
                said = Told("{name} can't be {given!r}", name=name, given=each["input"])
            case _:
                said = in_plain_words(each, Account)
        yield name, kind, said


def _right(name: str, kind: str, settings: Mapping[str, Any]) -> str:
    """Return what would be right; of a number in quotes, the number itself."""
    if kind == "extra_forbidden":
        return did_you_mean(name, Account.model_fields)
    given = settings.get(name)
    if isinstance(given, str) and _NUMBER.fullmatch(given) and Account.model_fields[name].annotation in (int, float):
        try:
            Account.model_validate({**settings, name: int(given)})
            fits = True
        except ValidationError as error:
            fits = name not in {each["loc"][0] for each in error.errors(include_url=False)}
        if fits:
            return Told("write: {line}", line=f"{name} = {given}")
    return Told("write: {line}", line=right_line(name))
