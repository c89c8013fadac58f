"""What the agency calls kinds of things: categories of membership, kinds of events, bodies, agenda items and works.

Those that come with briefgen are there for all; an agency names its own beside them, or instead of them. What checks,
pictures and forms know of a kind that comes with briefgen, they know of one that is `like` it, too.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, get_args

from pydantic import Field

from briefgen.content.schema.audience import PUBLIC
from briefgen.content.schema.base import Entity, Forms, Id, LanguageCode, Name, Refers
from briefgen.content.schema.registration import File, Kind

_Membership = Literal["affiliate", "associate"]
_Event = Literal["forum", "council-session", "bureau-meeting", "commissions-forum", "seminar", "meeting"]
_Body = Literal["assembly", "council", "bureau", "control", "commissions", "commission", "special-commission"]
_Item = Literal["election", "adoption", "report"]
_Work = Literal["guidelines", "publication", "theme"]

# Items by which nobody is elected. Any other that names an office elects to it: an election, or what the agency has
# instead of one.
NO_ELECTIONS = tuple(kind for kind in get_args(_Item) if kind != "election")

MembershipKind = Annotated[Id, Refers("memberships")]
EventKind = Annotated[Id, Refers("eventkinds")]
BodyKind = Annotated[Id, Refers("bodykinds")]
ItemKind = Annotated[Id, Refers("itemkinds")]
WorkKind = Annotated[Id, Refers("workkinds")]


class KindOfThing(Entity):
    """A kind that the agency names."""

    such_as = {"id": "congress", "name": "congress"}
    shown_to = {PUBLIC: "id name forms like"}
    shipped: ClassVar[tuple[str, ...]] = ()  # those that come with briefgen

    id: Id
    name: Name
    forms: Forms = {}


class OwnMembershipKind(KindOfThing):
    """A category of membership that the association has, such as full member."""

    such_as = {"id": "full-member", "name": "full member"}
    shipped = get_args(_Membership)
    of_kind = Kind("memberships", where_named=True)

    like: _Membership | None = Field(None, description="Which of those that come with briefgen it is like, if any.")


class OwnEventKind(KindOfThing):
    """A kind of event that briefgen doesn't have already, such as a congress."""

    such_as = {"id": "congress", "name": "congress", "ordinal": "f"}
    shipped = get_args(_Event)
    of_kind = Kind("eventkinds", where_named=True)
    shown_to = {PUBLIC: "id name forms like ordinal"}

    ordinal: dict[LanguageCode, Id] = Field(
        {}, description="Which form the ordinal of such an event has, where a language has several: `fr: f`."
    )
    like: _Event | None = Field(None, description="Which of those that come with briefgen it is like, if any.")


class OwnBodyKind(KindOfThing):
    """A kind of body that briefgen doesn't have already, such as a working group.

    One like a commission is counted and listed among the commissions of its body.
    """

    such_as = {"id": "working-group", "name": "working group"}
    shipped = get_args(_Body)
    of_kind = Kind("bodykinds", where_named=True)

    like: _Body | None = Field(None, description="Which of those that come with briefgen it is like, if any.")


class OwnItemKind(KindOfThing):
    """A kind of agenda item that briefgen doesn't have already, such as an appointment.

    One like an election has candidates, and those who were elected.
    """

    such_as = {"id": "appointment", "name": "appointment"}
    shipped = get_args(_Item)
    of_kind = Kind("itemkinds", where_named=True)

    like: _Item | None = Field(None, description="Which of those that come with briefgen it is like, if any.")


class OwnWorkKind(KindOfThing):
    """A kind of document that briefgen doesn't have already, such as a standard."""

    such_as = {"id": "standard", "name": "standard"}
    shipped = get_args(_Work)
    of_kind = Kind("workkinds", where_named=True)

    like: _Work | None = Field(None, description="Which of those that come with briefgen it is like, if any.")


class Kinds(Entity):
    """content/kinds.yaml."""

    shown_to = {PUBLIC: "memberships events bodies items works"}

    always_there = True

    only_own: bool = Field(
        False, description="Whether these are all that there are: those that come with briefgen can’t be chosen then."
    )
    memberships: list[OwnMembershipKind] = []
    events: list[OwnEventKind] = []
    bodies: list[OwnBodyKind] = []
    items: list[OwnItemKind] = []
    works: list[OwnWorkKind] = []


FILES = {"kinds": File(Kinds, printed="named")}
