"""The two files of a new language, begun from CLDR: what it knows, and in plain words what a person has to look at."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

from babel import Locale
from babel.core import get_global
from babel.localedata import exists
from babel.messages import Catalog

from briefgen.language import extract
from briefgen.language.catalogue import FOLDER, placeholders, read_po
from briefgen.language.extract import new_catalog
from briefgen.project.cases import CASES

LOOK = "LOOK:"  # begins what a person has to look at
# What Unicode calls the letters of a script, by the script's code.
_SCRIPTS = {
    "Latn": "LATIN", "Cyrl": "CYRILLIC", "Geor": "GEORGIAN", "Armn": "ARMENIAN", "Grek": "GREEK", "Arab": "ARABIC",
    "Hebr": "HEBREW", "Hans": "CJK", "Hant": "CJK", "Jpan": "CJK", "Kore": "HANGUL", "Thai": "THAI",
    "Deva": "DEVANAGARI", "Beng": "BENGALI", "Ethi": "ETHIOPIC", "Mong": "MONGOLIAN",
}  # fmt: skip
_LETTERS = {
    "CYRILLIC": "А-Яа-яЀ-ӿ’", "GREEK": "Ͱ-Ͽἀ-῾", "ARMENIAN": "Ա-Ֆա-և", "GEORGIAN": "ა-ჿ", "ARABIC": "ء-ي",
    "HEBREW": "א-ת",
}  # fmt: skip
# Babel has no quotation marks: outer and inner ones as CLDR and the languages' own rules have them.
_QUOTES = {
    "„“‚‘": "de cs sk sl", "„“": "az bg lt et is", "„”": "pl ro hu nl", "«»„“": "uk ru be el hy",
    "«»“”": "es pt it tr sq", "“”‘’": "zh ko ar vi id", "”’": "sv fi", "»«": "da", "«»": "no nb nn fa",
}  # fmt: skip
_YEAR_FIRST = re.compile(r"^\{y\}[^\w{]*")


def starts(code: str) -> bool:
    """Tell whether CLDR has enough of a language to begin with it."""
    return exists(code)


def data_of(code: str) -> str:
    """Return the first file of a language, TOML: what CLDR says, and comments that say what to look at."""
    cldr = Locale.parse(code)
    _, script, territory = (*str(get_global("likely_subtags").get(code, f"{code}_Latn_XX")).split("_"), "", "")[:3]
    script = _SCRIPTS.get(script, "LATIN")
    return "\n".join(_lines(code, cldr, territory, script)) + "\n"


def _lines(code: str, cldr: Locale, territory: str, script: str) -> Iterator[str]:
    name = cldr.get_display_name(code) or code
    yield f"# {cldr.english_name}, begun from CLDR. No native speaker has read this: change this line when one has."
    yield "#"
    yield f"# Each line with {LOOK} asks for somebody who knows how official texts write this. To see dates, numbers"
    yield f"# and lists as this file writes them, and what is still missing, type: briefgen language check {code}"
    yield ""
    yield f"name = {_quoted(name)}"
    yield f"locale = {_quoted(f'{code}_{territory}')}  # {LOOK} language_COUNTRY: names of countries are those of CLDR"
    if script != "LATIN":
        yield f"script = {_quoted(script)}"
    if cldr.text_direction == "rtl":
        yield 'direction = "rtl"'
    yield f"# {LOOK} letters that sort otherwise than in English, as the whole alphabet in its order, in small letters."
    yield 'alphabet = ""'
    yield f"# {LOOK} cases in which names have forms of their own that texts need, of:"
    yield f"# {', '.join(CASES)}."
    yield "name_cases = []"
    yield ""
    yield from _months(cldr)
    yield from _dates(cldr)
    yield f"# {LOOK} the ending of ordinals in digits, and the last digits of the numbers that take it: =1 is 1"
    yield '# alone, * all others. English has: st = "1", nd = "2", rd = "3", th = "11 12 13 *".'
    yield "[ordinals]"
    yield '"." = "*"'
    yield f"# {LOOK} [ordinals.f], with endings of its own, is another form, where ordinals agree with their noun."
    yield ""
    yield "[numbers]"
    group = cldr.number_symbols["latn"]["group"]
    group = "\u00a0" if group in ("\u202f", "\u2009", "’") else group
    yield f"group_mark = {_quoted(group)}  # a no-break space is written \\u00a0; faces often lack a narrow one"
    yield f"decimal_mark = {_quoted(cldr.number_symbols['latn']['decimal'])}"
    yield f'# in_words = {{ 2 = "deux", 3 = "trois" }}  # {LOOK} small numbers that running text has in words'
    yield f"grouped_from = 1000  # {LOOK} 10000 where official texts write 1000, but 10 000"
    yield ""
    yield "[lists]"
    yield f"last = {_quoted(_last_link(cldr))}  # a, b and c"
    yield f'# last_before = {{ "e" = ["i", "hi"] }}  # {LOOK} another word before words that begin so, as in Spanish'
    if script == "ARABIC":
        yield 'comma = "، "'
        yield 'apart = "؛ "  # between entries that have commas'
    if _is_joined(cldr):
        yield f"# {LOOK} the word behind it is joined to it; the second is for numbers and words in other letters."
        yield 'joined = ["", "־"]' if script == "HEBREW" else 'joined = ["", ""]'
    yield ""
    yield f"# {LOOK} Babel has no quotation marks."
    yield "[quotes]"
    marks = next((marks for marks, codes in _QUOTES.items() if code in codes.split()), "“”‘’")
    yield f"outer = [{_quoted(marks[0])}, {_quoted(marks[1])}]"
    if len(marks) == 4:
        yield f"inner = [{_quoted(marks[2])}, {_quoted(marks[3])}]"
    yield ""
    yield "# Words that stay with what stands beside them, so that no line ends between the two."
    yield "[binding]"
    yield f'before = []  # {LOOK} with the next word: ["No.", "Mr", "Dr"]'
    yield f'uncounted = [{_quoted(_last_link(cldr))}]  # {LOOK} small words that no number counts: ["and", "of", "in"]'
    yield ""
    yield "# What people type, for the checks. Each of these may be missing: then the checks that need it are silent."
    yield "[typing]"
    if script in _LETTERS:
        yield f"letters = {_quoted(_LETTERS[script])}"
    yield f'placeholders = []  # {LOOK} words in brackets for what is to be filled in: ["name", "date", "city"]'
    yield ""
    yield "[words]"
    days = [cldr.days["format"]["wide"][day] for day in range(7)]
    yield f"months = {_row([*dict.fromkeys(_all_forms(cldr, month) for month in range(1, 13))])}"
    yield f"weekdays = {_row(days)}"
    yield f"# {LOOK} how dates are typed, the fullest first: {{D}} {{E}} are days, {{M}} a month, {{Y}} {{Z}} years."
    yield r"dates = ['{D}\.?(?:\s*[–-]\s*{E}\.?)?\s+{M}(?:\s+{Y})?', '{M}\s+{Y}', '{Y}\s*[–-]\s*{Z}']"
    yield "# What else the checks can know is named and explained in docs/languages.md."


def _months(cldr: Locale) -> Iterator[str]:
    alone, within = (_twelve(cldr, context, "wide") for context in ("stand-alone", "format"))
    yield f"# {LOOK} the names as they stand in a date. Other cases get a line of their own, for {{m:gen}} in a date."
    yield "[months]"
    yield f"nom = {_row(alone)}"
    if within != alone:
        yield f"gen = {_row(within)}"
    yield f"short = {_row(_twelve(cldr, 'format', 'abbreviated'))}"
    if "{m:number}" in _pattern(cldr.date_formats["long"].pattern, ""):
        yield f"number = {_row([*map(str, range(1, 13))])}"
    yield ""


def _dates(cldr: Locale) -> Iterator[str]:
    """Yield patterns for dates; ranges are made of the one for a day, since CLDR's have other names of months."""
    other = _twelve(cldr, "stand-alone", "wide") != _twelve(cldr, "format", "wide")
    day = _pattern(cldr.date_formats["long"].pattern, ":gen" if other else "")
    skeleton = cldr.datetime_skeletons.get("yMMMM")
    month = _pattern(skeleton.pattern, "") if skeleton else "{m} {y}"
    yield f"# {LOOK} each of them. {{d}} {{m}} {{y}} are day, month and year, {{e}} {{n}} {{z}} those of a range's end."
    yield "[dates]"
    patterns = {"day": day, "month": month, **_ranges(day, month)}
    said = [f"{name} = {_quoted(pattern)}" for name, pattern in patterns.items()]
    yield from said
    yield ""
    yield f"# {LOOK} as they stand in a sentence (on 14 October, in 2019): delete this table where that is the same."
    yield "[dates.loc]"
    yield from said
    yield 'year = "{y}"'
    yield 'years = "{y}–{z}"'
    yield ""
    yield f"# {LOOK} in tables: what isn't said here is as above, with the short names of months."
    yield "[dates.short]"
    for name, pattern in patterns.items():
        if ":gen" in pattern:
            yield f"{name} = {_quoted(pattern.replace(':gen', ''))}"
    yield ""


