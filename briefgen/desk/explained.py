"""Pages of help on problems as the desk shows them: what they show of files, in the words of its forms.

An expression stands as the fact that it prints: ‹City›.
"""

from __future__ import annotations

import re
from functools import cache

from markdown_it import MarkdownIt

from briefgen.desk.naming import CASES, FORMS, Names
from briefgen.desk.words import LANGUAGE_NAMES, DeskWords
from briefgen.language.catalogue import SOURCE_LANGUAGE
from briefgen.problems.notes import Told
from briefgen.upkeep.form_words import form_words

_TYPED = "In a terminal"  # how a paragraph begins that is for who types commands
_CODE = re.compile(r"`([^`\n]+)`")
_FILE = re.compile(r"(?:content/)?([a-z]+)\.yaml")
_LINE = re.compile(r"( *(?:- )?)(?:([a-z][a-z_]*):(?= |$))? ?(.*?)( {2,}# .*)?")  # of an example: key, value, remark
_KEY = re.compile(r"(?<![\w.\[{|])([a-z][a-z_]*): ?(?=[^/]|$)")
_PARTS = re.compile(r"""((?:[^,"\[{]|"[^"]*"|\[[^\]]*\]|\{[^}]*\})+)(?:, |$)""")
_PAIR = re.compile(r"([a-z][a-z_]*)(?:: (\w+))?")
_EXPRESSION = re.compile(r"\{\{([^{}]*)\}\}")
_ANY = re.compile(r"`\{\{ ?…? ?\}\}`(?: გამოსახულებით\b)?")  # how one is written, whichever
_BRACES = re.compile(r"`?\{\{`? (?:and|და) `?\}\}`?")
_WIDEST = 68  # characters of a line of an example
_DAY = re.compile(r"(?<![\w-])\d{4}-\d\d(?:-\d\d)?(?:/\d{4}-\d\d(?:-\d\d)?)?(?![\w-])")


def as_html(text: str, words: DeskWords, names: Names, *, as_written: bool) -> str:
    """Return a page of help as HTML; one on the signs in a file shows it `as_written`."""
    paragraphs = [each for each in text.split("\n\n") if not each.startswith(_TYPED)]
    if not as_written:
        paragraphs = [_in_words(_with_facts(each, words), words, names) for each in paragraphs]
        paragraphs += [words(_OF_FACTS)] if any("‹" in each for each in paragraphs) else []
    # A link stays as it is typed: a page shows how one is written.
    reader = MarkdownIt("commonmark", {"html": False, "typographer": True}).disable("link")
    if words.language == SOURCE_LANGUAGE and not as_written:
        reader.enable("smartquotes")  # of what is no code
    return str(reader.render("\n\n".join(paragraphs)))


_PUT_IN = Told("Put in a fact…")
_OF_FACTS = Told(
    "‹ › stands for a fact that “Put in a fact…” puts into a text, at its field: a brief prints it as it then stands."
)
_FILTERS = {
    "year": Told("the year alone"),
    "ordinal": Told("as an ordinal"),
    "quote": Told("in quotation marks"),
    "count": Told("how many there are"),
    "list": Told("one after the other"),
    "until": Told("until then"),
}


def _with_facts(paragraph: str, words: DeskWords) -> str:
    """Return a paragraph with facts in place of expressions, and with the button that puts one in."""
    put_in = words.quoted(words(_PUT_IN))
    paragraph = _ANY.sub(lambda found: f"{put_in}-ით" if found[0].endswith("ბით") else put_in, paragraph)
    paragraph = _BRACES.sub("‹ ›", paragraph)
    return _EXPRESSION.sub(lambda found: _fact(found[1], words), paragraph)


def _fact(expression: str, words: DeskWords) -> str:
    """Return what an expression prints, by the fields that it leads through: ‹City›; of an entry by its id."""
    path, *filters = (part.strip() for part in expression.split("|"))
    steps = path.split(".")
    if len(steps) > 1 and _known("list", steps[0], words):
        steps = steps[1:]
    called = [_called(step, words) if _field(step, words) else step.replace("_", " ").capitalize() for step in steps]
    said = [words({**CASES, **_FILTERS}[each]).partition(":")[0] for each in filters if each in {**CASES, **_FILTERS}]
    return f"‹{', '.join([' · '.join(called), *said])}›"


