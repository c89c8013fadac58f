"""Which section of the guide tells of a page, and to which page a section leads."""

from __future__ import annotations

from briefgen.desk.pages.menu import MENU
from briefgen.problems.notes import Told

# By the anchor of a section: the page that it leads to, if not that of the section around it, and those that lead here.
_SECTIONS = {
    "home": ("/", "/todo /draft"),
    "edition": ("/edition", ""),
    "content": ("/content", "/thing /add /figure /known /remove /source /move /confirm /brief"),
    "check": ("/check", "/stand /unstand /explain /links /confirm-all /word"),
    "build": ("/build", "/issued /print /reprint /annex"),
    "issue": ("/build", "/issue /falls"),
    "compare": ("/compare", "/redline"),
    "outbox": ("/outbox", "/send /letters"),
    "letters": ("", "/settle /look"),
    "recipients": ("/recipients", "/recipient /enrol /unenrol /addresses /locked"),
    "changes": ("/changes", ""),
    "account": ("/account", "/secret /signin /try"),
    "settings": ("/settings", ""),
}
_NAMES = MENU | {
    "/edition": Told("Begin the next edition"), "/compare": Told("Compare"), "/recipients": Told("Who gets the briefs"),
    "/account": Told("Mail account"), "/settings": Told("Settings"),
}  # fmt: skip


def section_of(path: str, here: str) -> str:
    """Return the anchor of the section on a page; of what runs, that of where it was begun, `here`; "" if none is."""
    asked = here.partition("?")[0] if path.startswith("/progress/") else path
    page = "/" + asked.strip("/").partition("/")[0]
    return next((anchor for anchor, (own, more) in _SECTIONS.items() if page in (own, *more.split())), "")


def page_of(anchor: str) -> tuple[str, Told] | None:
    """Return the page that a section leads to, and what it is called; None if it leads to none."""
    page, _ = _SECTIONS.get(anchor, ("", ""))
    return (page, _NAMES[page]) if page else None
