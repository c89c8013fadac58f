"""A project's own language: its two files are started from CLDR, and looked at for what is still missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from decimal import Decimal
from pathlib import Path

from babel.messages import Message

from briefgen.dates import Date
from briefgen.language import FOLDER as LANGUAGES
from briefgen.language import available, get_language, iso_codes, shipped
from briefgen.language.base import Language
from briefgen.language.catalogue import FOLDER, SOURCE_LANGUAGE, is_for_staff, load_catalogue, read_po
from briefgen.language.words import Words
from briefgen.making.opened import Opened, opened
from briefgen.problems.diagnostics import ProblemsError
from briefgen.problems.mistakes import Mistake
from briefgen.project.files import write_all
from briefgen.project.folder import Project
from briefgen.project.languages import CODE, WORDS
from briefgen.project.reading import read_file
from briefgen.project.settings import ProjectError
from briefgen.project.toml import LARGEST

_DAYS = (
    "2019-10-14", "2019-10-01", "2019-10-14/2019-10-18", "2019-10-14/2019-10-15", "2019-10-01/2019-10-05",
    "2019-10-30/2019-11-02", "2019-10-01/2019-11-02", "2018-12-30/2019-01-02", "2019-10",
    "2019-10/2019-11", "2018-12/2019-01", "2019", "2017/2019",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class LanguageState:
    """A language as briefs have it: what is wrong with it, what is missing, and how it writes some things."""

    code: str
    files: tuple[str, ...]  # of the project; none where briefgen brings all of it along
    faults: tuple[str, ...]  # that keep it from being used
    untranslated: tuple[str, ...]  # words of briefs, and of letters, charts and change notes
    of_staff: tuple[str, ...]  # those of the to-do list alone
    silent: tuple[str, ...]  # what the checks don't know: the entries of [words] and [typing] that are missing
    looks: tuple[tuple[str, str], ...]  # what is written, and how, for somebody who speaks it

    @property
    def is_whole(self) -> bool:
        """Whether briefs can be built in it."""
        return not self.faults and not self.untranslated


def own_languages(project: Project | Opened) -> tuple[str, ...]:
    """Return the languages of a project that briefgen doesn't bring along."""
    return tuple(code for code in opened(project).project.settings.languages if code not in shipped())


def new_language(project: Project | Opened, code: str) -> tuple[Path, ...]:
    """Start the files of a language that briefgen doesn't bring along, those that aren't there; return their paths.

    Raises `ProjectError` for a language that there isn't, or is already.
    """
    held = opened(project)
    folder = held.project.catalogue_folder
    if code not in iso_codes():
        raise ProjectError(f"{code!r} is no language: a code has two or three small letters, as de and uk have")
    if code in shipped():
        raise ProjectError(f"briefgen has the language {code!r} already: name it in languages")
    from briefgen.language.starting import catalogue_of, data_of, starts

    if not starts(code):
        raise ProjectError(f"CLDR knows too little of the language {code!r} to begin with")
    there = {name for name in (f"{code}.toml", f"{code}.po") if (folder / name).exists()}
    made = {f"{code}.toml": data_of(code).encode(), f"{code}.po": catalogue_of(code)}
    files = {name: data for name, data in made.items() if name not in there}
    if not files:
        raise ProjectError(f"{code!r} is there already; what it lacks says: briefgen language check {code}")
    folder.mkdir(parents=True, exist_ok=True)
    write_all(folder, files)
    held.changed(folder)
    return tuple(folder / name for name in files)


def shipped_file(name: str) -> str:
    """Return a file of a language that briefgen brings along, as a model: fr, said/fr or places/fr.

    Raises `ProjectError` for one that there isn't.
    """
    folder, _, code = name.rpartition("/")
    rooms = {"": LANGUAGES, **{each: LANGUAGES.with_name(each) for each in WORDS}}
    path = rooms[folder] / f"{code}.toml" if folder in rooms and CODE.fullmatch(code) else None
    if path is None or not path.is_file():
        codes = ", ".join(shipped())
        raise ProjectError(f"there is no {name!r}: a file is called as its language, {codes}, or said/fr, places/fr")
    return read_file(path, path.name, LARGEST).decode("utf-8")


def check_language(project: Project | Opened, code: str) -> LanguageState:
    """Return what a language lacks, of briefgen's or of the project's own; raises `ProjectError` for an unknown one."""
    held = opened(project)
    folder = held.project
    if code not in available():
        get_language(code)
    names = (f"{code}.toml", f"{code}.po", *(f"{each}/{code}.toml" for each in WORDS))
    own = [folder.catalogue_folder / name for name in names]
    files = tuple(folder.name_of(path) for path in own if path.exists())
    try:
        language = get_language(code)
    except ProblemsError as error:
        return LanguageState(code, files, tuple(problem.render() for problem in error.problems), (), (), (), ())
    silent, looks = tuple(_silent(language)), tuple(_looks(language))
    try:
        untranslated = [*_untranslated(folder, code)]
    except Mistake as error:
        return LanguageState(code, files, (str(error),), (), (), silent, looks)
    of_briefs, of_staff = (
        tuple(str(message.id) for message in untranslated if is_for_staff(message) is staffs)
        for staffs in (False, True)
    )
    return LanguageState(code, files, (), of_briefs, of_staff, silent, looks)


def _untranslated(project: Project, code: str) -> Iterator[Message]:
    if code == SOURCE_LANGUAGE:
        return
    catalogue = load_catalogue(code, *project.catalogue_files(code), name_of=project.name_of)
    for message in read_po(FOLDER / "briefgen.pot"):
        if message.id and not catalogue.has(str(message.id), message.context):
            yield message


def _silent(language: Language) -> Iterator[str]:
    """Yield the entries that the checks would look at, and that the language doesn't have."""
    nothing = Words()
    for each in fields(Words):
        value = getattr(language.words, each.name)
        if value == getattr(nothing, each.name) and not isinstance(value, bool):
            yield f"[words] {each.name}"
    for name in ("may_double", "placeholders", "notes"):
        if not getattr(language, name):
            yield f"[typing] {name}"
    if not all(language.dictionary):
        yield "[typing] dictionary"


def _looks(language: Language) -> Iterator[tuple[str, str]]:
    cases = sorted(language.cases, key=lambda case: (case != "nom", case))
    for written in _DAYS:
        date = Date.parse(written)
        forms: dict[str, list[str]] = {}
        for case in cases:
            forms.setdefault(language.date(date, case), []).append(case)
        forms.setdefault(language.short_date(date), []).append("short")
        forms.setdefault(language.when(date), []).append("when")
        yield written, " | ".join(f"{text} ({', '.join(names)})" for text, names in forms.items())
    yield "1, 2, 3, 11, 113", " | ".join(language.ordinal(n) for n in (1, 2, 3, 11, 113))
    for form in language.agreeing:
        yield f"ordinals.{form}", " | ".join(language.ordinal(n, form) for n in (1, 2, 3, 11, 113))
    yield "1300, 12345.5", " | ".join((language.number(1300), language.number(Decimal("12345.5"))))
    countries = sorted((language.country(code) for code in ("GE", "DE", "FR", "UA", "AZ", "BE")), key=language.sort_key)
    yield "countries", language.join(countries)
    lasts = (language.country("BE"), "i", "hi", "e", "8")
    yield "lists", " | ".join(language.join(["a", last]) for last in lasts)
    yield "quotes", language.quote(f"a {language.inner_quotes[0]}b{language.inner_quotes[1]} c")
