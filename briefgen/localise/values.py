"""What a template and a `{{ … }}` in prose can print: values in one language that know their content field.

Each gives HTML in which its words stand in an element with ``data-src``, the provenance path.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from html import escape, unescape
from typing import Any, NoReturn, TypeVar

from markupsafe import Markup
from markupsafe import escape as escape_html

from briefgen.content.schema.base import spoken
from briefgen.dates import Date
from briefgen.language.base import Language
from briefgen.problems.notes import Told

T = TypeVar("T")
E = TypeVar("E")


class CannotPrintError(Exception):
    """A value has no words, or not in the form that is asked for; the message says what to do.

    `mends` is the path of the field in which it is mended, if that is known.
    """

    def __init__(self, message: str, mends: str = "") -> None:
        """Say what is wrong."""
        self.mends = mends
        super().__init__(message)


class Withheld:
    """Stands where something is for others than the readers of a brief: it holds nothing, and can't be used."""

    def __init__(self, path: str) -> None:
        self.path = path

    def refuse(self, *_: Any) -> NoReturn:
        """Raise `WithheldError`, whatever is done with it."""
        raise WithheldError(Told("{path} is not for the readers of this brief", path=self.path))

    __bool__ = __iter__ = __len__ = __str__ = __html__ = __getattr__ = __getitem__ = __eq__ = __hash__ = refuse


class Hidden(Withheld):
    """Stands where an entry is for fewer readers than usual: it can be asked whether it is there, and isn't."""

    def __bool__(self) -> bool:  # type: ignore[override]
        return False


class WithheldError(CannotPrintError):
    """Something is asked for that the readers of a brief may not see."""


def printable(value: Any) -> Any:
    """Return what can be printed: words, or a number as words; raises `CannotPrintError` for all else."""
    if value is None:
        raise CannotPrintError(
            Told("this value is not supplied, or not for the readers of this brief; ask for it with {% if … %} first")
        )
    if isinstance(value, str) or hasattr(value, "__html__"):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    name = type(value).__name__
    raise CannotPrintError(
        Told("an {name} has no words to print", name=name)
        if name[0] in "aeiouAEIOU"
        else Told("a {name} has no words to print", name=name)
    )


class LocalText:
    """Words in the brief's language, with the case forms that are typed for them, and the path at which they are."""

    def __init__(
        self,
        value: str,
        source: str,
        forms: Mapping[str, str] | None = None,
        language: str | None = None,
        forms_at: str = "",
    ) -> None:
        self.value = value
        self.source = source
        self.forms, self.forms_at = forms or {}, forms_at
        self.language = language  # where it differs from the brief's

    def __str__(self) -> str:
        return self.value

    def __html__(self) -> str:
        lang = f' lang="{escape(self.language)}"' if self.language else ""
        return Markup(f'<span data-src="{escape(self.source)}"{lang}>{escape(self.value)}</span>')

    def case(self, name: str) -> LocalText:
        """Return the words in a grammatical case; raises `CannotPrintError` when that form is not typed."""
        if name == "nom":
            return self
        if name not in self.forms:
            mends = f"{self.forms_at}.{name}" if self.forms_at else ""
            raise CannotPrintError(
                Told(
                    "the form {name} of „{value}“ is not typed; add it to its `forms`",
                    name=repr(name),
                    value=self.value,
                ),
                mends,
            )
        return LocalText(self.forms[name], self.source, language=self.language)

    def with_value(self, value: str) -> LocalText:
        """Return other words with the same source."""
        return LocalText(value, self.source, language=self.language)


class LocalPhrase:
    """Words with other values inside: an interface message with its placeholders filled, a list of names."""

    def __init__(self, parts: Iterable[Any]) -> None:
        self.parts = tuple(parts)

    @property
    def source(self) -> str | None:
        """Where its first words stand."""
        return next((source for part in self.parts if (source := getattr(part, "source", None))), None)

    @property
    def value(self) -> str:
        """Its words alone, for where no element can stand."""
        return str(self)

    def __str__(self) -> str:
        return "".join(map(str, in_text(leaves(self))))

    def __html__(self) -> str:
        return Markup("").join(in_text(leaves(self)))


