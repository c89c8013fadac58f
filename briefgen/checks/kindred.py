"""Names called by words of the same kind: «Technical Committee» for Technical Commission, a meeting for a session."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from briefgen.checks.about import is_earlier
from briefgen.checks.likely import matcher
from briefgen.checks.printing import printed_path
from briefgen.checks.rules import Found
from briefgen.checks.said import said_in
from briefgen.checks.scan import inside, language_of, quoted, with_notes
from briefgen.checks.subject import Subject
from briefgen.checks.texts import TextIn
from briefgen.checks.titled import BEGINS, MINOR, WORD, plain_words
from briefgen.checks.variants import families, variants
from briefgen.content.own_kinds import is_commission
from briefgen.content.schema.events import Event
from briefgen.content.schema.organisations import Body, Work
from briefgen.language import said
from briefgen.language.phrases import Hit, Phrases, longest
from briefgen.problems.notes import Told


def of_kin(subject: Subject) -> Iterator[Found]:
    """Yield «Technical Committee» for Technical Commission: a name with other words of the same families."""
    for code, (phrases, right) in subject.once(variants).items():
        shows = language_of(code).words.capitals
        for text in with_notes(subject):
            if text.key != code or text.language != code or text.is_name or is_earlier(text.path):
                continue
            for hit in text.once(_kin_hits, phrases):
                written = text.raw[hit.start : hit.end]
                own = right.get(hit.phrase, "")
                if not own or inside(quoted(text), hit.start) or _is_of_another(text, hit, own, shows=shows):
                    continue  # it is a name itself, or that of another organisation's body
                if shows and not all(word[:1].isupper() or word in MINOR for word in written.split()):
                    continue
                message = Told("“{written}” is nearly “{right}”", written=written, right=own)
                hint = Told("write the name; if something else is meant, acknowledge it")
                yield Found(text.path, message, hint, text.key, hit.start, hit.end - hit.start)


def of_commissions(subject: Subject) -> Iterator[Found]:
    """Yield «the Commission on Family Allowances» where there is one on Family Benefits."""
    subjects = subject.once(_of_commissions)
    for text in with_notes(subject) if subjects else ():
        named = subjects.get(text.key)
        if not named or text.key != text.language or text.is_name or is_earlier(text.path):
            continue
        behind = matcher(_words_of(text.language, "commission_behind"))
        before = matcher(_words_of(text.language, "commission_on"))
        found = [_named_before(text, at.start(), named) for at in behind.finditer(text.words)]
        found += [_named_behind(text, at.end(), named) for at in before.finditer(text.words)]
        for start, end, right in filter(None, found):
            if not inside(quoted(text), start):
                message = Told("“{written}” is nearly “{right}”", written=text.raw[start:end], right=right)
                hint = Told("write the name; if something else is meant, acknowledge it")
                yield Found(text.path, message, hint, text.key, start, end - start)


def _words_of(code: str, key: str) -> str:
    return str(said.table(code, "names").get(key, ""))


def _of_commissions(subject: Subject) -> Mapping[str, Mapping[tuple[str, ...], str]]:
    """Return what the commissions are on: the words of their names, by language, and the names."""
    found: dict[str, dict[tuple[str, ...], str]] = {}
    for _, body in subject.entities(Body):
        for code, name in body.name.root.items() if is_commission(subject.content, body) else ():
            on = _words_of(code, "commission_on")
            words = re.split(rf"(?i:{on}) ", name)[-1] if on else name
            if plain_words(words):
                found.setdefault(code, {})[tuple(plain_words(words))] = words
    return found


def _named_behind(text: TextIn, at: int, named: Mapping[tuple[str, ...], str]) -> tuple[int, int, str] | None:
    run = _RUN.match(text.words, at)
    if run is None:
        return None
    words = [word.casefold() for word in plain_words(run[1])]
    best, most = "", 0
    for own, name in named.items():
        small = [word.casefold() for word in own]
        if words[: len(small)] == small:
            return None
        alike, others = {*small} & {*words} - MINOR, {*words} - {*small} - MINOR
        if len(alike) > most and others:
            best, most = name, len(alike)
        elif len(alike) >= most and not others:
            best, most = "", len(alike)  # a part of the name
    return (*run.span(1), best) if best else None


def _named_before(text: TextIn, at: int, named: Mapping[tuple[str, ...], str]) -> tuple[int, int, str] | None:
    language, best = language_of(text.language), None
    unlike = re.compile(said.pattern(text.language, "names", "of_others"))
    before = [*WORD.finditer(text.words, max(0, at - 2 * _LEAD), at)]
    for own, name in named.items():
        here = before[-len(own) :]
        if len(own) < _TWO or len(here) < len(own):
            continue
        wrong = [word[0] for word, one in zip(here, own, strict=True) if not language.is_form(word[0], one)]
        if not wrong:
            return None
        if (
            len(wrong) == 1
            and not unlike.fullmatch(wrong[0])
            and not re.search(r"[.;:!?(]", text.words[here[0].start() : at])
        ):
            best = here[0].start(), here[-1].end(), name
    return best


def _is_of_another(text: TextIn, hit: Hit, own: str, *, shows: bool) -> bool:
    """Tell whether «the Social Insurance Agency» is that of Latvia, or part of a longer name, such as a ministry's."""
    if _OF.match(text.words, hit.end) and not own.endswith(hit.phrase):
        return MINOR.isdisjoint(hit.phrase.split())
    if len(own.split()) <= _TWO:
        return False
    before = text.words[max(0, hit.start - _LEAD) : hit.start]
    word = _LAST.search(before)
    if word is None or before[-1:] == "\n":
        return False
    if shows:
        return word[1][:1].isupper() and word[1].casefold() not in MINOR
    return word[1].endswith(said.pattern(text.language, "names", "genitive"))


