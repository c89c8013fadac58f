"""The letters that bring an issued version to people, each to the last byte: words, files, locks, signature."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime

from briefgen.contacts.account import pdf_password, sign_key, sign_password
from briefgen.issued.store import sha256
from briefgen.language import get_language
from briefgen.mailing.letter.covering import AttachedFile, CoveringNote
from briefgen.mailing.letter.file_names import file_name
from briefgen.mailing.letter.message import NameAddress, write_message
from briefgen.mailing.letter.planned import Attachment, Planned, SentFile
from briefgen.mailing.letter.protect import PdfLockError, protect
from briefgen.mailing.plan import PlanRow, Sending
from briefgen.problems.notes import Told


def write_letters(sending: Sending, at: datetime, *, draft: bool = False) -> Iterator[Planned]:
    """Yield the letter to each recipient, to the last byte; `at` has a time zone.

    As a `draft` it opens in mail programs for writing, and isn't signed. Raises `Mistake`, `ProblemsError`.
    """
    for row in sending.new:
        yield _letter(sending, row, at, draft)


def _letter(sending: Sending, row: PlanRow, at: datetime, draft: bool) -> Planned:
    facts, recipient, account = sending.issued.facts, row.recipient, sending.account
    language = recipient.language
    attachments: list[Attachment] = []
    listed: list[AttachedFile] = []
    sent: list[SentFile] = []
    for brief in row.briefs:
        for file in row.share.files[brief]:
            format = facts.of(file)[2]
            data = sending.files[file]
            if recipient.protect:
                data = _locked(data, recipient.id)
            name = sending.covering.file_name(brief, language, format.ending, row.readers, row.briefs)
            pages = facts.files[file].pages
            attachments.append(Attachment(name, format.media_type, data))
            listed.append(AttachedFile(name, format.label, len(data), pages, recipient.protect, brief))
            sent.append(SentFile(file, brief, facts.files[file].sha256, sha256(data), len(data), pages))
    if recipient.calendar and (event := _calendar(sending, row, at)):
        attachments.append(event)
        listed.append(AttachedFile(event.name, "", len(event.data)))
    note = CoveringNote(tuple(listed), recipient.salutation.get(language), row.readers)
    mail = sending.covering.mail(language, note, sending.copy_of(row))
    message_id = _message_id(sending, row, at)
    wire = write_message(
        sender=NameAddress(sending.content.agency.name.root[language], account.sender),
        to=NameAddress(recipient.name, recipient.email),
        reply_to=row.reply_to,
        subject=mail.subject,
        text=mail.text,
        html=mail.html,
        attachments=attachments,
        message_id=message_id,
        date=at,
        language=get_language(language).tag,
        draft=draft,
    )
    if account.sign and not draft:
        wire = _signed(sending, wire)
    return Planned(
        recipient=recipient.id,
        address=recipient.email,
        name=recipient.name,
        edition=facts.edition,
        version=facts.version,
        language=language,
        briefs=row.briefs,
        files=tuple(sent),
        message_id=message_id,
        sender=account.sender,
        subject=mail.subject,
        wire=wire,
        reason=sending.reason,
        recipe=row.recipe,
    )


def _calendar(sending: Sending, row: PlanRow, at: datetime) -> Attachment | None:
    """Return the event as a file for calendars, if its days are known."""
    language = row.recipient.language
    occasion = sending.covering.occasion(language, sending.account.domain, row.readers)
    if occasion is None:
        return None
    from briefgen.mailing.letter.calendar import MEDIA_TYPE, write_calendar

    data = write_calendar(occasion, at, get_language(language).tag)
    return Attachment(file_name(occasion.name.replace(":", " –"), "ics"), MEDIA_TYPE, data)


def _signed(sending: Sending, wire: bytes) -> bytes:
    from briefgen.mailing.letter.smime import sign

    return sign(wire, sign_key(sending.account, sending.project), sign_password(sending.account))


def _locked(data: bytes, recipient: str) -> bytes:
    try:
        return protect(data, pdf_password(recipient) or "")
    except PdfLockError as error:
        raise PdfLockError(Told("{recipient}: {error}", recipient=recipient, error=error)) from None


def _message_id(sending: Sending, row: PlanRow, at: datetime) -> str:
    """Return an id that no other letter has: of a person who was forgotten and comes back neither."""
    facts = sending.issued.facts
    about = json.dumps([facts.edition, facts.version, row.briefs, row.recipient.id, row.copy, at.isoformat()])
    return f"<{sha256(about.encode())[:32]}@{sending.account.domain}>"
