"""Projects whose briefs were issued, with invented recipients in a file outside, ready to be sent from."""

from __future__ import annotations

import email
import email.policy
import shutil
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from click.testing import Result

from briefgen.contacts.account import read_account
from briefgen.contacts.passwords import keep_secret
from briefgen.mailing.ways import tokens_of, way_of
from briefgen.mailing.ways.tokens import login_of
from briefgen.mailing.ways.tokens.base import Tokens
from briefgen.project.folder import find_project
from tests.mailing.scripted import PASSWORD, USER, Scripted
from tests.mailing.servers import Servers
from tests.test_cli import run

STARTER = "2030-05-example-city"  # the edition of the starter
WIDE = {"COLUMNS": "200"}


class Office:
    """A copy of an issued project, its recipients, its server, and the verbs that an office types."""

    def __init__(self, of: Path, root: Path, edition: str = STARTER) -> None:
        self.root, self.edition = root / "project", edition
        self.people = root / "people.yaml"
        shutil.copytree(of, self.root)

    def serve(self, server: Scripted | Servers, /, **more: Any) -> None:
        """Write [mail] for a server, with other settings beside the usual ones."""
        host, user = (server.host, server.user) if isinstance(server, Servers) else ("127.0.0.1", USER)
        ca = server.ca if isinstance(server, Servers) else server.certificates.authority
        settings = {
            "server": host, "port": server.port, "user": user, "ca": str(ca), "sender": "briefs@agency.example",
            "recipients": "../people.yaml", "retry_seconds": [1],
        } | more  # fmt: skip
        path = self.root / "briefgen.toml"
        kept = path.read_text(encoding="utf-8").partition("\n[mail]")[0]
        lines = (f"{key} = {value!r}".replace("'", '"') for key, value in settings.items())
        path.write_text(f"{kept}\n[mail]\n" + "\n".join(lines) + "\n", encoding="utf-8")

    def write_people(self, *entries: str) -> None:
        """Write recipients: the fields that differ from the usual ones, such as ``id: ana, language: ka``."""
        lines = []
        for entry in entries:
            fields = dict(part.split(": ", 1) for part in entry.split("; "))
            id = fields["id"]
            usual = {"name": id.title(), "email": f"{id}@agency.example", "language": "en", "ceiling": "internal"}
            lines.append("- {" + ", ".join(f"{key}: {value}" for key, value in (usual | fields).items()) + "}\n")
        self.people.write_text("".join(lines), encoding="utf-8")

    def edit(self, name: str, old: str, new: str) -> None:
        """Change a file of the project."""
        path = self.root / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    def take(self, other: Path) -> None:
        """Go on as another project did, which was the same until then: take over its content, templates and output."""
        for name in ("content", "templates", "output"):
            if (other / name).is_dir():
                shutil.copytree(other / name, self.root / name, dirs_exist_ok=True)

    def run(self, *arguments: str, typed: Any = None, password: str = PASSWORD) -> Result:
        """Type a command in the project's folder."""
        environment = {**WIDE, "BRIEFGEN_MAIL_PASSWORD": password}
        return run(*arguments, folder=self.root, typed=typed, environment=environment)

    def send(self, *more: str, name: str = "", password: str = PASSWORD) -> Result:
        """Send without being asked."""
        return self.run("send", name or self.edition, "--yes", *more, password=password)


def tokens_in(office: Office) -> Tokens:
    """Return who gives tokens by the settings of a project."""
    project = find_project(office.root)
    return tokens_of(read_account(project), project)


def signed_in(office: Office, renewal: str) -> str:
    """Keep what renews a token, as if a person had signed in; return by what the keyring knows it."""
    project = find_project(office.root)
    account = read_account(project)
    name = login_of(account).kept_as(account, project, way_of(account).where(account))
    keep_secret("briefgen-login", name, renewal)
    return name


def read(wire: bytes) -> EmailMessage:
    """Return a message as Python's own reader sees it."""
    message = email.message_from_bytes(wire, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


def attachments(wire: bytes) -> dict[str, bytes]:
    """Return the attached files by their names."""
    return {str(part.get_filename()): part.get_payload(decode=True) for part in read(wire).iter_attachments()}  # type: ignore[misc]


def sent_to(server: Scripted) -> list[str]:
    return sorted(received.address.partition("@")[0] for received in server.mailbox)


def issued(office: Office, name: str) -> bytes:
    return (office.root / "output" / STARTER / name).read_bytes()


def new_version(office: Office) -> None:
    """Reword a text, and issue what it gives."""
    office.edit(
        "content/events.yaml",
        "name: {ka: სანიმუშო ფორუმი, en: Example Forum}",
        "name: {ka: სანიმუშო კრება, en: Example Meeting}",
    )
    assert office.run("translations", "--accept", "--all").exit_code == 0
    result = office.run("issue", "--bump", "--on", "2030-05-03")
    assert result.exit_code == 0, result.output
