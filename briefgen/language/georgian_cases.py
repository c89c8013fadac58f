"""Georgian words side by side: an adjective takes the form that its noun's case asks for, a postposition has its case.

It knows the case only of nouns that the language's list has, and of those that an ending shows; of all others nothing
is told.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from briefgen.language import said
from briefgen.language.words import MASK

NOM, ERG, DAT, GEN, INS = "nom", "erg", "dat", "gen", "ins"
ADV, IN, FROM, TILL, WITH, FOR = "adv", "in", "from", "till", "with", "for"
_CODE = "ka"
# Endings behind a stem in a consonant, behind -ა and -ე (some of which take the vowel's place), and behind -ო and -უ.
_WHOLE = {"ი": NOM, "მა": ERG, "ს": DAT, "ში": IN, "ზე": IN, "თან": WITH}
_CUT = {"ის": GEN, "ისა": GEN, "ით": INS, "იდან": FROM, "ისთვის": FOR, "ისათვის": FOR}
_SHORT = {**_CUT, "ად": ADV, "ამდე": TILL}
_FULL = {"": NOM, "მ": ERG, "ს": DAT, "ში": IN, "ზე": IN, "სთან": WITH, "დ": ADV, "მდე": TILL}
_ROUND = {**_FULL, "თი": INS, "დან": FROM, "სთვის": FOR, "სათვის": FOR}
_PLURAL = {**_WHOLE, **_SHORT}
_OTHER_ENDINGS = frozenset({"ისა", "ზე", "ისათვის", "სათვის"})  # which are said otherwise, too
# What only nouns end in: abstract ones, and plurals that no verb looks like.
_ABSTRACT = re.compile(
    r"(?P<stem>[ა-ჰ]{2,}(?:ობ|ებ|ცი|სი|გი|ფი))(?P<ending>ა(?:მ|ს|ში|ზე|სთან|მდე)?|ის|ისა|იდან|ისა?თვის)"
)
_MANY = re.compile(
    r"(?P<stem>[ა-ჰ]{3,}ებ)(?P<ending>მა|ში|ზე|თან|ის|ისა|ისა?თვის)"
    r"|(?P<stem2>[ა-ჰ]{2,}(?:ობ|ებ|ი|ტორ|მენტ|იზმ)ებ)(?P<ending2>ი|ს|ით|ად|იდან|ამდე)"
)
# In the nominative or the ergative, whatever it is: before a postposition nothing stands so, but a particle and „ჩვენ“.
_IN_NO_CASE = re.compile(
    r"^(?!(?:მისი|ჩემი|შენი|ჩვენი|თქვენი|მათი|თავისი|ასევე|არა|მისა)$)[ა-ჰ]*[ა-ჰ]{3}[აეიო]$(?<!თა)(?<!სა)"
    r"|[ა-ჰ]{4}(?:მა|[აეო]მ)$"
)
_PARTICLE = re.compile(r"(?<=[სმ])აც$|(?<=.)ც$")
# Which form of an adjective stands before which case.
_FITS = {"ი": {NOM, GEN, INS, FROM, FOR}, "მა": {ERG}, "": {DAT, IN, ADV, TILL, WITH}}
_NEEDS = {case: ending for ending, cases in _FITS.items() for case in cases}
_NO_VERB = re.compile(
    r"(?:ში|ზე|ით|ად|მდე|დან|თვის|ების|ობის|[ა-ჰ]ისა|ჯერ)$|^(?:ერთხელ|ორ|სამ|ოთხ|ხუთ|ასევე|აგრეთვე|უკვე|ყოველ[ა-ჰ]+)$"
)
_LIKE_OBJECT = re.compile(r"(?:ება|ობა|ია|ურა|მა|გეგმა|[^აეიოუს]ი)$")  # in the nominative
_LINKED = 4  # words behind „და“ among which the second noun stands
_FAR = 6  # words between a subject and its verb
_OF_DATIVE = re.compile(r"[^ი]ს$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")

Forms = Mapping[str, str]
"""The forms of a noun by case; those that aren't surely known are missing."""


