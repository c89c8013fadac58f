"""English, as international organisations write it: British, day before month."""

from __future__ import annotations

import re
from typing import ClassVar

from briefgen.language import english_numbers
from briefgen.language.base import Language
from briefgen.language.binding import Binding
from briefgen.language.words import Words

_ONES = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
)  # fmt: skip
_TEENS = (
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = (
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
)  # fmt: skip
_NUMBERS = {word: n for n, word in enumerate([*_ONES, *_TEENS], start=1)}
_NUMBERS |= {word: n for n, word in zip(range(20, 100, 10), _TENS, strict=True)}
_NUMBERS |= {f"{ten}-{one}": _NUMBERS[ten] + _NUMBERS[one] for ten in _TENS for one in _ONES}
_NUMBERS |= {"a hundred": 100, "one hundred": 100, "a thousand": 1000, "one thousand": 1000}
_FIRST_TO_NINTH = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
)  # fmt: skip
_TENTH_TO_NINETEENTH = (
    "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth",
    "nineteenth",
)  # fmt: skip
_ORDINALS = {word: n for n, word in enumerate([*_FIRST_TO_NINTH, *_TENTH_TO_NINETEENTH], start=1)}
_ORDINALS |= {f"{ten.removesuffix('y')}ieth": _NUMBERS[ten] for ten in _TENS}
_ORDINALS |= {
    f"{ten}{joint}{one}": _NUMBERS[ten] + _ORDINALS[one] for ten in _TENS for joint in "- " for one in _FIRST_TO_NINTH
}
_ORDINALS |= {"hundredth": 100, "one hundredth": 100}
_HUNDREDS = {f"{hundred}{joint}": 100 for hundred in ("one hundred", "hundred") for joint in (" and ", " ")}
_YEAR = r"(?i:in|since|by|of|from|until|till|before|after|during|for|between|to|and|year|the|this)\s+{Y}"

# Common ones that are hardly ever other words; no capital tells a person from a place or a title.
_GIVEN_NAMES = frozenset((
    "John", "James", "Robert", "Michael", "William", "David", "Richard", "Thomas", "Christopher", "Daniel", "Matthew",
    "Anthony", "Andrew", "Peter", "Paul", "Steven", "Stephen", "Edward", "Brian", "Kevin", "Alan", "Alexander", "Anton",
    "Antonio", "Carlos", "José", "Juan", "Luis", "Miguel", "Pedro", "Manuel", "Francisco", "Marco", "Giovanni", "Jean",
    "Pierre", "Jacques", "François", "Michel", "Philippe", "Hans", "Klaus", "Jürgen", "Wolfgang", "Johann", "Ivan",
    "Sergei", "Vladimir", "Dmitry", "Alexei", "Mikhail", "Ahmed", "Mohammed", "Muhammad", "Hassan", "Ibrahim",
    "Mary", "Elizabeth", "Susan", "Sarah", "Karen", "Nancy", "Margaret", "Catherine", "Barbara", "Linda", "Jennifer",
    "Patricia", "Anne", "Anna", "Maria", "Marie", "Elena", "Olga", "Natalia", "Fatima", "Errol", "Giorgi", "Davit",
    "Irakli", "Levan", "Zurab", "Mikheil", "Nino", "Tamar", "Ketevan", "Ekaterine", "Mariam", "Zaza", "Vakhtang",
))  # fmt: skip

_IZE = re.compile(r"(?<=[a-z]{3})is(?=(?:es?|ed|ing|ations?)$)")