def _ranges(day: str, month: str) -> Mapping[str, str]:
    """Return patterns of ranges, made of those of a day and a month: what both ends share is said once."""
    found = re.search(r"\{d\}\.?", day)
    one_day = found[0] if found else "{d}"
    of_end = {"{d}": "{e}", "{m": "{n", "{y}": "{z}"}

    def end(pattern: str) -> str:
        for start, last in of_end.items():
            pattern = pattern.replace(start, last)
        return pattern

    begins = re.match(r"(.*?)\{d\}.*?\{m[^}]*\}", day)
    first, rest = (begins[0], end(day)) if begins else (day, end(day))
    if day.startswith("{y}"):  # 2019 14 October: the year stands first, and is said there
        rest = end(_YEAR_FIRST.sub("", day))
    first_month = re.match(r"(.*?)\{m[^}]*\}", month)
    rest_month = end(_YEAR_FIRST.sub("", month)) if month.startswith("{y}") else end(month)
    return {
        "days": day.replace(one_day, f"{one_day}–{end(one_day)}"),
        "days_of_months": f"{first}–{rest}",
        "days_of_years": f"{day}–{end(day)}",
        "months": f"{first_month[0] if first_month else month}–{rest_month}",
        "months_of_years": f"{month}–{end(month)}",
    }


