"""The letter that brings a brief: what is attached, what is new since the recipient's copy, whom to ask."""

from __future__ import annotations

import datetime as dt
import re

import mailparser
import pytest

from briefgen.content.model import Content
from briefgen.content.reading.loader import load
from briefgen.content.snapshot import restore, snapshot
from briefgen.mailing.letter.calendar import MEDIA_TYPE, write_calendar
from briefgen.mailing.letter.covering import AttachedFile, Covering, CoveringNote, EarlierCopy, Mail
from briefgen.mailing.letter.message import NameAddress, write_message
from briefgen.mailing.letter.planned import Attachment
from briefgen.making.opened import opened
from briefgen.making.templating import template_names
from briefgen.problems.diagnostics import ProblemsError
from briefgen.project.folder import Project, find_project
from tests.conftest import EDITION, NEWEST, ROOT, ProjectCopy
from tests.golden import check_golden

GOLDEN = ROOT / "tests" / "data" / "golden" / "mail"
SECOND = ROOT / "tests" / "data" / "second_project"
SENT = dt.date(2019, 10, 2)
FORUM, ISSA = "World Social Security Forum", "International Social Security Association"


def issued(project: Project) -> Content:
    """Return the content as it is frozen when it is issued: without files."""
    return restore(snapshot(opened(project).content))


@pytest.fixture(scope="module")
def project() -> Project:
    return find_project(ROOT)


@pytest.fixture(scope="module")
def content(project: Project) -> Content:
    return issued(project)


@pytest.fixture(scope="module")
def corrected(tmp_path_factory: pytest.TempPathFactory) -> Content:
    """Return version 2 of the first edition: the days of the event have moved, and more was supplied."""
    copy = ProjectCopy(tmp_path_factory.mktemp("corrected") / "project")
    copy.edit(f"content/editions/{EDITION}.yaml", "version: 1", "version: 2")
    copy.edit(f"content/editions/{EDITION}.yaml", "drafter: null", "drafter: First Example")
    goals = "objectives: {ka: პირველი მიზანი., en: A first objective.}"
    copy.edit(f"content/editions/{EDITION}.yaml", "objectives: null", goals)
    copy.edit("content/events.yaml", "date: 2019-10-14/2019-10-18", "date: 2019-10-15/2019-10-19")
    copy.edit("content/events.yaml", "position: null", "position: {ka: მხარს ვუჭერთ., en: We are in favour.}")
    copy.edit("content/association.yaml", "value: 330", "value: 331")
    copy.edit("content/agency.yaml", "contact: null", "contact: {ka: office@agency.example, en: office@agency.example}")
    return issued(copy.project)


def files(covers: Covering, language: str) -> tuple[AttachedFile, ...]:
    pdf, word = (covers.file_name("full", language, ending) for ending in ("pdf", "docx"))
    return (
        AttachedFile(pdf, "PDF", 312_345, pages=6, locked=True, brief="full"),
        AttachedFile(word, "Word", 1_250_000, brief="full"),
    )


def letter(project: Project, content: Content, edition: str, language: str, earlier: EarlierCopy | None = None) -> Mail:
    covers = Covering(project, content, edition)
    return covers.mail(language, CoveringNote(files(covers, language)), earlier)


def check(name: str, mail: Mail, update: bool) -> None:
    check_golden(GOLDEN / f"{name}.txt", f"Subject: {mail.subject}\n\n{mail.text}", update)
    check_golden(GOLDEN / f"{name}.html", mail.html, update)


@pytest.mark.parametrize("language", ["ka", "en"])
def test_the_first_copy(project: Project, content: Content, language: str, update_golden: bool) -> None:
    check(f"issa_first_{language}", letter(project, content, EDITION, language), update_golden)


@pytest.mark.parametrize("language", ["ka", "en"])
def test_a_corrected_version_after_the_first(
    project: Project, content: Content, corrected: Content, language: str, update_golden: bool
) -> None:
    earlier = EarlierCopy(content, EDITION, 1, SENT)
    check(f"issa_version_2_{language}", letter(project, corrected, EDITION, language, earlier), update_golden)


@pytest.mark.parametrize("language", ["ka", "en"])
def test_the_next_edition_after_the_last(
    project: Project, content: Content, language: str, update_golden: bool
) -> None:
    earlier = EarlierCopy(content, EDITION, 1, SENT)
    check(f"issa_next_{language}", letter(project, content, NEWEST, language, earlier), update_golden)


def test_another_association_s_brief_in_french(update_golden: bool) -> None:
    project = find_project(SECOND)
    check("second_fr", letter(project, issued(project), "2024-03-port-example", "fr"), update_golden)


