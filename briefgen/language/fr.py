"""French, as international organisations write it."""

from __future__ import annotations

import re

from briefgen.dates import Date
from briefgen.language.base import DatePatterns, Language
from briefgen.language.binding import NO_BREAK_SPACE, Binding
from briefgen.language.words import Words

_NUMBERS = (
    "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize",
    "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf", "vingt",
)  # fmt: skip
_ORDINALS = (
    "premi", "deuxième", "troisième", "quatrième", "cinquième", "sixième", "septième", "huitième", "neuvième",
    "dixième",
)  # fmt: skip


_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
)  # fmt: skip
_SPACED_DASH = f"{NO_BREAK_SPACE}– "  # a line may end with the dash but never begins with it
# In a sentence, which a hyphen doesn't fit into: du 14 au 18 octobre 2019.
_IN_A_SENTENCE = DatePatterns(
    day="le {d} {m} {y}",
    days="du {d} au {e} {m} {y}",
    days_of_months="du {d} {m} au {e} {n} {y}",
    days_of_years="du {d} {m} {y} au {e} {n} {z}",
    month="en {m} {y}",
    months="de {m} à {n} {y}",
    months_of_years="de {m} {y} à {n} {z}",
    year="en {y}",
    years="de {y} à {z}",
)


class French(Language):
    """14-18 octobre 2019, 1er octobre, 2e, 1 000 with no-break spaces, « … ».

    As the Imprimerie nationale's Lexique des règles typographiques has it: a hyphen joins two figures or months
    (1914-1918), the first day of a month alone is an ordinal, months are abbreviated as janv., févr., juill. Where the
    ends have spaces inside, a dash with spaces stands between them, as the Office québécois de la langue française
    recommends.
    """

    locale = "fr_FR"
    name = "français"
    months = _MONTHS
    short_months = (
        "janv.", "févr.", "mars", "avr.", "mai", "juin", "juill.", "août", "sept.", "oct.", "nov.", "déc.",
    )  # fmt: skip
    dates = DatePatterns(
        days="{d}-{e} {m} {y}",
        days_of_months=f"{{d}} {{m}}{_SPACED_DASH}{{e}} {{n}} {{y}}",
        days_of_years=f"{{d}} {{m}} {{y}}{_SPACED_DASH}{{e}} {{n}} {{z}}",
        months="{m}-{n} {y}",
        months_of_years=f"{{m}} {{y}}{_SPACED_DASH}{{n}} {{z}}",
        years="{y}-{z}",
    )
    cases = frozenset({"nom", "loc"})
    name_cases = ("loc",)  # à Genève, en Belgique
    ordinals = ("er", "e")
    last_link = "et"
    group_mark = NO_BREAK_SPACE  # a narrow one is usual; FiraGO has no glyph for it
    decimal_mark = ","
    range_dash = "-"
    quotes = (f"«{NO_BREAK_SPACE}", f"{NO_BREAK_SPACE}»")
    binding = Binding(
        before=frozenset({"p.", "pp.", "n°", "nº", "art.", "M.", "MM.", "Mme", "Mmes", "Dr", "«"}),
        uncounted=frozenset({"et", "ou", "à", "au", "aux", "en", "de", "du", "des", "le", "la", "les", "par", "pour"}),
        marks="»:;!?",
    )

    # For the checks
    inner_quotes = ("“", "”")
    dashes = "–—"
    may_double = frozenset({"nous", "vous"})
    more_ordinals = ("ème", "ième", "eme", "ère", "ière", "ier")
    placeholders = frozenset({"nom", "noms", "date", "lieu", "ville", "pays", "titre", "numéro", "insérer"})
    notes = r"à\s+(?:confirmer|vérifier|compléter|ajouter|insérer|traduire|préciser|supprimer)|sources?\s*\?"
    dictionary = ("fr_FR", "dictionary-fr")

    def date(self, date: Date, case: str = "nom") -> str:
        """Return the full form; `loc` is the one for a sentence: le 14 octobre, du 14 au 18 octobre, en 2019."""
        self.check_case(case)
        text = self.written(date, _IN_A_SENTENCE if case == "loc" else self.dates, self.months)
        return re.sub("^de (?=[aeiou])", "d’", text)

    def day(self, day: int) -> str:
        """Return 1er for the first day of a month."""
        return "1er" if day == 1 else str(day)

    def ordinal_ending(self, n: int) -> str:
        """Return er for the first, e for all others."""
        return "er" if n == 1 else "e"

    def is_form(self, word: str, lemma: str) -> bool:
        """Tell whether a word is the singular or plural of a noun or adjective."""
        one, other = word.casefold(), lemma.casefold()
        return one == other or one in _plurals(other) or other in _plurals(one)

    # Checks of facts, people and time -----------------------------------------------------------------------------

    words = Words(
        months=_MONTHS,
        weekdays=("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
        dates=(
            r"{D}(?:er)?(?:\s*(?:[–-]|et|au)\s*{E})?\s+{M}(?:\s+{Y})?",
            r"{M}\s+{Y}",
            r"{Y}\s*[–-]\s*{Z}",
            r"(?i:en|depuis|dès|avant|après|pour|de|jusqu’en|année)\s+{Y}",
        ),
        decade=r"[Aa]nnées\s+{T}(?:\s*(?:[–-]|et)\s*{U})?",
        numbers={word: n for n, word in enumerate(_NUMBERS, start=2)} | {"trente": 30, "quarante": 40, "cent": 100},
        ordinals={word: n for n, word in enumerate(_ORDINALS, start=1)},
        ordinal_after="ers?|ère|e|ème",
        scales={"mille": 10**3, "million": 10**6, "milliard": 10**9},
        currencies={
            "USD": r"dollars?|USD", "EUR": r"euros?|EUR", "GEL": r"laris?|GEL", "GBP": r"livres?\s+sterling|GBP",
            "CHF": r"francs?(?:\s+suisses?)?|CHF", "JPY": r"yens?|JPY",
        },
        rough_before=r"plus\s+de|moins\s+de|environ|près\s+de|au\s+moins|jusqu’à|quelque",
        years=r"ans?|années?",
        counted={
            "people": r"participant(?:e|s|es)?|représentant(?:e|s|es)?|délégué(?:e|s|es)?|personnes?",
            "organisations": r"organisations?|institutions?",
            "countries": r"pays",
            "goals": r"objectifs?|buts?",
            "votes": r"voix",
        },
        members=r"membres?",
        of_term=r"mandats?|élu\w*|éli\w*|élection\w*",
        of_programme=r"programmes?",
        of_meetings=r"tous|fois",
        head_first=True,
        looking_back=r"récemment",
        expiring=(
            r"actuellement", r"à\s+ce\s+stade", r"en\s+ce\s+moment", r"à\s+l’heure\s+actuelle", r"aujourd’hui",
            r"demain",
            r"bientôt", r"prochainement", r"récemment", r"cette\s+année", r"l’(?:année\s+prochaine|an\s+prochain)",
            r"(?:est|sont)\s+(?:prêt|attendu|prévu|en\s+cours)\w*",
        ),
        future=(
            r"se\s+tiendr(?:a|ont)", r"aur(?:a|ont)\s+lieu", r"ser(?:a|ont)", r"élir(?:a|ont)", r"adopter(?:a|ont)",
        ),
        of_man=r"M\.|MM\.|Monsieur|Messieurs",
        of_woman=r"M(?:me|lle)s?\.?|Madame|Mademoiselle|Mesdames",
        lesser="vice|ancienne?|ex",
        honorifics=r"(?:M\.|MM\.|Mmes?|Mlle|Dr)",
        titles=r"(?i:(?:vice-)?présidente?|secrétaire\s+générale?|direct(?:eur|rice)(?:\s+générale?)?|trésori(?:er|ère)"
        r"|(?:premi(?:er|ère)\s+)?ministre|ambassad(?:eur|rice)|commissaire)",
        name_endings=("", "s"),
        held=r"tenue?s?|(?:eu|aura|ont|a)\s+lieu|réunie?s?|accueillie?s?|organisée?s?|ouvert\w*",
        until_then=r"jusqu[’']\w+|jusque|avant",
        of_another=r"précédente?|dernière?|prochaine?|suivante?|autre|siège|avant|après|depuis|prépar(?:er?|ent|ée?s?|atifs?|ation)|inscriptions?|visites?",
        of_before=r"anci\w+|alors|ex|autrefois|appelée?|connue?",
        reported="que|si",
        copula="est|était",
        not_in_office=r"élu\w*|élir\w*|élect\w*|nomm\w*|candidat\w*|anci\w+|futur\w*|alors|dev\w+|prochain\w*",
        owner_behind=r"\s+(?:de\s+l[’']|du\s+|de\s+la\s+|des\s+|de\s+|d[’'])(?P<owner>[A-ZÀ-Þ])",
    )  # fmt: skip

    def inflected(self, word: str) -> str:
        """Return a pattern for a noun in singular and plural."""
        return rf"{re.escape(word.rstrip('sx'))}[sx]?"


def _plurals(word: str) -> tuple[str, ...]:
    return f"{word}s", f"{word}x", f"{word[:-1]}ux" if word.endswith("al") else ""


LANGUAGE = French()