def _pattern(cldr: str, case: str) -> str:
    """Return a pattern of CLDR as ours: d. MMMM y."""
    written, quoted = "", False
    for part in re.findall(r"'|[A-Za-z]+|[^A-Za-z']+", cldr):
        if part == "'":
            quoted = not quoted
        elif quoted or not re.fullmatch("d+|[ML]+|y+", part):
            written += part.replace("{", "{{").replace("}", "}}")
        else:
            month = f"{{m{case if len(part) > 2 else ':number'}}}"
            written += {"d": "{d}", "y": "{y}"}.get(part[0], month)
    return written


def _twelve(cldr: Locale, context: str, width: str) -> list[str]:
    return [str(cldr.months[context][width][month]) for month in range(1, 13)]


def _all_forms(cldr: Locale, month: int) -> str:
    forms = dict.fromkeys(
        re.escape(cldr.months[context][width][month]) for context in ("format", "stand-alone") for width in ("wide",)
    )
    return "|".join(forms) if len(forms) == 1 else f"(?:{'|'.join(forms)})"


def _last_link(cldr: Locale) -> str:
    return re.sub(r"\{[01]\}|^[,، ]+", "", str(cldr.list_patterns["standard"]["end"])).strip(",، ")


def _is_joined(cldr: Locale) -> bool:
    """Tell whether nothing stands between „and“ and the word behind it, as in Hebrew and Arabic."""
    return re.search(r"\s\w\{1\}$", str(cldr.list_patterns["standard"]["end"])) is not None


def _row(items: list[str]) -> str:
    lines, line = [], "   "
    for item in map(_quoted, items):
        if len(line) + len(item) > 110:
            lines.append(line)
            line = "   "
        line += f" {item},"
    return "\n".join(["[", *lines, line, "]"])


def _quoted(text: str) -> str:
    if "\\" in text:
        return f"'{text}'"
    return json.dumps(text, ensure_ascii=False).replace("\u00a0", "\\u00a0").replace("\u202f", "\\u202f")


def catalogue_of(code: str) -> bytes:
    """Return the catalogue of a language with every message of the briefs, none translated, each with a hint."""
    catalog = new_catalog(code, f"# The words of briefs in {Locale.parse(code).english_name}. Write each msgstr.")
    fill(catalog)
    return extract.written(catalog)


def fill(catalog: Catalog) -> None:
    """Give a catalogue the messages of briefs that it lacks; what it has stays."""
    template = read_po(FOLDER / "briefgen.pot")
    for message in template:
        if message.id and catalog.get(message.id, message.context) is None:
            catalog.add(
                message.id, context=message.context, auto_comments=[*message.auto_comments, *_hints(str(message.id))]
            )


def _hints(msgid: str) -> list[str]:
    hints = []
    if names := placeholders(msgid):
        hints.append(f"keep as they are: {', '.join(f'{{{name}}}' for name in sorted(names))}")
    if msgid[:1].islower():
        hints.append("begins with a small letter, as within a sentence")
    if msgid == "DRAFT":
        hints.append("stands across each page of a draft: capitals, one short word")
    if msgid.endswith(":"):
        hints.append("ends with a colon, with the space before it that the language has")
    return hints