@lru_cache(maxsize=1 << 14)
def _noun(word: str) -> Mapping[str, Forms]:
    """Return the cases that a word can be in, each with the forms of the noun; none of what isn't known as a noun."""
    listed = _listed()
    if found := listed.get(word) or listed.get(_PARTICLE.sub("", word)):
        return found
    if shown := _MANY.fullmatch(word):
        stem, ending = shown["stem"] or shown["stem2"], shown["ending"] or shown["ending2"]
        return {_PLURAL[ending]: _joined(stem, _PLURAL)}
    if shown := _ABSTRACT.fullmatch(word):
        forms = {**_joined(f"{shown['stem']}ა", _FULL), **_joined(shown["stem"], _CUT)}
        plain = re.sub(r"ისა(?=თვის$|$)", "ის", word)
        known = {case: forms for case, form in forms.items() if form == plain}
        return {} if NOM in known and word.endswith("ება") else known  # which may be a verb: გაიმართება
    return {}


def _joined(stem: str, endings: Mapping[str, str]) -> dict[str, str]:
    return {case: stem + ending for ending, case in endings.items() if ending not in _OTHER_ENDINGS}


@cache
def _listed() -> Mapping[str, Mapping[str, Forms]]:
    nouns = said.table(_CODE, "nouns")
    found: dict[str, dict[str, Forms]] = {}

    def add(forms: Forms, *parts: tuple[str, Mapping[str, str]]) -> None:
        for stem, endings in parts:
            for ending, case in endings.items():
                found.setdefault(stem + ending, {})[case] = forms

    for kind, full, cut in (("consonant", _WHOLE, _SHORT), ("vowel", _FULL, _CUT), ("round", _ROUND, {"ს": GEN})):
        for entry in str(nouns.get(kind, "")).split():
            stem, _, short = entry.partition("/")
            short = short or (stem[:-1] if kind == "vowel" else stem)
            add({**_joined(stem, full), **_joined(short, cut)}, (stem, full), (short, cut))
            add(_joined(f"{short}ებ", _PLURAL), (f"{short}ებ", _PLURAL))
    return found


@lru_cache(maxsize=1 << 14)
def _adjective(word: str) -> tuple[str, str, str]:
    """Return the stem of an adjective, its ending, and its kind; an empty kind for what isn't known as one."""
    for ending in ("მა", "ი", ""):
        stem = word.removesuffix(ending)
        if (stem != word or not ending) and (kind := _kind(stem)):
            return stem, ending, kind
    return word, "", ""


def _kind(stem: str) -> str:
    plain, participle = _adjectives()
    if len(stem) < 4 or stem in _words("adjectives", "none"):
        return ""
    if stem in _words("adjectives", "more"):
        return "plain"
    return "participle" if participle.fullmatch(stem) else "plain" if plain.fullmatch(stem) else ""


@cache
def _adjectives() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(said.pattern(_CODE, "adjectives", name)) for name in ("plain", "participle"))


@cache
def _words(table: str, name: str) -> frozenset[str]:
    return frozenset(str(said.table(_CODE, table).get(name, "")).split())


def wrong_cases(words: str) -> Iterator[tuple[int, int, str, str]]:
    """Yield words that don't fit what stands behind them: start, end, that, and the right form."""
    run: list[re.Match[str]] = []
    for word in _WORD.finditer(words):
        gap = words[run[-1].end() : word.start()] if run else ""
        if run and (not gap.isspace() or "\n\n" in gap):
            yield from _in_run(run, gap)
            run = []
        run.append(word)
    yield from _in_run(run, words[run[-1].end() :] if run else "")


