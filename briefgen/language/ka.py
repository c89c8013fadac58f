"""Georgian as official texts write it; CLDR has neither the order of a date nor the cases of its months."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from briefgen.dates import Date, Point
from briefgen.language.base import Language, check_positive, ends
from briefgen.language.binding import NO_BREAK_SPACE, Binding
from briefgen.language.words import MASK, Words

_DASH = f"{NO_BREAK_SPACE}– "

# Each noun's stem, and its oblique stem, which often loses the last vowel.
_MONTHS = (
    ("იანვარ", "იანვრ"),
    ("თებერვალ", "თებერვლ"),
    ("მარტ", "მარტ"),
    ("აპრილ", "აპრილ"),
    ("მაის", "მაის"),
    ("ივნის", "ივნის"),
    ("ივლის", "ივლის"),
    ("აგვისტო", "აგვისტო"),
    ("სექტემბერ", "სექტემბრ"),
    ("ოქტომბერ", "ოქტომბრ"),
    ("ნოემბერ", "ნოემბრ"),
    ("დეკემბერ", "დეკემბრ"),
)
_YEAR = ("წელ", "წლ")
_YEARS = ("წლებ", "წლებ")

# Endings after a stem that ends in a consonant: which of the two stems, its ending; and after a vowel (აგვისტო).
# "in" (-ში) is for `when` alone, since a day never takes it; "stem" is the first part of a compound.
_ENDINGS = {
    "nom": (0, "ი", ""),
    "dat": (0, "ს", "ს"),
    "gen": (1, "ის", "ს"),
    "from": (1, "იდან", "დან"),
    "until": (1, "ამდე", "მდე"),
    "in": (0, "ში", "ში"),
    "stem": (0, "", ""),
}
# Endings of nouns and adjectives: plural, case, postposition, particle. After a stem in a consonant (ფორუმ-ი), after
# one that loses its vowel (კომისი-ა) and after one that keeps it (საბჭო).
_CASES = "(?:ი|ია|მა|სა?|ისა?|ითა?|ადა?|ა|ო|)"
_PLURAL = f"ებ{_CASES}"
_AFTER = "(?:ში|ზე|თან|თვის|გან|კენ|დან|მდე|ვით)?(?:ც|აც|ვე|ა)?"
_OF_CONSONANT = re.compile(f"(?:{_PLURAL}|ნი|თა?|{_CASES}){_AFTER}")
_OF_LOST_VOWEL = re.compile(f"(?:[აე](?:მ|სა?|დ|თა?|თი|ვ|ა|{_PLURAL})?|ისა?|ითა?|ი|{_PLURAL}){_AFTER}")
_OF_KEPT_VOWEL = re.compile(f"(?:მ|სა?|თი|დ|ვ|{_PLURAL})?{_AFTER}")
_SYNCOPE = re.compile("(?<=..)[აეო](?=[ლრნმ]$)")  # მდივანი: მდივნის

# Stems of the numbers up to twenty; beyond, Georgian counts in twenties (ოცდაათი, ორმოცი, ორმოცდაათი).
_NUMBERS = (
    "ერთ", "ორ", "სამ", "ოთხ", "ხუთ", "ექვს", "შვიდ", "რვა", "ცხრა", "ათ", "თერთმეტ", "თორმეტ", "ცამეტ",
    "თოთხმეტ", "თხუთმეტ", "თექვსმეტ", "ჩვიდმეტ", "თვრამეტ", "ცხრამეტ", "ოც",
)  # fmt: skip
_TWENTIES = ("ოც", "ორმოც", "სამოც", "ოთხმოც")
_STEMS = {stem: n for n, stem in enumerate(_NUMBERS, start=1)}
_STEMS |= {stem: 20 * n for n, stem in enumerate(_TWENTIES, start=1)}
_STEMS |= {
    f"{twenty}და{stem}": 20 * n + m for n, twenty in enumerate(_TWENTIES, 1) for m, stem in enumerate(_NUMBERS[:19], 1)
}
_STEMS |= {"ას": 100, "ორას": 200, "სამას": 300, "ათას": 1000}
_ORDINALS = {"პირველ": 1} | {
    f"მე{stem.removesuffix('ა')}": n for stem, n in _STEMS.items() if n > 1 and "და" not in stem
}
_GIVEN_NAMES = frozenset((
    "გიორგი", "დავით", "დავითი", "ნიკა", "ნიკოლოზ", "ნიკოლოზი", "ლევან", "ლევანი", "ირაკლი", "ზურაბ", "ზურაბი",
    "თამაზ", "თამაზი", "ვახტანგ", "ვახტანგი", "გია", "გელა", "მამუკა", "ზვიად", "ზვიადი", "ალექსანდრე", "შალვა",
    "ოთარ", "ოთარი", "თორნიკე", "ლუკა", "საბა", "გიგა", "ბექა", "თემურ", "თემური", "რამაზ", "რამაზი", "მერაბ",
    "მერაბი", "ავთანდილ", "ავთანდილი", "ვასილ", "ვასილი", "ზაზა", "ლაშა", "არჩილ", "არჩილი", "ბესიკ", "ბესიკი",
    "კახა", "კახაბერ", "კახაბერი", "კობა", "პაატა", "მიხეილ", "მიხეილი", "გრიგოლ", "გრიგოლი", "ჯაბა", "თენგიზ",
    "თენგიზი", "ნინო", "მარიამ", "მარიამი", "ანა", "თამარ", "თამარი", "ეკატერინე", "ეკა", "ნანა", "მაია",
    "მანანა", "ნათია", "ნათელა", "ქეთევან", "ქეთევანი", "ქეთი", "თეა", "თინათინ", "თინათინი", "სოფიო", "სოფო",
    "ლელა", "ხათუნა", "მარინე", "მარინა", "ნატო", "ელენე", "ლია", "ირინე", "ირინა", "მაკა", "შორენა", "ნონა",
    "დალი", "ციცინო", "თამთა", "სალომე", "ანი", "ნინა",
))  # fmt: skip
_ABBREVIATED = frozenset({"nom", "dat", "gen"})  # cases that „წწ.“ stands for


class Georgian(Language):
    """2019 წლის 14–18 ოქტომბერი, 113-ე and მე-11, 1000 but 10 000, „…“."""

    locale = "ka_GE"
    quotes = ("„", "“")
    cases = frozenset({"nom", "dat", "gen", "from", "until"})
    grouped_from = 10_000
    # The old letters ჱ ჲ ჳ ჴ ჵ stand where the full alphabet has them; capitals (Mtavruli) fold into these.
    script = "GEORGIAN"
    alphabet = "აბგდევზჱთიკლმნჲოპჟრსტჳუფქღყშჩცძწჭხჴჯჰჵ"
    binding = Binding(
        before=frozenset({"ქ.", "გვ.", "მუხ.", "იხ.", "ბ-ნი", "ქ-ნი", "ბ-ნმა", "ქ-ნმა", "ბ-ნს", "ქ-ნს", "№"}),
        between=frozenset({"წ.", "წწ.", "ს.", "სს."}),
        uncounted=frozenset({"და", "ან", "თუ"}),
    )

    def date(self, date: Date, case: str = "nom") -> str:
        """Return the official form; in a range only the last element takes the case.

        Two consecutive days of one month are joined by „და“, as the Agency does (2017 წლის 2 და 3 მარტი); official
        texts leave both forms open. Months of one year are joined to a compound, as Geostat does (იანვარ-მარტი).
        The abbreviation „წწ.“ stands for nominative, dative and genitive alike.
        """
        self._check_case(case)
        return _date(date, case)

    def when(self, date: Date) -> str:
        """Return the adverbial form: days and a year in the dative, months and years with -ში."""
        start, end = ends(date)
        plain_dative = start.precision == "day" or (start.precision == "year" and end is None)
        return _date(date, "dat" if plain_dative else "in")

    def short_date(self, date: Date) -> str:
        """Return the numerical form: 14.10.2019, 14–18.10.2019, 10.2019."""
        start, end = ends(date)
        if end is None:
            return _numeric(start)
        shared = 0 if start.year != end.year else 1 if start.month != end.month else 2
        dash = "–" if shared or start.precision == "year" else _DASH
        return f"{_numeric(start, leave_out=shared)}{dash}{_numeric(end)}"

    def ordinal(self, n: int) -> str:
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
        word, lemma = word.lower(), lemma.lower()
        if word == lemma:
            return True
        stem = lemma[:-1]
        match lemma[-1:]:
            case "ი":
                stems = {stem, _SYNCOPE.sub("", stem)}
                return any(word.startswith(it) and _OF_CONSONANT.fullmatch(word, len(it)) for it in stems)
            case "ა" | "ე":
                return word.startswith(stem) and _OF_LOST_VOWEL.fullmatch(word, len(stem)) is not None
            case "ო" | "უ":
                return word.startswith(lemma) and _OF_KEPT_VOWEL.fullmatch(word, len(lemma)) is not None
        return lemma.endswith("ს") and word == f"{lemma}ა"

    # For the checks
    inner_quotes = ("«", "»")
    letters = "აბგდევზჱთიკლმნჲოპჟრსტჳუფქღყშჩცძწჭხჴჯჰჵ"
    may_double = frozenset({"ის", "იმ", "რა"})
    placeholders = frozenset(
        {"სახელი", "გვარი", "თარიღი", "ადგილი", "ქალაქი", "ქვეყანა", "რიცხვი", "ჩასვით", "ჩაწერეთ", "დასაზუსტებელია"}
    )
    dictionary = ("ka_GE", "dictionary-ka")

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

    def wrong_endings(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield „3 წლიან“, „1000 მდე“, „1000მდე“ and „EU ს“, where a hyphen joins the ending."""
        for found in _APART.finditer(text):
            left, right = filter(None, found.groups())
            yield *found.span(), f"{left.replace(MASK, '') or '…'}-{right}"
        for found in _TOGETHER.finditer(text):
            link = " " if found[2] in _ABBREVIATIONS else "-"
            yield *found.span(), f"{found[1]}{link}{found[2]}"

    def spellings(self, word: str) -> tuple[str, ...]:
        """Return the word, and forms of the same noun that dictionaries know rather.

        They often lack postpositions (ღონისძიება-ში), the -ა before „და“ (მდივნის-ა), the dative plural (-ებს).
        """
        forms = [word, _ADDED.sub("", word)]
        forms += [f"{form[:-1]}ი" for form in forms if form.endswith("ებს")]
        return tuple(dict.fromkeys(forms))

    def is_ending(self, word: str) -> bool:
        """Tell whether letters after a hyphen are only an ending, as in „EU-ს“."""
        return bool(_ENDING.fullmatch(word)) or word in ("ლი", "ელი", "ე", "ჯერ", "იან")

    def is_form_of(self, word: str, known: Container[str]) -> bool:
        """Tell whether a word is a case of a known name or term; a stem that loses a vowel needs its own entry."""
        if word in known:
            return True
        for end in range(len(word), 1, -1):
            stem, ending = word[:end], word[end:]
            if stem[-1] in _VOWELS and stem in known and _AFTER_VOWEL.fullmatch(ending):
                return True
            # A final -ი is the ending itself; -ა and -ე give way to some.
            lost = ["ა", "ე"] if ending.startswith(("ის", "ით", "ებ")) else []
            lost += ["", "ი"] if stem[-1] not in _VOWELS else []
            if any(f"{stem}{last}" in known for last in lost) and _ENDING.fullmatch(ending):
                return True
        return False

    # Checks of facts, people and time -----------------------------------------------------------------------------

    words = Words(
        months=tuple(rf"(?:{stem}|{oblique})\w*" for stem, oblique in _MONTHS),
        weekdays=(
            "ორშაბათ\\w{0,4}", "სამშაბათ\\w{0,4}", "ოთხშაბათ\\w{0,4}", "ხუთშაბათ\\w{0,4}", "პარასკევ\\w{0,4}",
            "შაბათ\\w{0,4}", "კვირას?",
        ),
        dates=(
            r"(?:{Y}\s+(?:წლის|წ\.)\s+)?{D}-დან\s+{E}\s+{M}",
            r"{Y}\s+(?:წლის|წ\.)\s+{D}(?:\s*(?:[–-]|და)\s*{E})?(?:-(?:ლი|ელი|ე))?\s+{M}",
            r"{D}(?:\s*(?:[–-]|და)\s*{E})?(?:-(?:ლი|ელი|ე))?\s+{M}(?:,?\s+{Y})?",
            r"{Y}\s+(?:წლის|წ\.)\s+{M}",
            r"{Y}(?:\s*[–-]\s*{Z})?(?:-იან)?\s*(?:წელ\w*|წლ\w*|წწ?\.)",
            r"{Y}\s*[–-]\s*{Z}",
            r"{Y}-(?:ში|იდან|დან|მდე)",
            r"{M},?\s+{Y}",
        ),
        numbers=_STEMS,
        number_endings="(?:ი|ს|მა|მ|ის|ით|ად|ივე)?(?=-?წლიან|\\b)",
        ordinals=_ORDINALS,
        ordinal_before="მე-",
        ordinal_after="-(?:ე|ლი|ელი)",
        scales={"ათას": 10**3, "მილიონ": 10**6, "მლნ": 10**6, "მილიარდ": 10**9, "მლრდ": 10**9},
        rough_before="დაახლოებით|სულ მცირე|თითქმის|არანაკლებ",
        rough_after="-(?:ზე|მდე)|\\s+(?:მეტ|ნაკლებ)",
        years="წელ(?!ს\\b)\\w*|წლ\\w*",
        counted={
            "people": "მონაწილ\\w+|წარმომადგენ\\w+|დელეგატ\\w*|ადამიან\\w*",
            "organisations": "ორგანიზაცი(?!ულ)\\w+|დაწესებულებ\\w+",
            "countries": "ქვეყ\\w+",
            "goals": "მიზ(?:ან|ნ)\\w*",
            "votes": "ხმ(?:ა|ას|ამ|ის|ით|ებ\\w*)",
        },
        of_term="ვად\\w+|მანდატ\\w*|\\w*არჩე?ვ?\\w*",
        of_programme="\\w*პროგრამ\\w*",
        of_meetings="ერთხელ",
        expiring=(
            "ამ\\s+ეტაპზე", "ამჟამ\\w+", "დღეის(?:ა?თვის|\\s+მდგომარეობით)", "დღესდღეობით", "ახლა", "ახლახა?ნ?ს?",
            "მალე",
            "მიმდინარეობს", "მიმდინარე\\s+წ(?:ელს|ლის)", "(?<![\\w\ufffc]\\s)(?<![\\w\ufffc])წელს", "გუშინ", "ხვალ",
            "(?:მომავალ|გასულ|შარშან)\\w*\\s+(?:წელს|წლის|თვეში|თვის|კვირა\\w*)", "უახლოეს\\s+\\w+", "ჯერჯერობით",
            "მზადაა", "მზად\\s+არი(?:ს|ან)", "(?:მო)?ელოდებ(?:ა|იან)", "(?:მო)?ელი(?:ან|ს)", "მოსალოდნელ\\w+",
            "იგეგმება", "დაგეგმილია", "მოახლოებულ\\w+", "აპირებ(?:ს|ენ)",
        ),
        future=(
            "გაიმართებ(?:ა|იან)", "ჩატარდებ(?:ა|იან)", "გაიხსნებ(?:ა|იან)", "შეიკრიბებ(?:ა|იან)", "აირჩევ(?:ს|ენ|ა)",
            "აირჩევიან", "დაამტკიცებ(?:ს|ენ)", "დამტკიცდება", "მიიღებ(?:ს|ენ)", "განიხილავ(?:ს|ენ)", "წარადგენ(?:ს|ენ)",
            "დაესწრებ(?:ა|იან)", "დაიწყება", "დასრულდება", "შეხვდებ(?:ა|იან)", "იქნებ(?:ა|იან)", "იმსჯელებ(?:ს|ენ)",
            "ისაუბრებ(?:ს|ენ)", "უმასპინძლებ(?:ს|ენ)", "გამოვ(?:ა|ლენ)", "ჩამოვ(?:ა|ლენ)", "იმუშავებ(?:ს|ენ)",
        ),
        title_case="მა",
        honorifics="(?:ბატონ(?:ი|მა|ს|ის|ო)?|ქალბატონ(?:ი|მა|ს|ის|ო)?|[ბქ]-ნ(?:ი|მა|ს|ის))",
        given_names=_GIVEN_NAMES,
        surnames="(?!(?:ქალი|ვაჟი|შვილი|დედი|მამი|ძმი|დი)შვილ)\\w{2,}შვილ|\\w{3,}ძე|\\w{3,}ძის?(?=ის|თვის|ა|$)",
        likely_surnames="\\w{2,}(?:იან|ავა|ავ|აია|უა|ია|ურ|ულ|ელ|ოვ|ევ|სკი|ერ)",
        capitals=False,
        name_endings=(
            "", "ი", "ს", "მ", "მა", "ის", "ით", "ად", "ო", "სა", "ისა", "ში", "ზე", "თან", "სთან", "ისთან", "დან",
            "იდან",
            "მდე", "ამდე", "სთვის", "ისთვის", "სათვის", "ისათვის", "სგან", "ისგან", "თი", "ვით", "ივით", "სკენ",
            "ისკენ", "ც", "იც",
            "მაც", "საც", "ისაც",
        ),
        dropped="იაე",
        reported="რომ|თუ",
        copula="არის|იყო",
        not_in_office="\\w*(?:არჩე|არჩი|ირჩე|დანიშნ|დაინიშნ|კანდიდატ|ყოფილ|მაშინდელ|მომავალ|გახდა|წარადგინ|წარდგენ)\\w*",
    )  # fmt: skip

    def inflected(self, word: str) -> str:
        """Return a pattern for a noun in any case and number; its last vowel may be lost (მდივანი, მდივნის)."""
        stem = re.sub("(?:ები|ების|ი|ა|ე)$", "", word)
        lost = re.sub("[აეო](?=[^აეიოუ]$)", "", stem)
        return rf"(?:{re.escape(stem)}|{re.escape(lost)})\w{{0,7}}"


