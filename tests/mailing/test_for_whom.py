"""Nobody gets a type of brief that is for fewer readers than they are among, nor reads of it in a letter."""

from __future__ import annotations

import re
import shutil
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from briefgen.contacts.account import Account
from briefgen.content.schema.audience import COUNTERPART, INTERNAL, INTERPRETERS, PUBLIC, Audience, Readers
from briefgen.content.schema.base import Name
from briefgen.content.schema.organisations import Marking
from briefgen.content.schema.recipients import Recipient
from briefgen.issuing.issue import issue
from briefgen.mailing.letter.covering import Covering
from briefgen.mailing.letter.message import NameAddress
from briefgen.mailing.planner import _reply_to, would_get
from briefgen.mailing.policy import Offer, Share, letter_readers, share
from briefgen.making.opened import open_project
from briefgen.upkeep.editing import set_value
from tests.canaries import EDITION, Canaries, with_canaries
from tests.content import tiny
from tests.mailing.projects import Office, attachments, read
from tests.mailing.scripted import Scripted
from tests.test_audiences import everything
from tests.test_pack import PROJECT

MARKINGS = [
    Marking(id="open", name=Name({"en": "Open"})),
    Marking(id="staff", name=Name({"en": "Staff only"}), domains=["agency.example"]),
]
TYPES = {
    "full": Readers(INTERNAL), "pack": Readers(INTERNAL, personal=True), "interpreters": Readers(INTERPRETERS),
    "counterpart": Readers(COUNTERPART), "page": Readers(PUBLIC),
}  # fmt: skip
OFFER = Offer({"en": {brief: {"pdf": f"{brief}.pdf"} for brief in TYPES}}, "staff", list(TYPES), TYPES)
OPEN = Offer(OFFER.files, "open", OFFER.briefs, TYPES)


def ana(**fields: Any) -> Recipient:
    values = {"id": "ana", "name": "Ana", "email": "ana@agency.example", "language": "en", "ceiling": "staff"}
    return Recipient.model_validate(values | fields)


@pytest.mark.parametrize("signature", ["ana", "Ana Example", "ანა მაგალითაძე", "Bo"])
def test_answers_go_to_the_drafter_by_the_name_that_the_letter_prints(signature: str) -> None:
    person = {"id": "ana", "name": {"ka": "ანა მაგალითაძე", "en": "Ana Example"}}
    edition = {"drafter": signature, "drafter_email": "a@agency.example"}
    content = tiny.content(people={"persons": [person]}, editions={"first": edition})
    for language, name in person["name"].items():  # type: ignore[attr-defined]
        named = signature if signature == "Bo" else name
        found = _reply_to(
            content.editions["first"], Account(sender="x@agency.example"), INTERNAL, content.people.persons, language
        )
        assert found == NameAddress(named, "a@agency.example")


def to(offer: Offer = OPEN, **fields: Any) -> Share:
    return share(ana(**fields), offer, MARKINGS, "en", {})


@pytest.mark.parametrize(
    ("fields", "briefs"),
    [
        ({"who": "public"}, {"page"}),
        ({"ceiling": "open"}, {"page"}),  # who may get the most open marking alone is anybody, unless it is said
        ({"who": "counterpart"}, {"counterpart", "page"}),
        ({"who": "counterpart", "travels": True}, {"counterpart", "page"}),
        ({"who": "interpreters"}, {"interpreters", "counterpart", "page"}),
        ({"who": "internal", "ceiling": "open"}, {"full", "interpreters", "counterpart", "page"}),
        ({}, {"full", "interpreters", "counterpart", "page"}),
        ({"travels": True}, set(TYPES)),
    ],
)
def test_each_gets_the_types_that_are_for_them_and_is_told_of_the_others(
    fields: dict[str, Any], briefs: set[str]
) -> None:
    found = to(**fields)
    assert {*found.files} == briefs
    assert len(found.lacks) == len(TYPES) - len(briefs)
    for brief in TYPES.keys() - briefs:
        assert any(f"the brief {brief} " in lack for lack in found.lacks)
        assert to(briefs=[brief], **fields).refusal.startswith(f"the brief {brief} ")


def test_what_may_be_handed_over_is_judged_by_the_most_open_marking() -> None:
    theirs = to(OFFER, who="counterpart", ceiling="open", email="ana@elsewhere.example")
    assert {*theirs.files} == {"counterpart", "page"}
    booth = to(OFFER, who="interpreters", ceiling="open", briefs=["interpreters"])
    assert booth.refusal == "may get nothing above «Open»; this is «Staff only»"


def test_a_type_of_which_nobody_knows_for_whom_it_is_is_for_the_agency_alone() -> None:
    unknown = Offer({"en": {"own": {"pdf": "x.pdf"}}}, "open", ["own"])
    assert "own" not in to(unknown, who="interpreters").files
    assert to(unknown).files


@pytest.mark.parametrize(
    ("fields", "readers"),
    [
        ({}, PUBLIC),
        ({"briefs": ["full"]}, INTERNAL),
        ({"briefs": ["full", "counterpart"]}, COUNTERPART),
        ({"who": "interpreters", "briefs": ["interpreters", "full"]}, INTERPRETERS),
        ({"who": "counterpart", "briefs": ["page", "full"]}, PUBLIC),
    ],
)
def test_a_letter_says_what_all_may_read_who_read_something_of_it(fields: dict[str, Any], readers: Audience) -> None:
    assert letter_readers(ana(**fields), OPEN, MARKINGS, "en") == readers


