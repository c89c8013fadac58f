"""What is irregular in Georgian; all else stands in data/ka.toml."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import replace
from typing import Any

from briefgen.language import georgian_cases, georgian_forms, georgian_words
from briefgen.language.base import Language, NameOf, check_positive
from briefgen.language.words import MASK


class Georgian(Language):
    """113-ე and მე-11, endings joined with a hyphen, cases, numbers counted in twenties."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__(data)
        self.words = replace(self.words, **georgian_words.composed(self.words))
        self._of_so_many = _of_so_many(self.words.numbers)

    def ordinal(self, n: int, form: str = "") -> str:
        """Return the ordinal numeral, written as it is said aloud; raises `ValueError`.

        If the spoken word begins with მე-, so does the numeral (მე-11, მე-40, მე-100); otherwise -ე follows it
        (ოცდამეერთე: 21-ე; ას მეცამეტე: 113-ე). Never both.
        """
        check_positive(n)
        if n == 1:
            return "პირველი"
        one_word = n <= 20 or n in (40, 60, 80, 1000) or (n < 1000 and n % 100 == 0)
        return f"მე-{n}" if one_word else f"{n}-ე"

    def is_form(self, word: str, lemma: str) -> bool:
        """Tell whether a word may be a case form or plural of a noun or adjective: მდივნად of მდივანი.

        It lets more pass than grammar does. A word in the genitive, as in კონტროლის კომისია, stays as it is.
        """
        return georgian_forms.is_form(word.lower(), lemma.lower())

    def wrong_ordinals(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield ordinals such as „11-ე“, „მე-21“ and „მე-11-ე“; case endings may follow (113-ემ, მე-11-ს)."""
        for found in _ORDINAL.finditer(text):
            before, number, after = found["before"], int(found["number"]), found["after"]
            if not before and not after:
                continue
            right = self.ordinal(number)
            if number == 1:
                is_right = not before and after.startswith(("-ლ", "-ელ"))
            elif right.startswith("მე-"):
                is_right = before == "მე-" and not after
            else:
                is_right = not before and after.startswith("-ე")
                right += (after or "").lstrip("-").removeprefix("მ").removeprefix("ე")
            if not is_right:
                yield *found.span(), right
        for found in _ROMAN_ORDINAL.finditer(text):  # a Roman numeral is read as an ordinal by itself: XI საუკუნე
            if found["before"] or found["after"]:
                yield *found.span(), found["number"]

    def wrong_endings(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield „3 წლიან“, „1000 მდე“, „1000მდე“ and „EU ს“, where a hyphen joins the ending."""
        for found in _APART.finditer(text):
            left, right = filter(None, found.groups())
            yield *found.span(), f"{left.replace(MASK, '') or '…'}-{right}"
        for found in _DASHED.finditer(text):
            if self.is_ending(found[2]):
                yield *found.span(), f"{found[1]}-{found[2]}"
        for found in _MEASURED.finditer(text):
            yield *found.span(), f"…-{found[1]}"
        for found in _TOGETHER.finditer(text):
            link = " " if found[2] in _ABBREVIATIONS else "-"
            yield *found.span(), f"{found[1]}{link}{found[2]}"

    def wrong_cases(self, text: str) -> Iterator[tuple[int, int, str, str]]:
        """Yield „გენერალური“ of „გენერალური მდივნად“, „წევრებს“ of „წევრებს შესახებ“."""
        yield from georgian_cases.wrong_cases(text)

    def spellings(self, word: str) -> tuple[str, ...]:
        """Return the word, and forms of the same noun that dictionaries know rather.

        They often lack postpositions (ღონისძიება-ში), the copula (ზრდა-ა), cases of new words (სერვის-ით).
        """
        return georgian_forms.spellings(word)

    def is_ending(self, word: str) -> bool:
        """Tell whether letters after a hyphen are only an ending, as in „EU-ს“."""
        return georgian_forms.is_ending(word) or word in ("ლი", "ელი", "ე", "ჯერ", "იან")

    def of_country(self, name: str) -> tuple[str, ...]:
        """Return ბრაზილიელი and ბრაზილიური of ბრაზილია; a few that nobody says do no harm."""
        stem = name[:-1] if name[-1] in georgian_forms.VOWELS else name
        return () if " " in name else tuple(f"{stem}{ending}" for ending in ("ელი", "ური", "ული"))

    def usual_forms(self, name: str, of: NameOf = "thing") -> Mapping[str, tuple[str, ...]]:
        """Return the forms that such a name has as a rule; see `georgian_forms.usual`."""
        return georgian_forms.usual(name, of)

    def is_form_of(self, word: str, known: Container[str]) -> bool:
        """Tell whether a word is a case of a known name or term; a stem that loses a vowel needs its own entry."""
        if word in known or self._of_so_many.fullmatch(word):
            return True
        return any(lemma in known for lemma in (*georgian_forms.lemmas(word), *re.findall("^(.+ი)მ(?:აც)?$", word)))

    def inflected(self, word: str) -> str:
        """Return a pattern for a noun in any case and number; its last vowel may be lost (მდივანი, მდივნის)."""
        return georgian_forms.pattern(word)


def _of_so_many(numbers: Mapping[str, int]) -> re.Pattern[str]:
    """Return a pattern for ორდღიანი, ხუთწლიანი: dictionaries don't have them with every number."""
    return re.compile(
        rf"(?:{'|'.join(sorted(numbers, key=len, reverse=True))})"
        "(?:დღ|წლ|თვ|კვირ|საათ|წუთ|კაც|ნაწილ|გვერდ|სართულ)იან(?:ი|მა|ს|ის|ით|ად|ო)?(?:ში|ზე|ვე)?"
    )


_ROMAN_ORDINAL = re.compile(
    r"(?<![\w-])(?P<before>მე[-\u2011])?(?P<number>[IVXLC]+)(?P<after>[-\u2011](?:ე|ლი))?(?!\w)"
)
_ORDINAL = re.compile(
    r"(?<![\w.,–-])(?P<before>მე-?)?(?P<number>[1-9]\d{0,3})(?P<after>-?(?:ე(?:მ|ს|სა|თი|დ|ც|ზე|ში|დან|სთან|მდე)?"
    r"|ელი|ელმა|ელს|ლი|ლმა|ლს|ლის|მე))?(?![\dა-ჰ])"
)
_ABBREVIATIONS = ("წ", "წწ", "ს", "სს", "კმ", "მ", "სმ", "მმ", "კგ", "გ", "მლნ", "მლრდ", "ათ", "გვ", "ლ", "წთ", "სთ")
_OF_MEASURE = "(?:წლიან|თვიან|კვირიან|დღიან|საათიან|წუთიან|კაციან|ნაწილიან|პროცენტიან|გვერდიან)[ა-ჰ]*"
_APART = re.compile(
    rf"((?<![\w,.])\d+|(?<!{MASK}){MASK}+)[ \u00a0]({_OF_MEASURE})(?![ა-ჰ])"
    r"|((?<![\w,.])\d+|\b[A-Z]{2,})[ \u00a0](მდე|დან|ში|ზე|თვის)(?![ა-ჰ])"
    r"|(\b[A-Z]{2,})[ \u00a0](ს)(?![ა-ჰ.])"
)
_MEASURED = re.compile(rf"(?<!{MASK}){MASK}++({_OF_MEASURE})(?![ა-ჰ])")
_DASHED = re.compile(r"(?<![\w,.])(\d+|[A-Z]{2,})(?:[–—]|[ \u00a0]-)([ა-ჰ]{1,5})(?![ა-ჰ])")
_TOGETHER = re.compile(r"(?<![\w.,-])(\d+)(?!ე(?:მ|ს|სა|თი|დ|ც|ზე|ში|დან|სთან|მდე)?(?![ა-ჰ]))([ა-ჰ]+)")


LANGUAGE = Georgian
