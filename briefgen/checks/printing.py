"""What the expressions of a text print: where the value stands in the content, and the number or date that it is."""

from __future__ import annotations

from briefgen.checks.about import date_of
from briefgen.checks.subject import Subject
from briefgen.checks.texts import TextIn
from briefgen.content.kinds import WHOLE
from briefgen.content.knowing.figures import known_on
from briefgen.content.own_kinds import is_commission
from briefgen.content.schema.base import Earlier, Number, spoken
from briefgen.content.schema.organisations import Body
from briefgen.dates import Date

_ROOTS = {
    **{file: file for file in WHOLE},
    "stats": "association.stats",
    "membership": "cooperation.membership",
}


def printed_path(subject: Subject, text: TextIn, value: str) -> str:
    """Return the path of what `{{ value }}` prints, such as `bodies.council` or `event.number`, filters left out."""
    content = subject.content
    first, *rest = value.split(" | ")[0].split(".")
    path = (subject.named(first, rest[0]) or "") if rest else ""
    if path:
        rest = rest[1:]
    elif first in _ROOTS:
        path = _ROOTS[first]
    else:
        # What was told before is of the entry that it is a wording of.
        owner = next((at for at, entity in subject.owners(text.path) if not isinstance(entity, Earlier)), "")
        own = content.items.get(f"{owner}.city")
        if first == "city" and (own is None or own.value is None):  # an entry about an event has its place
            first, rest = "event", ["city", *rest]
        path = f"{owner}.{first}"
    for step in ("", *rest):
        path = _below(subject, path, step) if step else path
        item = content.items.get(path)
        if item is not None and item.refers and isinstance(item.value, str):
            path = content.index.get(item.refers, {}).get(item.value, "")
    return path


def _below(subject: Subject, path: str, step: str) -> str:
    """Return the path of a field, or of the entry of a list with that id."""
    return subject.once(_entries).get((path, step), f"{path}.{step}")


def _entries(subject: Subject) -> dict[tuple[str, str], str]:
    """Return the paths of the entries of lists, by their list and by what expressions call them."""
    found: dict[tuple[str, str], str] = {}
    for path, item in subject.content.items.items():
        for entry in item.value if isinstance(item.value, list) else ():
            if id := getattr(entry, "id", ""):
                found.setdefault((path, spoken(id)), f"{path}[{id}]")
    return found


def _commissions(subject: Subject) -> int:
    """Return how many commissions there are."""
    return sum(is_commission(subject.content, body) for _, body in subject.entities(Body))


def printed_value(subject: Subject, text: TextIn, expression: str) -> int | Date | None:
    """Return the number or the date that an expression prints; None if it prints words, or nothing that is known."""
    value, *filters = (part.strip() for part in expression.split("|"))
    if value == "commissions":
        return subject.once(_commissions) if "count" in filters else None
    path = printed_path(subject, text, value)
    item = subject.content.items.get(path)
    found = item.value if item else None
    if value == "date" or (found is None and path.endswith(".date")):  # an entry has the date of its event
        return date_of(subject, path.rpartition(".")[0])
    if isinstance(found, Number):
        return known_on(found, subject.as_of).value if subject.as_of else found.value
    if isinstance(found, list) and "count" in filters:
        return len(found)
    return found if isinstance(found, int | Date) and not isinstance(found, bool) else None
