"""Numbers in running English text: in words or in figures.

As the European Commission's English Style Guide has it (“Writing out numbers”): one to nine are written in words, also
before a hyphen (a three-year period); figures stand in dates, percentages, money and measurements, votes for and
against, ages and serial numbers (Chapter 5), and beside a number above nine that the small one is compared with (5 of
the 12 countries). A text that only gives a value, as in the row of a table, has figures.
"""

from __future__ import annotations

import re

_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_WINDOW = 400  # characters on each side in which the sentence is looked for
_STOP = re.compile(r"[.!?…](?=[)\]”’»\"']*(?:\s|$))|\n")
_ABBREVIATED = re.compile(r"\b(?:Mrs?|Ms|Dr|Prof|St|Nos?|Art|pp?|vs|cf|e\.g|i\.e|[A-Z])\.$")

# What asks for figures, before the number and after it.
_SERIAL = (
    r"(?i:\b(?:versions?|figures?|tables?|box|pages?|pp?\.|nos?\.|numbers?|art(?:\.|icles?)|chapters?|sections?|rules?"
    r"|paragraphs?|parts?|annex(?:es)?|appendix|items?|steps?|phases?|stages?|goals?|targets?|pillars?|levels?|tiers?"
    r"|groups?|rooms?|halls?|floors?|gates?|tracks?|days?|weeks?|sessions?|questions?|points?|resolutions?|conventions?"
    r"|recommendations?|volumes?|vol\.|issues?|notes?|class|type|grade|category|model|option|scenario|scores?(?:\sof)?|aged?))\s$"
)
# A capital within a sentence, or several: Terminal 3, Hall 7, SDG 5. At its beginning every word has one.
_CALLED = r"(?<=[\w,;’]\s)(?![A-Z][a-z]+day\s)[A-Z][\w’-]*\s$|\b[A-Z]{2,}\s$|\b(?:Terminal|Gate|Hall|Line|Platform)\s$"
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b"
)
_DAY = rf"^\s(?:of\s)?{_MONTH}|^\s?(?:–|-|to|and)\s?\d{{1,2}}\s{_MONTH}"
_MEASURED = (
    r"^\s?[%‰°€$£₾]"
    r"|^[\s-](?:per\s?cent|percent(?:age)?|thousand|million|billion|trillion|years?[\s-](?:old|of\sage)|[kcmµ]?[mgl]"
    r"|(?:kilo|centi|milli)?(?:met(?:re|er)|gram(?:me)?|lit(?:re|er))s?|tonnes?|hectares?|ha|miles?|[kKMGT]B"
    r"|(?:giga|mega|kilo)bytes?|[kMG]?Wh?|degrees?|[ap]\.?m|o’clock|(?:US\s)?dollars?|euros?|cents?|lari|tetri"
    r"|(?:Swiss\s)?francs?|pounds?|EUR|USD|GEL|CHF|GBP)\b"
)
_BEFORE = re.compile(
    r"[\w/:–−+<>±~№#€$£₾%=×-]$|[€$£₾№#<>±~=×+−]\s$|\d\s?[–/:×]\s?$|\b(?:EUR|USD|GEL|CHF|GBP)\s$"
    rf"|{_MONTH}\s$|\d\svotes?\sto\s$|{_SERIAL}|{_CALLED}"
)
_AFTER = re.compile(
    rf"^(?:[.,:]\d|[/–×=+²³]|-\d|[^\W_])|^\s[×=+<>–/]\s?\d|{_DAY}|{_MEASURED}"
    r"|^\s(?:votes?\s(?:in\sfavour|for|against|to)|abstentions?|abstained|against|in\sfavour)\b"
)

# A number that others can be compared with; four digits without a comma are a year.
_FIGURE = re.compile(r"(?<![\w.,])(?:\d{1,3}(?:,\d{3})+|\d{1,3})(?![\w%]|[.,]\d)")
_NO_COUNT = re.compile(rf"{_DAY}|{_MEASURED}")
_SERIAL_BEFORE = re.compile(_SERIAL)
# What stands between two numbers that are compared, or of one row: 5 of the 12, 7 men and 12 women, from 7 to 14.
_NOUN = r"(?:\s(?!(?:of|from|in|at|for|by|to|with|on|and|or|but|than)\b)[\w’-]+){0,2}"
_MORE = r"(?:(?:the|another|about|some|only|nearly|over|up\sto|more\sthan)\s)?"
_COMPARED = re.compile(
    r"(?:\s(?:out\s)?of\s(?:(?:the|its|our|their|these|those|all)\s){0,2}"
    rf"|{_NOUN}\s(?:out\s)?of\s(?:all\s)?(?:the|its|our|their|these|those)\s"
    rf"|{_NOUN},?\s(?:and|or|but|nor|than|against|versus|compared\s(?:with|to)|instead\sof|rather\sthan)\s{_MORE}"
    rf"|{_NOUN},\s{_MORE}"
    rf"|\s?–\s?|\sto\s{_MORE})"
)
_FROM = re.compile(r"\b(?:from|between)\s$")
_TO = re.compile(rf"{_NOUN}\s(?:to|and)\s")
_VALUE = re.compile(r"\W*(?:(?:more|less|fewer)\sthan|at\sleast|about|over|nearly|up\sto)?\s?\d")


def in_words(n: int, before: str, after: str) -> str | None:
    """Return a number from one to nine as the word that running text has for it; None where it has figures.

    `before` and `after` are what stands around it in its paragraph, other numbers in figures. At the beginning of a
    sentence the word has a capital.
    """
    if not 1 <= n <= len(_WORDS):
        return None
    before, after = before[-_WINDOW:].replace("\u00a0", " "), after[:_WINDOW].replace("\u00a0", " ")
    left, right, has_stop = _sentence(before, after)
    if not has_stop and _VALUE.match(f"{left}{n}"):
        return None  # 7, from 6 countries
    if re.search(r":\s?$", left) or (re.search(r"[(\[]$", left) and re.match(r"[)\]]", right)):
        return None  # before: 7; commissions (7)
    if _BEFORE.search(before) or _AFTER.search(after) or _is_compared(n, left, right):
        return None
    word = _WORDS[n - 1]
    return word if re.search(r"\w", left) else word.capitalize()


def _sentence(before: str, after: str) -> tuple[str, str, bool]:
    """Return what the sentence has before and after the number, and whether it ends with a stop."""
    starts = [stop.end() for stop in _STOP.finditer(before) if not _ABBREVIATED.search(before[: stop.end()])]
    start = starts[-1] if starts else 0
    for stop in _STOP.finditer(after):
        if not _ABBREVIATED.search(after[: stop.end()]):
            return before[start:], after[: stop.start()], True
    return before[start:], after, False


def _is_compared(n: int, left: str, right: str) -> bool:
    """Tell whether the number belongs to a row of numbers that are compared, one of them above nine."""
    sentence = f"{left}{n}{right}"
    row: list[re.Match[str]] = []
    for found in _FIGURE.finditer(sentence):
        if _NO_COUNT.search(sentence[found.end() :]) or _SERIAL_BEFORE.search(sentence[: found.start()]):
            continue
        if row and not _belong(sentence, row[-1], found):
            if any(number.start() == len(left) for number in row):
                break
            row = []
        row.append(found)
    return any(number.start() == len(left) for number in row) and any(len(number[0]) > 1 for number in row)


def _belong(sentence: str, one: re.Match[str], other: re.Match[str]) -> bool:
    between = sentence[one.end() : other.start()]
    return bool(_COMPARED.fullmatch(between) or (_FROM.search(sentence[: one.start()]) and _TO.fullmatch(between)))