# What is new ---------------------------------------------------------------------------------------------------------


def news(mail: Mail) -> list[str]:
    """Return the lines under «What is new»."""
    part = mail.text.partition("What is new since the copy that you have")[2].partition("\n\n")[2].partition("\n\n")[0]
    return [line.replace("\n  ", " ") for line in re.findall(r"- (.*(?:\n  .*)*)", part)]


class Two:
    """Two states of the content: as it was issued first, and as a test makes it."""

    def __init__(self, copy: ProjectCopy, before: Content, edition: str) -> None:
        self.copy, self.before, self.edition = copy, before, edition
        copy.edit(f"content/editions/{edition}.yaml", "version: 1", "version: 2")

    def letter(self, language: str = "en") -> Mail:
        earlier = EarlierCopy(self.before, self.edition, 1, SENT)
        return letter(self.copy.project, issued(self.copy.project), self.edition, language, earlier)


@pytest.fixture
def two(project_copy: ProjectCopy, content: Content) -> Two:
    return Two(project_copy, content, EDITION)


@pytest.fixture
def two_newest(project_copy: ProjectCopy, content: Content) -> Two:
    return Two(project_copy, content, NEWEST)


def test_a_first_copy_says_nothing_of_news(project: Project, content: Content) -> None:
    text = letter(project, content, NEWEST, "en").text
    assert "since" not in text
    assert "new" not in text


def test_if_nothing_changed_but_the_version_it_says_so(two: Two) -> None:
    mail = two.letter()
    assert news(mail) == []
    assert (
        "Nothing but the version has changed since the copy that you have (version 1,\nsent 2 October 2019)."
        in mail.text
    )


@pytest.mark.slow
def test_a_change_of_notes_or_of_another_language_changes_nothing_for_the_reader(two: Two) -> None:
    two.copy.edit("content/association.yaml", "note: >-\n", "note: >-\n  Another note.\n")
    two.copy.edit("content/association.yaml", "ka: სოციალური უზრუნველყოფის საერთაშორისო", "ka: სოციალურ უზრუნველყოფის")
    assert "Nothing but the version has changed" in two.letter("en").text
    assert "ვერსიის ნომრის გარდა არაფერი შეცვლილა" not in two.letter("ka").text


def test_what_no_line_tells_is_not_passed_over_in_silence(two: Two) -> None:
    two.copy.edit("content/places.yaml", "en: Brussels", "en: Bruxelles")
    assert "Some details were brought up to date since the copy that you have" in two.letter().text


@pytest.mark.parametrize(
    ("file", "old", "new", "line"),
    [
        (
            "events.yaml",
            "date: 2019-10-14/2019-10-18\n  city: brussels",
            "date: 2019-10-14/2019-10-18\n  city: geneva",
            f"New date or place: {FORUM}, Geneva, 14–18 October 2019",
        ),
        ("events.yaml", "candidates: null", "candidates: [breuer]", "New or reworded: Election of the President"),
        ("events.yaml", "candidates: null", "candidates: []", "New or reworded: Election of the President"),
        ("events.yaml", "The {{ name }} will take place", "{{ name }}", f"New or reworded: {FORUM}"),
        (f"editions/{EDITION}.yaml", "marking: internal", "marking: restricted", "New or reworded: Marking"),
        ("association.yaml", "value: 330", "value: 331", "Member organizations: 331 (before: 330)"),
        ("association.yaml", "founded: 1927-10-04", "founded: 1927-10-05", f"New or reworded: {ISSA}"),
        ("people.yaml", "person: breuer", "person: kozlov", "President: Nikolai Kozlov (before: Joachim Breuer)"),
    ],
)  # fmt: skip
def test_each_kind_of_news_has_a_line(two: Two, file: str, old: str, new: str, line: str) -> None:
    two.copy.edit(f"content/{file}", old, new)
    assert line in news(two.letter())


def test_what_was_cancelled_is_told_to_readers_of_the_edition_that_still_moves(two_newest: Two) -> None:
    two_newest.copy.edit("content/events.yaml", "state: held", "state: cancelled")
    assert f"Cancelled: {FORUM}, Brussels, 14–18 October 2019" in news(two_newest.letter())


def test_a_result_that_is_known_now_is_told(two_newest: Two) -> None:
    two_newest.copy.edit("content/events.yaml", "elected: null", "elected: [breuer]")
    two_newest.copy.edit("content/events.yaml", "outcome: null", "outcome: {ka: დამტკიცდა., en: Adopted.}")
    assert news(two_newest.letter()) == [
        "Election of the President: Joachim Breuer",
        "The result is known: Adoption of the programme and budget",
    ]


