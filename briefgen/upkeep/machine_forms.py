"""What the content writes for machines – paths, dates, names of files – recognised, for whoever shows it to people."""

from __future__ import annotations

import re

from briefgen.content import schema
from briefgen.content.changing.days import day_at
from briefgen.content.names import EDITIONS, root_in
from briefgen.content.translation_lock import FILE as LOCK
from briefgen.dates import Date
from briefgen.language import get_language
from briefgen.language.typed_dates import read_date

__all__ = [
    "LOCK", "date_in", "day_at", "innermost", "is_date", "is_path", "iso_of", "read_date", "root_of_file", "same_date",
]  # fmt: skip

_PATH = re.compile(r"([a-z_]+)(?:\[[^\]\n]*\]|\.[a-z_0-9]+)+")
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?(?:/\d{4}(?:-\d\d(?:-\d\d)?)?)?")


def is_path(value: str) -> bool:
    """Tell whether this is a path into the content, such as ``cooperation.history[panama-2016].text``.

    The domain agency.example is none: a file has fields of its own, or entries.
    """
    found = _PATH.fullmatch(value)
    if not found or found[1] not in (EDITIONS, *schema.FILES):
        return False
    fields = getattr(schema.FILES[found[1]].model, "model_fields", {}) if found[1] in schema.FILES else {}
    return value[found.end(1)] == "[" or re.split(r"[.\[]", value)[1] in fields


def innermost(path: str) -> tuple[str, str]:
    """Return the path of the innermost entry of a list in which a value is, else of its file; and what follows."""
    cut = path.rfind("]") + 1 or len(path.partition(".")[0])
    return path[:cut], path[cut:].lstrip(".")


def is_date(value: str) -> bool:
    """Tell whether this is a date, such as 2016, 2016-11 or 2016-11-13/2016-11-18."""
    return bool(_DATE.fullmatch(value))


def date_in(language: str, value: object, case: str = "nom") -> str:
    """Return a date as a language writes it, in a case; what is none as it is."""
    try:
        return get_language(language).date(Date.parse(str(value)), case)
    except ValueError:
        return str(value)


def iso_of(words: str) -> str:
    """Return a typed date as files have it; "" for what is none."""
    try:
        return str(read_date(words))
    except ValueError:
        return ""


def same_date(words: str, written: str) -> bool:
    """Tell whether somebody typed the date that stands in a file."""
    return words == written or bool(written and iso_of(words) == written)


def root_of_file(name: str) -> str:
    """Return the first step of the paths into a file, by its name in the content's folder; "" for one that has none."""
    root = root_in(name.removesuffix(".yaml")) if name.endswith(".yaml") else ""
    return root if root in schema.FILES or root.startswith(f"{EDITIONS}[") else ""
