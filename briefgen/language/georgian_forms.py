"""Forms of Georgian nouns and adjectives: one table of endings, and which words may be forms of which.

It lets a little more pass than grammar does, since which stems lose a vowel can't be told from their letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import pairwise

from briefgen.language.base import NameOf

VOWELS = "აეიოუ"

# Cases with their postpositions: after a stem in a consonant that stays whole (ფორუმ-ს) and one that may lose the
# vowel before it (ფორუმ-ის, მდივნ-ის); after a vowel that gives way (კომისი-ის, of კომისია) and one that stays.
_WHOLE = "ი მა ს ო ში ზე თან სთან ივით სავით ნი თა თათვის თაგან"
_SHORT = "ის ით ად იდან ამდე ისთვის ისათვის ისგან ისაგან ისკენ ისაკენ ისებრ"
_LOST = "ის ით იდან ისთვის ისათვის ისგან ისაგან ისკენ ისაკენ ისებრ"
_KEPT = "მ ს თი დ ვ ში ზე სთან დან მდე ვით სავით სთვის სათვის სგან საგან სკენ საკენ"
_OLD_PLURAL = "თა თათვის თაგან"  # not of საბჭო: საბჭოთა is another word
_PARTICLE = "(?:ც|აც|ვე|ა)?"  # the last is the copula (დირექტორი-ა), and closes a form (დირექტორის-ა)


def _one_of(*endings: str) -> str:
    return "|".join(" ".join(endings).split())


_PLURAL = f"ებ(?:{_one_of(_WHOLE, _SHORT)}){_PARTICLE}"
_AFTER_CONSONANT = f"(?:{_one_of(_WHOLE, _SHORT)}){_PARTICLE}|{_PLURAL}"
_AFTER_SHORT_STEM = f"(?:{_one_of(_SHORT)}){_PARTICLE}|{_PLURAL}"
_AFTER_LOST_VOWEL = f"(?:{_one_of(_LOST)}){_PARTICLE}|{_PLURAL}"
_AFTER_ROUND_VOWEL = f"(?:{_one_of(_KEPT)})?{_PARTICLE}|{_PLURAL}"
_AFTER_OTHER_VOWEL = f"(?:{_one_of(_KEPT, _OLD_PLURAL)})?{_PARTICLE}|{_PLURAL}"

NAME_ENDINGS = tuple(dict.fromkeys(["", *f"{_WHOLE} {_SHORT} {_KEPT} ც იც სა ისა მაც საც ისაც ისთან ია".split()]))

_CONSONANT, _SHORT_STEM, _LOST_VOWEL, _ROUND_VOWEL, _OTHER_VOWEL = map(
    re.compile,
    (_AFTER_CONSONANT, _AFTER_SHORT_STEM, _AFTER_LOST_VOWEL, _AFTER_ROUND_VOWEL, _AFTER_OTHER_VOWEL),
)
_SHORTENED = re.compile(f"(?<=[^{VOWELS}])(?=[ლრნმ]$)")  # where a vowel may have stood: მდივნ-
_SHORTENS = re.compile("(?<=..)[აეო](?=[ლრნმ]$)")
_DESCRIBES = re.compile("უ[რლ]$")  # an adjective, whose bare stem stands before a noun: გენერალურ დირექტორს
_SHORTEST = 4  # letters of what is looked up in a dictionary
_ADDED = re.compile(r"(?<=..[აეოუ])(?:ში|ზე|მდე)$|(?<=...[სთ])ა$")


# Endings so rare that a slip of the fingers is likelier, and what is a form itself rather than a lemma.
_LIKELY_SLIP = re.compile("(?:ო|ვ|ვე|ნი|განა|კენა)$")
# Verbs, which begin so: dictionaries have one number, the singular rather, where the other is as right.
_VERB = re.compile("(?:ა|ი|უ|ე|გა|და|ჩა|მო|შე|წა|აღ|მი|წარ|გან)..")
_OTHER_NUMBER = (("დნენ", "და"), ("ნენ", "და"), ("ობენ", "ობს"), ("ებენ", "ებს"), ("ავენ", "ავს"), ("ამენ", "ამს"))
_FORM_ITSELF = re.compile(f"(?:ებმა|[^{VOWELS}](?:სა|თა|ნი)|ში|ზე|აა)$")


def is_form(word: str, lemma: str) -> bool:
    """Tell whether a word may be a form of a lemma: მდივნად of მდივანი. A genitive (კონტროლის) stays as it is."""
    if word == lemma:
        return True
    if lemma[-1:] not in VOWELS:
        return lemma.endswith("ს") and word == f"{lemma}ა"
    if lemma[-1] == "ი" and word in (f"{lemma}მ", f"{lemma}მაც"):  # a foreign name that keeps its vowel: ესვატინიმაც
        return True
    return lemma in lemmas(word) or lemma in _lengthened(word)


@lru_cache(maxsize=1 << 16)
def lemmas(word: str) -> frozenset[str]:
    """Return what a word may be a form of, whether there are such words or not; stems in a consonant are among it.

    Of the vowels that stems lose only that of -ელი counts, which goes always: მომხსენებლის.
    """
    return frozenset(_lemmas(word))


def _lemmas(word: str) -> Iterator[str]:
    for stem, ending in _parts(word):
        is_vowel = stem[-1] in VOWELS
        if not is_vowel and (not ending or _CONSONANT.fullmatch(ending)):
            yield from (f"{stem}ი", stem)
        if stem[-1] == "ს" and ending == "ა":  # a genitive that is known as such
            yield stem
        if ending and _LOST_VOWEL.fullmatch(ending):
            yield from (f"{stem}ა", f"{stem}ე")
        if is_vowel and (stem[-1] != "ი" or stem[-2:-1] in tuple(VOWELS)):
            kept = _ROUND_VOWEL if stem[-1] in "ოუ" else _OTHER_VOWEL
            if kept.fullmatch(ending):
                yield stem
        if stem.endswith(("ბლ", "ნლ")) and _SHORT_STEM.fullmatch(ending):  # -ებელი, -ენელი
            yield f"{stem[:-1]}ელი"


@lru_cache(maxsize=1 << 16)
def _lengthened(word: str) -> frozenset[str]:
    """Return the lemmas that lost their last vowel before the ending."""
    stems = (stem for stem, ending in _parts(word) if _SHORTENED.search(stem) and _SHORT_STEM.fullmatch(ending))
    return frozenset(f"{stem[:-1]}{vowel}{stem[-1]}ი" for stem in stems for vowel in "აეო")


def _parts(word: str) -> Iterator[tuple[str, str]]:
    return ((word[:end], word[end:]) for end in range(len(word), 0, -1))


def is_ending(letters: str) -> bool:
    """Tell whether letters are only an ending, of a stem in a consonant or in a vowel."""
    return bool(_CONSONANT.fullmatch(letters) or _OTHER_VOWEL.fullmatch(letters))


def spellings(word: str) -> tuple[str, ...]:
    """Return a word, and other forms of it that a dictionary knows rather; none but adjectives lacks its ending."""
    bare = "" if _DESCRIBES.search(word) else f"{word}ი"
    found = () if _LIKELY_SLIP.search(word) else sorted(lemmas(word))
    likely = (it for it in found if len(it) >= _SHORTEST and it[-1] in VOWELS and not _FORM_ITSELF.search(it))
    return tuple(dict.fromkeys((word, _ADDED.sub("", word), *(it for it in likely if it != bare), *_in_numbers(word))))


def _in_numbers(word: str) -> Iterator[str]:
    """Yield a verb in the other number: უმასპინძლა of უმასპინძლეს, მონაწილეობდა of მონაწილეობდნენ."""
    yield from (word.removesuffix(ending) + other for ending, other in _OTHER_NUMBER if word.endswith(ending))
    if word.endswith("ეს") and _VERB.match(word):  # a noun's slip may end so
        yield from (f"{word[:-2]}{ending}" for ending in "აო")


def pattern(lemma: str) -> str:
    """Return a pattern for all forms of a noun, plurals too, or of one that is given in the plural."""
    stem = re.sub("ებ(?:ი|ის)$", "", lemma)
    if stem != lemma:
        forms = [(stem, f"{_AFTER_CONSONANT}|{_AFTER_LOST_VOWEL}")]
        forms += [(f"{stem}{vowel}", _AFTER_OTHER_VOWEL) for vowel in "აე"]
    elif lemma[-1:] in ("ო", "უ"):
        forms = [(lemma, _AFTER_ROUND_VOWEL)]
    elif lemma[-1:] in ("ა", "ე"):
        forms = [(lemma, _AFTER_OTHER_VOWEL), (lemma[:-1], _AFTER_LOST_VOWEL)]
    else:
        stem = lemma.removesuffix("ი")
        forms = [(stem, f"(?:{_AFTER_CONSONANT})?"), (_SHORTENS.sub("", stem), _AFTER_SHORT_STEM)]
    return "(?:{})(?!\\w)".format("|".join(rf"{re.escape(start)}(?:{endings})" for start, endings in forms))


# Case endings of a singular: after a stem in a consonant, and after a vowel that stays.
_ON_CONSONANT = {"erg": "მა", "dat": "ს", "gen": "ის", "ins": "ით", "adv": "ად"}
_ON_VOWEL = {"erg": "მ", "dat": "ს", "gen": "ს", "ins": "თი", "adv": "დ"}
# In it, at it: of what is no city, which one fits is a matter of sense.
_WHERE: Mapping[NameOf, tuple[str, ...]] = {"city": ("ში",), "thing": ("ში", "ზე")}
_MAY_SHORTEN = ("gen", "ins", "adv")
_LETTERS = re.compile("[ა-ჰ-]+")


def usual(name: str, of: NameOf = "thing") -> dict[str, tuple[str, ...]]:
    """Return the forms that a name in the nominative has as a rule, by case: its last word takes the ending.

    What can't be told from the letters has both forms: which stems lose a vowel (მდივნის, but ლისაბონის), whether -ა
    and -ე give way before -ის (კომისიის, but ანას). An adjective before a noun, which changes with it (ახალ
    ფორუმს), and foreign names that may keep -ი have none.
    """
    *before, last = name.split() or [""]
    if not _LETTERS.fullmatch(last) or len(last) <= 2:
        return {}
    agrees = (word.endswith("ი") and not after.endswith(("ის", "ისა")) for word, after in pairwise((*before, last)))
    if of != "person" and any(agrees):
        return {}
    stem, vowel = last[:-1], last[-1]
    forms: dict[str, tuple[str, ...]]
    if vowel == "ი" and (stem[-1] in VOWELS or stem.endswith(("სკ", "ცკ"))):  # ჰავაი; კონკოლევსკი-მ
        return {}
    if vowel in "აეოუ":
        forms = {case: (last + ending,) for case, ending in _ON_VOWEL.items()}
        gives_way = stem.endswith("ძ") if of == "person" else vowel == "ა"  # ბერიძის; კომისიის
        if vowel in "აე":
            short = {"gen": f"{stem}ის", "ins": f"{stem}ით"}
            forms |= {case: (form,) if gives_way else (*forms[case], form) for case, form in short.items()}
        base = last
    else:
        base = stem if vowel == "ი" else last
        forms = {case: (base + ending,) for case, ending in _ON_CONSONANT.items()}
        if _SHORTENS.search(base):
            short = {case: _SHORTENS.sub("", base) + _ON_CONSONANT[case] for case in _MAY_SHORTEN}
            forms |= {case: (*forms[case], form) for case, form in short.items()}
    if of != "person":
        forms["loc"] = tuple(base + ending for ending in _WHERE[of])
    return {case: tuple(" ".join((*before, form)) for form in each) for case, each in forms.items()}
