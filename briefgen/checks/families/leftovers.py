"""What was meant for a colleague, for another paper or for nobody: notes, pointers that lead nowhere, private data."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from briefgen.checks.each import each_text
from briefgen.checks.likely import Matcher, matcher
from briefgen.checks.rules import Found, rule
from briefgen.checks.scan import inside, sentence, words_of
from briefgen.checks.subject import Subject
from briefgen.checks.texts import TextIn, shown
from briefgen.content.schema.audience import PERSONAL, audience_of
from briefgen.language import available
from briefgen.language.usage import usage
from briefgen.problems.diagnostics import Severity
from briefgen.problems.notes import Told

_BRACKET = re.compile(r"[(\[]([^()\[\]\n]{3,160})[)\]]")
_ASKS = re.compile(r"\s[^()\[\]]*[!?]\s*$|^[^\W\d_]+,\s[^()\[\]]*[!?]")  # a question or a call in a bracket
_OF_A_MACHINE = re.compile(
    r"【[^】\n]*】?|:?contentReference\b[^\s]*|\boaicite\b[^\s]*|\bturn\d+(?:search|view|file|news|image)\d+"
    r"|\bcite(?:turn|_)\w+|sandbox:/\S*|\[(?:cite|source)(?:_start|_end)?:?\s*[\d, ]*\]"
    r"|%{2}\w{3,}%{2}|\$\{\w+\}|<<\w+>>"
)
_FILE = re.compile(
    r"\b[A-Za-z]:\\[^\s\"<>|*?)]*(?:\s[^\s\"<>|*?)\\]*\\[^\s\"<>|*?)]*)*|\\\\[\w.-]+\\[\w$.\\-]+"
    r"|(?<![\w/.:])/(?:Users|home|mnt|Volumes|tmp|var)/[^\s)]+|~/[\w./-]+"
    r"|[\w()-]{1,80}\.(?:docx?|xlsx?|pptx?|odt|ods|rtf|msg|eml|tmp|bak|zip)\b"
    r"|\b\w[\w-]{0,60}_(?:v\d+|final|draft|copy|old|new)\w*\.\w{2,4}\b"
)
# Of units such as m² and km² the words are short.
_RAISED = re.compile(r"(?<=[^\W\d_]{3})[¹²³⁰⁴-⁹]+|(?<=[.,;:”“»)])[¹²³⁰⁴-⁹]+|(?<=[ა-ჰ]{4})\d{1,2}(?![\w.-])")
_STAR = re.compile(r"(?<!\*)\*(?!\*)")
_STAR_AT_A_WORD = re.compile(r"(?<=[\w.,)”“»])\*(?!\*)(?=[\s.,;:)]|$)|[†‡]")
_DIGITS = re.compile(r"(?<![\w.,/-])\d{11}(?![\w/-])")
_PHONE = re.compile(
    r"(?<![\w.])(?:\+|00)\d{1,3}(?:[ \u00a0.\-()]{0,2}\d){7,12}(?!\d)"
    r"|(?<![\w.+-])5\d\d[ \u00a0-]?\d{2,3}(?:[ \u00a0-]\d{2,3}){1,2}(?!\d)"
)
_MOBILE = re.compile(r"(?:(?:\+|00)995\D{0,3})?5\d\d")
_MAILBOX = re.compile(
    r"[\w.+-]{1,64}@(?:(?:gmail|googlemail|yahoo|ymail|hotmail|outlook|live|msn|icloud|me|aol|mail|yandex|inbox|bk"
    r"|rambler|proton(?:mail)?|pm|gmx|web|free|laposte|wanadoo|orange|sfr|ukr|list|tutanota)\.\w{2,3}(?:\.\w{2})?)\b",
    re.IGNORECASE,
)
_ACCOUNT = re.compile(r"(?<!\w)[A-Z]{2}\d{2} ?(?:[A-Z]{2} ?)?(?:\d{4} ?){2,6}\d{0,4}(?!\w)")


# A colleague who is called by name, as in a chat; what stands before @ in an address of mail is masked.
_CALLED = re.compile(r"(?<![\w.+@-])@[^\W\d_][\w.-]{1,40}")
_CALL_ENDS = 60  # characters behind the name in which something is asked
_BEFORE = 50  # characters before «below» in which what stands there is named


@rule("note-left", "error", "No note to a colleague, and nothing that an assistant said of itself, is printed.")
@each_text
def note_left(text: TextIn) -> Iterator[Found]:
    """Find calls and questions in brackets, what is still to be settled, words of assistants, names of files."""
    last = -1
    for start, end, what, severity in sorted(_notes(text), key=lambda one: (one[0], -one[1])):
        if start >= last:
            last = end
            message = Told("{found} is {what}", found=shown(text.raw[start:end].strip()), what=what)
            yield _found(text, start, end, message, Told("delete it, or write what is meant"), severity)


@rule("pointer-lost", "error", "What a text points to is there.")
def pointer_lost(subject: Subject) -> Iterator[Found]:
    """Find annexes, tables and numbered notes that no brief has, numbers of paragraphs, and «see below»."""
    notes = sum(text.footnotes for text in subject.texts if text.key == subject.languages[0])
    for text in subject.texts:
        patterns = usage(text.language).patterns
        for name, is_there in (("pointer", False), ("pointer_soft", True)):
            for found in matcher(patterns.get(name, "")).finditer(text.words):
                if not _is_in_another_paper(text, found) and not _is_a_note(found, patterns, notes):
                    yield _pointer(text, found, is_there=is_there)
        for found in matcher(patterns.get("pointer_figure", "")).finditer(text.words):
            if not _is_in_another_paper(text, found):
                number = next(int(value) for value in found.groups() if value)
                yield _pointer(text, found, is_there=subject.figures is None or number <= subject.figures)
        for found in matcher(patterns.get("pointer_vague", "")).finditer(text.words):
            start, end = sentence(text.words, found.start())
            around = text.words[max(start, found.start() - _BEFORE) : min(end, found.end() + _BEFORE)]
            if not matcher(patterns.get("parts", "")).search(around):
                message = Told("{found}: is it there in every brief?", found=shown(found[0]))
                hint = Told("name the part of the brief, or leave it out")
                yield _found(text, *found.span(), message, hint, "warning")


@rule("private-data", "error", "No number and no address of somebody's own is printed.")
def private_data(subject: Subject) -> Iterator[Found]:
    """Find personal numbers, private telephones and mailboxes, accounts, and where somebody lives."""
    for text in (*subject.everything, *subject.notes):
        if _is_for_travellers(subject, text.path):
            continue
        for start, end, message, severity in text.once(_private):
            if text.path.endswith(".note"):  # which no brief prints
                yield _found(text, start, end, message, Told("keep it elsewhere"), "warning")
            elif severity == "error" or not text.path.endswith(".contact"):
                yield _found(text, start, end, message, Told("leave it out of the brief"), severity)


def _is_for_travellers(subject: Subject, path: str) -> bool:
    """Tell whether a field is for personal data, which no brief prints that isn't for those who travel."""
    owner = next((owner for _, owner in subject.owners(path)), None)
    return owner is not None and audience_of(type(owner), path.rpartition(".")[2]) is PERSONAL


