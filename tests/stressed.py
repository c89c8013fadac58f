"""Projects with more, or longer, of one kind of thing than a page likes; the association is the invented one of `init`.

English only, so that pages are quickly made; the words are as long as an English text's, and mean nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import yaml

from briefgen.project.folder import Project, find_project
from tests.started import start

Content = dict[str, Any]
"""What is read of each file of the content, by its name."""

_TEXT = """\
the example members agreed that a common service should follow what every institution had learned from its own
work with families and employers before they ask the assembly for guidelines on training and exchange of staff"""
_WORDS = _TEXT.split()
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def prose(words: int, start: int = 0) -> str:
    """Return sentences of so many words in all; another start, another text."""
    found = list(islice(cycle(_WORDS), start, start + words))
    sentences = [found[at : at + 12 + start % 3] for at in range(0, words, 12 + start % 3)]
    return " ".join(" ".join([each[0].capitalize(), *each[1:]]) + "." for each in sentences)


def name(number: int) -> str:
    """Return a name that no other number has, without a digit."""
    return f"{_ORDINALS[number // 10]} {_ORDINALS[number % 10]}".title()


def _entry(number: int, words: int) -> dict[str, Any]:
    date = f"{2029 - number // 12}-{12 - number % 12:02d}-{1 + number % 28:02d}"
    id = name(number).replace(" ", "-").lower()
    return {
        "id": id,
        "date": date,
        "sources": ["example-page"],
        "text": {"en": f"{name(number)}. {prose(words - 2, number)}"},
    }


def _long_row(words: int) -> Callable[[Content], None]:
    def change(content: Content) -> None:
        content["cooperation"]["history"] += [_entry(1, 40), _entry(2, words), _entry(3, 40)]

    return change


def _many_entries(content: Content) -> None:
    content["cooperation"]["history"] += [_entry(number, 30) for number in range(60)]


def _many_of_a_body(content: Content) -> None:
    """Add twenty-five items of an agenda, as many commissions, and forty members of a body."""
    association = content["association"]
    for number in range(25):
        title = {"en": f"{name(number)} Commission on {prose(3, number).rstrip('.')}"}
        association["bodies"].append({"id": f"c{number}", "kind": "commission", "parent": "commissions", "name": title})
    for number in range(40):
        association["offices"].append({"id": f"member{number}", "title": {"en": f"{name(number)} Member"}})
        person = {"id": f"p{number}", "name": {"en": f"{name(number)} Personson"}, "country": "GE"}
        content["people"]["persons"].append(person)
        term = {"id": f"t{number}", "person": f"p{number}", "office": f"member{number}", "start": "2029"}
        content["people"]["terms"].append({**term, "sources": ["example-page"]})
    agenda = [
        {"id": f"item{number}", "kind": "report", "title": {"en": f"{name(number)} report to the session"},
         "position": {"en": prose(25, number)}}
        for number in range(25)
    ]  # fmt: skip
    session = {"id": "session", "kind": "council-session", "parent": "example-forum-2030", "number": 13}
    session |= {"name": {"en": "Example Session"}, "date": "2030-05-15", "city": "example-city", "state": "planned"}
    content["events"].append({**session, "sources": ["example-page"], "agenda": agenda})


def _many_notes(content: Content) -> None:
    texts = [f"{prose(20, number)}^[{name(number)} note: {prose(18, number + 7)}]" for number in range(30)]
    content["association"]["activities"] = {"en": "\n\n".join(texts)}


def _many_short_items(content: Content) -> None:
    items = "\n".join(f"- {name(number)} Country" for number in range(61))
    content["association"]["activities"] = {"en": f"{prose(20)}\n\n{items}\n\n{prose(20, 3)}"}


def _long_words(content: Content) -> None:
    """Write addresses of 200 characters, titles of four lines, and five speakers."""
    addresses = [f"https://www.example.org/{'-'.join(_WORDS[at:])}-" for at in range(3)]
    addresses = [(each + "archive-of-minutes-" * 9)[:199] + "x" for each in addresses]
    long = "{} of the Example Association, its Members, their Partners and the Public at Large, with an Exchange of "
    long += "Experience on Service to Families, Employers and Staff, and a Look at what the next Years may bring"
    content["association"]["name"]["en"] = long.format("The Whole")
    content["association"]["bodies"][0]["name"]["en"] = long.format("Assembly")
    content["events"][0]["name"]["en"] = long.format("Forum")
    content["events"][0]["text"] = {"en": f"It stands at {addresses[0]} and [more of it]({addresses[1]})."}
    content["cooperation"]["history"] += [
        _entry(1, 20) | {"text": {"en": f"{prose(12, 1)} See {addresses[2]} too."}},
    ]
    speakers = [f"**{name(number)} Personson** speaks: {prose(60, number)}" for number in range(5)]
    content["2030-05-example-city"]["objectives"] = {"en": "\n\n".join(speakers)}


def _much_to_do(content: Content) -> None:
    offices = [(f"office{number}", f"{name(number)} Office for {prose(12, number)[:-1]}") for number in range(60)]
    content["association"]["offices"] += [{"id": id, "title": {"en": title}} for id, title in offices]


TO_DO = "60 things to do"
KINDS: dict[str, Callable[[Content], None]] = {
    "a row of 600 words": _long_row(600),
    "a row of 1650 words": _long_row(1650),
    "60 entries": _many_entries,
    "25 commissions, 40 members, 25 items": _many_of_a_body,
    "30 notes": _many_notes,
    "61 short items": _many_short_items,
    "addresses, titles, speakers": _long_words,
}


def stressed(folder: Path, kind: str) -> tuple[Project, list[str]]:
    """Make a project in a new folder; return it, and each text that was added, as it is to be read."""
    start(folder)
    (folder / "content" / "translations.lock").unlink()
    (folder / "briefgen.toml").write_text('languages = ["en"]\nbriefs = ["full"]\nformats = ["pdf", "docx"]\n')
    files = {path.stem: path for path in sorted((folder / "content").rglob("*.yaml"))}
    content = {stem: _english(yaml.safe_load(path.read_text(encoding="utf-8"))) for stem, path in files.items()}
    before = set(_texts(content))
    {**KINDS, TO_DO: _much_to_do}[kind](content)
    for stem, path in files.items():
        path.write_text(yaml.safe_dump(content[stem], allow_unicode=True, sort_keys=False), encoding="utf-8")
    return find_project(folder), [text for text in dict.fromkeys(_texts(content)) if text not in before]


def _english(value: Any) -> Any:
    """Leave the other language out, and write dates as they are written."""
    if isinstance(value, dict):
        return {key: _english(each) for key, each in value.items() if key != "ka"}
    if isinstance(value, list):
        return [_english(each) for each in value]
    return value if isinstance(value, str | int | bool | None) else str(value)


def _texts(value: Any) -> Sequence[str]:
    if isinstance(value, dict) and set(value) == {"en"} and isinstance(value["en"], str):
        return [value["en"]]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for part in parts for text in _texts(part)]
