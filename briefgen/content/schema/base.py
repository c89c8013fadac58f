"""What all entities share: ids, translated texts, dates, references, and how sure a fact is."""

from __future__ import annotations

import datetime
import itertools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal, get_args, get_origin

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    PlainSerializer,
    PlainValidator,
    RootModel,
    StringConstraints,
    WithJsonSchema,
    create_model,
    model_validator,
)
from pydantic.fields import FieldInfo
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from briefgen.content.names import spoken as spoken
from briefgen.content.schema.addresses import plain_address
from briefgen.content.schema.audience import PUBLIC, Audience, Narrower, ShownTo
from briefgen.content.schema.registration import Kind
from briefgen.dates import Date
from briefgen.problems.notes import Told
from briefgen.project.cases import Case


class Record(BaseModel):
    """Anything with fields. Unknown fields are errors: a misspelt key would otherwise be lost in silence.

    `such_as` says by field what it may say, in invented English words: forms show it, in other words for each language.
    `shown_to` says who may read which fields: those that it doesn't name stand in no brief (see `audience`).
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, defer_build=True)
    such_as: ClassVar[Mapping[str, str]] = {}
    shown_to: ClassVar[ShownTo] = {}


Id = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z0-9]+(?:[-_][a-z0-9]+)*$", max_length=48),
    Field(
        description="Lower-case Latin letters, digits, hyphens and underscores. Other entries refer to this one by "
        "it: don't change it once it is used."
    ),
]

LANGUAGE, TIME = r"^[a-z]{2,3}$", r"^([01]\d|2[0-3]):[0-5]\d$"
PDF_NAME = r"^[^/\\:*?\"<>|\x00-\x1f.~][^/\\:*?\"<>|\x00-\x1f]{0,120}\.(pdf|PDF)$"
LanguageCode = Annotated[str, StringConstraints(pattern=LANGUAGE)]
WEB = r"^https?://[^\s<>\"]+$"
Url = Annotated[
    str,
    StringConstraints(pattern=WEB, max_length=500),
    Field(examples=["https://www.agency.example/"]),
]
# Addresses of the usual kind, unquoted: RFC 5321 4.1.2, with the lengths of its 4.5.3.1 and a dot in the domain. One
# pattern for content, settings, header and envelope. `$` in Python also stands before a last line end.
_LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
DOMAIN = rf"{_LABEL}(?:\.{_LABEL})+"
EMAIL = re.compile(rf"^(?=.{{1,254}}$)(?=[^@]{{1,64}}@){_ATOM}(?:\.{_ATOM})*@{DOMAIN}$(?!\n)")
Domain = Annotated[str, StringConstraints(pattern=rf"^{DOMAIN}$", max_length=253)]
Email = Annotated[
    str,
    StringConstraints(pattern=EMAIL),
    BeforeValidator(lambda value: plain_address(value) if isinstance(value, str) else value),
    Field(examples=["name@agency.example"]),
]
Word = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^\S(?:[^\n]*\S)?$")]


@dataclass(frozen=True, slots=True)
class Signs:
    """Marks a field that holds the name of a person in one language, or the person's id.

    Of somebody who is among the people, each brief prints the name in its own language.
    """


Signature = Annotated[Word, Signs()]


@dataclass(frozen=True, slots=True)
class TellsDays:
    """Marks a field of words with days in figures: each brief prints these as its language has them in tables."""


Travel = Annotated[Word, TellsDays()]


@dataclass(frozen=True, slots=True)
class Refers:
    """Marks a field that holds the id of an entity of `kind` (``persons``, ``cities``, ``events`` …)."""

    kind: str

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {**handler(schema), "x-refers": self.kind}


@dataclass(frozen=True, slots=True)
class Expected:
    """Marks a field that a complete brief has. Left empty it is a gap: `what` is listed as «not supplied».

    What is `of_types` not every brief has: those whose data name the field (`making.brief_types`). Of what is
    `never_none` an empty list is a gap, too; else that there are none is an answer, and `none` says it in words.
    """

    what: str
    none: str = ""
    of_types: bool = False
    never_none: bool = False


CountryCode = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Z]{2}$"),
    Refers("countries"),
    Field(description="ISO 3166-1, two letters.", examples=["GE", "CH"]),
]


# Dates -------------------------------------------------------------------------------------------------------------


_POINT_FORMS = ["2016", "2016-11", "2016-11-13"]
_WHEN_FORMS = [*_POINT_FORMS, "2017-04-11/2017-04-13", "ongoing"]


def _date(value: Any) -> Date:
    if isinstance(value, Date):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        raise ValueError(
            Told("write a date: {forms} or {last}", forms=", ".join(_WHEN_FORMS[:-1]), last=_WHEN_FORMS[-1])
        )
    return Date.parse(value)


def _point(value: Any) -> Date:
    date = _date(value)
    if date.start is None or date.end is not None:
        raise ValueError(
            Told(
                "write one point in time: {forms} or {last}", forms=", ".join(_POINT_FORMS[:-1]), last=_POINT_FORMS[-1]
            )
        )
    return date


_POINT = r"^\d{4}(-\d{2}){0,2}$"
_WHEN = {
    "type": ["string", "integer"],
    "pattern": r"^(\d{4}(-\d{2}){0,2}(/\d{4}(-\d{2}){0,2})?|ongoing)$",
    "examples": _WHEN_FORMS,
}
When = Annotated[Date, PlainValidator(_date), PlainSerializer(str), WithJsonSchema(_WHEN)]
# The same of what begins and ends: no example lets it go on.
DayOrDays = Annotated[When, WithJsonSchema({**_WHEN, "examples": _WHEN_FORMS[:-1]})]
PointInTime = Annotated[
    Date,
    PlainValidator(_point),
    PlainSerializer(str),
    WithJsonSchema({"type": ["string", "integer"], "pattern": _POINT, "examples": _POINT_FORMS}),
]


# Problems that someone has looked at -------------------------------------------------------------------------------


class Acknowledgement(Record):
    """Someone has seen a problem and stands by the content for now: why, and until when."""

    code: Annotated[str, StringConstraints(pattern=r"^[a-z]+(-[a-z]+)*$")] = Field(
        description="The code of the problem, as `briefgen check` prints it."
    )
    because: Word
    until: PointInTime
    field: Annotated[str, StringConstraints(min_length=1)] | None = Field(
        None, description="The field, where only what is found there is meant; with its language, if it has several."
    )
    says: Annotated[str, StringConstraints(min_length=1)] | None = Field(
        None, description="What `briefgen check` says, where only that is meant, and nothing else of the code."
    )


class _OneOrSeveral:
    """Takes one record where a list of them may stand."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(
            lambda value: [value] if isinstance(value, dict) else value, handler(source)
        )

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        several = handler(schema)
        return {"anyOf": [several["items"], several]}