def _in_run(run: Sequence[re.Match[str]], behind_it: str) -> Iterator[tuple[int, int, str, str]]:
    """Yield what is wrong between two signs; `behind_it` begins with the second."""
    told = [word[0] for word in run]
    one, none = (any(map(verbs.fullmatch, told)) for verbs in _verbs())
    # The last in the dative, which is what such a verb is about.
    last = max((k for k, word in enumerate(told) if _is_object(word) and told[k + 1 : k + 2] != ["შორის"]), default=0)
    for at, (word, following) in enumerate(pairwise(told)):
        behind = told[at + 2] if at + 2 < len(told) else ""
        right = _right_before(word, following, behind) or _right_beside(word, following, behind)
        if not right and following == "და":
            right = _right_linked(word, told[at + 2 :])
        if not right and ((one and last > at + 1) or (none and not one)):
            right = _right_of(word, following, {GEN, FOR} if one else {GEN, NOM})
        if right:
            yield *run[at].span(), following, right
    yield from _subjects(run, told, printed=behind_it.lstrip().startswith(MASK))


def _subjects(
    run: Sequence[re.Match[str]], told: Sequence[str], *, printed: bool
) -> Iterator[tuple[int, int, str, str]]:
    """Yield a subject whose verb asks for another case: „საბჭომ ირჩევს“, „ბიურო დაამტკიცა გეგმა“.

    `printed`: what the verb is about is printed by an expression behind it.
    """
    nominative, ergative, says = _verbs_of_subjects()
    if not any(map(nominative.fullmatch, told)) and not any(map(ergative.fullmatch, told)):
        return
    acts = any(ERG in _noun(word) for word in told)
    last = max((k for k, word in enumerate(told) if _LIKE_OBJECT.search(word)), default=-1)
    for at, word in enumerate(told):
        of_word = _noun(word)
        if ERG in of_word:
            verb = _verb_behind(told, at)
            if nominative.fullmatch(verb):
                yield *run[at].span(), verb, of_word[ERG].get(NOM, "")
        elif not acts and NOM in of_word and word in _words("subjects", "who"):
            verb = told[at + 1] if at + 1 < len(told) else ""
            of_printed = printed and at + 2 == len(told)
            if not ergative.fullmatch(verb) or not (last > at + 1 or of_printed or says.fullmatch(verb)):
                verb = _verb_of_two(told, at, ergative)
            if verb:
                yield *run[at].span(), verb, of_word[NOM].get(ERG, "")


def _verb_of_two(told: Sequence[str], at: int, ergative: re.Pattern[str]) -> str:
    """Return the verb at the end that has done something to a second noun in the nominative: one of the two did it."""
    if not ergative.fullmatch(told[-1]) or any(NOM in _noun(word) for word in told[:at]):
        return ""
    between = told[at + 1 : -1]
    if "და" in between or "ან" in between or not any(NOM in _noun(word) for word in between):
        return ""
    return told[-1]


def _verb_behind(told: Sequence[str], at: int) -> str:
    """Return the verb of a subject: the first word behind it that isn't known as another one, if it isn't far off."""
    for word in told[at + 1 : at + 1 + _FAR]:
        if not (_noun(word) or _adjective(word)[2] or _NO_VERB.search(word)):
            return word
    return ""


@cache
def _verbs_of_subjects() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(said.pattern(_CODE, "subjects", name)) for name in ("nominative", "ergative", "says"))


def _right_before(word: str, noun: str, behind: str) -> str:
    """Return the form of an adjective that its noun asks for, if it has another one."""
    stem, ending, kind = _adjective(word)
    if not kind or _noun(word) or _adjective(noun)[2]:
        return ""
    of_noun = set(_noun(noun))
    if not of_noun or of_noun & _FITS[ending]:
        return ""
    if kind == "participle" and not (of_noun <= {ERG} or (of_noun <= {DAT} and ending == "ი")):
        return ""  # «presented at the Forum», «elected as Secretary»
    if ending == "" and (stem.endswith("ით") or (of_noun <= {NOM, GEN, INS, FROM} and noun.endswith("ი"))):
        return ""  # an adverb; and what is among the language's wrong forms
    if ending == "" and of_noun <= {GEN, INS, FROM} and behind and not _noun(behind).keys() & {NOM, ERG}:
        return ""  # what it belongs to may stand further on
    if ending == "მა" and not of_noun & {NOM, DAT} and not (of_noun <= {GEN} and _ends_otherwise(behind)):
        return ""  # «the new one of the Commission»
    return stem + _NEEDS[min(of_noun)]


