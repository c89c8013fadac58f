"""The rules that content is checked by: which there are, and what each means."""

from __future__ import annotations

from collections.abc import Mapping

from briefgen.checks import pages
from briefgen.checks.pages import HelpPage, StatedRule
from briefgen.problems.mistakes import Mistake
from briefgen.problems.notes import Told


class UnknownCodeError(Mistake):
    """No problem has such a code; the message names one that is close."""

    exit_code = 2


def rules() -> Mapping[str, tuple[StatedRule, ...]]:
    """Return the rules by family, each with its code, its severity and what it promises."""
    return pages.stated()


def promises() -> Mapping[str, str]:
    """Return what is held of each code, in a line."""
    return pages.promises()


def explain(code: str) -> str:
    """Return what the code of a problem means, why it matters and what to do; raises `UnknownCodeError`."""
    help_page(code)
    return pages.explain(code) or ""


def help_page(code: str, language: str = "en") -> HelpPage:
    """Return the page of help on a code in a language, in English where there is none; raises `UnknownCodeError`."""
    page = pages.page(code, language)
    if page is None:
        import difflib  # only who made a mistake waits for it

        close = difflib.get_close_matches(code, pages.promises(), 1)
        if close:
            raise UnknownCodeError(Told("there is no code {code!r}; did you mean {name}?", code=code, name=close[0]))
        raise UnknownCodeError(Told("there is no code {code!r}", code=code))
    return page