# What each entity has beside its own fields, and what no record of the past can hold.
PAST = ("known_from", "known_until", "earlier")
READERS = "audience"  # and for how many, where they are fewer than usual
# What is said about a fact; an earlier wording that says how sure it was says all of it.
ABOUT = ("as_of", "status", "sources", "contradicted_by", "review_by", "note")
_WITHOUT_A_PAST = ("Fact", "Earlier")
_NEVER_EARLIER = ("id", "code", "history", "acknowledge", READERS, *PAST)


class Entity(Record):
    """Something that the content tells about. Problems of it and of all below it can be acknowledged here.

    Each kind has a past, too: `known_from` and `known_until` say from which day on, and until when, editions know it,
    and `earlier` how it was told before, any of its fields (see `knowing.recorded`). They come with each kind that is
    defined, since what `earlier` may hold are the kind's own fields. What a file is as a whole is always there.
    So does `audience`: an entry can be for fewer readers than its fields are by their nature (see `knowing.readers`).
    """

    always_there: ClassVar[bool] = False
    beside: ClassVar[tuple[str, ...]] = ()  # of what is said about a fact: what forms have beside its own fields
    of_kind: ClassVar[Kind | None] = None  # if it has ids of its own
    for_kinds: ClassVar[Mapping[str, str]] = {}  # optional fields that are for a `kind` alone, or one like it
    rests_on: ClassVar[tuple[str, ...]] = ()  # optional references without which it says nothing

    acknowledge: Annotated[list[Acknowledgement], _OneOrSeveral()] = Field(
        [],
        exclude=True,
        repr=False,
        description="Problems that someone has looked at: {code: …, because: …, until: …}.",
    )

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        super().__pydantic_init_subclass__(**kwargs)
        if cls.__name__ not in _WITHOUT_A_PAST and not issubclass(cls, Earlier):
            cls.model_fields.update(_past_of(cls))  # the validator is built of them once something is read

    @property
    def for_at_most(self) -> Audience:
        """Who may read any of it, by its own word."""
        said: Narrower | None = getattr(self, READERS, None)
        return Audience[said.upper()] if said else PUBLIC


