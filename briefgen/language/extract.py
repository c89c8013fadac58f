"""Brings the catalogues up to date with the words that code and templates use: for whoever works on briefgen.

``python -m briefgen.language.extract`` writes ``briefgen.pot`` and adds new messages to each ``.po``; translations
stay, and those of messages no longer used are kept at the end of the file and come back with their message.
``--check`` writes nothing and ends with 1 if a file would change. Run both where ``briefgen/`` and ``templates/`` are.

``_("msgid")`` marks a message, ``_c("context", "msgid")`` one that its context tells apart; in code also
``message("msgid")``, and ``N_("msgid")`` where it is named but not yet looked up; `Expected` marks what the
schema says of a field that was left empty.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

from briefgen.language import available
from briefgen.language.catalogue import READ_IN, SOURCE_LANGUAGE, TODO, CatalogueError, read_po

# folder, pattern, Babel's method, its options
Source = tuple[str, str, str, dict[str, str]]
_SOURCES: tuple[Source, ...] = (
    ("briefgen", "**.py", "python", {}),
    ("templates", "**.jinja", "jinja2.ext:babel_extract", {"silent": "false"}),
)
_KEYWORDS = {"_": None, "_c": ((1, "c"), 2), "N_": None, "message": None, "Expected": None}
# Babel takes message["Subject"] for message("Subject"); the desk has catalogues of its own.
_NO_WORDS = ("mailing/letter/message.py", "mailing/ways/**.py", "desk/**.py")
# Where words are read, by how their files begin.
_READ_IN = {
    "templates/mail/": "a letter",
    "templates/sheets/": TODO,
    "templates/parts/changes": "a change note",
    "briefgen/checks/": f"{TODO}, as what is wrong",
    "briefgen/todo/": TODO,
    "briefgen/content/schema/": f"{TODO}, as what is lacking",
    "briefgen/localise/kind_words": "a brief, within a sentence or a chart",
    "briefgen/localise/headlines": "a letter",
    "briefgen/localise/news": "a change note",
    "briefgen/localise/other_news": "a change note",
    "briefgen/issuing/": "a redline",
    "briefgen/mailing/": "a letter",
    "briefgen/pictures/": "a chart, or where it is told in words",
}
# What English words mean that could mean several things: where they stand on the page. With a context, behind it.
STANDS = {
    "Body": "the head of a column: a body of the association, such as its council",
    "Data": "the head of the column beside “Item” or “Name”: what is to be known of it – dates, places, figures",
    "Issue": "before what the brief is about, and a colon: the matter that is to be decided or talked about",
    "Item": "the head of the column of labels, beside “Data”, or “Before” and “Now”: what is told of in the row",
    "agenda\4Item": "the head of a column: a point of an agenda",
    "Key": "before the list of signs, and a colon: how what is new, or taken out, is marked",
    "Text": "in the place of a name: a text of the brief, where it is told that it has changed",
    "Timing": "a heading: above a table of days and times, and what happens then",
    "Title": "the head of a column: what each annex is called",
    "expected": "in brackets behind a number of participants: so many were expected, before the event",
    "none": "behind “Changes:”: there are no changes",
}
_CATALOGUES = Path("briefgen", "language", "catalogues")
_HEADER = "# The words of briefgen's interface. English is the language of the msgids."
File = tuple[Path, bytes, int]
# A date that changed with each run would hide the changes that matter.
_CREATED = dt.datetime(2019, 1, 1, tzinfo=dt.UTC)


def extract(root: Path) -> Catalog:
    """Return the messages of all code and templates below `root`."""
    template = new_catalog()
    add_from(template, root, _SOURCES, _KEYWORDS, _NO_WORDS, read_in)
    return template


def read_in(file: str) -> str:
    """Return in plain words where what a file says is read, and the file: for whoever translates it."""
    where = next((words for begins, words in _READ_IN.items() if file.startswith(begins)), "a brief")
    return f"{READ_IN}{where}: {file}"


def add_from(
    template: Catalog,
    root: Path,
    sources: Iterable[Source],
    keywords: Mapping[str, Any],
    without: Iterable[str] = (),
    comment: Callable[[str], str] | None = None,
) -> None:
    """Add the messages of code and templates below `root`; `without` are patterns of files that have none.

    `comment` says what is told of each message beside it, by the file that it stands in.
    """
    for folder, pattern, method, options in sources:
        methods = [*((each, "ignore") for each in without), (pattern, method)]
        found = extract_from_dir(root / folder, methods, {pattern: options}, keywords=keywords)
        for file, _line, message, _comments, context in sorted(found, key=lambda each: each[0]):
            told = [comment(f"{folder}/{Path(file).as_posix()}")] if comment else []
            if comment and (stands := STANDS.get(f"{context}\4{message}" if context else str(message))):
                told.append(stands)
            template.add(message, context=context, auto_comments=told)


def update(catalog: Catalog, template: Catalog) -> None:
    """Give a language's catalogue the messages of the template, and bring back what was translated before."""
    for key, message in list(catalog.obsolete.items()):
        if template.get(message.id, message.context) is not None:
            del catalog.obsolete[key]
            if catalog.get(message.id, message.context) is None:  # else a merge of two files left the old one
                catalog[message.id] = message
    catalog.update(template, no_fuzzy_matching=True, update_creation_date=False)