def _ends_otherwise(noun: str) -> bool:
    """Tell whether a noun is surely in another case than the ergative."""
    of_noun = _noun(noun)
    return bool(of_noun) and ERG not in of_noun and GEN not in of_noun


def _genitive(word: str) -> str:
    """Return the genitive of a noun that no list has."""
    stem = re.sub(r"(?:მა|(?<=[აეო])მ)$", "", word)
    return f"{stem}ს" if stem.endswith("ო") else f"{re.sub('[აეი]$', '', stem)}ის"


def _right_linked(word: str, others: Sequence[str]) -> str:
    """Return the long form of a noun before „და“ and another one in its case: „ბიუჯეტსა და შენატანის ოდენობას“."""
    of_word = _noun(word)
    stem, ending, kind = _adjective(word)
    if kind == "plain" and ending == "ი" and not of_word and len(others) > 1 and _OF_DATIVE.search(others[1]):
        _, its_ending, its_kind = _adjective(others[0])
        return stem if its_kind == "plain" and not its_ending else ""  # „ფინანსურ და ხარისხობრივ მონიტორინგს“
    # What stands right behind it, the language's own expressions have; of the genitive, usage differs.
    if DAT not in of_word or GEN in of_word or not word.endswith("ს") or not others or others[0].endswith("ს"):
        return ""
    for other in others[:_LINKED]:
        of_other = _noun(other)
        if DAT in of_other and GEN not in of_other:
            return f"{word}ა"
        if not of_other and not _adjective(other)[2] and not other.endswith(("ო", "ი", "ის")):
            return ""  # a verb, perhaps
    return ""


def _right_beside(word: str, post: str, behind: str) -> str:
    """Return the form of a noun that the postposition behind it asks for, if it has another one."""
    of_word = _noun(word)
    if post in _words("postpositions", "genitive"):
        # «the Director then said», and «except for» before its noun
        wanted = {DAT, NOM, ERG} if post in _words("postpositions", "always") else {DAT}
        if of_word.keys() & wanted and GEN not in of_word and not behind.endswith("სა"):
            return next(iter(of_word.values())).get(GEN, "")
        if not of_word and post in _words("postpositions", "always") and _IN_NO_CASE.search(word):
            return _genitive(word)
    if post in _words("postpositions", "dative") and GEN in of_word and DAT not in of_word:
        return of_word[GEN].get(DAT, "")
    if post in _words("postpositions", "with") and of_word.keys() & {GEN, DAT, NOM}:
        return next(iter(of_word.values())).get(WITH, "")
    return ""


def _right_of(word: str, noun: str, behind: Collection[str]) -> str:
    """Return the genitive of a noun that stands in the dative before its own noun, where no verb has so many datives.

    «ახორციელებს ორგანოებს მუშაობის მონიტორინგს»: such a verb has one thing in the dative, and that is the last.
    """
    of_word, of_noun = _noun(word), _noun(noun)
    if (
        word in _words("datives", "times")
        or DAT not in of_word
        or GEN in of_word
        or DAT in of_noun
        or not of_noun.keys() & behind
    ):
        return ""
    return of_word[DAT].get(GEN, "")


def _is_object(word: str) -> bool:
    return DAT in _noun(word) and word not in _words("datives", "times")


@cache
def _verbs() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(said.pattern(_CODE, "datives", name)) for name in ("one", "none"))
