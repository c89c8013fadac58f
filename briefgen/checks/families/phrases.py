"""Phrases that say little, and those that the project avoids."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from briefgen.checks.about import is_earlier
from briefgen.checks.likely import Matcher, needed
from briefgen.checks.rules import Found, rule
from briefgen.checks.scan import inside, quoted, readable
from briefgen.checks.subject import Subject
from briefgen.checks.texts import TextIn
from briefgen.content.schema.glossary import AvoidedPhrase, Glossary
from briefgen.language import said
from briefgen.language.phrases import Phrases, longest
from briefgen.problems.notes import Told


@rule("phrase-avoided", "warning", "No text has phrases that say little.")
def phrase_avoided(subject: Subject) -> Iterator[Found]:
    """Find phrases of the language's list of what to avoid, and of the project's own in its glossary."""
    own = subject.once(_own_phrases)
    for text in readable(subject):
        if is_earlier(text.path):
            continue
        if text.language in own and not text.is_name:
            yield from _own_avoided(text, *own[text.language])
        for start, end, instead, is_of_people in text.once(_avoided):
            if (is_of_people or not text.is_name) and not inside(quoted(text), start):
                written = text.raw[start:end]
                message = Told("“{written}” can be said in plain words", written=written)
                if is_of_people:
                    message = Told("“{written}” is no longer said of people", written=written)
                hint = Told("instead: {instead}", instead=instead)
                yield Found(text.path, message, hint, text.key, start, end - start)


def _own_phrases(subject: Subject) -> Mapping[str, tuple[Phrases, Mapping[str, AvoidedPhrase]]]:
    """Return the phrases that the project avoids, and what it says of each, by language."""
    listed = [each for _, glossary in subject.entities(Glossary) for each in glossary.phrases]
    found = {}
    for code, language in subject.written_in.items():
        said_of = {phrase: each for each in listed for phrase in each.avoid.get(code, ())}
        if said_of:
            found[code] = Phrases(language, said_of), said_of
    return found


def _own_avoided(text: TextIn, phrases: Phrases, said_of: Mapping[str, AvoidedPhrase]) -> Iterator[Found]:
    for hit in longest(phrases.all_in(text.words)):
        if inside(quoted(text), hit.start):
            continue
        entry, written = said_of[hit.phrase], text.raw[hit.start : hit.end]
        better = tuple(entry.write.get(text.language, ()))
        message = Told("“{written}” is a phrase that the glossary avoids", written=written)
        hint: str = Told("write “{better}”", better="” / “".join(better)) if better else Told("say it otherwise")
        hint = Told("{says}: {note}", says=hint, note=entry.note) if entry.note else hint
        # In another form than the first, what is better would have to have that form, too.
        fix = better if written == hit.phrase else ()
        yield Found(text.path, message, hint, text.key, hit.start, hit.end - hit.start, fix=fix)


def _avoided(text: TextIn) -> list[tuple[int, int, str, bool]]:
    found: list[tuple[int, int, str, bool]] = []
    for pattern, instead, is_of_people in _phrases(text.language):
        for match in pattern.finditer(text.words):
            if not any(start < match.end() and match.start() < end for start, end, *_ in found):
                found.append((*match.span(), instead, is_of_people))
    return found


@cache
def _phrases(code: str) -> tuple[tuple[Matcher, str, bool], ...]:
    return tuple(
        (Matcher(rf"(?<![\w-])(?:{pattern})(?![\w-])", needed(pattern)), right, table == "avoid_of_people")
        for table in ("avoid", "avoid_of_people")
        for pattern, right in said.table(code, table).items()
    )
