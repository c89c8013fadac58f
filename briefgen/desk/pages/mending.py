"""How problems are told where they are mended, and what with: other words, a fact, a word for the glossary."""

from __future__ import annotations

from typing import Any

from briefgen.desk.values import ValueWords
from briefgen.making.explaining import promises
from briefgen.problems.diagnostics import Diagnostic, Severity
from briefgen.problems.notes import Told


def fix_of(values: ValueWords, problem: Diagnostic) -> dict[str, Any]:
    """Return what may stand where a problem was found, as desk.js takes it; an expression with what it prints."""
    fix = problem.fix
    if not fix:
        return {}
    printed = {word: _printed(values, problem, word) for word in fix.words if word.startswith("{{")}
    return {
        "start": fix.start, "length": fix.length, "here": fix.here,
        "words": [word for word in fix.words if printed.get(word) != "…"], "prints": printed,
    }  # fmt: skip


def _printed(values: ValueWords, problem: Diagnostic, expression: str) -> str:
    field = problem.path.removesuffix(f".{problem.language}") if problem.language else problem.path
    return "".join(each.words for each in values.pieces(expression, field, problem.language))


def good_word(problem: Diagnostic) -> str:
    """Return the word that no dictionary has, behind its language, as `add_word` takes it; "" of another problem."""
    about = getattr(problem.message, "about", {}) if problem.code == "spelling" else {}
    return f"{about['language']} {about['raw']}" if {"language", "raw"} <= about.keys() else ""


def stood_by_in_vain(problem: Diagnostic) -> str:
    """Return the code that somebody stands by in vain, where a problem is that; else ""."""
    about = (
        getattr(problem.message, "about", {}) if problem.code in ("acknowledge-unused", "acknowledge-unknown") else {}
    )
    return str.__str__(about.get("code", "")).strip("'")


def weight_of(problem: Diagnostic) -> Severity:
    """Return how grave a problem is to a clerk: a reason that is left over is only to be known of."""
    return "note" if stood_by_in_vain(problem) in promises() else problem.severity


# In which field that is mended which is told of a thing as a whole.
_MENDED_IN = {"fact-unsourced": "sources", "fact-unverified": "status"}


def field_of(problem: Diagnostic) -> str:
    """Return the path of the field in which a problem is mended, if that is one of the thing that it is about."""
    if problem.code in _MENDED_IN and problem.path.endswith("]"):
        return f"{problem.path}.{_MENDED_IN[problem.code]}"
    only = problem.rests_on[0] if len(problem.rests_on) == 1 else ""
    return only if problem.path.endswith("]") and only.startswith(f"{problem.path}.") else problem.path


def mark_of(problem: Diagnostic, thing: str) -> str:
    """Return the mark of the field of a problem in the form of its thing, as an address ends with it; "" of none."""
    below = problem.path.removeprefix(thing).lstrip(".").removesuffix(f".{problem.language}")
    field = below.partition("[")[0]  # a list has one field for all its members
    return "#f-" + "-".join(filter(None, (*field.split("."), problem.language))) if field else ""


def below_here(hint: str, is_saved: bool) -> str:
    """Return a hint which sends to a form as that form itself says it; "" for another hint.

    What is confirmed there is on the page once what is told of `is_saved`.
    """
    about = hint.about if isinstance(hint, Told) else {}
    confirm = about.get("path")
    if isinstance(hint, Told) and isinstance(confirm, Told) and confirm.words.startswith("briefgen translations"):
        here = Told("confirm it on this page, under “Translations”")
        later = Told("confirm it on this page once it is saved, under “Translations”")
        return hint.about_others({"path": here if is_saved else later})
    return ""