def test_what_is_gone_from_the_content_is_named_by_the_words_it_had(two: Two) -> None:
    text = (two.copy.root / "content/association.yaml").read_text(encoding="utf-8")
    start = text.index("  - id: member_countries")
    end = text.index("# Offices")
    two.copy.write("content/association.yaml", text[:start] + text[end:])
    two.copy.edit("content/association.yaml", "({{ stats.member_countries }} ქვეყნიდან)", "")
    two.copy.edit("content/association.yaml", ", from {{ stats.member_countries }} countries", "")
    assert "No longer in the brief: Countries" in news(two.letter())


def test_an_office_that_no_longer_exists_breaks_nothing(two: Two) -> None:
    text = (two.copy.root / "content/agency.yaml").read_text(encoding="utf-8")
    start, end = text.index("  - id: titular_delegate"), text.index("# The most open level")
    before = two.copy.root / "content/people.yaml"
    terms = before.read_text(encoding="utf-8")
    two.copy.write(
        "content/people.yaml",
        terms.replace("terms:\n", "terms:\n  - {id: t, person: breuer, office: titular_delegate, start: 2019-01}\n", 1),
    )
    two.before = issued(two.copy.project)
    two.copy.write("content/people.yaml", terms)
    two.copy.write("content/agency.yaml", text[:start] + text[end:])
    assert two.letter().subject.startswith("Briefing note, version 2")


def test_of_many_news_some_are_told_and_the_rest_is_counted(
    project: Project, content: Content, monkeypatch: pytest.MonkeyPatch
) -> None:
    earlier, covers = EarlierCopy(content, EDITION, 1, SENT), Covering(project, content, NEWEST)
    note = AttachedFile("x.pdf", "PDF", 1, brief="changes")
    assert len(news(covers.mail("en", CoveringNote(()), earlier))) == 9  # «and 1 more» takes as much room as the ninth
    monkeypatch.setattr("briefgen.mailing.letter.covering.MOST_LINES", 3)
    told = news(covers.mail("en", CoveringNote(()), earlier))
    assert len(told) == 4
    assert told[-1] == "and six more"
    assert news(covers.mail("en", CoveringNote((note,)), earlier))[-1] == "and six more: see the change note"


# What else it says ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("briefs", "language", "begins"),
    [
        (["counterpart"], "en", "Background note: World"),
        (["counterpart"], "ka", "საინფორმაციო ცნობა: "),
        (["steering", "cards"], "en", "Steering brief: World"),
        (["cards", "full"], "en", "Briefing note: World"),
        (["own"], "en", "Note for the press: World"),
        (["own"], "ka", "ცნობა პრესისთვის: "),
    ],
)
def test_a_letter_and_its_files_go_by_the_title_of_what_it_brings(
    briefs: list[str], language: str, begins: str, project_copy: ProjectCopy
) -> None:
    title = 'title = {ka = "ცნობა პრესისთვის", en = "Note for the press"}\n'
    project_copy.write("templates/briefs/own.toml", title)
    covers = Covering(project_copy.project, load(project_copy.project.content), EDITION)
    files = tuple(AttachedFile("x.pdf", "PDF", 1, brief=each) for each in briefs)
    assert covers.mail(language, CoveringNote(files)).subject.startswith(begins)
    assert begins.partition(":")[0] in covers.file_name(briefs[-1], language, "pdf") or len(briefs) > 1


def test_files_of_two_types_with_one_title_are_told_apart(project_copy: ProjectCopy) -> None:
    project_copy.write("templates/briefs/own.toml", 'title = "Briefing note"\n')
    covers = Covering(project_copy.project, load(project_copy.project.content), EDITION)
    full, own = (covers.file_name(each, "en", "pdf", beside=("full", "own")) for each in ("full", "own"))
    assert "– Briefing note – full –" in full
    assert "– Briefing note – own –" in own
    assert " full " not in covers.file_name("full", "en", "pdf", beside=("full", "cards"))


def test_each_type_that_comes_with_briefgen_has_a_title_of_its_own(project: Project, content: Content) -> None:
    covers = Covering(project, content, EDITION)
    names = {covers.file_name(each, "en", "pdf") for each in template_names(project.template_folders)}
    assert len(names) == 8
    assert not any(f"– {each} –" in name for name in names for each in template_names(project.template_folders))


