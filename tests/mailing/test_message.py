"""The bytes of a message: seven bits, the same each time, and read back as they were meant."""

from __future__ import annotations

import email
from datetime import UTC, datetime, timedelta, timezone
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import SMTP, compat32
from email.utils import parseaddr
from typing import Any

import mailparser
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefgen.mailing.letter.calendar import MEDIA_TYPE
from briefgen.mailing.letter.message import MessageError, NameAddress, write_message
from briefgen.mailing.letter.planned import Attachment
from briefgen.problems.mistakes import Mistake
from tests.mailing.gmime import Seen, read_by_gmime

PDF = Attachment("ცნობა.pdf", "application/pdf", bytes(range(256)) * 40)
ICS = Attachment("ფორუმი.ics", MEDIA_TYPE, b"BEGIN:VCALENDAR\r\n")
PARTS: dict[str, Any] = {
    "sender": NameAddress("სოციალური მომსახურების სააგენტო", "brief@agency.example"),
    "to": NameAddress("ნინო მაგალითი", "nino@ministry.example"),
    "reply_to": NameAddress("Doe, Jo", "jo@agency.example"),
    "subject": "საბრიფინგო ცნობა, ვერსია 2: სოციალური დაცვის მსოფლიო ფორუმი, ბრიუსელი",
    "text": "მოგესალმებით,\n\nგთავაზობთ საბრიფინგო ცნობას.\n",
    "html": '<!DOCTYPE html>\n<html lang="ka-GE">\n<p>მოგესალმებით,</p>\n',
    "attachments": [PDF, ICS],
    "message_id": "<2019-10-brussels.1.nino@agency.example>",
    "date": datetime(2019, 10, 2, 9, 30, tzinfo=timezone(timedelta(hours=4))),
    "language": "ka",
}
# What may stand in a header: no controls, no line ends, no surrogates, nothing that turns the text round.
WORDS = st.text(
    st.characters(
        exclude_categories=["Cc", "Cs", "Zl", "Zp"],
        exclude_characters="\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
    ),
    max_size=120,
).map(lambda text: " ".join(text.split()))


def wire(**changed: Any) -> bytes:
    return write_message(**{**PARTS, **changed})


def read(data: bytes) -> EmailMessage:
    return email.message_from_bytes(data, policy=SMTP)


def shape(part: EmailMessage) -> Any:
    kind = part.get_content_type()
    return (kind, [shape(each) for each in part.iter_parts()]) if part.is_multipart() else kind  # type: ignore[arg-type]


def test_a_message_has_its_text_twice_and_then_its_files() -> None:
    message = read(wire())
    assert shape(message) == (
        "multipart/mixed",
        [("multipart/alternative", ["text/plain", "text/html"]), "application/pdf", "application/ics"],
    )
    text, html = (message.get_body((kind,)) for kind in ("plain", "html"))
    assert text is not None
    assert html is not None
    assert text.get_content().replace("\r\n", "\n") == PARTS["text"]
    assert html.get_content().replace("\r\n", "\n") == PARTS["html"]
    pdf, ics = message.iter_attachments()
    assert pdf.get_content() == PDF.data
    assert pdf.get_filename() == PDF.name
    assert ics.get_filename() == ICS.name
    assert ics.get_payload(decode=True) == ICS.data


def test_old_programs_find_the_name_of_a_file_in_its_type() -> None:
    for part, file in zip(read(wire()).iter_attachments(), (PDF, ICS), strict=True):
        assert part.get_param("name") == part.get_filename() == file.name


def test_an_independent_reader_finds_the_same() -> None:
    message = mailparser.parse_from_bytes(wire())
    assert message.subject == PARTS["subject"]
    assert message.from_ == [("სოციალური მომსახურების სააგენტო", "brief@agency.example")]
    assert message.to == [("ნინო მაგალითი", "nino@ministry.example")]
    assert message.text_plain[0].strip().endswith("გთავაზობთ საბრიფინგო ცნობას.")
    assert [each["filename"] for each in message.attachments] == [PDF.name, ICS.name]