def files(root: Path) -> Iterator[File]:
    """Yield each catalogue file, its new content, and how many messages are not translated."""
    yield from files_of(root / _CATALOGUES / "briefgen.pot", extract(root), available())


def files_of(template_file: Path, template: Catalog, codes: Iterable[str], header: str = _HEADER) -> Iterator[File]:
    """Yield a template, and beside it the catalogue of each language, as `files`."""
    yield template_file, written(template), 0
    for code in codes:
        if code == SOURCE_LANGUAGE:
            continue
        path = template_file.with_name(f"{code}.po")
        catalog = read_po(path) if path.exists() else new_catalog(code, header)
        update(catalog, template)
        missing = sum(1 for message in catalog if message.id and (message.fuzzy or not message.string))
        yield path, written(catalog), missing


def new_catalog(code: str | None = None, header: str = _HEADER) -> Catalog:
    """Return an empty catalogue of a language, or the template."""
    catalog = Catalog(code, header_comment=header, project="briefgen", version="catalogue", creation_date=_CREATED)
    catalog.msgid_bugs_address = ""  # otherwise Babel writes a placeholder
    return catalog


def written(catalog: Catalog) -> bytes:
    """Return a catalogue as the bytes of its file."""
    catalog.fuzzy = False  # Babel marks a new header as fuzzy
    buffer = io.BytesIO()
    write_po(buffer, catalog, width=110, no_location=True, sort_output=True)
    # Babel names its version in the header; the catalogues are the same whichever wrote them. No message has a plural.
    return re.sub(rb'^"(?:Generated-By|Plural-Forms): (?:.*[^n]"\n")*.*\n', b"", buffer.getvalue(), flags=re.MULTILINE)


def main(arguments: list[str], root: Path, files: Callable[[Path], Iterator[File]] = files) -> int:
    """Run the command for the catalogues that `files` yields; returns its exit code."""
    if arguments not in ([], ["--check"]):
        print(f"usage: python -m {files.__module__} [--check]", file=sys.stderr)
        return 2
    stale = 0
    try:
        for path, content, untranslated in files(root):
            changed = not path.exists() or path.read_bytes() != content
            if changed and not arguments:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
            stale += changed
            state = "as it was" if not changed else "out of date" if arguments else "written"
            print(f"{path.relative_to(root)}: {state}, {untranslated} not translated")
    except CatalogueError as error:
        print(error, file=sys.stderr)
        return 1
    return 1 if stale and arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], Path.cwd()))