def test_the_salutation_is_the_recipient_s_and_can_hold_no_markup(project: Project, content: Content) -> None:
    note = CoveringNote((), salutation="Dear <b>Ms</b> “Example”,")
    mail = Covering(project, content, EDITION).mail("en", note)
    assert "\n\nDear <b>Ms</b> “Example”,\n\n" in mail.text
    assert "Dear &lt;b&gt;Ms&lt;/b&gt;" in mail.html
    assert "Dear Sir or Madam" not in mail.text


def test_only_a_file_that_is_locked_is_called_so(project: Project, content: Content) -> None:
    text = letter(project, content, EDITION, "en").text
    assert "v1.pdf\n  PDF, pages: 6, 312 KB; opens with the password agreed with you\n" in text
    assert "v1.docx\n  Word, 1.2 MB\n" in text
    small = Covering(project, content, EDITION).mail("ka", CoveringNote((AttachedFile("x.ics", "", 400),)))
    assert "კალენდრის ფაილი, 1 კბ\n" in small.text


def test_a_brief_for_everyone_may_be_passed_on(project_copy: ProjectCopy) -> None:
    assert "Please do not pass" in letter(project_copy.project, issued(project_copy.project), EDITION, "en").text
    project_copy.edit(f"content/editions/{EDITION}.yaml", "marking: internal", "marking: public")
    assert "Please do not pass" not in letter(project_copy.project, issued(project_copy.project), EDITION, "en").text


def test_the_subject_can_be_told_apart_in_a_phone_s_list(
    project: Project, content: Content, corrected: Content
) -> None:
    first, second = (letter(project, each, EDITION, "ka").subject for each in (content, corrected))
    assert first == "საბრიფინგო ცნობა: სოციალური დაცვის მსოფლიო ფორუმი, ბრიუსელი"
    assert second == "საბრიფინგო ცნობა, ვერსია 2: სოციალური დაცვის მსოფლიო ფორუმი, ბრიუსელი"
    assert first[:30] != second[:30]


def test_file_names_tell_editions_of_one_event_apart(project: Project, content: Content) -> None:
    names = [Covering(project, content, edition).file_name("full", "ka", "pdf") for edition in (EDITION, NEWEST)]
    assert names == [
        "ISSA – ბრიუსელი – საბრიფინგო ცნობა – 2019 წლის ოქტომბერი – v1.pdf",
        "ISSA – ბრიუსელი – საბრიფინგო ცნობა – 2019 წლის ნოემბერი – v1.pdf",
    ]
    note = Covering(project, content, NEWEST).file_name("changes", "en", "docx")
    assert note == "ISSA – Brussels – Change note – November 2019 – v1.docx"


def test_the_event_goes_to_calendars_if_its_days_are_known(project_copy: ProjectCopy, corrected: Content) -> None:
    project, content = project_copy.project, issued(project_copy.project)
    first = Covering(project, content, EDITION).occasion("ka", "agency.example")
    assert first is not None
    assert (first.uid, first.name, first.place) == (
        "wssf-2019@agency.example",
        "ISSA: სოციალური დაცვის მსოფლიო ფორუმი",
        "ბრიუსელი",
    )
    assert (first.first, first.last) == (dt.date(2019, 10, 14), dt.date(2019, 10, 18))
    later = [Covering(project, corrected, EDITION), Covering(project, content, NEWEST)]
    states = [first, *(covers.occasion("ka", "agency.example") for covers in later)]
    assert {state.uid for state in states if state} == {first.uid}
    sequences = [state.sequence for state in states if state]
    assert sequences == sorted(set(sequences))
    assert max(sequences) < 2**31
    project_copy.edit("content/events.yaml", "date: 2019-10-14/2019-10-18", "date: 2019-10")
    assert Covering(project, issued(project), EDITION).occasion("ka", "agency.example") is None


def test_a_project_may_have_a_letter_of_its_own(project_copy: ProjectCopy) -> None:
    own = (ROOT / "templates/mail/brief.html.jinja").read_text(encoding="utf-8")
    project_copy.write("templates/mail/brief.html.jinja", own.replace('_("With kind regards,")', '"Yours,"'))
    assert "\nYours,\n" in letter(project_copy.project, issued(project_copy.project), EDITION, "en").text
    project_copy.write("templates/mail/brief.html.jinja", own.replace('_("With kind regards,")', "brief.digest"))
    text = letter(project_copy.project, issued(project_copy.project), EDITION, "en").text
    assert re.search(r"^[0-9a-f]{7}$", text, re.MULTILINE)
    assert "0000000" not in text
    project_copy.write("templates/mail/brief.html.jinja", own.replace("mail.salutation", "mail.greeting"))
    with pytest.raises(ProblemsError) as refused:
        letter(project_copy.project, issued(project_copy.project), EDITION, "en")
    assert refused.value.problems[0].place.file == "templates/mail/brief.html.jinja"


