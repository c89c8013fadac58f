"""Whom a line may be opened to: certificates and host names are verified, and nothing older than TLS 1.2 is spoken."""

from __future__ import annotations

import ssl
from pathlib import Path

from briefgen.mailing.ways.base import ServerError
from briefgen.mailing.ways.replies import reason
from briefgen.problems.notes import Told
from briefgen.project.reading import read_file

_CERTIFICATES = 5_000_000  # bytes: all that a system trusts has some 200 000
_AUTHORITY = Told(
    "no authority that this computer trusts has signed it: if the server is your own, name its authority as [mail] ca"
)
# What OpenSSL refuses only where it is strict (X509_V_FLAG_X509_STRICT), in a certificate or in its authority's.
_STRICT = (78, *range(80, 94))
_OTHER_NAME = (62, 64)
# What OpenSSL says of a certificate (X509_V_ERR_…), and what a person can do about it.
_CERTIFICATE = {
    9: Told("it is not valid yet: check the date of this computer"),
    10: Told("it has expired: tell those who run the server"),
    18: _AUTHORITY,
    19: _AUTHORITY,
    20: _AUTHORITY,
    62: Told("it is for another host name: write [mail] server as the certificate names it"),
    64: Told("it is for another address: write [mail] server as the certificate names it"),
}


def trusting(ca: Path | None) -> ssl.SSLContext:
    """Return the rules of TLS: trust what the system trusts, or the authority of a PEM file alone.

    Raises `ServerError` for a file that holds none.
    """
    try:
        context = ssl.create_default_context(cadata=_certificates(ca))
    except OSError as error:
        raise ServerError(
            Told("[mail] ca: {ca} holds no certificate that can be read: {reason}", ca=ca, reason=reason(error)), "ca"
        ) from None
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def untrusted(where: object, error: ssl.SSLCertVerificationError) -> ServerError:
    """Return why a certificate can't be trusted, in plain words, with what to do."""
    why = _CERTIFICATE.get(error.verify_code, error.verify_message)
    if error.verify_code in _STRICT:
        why = Told(
            "it is not made as RFC 5280 has it ({why}), which Python 3.13 and later refuse: those who run the server"
            " must have a new one made, and their authority a new one for itself if it is their own",
            why=error.verify_message,
        )
    return ServerError(
        Told("{where}: the certificate can't be trusted, so nothing was sent: {why}", where=where, why=why),
        "ca" if why is _AUTHORITY else "server" if error.verify_code in _OTHER_NAME else "",
    )


def _certificates(file: Path | None) -> str | None:
    if file is None:
        return None
    # Only words around the certificates have other letters, which ssl takes in no text.
    text = read_file(file, most=_CERTIFICATES).decode("ascii", "ignore")
    if "CERTIFICATE" not in text:  # of an empty text ssl would make: whatever the system trusts
        raise OSError("no certificate begins in it")
    return text
