"""A finished message -> the same one, signed by S/MIME (RFC 8551): multipart/signed, SHA-256, the signature beside it.

What was signed stands in the message to the last byte, so who can't check a signature reads it as before. The library
writes the time of signing into it: whoever signs a message, keeps it.
"""

from __future__ import annotations

import base64
import datetime as dt
import re
from email import message_from_bytes
from email.policy import SMTP
from importlib.util import find_spec
from typing import TYPE_CHECKING

from briefgen.problems.mistakes import Mistake
from briefgen.problems.notes import Told

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.x509 import Certificate

_HEADER = re.compile(rb"[^\r\n]+\r\n(?:[ \t][^\r\n]*\r\n)*")
_SIGNATURE = "application/pkcs7-signature"


class SignError(Mistake):
    """A message can't be signed; the message says what is wrong with key or certificate."""


def require_usable(pem: bytes, password: str | None, sender: str, date: dt.datetime) -> None:
    """Raise `SignError` for a file, or a password of its key, with which the sender can sign nothing on that day."""
    own, _, _ = _open(pem, password)
    _require_fit(own, sender, date)


def require_opens(pem: bytes, password: str | None) -> None:
    """Raise `SignError` for a file, or a password of its key, with which nobody could sign anything."""
    _open(pem, password)


def is_locked(pem: bytes) -> bool:
    """Tell whether the key of a PEM file wants a password (RFC 7468, 11; RFC 1421, 4.6.1.1)."""
    return b"ENCRYPTED" in pem


def sign(message: bytes, pem: bytes, password: str | None = None) -> bytes:
    """Return the message, signed with the key in a PEM file for which a certificate stands there, too.

    Other certificates of the file go with the signature. Raises `SignError`, also if the certificate isn't the
    sender's or not valid on the message's day.
    """
    own, key, others = _open(pem, password)
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.serialization import Encoding, pkcs7

    read = message_from_bytes(message, policy=SMTP)
    _require_fit(own, read["From"].addresses[0].addr_spec, read["Date"].datetime)
    outer, inner = _split(message)
    builder = pkcs7.PKCS7SignatureBuilder().set_data(inner).add_signer(own, key, SHA256())
    for other in others:
        builder = builder.add_certificate(other)
    options = [pkcs7.PKCS7Options.DetachedSignature, pkcs7.PKCS7Options.Binary]
    signature = base64.encodebytes(builder.sign(Encoding.DER, options)).replace(b"\n", b"\r\n")
    boundary = f"=_{own.fingerprint(SHA256()).hex()[:32]}_s"
    head = (
        f'Content-Type: multipart/signed;\r\n protocol="{_SIGNATURE}";\r\n micalg="sha-256";\r\n'
        f' boundary="{boundary}"\r\n\r\n--{boundary}\r\n'
    )
    part = (
        f'\r\n--{boundary}\r\nContent-Type: {_SIGNATURE};\r\n name="smime.p7s"\r\nContent-Transfer-Encoding: base64\r\n'
        'Content-Disposition: attachment;\r\n filename="smime.p7s"\r\n\r\n'
    )
    return b"".join([outer, head.encode(), inner, part.encode(), signature, f"\r\n--{boundary}--\r\n".encode()])


def _open(
    pem: bytes, password: str | None
) -> tuple[Certificate, RSAPrivateKey | EllipticCurvePrivateKey, list[Certificate]]:
    """Return the certificate of a file's key, the key, and the other certificates; raises `SignError`."""
    if find_spec("cryptography") is None:
        raise SignError(Told("signatures need the package cryptography: pip install 'briefgen[mail]'"))
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key
    from cryptography.x509 import load_pem_x509_certificates

    locked = is_locked(pem)
    try:
        certificates = load_pem_x509_certificates(pem)
        found = _key_of(pem)
        try:
            key = load_pem_private_key(found, password.encode() if password and locked else None)
        except ValueError:
            if locked and password:
                raise SignError(
                    Told("the password of the key that signs letters doesn't open it: type that of this key")
                ) from None
            raise
    except (TypeError, ValueError, UnsupportedAlgorithm) as error:
        raise SignError(Told("the file with key and certificate can't be used: {error}", error=error)) from None
    if not isinstance(key, RSAPrivateKey | EllipticCurvePrivateKey):
        raise SignError(Told("mail is signed with a key of RSA or of an elliptic curve"))
    own = next((each for each in certificates if each.public_key() == key.public_key()), None)
    if own is None:
        raise SignError(Told("the file holds no certificate for its key"))
    return own, key, [each for each in certificates if each != own]


def _key_of(pem: bytes) -> bytes:
    """Return the key of a file that holds certificates as well."""
    found = re.search(rb"-----BEGIN ([A-Z ]*PRIVATE KEY)-----.+?-----END \1-----", pem, re.DOTALL)
    if not found:
        raise ValueError("there is no private key in it")
    return found[0]


def _require_fit(certificate: Certificate, sender: str, date: dt.datetime) -> None:
    """Raise `SignError` for a certificate that mail programs would warn of."""
    from cryptography.x509 import ExtensionNotFound, RFC822Name, SubjectAlternativeName
    from cryptography.x509.oid import NameOID

    first, last = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    if not first <= date <= last:
        raise SignError(
            Told(
                "the certificate is valid from {first} to {last}, not on {date}",
                first=f"{first:%Y-%m-%d}",
                last=f"{last:%Y-%m-%d}",
                date=f"{date:%Y-%m-%d}",
            )
        )
    subject = certificate.subject.get_attributes_for_oid(NameOID.EMAIL_ADDRESS)
    addresses = [str(attribute.value) for attribute in subject]
    try:
        names = certificate.extensions.get_extension_for_class(SubjectAlternativeName).value
        addresses += names.get_values_for_type(RFC822Name)
    except ExtensionNotFound:
        pass
    if sender.casefold() not in (address.casefold() for address in addresses):
        raise SignError(
            Told(
                "the certificate is for {addresses}, not for {sender}",
                addresses=", ".join(addresses) or Told("no address"),
                sender=sender,
            )
        )


def _split(message: bytes) -> tuple[bytes, bytes]:
    """Return the headers of a message without those of its content, and the content with its own."""
    head, _, body = message.partition(b"\r\n\r\n")
    headers = _HEADER.findall(head + b"\r\n")
    inside = [header for header in headers if header.lower().startswith((b"content-type:", b"content-transfer-"))]
    return b"".join(header for header in headers if header not in inside), b"".join(inside) + b"\r\n" + body
