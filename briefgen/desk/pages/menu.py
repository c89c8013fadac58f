"""The parts of the desk, as its menu has them: to which one a page belongs, and on which page a form is."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from briefgen.problems.notes import Told

MENU = {
    "/": Told("Home"), "/content": Told("Content"), "/check": Told("Check"), "/brief": Told("Brief"),
    "/build": Told("Files"), "/outbox": Told("Mail"), "/changes": Told("Changes"),
}  # fmt: skip
_PAGES = {
    "/": "/todo /edition",
    "/content": "/thing /add /figure /remove /source /known /move /confirm",
    "/check": "/stand /unstand /word /confirm-all /links",
    "/build": "/issue /falls /compare /redline /print /reprint /annex/out",
    "/outbox": "/send /letters /settle /look /recipients /recipient /enrol /locked /unenrol /addresses"
    " /account /settings /secret /signin /try",
}
_BELOW = {
    "/issued/": "/build", "/file/": "/build", "/letter/": "/outbox", "/changes/": "/changes", "/explain/": "/check",
}  # fmt: skip
# Of what answers a form and is no page of its own: the page with the form, and which of its fields says which one.
_FORMS = {
    "/issue": ("/issue", "edition"), "/falls": ("/issue", "edition"), "/send": ("/send", "name"),
    "/letters": ("/send", "name"), "/locked": ("/recipient", "id"), "/unenrol": ("/recipient", "id"),
    "/recipient": ("/recipient", "id"), "/annex/out": ("/build#unnamed", ""),
    **{page: (page, "path") for page in ("/add", "/remove", "/source", "/stand")},
    **dict.fromkeys(("/print", "/redline"), ("/build", "")), **dict.fromkeys(("/settle", "/look"), ("/outbox", "")),
    **dict.fromkeys(("/secret", "/signin", "/try"), ("/account", "")), "/enrol": ("/recipients", ""),
    **dict.fromkeys(("/word", "/confirm-all", "/links"), ("/check", "")),
}  # fmt: skip


def menu_of(path: str, here: str) -> str:
    """Return the part of the menu that a page belongs to; of what runs, that which it was begun from, `here`."""
    if path.startswith("/progress/"):
        path = here.partition("?")[0]
    of_page = {page: part for part, pages in _PAGES.items() for page in pages.split()}
    below = next((part for start, part in _BELOW.items() if path.startswith(start)), path)
    return of_page.get(path, below)


def page_of_form(path: str, sent: Mapping[str, str]) -> str:
    """Return the page with the form that was sent to an address: of a thing, its own."""
    if path == "/reprint" and sent.get("name"):
        return f"/issued/{sent['name']}"
    page, field = _FORMS.get(path, ("", ""))
    if not page and sent.get("path"):
        page, field = "/thing", "path"
    about = {field: sent[field]} if sent.get(field) else {}
    return (page or path) + (f"?{urlencode(about, errors='replace')}" if about else "")