_VOWELS = "აეიოუ"
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
_TOGETHER = re.compile(r"(?<![\w.,-])(\d+)(?!ე(?:მ|ს|სა|თი|დ|ც|ზე|ში|დან|სთან|მდე)?(?![ა-ჰ]))([ა-ჰ]+)")
_ADDED = re.compile(r"(?<=..[აეოუ])(?:ში|ზე|მდე)$|(?<=...[სთ])ა$")
# Endings of cases and postpositions after a consonant, the plural's -ებ- before them; and after a vowel.
_TAIL = "(?:ც|ვე|ა)?"
_ENDING = re.compile(
    rf"(?:ებ)?(?:ი|მა|ს|სა|ის|ისა|ით|ითა|ად|ო|თა|სთან|ში|ზე|იდან|ამდე|მდე|დან|თვის"
    rf"|ის(?:ა)?(?:თვის|გან|კენ|ებრ|დმი)|სთვის|სგან|სავით)?{_TAIL}"
)
_AFTER_VOWEL = re.compile(
    rf"(?:ებ(?:ი|მა|ს|სა|ის|ისა|ით|ითა|ში|ზე|თან|ისთვის|ისათვის|ისგან)|მ|ს|სა|ის|თი|დ|ვ|თა|სი|სთან|ში|ზე|დან|მდე|მდის"
    rf"|ს(?:ა)?(?:თვის|გან|კენ))?{_TAIL}"
)


