"""Acronyms and their words, capitals of names, names that are nearly right, and phrases that say little."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from itertools import pairwise, product

from briefgen.checks.about import is_earlier
from briefgen.checks.likely import Matcher, needed
from briefgen.checks.nearness import distance
from briefgen.checks.printing import printed_path
from briefgen.checks.rules import Found, rule
from briefgen.checks.said import said_in
from briefgen.checks.scan import inside, language_of, quoted, readable
from briefgen.checks.subject import Subject
from briefgen.checks.texts import TextIn
from briefgen.content.own_kinds import is_commission
from briefgen.content.schema.base import Entity, Translated
from briefgen.content.schema.events import Event
from briefgen.content.schema.glossary import AvoidedPhrase, Glossary, GlossaryTerm
from briefgen.content.schema.organisations import Agency, Association, Body, Office, Work
from briefgen.content.schema.sources import Source
from briefgen.language import Language, said
from briefgen.language.phrases import Hit, Phrases, longest
from briefgen.language.words import MASK
from briefgen.problems.notes import Told

_ACRONYM = re.compile(r"(?<![\w&./-])[A-Z]{2,7}(?![\w&/]|\.\w)")
_ROMAN = re.compile(r"[IVXLC]+")
_IN_BRACKETS = re.compile(r"\((?:the\s+)?([A-Z]{2,7})(?:[-’]\w{1,4})?\)")
_BEHIND = re.compile(r"(?<![\w-])([A-Z]{2,7})(?:[-’]\w{1,4})?\s+\(([^()]{6,90})\)")
_PREPOSITIONS = frozenset({"of", "for", "in", "on", "at", "to", "de", "du", "des", "pour", "sur"})
_MINOR = frozenset({"of", "the", "and", "for", "in", "on", "at", "to", "de", "du", "des", "la", "le", "les", "et"})


# Acronyms ----------------------------------------------------------------------------------------------------------


@rule("acronym-unexpanded", "warning", "The words of every acronym stand somewhere.")
def acronym_unexpanded(subject: Subject) -> Iterator[Found]:
    """Find acronyms that no text, no name and no term of the glossary expands, at the first place in each language."""
    known = subject.once(_known_acronyms)
    told: set[tuple[str, str]] = set()
    for text in readable(subject):
        if text.is_name or is_earlier(text.path):
            continue
        expected = known | subject.once(_expansions).get(text.key, {}).keys() | _common(text.language)
        for found in _ACRONYM.finditer(text.words):
            acronym = found[0]
            if acronym in expected or (text.key, acronym) in told or _ROMAN.fullmatch(acronym):
                continue
            if re.match(r"[\s-]?\d", text.words[found.end() :]) or _is_shouted(text, found):
                continue  # ISO 3166, C102
            told.add((text.key, acronym))
            message = Told("nothing says what {acronym} stands for", acronym=acronym)
            hint = Told("write the words, with the acronym in brackets, or add it to the glossary")
            yield Found(text.path, message, hint, text.key, found.start(), found.end() - found.start())


def _is_shouted(text: TextIn, found: re.Match[str]) -> bool:
    """Tell whether a word is only one of several in capitals, as in a heading."""
    around = text.words[max(0, found.start() - 12) : found.start()] + text.words[found.end() : found.end() + 12]
    return bool(re.search(r"(?<!\w)[A-Z]{3,}(?!\w)", around)) and "(" not in around


@cache
def _common(code: str) -> frozenset[str]:
    return frozenset(str(said.table(code, "acronyms").get("known", "")).split())


def _known_acronyms(subject: Subject) -> frozenset[str]:
    """Return the acronyms that the content has for itself: the association's, and what its names and glossary say."""
    found = {association.acronym for _, association in subject.entities(Association) if association.acronym}
    words: list[str] = []
    for _, term in subject.entities(GlossaryTerm):
        words += [*term.term.root.values(), *(each for also in term.also.values() for each in also)]
    for _, glossary in subject.entities(Glossary):
        words += [word for each in glossary.words.values() for word in each]
    for _, entity in subject.entities(Entity):
        for named in (getattr(entity, "name", None), getattr(entity, "short_name", None)):
            words += named.root.values() if isinstance(named, Translated) else ()
    return frozenset(found.union(*(_ACRONYM.findall(word) for word in words)))