# Translated texts --------------------------------------------------------------------------------------------------


class Translated(RootModel[dict[LanguageCode, str]]):
    """Words in every language of the project, side by side: ``{ka: …, en: …}``."""

    model_config = ConfigDict(frozen=True, strict=True, defer_build=True)


class Name(Translated):
    """Plain words on one line: a name, a title, a label."""


class Line(Translated):
    """One paragraph of prose: a little Markdown and ``{{ … }}`` expressions."""


class Prose(Translated):
    """Paragraphs and lists: a little Markdown and ``{{ … }}`` expressions."""


Forms = Annotated[
    dict[LanguageCode, dict[Case, Word]],
    Field(description="Case forms of the name where prose needs them: `ka: {loc: ბრიუსელში}`."),
]


# How sure a fact is ------------------------------------------------------------------------------------------------


class Fact(Entity):
    """An entity that states something about the world, with what stands behind it."""

    such_as = {"note": "The annual report says 152; we have asked which is right.", "review_by": "2032-01-31"}
    shown_to = {PUBLIC: "as_of sources"}

    as_of: PointInTime | None = Field(None, description="The date for which this was true.")
    status: Literal["verified", "unverified", "disputed"] | None = Field(
        None, description="Whether somebody compared it with a source, nobody did yet, or sources disagree."
    )
    sources: list[Annotated[str, Refers("sources")]] = Field([], description="Ids of sources that say so.")
    contradicted_by: list[Annotated[str, Refers("sources")]] = Field(
        [],
        description="Only for what is disputed: choose “disputed” above, and write into the note what these sources "
        "say.",
    )
    review_by: PointInTime | None = Field(None, description="The date by which somebody has to look at this again.")
    note: str = Field("", description="For the staff: what is doubtful and why. Never printed.")

    @model_validator(mode="after")
    def _disputed_says_why(self) -> Fact:
        if self.status == "disputed" and not (self.note and self.contradicted_by):
            raise ValueError(Told("a disputed fact needs a note and contradicted_by, the source that says otherwise"))
        if self.contradicted_by and self.status != "disputed":
            raise ValueError(Told("contradicted_by belongs to a fact with status: disputed"))
        return self


class Earlier(Fact):
    """How something was told before: the wording of older editions. What is left out was as it is now.

    A `status` or `sources` written here belong to that wording, together with the note and the other dates.
    """

    until: PointInTime = Field(description="The last day on which it was told so.")

    @property
    def id(self) -> str:
        """Its last day: by it a path names the wording."""
        return str(self.until)


def _new_to_old(earlier: list[Any]) -> list[Any]:
    for newer, older in itertools.pairwise(earlier):
        if _day(older.until) == _day(newer.until):
            raise ValueError(
                Told(
                    "there are two earlier wordings of until {until}; one of them is of another day", until=older.until
                )
            )
        if _day(older.until) > _day(newer.until):
            raise ValueError(
                Told(
                    "earlier wordings go from new to old: {older} can't stand below {newer}",
                    older=older.until,
                    newer=newer.until,
                )
            )
    return earlier


