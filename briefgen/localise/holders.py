"""Who holds an office on an edition's date."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from briefgen.content.knowing.terms import by_office, holders
from briefgen.content.schema.organisations import Office
from briefgen.content.schema.people import Person
from briefgen.localise.entities import EntityBuilder
from briefgen.localise.values import LocalEntity, LocalList, LocalPhrase, LocalText


@dataclass(frozen=True, slots=True)
class Holder:
    """An office and who holds it on the edition's date."""

    office: LocalEntity
    person: LocalEntity
    title: LocalText | LocalPhrase  # of the office, as this person bears it
    name: LocalText | LocalPhrase  # of the person, with an honorific if there is one


def holders_of(builder: EntityBuilder, titles: LocalList[LocalEntity], offices: Iterable[Office]) -> LocalList[Holder]:
    """Return who holds offices on the date, as far as readers may know; `titles` are the offices in one language."""
    content = builder.content
    terms, persons = builder.all_of("terms"), builder.all_of("persons")
    held = by_office(content.people.terms)
    return terms.made(
        (
            _holder(builder, office, content.entity("persons", term.person))
            for office in offices
            for term in holders(held.get(office.id, ()), office.id, builder.on)
        ),
        persons,
        titles,
    )


def _holder(builder: EntityBuilder, office: Office, person: Person) -> Holder:
    borne, who = builder.referred("offices", office.id), builder.referred("persons", person.id)
    title = borne.of_a_woman if person.gender == "woman" and borne.of_a_woman else borne.title
    name = LocalPhrase([who.honorific, " ", who.name]) if who.honorific else who.name
    return Holder(borne, who, title, name)