# To the last byte ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Canaries]:
    """A project in which each text has a word of its own, all types issued but the one that has to be one page."""
    root = tmp_path_factory.mktemp("issued") / "project"
    shutil.copytree(PROJECT, root)
    words = with_canaries(root)
    edition = root / "content" / "editions" / f"{EDITION}.yaml"
    edition.write_text(edition.read_text("utf-8") + "drafter_email: canary1000x@agency.example\n", "utf-8")
    agency = root / "content" / "agency.yaml"
    agency.write_text(agency.read_text("utf-8").replace("- id: internal\n", INSIDE), "utf-8")
    issue(open_project(root), "2031-04-21", briefs=["full", "cards", "qa", "pack", "counterpart", "interpreters"])
    return root, words


INSIDE = "- id: internal\n  domains: [agency.example]\n"


@pytest.fixture
def office(made: tuple[Path, Canaries], tmp_path: Path, server: Scripted) -> Office:
    office = Office(made[0], tmp_path, EDITION)
    office.serve(server)
    return office


def letters(office: Office) -> dict[str, bytes]:
    result = office.run("send", EDITION, "--dry-run")
    assert result.exit_code == 0, result.output
    return {path.stem: path.read_bytes() for path in (office.root / "output").rglob("*.eml")}


def all_of(wire: bytes, folder: Path) -> str:
    """Return all that a letter holds: headers, texts, names of files and what is in these."""
    folder.mkdir(parents=True)
    for name, data in attachments(wire).items():
        (folder / name).write_bytes(data)
    letter = read(wire)
    texts = [part.get_content() for part in letter.walk() if part.get_content_maintype() == "text"]
    headers = [
        f"{name}: {value}" for part in letter.walk() if isinstance(part, EmailMessage) for name, value in part.items()
    ]
    return "\n".join([everything(folder), *map(str, texts), *headers])


@pytest.mark.slow
def test_a_letter_holds_nothing_that_is_not_for_its_readers(
    made: tuple[Path, Canaries], office: Office, tmp_path: Path
) -> None:
    office.write_people(
        "id: them; who: counterpart; ceiling: public; email: them@x.example; formats: [pdf, docx]; calendar: true",
        "id: booth; who: interpreters; formats: [pdf, docx]; calendar: true",
        "id: both; briefs: [full, counterpart]",
        "id: ours; briefs: [full, cards]",
    )
    found = {id: all_of(wire, tmp_path / id) for id, wire in letters(office).items()}
    words = made[1]
    readers = {"them": Readers(COUNTERPART), "booth": Readers(INTERPRETERS), "ours": Readers(INTERNAL)}
    for id, each in readers.items():
        told = set(re.findall(r"Canary\d+x", found[id]))
        assert [path for path, (word, whose) in words.items() if word in told and not each.may_read(whose)] == []
    for id in ("them", "booth"):
        assert "BEGIN:VCALENDAR" in found[id]
    for id in ("them", "booth", "both"):  # what the other side may read, too, names no drafter
        assert "canary1000x@" not in found[id]
    assert "canary1000x@agency.example" in found["ours"]


def test_a_city_that_is_for_the_agency_alone_is_in_no_name_that_others_see(office: Office) -> None:
    office.edit("content/events.yaml", "in {{ city }} ", "")
    office.edit("content/events.yaml", ", ქ. {{ city | loc }}", "")
    set_value(open_project(office.root), "places.cities[sample-bay].audience", "internal", always=True)
    held = open_project(office.root)
    letters = Covering(held.project, held.content, EDITION)
    for readers, shown in ((INTERNAL, True), (COUNTERPART, False)):
        assert ("Sample Bay" in letters.file_name("counterpart", "en", "pdf", readers)) is shown
        occasion = letters.occasion("en", "agency.example", readers)
        assert occasion is not None
        assert (occasion.place == "Sample Bay") is shown


def test_an_association_without_an_acronym_is_in_no_name(office: Office) -> None:
    office.edit("content/association.yaml", "acronym: UEH\n", "")
    held = open_project(office.root)
    letters = Covering(held.project, held.content, EDITION)
    occasion = letters.occasion("en", "agency.example")
    assert occasion is not None
    assert occasion.name == "Conference of Harbours"
    assert letters.file_name("counterpart", "en", "pdf", COUNTERPART).startswith("Sample Bay – ")


def test_a_type_for_fewer_by_the_day_it_is_sent_or_issued_goes_to_nobody_else(office: Office) -> None:
    office.write_people("id: them; who: counterpart; briefs: [counterpart]")

    def refused() -> str:
        (found,) = would_get(open_project(office.root), f"{EDITION}@1").shares
        return str(found.refusal)

    assert refused() == ""
    own = office.root / "templates" / "briefs"
    own.mkdir(parents=True)
    (own / "counterpart.toml").write_text('audience = "interpreters"\n', "utf-8")
    office.write_people("id: them; who: counterpart")  # it names no type: that would be an error in its place
    assert "is for" in refused()
    issue(open_project(office.root), "2031-04-21", EDITION, briefs=["counterpart"], bump=True)
    (own / "counterpart.toml").unlink()
    (found,) = would_get(open_project(office.root), f"{EDITION}@2").shares
    assert str(found.refusal) != ""


def test_who_is_given_a_type_that_is_not_for_them_is_told_at_its_place(office: Office) -> None:
    office.write_people("id: ben; who: counterpart; briefs: [counterpart, steering]", "id: ana; briefs: [full, pack]")
    told = office.run("check")
    assert "people.yaml:1:124: error[recipient-wrong]: the brief steering is for the agency alone" in told.output
    assert re.search(r"people\.yaml:2:\d+: error\[recipient-wrong\]: the brief pack has telephone num", told.output)
    office.write_people(
        "id: ben; who: counterpart; briefs: [counterpart]", "id: ana; briefs: [full, pack]; travels: true"
    )
    assert "is for" not in office.run("check").output
