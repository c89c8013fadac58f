"""Who is meant by a name that stands there in one language: drafters, and who answers for a point."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic.fields import FieldInfo

from briefgen.content.schema.base import Signs
from briefgen.content.schema.people import Person
from briefgen.content.walk import marks_of


def signs(field: FieldInfo) -> bool:
    """Tell whether a field holds the name of a person in one language."""
    return any(isinstance(mark, Signs) for mark in marks_of(field))


def signed_by(people: Iterable[Person], signature: str) -> Person | None:
    """Return the person whose id or name, in any language, this is; None of somebody who isn't among the people."""
    said = " ".join(signature.split())
    return next((each for each in people if said == each.id or said in each.name.root.values()), None)