def numbered_otherwise(subject: Subject) -> Iterator[Found]:
    """Yield «the {{ event.number | ordinal }} Meeting» of what is named a session."""
    for text in with_notes(subject):
        kin = families(text.language)
        for start, expression in text.expressions if kin and not is_earlier(text.path) else ():
            value, _, how = expression.partition("|")
            if how.strip().partition(".")[0] != "ordinal" or not value.strip().endswith(".number"):
                continue
            item = subject.content.items.get(printed_path(subject, text, value.strip()).removesuffix(".number"))
            name = item.value.name if item and isinstance(item.value, Event) else None
            behind = WORD.search(text.words, text.raw.index("}}", start))
            words = plain_words(name.root.get(text.key, "")) if name else []
            language = language_of(text.language)
            for family in kin.values() if behind else ():
                own = next((word for word in words if word in family), "")
                if behind and own and any(language.is_form(behind[0], one) for one in family if one != own):
                    message = Told("“{written}” is nearly “{right}”", written=behind[0], right=own)
                    hint = Told("write the name; if something else is meant, acknowledge it")
                    yield Found(text.path, message, hint, text.key, behind.start(), len(behind[0]))


def met_otherwise(subject: Subject) -> Iterator[Found]:
    """Yield «the meeting of the Council» of a body whose events are all named sessions."""
    named: dict[tuple[str, str], set[str]] = {}
    for _, held in subject.entities(Event):
        for code, name in held.name.root.items() if held.name and held.body else ():
            own = {word for word in plain_words(name) if word in _sittings(code)}
            if own:
                named.setdefault((held.body or "", code), set()).update(own)
    for text in with_notes(subject) if named else ():
        sittings = _sittings(text.language)
        if text.is_name or is_earlier(text.path) or text.language != text.key or not sittings:
            continue
        plain, language = text.words.casefold(), language_of(text.language)
        if not any(word[:BEGINS].casefold() in plain for word in sittings):
            continue
        for each in said_in(subject, text):
            own = {word for id in each.of("bodies") for word in named.get((id, text.key), ())}
            before = _SITTING_OF.search(text.words, max(0, each.start - 40), each.start) if own else None
            behind = _SITTING_BEHIND.match(text.words, each.end) if own else None
            for found in filter(None, (before, behind)):
                meant = [word for word in sittings if language.is_form(found[1].capitalize(), word)]
                if meant and not own & {*meant}:
                    right = min(own)
                    message = Told("“{written}” is nearly “{right}”", written=found[1], right=right)
                    hint = Told("write the name; if something else is meant, acknowledge it")
                    yield Found(text.path, message, hint, text.key, found.start(1), len(found[1]))


_SITTING_OF = re.compile(r"(?<!\w)([^\W\d_]+) of (?:the |its )?(?:[A-Z]{3,} )?$")
_SITTING_BEHIND = re.compile(r" ([^\W\d_]+)")


@cache
def _sittings(code: str) -> frozenset[str]:
    return frozenset(filter(None, str(said.table(code, "kin").get("sitting", "")).split("|")))


def of_another_kind(subject: Subject) -> Iterator[Found]:
    """Yield «the new directive, {{ works.… }}» of guidelines."""
    for text in with_notes(subject):
        papers = said.table(text.language, "papers")
        for start, expression in text.expressions if papers and not is_earlier(text.path) else ():
            if not expression.startswith("works."):
                continue
            item = subject.content.items.get(printed_path(subject, text, expression.split("|")[0].strip()))
            own = papers.get(item.value.kind) if item and isinstance(item.value, Work) else None
            lead = text.words[max(0, start - _LEAD) : start]
            lead = re.split(r"[.;:!?()\n]", lead)[-1]
            before = [*WORD.finditer(lead)][-3:]
            # The nearest noun before a title says what it is.
            if own is None or any(re.fullmatch(own, word[0], re.IGNORECASE) for word in before):
                continue
            for word in reversed(before):
                if re.fullmatch(papers.get("other", said.NOTHING), word[0], re.IGNORECASE):
                    at = start - len(lead) + word.start()
                    message = Told("“{written}”, but the content has another kind of paper", written=word[0])
                    hint = Told("write the name; if something else is meant, acknowledge it")
                    yield Found(text.path, message, hint, text.key, at, len(word[0]))
                    break


_LEAD = 60  # characters before a title in which stands what it is
_TWO = 2  # words of a name that hardly anybody else's body has
_RUN = re.compile(
    r" (?:(?:the|la|les?) )?"
    r"([A-ZÀ-Þ][\w’-]+(?:(?:,? (?:(?:and|of|for|against|in|the|et|de|des|du) ){1,2}|, | )[A-ZÀ-Þ][\w’-]+)*)"
)
_LAST = re.compile(r"([^\W\d_]+) $")
_OF = re.compile(r"\s+(?:of|for|on)\s")


def _kin_hits(text: TextIn, phrases: Phrases) -> list[Hit]:
    return list(longest(phrases.all_in(text.words)))