def test_the_same_parts_give_the_same_bytes() -> None:
    assert wire() == wire()
    assert wire() != wire(message_id="<another@agency.example>")


def test_every_byte_has_seven_bits_and_every_line_its_end() -> None:
    data = wire()
    assert data.isascii()
    assert data.count(b"\n") == data.count(b"\r\n") == data.count(b"\r")
    head, _, body = data.partition(b"\r\n\r\n")
    assert max(map(len, head.split(b"\r\n"))) <= 78
    assert max(len(line) for line in body.split(b"\r\n") if not line.startswith(b" filename*=")) <= 78


def test_a_letter_from_person_to_person_has_the_headers_of_one() -> None:
    message = read(wire())
    assert message.keys() == [
        "From",
        "To",
        "Reply-To",
        "Subject",
        "Date",
        "Message-ID",
        "MIME-Version",
        "Content-Type",
        "Content-Language",
    ]
    assert message["Date"] == "Wed, 02 Oct 2019 09:30:00 +0400"
    assert [part["MIME-Version"] for part in message.walk()].count("1.0") == 1


def test_a_draft_says_so_to_outlook_thunderbird_and_apple_mail() -> None:
    message = read(wire(draft=True))
    assert message["X-Unsent"] == "1"
    assert message["X-Uniform-Type-Identifier"] == "com.apple.mail-draft"


def test_a_message_without_files_has_no_parts_for_them() -> None:
    assert shape(read(wire(attachments=[]))) == ("multipart/alternative", ["text/plain", "text/html"])


@pytest.mark.parametrize(
    "text", ["plain\n", "long " * 400 + "\n", "x" * 3000 + "\n", ".\n..\nFrom here\n", "a\r\nb\n\n\n"]
)
def test_a_text_arrives_as_it_was(text: str) -> None:
    data = wire(text=text)
    assert max(map(len, data.split(b"\r\n"))) <= 998
    body = read(data).get_body(("plain",))
    assert body is not None
    assert body.get_content().replace("\r\n", "\n") == text.replace("\r\n", "\n")


@given(WORDS, WORDS)
@settings(max_examples=120)
@example("=?UTF-8?Q?no_word?=", 'quote " and \\ and (comment) <x@y.z>, z')
@example("a" * 200, "ა" * 90)
@example("სამინისტროებისთვის x", "სამინისტროებისთვის")
@example("საბრიფინგო ცნობა, " * 8 + "x", "a@b")
def test_subject_and_names_arrive_as_they_were(subject: str, name: str) -> None:
    data = wire(subject=subject, to=NameAddress(name, "to@example.org"))
    assert data.isascii()
    assert max(map(len, data.partition(b"\r\n\r\n")[0].split(b"\r\n"))) <= 78
    old = email.message_from_bytes(data, policy=compat32)
    assert str(make_header(decode_header(old["Subject"]))) == subject
    shown, address = parseaddr(old["To"].replace("\r\n", ""))
    assert address == "to@example.org"
    assert str(make_header(decode_header(shown))) == name


GEORGIAN_NAME = "სსიპ სოციალური მომსახურების სააგენტო, საერთაშორისო ურთიერთობების სამმართველო"


@given(WORDS, WORDS)
@settings(max_examples=60)
@example("ISSA – ბრიუსელი – საბრიფინგო ცნობა – 2019 წლის ოქტომბერი – ვერსია 2", GEORGIAN_NAME)
@example("ა" * 200, "é" * 99 + "ა" + "é" * 99)
@example("Iა" * 70, "x ა" * 60)
@example("👩‍👩‍👧" * 20, "ა b c დ" * 12)
@example("=?UTF-8?B?4YOQ?= =?UTF-8?B?4YOQ?=", "ე, „ბ“ <x@y.z>")
def test_gmime_reads_subject_and_names_whole(subject: str, name: str) -> None:
    data = wire(subject=subject, sender=NameAddress(name, "from@example.org"), to=NameAddress(name, "to@example.org"))
    assert read_by_gmime(data) == Seen(subject, name, name)