def _expansions(subject: Subject) -> Mapping[str, Mapping[str, list[tuple[TextIn, int, int, str]]]]:
    """Return where each acronym has its words, by language: text, start and end of what stands before the bracket."""
    found: dict[str, dict[str, list[tuple[TextIn, int, int, str]]]] = {}
    for text in readable(subject):
        if is_earlier(text.path):
            continue
        for match in _IN_BRACKETS.finditer(text.words):
            before = text.words[max(0, match.start() - 90) : match.start()]
            before = re.split(rf"[.;:!?()\n{MASK}]", before)[-1]
            if before.strip():
                start = match.start() - len(before)
                found.setdefault(text.key, {}).setdefault(match[1], []).append((text, start, match.end(), before))
        for match in _BEHIND.finditer(text.words):
            if len(match[2].split()) >= 2:
                row = found.setdefault(text.key, {}).setdefault(match[1], [])
                row.append((text, match.start(), match.end(), match[2]))
    return found


@rule("acronym-otherwise", "error", "An acronym has the same words everywhere, once in a text.")
def acronym_otherwise(subject: Subject) -> Iterator[Found]:
    """Find acronyms whose words aren't those of the name, or differ between texts, or stand in a text twice."""
    names = {
        (key, association.acronym): name
        for _, association in subject.entities(Association)
        for key, name in association.name.root.items()
    }
    for key, by_acronym in subject.once(_expansions).items():
        for acronym, places in by_acronym.items():
            language = places[0][0].language
            name = names.get((key, acronym)) or said.table(language, "organisations").get(acronym, "")
            seen: set[str] = set()
            first = ""
            for text, start, end, words in places:
                right = name or first
                if right and not _ends_with(words, right, language):
                    written = " ".join(words.split()[-len(right.split()) :])
                    message = Told(
                        "{acronym} is here “{written}”, not “{right}”", acronym=acronym, written=written, right=right
                    )
                    at = text.words.rfind(written.split()[0], start, end) if written else start
                    yield Found(
                        text.path, message, Told("write the words of the name"), text.key, max(at, start),
                        end - max(at, start),
                    )  # fmt: skip
                elif not right:
                    first = _own_words(words, acronym)
                if text.path in seen:
                    message = Told("the words of {acronym} stand in this text twice", acronym=acronym)
                    hint = Told("write the acronym alone the second time")
                    yield Found(text.path, message, hint, text.key, start, end - start, severity="warning")
                seen.add(text.path)


def _ends_with(words: str, name: str, code: str) -> bool:
    """Tell whether words end with a name, or are it, in any form."""
    language = language_of(code)
    said_words, wanted = _plain_words(words), _plain_words(name)
    if not wanted or len(said_words) < len(wanted):
        return False
    return all(
        one.casefold() == other.casefold() or language.is_form(one, other)
        for one, other in zip(said_words[-len(wanted) :], wanted, strict=True)
    )


def _plain_words(words: str) -> list[str]:
    return re.findall(r"[^\W_]+(?:[’'-][^\W_]+)*", words)


def _own_words(words: str, acronym: str) -> str:
    """Return the words before an acronym that begin with its letters; "" where they can't be told."""
    found = _plain_words(words)
    major = [number for number, word in enumerate(found) if word.lower() not in _MINOR]
    letters = [found[number][0].upper() for number in major[-len(acronym) :]]
    if letters == list(acronym):
        return " ".join(found[major[-len(acronym)] :])
    return ""


# Capitals ----------------------------------------------------------------------------------------------------------


@rule("capitals-differ", "warning", "Names and titles have their capitals.")
def capitals_differ(subject: Subject) -> Iterator[Found]:
    """Find names that are written with other capitals than the content gives them."""
    yield from _small_alone(subject)
    for key, names in subject.once(_capitalised).items():
        pattern = _any_name(tuple(sorted(names)))
        for text in readable(subject):
            if text.key != key or text.language != key or text.is_name or is_earlier(text.path) or pattern is None:
                continue
            for found in pattern.finditer(text.words):
                written = " ".join(found[0].split())
                right = names.get(written.casefold(), written)
                if written == right or written.isupper() or inside(quoted(text), found.start()):
                    continue
                if written[1:] == right[1:] and any(word.isupper() for word in right.split()):
                    continue  # the meeting of the ISSA Bureau
                message = Told("“{written}” is written “{right}”", written=written, right=right)
                at, end = found.span()
                yield Found(text.path, message, Told("write “{now}”", now=right), text.key, at, end - at, fix=(right,))


