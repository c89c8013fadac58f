"""Every text is there in every language of the project, says the same in each, and is as new as its source."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from briefgen.checks.about import in_words
from briefgen.checks.naming import KnownNames
from briefgen.checks.places import KnownPlaces
from briefgen.checks.printing import printed_path, printed_value
from briefgen.checks.rules import Found, rule
from briefgen.checks.scan import numbers
from briefgen.checks.subject import Subject
from briefgen.checks.texts import TextIn
from briefgen.content.schema.base import Name, Translated, spoken
from briefgen.content.schema.glossary import Glossary, GlossaryTerm
from briefgen.content.schema.places import City
from briefgen.content.translation_lock import Standing, tracked
from briefgen.language import Language
from briefgen.problems.diagnostics import Severity
from briefgen.problems.notes import Told

_WORD = re.compile(r"[^\W\d_]+")
_SMALL_LATIN = re.compile(r"(?<![\w.@/-])[a-z]{4,}(?![\w.@/-])")
_BOLD = re.compile(r"\*\*(?=[^\s*])[^*\n]+(?<=\S)\*\*")
_ITALIC = re.compile(r"(?<![\w*])\*(?=[^\s*])[^*\n]+(?<=\S)\*(?![\w*])")
_STAR = re.compile(r"(?<![\\*])(?<!^)\*(?!\*)|^\*(?![\s*])", re.MULTILINE)  # neither bold nor the mark of a list
_QUOTE = re.compile('[„“”«»"]|\\| quote')
_PRINTS = re.compile(r"\{\{|\]\{lang=")  # a title, or words of another language
_LONG = 4  # words; shorter texts can be the same in two languages of one script


@rule("translation-missing", "error", "Every text is there in every language of the project.", firm=True)
def translation_missing(subject: Subject) -> Iterator[Found]:
    """Find texts that are missing or empty in a language; what no brief prints leaves no hole in a page."""
    for path, item in subject.content.items.items():
        # The names of countries are those that differ from CLDR's, in the languages where they do.
        if not isinstance(item.value, Translated) or path.startswith("places.countries"):
            continue
        severity: Severity = "error" if subject.printed is None or path in subject.printed else "warning"
        for language in subject.languages:
            if language not in item.value.root:
                missing = Told("the text in {language} is missing", language=repr(language))
                yield Found(path, missing, language=language, key=True, severity=severity)
            elif not item.value.root[language].strip():
                empty = Told("the text in {language} is empty", language=repr(language))
                yield Found(path, empty, language=language, severity=severity)


@rule("language-unknown", "error", "No text is in a language that the project doesn't have.")
def language_unknown(subject: Subject) -> Iterator[Found]:
    """Find texts, and variants and words of the glossary, in other languages."""
    hint = Told("its languages are {languages}, in briefgen.toml", languages=", ".join(subject.languages))
    for path, item in subject.content.items.items():
        written: list[tuple[str, set[str]]] = []
        if isinstance(item.value, Translated):
            written = [(path, set(item.value.root))]
        elif isinstance(item.value, GlossaryTerm):
            written = [(f"{path}.also", set(item.value.also)), (f"{path}.forbidden", set(item.value.forbidden))]
        elif isinstance(item.value, Glossary):
            written = [(f"{path}.words", set(item.value.words))]
        for at, languages in written:
            for language in sorted(languages - set(subject.languages)):
                yield Found(
                    at,
                    Told("the project has no language {language}", language=repr(language)),
                    hint,
                    language=language,
                    key=True,
                )


# The lock file ------------------------------------------------------------------------------------------------------


@rule("translations-untracked", "note", "The project keeps track of which translations are up to date.")
def translations_untracked(subject: Subject) -> Iterator[Found]:
    """Say that there is no lock file, so that nobody sees when a translation falls behind."""
    lock = subject.content.lock
    if lock is not None and not lock.exists and len(subject.languages) > 1:
        message = Told("nothing tells yet when a translation falls behind its source")
        yield Found(lock.name, message, Told("when the texts say the same: briefgen translations --accept --all"))


@rule("translation-behind", "error", "A translation is as new as its source.")
def translation_behind(subject: Subject) -> Iterator[Found]:
    """Find translations whose source alone has changed since someone confirmed them."""
    main = subject.languages[0]
    for path, text, language in _standing(subject, "behind"):
        if found := _changes_later(subject, path, text, main, language):
            yield found
            continue
        message = Told(
            "the text in {main} has changed since, the one in {language} has not",
            main=repr(main),
            language=repr(language),
        )
        yield _whole(
            path,
            text,
            language,
            message,
            Told("bring it up to date; if it still says the same: {path}", path=_accept(subject, path)),
        )


@rule("translation-ahead", "warning", "A translation changes together with its source.")
def translation_ahead(subject: Subject) -> Iterator[Found]:
    """Find translations that alone have changed since someone confirmed them."""
    main = subject.languages[0]
    for path, text, language in _standing(subject, "ahead"):
        if found := _changes_later(subject, path, text, language, main):
            yield found
            continue
        message = Told(
            "the text in {language} has changed since, the one in {main} has not",
            language=repr(language),
            main=repr(main),
        )
        yield _whole(
            path,
            text,
            language,
            message,
            Told("change both; if they still say the same: {path}", path=_accept(subject, path)),
        )


@rule("translation-unconfirmed", "warning", "Someone has confirmed that a text says the same in every language.")
def translation_unconfirmed(subject: Subject) -> Iterator[Found]:
    """Find translations that nobody has confirmed since both texts changed, or ever."""
    main = subject.languages[0]
    for path, text, language in _standing(subject, "changed"):
        message = Told(
            "the texts in {main} and {language} have both changed since someone compared them",
            main=repr(main),
            language=repr(language),
        )
        yield _whole(path, text, language, message, Told("if they say the same: {path}", path=_accept(subject, path)))
    for path, text, language in _standing(subject, "new"):
        message = Told("nobody has confirmed yet that this says the same as the text in {main}", main=repr(main))
        yield _whole(path, text, language, message, Told("if it does: {path}", path=_accept(subject, path)))


def _standing(subject: Subject, wanted: Standing) -> Iterator[tuple[str, Translated, str]]:
    lock = subject.content.lock
    if lock is None or not lock.exists:
        return
    main, *others = subject.languages
    for path, text in tracked(subject.content.items):
        for language in others:
            both = (text.root.get(main, "").strip(), text.root.get(language, "").strip())
            if all(both) and lock.standing(path, text, main, language) == wanted:
                yield path, text, language


def _changes_later(subject: Subject, path: str, text: Translated, changed: str, later: str) -> Found | None:
    """Return that a brief prints the one language anew and the other as it was, since that changes on a later day."""
    until = subject.changes_later(path)
    if later not in until or changed in until:
        return None
    message = Told(
        "on the day of this brief the text in {changed} has changed already; the one in {later} is as it was until "
        "{day}",
        changed=repr(changed),
        later=repr(later),
        day=in_words(until[later]),
    )
    hint = Told(
        "if both changed on the same day, take out the earlier wording of until {day}; if both say the same as they "
        "stand there: {accept}",
        day=in_words(until[later]),
        accept=_accept(subject, path),
    )
    return replace(_whole(path, text, later, message, hint), rests_on=(_stands(subject, path),))


def _stands(subject: Subject, path: str) -> str:
    """Return the path at which the content has a text: an earlier wording is seen under another one."""
    before = subject.content.lock.before.get(path) if subject.content.lock else None
    return before.path if before else path


def _accept(subject: Subject, path: str) -> str:
    return Told("briefgen translations --accept '{path}'", path=_stands(subject, path))


def _whole(path: str, text: Translated, language: str, message: str, hint: str) -> Found:
    return Found(path, message, hint, language=language, offset=0, length=len(text.root[language]))


# What stands in one language only -----------------------------------------------------------------------------------


@rule("placeholder-differs", "error", "A text prints the same facts in every language.")
def placeholder_differs(subject: Subject) -> Iterator[Found]:
    """Find expressions that stand in one language only."""
    for source, translation in pairs(subject):
        theirs, ours = _offices(source.printed), _offices(translation.printed)
        for printed in (each for title, each in theirs.items() if title not in ours):
            if _says_in_words(subject, source, printed, translation):
                continue
            message = Told(
                "the text in {key} doesn't print {{{{ {printed} }}}}; the one in {key_2} does",
                key=repr(translation.key),
                printed=printed,
                key_2=repr(source.key),
            )
            yield _of(translation, message, Told("print it in both, or in neither"))
        for printed in (each for title, each in ours.items() if title not in theirs):
            if _says_in_words(subject, translation, printed, source):
                continue
            message = Told(
                "only the text in {key} prints {{{{ {printed} }}}}; the one in {key_2} doesn't",
                key=repr(translation.key),
                printed=printed,
                key_2=repr(source.key),
            )
            start = translation.printed[printed]
            length = translation.raw.index("}}", start) + 2 - start
            yield Found(
                translation.path,
                message,
                Told("print it in both, or in neither"),
                translation.key,
                offset=start,
                length=length,
            )


def _offices(printed: Iterable[str]) -> dict[str, str]:
    """Return what is printed, by what it is of: a language may have one title for a man and a woman."""
    return {each.removesuffix(".of_a_woman"): each for each in printed}


def _says_in_words(subject: Subject, text: TextIn, printed: str, other: TextIn) -> bool:
    """Tell whether what one language prints is what the other types, and prints nowhere: a name, a number in words.

    A name may stay as it is typed; that it isn't printed is noted there.
    """
    if printed.startswith("persons."):
        id = printed.removeprefix("persons.").partition(".")[0]
        seen = subject.once(KnownNames).seen(other)
        return any(one.known.is_person and not one.distance and spoken(one.known.id) == id for one in seen)
    value = printed_value(subject, text, printed)
    if not isinstance(value, int):
        return _names_places(subject, text, printed, other)
    said, elsewhere = (
        sum(number.in_words and number.whole == value for number in numbers(each)) for each in (other, text)
    )
    return said > elsewhere


def _names_places(subject: Subject, text: TextIn, printed: str, other: TextIn) -> bool:
    """Tell whether the city or the countries that one language prints are what the other one types, every one."""
    item = subject.content.items.get(printed_path(subject, text, printed))
    places = subject.once(KnownPlaces)
    if item and isinstance(item.value, City):
        wanted = {("city", places.own(item.value.id))}
    else:
        codes = item.value if item and isinstance(item.value, list) else ()
        wanted = {("country", code) for code in codes if isinstance(code, str)}
    return bool(wanted) and wanted <= {(seen.kind, seen.key) for seen in places.seen(other)}


@rule("footnote-differs", "error", "A text has the same footnotes in every language.")
def footnote_differs(subject: Subject) -> Iterator[Found]:
    """Find texts with another number of footnotes than their source."""
    for source, translation in pairs(subject):
        if source.footnotes != translation.footnotes:
            message = _counts(Told("footnotes"), translation, translation.footnotes, source, source.footnotes)
            yield _of(translation, message, Told("give both the same footnotes: ^[…]"))


@rule(
    "markup-differs", "warning", "A text has the same links, list entries, paragraphs and emphasis in every language."
)
def markup_differs(subject: Subject) -> Iterator[Found]:
    """Find texts with another number of links, list entries or paragraphs than their source."""
    for source, translation in pairs(subject):
        if isinstance(subject.content.items[source.path].value, Name):
            continue
        if source.links != translation.links:
            message = _counts(Told("links"), translation, translation.links, source, source.links)
            yield _of(translation, message, Told("link the same in both"))
        if source.list_entries != translation.list_entries:
            message = _counts(Told("list entries"), translation, translation.list_entries, source, source.list_entries)
            yield _of(translation, message, Told("list the same in both"))
        if source.paragraphs != translation.paragraphs and source.list_entries == translation.list_entries:
            message = _counts(Told("paragraphs"), translation, translation.paragraphs, source, source.paragraphs)
            yield _of(translation, message, Told("begin the same paragraphs in both"))
        yield from _emphasis(source, translation)
        yield from _open_emphasis(source, translation)


def _emphasis(source: TextIn, translation: TextIn) -> Iterator[Found]:
    """Yield words in bold or italics in one language only; a title may be in quotation marks there."""
    for pattern, what in ((_BOLD, Told("words in bold")), (_ITALIC, Told("words in italics"))):
        there, here = (
            list(pattern.finditer(_BOLD.sub(" ", text.raw) if pattern is _ITALIC else text.raw))
            for text in (source, translation)
        )
        if pattern is _ITALIC:
            quoted = [len(_QUOTE.findall(text.raw)) for text in (source, translation)]
            if quoted[0] != quoted[1] or any(_PRINTS.search(found[0]) for found in (*there, *here)):
                continue
        if bool(there) != bool(here):
            message = _counts(what, translation, len(here), source, len(there))
            yield _of(translation, message, Told("emphasise the same in both"))


def _open_emphasis(source: TextIn, translation: TextIn) -> Iterator[Found]:
    """Yield the asterisk that has lost its fellow in one language; it would be printed as it is."""
    stars = [list(_STAR.finditer(text.raw)) for text in (source, translation)]
    if len(stars[0]) % 2 == len(stars[1]) % 2:
        return
    text, marks = (source, stars[0]) if len(stars[0]) % 2 else (translation, stars[1])
    opens = [mark for mark in marks if text.raw[mark.end() : mark.end() + 1].strip()]
    mark = opens[-1] if opens else marks[-1]
    message = Told("this asterisk has no fellow; emphasis begins and ends with one")
    hint = Told("write the other one, or delete this one")
    yield Found(text.path, message, hint, text.key, offset=mark.start(), length=1, severity="error")


@rule("translation-copied", "warning", "A text is in the language under which it stands.")
def translation_copied(subject: Subject) -> Iterator[Found]:
    """Find texts, and words in them, that were left in another language."""
    scripts = {language.script for code, language in subject.written_in.items() if code in subject.languages}
    for source, translation in pairs(subject):
        for text in (source, translation):
            language = subject.written_in.get(text.language)
            if language is None:
                continue
            if not any(map(language.writes, text.words)) and _says_something(text):
                message = Told("this text has no letter of the script of {language}", language=repr(text.language))
                yield _of(text, message, Told("translate it; a title that stays untranslated has title_language"))
            # Latin names, acronyms and addresses are at home in every script, ordinary words are not.
            elif found := _words_in(text, scripts - {language.script, "LATIN"}) or _latin_word(text, language):
                message = Told("„{found}“ is not in {language}", found=found[0], language=repr(text.language))
                hint = Told("translate it; a phrase that stays in another language is marked: […]{lang=…}")
                yield Found(text.path, message, hint, text.key, offset=found.start(), length=len(found[0]))
        if _same(source, translation):
            message = Told(
                "the texts in {key} and {key_2} are the same", key=repr(source.key), key_2=repr(translation.key)
            )
            yield _of(translation, message, Told("translate it"))
    for form in subject.forms:
        language = subject.written_in.get(form.language)
        if language is not None and form.raw.strip() and not any(map(language.writes, form.raw)):
            message = Told("this form has no letter of the script of {language}", language=repr(form.language))
            yield _of(form, message, Told("write it as a text in that language has it"))


def _says_something(text: TextIn) -> bool:
    """Tell whether a text has words that are no acronyms, units or addresses."""
    words = _WORD.findall(text.words)
    return any(len(word) > 3 and not word.isupper() for word in words)


def _words_in(text: TextIn, scripts: Collection[str]) -> re.Match[str] | None:
    """Return the first word that is wholly in one of some scripts."""
    for found in _WORD.finditer(text.words) if scripts else ():
        if all(unicodedata.name(char, "").startswith(tuple(scripts)) for char in found[0]):
            return found
    return None


def _latin_word(text: TextIn, language: Language) -> re.Match[str] | None:
    """Return the first small Latin word in a text of another script."""
    return _SMALL_LATIN.search(text.words) if language.script != "LATIN" else None


def _same(source: TextIn, translation: TextIn) -> bool:
    """Tell whether two texts are the same, though long enough to differ; titles kept in one language may be."""
    if source.raw.split() != translation.raw.split() or source.language != source.key:
        return False
    words = [word for word in _WORD.findall(source.words) if not word.isupper()]
    return len(words) >= _LONG


def pairs(subject: Subject) -> Iterator[tuple[TextIn, TextIn]]:
    """Yield each text in the main language with each of its translations; not what is empty, nor the glossary."""
    tracked_paths = {path for path, _ in tracked(subject.content.items)}
    by_path: dict[str, dict[str, TextIn]] = defaultdict(dict)
    for text in subject.texts:
        if text.path in tracked_paths and not text.is_empty:
            by_path[text.path][text.key] = text
    main, *others = subject.languages
    for texts in by_path.values():
        if main in texts:
            yield from ((texts[main], texts[language]) for language in others if language in texts)


def _of(text: TextIn, message: str, hint: str) -> Found:
    return Found(text.path, message, hint, language=text.key, offset=0, length=len(text.raw), case=text.case)


def _counts(what: str, translation: TextIn, its: int, source: TextIn, own: int) -> str:
    return Told(
        "{what}: {its} in the text in {language}, {own} in the one in {other}",
        what=what,
        its=its,
        language=repr(translation.key),
        own=own,
        other=repr(source.key),
    )
