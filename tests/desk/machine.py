"""What no page of the desk shows a clerk but in a file as it is written: commands, keys, files, paths, bare dates."""

from __future__ import annotations

import re

from briefgen.desk.extract import for_a_terminal
from briefgen.desk.naming import Names
from briefgen.desk.words import LANGUAGES, DeskWords
from briefgen.problems.diagnostics import Diagnostic

_DATE = re.compile(r"(?<![\w.@/-])\d{4}-\d\d(?:-\d\d)?(?![\w@-])")
_PATH = re.compile(
    r"\b[a-z_]+\[[\w.@-]+\]|(?<!@)\b(?:association|cooperation|people|agency|editions|glossary)\.(?!example)[a-z]"
)
_TYPED = re.compile(r"[“„][^”“]*[”“]")  # what somebody typed is shown as it is


def machine_words(text: str) -> list[str]:
    """Return what of a text is for machines, or for who types commands."""
    plain = _TYPED.sub("", text)
    found = [text] if for_a_terminal(plain) else []
    return [*found, *_DATE.findall(plain), *_PATH.findall(plain)]


def told_to_a_clerk(problem: Diagnostic) -> list[str]:
    """Return what the desk says of a problem, in each of its languages."""
    said = []
    for language in LANGUAGES:
        words = DeskWords(language)
        words.names = Names(None, words)
        said += [words.sentence(problem.message), words.sentence(problem.hint)]
    return said
