"""The parts of the desk, as its menu has them, and which of them a page belongs to."""

from __future__ import annotations

from briefgen.problems.notes import Told

MENU = {
    "/": Told("Home"), "/content": Told("Content"), "/check": Told("Check"), "/brief": Told("Brief"),
    "/build": Told("Files"), "/outbox": Told("Mail"), "/changes": Told("Changes"),
}  # fmt: skip
_PAGES = {
    "/": "/todo /edition",
    "/content": "/thing /add /figure /remove /source",
    "/check": "/stand",
    "/build": "/issue /falls /compare /redline",
    "/outbox": "/send /letters /settle /recipients /recipient /enrol /addresses /account /settings",
}
_BELOW = {"/issued/": "/build", "/changes/": "/changes", "/explain/": "/check"}


def menu_of(path: str, here: str) -> str:
    """Return the part of the menu that a page belongs to; of what runs, that which it was begun from, `here`."""
    if path.startswith("/progress/"):
        return here.partition("?")[0]
    of_page = {page: part for part, pages in _PAGES.items() for page in pages.split()}
    below = next((part for start, part in _BELOW.items() if path.startswith(start)), path)
    return of_page.get(path, below)
