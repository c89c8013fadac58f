"""recipients.yaml: every slip has a place, and names mean whom they should."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import TypeAdapter, ValidationError

from briefgen.contacts.recipients import Known, RecipientError, chosen, read_recipients, recipients_file
from briefgen.content.schema.base import Email
from briefgen.content.schema.recipients import Recipient
from briefgen.mailing.letter.message import MessageError, NameAddress, write_message
from briefgen.mailing.ways.envelope import check_address
from briefgen.making.judge import check
from briefgen.problems.diagnostics import ProblemsError
from briefgen.problems.mistakes import Mistake
from briefgen.project.folder import find_project
from briefgen.project.settings import ProjectError
from briefgen.upkeep.starter import start
from tests.golden import check_golden

KNOWN = Known(["ka", "en"], ["full", "changes"], ["public", "internal"])
ANA = "- {id: ana, name: Ana, email: ana@agency.example, language: ka, ceiling: internal, groups: [delegation]}\n"
BEN = "- {id: ben, name: Ben, email: ben@agency.example, language: en, ceiling: public, groups: [delegation, press]}\n"
GONE = "- {id: gone, name: Gone, email: g@agency.example, language: en, ceiling: public, active: false}\n"


def read(folder: Path, text: str) -> tuple[Recipient, ...]:
    path = folder / "recipients.yaml"
    path.write_text(text, encoding="utf-8")
    return read_recipients(path, "content/recipients.yaml", KNOWN)


def test_who_is_written_is_read(tmp_path: Path) -> None:
    ana, ben = read(tmp_path, ANA + BEN)
    assert (ana.id, ana.language, ana.ceiling, ana.formats, ana.active) == ("ana", "ka", "internal", ["pdf"], True)
    assert ben.groups == ["delegation", "press"]


def test_without_a_file_there_is_nobody(tmp_path: Path) -> None:
    assert read_recipients(tmp_path / "recipients.yaml", "content/recipients.yaml", KNOWN) == ()


WRONG = """\
- {id: ana, name: Ana, email: ana@agency.example, language: ka, ceiling: internal}
- {id: ana, name: Ana, email: ana@agency.example, language: fr, ceiling: intern}
- {id: ben, name: Ben, email: ben@agency.example, language: en, ceiling: public, briefs: [fall], groups: [ana]}
- {id: eve, name: Eve, email: eve@agency.example, language: en, ceiling: public, salutation: {ka: მოგესალმებით}}
"""
MALFORMED = """\
- {id: ana, name: "Ana\\nBcc: eve@evil.example", email: ana@agency.example, language: ka, ceiling: internal}
- {id: ben, name: Ben, email: "ben@agency.example\\nBcc: eve@evil.example", language: ka, ceiling: internal}
- {id: cyn, name: Cyn, email: cyn@agency, language: ka, ceiling: internal}
- {id: dan, name: Dan, email: "Dan <dan@agency.example>", language: ka, ceiling: internal, formats: []}
- {id: eve, name: Eve, mail: eve@agency.example, language: ka, ceiling: internal}
- {id: fay, name: Fay, email: fay..b@agency.example, language: ka, ceiling: internal}
- {id: gia, name: Gia, email: .gia@agency.example, language: ka, ceiling: internal}
"""


@pytest.mark.parametrize(("name", "text"), [("names", WRONG), ("fields", MALFORMED)])
def test_every_slip_is_reported_with_its_place(name: str, text: str, tmp_path: Path, update_golden: bool) -> None:
    with pytest.raises(ProblemsError) as raised:
        read(tmp_path, text)
    told = "\n\n".join(problem.render() for problem in raised.value.problems) + "\n"
    check_golden(Path("tests/data/golden/mail") / f"recipients_{name}.txt", told, update=update_golden)


ADDRESSES = [
    "ana@agency.example", "a.b+c@x-y.agency.example", "o'neil_1@xn--lodaehvb5cdik4g.xn--node", f"{'a' * 64}@b.example",
    f"a@{'b.' * 122}example",
]  # fmt: skip
NO_ADDRESSES = [
    "", "ana", "ana@", "@agency.example", "ana@agency", "a@b@agency.example", "a..b@agency.example",
    ".ab@agency.example", "ab.@agency.example", "ana@agency..example", "ana@.agency.example", "ana@agency.example.",
    "ana@-agency.example", "ana@agency-.example", "ana@agency.example\n", "\nana@agency.example", "a b@agency.example",
    "ა@agency.example", "<ana@agency.example>", '"a b"@agency.example', "ana@[192.0.2.1]",
    "a@b.example,c@d.example", f"{'a' * 65}@b.example", f"a@{'b.' * 123}example", f"a@{'b' * 64}.example",
]  # fmt: skip


def takers(address: str) -> set[str]:
    """Return who takes an address: the schema of recipients and settings, the header, the envelope."""
    found = set()
    with suppress(ValidationError):
        TypeAdapter(Email).validate_python(address)
        found.add("schema")
    with suppress(MessageError):
        write_message(
            sender=NameAddress("", "briefs@agency.example"),
            to=NameAddress("", address),
            subject="x",
            text="x\n",
            html="<p>x</p>\n",
            message_id="<1@agency.example>",
            date=datetime(2019, 10, 2, tzinfo=UTC),
            language="en",
        )
        found.add("header")
    with suppress(Mistake):
        check_address(address)
        found.add("envelope")
    return found


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_good_address_is_good_all_the_way(address: str) -> None:
    assert takers(address) == {"schema", "header", "envelope"}


def test_a_georgian_domain_goes_on_as_mail_servers_know_it() -> None:
    assert takers("ana@სააგენტო.გე") == {"schema"}  # which alone sees what a person wrote
    assert takers(TypeAdapter(Email).validate_python("ana@სააგენტო.გე")) == {"schema", "header", "envelope"}


@pytest.mark.parametrize("address", NO_ADDRESSES)
def test_what_is_no_address_is_refused_all_the_way(address: str) -> None:
    assert takers(address) == set()


def test_check_reports_them_with_the_content(tmp_path: Path) -> None:
    start(tmp_path / "project")
    path = tmp_path / "project" / "content" / "recipients.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("ceiling: internal", "ceiling: intern"), encoding="utf-8")
    (problem,) = check(find_project(tmp_path / "project"))
    assert (problem.code, problem.severity, problem.place.line) == ("recipient-wrong", "error", 9)
    assert problem.hint == "did you mean internal?"


@pytest.mark.parametrize(
    ("settings", "told"),
    [('outbx = "../box"', "outbx: there is no such"), ('recipients = "gone.yaml"', "no such file")],
)
def test_check_reports_settings_with_a_slip(tmp_path: Path, settings: str, told: str) -> None:
    start(tmp_path / "project")
    with (tmp_path / "project" / "briefgen.toml").open("a", encoding="utf-8") as file:
        file.write(f'\n[mail]\nsender = "briefs@agency.example"\n{settings}\n')
    (problem,) = check(find_project(tmp_path / "project"))
    assert (problem.code, problem.excerpt) == ("mail-unusable", "[mail]")
    assert told in problem.message


def test_a_name_means_a_person_or_a_group(tmp_path: Path) -> None:
    everybody = read(tmp_path, ANA + BEN + GONE)
    assert [one.id for one in chosen(everybody, [])] == ["ana", "ben"]
    assert [one.id for one in chosen(everybody, ["press"])] == ["ben"]
    assert [one.id for one in chosen(everybody, ["delegation", "ben"])] == ["ana", "ben"]


def test_a_name_that_nobody_has_is_refused(tmp_path: Path) -> None:
    everybody = read(tmp_path, ANA + BEN + GONE)
    with pytest.raises(RecipientError, match="nobody is called 'delegatoin'; did you mean delegation"):
        chosen(everybody, ["delegatoin"])
    with pytest.raises(RecipientError, match="gone is not active"):
        chosen(everybody, ["gone"])


def test_a_mailbox_may_not_get_the_same_twice(tmp_path: Path) -> None:
    twice = BEN.replace("ben,", "ben2,").replace("ben@agency", "BEN@Agency")
    with pytest.raises(ProblemsError, match="is the address of ben, too"):
        read(tmp_path, BEN + twice)
    assert len(read(tmp_path, BEN + twice.replace("language: en", "language: ka"))) == 2
    assert len(read(tmp_path, BEN + twice.replace("public", "public, active: false"))) == 2


def test_a_group_of_which_nobody_is_active_is_refused(tmp_path: Path) -> None:
    everybody = read(tmp_path, GONE.replace("active", "groups: [old], active"))
    with pytest.raises(RecipientError, match="nobody who is meant is active"):
        chosen(everybody, ["old"])


def test_the_file_may_lie_outside_the_project(tmp_path: Path) -> None:
    start(tmp_path / "project")
    settings = tmp_path / "project" / "briefgen.toml"
    settings.write_text(settings.read_text("utf-8") + '\n[mail]\nrecipients = "../private/people.yaml"\n', "utf-8")
    with pytest.raises(ProjectError, match=r"people.yaml': there is no such file"):
        recipients_file(find_project(tmp_path / "project"))
    (tmp_path / "private").mkdir()
    (tmp_path / "private" / "people.yaml").write_text("[]\n", encoding="utf-8")
    path, name = recipients_file(find_project(tmp_path / "project"))
    assert path == tmp_path / "private" / "people.yaml"
    assert name == "people.yaml"  # no path of this machine in a report
