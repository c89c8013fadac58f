"""A locked PDF opens with its password alone, and is still one for everyone's reader."""

from __future__ import annotations

import io
import subprocess
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdf
import pytest

from briefgen.document.tree import Document, Heading, Paragraph, Text
from briefgen.formats.pdf.press import PdfWriter
from briefgen.look.theme import Theme
from briefgen.mailing.letter.protect import PdfLockError, protect
from tests.formats.test_html import METADATA

PASSWORD = "ვერსია 2"  # poppler reads no more than 32 bytes of one


AUTHOR = "An agency of its own"


@pytest.fixture(scope="module")
def plain(theme: Theme) -> bytes:
    words = (Heading(1, (Text("სოციალური მომსახურების სააგენტო"),)), Paragraph((Text("გამარჯობა"),)))
    return PdfWriter(theme).write(Document("ka-GE", replace(METADATA, author=AUTHOR), words)).data


@pytest.fixture(scope="module")
def locked(plain: bytes) -> bytes:
    return protect(plain, PASSWORD)


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data), password=PASSWORD)


@pytest.mark.parametrize("password", ["", "wrong", "ვერსია"])
def test_it_does_not_open_without_the_password(locked: bytes, password: str) -> None:
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(locked), password=password)


def test_another_reader_opens_it_with_the_password_alone(plain: bytes, locked: bytes) -> None:
    reader = pypdf.PdfReader(io.BytesIO(locked))
    assert reader.is_encrypted
    assert reader.decrypt("wrong") == pypdf.PasswordType.NOT_DECRYPTED
    assert reader.decrypt(PASSWORD) == pypdf.PasswordType.USER_PASSWORD
    expected = pypdf.PdfReader(io.BytesIO(plain))
    assert [page.extract_text() for page in reader.pages] == [page.extract_text() for page in expected.pages]


def test_it_is_locked_by_aes_256_all_of_it(plain: bytes, locked: bytes) -> None:
    with opened(locked) as pdf:
        encryption = pdf.encryption
        assert (encryption.R, encryption.V, encryption.bits) == (6, 5, 256)
        assert encryption.stream_method.name == encryption.string_method.name == "aesv3"
        assert pdf.Root.Metadata.read_bytes() not in locked  # the metadata as well
    assert AUTHOR.encode() in plain
    assert AUTHOR.encode() not in locked


def test_a_screen_reader_still_reads_it(plain: bytes, locked: bytes) -> None:
    with opened(locked) as pdf, pikepdf.open(io.BytesIO(plain)) as before:
        assert pdf.allow.accessibility
        assert pdf.allow.extract
        assert pdf.Root.MarkInfo.Marked
        assert len(pdf.Root.StructTreeRoot.K) == len(before.Root.StructTreeRoot.K)
        assert pdf.Root.Lang == before.Root.Lang
        with pdf.open_metadata() as meta, before.open_metadata() as old:
            assert meta["dc:title"] == old["dc:title"]
            assert meta["pdfuaid:part"] == old["pdfuaid:part"]


def test_it_does_not_say_that_it_is_for_archives(plain: bytes, locked: bytes) -> None:
    with opened(locked) as pdf, pikepdf.open(io.BytesIO(plain)) as before:
        with before.open_metadata() as old:
            assert old.pdfa_status
        with pdf.open_metadata() as meta:
            assert not meta.pdfa_status


def test_nobody_knows_the_owners_password(locked: bytes) -> None:
    with opened(locked) as pdf:
        assert pdf.user_password_matched
        assert not pdf.owner_password_matched


def test_poppler_reads_it(locked: bytes, tmp_path: Path) -> None:
    path = tmp_path / "locked.pdf"
    path.write_bytes(locked)
    told = subprocess.run(["pdfinfo", "-upw", PASSWORD, path], capture_output=True, text=True, check=True).stdout
    assert "algorithm:AES-256" in told
    assert "Tagged:          yes" in told
    assert subprocess.run(["pdfinfo", path], capture_output=True, check=False).returncode != 0


def test_what_cannot_be_locked_is_said_plainly(plain: bytes, locked: bytes) -> None:
    with pytest.raises(PdfLockError, match="the PDF is locked already"):
        protect(locked, "x")
    with pytest.raises(PdfLockError, match="no PDF that can be locked"):
        protect(b"no PDF", "x")
    for password in ("", "   ", "ა" * 43):
        with pytest.raises(
            PdfLockError, match=r"the password is (empty|too long: it has \d+ bytes, a PDF's has 127 at most)"
        ):
            protect(plain, password)
    with pikepdf.open(io.BytesIO(protect(plain, "ა" * 42)), password="ა" * 42):
        pass
