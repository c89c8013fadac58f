"""What is left over from writing, converting and copying, and must not be printed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from briefgen.checks.each import each_text
from briefgen.checks.families.typography import found_in
from briefgen.checks.likely import Matcher, matcher, needed
from briefgen.checks.quotes import Wrong
from briefgen.checks.rules import Found, rule
from briefgen.checks.scan import inside, quoted
from briefgen.checks.texts import TextIn, shown
from briefgen.language import available, get_language, said
from briefgen.language.usage import usage
from briefgen.language.words import MASK
from briefgen.problems.notes import Told

# What it is, and how it looks.
_RESIDUE = tuple(
    (what, re.compile("|".join(patterns), re.MULTILINE))
    for what, *patterns in (
        (
            Told("a mark that Word left"),
            r"\[\s*(?:bookmark|(?:foot|end)noteRef)\b[^\]\n]*\]?",
            r"\b_(?:GoBack|Toc\d+|Ref\d+|Hlk\d+)\b",
        ),
        (
            Told("a footnote that was lost in conversion"),
            r"\[\s*\d{1,3}(?::|\](?![(\ufffc]))",
            r"\[\^[\w-]{1,20}\]:?",
            r"\[(?:end|foot)note\b[^\]\n]*\]?",
        ),
        (
            Told("a field that Word could not fill"),
            r"(?:Error|Erreur|შეცდომა) ?!\s*[^\W\d_][^.!\n]*[.!]?",
            r"\b(?:HYPERLINK|PAGEREF|MERGEFIELD|INCLUDEPICTURE) [\"\\\\\w]|\bTOC \\\\o\b",
            r"Click (?:or tap )?(?:here )?to enter [\w ]+",
            r"#(?:REF!|NAME\?|VALUE!|N/A|DIV/0!|NUM!)",
        ),
        (
            Told("a note to oneself"),
            r"\b(?:TODO|FIXME|XXX+|xxx+|ხხხ+|TBD|TBC|TBA)\b|\b[Tt]odo(?=:)",
            r"@@+|##+|\$\$+",
            r"\?{2,}|\[\?+\]|\(\?+\)",
        ),
        (Told("filler"), r"(?i:\blorem(?: ipsum)?(?: dolor)?\b|\bipsum dolor\b)"),
        (
            Told("a comment"),
            r"<!--(?:[^\n]*?-->)?|-->",
            r"\[(?i:comment|commentaire|კომენტარი)\b[^\]\n]*\]",
            r"\b(?i:comment(?:ed)?) \[[A-Za-z]{1,4}\d{1,3}\]:?",
            r"\[(?:[A-Z]{1,3}[ .]{0,2}\d{1,2}|(?:NB|N\.B\.)[^\]\n]*)\](?![(\ufffc])",
        ),
        (
            Told("a tracked change"),
            r"\{\+\+|\+\+\}|\{--|--\}|\{>>|<<\}|\[-[^\]\n]*-\]|\{\+[^}\n]*\+\}",
            r"(?<=[\w”»)] )[-=]{1,2}>(?= ?[\w„“«(])|(?<=\w)[-=]{1,2}>(?=\w)",
            r"^(?:Deleted|Inserted|Formatted|Moved (?:up|down|from|to))(?: \[[^\]\n]*\])?:",
            r"^(?:<{7}|>{7}|={7})(?: .*)?$",
        ),
        (
            Told("a sign of HTML"),
            r"&(?:[A-Za-z]{2,8}|#\d{1,6}|#x[0-9A-Fa-f]{1,5});",
            r"</?(?i:a|b|i|u|p|br|em|div|font|span|strong|del|ins|strike|mark|su[bp]|t[dhr]|table|[uo]l|li|h[1-6])(?:\s[^<>]*)?/?>",
        ),
        (
            Told("Markdown that briefgen doesn't take"),
            r"^#{1,6} |^>\s|^\|.*\||^[ \t]*(?:-{3,}|\*{3,}|={3,})[ \t]*$",
            r"!\[|~~|`+|__(?=\w)|(?<=\w)__",
        ),
        (
            Told("a place to fill in"),
            r"_{3,}|\.{5,}|…{2,}",
            r"[„“«\"]\s*(?:…|\.\.\.)\s*[“”»\"]",
            r"\[\s*[●•∙*_]{1,3}\s*\]|\b(?:DD|dd)[./-](?:MM|mm)[./-](?:YY|yy){1,2}\b",
            r"\bX{2,4}[./]X{2,4}\b|\b[12]\dXX\b|\b20X\d?\b",
            r"\{ ?[^\W\d_][\w .|-]{0,30}\}",
        ),
        (Told("an expression that was not closed, or not opened"), r"\{\{+|\}\}+|\{[%#]|[%#]\}"),
        # UTF-8 read as another encoding: ’ and é and ა
        (Told("a character that copying spoilt"), r"[\ufffd¶¤]|â€.?|Ã[\u0080-\u00bf©ª«]|á[ƒ\u0083].?"),
        (Told("a tab"), r"\t+"),
        (Told("a bullet that was typed"), r"^[ \t]*[·•●▪■◦○‣∙⁃►➢✓](?=\s)|^[ \t]*o(?=[ \t]+\S)"),
    )
)
_UNFINISHED = re.compile(r"\](?=\{)|\{lang=[^}\n]*\}?")
_BRACKETED = re.compile(r"\[([^\[\]\n]{1,40})\](?![({])|<([^<>\n]{1,40})>")
_OMITTED = re.compile(r"\[\s*(?:…|\.\.\.)\s*\]")
_STRONG = re.compile(r"(?<!\*)\*\*(?!\*)")
_LINK = re.compile(rf"\[[^\]\n]*\](?={MASK})")
_INVISIBLE = re.compile("[\u00ad\u034f\u115f\u1160\u180b-\u180f\u200b-\u200d\u2060-\u2064\u3164\ufe00-\ufe0f\uffa0]+")
_CALLED = {  # those that come from Word, web pages and PDFs
    "\u00ad": Told("soft hyphen"),
    "\u200b": Told("zero width space"),
    "\u200c": Told("zero width non-joiner"),
    "\u200d": Told("zero width joiner"),
    "\u2002": Told("en space"),
    "\u2003": Told("em space"),
    "\u2009": Told("thin space"),
    "\u2011": Told("non-breaking hyphen"),
    "\u202f": Told("narrow no-break space"),
    "\u2060": Told("word joiner"),
}
_ODD_SPACE = re.compile("[\u1680\u2000-\u200a\u202f\u205f\u3000\u2011]")


@rule("residue", "error", "Nothing is left over from writing and converting.", firm=True)
@each_text
def residue(text: TextIn) -> Iterator[Found]:
    """Find marks of Word, notes to oneself, comments, code, fillers and places that were never filled in."""
    for start, end, what in _first_of_each(_leftovers(text)):
        found = text.raw[start:end]
        message = (
            Told("{found} is {what}", found=shown(found.strip()), what=what)
            if found.strip()
            else Told("{what} stands here", what=what)
        )
        yield found_in(text, Wrong(start, end - start, message, Told("delete it, or write what is meant")))


@rule("character-invisible", "error", "Every character can be seen.")
@each_text
def character_invisible(text: TextIn) -> Iterator[Found]:
    """Find characters without width, and spaces and hyphens of odd kinds."""
    for pattern, sure in ((_INVISIBLE, True), (_ODD_SPACE, False)):
        for found in pattern.finditer(text.raw):
            name = _CALLED.get(found[0][0]) or unicodedata.name(found[0][0]).lower()
            message = (
                Told("U+{found} ({name}) can't be seen", found=format(ord(found[0][0]), "04X"), name=name)
                if sure
                else Told("an unusual character: {name}", name=name)
            )
            hint = (
                Told("delete it")
                if sure
                else Told("type an ordinary one; briefgen keeps together what belongs together")
            )
            fix = ("" if sure else "-" if found[0][0] == "\u2011" else " ",)
            yield found_in(text, Wrong(found.start(), len(found[0]), message, hint, sure, fix))


def _versions(text: TextIn) -> Iterator[tuple[int, int, str]]:
    """Yield what is left of a file's name: only what no name of a thing has, for nobody can stand by it."""
    for found in _version().finditer(text.words):
        yield *found.span(), Told("the version of a file")
    for found in _file_behind().finditer(text.words) if text.is_name else ():
        yield *found.span(), Told("the version of a file")