def joined(parts: Iterable[Any], between: str) -> LocalPhrase | None:
    """Return the parts with something between them; None if there are none."""
    with_marks = [each for part in parts for each in (between, part)]
    return LocalPhrase(with_marks[1:]) if with_marks else None


class LocalDate:
    """A date; printed in full, in the nominative unless a case is asked for."""

    def __init__(self, date: Date, source: str, language: Language) -> None:
        self.date = date
        self.source = source
        self._language = language

    def __str__(self) -> str:
        return str(self.case("nom"))

    def __html__(self) -> str:
        return self.case("nom").__html__()

    def case(self, name: str) -> LocalText:
        """Return the date in a grammatical case; raises `CannotPrintError` if the language has no such case."""
        try:
            return LocalText(self._language.date(self.date, name), self.source)
        except ValueError as error:
            raise CannotPrintError(str(error)) from None

    @property
    def when(self) -> LocalText:
        """The form that opens a row of a chronology."""
        return LocalText(self._language.when(self.date), self.source)

    @property
    def unbroken(self) -> LocalText:
        """The full form in one piece, for a line that names when and where: it goes to the next line whole."""
        return LocalText(str(self).replace(" ", "\u00a0"), self.source)

    @property
    def short(self) -> LocalText:
        """The short form for tables and running lines."""
        return LocalText(self._language.short_date(self.date), self.source)

    @property
    def is_ongoing(self) -> bool:
        """Whether there is no date to print."""
        return self.date.ongoing


class LocalNumber:
    """A whole number."""

    def __init__(self, number: int, source: str, language: Language, agrees: str = "") -> None:
        self.number = number
        self.source = source
        self.agrees = agrees  # the form in which its ordinal goes with what it numbers, where that is known
        self._language = language

    def __str__(self) -> str:
        return self._language.number(self.number)

    def __html__(self) -> str:
        return LocalText(str(self), self.source).__html__()

    def in_text(self, before: str, after: str) -> LocalText:
        """Return the number as running text has it, between the words before and after it."""
        return LocalText(self._language.number_in_text(self.number, before, after), self.source)

    def ordinal(self, form: str = "") -> LocalText:
        """Return the ordinal, or that form of it."""
        return LocalText(self._language.ordinal(self.number, form), self.source)


class LocalProse:
    """Prose turned into HTML: blocks, or the inside of one paragraph. Filled once every entity is there."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.html = Markup("")

    def __html__(self) -> str:
        return self.html


def behind(text: Any, label: Any) -> Markup:
    """Return a text with a label before it: in the same paragraph, if the text begins with one."""
    words = escape_html(printable(text))
    head, _, rest = words.partition(">")
    if re.match(r"<p\b", head):
        return Markup("{}>{} {}").format(head, label, rest)
    if isinstance(text, LocalProse) and re.match(r"<[uo]l\b", head):
        return Markup("<p>{}</p>{}").format(label, words)
    return Markup("<p>{} {}</p>").format(label, words)


def unsaid(text: Any) -> Markup:
    """Return a text with its paragraphs marked as words that aren't to be said; each item of a list becomes one."""
    html = str(escape_html(printable(text)))
    items = re.sub(r"(<li\b[^>]*>)(?!<p\b)(.*?)(?=<[uo]l\b|</li>)", r"\1<p>\2</p>", html)
    return Markup(re.sub(r"</?(?:[uo]l|li)\b[^>]*>", "", items).replace("<p", '<p role="unsaid"'))