class English(Language):
    """14–18 October 2019, 113th, 1,000, “…”.

    Ranges are closed up also where their ends have spaces inside (30 October–2 November 2019), as international
    organisations print them; the writers keep them on one line.
    """

    locale = "en_GB"
    name = "English"
    months = (
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    )  # fmt: skip
    of_a_year = frozenset({"the", "year", "of", "in"})
    goes_on = "it goes on"
    short_months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec")
    ordinals = ("st", "nd", "rd", "th")
    last_link = "and"
    group_mark = ","
    decimal_mark = "."
    quotes = ("“", "”")
    # CLDR renamed these in its version 48; here they are as ISO 3166 has them.
    countries: ClassVar = {
        "HM": "Heard Island and McDonald Islands",
        "SH": "Saint Helena, Ascension and Tristan da Cunha",
        "TF": "French Southern Territories",
    }
    binding = Binding(
        before=frozenset({"p.", "pp.", "No.", "Nos.", "Art.", "Mr", "Mrs", "Ms", "Dr", "Prof."}),
        uncounted=frozenset({"and", "or", "to", "in", "at", "on", "of", "for", "from", "by", "with", "the", "a"}),
    )

    def ordinal_ending(self, n: int) -> str:
        """Return st, nd, rd or th: 1st, 11th, 22nd, 113th."""
        return "th" if n % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")

    def number_in_text(self, n: int, before: str, after: str) -> str:
        """Return one to nine in words, unless the rules ask for figures: see `briefgen.language.english_numbers`."""
        return english_numbers.in_words(n, before, after) or self.number(n)

    def country(self, code: str) -> str:
        """Return the name of a country; where CLDR has “&”, texts have “and”. Raises `UnknownCountryError`."""
        return super().country(code).replace(" & ", " and ")

    def is_form(self, word: str, lemma: str) -> bool:
        """Tell whether a word is the singular or plural of a noun, spelt with -ise or -ize."""
        if word[:2].casefold() != lemma[:2].casefold():
            return False
        one, other = (_IZE.sub("iz", form.casefold()) for form in (word, lemma))
        return one == other or one in _plurals(other) or other in _plurals(one)

    # For the checks
    inner_quotes = ("‘", "’")
    inner_may_stand_alone = True
    may_double = frozenset({"had", "that"})
    pointers = frozenset({"here", "text", "source", "citation", "reference", "link"})
    placeholders = frozenset({
        "name", "names", "date", "dates", "place", "city", "country", "title", "number", "insert", "add", "check",
        "update", "here", "text", "source", "citation", "reference", "link", "your", "tbc", "tbd",
    })  # fmt: skip
    notes = (
        r"(?:to\s+be|not\s+yet)\s+(?:confirmed|checked|completed|updated|added|inserted|translated|determined|decided"
        r"|verified|supplied|filled\s+in)|(?:to|please)\s+(?:check|confirm|verify|add|update|complete|translate)|insert"
        r"|sources?\s*\?|check|tbc|tbd|tba|todo|ref\.?\s*\?"
    )
    dictionary = ("en_GB", "dictionary-en-gb")

    def spellings(self, word: str) -> tuple[str, ...]:
        """Return the word, without 's, and with -is- what Oxford spells with -iz-: dictionaries know organisation."""
        word = word.replace("’", "'")
        forms = [word, word.removesuffix("'s")]
        if not _ALWAYS_S.search(word):
            forms += [_OXFORD.sub(r"is\1", form) for form in forms]
        return tuple(dict.fromkeys(forms))

    # Checks of facts, people and time -----------------------------------------------------------------------------

    words = Words(
        months=(
            "Jan(?:uary|\\.)?", "Feb(?:ruary|\\.)?", "Mar(?:ch|\\.)?", "Apr(?:il|\\.)?", "May", "June", "July",
            "Aug(?:ust|\\.)?",
            "Sep(?:tember|t?\\.?)", "Oct(?:ober|\\.)?", "Nov(?:ember|\\.)?", "Dec(?:ember|\\.)?",
        ),
        weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        dates=(
            r"{D}(?:st|nd|rd|th)?(?:\s*(?:[–-]|to|and)\s*{E}(?:st|nd|rd|th)?)?(?:\s+of)?\s+{M}(?:,?\s+{Y})?",
            r"{M}\s+{D}(?:st|nd|rd|th)?(?:\s*(?:[–-]|to|and)\s*{E}(?:st|nd|rd|th)?)?(?:,?\s+{Y})?",
            r"{M},?\s+{Y}",
            r"{Y}\s*[–-]\s*{Z}",
            _YEAR,
        ),
        decade=r"(?:[’'])?{T}[’']?s",
        numbers=_NUMBERS,
        ordinals=_ORDINALS,
        hundreds=_HUNDREDS,
        ordinal_after="st|nd|rd|th",
        scales={"thousand": 10**3, "million": 10**6, "billion": 10**9},
        currencies={
            "USD": r"(?:US\s+)?dollars?|USD", "EUR": r"euros?|EUR", "GEL": r"(?:Georgian\s+)?lari|GEL",
            "GBP": r"pounds?\s+sterling|GBP", "CHF": r"(?:Swiss\s+)?francs?|CHF", "JPY": r"yen|JPY",
        },
        rough_before=r"(?:more|less|fewer)\s+than|over|at\s+least|about|around|some|nearly|almost|up\s+to|under",
        years=r"years?",
        counted={
            "people": r"participants?|representatives?|delegates?|attendees|people|persons",
            "organisations": r"organi[sz]ations?|institutions?",
            "countries": r"countr(?:y|ies)",
            "goals": r"goals?|objectives?",
            "votes": r"votes?",
        },
        members=r"members?|membership",
        of_term=r"terms?|mandates?|(?:re-?)?elect(?:s|ed|ion|ions)?",
        of_programme=r"programmes?|programs?",
        of_meetings=r"every|once\s+in",
        looking_back=r"last\s+\w+|recently|yesterday",
        expiring=(
            r"at\s+this\s+stage", r"at\s+present", r"at\s+the\s+moment", r"currently", r"presently", r"right\s+now",
            r"now(?!\s+and\s+then)", r"so\s+far", r"as\s+yet", r"not\s+yet", r"recently", r"soon(?!\s+after)",
            r"shortly(?!\s+(?:after|before))", r"today", r"tomorrow", r"yesterday", r"upcoming", r"forthcoming",
            r"(?:this|next|last)\s+(?:year|month|week|spring|summer|autumn|winter|(?:Jan|Febr)uary|March|April|May|June|July"
            r"|August|(?:Sept|Nov|Dec)ember|October)",
            r"(?:is|are)\s+(?:still\s+)?left\s+(?:until|before|to)", r"remains?\s+(?:until|before)",
            r"in\s+the\s+coming\s+\w+",
            r"(?<!to )awaits?", r"(?:is|are)\s+awaiting", r"as\s+of\s+now",
            r"(?:is|are)\s+(?:now\s+|still\s+|currently\s+|being\s+)?(?:ready|expected|planned|scheduled|due|under\s+way"
            r"|underway|in\s+progress|awaited|anticipated|about\s+to)",
            r"(?<!was )(?<!were )(?<!been )(?<!had )(?<!than )(?<!as )expected",
        ),
        future=(
            r"will(?!\s+of)", r"(?:is|are)\s+to\s+(?:be|take|meet|elect|adopt|open|approve)",
            r"(?:is|are)\s+going\s+to", r"(?:is|are)\s+set\s+to", r"(?:expects|intends)\s+to",
        ),
        given_names=_GIVEN_NAMES,
        of_man=r"Mr\.?|Messrs\.?|Sir|Lord|Father|Baron|Count|His\s+(?:Royal\s+Highness|Excellency|Eminence|Majesty)",
        of_woman=r"M(?:r)?s\.?|Miss|Madame?|Lady|Dame|Baroness|Her\s+(?:Royal\s+Highness|Excellency|Majesty)",
        he="he|him|his|himself",
        she="she|her|hers|herself",
        lesser=r"vice|deputy|assistant|associate|honorary|acting|under|deputy\s+to\s+the|adviser\s+to\s+the|former|ex",
        honorifics=r"(?:Mr|Ms|Mrs|Miss|Dr|Prof|Professor|Sir)\.?",
        titles=r"(?:Vice-)?President|Secretary[\s-]General|Director(?:[\s-]General)?|Chair(?:man|woman|person)?|Treasurer"
        r"|(?:Prime\s+)?Minister|Ambassador|Commissioner|Head",
        name_endings=("", "’s", "'s", "’", "'", "s"),
        held=r"held|(?:takes?|took|taking)\s+place|met|meets?|convene[sd]?|gather(?:s|ed)?|host(?:s|ed)?|open(?:s|ed)|organi[sz]ed"
        r"|launched|celebrated",
        until_then=r"until|till|up\s+to|before",
        of_another=r"previous|last|next|earlier|following|another|future|headquarter\w*|head\s+office|seat|based|since|before"
        r"|after|later|subsequent\w*|preceding|preparatory|prepar(?:es?|ed|ing|ations?)|regist(?:er|ered|ration)|visit(?:s|ed|ing)?|moved|instead|rather",
        of_before=r"former(?:ly)?|then|once|old|ex|used\s+to|at\s+the\s+time|known\s+as|called|renamed|succe\w+|dissolution|collapse",
        reported="that|whether|if",
        copula="is|was",
        not_in_office=r"(?:re-?)?elect\w*|appoint\w*|candidat\w*|nominat\w*|former\w*|then|incoming|outgoing|future|next"
        r"|succe\w+|predecessor\w*|becom\w+|became|later|acting",
        owner_before=r"(?P<owner>[^\W\d_][\w-]*)(?:[’']s|(?<=s)[’'])",
        owner_behind=r"\s+(?:of|at|for)\s+(?:(?:the|a|an|its|this)\s+)?(?P<owner>[A-Z])",
    )  # fmt: skip

    def inflected(self, word: str) -> str:
        """Return a pattern for a noun in singular and plural, with or without the ’s of possession."""
        stem = re.sub(r"(?:(?<=i)es|(?<!s)s|y)$", "", word)
        ending = r"(?:y|ies|ie)?" if word.endswith(("y", "ies")) else r"(?:s|es)?"
        return rf"{re.escape(stem.removesuffix('i') if word.endswith('ies') else stem)}{ending}(?:[’']s?)?"


def _plurals(word: str) -> tuple[str, ...]:
    return f"{word}s", f"{word}es", f"{word[:-1]}ies" if word.endswith("y") else ""


# -ize and what is formed with it; the words that no one spells so (from Oxford's list: advise, surprise …).
_OXFORD = re.compile(r"iz(e|ed|es|er|ers|ing|ation|ations|ational|able)(?=$|')")
_ALWAYS_S = re.compile(
    r"^(?:advert|adv|appra|ar|chast|circumc|compr|comprom|desp|dev|disgu|enterpr|exc|exerc|franch|improv|inc|merchand"
    r"|prem|pra|prom|ra|rev|superv|surm|surpr|telev|w|r)iz",
    re.IGNORECASE,
)


LANGUAGE = English()