@cache
def _version() -> Matcher:
    """Return _final_v3, (final_v3): an underscore, or both a word for a version and a v, with a number or a second one.

    Words of all languages, since files are named in one and texts are written in another.
    """
    words, number = _of_all("file_version"), r"\d+(?:\.\d+)*"
    numbered = rf"_(?:{words}|v)_?{number}(?:_(?:{words}|v)(?:_?{number})?)*"
    several = rf"_(?:{words})(?:_(?:{words}|v)(?:_?{number})?)+"
    in_brackets = rf"\((?:(?:{words})(?:_v?|[ -]v){number}|v{number}[ _-](?:{words}))\)"
    pattern = rf"(?<=[^\W_])(?:{numbered}|{several})(?![^\W_])|{in_brackets}"
    return Matcher(pattern, needed(pattern, whole_words=False))


@cache
def _file_behind() -> re.Pattern[str]:
    """Return what the systems put behind the name of a file: its kind, and – Copy, – Copy (2)."""
    return re.compile(
        rf"(?<=\w)\.(?:docx?|xlsx?|pptx?|odt|pdf)(?=\s*$)|[-–] (?:{_of_all('file_copy')})(?: \(\d+\))?(?=\s*$)"
    )


def _of_all(name: str) -> str:
    return "|".join(filter(None, (usage(code).patterns.get(name, "") for code in available())))


