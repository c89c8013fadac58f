"""What somebody stands by, told as the check tells it now, or by what is held of it in general."""

from __future__ import annotations

from contextlib import suppress

from briefgen.language.catalogue import SOURCE_LANGUAGE
from briefgen.making.judge import check
from briefgen.making.opened import Opened
from briefgen.problems.diagnostics import ProblemsError
from briefgen.problems.mistakes import Mistake
from briefgen.problems.notes import Told, Written


def as_found(project: Opened, told: Told, language: str) -> Told:
    """Return what tells of a problem that somebody stands by with what was found, if that is known in a language.

    A file has it in English alone, as the check `says` it.
    """
    says = str.__str__(told.about.get("says", ""))
    if not says:
        return told
    with suppress(ProblemsError, Mistake):
        found = (each.message for each in check(project))
        if same := next((each for each in found if " ".join(str.__str__(each).split()) == says), ""):
            return told.about_others({"problem": same})
    return told.about_others({"problem": Written(says)}) if language == SOURCE_LANGUAGE else told