def _date(date: Date, case: str) -> str:
    start, end = ends(date)
    match start.precision:
        case "year":
            return _years(start, end, case)
        case "month":
            return _months(start, end, case)
        case _:
            return _days(start, end, case)


def _years(start: Point, end: Point | None, case: str) -> str:
    if end is None:
        return f"{start.year} {_decline(_YEAR, case)}"
    return f"{start.year}–{end.year} {'წწ.' if case in _ABBREVIATED else _decline(_YEARS, case)}"


def _months(start: Point, end: Point | None, case: str) -> str:
    if end is None:
        return f"{_of_year(start)} {_month(start, case)}"
    if start.year == end.year:
        return f"{_of_year(start)} {_month(start, 'stem')}-{_month(end, case)}"
    return f"{_of_year(start)} {_month(start, 'nom')}{_DASH}{_of_year(end)} {_month(end, case)}"


def _days(start: Point, end: Point | None, case: str) -> str:
    if end is None:
        return f"{_of_year(start)} {start.day} {_month(start, case)}"
    if (start.year, start.month) == (end.year, end.month):
        link = " და " if (end.last_day - start.last_day).days == 1 else "–"
        return f"{_of_year(start)} {start.day}{link}{end.day} {_month(end, case)}"
    year = "" if start.year == end.year else f"{_of_year(end)} "
    return f"{_of_year(start)} {start.day} {_month(start, 'nom')}{_DASH}{year}{end.day} {_month(end, case)}"


def _numeric(point: Point, leave_out: int = 0) -> str:
    """Return a point as 14.10.2019, without its year, or without year and month."""
    return ".".join(reversed(str(point).split("-")[leave_out:]))


def _of_year(point: Point) -> str:
    return f"{point.year} {_decline(_YEAR, 'gen')}"


def _month(point: Point, case: str) -> str:
    assert point.month is not None
    return _decline(_MONTHS[point.month - 1], case)


def _decline(noun: tuple[str, str], case: str) -> str:
    which, after_consonant, after_vowel = _ENDINGS[case]
    stem = noun[which]
    return stem + (after_vowel if stem.endswith("ო") else after_consonant)


LANGUAGE = Georgian()