def closing_with(copy: ProjectCopy, html: str) -> int:
    """Let a project's letter close with other words; return their line in the template."""
    own = (ROOT / "templates/mail/brief.html.jinja").read_text(encoding="utf-8")
    before, usual, after = own.partition('{{ _("With kind regards,") }}')
    assert usual
    copy.write("templates/mail/brief.html.jinja", before + html + after)
    return before.count("\n") + 1


LINKS = [
    "https://t.example/?u=ana", "https://t.example?u=ana", "https://t.example/a#b?u=ana", "https://ana@t.example/",
    "https://ana:x@t.example/", "http://t.example/", "mailto:x@t.example?bcc=y@t.example", "https://t.example\\@u.example",
]  # fmt: skip


@pytest.mark.parametrize("href", LINKS)
def test_a_link_that_could_tell_who_followed_it_is_refused_with_its_place(project_copy: ProjectCopy, href: str) -> None:
    line = closing_with(project_copy, f'<a href="{href}">x</a>')
    with pytest.raises(ProblemsError) as refused:
        letter(project_copy.project, issued(project_copy.project), EDITION, "en")
    (problem,) = refused.value.problems
    assert (problem.place.file, problem.place.line) == ("templates/mail/brief.html.jinja", line)
    assert problem.message.removesuffix(" in a letter") == f"{href!r} can't be linked"


def test_a_link_of_the_content_is_refused_by_the_name_of_its_field(project_copy: ProjectCopy) -> None:
    closing_with(project_copy, "x</p>{{ brief.edition.objectives }}<p>x")
    goals = "See [the form](https://agency.example/?form=1)."
    edition = f"content/editions/{EDITION}.yaml"
    project_copy.edit(edition, "objectives: null", f'objectives: {{ka: "{goals}", en: "{goals}"}}')
    with pytest.raises(ProblemsError) as refused:
        letter(project_copy.project, issued(project_copy.project), EDITION, "en")
    (problem,) = refused.value.problems
    told = f"editions[{EDITION}].objectives: 'https://agency.example/?form=1' can't be linked in a letter"
    assert problem.message == told


@pytest.mark.parametrize(
    "href", ["https://agency.example", "https://agency.example:8443/ka/@us#desk", "mailto:office@agency.example"]
)
def test_a_plain_link_stands_in_the_letter(project_copy: ProjectCopy, href: str) -> None:
    closing_with(project_copy, f'<a href="{href}">here</a>')
    mail = letter(project_copy.project, issued(project_copy.project), EDITION, "en")
    assert f'href="{href}">here</a>' in mail.html
    assert f"here <{href.removeprefix('mailto:')}>" in mail.text


def test_letters_to_many_share_what_they_can_and_are_the_same_as_one(project: Project, content: Content) -> None:
    covers = Covering(project, content, NEWEST)
    earlier = EarlierCopy(content, EDITION, 1, SENT)
    note = CoveringNote(files(covers, "en"))
    several = [covers.mail("en", note, each) for each in (None, earlier, None, earlier)]
    assert several[0] == several[2] == Covering(project, content, NEWEST).mail("en", note)
    assert several[1] == several[3] == Covering(project, content, NEWEST).mail("en", note, earlier)


def test_letter_files_and_event_make_one_message(project: Project, content: Content) -> None:
    covers, stamp = Covering(project, content, EDITION), dt.datetime(2019, 10, 2, 9, tzinfo=dt.UTC)
    name = covers.file_name("full", "ka", "pdf")
    event = covers.occasion("ka", "agency.example")
    assert event is not None
    mail = covers.mail("ka", CoveringNote(files(covers, "ka")))
    wire = write_message(
        sender=NameAddress("სოციალური მომსახურების სააგენტო", "brief@agency.example"),
        to=NameAddress("", "to@example.org"),
        subject=mail.subject,
        text=mail.text,
        html=mail.html,
        attachments=[
            Attachment(name, "application/pdf", b"%PDF-"),
            Attachment("ფორუმი.ics", MEDIA_TYPE, write_calendar(event, stamp, "ka")),
        ],
        message_id="<1@agency.example>",
        date=stamp,
        language="ka",
    )
    read = mailparser.parse_from_bytes(wire)
    assert read.subject == mail.subject
    assert read.text_plain[0].split() == mail.text.split()
    assert read.text_html[0].split() == mail.html.split()
    assert [each["filename"] for each in read.attachments] == [name, "ფორუმი.ics"]