def _leftovers(text: TextIn) -> Iterator[tuple[int, int, str]]:
    """Yield where something is left over and what it is."""
    for what, pattern in _RESIDUE:
        for found in pattern.finditer(text.typed):
            yield *found.span(), what
    yield from _versions(text)
    for found in _UNFINISHED.finditer(text.words):
        yield *found.span(), Told("Markdown that isn't finished")
    for found in _BRACKETED.finditer(text.words):
        words = _placeholders().intersection(re.findall(r"\w+", (found[1] or found[2]).lower()))
        if text.raw.startswith("](", found.end() - 1):  # [here](https://…) is a link, [name](https://…) not yet
            words -= _pointers()
        if words:
            yield *found.span(), Told("a place to fill in")
    for found in _code_before().finditer(text.words):
        yield *found.span(), Told("a field of a form")
    for found in _OMITTED.finditer(text.words) if text.key else ():
        if not inside(quoted(text), found.start()):  # in a quotation, words were left out
            yield *found.span(), Told("a place to fill in")
    unfilled = matcher(usage(text.language).patterns.get("unfilled", ""))
    for left, what in (
        (_notes(), Told("a note to oneself")),
        (_tracked(), Told("a tracked change")),
        (unfilled, Told("a place to fill in")),
    ):
        for found in left.finditer(text.words):
            yield *found.span(), what
    yield from _marks(text)


def _marks(text: TextIn) -> Iterator[tuple[int, int, str]]:
    """Yield marks of Markdown that would be printed as they are."""
    strong = [found.span() for found in _STRONG.finditer(text.words)]
    if text.is_name or len(strong) % 2:
        yield from ((*span, Told("Markdown that stays as it is")) for span in strong[-1:])
    if text.is_name:
        yield from ((*found.span(), Told("Markdown that stays as it is")) for found in _LINK.finditer(text.words))


@cache
def _placeholders() -> frozenset[str]:
    """Return the words of all languages, since forms are copied from one to another."""
    return frozenset().union(*(get_language(code).placeholders for code in available()))


@cache
def _code_before() -> re.Pattern[str]:
    """Return how the code of a language stands before words that were copied with it: EN: The Agency."""
    codes = "|".join(code.upper() for code in available())
    return re.compile(rf"^(?:{codes}|ENG|GEO|KAT|RUS?)\s*[:/|]", re.MULTILINE)


@cache
def _pointers() -> frozenset[str]:
    return frozenset().union(*(get_language(code).pointers for code in available()))


@cache
def _notes() -> Matcher:
    notes = "|".join(filter(None, (get_language(code).notes for code in available())))
    pattern = rf"[(\[]\s*(?:{notes})\s*[?!.]*\s*[)\]]"
    return Matcher(pattern, needed(pattern, whole_words=False))


@cache
def _tracked() -> Matcher:
    """Return how a change that was taken over as text begins in brackets: [deleted: rules], (inserted), [old: …]."""
    of_all = [said.table(code, "patterns") for code in available()]
    alone, before = ("|".join(filter(None, (of.get(name, "") for of in of_all))) for name in ("tracked", "tracked_as"))
    link = rf"(?![({{{MASK}])"
    pattern = (
        rf"\[\s*(?:(?:{alone})(?!\w)[^\]\n]*|(?:{before})\s*(?::[^\]\n]*)?)\]{link}"
        rf"|[({{<]\s*(?:(?:{alone})\s*(?::[^)}}>\n]*)?|(?:{before})\s*:[^)}}>\n]*)[)}}>]"
    )
    return Matcher(pattern, needed(pattern, whole_words=False))


def _first_of_each(found: Iterator[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Yield what doesn't lie in what was already found, in the order of the text."""
    last = -1
    for start, end, what in sorted(found, key=lambda one: (one[0], -one[1])):
        if start >= last:
            yield start, end, what
            last = end
