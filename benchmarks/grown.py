"""Makes a project of any size from the ISSA content: what is added is invented, and only as long as it is measured."""

from __future__ import annotations

import datetime as dt
import itertools
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import yaml

from briefgen.content.digest import digest
from briefgen.content.reading.loader import load
from briefgen.content.snapshot import snapshot
from briefgen.issued import store
from briefgen.issued.facts import Facts

ROOT = Path(__file__).resolve().parent.parent
# What is added at a time; all kinds together are one unit.
UNIT = {
    "persons": 50, "entries": 50, "sources": 200, "events": 25, "terms": 25, "words": 25, "earlier": 25,
    "acknowledged": 25, "editions": 5, "issued": 5,
}  # fmt: skip
_LATIN = [consonant + vowel for consonant in "bdglmnrtvszkp" for vowel in "aeio"]
_GEORGIAN = dict(zip("abdegiklmnoprstvz", "აბდეგიკლმნოპრსტვზ", strict=True))
_NEWEST = dt.date(2019, 10, 31)


def name_of(number: int) -> tuple[str, str]:
    """Return a name that nobody has, in Georgian and in English; names of other numbers are far from it."""
    digits = [number * 7919 % len(_LATIN) ** 2, number * 104729 % len(_LATIN) ** 3]
    first = "".join(_LATIN[digits[0] // len(_LATIN) ** place % len(_LATIN)] for place in (1, 0)) + "bor"
    last = "".join(_LATIN[digits[1] // len(_LATIN) ** place % len(_LATIN)] for place in (2, 1, 0)) + "ski"
    georgian = ["".join(_GEORGIAN[letter] for letter in word) for word in (first, last)]
    return " ".join(georgian), f"{first.capitalize()} {last.capitalize()}"


def grow(folder: Path, **added: int) -> None:
    """Copy the ISSA project to a folder that isn't there yet, and add so many of each kind (see `UNIT`)."""
    shutil.copytree(ROOT / "content", folder / "content")
    shutil.copy(ROOT / "briefgen.toml", folder)
    content = folder / "content"
    count = dict.fromkeys(UNIT, 0) | added
    texts = _texts(content)
    people, events, terms, words = (count[kind] for kind in ("persons", "events", "terms", "words"))
    _append(content / "sources.yaml", "", map(_source, range(count["sources"])))
    _append(content / "events.yaml", "", map(_event, range(events)))
    _insert(content / "people.yaml", "persons", map(_person, range(people)))
    _insert(content / "people.yaml", "terms", (_term(n, max(people, 1)) for n in range(terms if people else 0)))
    _insert(content / "glossary.yaml", "terms", map(_glossary_term, range(words)))
    _insert(
        content / "cooperation.yaml",
        "history",
        (
            _entry(n, texts, people, events, count["sources"], count["entries"],
                   earlier=n < count["earlier"], acknowledged=n < count["acknowledged"])
            for n in range(count["entries"])
        ),
    )  # fmt: skip
    newest = (content / "editions" / "2019-11-after-brussels.yaml").read_text(encoding="utf-8")
    for number in range(count["editions"]):
        text = newest.replace("as_of: 2019-11", f"as_of: {_NEWEST - dt.timedelta(number)}")
        text = text.replace("previous: 2019-10-brussels\n", "")
        (content / "editions" / f"2019-10-more-{number}.yaml").write_text(text, encoding="utf-8")
    if count["issued"]:
        _issue(content, min(count["issued"], count["editions"]))


def _issue(content: Path, count: int) -> None:
    """Freeze some editions as they are, but without what only printing and comparing them needs."""
    read = load(content)
    frozen = snapshot(read).encode()
    for number in range(count):
        edition = f"2019-10-more-{number}"
        folder = store.folder_of(content, edition, 1)
        folder.mkdir(parents=True)
        (folder / store.CONTENT).write_bytes(frozen)
        facts = Facts(
            edition=edition, version=1, as_of=str(read.editions[edition].as_of), issued="2019-12-01",
            content=digest(read, edition), theme="plain", letterhead=None, tools={}, files={},
            frozen={store.CONTENT: store.sha256(frozen)},
        )  # fmt: skip
        (folder / store.FACTS).write_text(facts.sealed().text(), encoding="utf-8")


def _texts(content: Path) -> list[dict[str, str]]:
    """Return the texts of the history as it is, which invented entries repeat; what they print of it is left out."""
    history = yaml.safe_load((content / "cooperation.yaml").read_text(encoding="utf-8"))["history"]
    texts = [entry["text"] for entry in history]
    return [{code: re.sub(r"\{\{.*?\}\}", "ISSA", words) for code, words in text.items()} for text in texts]


def _append(path: Path, indent: str, entries: Iterator[str]) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.writelines(f"\n{indent}{entry.replace(chr(10), chr(10) + indent)}\n" for entry in entries)


def _insert(path: Path, key: str, entries: Iterator[str]) -> None:
    """Put entries at the beginning of a list."""
    text = path.read_text(encoding="utf-8")
    new = "".join(f"  {entry.replace(chr(10), chr(10) + '  ')}\n" for entry in entries)
    path.write_text(re.sub(rf"^{key}:\n", lambda found: found[0] + new, text, count=1, flags=re.MULTILINE),
                    encoding="utf-8")  # fmt: skip


def _source(number: int) -> str:
    return f"- id: more-{number}\n  title: A page of the year, number {number}\n  publisher: ISSA\n  date: 2018"


def _event(number: int) -> str:
    day = dt.date(2010, 1, 4) + dt.timedelta(7 * (number % 400))
    name = f"{{ka: სემინარი ნომერი {number}, en: Seminar number {number}}}"
    return (f"- id: seminar-{number}\n  kind: seminar\n  name: {name}\n"
            f"  date: {day}\n  city: geneva\n  state: held\n  status: unverified")  # fmt: skip


def _person(number: int) -> str:
    georgian, english = name_of(number)
    return f"- id: p{number}\n  name: {{ka: {georgian}, en: {english}}}\n  status: unverified"


def _term(number: int, people: int) -> str:
    """Return a term long ago: each year has another treasurer."""
    year = 1000 + number
    return (f"- id: t{number}\n  person: p{number % people}\n  office: treasurer\n  start: {year}-01-01\n"
            f"  end: {year}-12-31\n  status: unverified")  # fmt: skip


def _glossary_term(number: int) -> str:
    georgian, english = name_of(number + 5000)
    return f"- id: w{number}\n  term: {{ka: {georgian}ის კოდექსი, en: {english} Code}}"


def _entry(
    number: int, texts: list[dict[str, str]], people: int, events: int, sources: int, entries: int,
    *, earlier: bool, acknowledged: bool,
) -> str:  # fmt: skip
    text = texts[number % len(texts)]
    whom = f"{{{{ persons.p{number % people} }}}}" if people else str(number)
    said = {"ka": f"ამას დაესწრო {whom}.", "en": f"{whom} was there."}
    lines = [f"- id: more-{number}"]
    lines.append(f"  event: seminar-{number % events}" if events else "  date: 2018-03-05")
    if people:
        lines.append(f"  persons: [p{number % people}]")
    each = -(-sources // max(entries, 1))
    named = [f"more-{n}" for n in itertools.islice(range(number * each, sources), each)] or ["agency-brief-2019"]
    lines.append(f"  sources: [{', '.join(named)}]")
    lines += ["  status: unverified", "  text:"]
    for language in ("ka", "en"):
        lines.append(f"    {language}: {_quoted(f'{text[language]} {said[language]}')}")
    if acknowledged:
        lines += ["  acknowledge:", "    - {code: fact-unverified, because: invented, until: 2030-01}"]
    if earlier:
        lines += ["  earlier:", "    - until: 2019-10-18", "      text:"]
        lines += [f"        {language}: {_quoted(text[language])}" for language in ("ka", "en")]
    return "\n".join(lines)


def _quoted(text: str) -> str:
    escaped = " ".join(text.split()).replace('"', '\\"')
    return f'"{escaped}"'