def _private(text: TextIn) -> list[tuple[int, int, str, Severity]]:
    found: list[tuple[int, int, str, Severity]] = []
    for each in _MAILBOX.finditer(text.raw):
        found.append((*each.span(), Told("{found} is a private mailbox", found=shown(each[0])), "error"))
    if any(map(str.isdigit, text.words)):
        personal = matcher(usage(text.language).patterns.get("personal_id", ""))
        for each in (*_DIGITS.finditer(text.words), *personal.finditer(text.words)):
            found.append((*each.span(), Told("{found} may be a personal number", found=shown(each[0])), "error"))
        for each in matcher(usage(text.language).patterns.get("home_address", "")).finditer(text.words):
            found.append((*each.span(), Told("{found} looks like a private address", found=shown(each[0])), "error"))
        for each in _ACCOUNT.finditer(text.words):
            found.append((*each.span(), Told("{found} looks like an account", found=shown(each[0])), "error"))
        for each in _PHONE.finditer(text.words):
            mobile = bool(_MOBILE.match(each[0]))
            message = (
                Told("{found} is the number of a mobile telephone", found=shown(each[0]))
                if mobile
                else Told("{found} is the number of a telephone", found=shown(each[0]))
            )
            found.append((*each.span(), message, "error" if mobile else "warning"))
    ends, kept = -1, []
    for one in sorted(found, key=lambda each: (each[0], -each[1])):
        if one[0] >= ends:
            kept.append(one)
            ends = one[1]
    return kept