def _in_words(paragraph: str, words: DeskWords, names: Names) -> str:
    paragraph = _DAY.sub(lambda found: names.date(found[0]), paragraph)
    if paragraph.startswith("    "):
        lines = [_line(line[4:], words) for line in paragraph.split("\n")]
        return "\n".join(f"    {each}" for line in lines for each in _apart(line))
    return _CODE.sub(lambda found: _inline(found[1], words, names) or found[0], paragraph)


def _apart(line: str) -> list[str]:
    """Return a line of an example; its remark stands below it where both are too long for one line."""
    said, arrow, remark = line.partition("← ")
    return [said.rstrip(), f"    {arrow}{remark}"] if remark and len(line) > _WIDEST else [line]


def _line(line: str, words: DeskWords) -> str:
    """Return a line of an example as a form has it: fields and choices by their names, and no signs of a file."""
    found = _LINE.fullmatch(line)
    if not found:
        return line
    before, key, value = found[1].replace("- ", "  "), found[2], found[3]
    remark = _KEY.sub(lambda found: f"{_called(found[1], words)}: ", found[4] or "").replace("# ", "← ", 1)
    if not key:
        return f"{before}{_value(value, words) if _is_of_parts(value) else value}{remark}"
    between = " – " if _is_of_parts(value) else ": "
    return f"{before}{_called(key, words)}{between}{_value(value, words)}".rstrip() + remark


def _is_of_parts(value: str) -> bool:
    return value[:1] + value[-1:] == "{}" and not value.startswith("{{")


def _called(key: str, words: DeskWords) -> str:
    return _field(key, words) or (words(LANGUAGE_NAMES[key]) if key in LANGUAGE_NAMES else key)


def _value(value: str, words: DeskWords) -> str:
    """Return what a field says, in the words of its form: nothing, a choice, several with commas, or each language."""
    inner = value[1:-1]
    if value in ("null", "[]"):
        return words(Told("nothing"))
    if value in (">-", "|"):  # of a file: the text begins on the next line
        return ""
    if value[:1] + value[-1:] == '""' and '"' not in inner:
        return inner
    if value[:1] + value[-1:] == "[]" and "[" not in inner and "](" not in value:
        return inner
    if _is_of_parts(value):
        pairs = (part.partition(": ") for part in _PARTS.findall(inner))
        return "; ".join(f"{_called(key, words)}: {_value(said, words)}" for key, _, said in pairs)
    return words(LANGUAGE_NAMES[value]) if value in LANGUAGE_NAMES else _choice(value, words) or value


def _inline(code: str, words: DeskWords, names: Names) -> str:
    """Return what a key, or a key with what it says, is called in a form; "" for what is typed as it stands."""
    if code == "forms":
        return words.quoted(words(FORMS))
    if code == "ongoing":
        return words.quoted(words(Told("it goes on")))
    if file := _FILE.fullmatch(code):
        return words.quoted(words.list_at(file[1]))
    pair = _PAIR.fullmatch(code)
    field = _field(pair[1], words) if pair else ""
    if not pair or not field:
        return words.quoted(_choice(code, words)) if _choice(code, words) else ""
    return words.quoted(f"{field}: {_value(pair[2], words)}" if pair[2] else field)


def _field(key: str, words: DeskWords) -> str:
    return _known("field", key.replace("_", " "), words) or _known("list", key, words)


def _choice(key: str, words: DeskWords) -> str:
    return _known("choice", key.replace("_", " ").replace("-", " "), words)


def _known(context: str, key: str, words: DeskWords) -> str:
    """Return what a word of the schema is called; "" if there is none such."""
    return words.within(context, key) if (context, key) in _of_schema() else ""


@cache
def _of_schema() -> frozenset[tuple[str | None, str]]:
    return frozenset(form_words())