@pytest.mark.parametrize("name", [GEORGIAN_NAME, PARTS["sender"].name, "Éva Żółć–Doe", "ისსა „ბ“ d e"])
def test_python_reads_subject_and_names_whole(name: str) -> None:
    message = read(wire(subject=name, sender=NameAddress(name, "from@example.org")))
    assert message["Subject"] == name
    shown = message["From"].addresses[0].display_name
    assert " ".join(shown.split()) == name  # it shows a space more between two encoded words, where there is one anyway


def test_the_referee_is_really_put_off_by_padding_between_two_words() -> None:
    words = ["=?UTF-8?B?4YOQ4YOR4YOSIA==?=", "=?UTF-8?B?4YOT4YOU?="]  # «აბგ », «დე»
    data = wire(subject="plain").replace(b"Subject: plain", "Subject: {}\r\n {}".format(*words).encode())
    assert read(data)["Subject"] == "აბგ დე"
    assert read_by_gmime(data).subject != "აბგ დე"


@pytest.mark.parametrize("part", ["subject", "sender", "to", "reply_to", "attachments", "address"])
@pytest.mark.parametrize(
    ("bad", "named"),
    [
        ("x\r\nBcc: spy@example.net", "a line break"),
        ("x\nBcc: spy@example.net", "a line break"),
        ("x\0", "the character U+0000"),
        ("x\x1b[31m", "the character U+001B"),
        ("x\u202egnp", "the character U+202E"),
        ("x\u2066y", "the character U+2066"),
        ("x\u2028Bcc: y", "the character U+2028"),
        ("x\x85y", "the character U+0085"),
        ("x\ud800", "the character U+D800"),
    ],
)
def test_what_would_end_a_header_or_deceive_its_reader_is_refused(part: str, bad: str, named: str) -> None:
    parts: dict[str, dict[str, Any]] = {
        "subject": {"subject": bad},
        "attachments": {"attachments": [Attachment(bad, "application/pdf", b"")]},
        "address": {"to": NameAddress("", bad)},
    }
    changed = parts.get(part, {part: NameAddress(bad, "x@example.org")})
    with pytest.raises(MessageError, match="take it out") as refused:
        wire(**changed)
    assert named in str(refused.value)


@pytest.mark.parametrize(
    "address", ["", "x", "x@", "@y", "x@@y", "x y@z", "a,b@c", "<x@y>", "ნინო@example.org", "x@y..z", "x@y>"]
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(MessageError, match="is no address that mail can be sent to"):
        wire(to=NameAddress("", address))


@pytest.mark.parametrize("bad", ["x@y", "<x>", "<x@y>\r\nBcc: z", "<x y@z>", ""])
def test_a_message_id_is_one_word_in_angle_brackets(bad: str) -> None:
    with pytest.raises(MessageError, match="can't be the Message-ID"):
        wire(message_id=bad)


def test_a_language_is_a_tag_and_a_date_has_a_time_zone() -> None:
    with pytest.raises(Mistake, match="no tag of a language"):
        wire(language="ka\r\nBcc: x")
    with pytest.raises(ValueError, match="time zone"):
        wire(date=datetime(2019, 10, 2))
    assert read(wire(date=datetime(2019, 10, 2, tzinfo=UTC)))["Date"].datetime == datetime(2019, 10, 2, tzinfo=UTC)


@given(st.binary(max_size=300))
@settings(max_examples=25)
def test_no_file_can_end_its_own_part(data: bytes) -> None:
    boundary = wire().partition(b'boundary="')[2].partition(b'"')[0]
    for held in (data, b"\r\n--" + boundary + b"--\r\n" + data):
        message = read(wire(attachments=[Attachment("x.pdf", "application/pdf", held)]))
        assert next(message.iter_attachments()).get_content() == held


def test_a_text_cannot_end_its_own_part() -> None:
    boundary = wire().partition(b'boundary="')[2].partition(b'"')[0].decode()
    text = f"one\n--{boundary}--\nტ\n"
    body = read(wire(text=text)).get_body(("plain",))
    assert body is not None
    assert body.get_content().replace("\r\n", "\n") == text