def _notes(text: TextIn) -> Iterator[tuple[int, int, str, Severity | None]]:
    """Yield where something is left, what it is, and how bad, if it isn't certain."""
    to_colleague, unsettled, head, assistant = _patterns(text.language)
    yield from _in_brackets(text, to_colleague, unsettled)
    yield from _calls(text, to_colleague, unsettled)
    if text.key and not text.is_name and not text.is_note:
        yield from _asked(text, to_colleague)
    for pattern, what in ((head, Told("a note to a colleague")), (assistant, Told("something that an assistant said"))):
        for found in pattern.finditer(text.words):
            yield *found.span(), what, None
    for found in _OF_A_MACHINE.finditer(text.typed):
        yield *found.span(), Told("something that an assistant left"), None
    for found in _FILE.finditer(text.typed):
        yield *found.span(), Told("a file on somebody's computer"), None
    if text.key and not text.is_note:
        yield from (
            (*found.span(), Told("the number of a note, typed"), None) for found in _RAISED.finditer(text.words)
        )
        stars = len(_STAR.findall(re.sub(r"^[ \t]*\*(?=\s)", "", text.words, flags=re.MULTILINE)))
        at_words = list(_STAR_AT_A_WORD.finditer(text.words))
        for found in at_words[-1:] if stars % 2 else [each for each in at_words if each[0] != "*"]:
            yield *found.span(), Told("the mark of a note that isn't there"), None


def _in_brackets(
    text: TextIn, to_colleague: Matcher, unsettled: Matcher
) -> Iterator[tuple[int, int, str, Severity | None]]:
    asked, _, _ = _said_outside(text.language)
    for found in _BRACKET.finditer(text.words):
        if text.raw[found.end() : found.end() + 1] in ("(", "{") or text.raw[found.start() - 1 : found.start()] == "^":
            continue  # a link, a phrase, a footnote
        said = found[1]
        if to_colleague.search(said) or asked.search(said):
            yield *found.span(), Told("a note to a colleague"), None
        elif (open := unsettled.search(said)) and (found[0][0] == "[" or not said[open.end() :].strip(" ?!.")):
            yield *found.span(), Told("something that is still to be settled"), None
        elif _ASKS.search(said) and len(said.split()) > 1:
            yield *found.span(), Told("a note to a colleague"), "warning"


def _calls(text: TextIn, to_colleague: Matcher, unsettled: Matcher) -> Iterator[tuple[int, int, str, Severity | None]]:
    """Yield colleagues who are called by @name; it is certain where something is asked of them."""
    for found in _CALLED.finditer(text.words):
        _, last = sentence(text.words, found.start())
        asked = text.words[found.end() : min(last, found.end() + _CALL_ENDS)]
        asks = to_colleague.search(asked) or unsettled.search(asked) or re.search(r"[?!:]|^\s*,", asked)
        yield *found.span(), Told("a note to a colleague"), None if asks else "warning"


def _asked(text: TextIn, to_colleague: Matcher) -> Iterator[tuple[int, int, str, Severity | None]]:
    """Yield what is asked of a colleague outside brackets, by name or not, and what is said to be unfinished."""
    asked, unfinished, of = _said_outside(text.language)
    brackets = tuple(found.span() for found in _BRACKET.finditer(text.words))
    for found in asked.finditer(text.words):
        if inside(brackets, found.start()):  # which is looked at by itself, and a footnote is a text of its own
            continue
        yield *_sentence(text, found.start()), Told("a note to a colleague"), None
    for found in unfinished.finditer(text.words):
        start, end = _sentence(text, found.start())
        # At the end of a sentence: «to be confirmed by the Council» says who does it.
        alone = found.start() == start
        if not text.words[found.end() : end].strip(" .!?…)") and (alone or of.search(text.words, start, found.start())):
            yield start, end, Told("something that is still to be settled"), None
    for found in _called_by_name(text.language, text.words):
        start, end = _sentence(text, found.start("name"))
        if any(said.search(text.words, found.end(), end) for said in (to_colleague, asked, unfinished)):
            yield start, end, Told("a note to a colleague"), None