class LocalList(tuple[T, ...]):
    """Entries of a list; an entity among them is reached by its id, with hyphens written as underscores.

    A list may lack entries that aren't for the readers: then no text can tell how many there are, or name them all.
    """

    source: str
    is_shortened: bool

    def __new__(cls, entries: Iterable[T], source: str, *, is_shortened: bool = False) -> LocalList[T]:
        """Keep the entries and where the list stands in the content."""
        new = super().__new__(cls, entries)
        new.source, new.is_shortened = source, is_shortened
        return new

    def require_whole(self) -> LocalList[T]:
        """Return the list itself, to be counted, or told in full; raises `WithheldError` if it lacks entries."""
        return Withheld(self.source).refuse() if self.is_shortened else self

    def made(self, entries: Iterable[E], *others: LocalList[Any]) -> LocalList[E]:
        """Return what was made of the entries, and those of other lists: it lacks what any of these lacks."""
        lacking = next((each for each in (self, *others) if each.is_shortened), self)
        return LocalList(entries, lacking.source, is_shortened=lacking.is_shortened)

    def get(self, id: str) -> Any:
        """Return the entity with that id, or None."""
        return next((entry for entry in self if spoken(getattr(entry, "id", "")) == id), None)


class LocalEntity:
    """An entity of the content: its fields in one language, as attributes. Printed, it gives its name."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.fields: dict[str, Any] = {}
        self.printed: Callable[[], Any] | None = None  # what stands for the entity when it is printed

    def __getattr__(self, name: str) -> Any:
        try:
            value = self.__dict__["fields"][name]
        except KeyError:
            raise AttributeError(name) from None
        return value.refuse() if isinstance(value, Withheld) and not isinstance(value, Hidden) else value

    def words(self) -> Any:
        """Return the value that stands for the entity when it is printed; raises `CannotPrintError`."""
        words = self.printed() if self.printed else None
        if words is None:
            raise CannotPrintError(Told("{path} has neither name nor title; print one of its fields", path=self.path))
        return words

    def case(self, name: str) -> LocalText:
        """Return the entity's name in a grammatical case."""
        words = self.words()
        if not isinstance(words, LocalText):
            raise CannotPrintError(Told("{path} has no case forms", path=self.path))
        return words.case(name)

    def __str__(self) -> str:
        return str(self.words())

    def __html__(self) -> str:
        return str(self.words().__html__())


def leaves(value: Any) -> Iterator[Any]:
    """Yield what a value prints, phrases and entities taken apart, so that numbers can be told from words."""
    match value:
        case LocalEntity():
            yield from leaves(value.words())
        case LocalPhrase():
            for part in value.parts:
                yield from leaves(part)
        case _:
            yield value


def in_text(parts: Iterable[Any]) -> list[Any]:
    """Return the parts of a running text; a number among them becomes what it is between the words around it.

    Where a value ends with a full stop, as dates of some languages do, that of the text behind it isn't printed.
    """
    parts = _with_one_stop(list(parts))
    if not any(isinstance(part, LocalNumber) for part in parts):
        return parts
    plain = [_plain(part) for part in parts]
    words, at = "".join(plain), 0
    for index, part in enumerate(parts):
        end = at + len(plain[index])
        if isinstance(part, LocalNumber):
            parts[index] = part.in_text(words[:at], words[end:])
        at = end
    return parts


def _with_one_stop(parts: list[Any]) -> list[Any]:
    if not any(str(part).startswith(".") for part in parts[1:]):
        return parts
    stands = False  # a full stop at the end of what stands before
    for index, part in enumerate(parts):
        words = _plain(part)
        if stands and re.match(r"\.(?![.\d])", words):
            parts[index] = part = _without_first(part)
            words = _plain(part)
        if words:
            stands = words.endswith(".") and not words.endswith("..")
    return parts


def _without_first(part: Any) -> Any:
    """Return words without their first character; a text that is made of other values as it is."""
    if isinstance(part, LocalText):
        return part.with_value(part.value[1:]) if len(part.value) > 1 else Markup("")
    return type(part)(part[1:]) if isinstance(part, str) and part.startswith(".") else part


_TAG = re.compile(r"<[^>]*>")


def _plain(part: Any) -> str:
    """Return the words of a part."""
    html = part.html if isinstance(part, LocalProse) else part
    return unescape(_TAG.sub("", str(html).replace("<br>", "\n"))) if isinstance(html, Markup) else str(part)
