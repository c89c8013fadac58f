"""Names of attached files: every system takes them, and every reader of the message shows them as they are."""

from __future__ import annotations

import email
import re
import unicodedata
from datetime import UTC, datetime
from email.header import decode_header, make_header
from email.message import EmailMessage, Message
from email.policy import SMTP, compat32

import mailparser
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefgen.mailing.letter.file_names import BIDI, MOST_BYTES, MOST_CHARACTERS, file_name
from briefgen.mailing.letter.message import NameAddress, write_message
from briefgen.mailing.letter.planned import Attachment
from briefgen.problems.mistakes import Mistake

GEORGIAN = "ISSA – ბრიუსელი – საბრიფინგო ცნობა – 2019 წლის ოქტომბერი – v1.pdf"
LONGEST = file_name("საბრიფინგო " * 40, "docx")
TITLES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=150)


def with_file(name: str) -> bytes:
    return write_message(
        sender=NameAddress("", "from@example.org"),
        to=NameAddress("", "to@example.org"),
        subject="x",
        text="x\n",
        html="<p>x</p>\n",
        attachments=[Attachment(name, "application/pdf", b"%PDF-")],
        message_id="<1@example.org>",
        date=datetime(2019, 10, 2, tzinfo=UTC),
        language="ka",
    )


def attached(wire: bytes) -> tuple[Message, EmailMessage]:
    """Return the part with the file, as both of the library's ways of reading see it."""
    *_, old = email.message_from_bytes(wire, policy=compat32).walk()
    *_, new = email.message_from_bytes(wire, policy=SMTP).walk()
    return old, new


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("ISSA – ბრიუსელი – v1", "ISSA – ბრიუსელი – v1.pdf"),
        ("a/b\\c:d*e|f<g>h", "a-b-c-d-e-f-g-h.pdf"),
        ('„სათაური“ "quoted"? ', "„სათაური“ 'quoted'.pdf"),
        ("..hidden... ", "hidden.pdf"),
        ("one\r\n two\t\u00a0three\u2028four", "one two three four.pdf"),
        ("ISSA\u2060-\u2011ს \u200b\u00adx", "ISSA--ს x.pdf"),
        ("evil\u202efdp.exe", "evilfdp.exe.pdf"),
        ("nul\0byte\x7f\ud800", "nulbyte.pdf"),
        ("CON", "_CON.pdf"),
        ("com1.v2", "_com1.v2.pdf"),
        ("LPT¹", "_LPT¹.pdf"),
        ("Console", "Console.pdf"),
        ("e\u0301te\u0301", "été.pdf"),
        ("2019 წლის 14 ოქტომბერი – ", "2019 წლის 14 ოქტომბერი.pdf"),
    ],
)
def test_what_a_system_would_refuse_or_hide_is_not_in_a_name(title: str, name: str) -> None:
    assert file_name(title, "pdf") == name


@given(TITLES)
@settings(max_examples=300)
@example("ა" * 200)
@example("e" + "\u0301" * 200)
@example("x" * 95 + "👩‍👩‍👧" * 9)
def test_whatever_the_title_every_system_takes_the_name(title: str) -> None:
    try:
        name = file_name(title, "pdf")
    except Mistake:
        assert not any(char.isalnum() for char in unicodedata.normalize("NFC", title) if char.isprintable())
        return
    stem = name.removesuffix(".pdf")
    assert name.endswith(".pdf")
    assert len(name) <= MOST_CHARACTERS
    assert len(name.encode()) <= MOST_BYTES
    assert name == unicodedata.normalize("NFC", name)
    assert not set(name) & {*'<>:"/\\|?*', *BIDI}
    assert not any(unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp") for char in name)
    assert stem == stem.strip(" .")
    assert not re.match(r"(CON|PRN|AUX|NUL|COM\d|LPT\d)(\.|$)", name, re.IGNORECASE)
    assert file_name(stem, "pdf") == name  # a safe name stays what it is


def test_a_long_name_ends_at_a_whole_word_or_letter_and_says_so() -> None:
    assert file_name("საბრიფინგო ცნობა " * 9, "pdf") == "საბრიფინგო ცნობა " * 4 + "საბრიფინგო….pdf"
    assert file_name("ა" * 200, "pdf") == "ა" * 77 + "….pdf"
    assert file_name("a" * 94 + "e\u0323\u0323bc", "pdf") == "a" * 94 + "….pdf"


def test_a_title_without_letters_is_refused_in_plain_words() -> None:
    with pytest.raises(Mistake, match="it has no letter and no digit"):
        file_name("– … –", "pdf")
    with pytest.raises(ValueError, match=r"'\.\./x' is no ending"):
        file_name("x", "../x")


@pytest.mark.parametrize("name", [GEORGIAN, LONGEST, "plain name.pdf", "Éte – o'hara, (2) & 100%.pdf"])
def test_every_reader_sees_the_name(name: str) -> None:
    wire = with_file(name)
    old, new = attached(wire)
    assert old.get_filename() == name
    assert new.get_filename() == name
    assert mailparser.parse_from_bytes(wire).attachments[0]["filename"] == name


@given(TITLES)
@settings(max_examples=100)
@example("=?UTF-8?B?4YOQ?=")
@example("quo\"te back\\slash ; semi = equals % percent 'apostrophe'")
@example("a'b'c – ვ")
def test_whatever_the_title_every_reader_sees_the_same_name(title: str) -> None:
    try:
        name = file_name(title, "pdf")
    except Mistake:
        return
    wire = with_file(name)
    old, new = attached(wire)
    assert old.get_filename() == name
    assert new.get_filename() == name


@pytest.mark.parametrize("name", [GEORGIAN, LONGEST])
def test_a_reader_that_knows_no_rfc_2231_finds_the_name_beside_the_type(name: str) -> None:
    old, _ = attached(with_file(name))
    parameter = re.search(r'name="([^"]+)"', old["Content-Type"])
    assert parameter
    assert str(make_header(decode_header(parameter[1]))) == name
    assert all(len(word) <= 75 for word in parameter[1].split())


@pytest.mark.parametrize("name", [GEORGIAN, LONGEST])
def test_outlook_gets_the_name_in_one_piece_and_no_server_a_line_too_long(name: str) -> None:
    wire = with_file(name)
    assert b"\r\n filename*=UTF-8''" in wire
    assert b"filename*0" not in wire
    assert b" filename=" not in wire  # half of the readers would show that one
    assert max(map(len, wire.split(b"\r\n"))) <= 998


def test_the_readers_of_these_tests_are_really_put_off_by_a_plain_name_beside() -> None:
    wire = with_file(GEORGIAN).replace(b"\r\n filename*=", b'\r\n filename="x.pdf";\r\n filename*=')
    old, new = attached(wire)
    assert old.get_filename() == new.get_filename() == "x.pdf"
    assert mailparser.parse_from_bytes(wire).attachments[0]["filename"] == "x.pdf"