def _sentence(text: TextIn, at: int) -> tuple[int, int]:
    """Return where the sentence around an offset starts and ends, without what is white around it."""
    start, end = sentence(text.words, at)
    words = text.words[start:end]
    return start + len(words) - len(words.lstrip()), start + len(words.rstrip())


@cache
def _said_outside(language: str) -> tuple[Matcher, ...]:
    """Return what is asked and unfinished in running text, and what of the text itself can be unfinished."""
    patterns, name = usage(language).patterns, rf"(?-i:{_given(language)})(?!\w)"
    return tuple(
        matcher(patterns.get(kind, "").replace("NAME", name)) for kind in ("asked", "unfinished", "unfinished_of")
    )


def _given(language: str) -> str:
    names = words_of(language).given_names if language in available() else ()
    return "|".join(sorted(names)) or "(?!)"


def _called_by_name(language: str, words: str) -> Iterator[re.Match[str]]:
    """Yield where a sentence begins with a given name, as one calls somebody by it: «Giorgi, please»."""
    names = words_of(language).given_names if language in available() else ()
    return (found for found in _addressed(language).finditer(words) if found["name"] in names)


@cache
def _addressed(language: str) -> re.Pattern[str]:
    before = usage(language).patterns.get("dear", "(?!)")
    return re.compile(rf"(?:^|[.!?…»“”)][ \n])(?:(?:{before}) )?(?P<name>[^\W\d_]+) ?[,:–—-]\s", re.MULTILINE)


@cache
def _patterns(language: str) -> tuple[Matcher, ...]:
    """Return what notes are like in a text: those in its language, and in English, which assistants and forms speak."""
    codes = dict.fromkeys((language, "en"))
    return tuple(
        matcher("|".join(filter(None, (usage(code).patterns.get(name, "") for code in codes))))
        for name in ("to_colleague", "unsettled", "note_head", "assistant")
    )


def _pointer(text: TextIn, found: re.Match[str], *, is_there: bool) -> Found:
    """Return a report on what a text points to by a number: it isn't there, or is there by another one."""
    hint = Told("say in words where it is, or leave it out")
    if is_there:
        message = Told("{found} is counted anew in every brief", found=shown(found[0]))
        return _found(text, *found.span(), message, hint, "warning")
    message = Told("{found} isn't in the brief", found=shown(found[0]))
    return _found(text, *found.span(), message, hint)


def _is_in_another_paper(text: TextIn, found: re.Match[str]) -> bool:
    """Tell whether an annex or a paragraph is that of a law, an agreement or the like."""
    patterns = usage(text.language).patterns
    if re.match(rf"\s+(?:{patterns.get('of_another', '(?!)')})(?!\w)", text.words[found.end() :], re.IGNORECASE):
        return True
    start, end = sentence(text.words, found.start())
    before = text.words[max(start, found.start() - _BEFORE) : found.start()]
    if matcher(patterns.get("pointer_inward", "")).search(before):  # «the rules are set out in section 3»
        return False
    return bool(matcher(patterns.get("other_paper", "")).search(text.words, start, end))


def _is_a_note(found: re.Match[str], patterns: Mapping[str, str], notes: int) -> bool:
    """Tell whether it points to one of the footnotes that are there."""
    named = found.groupdict()
    kind = next((value for key, value in named.items() if key.startswith("kind") and value), "")
    number = next((value for key, value in named.items() if key.startswith("number") and value), "")
    is_one = re.fullmatch(patterns.get("pointer_note", ""), kind, re.IGNORECASE)
    return bool(is_one) and number.isdigit() and 0 < int(number) <= notes


def _found(text: TextIn, start: int, end: int, message: str, hint: str, severity: Severity | None = None) -> Found:
    return Found(text.path, message, hint, text.key, start, end - start, case=text.case, severity=severity)