def _small_alone(subject: Subject) -> Iterator[Found]:
    """Yield «the treasurer» and «the council» where the text of a body has what these name with a capital."""
    for text in readable(subject):
        before = said.pattern(text.language, "names", "alone_before")
        behind = said.pattern(text.language, "names", "alone_behind")
        names = subject.once(_alone).get(text.key)
        if before == said.NOTHING or not names or text.key != text.language or text.is_name or is_earlier(text.path):
            continue
        for found in _small(before, behind, names).finditer(text.words):
            written = found["name"]
            right = written[0].upper() + written[1:]
            message = Told("“{written}” is written “{right}”", written=written, right=right)
            at, end = found.span("name")
            hint = Told("write “{now}”", now=right)
            yield Found(text.path, message, hint, text.key, at, end - at, fix=(right,))


def _alone(subject: Subject) -> Mapping[str, frozenset[str]]:
    """Return the names of bodies and offices of the association that are one word with a capital, in small letters."""
    found: dict[str, set[str]] = {}
    parents = {body.parent for _, body in subject.entities(Body)}
    for path, entity in subject.entities(Entity):
        if path.startswith("association.") and isinstance(entity, Body | Office) and entity.id not in parents:
            named = entity.name if isinstance(entity, Body) else entity.title
            for key, name in named.root.items():
                if name.istitle() and name.isalpha():
                    found.setdefault(key, set()).add(name.lower())
    return {key: frozenset(names) for key, names in found.items()}


