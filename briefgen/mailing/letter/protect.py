"""A PDF that opens with a password alone: AES-256 as PDF 2.0 has it (revision 6), which today's readers know.

The locked copy keeps its tags, and a screen reader may read it. It no longer says that it is PDF/A, which may not be
locked. Its bytes are other ones each time: whoever locks a file, keeps it.
"""

from __future__ import annotations

import io
import secrets

import pikepdf

from briefgen.contacts.passwords import password_fault
from briefgen.problems.mistakes import Mistake
from briefgen.problems.notes import Told


class PdfLockError(Mistake):
    """A PDF can't be locked; the message says why."""


def protect(data: bytes, password: str) -> bytes:
    """Return the PDF, locked; raises `PdfLockError`."""
    if fault := password_fault(password):
        raise PdfLockError(Told("the password {fault}", fault=fault))
    try:
        pdf = pikepdf.open(io.BytesIO(data))
    except pikepdf.PasswordError:
        raise PdfLockError(Told("the PDF is locked already")) from None
    except pikepdf.PdfError as error:
        raise PdfLockError(Told("this is no PDF that can be locked: {error}", error=error)) from None
    with pdf:
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as meta:
            for name in ("part", "conformance"):
                if f"pdfaid:{name}" in meta:
                    del meta[f"pdfaid:{name}"]
        # Whoever knows the owner's password may lift the limits: so nobody does.
        lock = pikepdf.Encryption(
            owner=secrets.token_urlsafe(32), user=password, R=6, aes=True, metadata=True, allow=pikepdf.Permissions()
        )
        locked = io.BytesIO()
        pdf.save(locked, encryption=lock)
    return locked.getvalue()
