"""Who is meant by a signature – a name that stands there in one language, or an id – and how a language prints it."""

from __future__ import annotations

from collections.abc import Iterable

from briefgen.content.schema.people import Person


def signed_by(people: Iterable[Person], signature: str) -> Person | None:
    """Return the person whose id or name, in any language, this is; None of somebody who isn't among the people."""
    said = " ".join(signature.split())
    return next((each for each in people if said == each.id or said in each.name.root.values()), None)


def signature_in(people: Iterable[Person], signature: str, language: str) -> str:
    """Return the name of whoever signed in a language; as it is typed of somebody whom nobody knows.

    Of somebody who has no name in that language it is the name in another one, and never the id.
    """
    person = signed_by(people, signature)
    if person is None:
        return signature
    names = person.name.root
    typed = signature if signature != person.id else ""
    return names.get(language, "").strip() or typed or next((each for each in names.values() if each), signature)
