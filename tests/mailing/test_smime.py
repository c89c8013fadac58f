"""A signed message: OpenSSL says that it is whole, and nobody else's."""

from __future__ import annotations

import base64
import datetime as dt
import email
import subprocess
from email.policy import SMTP
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ed25519, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID

from briefgen.mailing.letter.message import NameAddress
from briefgen.mailing.letter.smime import SignError, sign
from tests.mailing.certificates import Authority, Key, new_key, private_pem, public_pem
from tests.mailing.test_message import PDF, wire

SENDER = "brief@agency.example"
DAY = dt.datetime(2019, 1, 1, tzinfo=dt.UTC)


class Signing(Authority):
    """An authority that hands out certificates with which letters are signed."""

    def __init__(self) -> None:
        super().__init__("Example authority")

    def pem(self, key: Key, address: str = SENDER, password: str | None = None) -> bytes:
        names, purpose = [x509.RFC822Name(address)], ExtendedKeyUsageOID.EMAIL_PROTECTION
        certificate = self.issue("Example sender", key, names, purpose, start=DAY)
        return private_pem(key, password) + public_pem(certificate) + public_pem(self.certificate)


@pytest.fixture(scope="module")
def authority() -> Signing:
    return Signing()


@pytest.fixture(scope="module")
def pem(authority: Signing) -> bytes:
    return authority.pem(rsa.generate_private_key(public_exponent=65537, key_size=2048))


def openssl(message: bytes, authority: Signing, folder: Path) -> subprocess.CompletedProcess[bytes]:
    (folder / "message.eml").write_bytes(message)
    (folder / "ca.pem").write_bytes(public_pem(authority.certificate))
    command = ["openssl", "cms", "-verify", "-in", "message.eml", "-CAfile", "ca.pem", "-purpose", "smimesign"]
    return subprocess.run([*command, "-out", "signed.eml"], cwd=folder, capture_output=True, check=False)


def test_openssl_finds_it_whole_and_reads_the_same_message(authority: Signing, pem: bytes, tmp_path: Path) -> None:
    told = openssl(sign(wire(), pem), authority, tmp_path)
    assert told.returncode == 0, told.stderr
    inside = email.message_from_bytes((tmp_path / "signed.eml").read_bytes(), policy=SMTP)
    before = email.message_from_bytes(wire(), policy=SMTP)
    assert inside.get_content_type() == "multipart/mixed"
    assert [part.get_payload(decode=True) for part in inside.walk()] == [
        part.get_payload(decode=True) for part in before.walk()
    ]


def test_what_was_signed_stands_in_the_message_to_the_last_byte(authority: Signing, pem: bytes, tmp_path: Path) -> None:
    message = sign(wire(), pem)
    boundary = email.message_from_bytes(message, policy=SMTP)["Content-Type"].params["boundary"].encode()
    _, inside, signature, _ = message.split(b"\r\n--" + boundary)  # as RFC 2046 has it: the line end belongs to it
    (tmp_path / "inside").write_bytes(inside.removeprefix(b"\r\n"))
    (tmp_path / "signature").write_bytes(base64.b64decode(signature.partition(b"\r\n\r\n")[2]))
    (tmp_path / "ca.pem").write_bytes(public_pem(authority.certificate))
    command = ["openssl", "cms", "-verify", "-binary", "-inform", "DER", "-in", "signature", "-content", "inside"]
    trusted = ["-CAfile", "ca.pem", "-purpose", "smimesign", "-out", "same"]
    told = subprocess.run([*command, *trusted], cwd=tmp_path, capture_output=True, check=False)
    assert told.returncode == 0, told.stderr


def test_a_letter_that_was_changed_on_its_way_is_found(authority: Signing, pem: bytes, tmp_path: Path) -> None:
    signed = sign(wire(), pem)
    at = signed.index(b"AAECAw")  # where the PDF begins
    told = openssl(signed[:at] + b"B" + signed[at + 1 :], authority, tmp_path)
    assert told.returncode != 0
    assert b"digest" in told.stderr or b"verification failure" in told.stderr.lower()


def test_another_authority_s_certificate_is_not_trusted(pem: bytes, tmp_path: Path) -> None:
    assert openssl(sign(wire(), pem), Signing(), tmp_path).returncode != 0


def test_who_knows_no_signatures_reads_it_as_before(pem: bytes) -> None:
    signed = email.message_from_bytes(sign(wire(), pem), policy=SMTP)
    before = email.message_from_bytes(wire(), policy=SMTP)
    for name in ("From", "To", "Reply-To", "Subject", "Date", "Message-ID", "Content-Language"):
        assert signed[name] == before[name]
    assert signed["Content-Type"].params["protocol"] == "application/pkcs7-signature"
    assert signed["Content-Type"].params["micalg"] == "sha-256"
    names = [part.get_filename() for part in signed.walk() if part.get_filename()]
    assert names == [PDF.name, "ფორუმი.ics", "smime.p7s"]
    assert sign(wire(), pem).isascii()
    assert sign(wire(), pem).replace(b"\r\n", b"").count(b"\n") == 0


def test_a_key_of_an_elliptic_curve_and_one_with_a_password_sign_too(authority: Signing, tmp_path: Path) -> None:
    locked = authority.pem(new_key(), password="geheim")
    assert openssl(sign(wire(), locked, "geheim"), authority, tmp_path).returncode == 0
    for password, said in ((None, "can't be used"), ("wrong", "doesn't open it")):
        with pytest.raises(SignError, match=said):
            sign(wire(), locked, password)


def test_a_letter_without_files_is_signed_too(authority: Signing, pem: bytes, tmp_path: Path) -> None:
    assert openssl(sign(wire(attachments=[]), pem), authority, tmp_path).returncode == 0


def test_a_certificate_that_readers_would_warn_of_is_refused(authority: Signing, pem: bytes) -> None:
    with pytest.raises(SignError, match=r"the certificate is for brief@agency\.example, not for other@agency\.example"):
        sign(wire(sender=NameAddress("", "other@agency.example")), pem)
    with pytest.raises(SignError, match=r"valid from 2019-01-01 to .*, not on 2018-12-31"):
        sign(wire(date=dt.datetime(2018, 12, 31, tzinfo=dt.UTC)), pem)
    key, _, certificates = pem.partition(b"-----BEGIN CERTIFICATE-----")
    with pytest.raises(SignError, match="can't be used"):
        sign(wire(), key)
    with pytest.raises(SignError, match="there is no private key in it"):
        sign(wire(), b"-----BEGIN CERTIFICATE-----" + certificates)
    other = authority.pem(new_key())
    with pytest.raises(SignError, match="no certificate for its key"):
        sign(wire(), key + other[other.index(b"-----BEGIN CERTIFICATE") :])
    with pytest.raises(SignError, match="RSA or of an elliptic curve"):
        sign(wire(), authority.pem(ed25519.Ed25519PrivateKey.generate()))
