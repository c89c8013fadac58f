"""Links answer: what pages said when somebody wanted them asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from briefgen.checks import web
from briefgen.checks.families.links import addresses
from briefgen.checks.rules import Found, rule
from briefgen.checks.subject import Subject
from briefgen.checks.texts import shown
from briefgen.online.reply import Kind, Reply
from briefgen.problems.notes import Told

_LOOK = Told("open it in the browser; if it doesn't open there, write another address or take the link out")


def to_ask(subject: Subject) -> list[str]:
    """Return the addresses of pages that can be asked for, each once: not what is broken as it is written."""
    found = (url for _, written in addresses(subject) if (url := _asked(written)))
    return list(dict.fromkeys(found))


@rule("link-gone", "warning", "The page of every link is still there.")
def link_gone(subject: Subject) -> Iterator[Found]:
    """Find links to pages that aren't there any more, as their servers say."""
    for found, url, reply in _replies(subject, "gone"):
        message = Told("{url} is gone: its server says {status}", url=shown(url), status=reply.about)
        yield found(message, Told("look for the page's new address, or take the link out"))


@rule("link-moved", "warning", "A link leads to where the page is now.")
def link_moved(subject: Subject) -> Iterator[Found]:
    """Find links to pages that have moved for good, and say where to."""
    for found, url, reply in _replies(subject, "moved"):
        if _is_first_page(reply.about) and not _is_first_page(url):
            message = Told("{url} leads to the first page of a site: the page itself may be gone", url=shown(url))
            yield found(message, Told("look for the page's new address, or take the link out"))
            continue
        new = _with_fragment(reply.about, url)
        message = Told("{url} has moved for good", url=shown(url))
        yield found(message, Told("write {plain}", plain=new), fix=(new,))


@rule("link-unanswered", "warning", "The page of every link answers everybody.")
def link_unanswered(subject: Subject) -> Iterator[Found]:
    """Find links that don't answer, whose certificate is wrong, or that lead to what isn't public."""
    for found, url, reply in _replies(subject, "silent", "offline"):
        yield found(Told("{url} doesn't answer: {why}", url=shown(url), why=reply.about), _LOOK)
    for found, url, reply in _replies(subject, "untrusted"):
        message = Told("the certificate of {url} can't be trusted: {why}", url=shown(url), why=reply.about)
        yield found(message, Told("tell those who run the site, or write another address"))
    for found, url, reply in _replies(subject, "private"):
        message = (
            Told("{url} leads on to {new}, which is not public and was not asked", url=shown(url), new=reply.about)
            if reply.about
            else Told("{url} is not at a public address, and was not asked", url=shown(url))
        )
        yield found(message, Told("write the public address of the page, or take the link out"))
    for found, url, reply in _replies(subject, "closed"):
        message = Told("{url} answers no program ({status})", url=shown(url), status=reply.about)
        yield replace(found(message, Told("look in the browser whether it opens")), severity="note")
    for found, url, _ in _replies(subject, "unasked"):
        message = Told("{url} was not asked: it would have taken too long", url=shown(url))
        yield replace(found(message, Told("look again: what has answered isn't asked twice a day")), severity="note")


@rule("link-unencrypted", "warning", "Links are https, so that nobody on the way can change what is read.")
def link_unencrypted(subject: Subject) -> Iterator[Found]:
    """Find links that aren't https, or lead on to what isn't."""
    for found, url, reply in _replies(subject, "plain"):
        message = (
            Told("{url} leads on to {new}, which is not https", url=shown(url), new=reply.about)
            if reply.about
            else Told("{url} is not https, and was not asked", url=shown(url))
        )
        yield found(message, Told("write https://… if the page is there, too"))


def _replies(subject: Subject, *kinds: Kind) -> Iterator[tuple[partial[Found], str, Reply]]:
    """Yield what was answered so: what tells of the link, as it is written, and the reply."""
    replies = {reply.url: reply for reply in subject.replies if reply.kind in kinds}
    if replies:
        for found, url in addresses(subject):
            if (reply := replies.get(_asked(url))) is not None:
                yield found, url, reply


def _asked(url: str) -> str:
    """Return the address to ask for one as it is written; "" of what `link-broken` tells of."""
    address = web.parted(url)
    if address is None or web.is_malformed(address) or web.has_password(address) or web.is_own(address):
        return ""
    if web.is_editing(address):
        return ""
    return (url if "//" in url else f"https://{url}").partition("#")[0]


def _is_first_page(url: str) -> bool:
    address = web.parted(url)
    return address is not None and not address.parts.path.strip("/") and not address.parts.query


def _with_fragment(new: str, old: str) -> str:
    place = old.partition("#")[2]
    return f"{new}#{place}" if place and "#" not in new else new
