"""Where facts come from."""

from __future__ import annotations

from pydantic import Field

from briefgen.content.schema.audience import PUBLIC
from briefgen.content.schema.base import Entity, Id, Name, PointInTime, Url, Word
from briefgen.content.schema.registration import File, Kind


class Source(Entity):
    """A publication, page or file that states something."""

    such_as = {
        "id": "annual-report-2030",
        "title": "Annual Report 2030",
        "publisher": "Example Association",
        "url": "https://www.association.example/report",
        "note": "The figure is on page 12.",
        "cited_as": "Annual Report 2030, page 12",
    }
    shown_to = {PUBLIC: "id title publisher date url accessed cited_as"}

    of_kind = Kind("sources", in_texts=False)

    id: Id
    title: Word = Field(description="In the language of the source.")
    publisher: Word | None = Field(None, description="Who published it.")
    date: PointInTime | None = Field(None, description="When it was published.")
    url: Url | None = Field(None, description="Where it stands on the web.")
    accessed: PointInTime | None = Field(None, description="When somebody last read it there.")
    note: str = Field("", description="For the staff: what it is and how far it can be relied on.")
    cited_as: Name | None = Field(None, description="How a brief cites it, if it does.")


FILES = {"sources": File(list[Source], printed="never")}
