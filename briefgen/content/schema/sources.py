"""Where facts come from."""

from __future__ import annotations

from pydantic import Field

from briefgen.content.schema.base import Entity, Id, Name, PointInTime, Url, Word


class Source(Entity):
    """A publication, page or file that states something."""

    id: Id
    title: Word = Field(description="In the language of the source.")
    publisher: Word | None = None
    date: PointInTime | None = Field(None, description="When it was published.")
    url: Url | None = None
    accessed: PointInTime | None = None
    note: str = ""
    cited_as: Name | None = Field(None, description="How a brief cites it, if it does.")
