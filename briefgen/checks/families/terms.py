"""Acronyms and their words, capitals of names, names that are nearly right, and phrases that say little."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise, product

from briefgen.checks.about import is_earlier
from briefgen.checks.likely import Matcher, needed
from briefgen.checks.nearness import distance
from briefgen.checks.printing import printed_path
from briefgen.checks.rules import Found, rule
from briefgen.checks.scan import inside, language_of, quoted, readable
from briefgen.checks.subject import Subject
from briefgen.checks.texts import TextIn
from briefgen.content.schema.base import Entity, Translated
from briefgen.content.schema.events import Event
from briefgen.content.schema.glossary import AvoidedPhrase, Glossary, GlossaryTerm
from briefgen.content.schema.organisations import COMMISSIONS, Agency, Association, Body, Office, Work
from briefgen.content.schema.sources import Source
from briefgen.language import said
from briefgen.language.phrases import Phrases, longest
from briefgen.language.words import MASK
from briefgen.problems.notes import Told

_ACRONYM = re.compile(r"(?<![\w&./-])[A-Z]{2,7}(?![\w&/]|\.\w)")
_ROMAN = re.compile(r"[IVXLC]+")
_IN_BRACKETS = re.compile(r"\((?:the\s+)?([A-Z]{2,7})(?:[-’]\w{1,4})?\)")
_BEHIND = re.compile(r"(?<![\w-])([A-Z]{2,7})(?:[-’]\w{1,4})?\s+\(([^()]{6,90})\)")
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
    found = {association.acronym for _, association in subject.entities(Association)}
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
    """Find names of several words that are written with other capitals than the content gives them."""
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


def _capitalised(subject: Subject) -> Mapping[str, Mapping[str, str]]:
    """Return the names whose every word of weight has a capital, of several words, by language, in small letters."""
    found: dict[str, dict[str, str]] = {}
    for _, entity in subject.entities(Entity):
        match entity:
            case Body() if entity.kind in COMMISSIONS:
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
        for name in names.get(word[:2], ()):
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
            for hit in longest(phrases.all_in(text.words)):
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


_OF = re.compile(r"\s+(?:of|for|on)\s")


def _kin(subject: Subject) -> Mapping[str, tuple[Phrases, Mapping[str, str]]]:
    """Return what may be written for names of two words, by language, and the names; "" for the names themselves."""
    proper: dict[str, set[str]] = {}
    taken: dict[str, set[str]] = {}
    for _, entity in subject.entities(Entity):
        named = getattr(entity, "name", None) or getattr(entity, "term", None)
        if not isinstance(named, Translated):
            continue
        for code, name in named.root.items():
            taken.setdefault(code, set()).add(name)
            is_one = isinstance(entity, Body | GlossaryTerm) and code in subject.written_in
            if is_one and not (isinstance(entity, Body) and entity.kind in COMMISSIONS):
                proper.setdefault(code, set()).add(name)
        if isinstance(entity, GlossaryTerm):
            for code, also in entity.also.items():
                taken.setdefault(code, set()).update(also)
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
        if any(right.values()):
            found[code] = Phrases(subject.written_in[code], right), right
    return found


def _names_by_ending(subject: Subject) -> Mapping[str, Mapping[str, list[tuple[str, ...]]]]:
    """Return the names of four words and more of languages without capitals, by how their last word begins."""
    by_language: dict[str, dict[str, list[tuple[str, ...]]]] = {}
    known: set[tuple[str, ...]] = set()
    for _, entity in subject.entities(Entity):
        if isinstance(entity, Body) and entity.kind in COMMISSIONS:
            continue
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
                by_language.setdefault(key, {}).setdefault(words[-1][:2], []).append(words)
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