NewestFirst = AfterValidator(_new_to_old)


def _past_of(kind: type[Entity]) -> dict[str, FieldInfo]:
    """Return the fields of a kind's past, and who reads it; lists of entities have no past: each entry has its own."""
    fields: dict[str, Any] = {}
    for name, field in kind.model_fields.items():
        if name not in (*_NEVER_EARLIER, *Fact.model_fields) and not _holds_entities(field.annotation):
            marks = [mark for mark in field.metadata if not isinstance(mark, Expected)]  # what is missing is no gap
            default = None if field.is_required() else field.get_default(call_default_factory=True)
            fields[name] = (Annotated[field.annotation, *marks] if marks else field.annotation, default)
    told = create_model(f"Earlier{kind.__name__}", __base__=Earlier, __module__=kind.__module__, **fields)
    told.__doc__ = f"How it was before: of {kind.__name__}."
    since, until = "Editions of before that day don't know it yet.", "The last day on which editions knew it."
    before = "How it was told before, the newest first; an older edition prints the wording of its date."
    fewer = "Choose here only if fewer people than usual may read this. It can't be opened to more."
    point: Any = PointInTime | None
    narrower: Any = Narrower | None
    kept: Any = Annotated[list[told], NewestFirst]
    days = {
        "known_from": FieldInfo.from_annotated_attribute(point, Field(None, description=since)),
        "known_until": FieldInfo.from_annotated_attribute(point, Field(None, description=until)),
        READERS: FieldInfo.from_annotated_attribute(narrower, Field(None, description=fewer)),
    }
    earlier = FieldInfo.from_annotated_attribute(kept, Field([], description=before))
    return {**({} if kind.always_there else days), "earlier": earlier}


def _holds_entities(annotation: Any) -> bool:
    parts = get_args(annotation)
    own = get_origin(annotation) is list and isinstance(parts[0], type) and issubclass(parts[0], Entity)
    return own or any(map(_holds_entities, parts))


class Reading(Fact):
    """A figure that may be rough: 330, more than 330, up to 1000."""

    such_as = {"value": "150"}
    shown_to = {PUBLIC: "value qualifier"}
    beside = ("as_of", "sources")  # a figure is nothing without its date, and is told by somebody

    value: int = Field(ge=0, le=10**12, description="The figure, in digits.")
    qualifier: Literal["exact", "more-than", "at-least", "about", "up-to"] = Field(
        "exact", description="Whether the number is exact or rough."
    )


class PastReading(Reading):
    """What a figure was at an earlier date."""

    as_of: PointInTime = Field(description="The date for which this was true.")

    @property
    def id(self) -> str:
        """Its date: by it a path names the reading."""
        return str(self.as_of)


class Number(Reading):
    """A figure with its latest value, and what it was before."""

    shown_to = {PUBLIC: "history"}

    history: list[PastReading] = Field([], description="What the figure was before, the newest first.")

    @model_validator(mode="after")
    def _newest_first(self) -> Number:
        if self.history and self.as_of is None:
            raise ValueError(Told("a figure with a history needs as_of, the date of its latest value"))
        readings: list[Reading] = [self, *self.history]
        for newer, older in itertools.pairwise(readings):
            if older.as_of is None or newer.as_of is None:
                continue
            if _day(older.as_of) == _day(newer.as_of):
                raise ValueError(
                    Told("there are two values of {as_of}; one of them is of another date, or goes", as_of=older.as_of)
                )
            if _day(older.as_of) > _day(newer.as_of):
                message = Told(
                    "the history goes from new to old: {older} can't stand below {newer}",
                    older=older.as_of,
                    newer=newer.as_of,
                )
                raise ValueError(message)
        return self


def _day(date: Date) -> datetime.date:
    assert date.start is not None
    return date.start.last_day
