"""Where facts come from."""

from __future__ import annotations

from pydantic import Field

from briefgen.content.schema.base import Entity, Id, Name, PointInTime, Url, Word


class Source(Entity):
    """A publication, page or file that states something."""

    id: Id
    title: Word = Field(description="In the language of the source.")
    publisher: Word | None = Field(None, description="Who published it.")
    date: PointInTime | None = Field(None, description="When it was published.")
    url: Url | None = Field(None, description="Where it stands on the web.")
    accessed: PointInTime | None = Field(None, description="When somebody last read it there.")
    note: str = Field("", description="For the staff: what it is and how far it can be relied on.")
    cited_as: Name | None = Field(None, description="How a brief cites it, if it does.")