@cache
def _small(before: str, behind: str, names: frozenset[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{before}) (?P<name>{'|'.join(sorted(names))})(?:{behind})")


def _capitalised(subject: Subject) -> Mapping[str, Mapping[str, str]]:
    """Return the names whose every word of weight has a capital, of several words, by language, in small letters."""
    found: dict[str, dict[str, str]] = {}
    for _, entity in subject.entities(Entity):
        match entity:
            case Body() if is_commission(subject.content, entity):
                continue
            case Agency() | Association() | Body() | Event():
                named = entity.name
            case Office():
                named = entity.title
            case GlossaryTerm():
                named = entity.term
            case _:
                continue
        for key, name in (named.root if named else {}).items():
            plain = name.strip()
            words = [word for word in plain.split() if word.lower() not in _MINOR]
            if len(words) > 1 and all(word[:1].isupper() for word in words):
                found.setdefault(key, {}).setdefault(plain.casefold(), plain)
    return found


@cache
def _any_name(names: tuple[str, ...]) -> re.Pattern[str] | None:
    if not names:
        return None
    longest = sorted(names, key=len, reverse=True)
    one = "|".join(r"\s+".join(map(re.escape, name.split())) for name in longest)
    return re.compile(rf"(?<![\w-])(?:{one})(?![\w-])", re.IGNORECASE)


# Names that are nearly right ---------------------------------------------------------------------------------------


@rule("name-official", "error", "Organizations have the names that they give themselves.")
def name_official(subject: Subject) -> Iterator[Found]:
    """Find names of well-known organizations that are spelt otherwise, or that they don't have."""
    for text in readable(subject):
        if isinstance(next((owner for _, owner in subject.owners(text.path)), None), Work | Source):
            continue
        yield from (
            Found(
                text.path,
                Told("“{written}” is called “{right}”", written=text.raw[start:end], right=right),
                Told("write “{now}”", now=right), text.key, start, end - start, fix=(right,),
            )
            for start, end, right in text.once(_misnamed)
        )  # fmt: skip


def _misnamed(text: TextIn) -> list[tuple[int, int, str]]:
    found = []
    for pattern, right in _official(text.language):
        for match in pattern.finditer(text.words):
            name = match.expand(right)
            if " ".join(match[0].split()) != name:
                found.append((*match.span(), name))
    return found


@cache
def _official(code: str) -> tuple[tuple[Matcher, str], ...]:
    named = [(_spelt_somehow(name), name) for name in said.table(code, "organisations").values()]
    wrong = [(pattern, right) for pattern, right in said.table(code, "misnamed").items()]
    return tuple(
        (Matcher(rf"(?<![\w-])(?:{pattern})(?!\w)", needed(pattern), re.NOFLAG), right)
        for pattern, right in (*wrong, *named)
    )


def _spelt_somehow(name: str) -> str:
    """Return a pattern for a name in either variety of English."""
    words = []
    for word in name.split():
        spelt = re.escape(word).replace("Organization", "Organi[sz]ation").replace("Organisation", "Organi[sz]ation")
        spelt = spelt.replace("Standardization", "Standardi[sz]ation")
        spelt = re.sub(r"Labour", "Labou?r", spelt)
        spelt = re.sub(r"Programme", "Program(?:me)?", spelt)
        spelt = re.sub(r"Centre", "Cent(?:re|er)", spelt)
        spelt = spelt.replace("’", "[’']?")
        words.append(spelt)
    return r"\s+".join(words)


@rule("name-nearly", "warning", "A name of several words has all of them.")
def name_nearly(subject: Subject) -> Iterator[Found]:
    """Find capitalised names of which one word is another than in a name of the content, or is missing."""
    yield from _of_kin(subject)
    yield from _numbered_otherwise(subject)
    yield from _met_otherwise(subject)
    yield from _of_another_kind(subject)
    names, ending = subject.once(_long_names), subject.once(_names_by_ending)
    for text in readable(subject):
        known = names.get(text.key)
        for start, end, right in _nearly_uncapitalised(text, ending.get(text.key, {})) if text.key in ending else ():
            if text.language == text.key and not text.is_name and not inside(quoted(text), start):
                message = Told("“{written}” is nearly “{right}”", written=text.raw[start:end], right=right)
                hint = Told("write the name; if something else is meant, acknowledge it")
                yield Found(text.path, message, hint, text.key, start, end - start)
        if known is None or text.language != text.key or text.is_name or is_earlier(text.path):
            continue
        for start, end, right in text.once(_nearly, known):
            if not inside(quoted(text), start):
                message = Told("“{written}” is nearly “{right}”", written=text.raw[start:end], right=right)
                hint = Told("write the name; if something else is meant, acknowledge it")
                yield Found(text.path, message, hint, text.key, start, end - start)


def _nearly_uncapitalised(text: TextIn, names: Mapping[str, list[tuple[str, ...]]]) -> list[tuple[int, int, str]]:
    """Return where all words of a long name stand but one, in a language that has no capitals to show a name."""
    language, found = language_of(text.language), []
    unlike = re.compile(said.pattern(text.language, "names", "of_others"))
    words = [(word.start(), word.end(), word[0]) for word in _WORD.finditer(text.words)]
    for at, (_, end, word) in enumerate(words):
        near: list[tuple[int, int, str]] = []
        for name in names.get(word[:_BEGINS], ()):
            here = words[max(0, at - len(name) + 1) : at + 1]
            if len(here) < len(name) or not language.is_form(word, name[-1]):
                continue
            if any(text.words[one[1] : other[0]].strip() for one, other in pairwise(here)):
                continue
            others = [place for place, one in enumerate(name) if not language.is_form(here[place][2], one)]
            if not others:
                near = []
                break  # it is another name
            if len(others) == 1 and not unlike.fullmatch(here[others[0]][2]):
                near.append((here[0][0], end, " ".join(name)))
        found += near[:1]
    return found


def _of_kin(subject: Subject) -> Iterator[Found]:
    """Yield «Technical Committee» for Technical Commission: a name with other words of the same families."""
    for code, (phrases, right) in subject.once(_kin).items():
        shows = language_of(code).words.capitals
        for text in readable(subject):
            if text.key != code or text.language != code or text.is_name or is_earlier(text.path):
                continue
            for hit in text.once(_kin_hits, phrases):
                written = text.raw[hit.start : hit.end]
                own = right.get(hit.phrase, "")
                if not own or inside(quoted(text), hit.start) or _OF.match(text.words, hit.end):
                    continue  # it is a name itself, or that of another organisation's body
                if shows and not all(word[:1].isupper() for word in written.split()):
                    continue
                message = Told("“{written}” is nearly “{right}”", written=written, right=own)
                hint = Told("write the name; if something else is meant, acknowledge it")
                yield Found(text.path, message, hint, text.key, hit.start, hit.end - hit.start)


def _numbered_otherwise(subject: Subject) -> Iterator[Found]:
    """Yield «the {{ event.number | ordinal }} Meeting» of what is named a session."""
    for text in readable(subject):
        families = [str(words).split("|") for words in said.table(text.language, "kin").values()]
        for start, expression in text.expressions if families and not is_earlier(text.path) else ():
            value, _, how = expression.partition("|")
            if how.strip() != "ordinal" or not value.strip().endswith(".number"):
                continue
            item = subject.content.items.get(printed_path(subject, text, value.strip()).removesuffix(".number"))
            name = item.value.name if item and isinstance(item.value, Event) else None
            behind = _WORD.search(text.words, text.raw.index("}}", start))
            words = _plain_words(name.root.get(text.key, "")) if name else []
            language = language_of(text.language)
            for family in families if behind else ():
                own = next((word for word in words if word in family), "")
                if behind and own and any(language.is_form(behind[0], one) for one in family if one != own):
                    message = Told("“{written}” is nearly “{right}”", written=behind[0], right=own)
                    hint = Told("write the name; if something else is meant, acknowledge it")
                    yield Found(text.path, message, hint, text.key, behind.start(), len(behind[0]))


def _met_otherwise(subject: Subject) -> Iterator[Found]:
    """Yield «the meeting of the Council» of a body whose events are all named sessions."""
    named: dict[tuple[str, str], set[str]] = {}
    for _, held in subject.entities(Event):
        for code, name in held.name.root.items() if held.name and held.body else ():
            own = {word for word in _plain_words(name) if word in _sittings(code)}
            if own:
                named.setdefault((held.body or "", code), set()).update(own)
    for text in readable(subject) if named else ():
        sittings = _sittings(text.language)
        if text.is_name or is_earlier(text.path) or text.language != text.key or not sittings:
            continue
        plain, language = text.words.casefold(), language_of(text.language)
        if not any(word[:_BEGINS].casefold() in plain for word in sittings):
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


_BEGINS = 3  # letters that a word has in every form
_SITTING_OF = re.compile(r"(?<!\w)([^\W\d_]+) of (?:the |its )?(?:[A-Z]{3,} )?$")
_SITTING_BEHIND = re.compile(r" ([^\W\d_]+)")


@cache
def _sittings(code: str) -> frozenset[str]:
    return frozenset(filter(None, str(said.table(code, "kin").get("sitting", "")).split("|")))


def _of_another_kind(subject: Subject) -> Iterator[Found]:
    """Yield «the new directive, {{ works.… }}» of guidelines."""
    for text in readable(subject):
        papers = said.table(text.language, "papers")
        for start, expression in text.expressions if papers and not is_earlier(text.path) else ():
            if not expression.startswith("works."):
                continue
            item = subject.content.items.get(printed_path(subject, text, expression.split("|")[0].strip()))
            own = papers.get(item.value.kind) if item and isinstance(item.value, Work) else None
            lead = text.words[max(0, start - _LEAD) : start]
            lead = re.split(r"[.;:!?()\n]", lead)[-1]
            before = [*_WORD.finditer(lead)][-3:]
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
_OF = re.compile(r"\s+(?:of|for|on)\s")


def _kin(subject: Subject) -> Mapping[str, tuple[Phrases, Mapping[str, str]]]:
    """Return what may be written for names of two words, by language, and the names; "" for the names themselves."""
    proper, taken, bodies = _short_names(subject)
    found = {}
    for code, names in proper.items():
        families = [str(words).split("|") for words in said.table(code, "kin").values()]
        right = dict.fromkeys(taken[code], "")
        for name in sorted(names):
            words = name.split()
            if len(words) != 2 or (language_of(code).words.capitals and not all(map(str.istitle, words))):
                continue
            choices = [{word, *(other for family in families if word in family for other in family)} for word in words]
            for one, other in product(*map(sorted, choices)):
                right.setdefault(f"{one} {other}", name)
        called = said.pattern(code, "names", "of_bodies")
        adjectives = called.split("|") if called != said.NOTHING else []
        for name in sorted(bodies.get(code, ())):
            for adjective in adjectives if len(name.split()) == 1 else ():
                right.setdefault(f"{adjective} {name}", name)
        for crossed, name in _crossed(bodies.get(code, ())):
            right.setdefault(crossed, name)
        if any(right.values()):
            found[code] = _kin_phrases(subject.written_in[code], tuple(right)), right
    return found


@lru_cache(maxsize=16)  # of the languages of a few projects
def _kin_phrases(language: Language, phrases: tuple[str, ...]) -> Phrases:
    return Phrases(language, phrases)


def _kin_hits(text: TextIn, phrases: Phrases) -> list[Hit]:
    return list(longest(phrases.all_in(text.words)))


def _short_names(subject: Subject) -> tuple[dict[str, set[str]], dict[str, set[str]], dict[str, set[str]]]:
    """Return by language the names of bodies and terms, all names that anything has, and the names of bodies alone."""
    proper: dict[str, set[str]] = {}
    taken: dict[str, set[str]] = {}
    bodies: dict[str, set[str]] = {}
    for _, entity in subject.entities(Entity):
        named = getattr(entity, "name", None) or getattr(entity, "term", None)
        if not isinstance(named, Translated):
            continue
        for code, name in named.root.items():
            taken.setdefault(code, set()).add(name)
            is_one = isinstance(entity, Body | GlossaryTerm) and code in subject.written_in
            if is_one and not (isinstance(entity, Body) and is_commission(subject.content, entity)):
                proper.setdefault(code, set()).add(name)
                if isinstance(entity, Body):
                    bodies.setdefault(code, set()).add(name)
        if isinstance(entity, GlossaryTerm):
            for code, also in entity.also.items():
                taken.setdefault(code, set()).update(also)
    return proper, taken, bodies


def _crossed(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield what comes of two bodies' names, «General Council» of General Assembly and Council, and the second."""
    words = [name.split() for name in sorted(names)]
    for one in words:
        for other in words:
            if len(one) == _TWO and one[-1] != other[-1] and len(other) <= _TWO:
                yield f"{one[0]} {other[-1]}", " ".join(other)


_TWO = 2  # words of a name, of which the first says what the second is


def _names_by_ending(subject: Subject) -> Mapping[str, Mapping[str, list[tuple[str, ...]]]]:
    """Return the names of four words and more of languages without capitals, by how their last word begins."""
    by_language: dict[str, dict[str, list[tuple[str, ...]]]] = {}
    known: set[tuple[str, ...]] = set()
    for _, entity in subject.entities(Entity):
        named: list[tuple[str, str]] = []
        if isinstance(entity, Agency | Association | Body | Event) and entity.name is not None:
            named += entity.name.root.items()
        elif isinstance(entity, GlossaryTerm):
            named += entity.term.root.items()
            named += ((key, other) for key, also in entity.also.items() for other in also)
        for key, name in named:
            words = tuple(_plain_words(name))
            shows_none = key in subject.written_in and not language_of(key).words.capitals
            if shows_none and len(words) > _SURE and words not in known:
                known.add(words)
                by_language.setdefault(key, {}).setdefault(words[-1][:_BEGINS], []).append(words)
    return by_language


class _LongNames:
    """Names of several words, to be found by what is left of them without one."""

    def __init__(self, names: frozenset[str]) -> None:
        self.whole = {tuple(_plain_words(name.casefold())): name for name in names}
        self.lengths = sorted({len(words) for words in self.whole})
        self.without: dict[tuple[int, int, tuple[str, ...]], list[tuple[str, ...]]] = {}
        for words in self.whole:
            for place in range(len(words)):
                self.without.setdefault((len(words), place, (*words[:place], *words[place + 1 :])), []).append(words)

    def near(self, words: tuple[str, ...]) -> str:
        """Return the name of which these are all words but one, or all with another one; "" if there is none."""
        for place in range(len(words)):
            for name in self.without.get((len(words), place, (*words[:place], *words[place + 1 :])), ()):
                near = distance(words[place], name[place], 2) <= 2 and len(name[place]) > 4
                if words[place] not in _MINOR and (near or len(words) > _SURE):
                    return self.whole[name]
                if {words[place], name[place]} <= _PREPOSITIONS and 0 < place < len(words) - 1:
                    return self.whole[name]  # the Centre of Excellence
        for place in range(1, len(words) + 1):
            for name in self.without.get((len(words) + 1, place, words), ()):
                if len(words) >= _SURE and name[place] not in _MINOR:
                    return self.whole[name]
        return ""


_SURE = 3  # words of a name: of more than these, another one in the place of one of them is a slip


def _long_names(subject: Subject) -> Mapping[str, _LongNames]:
    """Return the names of three words and more that are written with capitals, by language."""
    of_works: dict[str, set[str]] = {}
    for key, names in subject.once(_capitalised).items():
        # Of what is named by an acronym, such as a session of the ISSA Council, texts speak more shortly.
        long = {name for name in names.values() if len(name.split()) > 2 and not any(map(str.isupper, name.split()))}
        if long:
            of_works.setdefault(key, set()).update(long)
    for _, body in subject.entities(Body):
        for key, name in body.name.root.items() if is_commission(subject.content, body) else ():
            words = name.split()
            if len(words) > _SURE and all(word[:1].isupper() or word in _MINOR for word in words):
                of_works.setdefault(key, set()).add(name.strip())
    return {key: _LongNames(frozenset(names)) for key, names in of_works.items()}


_CAPITALISED = re.compile(
    r"(?<![\w-])[A-ZÀ-Þ][\w’-]+(?:\s+(?:(?:of|the|and|for|on|de|du|des|la|et)\s+){0,2}[A-ZÀ-Þ][\w’-]+){1,8}"
)


def _nearly(text: TextIn, names: _LongNames) -> list[tuple[int, int, str]]:
    found = []
    sizes = {size for length in names.lengths for size in (length, length - 1)}
    for run in _CAPITALISED.finditer(text.words):
        words = [(word.start(), word.end(), word[0].casefold()) for word in _WORD.finditer(text.words, *run.span())]
        taken = [
            (at, at + size)
            for size in names.lengths
            for at in range(len(words) - size + 1)
            if tuple(word for _, _, word in words[at : at + size]) in names.whole
        ]
        for size in sorted(sizes, reverse=True):
            for at in range(len(words) - size + 1):
                if size < 2 or any(first < at + size and at < last for first, last in taken):
                    continue
                if right := names.near(tuple(word for _, _, word in words[at : at + size])):
                    found.append((words[at][0], words[at + size - 1][1], right))
                    taken.append((at, at + size))
    return found


_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")


# Phrases -----------------------------------------------------------------------------------------------------------


@rule("phrase-avoided", "warning", "No text has phrases that say little.")
def phrase_avoided(subject: Subject) -> Iterator[Found]:
    """Find phrases of the language's list of what to avoid, and of the project's own in its glossary."""
    own = subject.once(_own_phrases)
    for text in readable(subject):
        if text.is_name or is_earlier(text.path):
            continue
        if text.language in own:
            yield from _own_avoided(text, *own[text.language])
        for start, end, instead in text.once(_avoided):
            if not inside(quoted(text), start):
                message = Told("“{written}” can be said in plain words", written=text.raw[start:end])
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


def _avoided(text: TextIn) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    for pattern, instead in _phrases(text.language):
        for match in pattern.finditer(text.words):
            if not any(start < match.end() and match.start() < end for start, end, _ in found):
                found.append((*match.span(), instead))
    return found


@cache
def _phrases(code: str) -> tuple[tuple[Matcher, str], ...]:
    table = said.table(code, "avoid")
    return tuple(
        (Matcher(rf"(?<![\w-])(?:{pattern})(?![\w-])", needed(pattern)), right) for pattern, right in table.items()
    )
