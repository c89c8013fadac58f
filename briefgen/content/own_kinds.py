"""Which kinds of things there are – of events, bodies and so on –, and what the agency's own ones behave as."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from briefgen.content.model import Values
from briefgen.content.schema.base import Entity
from briefgen.content.schema.own_kinds import NO_ELECTIONS, KindOfThing, Kinds
from briefgen.content.walk import markers

SHIPPED: Mapping[str, tuple[str, ...]] = {
    each.of_kind.name: each.shipped for each in KindOfThing.__subclasses__() if each.of_kind
}
CALLED = {
    "memberships": "categories of membership",
    "eventkinds": "kinds of events",
    "bodykinds": "kinds of bodies",
    "itemkinds": "kinds of agenda items",
    "workkinds": "kinds of works",
}  # as lists of them are
_COMMISSIONS = ("commission", "special-commission")  # bodies that texts count and list as commissions
_SESSIONS = ("council-session", "bureau-meeting")  # events at which a body decides


def shipped(values: Values, kind: str) -> tuple[str, ...]:
    """Return what can be chosen of a kind beside the agency's own: what comes with briefgen, unless it isn't wanted."""
    file = values.items.get("kinds")
    return () if file is not None and isinstance(file.value, Kinds) and file.value.only_own else SHIPPED.get(kind, ())


def is_there(values: Values, kind: str, id: str) -> bool:
    """Tell whether there is something of a kind with this id."""
    return id in values.index[kind] or id in shipped(values, kind)


def like(values: Values, entity: Any) -> str:
    """Return which kind that comes with briefgen an entity's is, or is like; "" for one that is like none."""
    refers = _kinds_of(type(entity))  # type: ignore[arg-type]
    id: str = entity.kind
    own = values.items.get(values.index.get(refers, {}).get(id, ""))
    return id if own is None else own.value.like or (id if id in SHIPPED[refers] else "")


def like_kind(values: Values, kind: str, id: str) -> tuple[str, ...]:
    """Return the kinds that are one that comes with briefgen, or like it, or may be, being like none."""
    own = (values.items.get(path) for path in values.index.get(kind, {}).values())
    there = [id] if id in shipped(values, kind) else []
    return *there, *(each.value.id for each in own if each and each.value.like in (None, id))


def is_commission(values: Values, body: Any) -> bool:
    """Tell whether a body is one of those that texts count and list as commissions."""
    return like(values, body) in _COMMISSIONS


def is_session(values: Values, event: Any) -> bool:
    """Tell whether an event is one of those at which something is decided, whatever the agency calls its kind."""
    return like(values, event) in _SESSIONS


def is_election(values: Values, item: Any) -> bool:
    """Tell whether an agenda item is an election, or what the agency has instead of one."""
    kind = like(values, item)
    return kind not in NO_ELECTIONS and (kind == "election" or item.office is not None)


@cache
def _kinds_of(model: type[Entity]) -> str:
    return markers(model.model_fields["kind"])[0] or ""
