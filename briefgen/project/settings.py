"""The settings of a project: what briefgen.toml says, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Literal

from briefgen.problems.mistakes import Mistake, did_you_mean
from briefgen.problems.notes import Told, Written, looked_up
from briefgen.project.formats import FORMATS
from briefgen.project.reserved import is_reserved
from briefgen.project.toml import TomlError, as_mistake, parse_toml

SETTINGS_FILE = "briefgen.toml"
CONTENTS = ("auto", "always", "never")
_WINDOWS = re.compile(r"\\|^[A-Za-z]:")  # what a folder of the project can be on every system has neither
_SECTION = "mail"  # there is no other
_MOST_MONTHS = 1200
_NAME = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")


class ProjectError(Mistake):
    """There is no project here, its settings are wrong, or a name is asked for that it doesn't have."""

    exit_code = 2


class SettingsError(ProjectError):
    """What briefgen.toml says can't be used: it is what has to be mended.

    `setting` is the one that is wrong, where it is one; of a section with its name in front.
    """

    setting: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """What briefgen.toml says. Folders are relative to the project and stay inside it."""

    languages: tuple[str, ...]
    briefs: tuple[str, ...] = ("full",)
    formats: tuple[str, ...] = ("pdf", "docx")
    theme: str = "plain"
    content: str = "content"
    templates: str = "templates"
    catalogues: str = "catalogues"
    output: str = "output"
    letterhead: str = ""
    contents: Literal["auto", "always", "never"] = "auto"  # a contents list: for long briefs, for all, for none
    numbered_paragraphs: bool = False
    figures_months: int = 24  # a figure of longer ago is old, where it doesn't say when to look at it again
    unchecked: tuple[str, ...] = ()  # kinds of warnings that nobody wants; `judge.require_kinds` knows which there are
    mail: Mapping[str, Any] = field(default_factory=dict)  # how briefs are emailed: `contacts.account` reads it


# What can have such a name, for the catalogues.
_NAMED = (Told("brief"), Told("theme"), Told("language"), Told("format"))


def check_name(name: str, of: str) -> str:
    """Return `name` if it can't mean anything but a file's stem; raises `ProjectError`."""
    what = looked_up(of)
    if is_reserved(name):
        raise ProjectError(
            Told("{name!r} can't be the name of a {what}: Windows keeps it for a device", name=name, what=what)
        )
    if not _NAME.fullmatch(name) or len(name) > 60:
        raise ProjectError(
            Told("{name!r} can't be the name of a {what}: use a–z, 0–9, hyphens and underscores", name=name, what=what)
        )
    return name


def settings_in(file: bytes) -> Settings:
    """Return what the bytes of a briefgen.toml say; raises `SettingsError`."""
    try:
        data = parse_toml(file, SETTINGS_FILE)
    except TomlError as error:
        raise as_mistake(SettingsError, error) from None
    known = {item.name for item in fields(Settings)}
    for key, value in data.items():
        if key not in known and isinstance(value, dict):
            section, name = Written(f"[{key}]"), Written(f"[{_SECTION}]")
            raise of_setting(
                key,
                Told(
                    "{file}: no such section: {section}; did you mean {name}?",
                    file=SETTINGS_FILE,
                    section=section,
                    name=name,
                ),
            )
        if key not in known:
            hint = did_you_mean(key, [Written(each) for each in sorted(known)])
            raise of_setting(
                key, Told("{file}: no such setting: {key}; {hint}", file=SETTINGS_FILE, key=Written(key), hint=hint)
            )
    if "languages" not in data:
        raise SettingsError(
            Told('{file}: say the languages, the main one first: languages = ["ka", "en"]', file=SETTINGS_FILE)
        )
    values = {}
    for key, value in data.items():
        try:
            values[key] = _setting(key, value)
        except ProjectError as error:
            raise of_setting(key, str(error)) from None
    for unknown in sorted(set(values.get("formats", ())) - set(FORMATS)):
        raise of_setting(
            "formats",
            Told(
                "{file}: no such format: {unknown}; there are {formats}",
                file=SETTINGS_FILE,
                unknown=unknown,
                formats=", ".join(FORMATS),
            ),
        )
    return Settings(**values)


def of_setting(name: str, message: str) -> SettingsError:
    """Return the mistake that a setting is wrong; one of a section has its name in front, as in mail.server."""
    error = SettingsError(message)
    error.setting = name
    return error


def _codes(key: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ProjectError(
            Told("{file}: {key} needs a list of the codes in reports, each in quotes", file=SETTINGS_FILE, key=key)
        )
    return tuple(dict.fromkeys(value))


def _months(key: str, value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= _MOST_MONTHS:
        raise ProjectError(
            Told("{file}: {key} is a number of months, 1 to {most}", file=SETTINGS_FILE, key=key, most=_MOST_MONTHS)
        )
    return value


def _truth(key: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise ProjectError(Told("{file}: {key} is true or false, without quotes", file=SETTINGS_FILE, key=key))
    return value


def _section(key: str, value: Any) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise ProjectError(
            Told("{file}: mail is a section of its own: write [mail] and its settings below", file=SETTINGS_FILE)
        )
    return value


# What isn't a word or a list of names, and what reads it.
_OTHER: Mapping[str, Callable[[str, Any], Any]] = {
    "figures_months": _months,
    "mail": _section,
    "numbered_paragraphs": _truth,
    "unchecked": _codes,
}


def _setting(key: str, value: Any) -> Any:
    if key in ("languages", "briefs", "formats"):
        if not isinstance(value, list) or not value or not all(isinstance(item, str) for item in value):
            raise ProjectError(
                Told('{file}: {key} needs a list of words, such as ["…", "…"]', file=SETTINGS_FILE, key=key)
            )
        return tuple(dict.fromkeys(check_name(item, key.removesuffix("s")) for item in value))
    if key in _OTHER:
        return _OTHER[key](key, value)
    if not isinstance(value, str) or not value:
        raise ProjectError(Told("{file}: {key} needs a word in quotes", file=SETTINGS_FILE, key=key))
    if not value.isprintable():
        raise ProjectError(
            Told(
                "{file}: {key} = {value!r}: there is a character in it that nobody sees",
                file=SETTINGS_FILE,
                key=key,
                value=value,
            )
        )
    if key in ("content", "templates", "catalogues", "output", "letterhead") and _WINDOWS.search(value):
        named = re.split(r"[\\/:]", value)[-1] or key
        raise ProjectError(
            Told(
                "{file}: {key} = '{value}': a path of Windows; write it from this folder on, with /: {named}",
                file=SETTINGS_FILE,
                key=key,
                value=value,
                named=named,
            )
        )
    if key == "contents" and value not in CONTENTS:
        raise ProjectError(
            Told(
                "{file}: {key} is one of {contents}, not {value!r}",
                file=SETTINGS_FILE,
                key=key,
                contents=", ".join(CONTENTS),
                value=value,
            )
        )
    return check_name(value, "theme") if key == "theme" else value
