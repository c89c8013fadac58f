"""What the content says, as the terminal shows it: an answer's data as lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefgen.upkeep.asking import Answer, HeldTerm, Reading


NOT_SUPPLIED = "not known: {path} was not supplied"


def answer_lines(answer: Answer) -> Sequence[str]:
    """Return what the content says, or that it isn't known and why, line by line."""
    if answer.texts:
        return [f"{language}: {text}" for language, text in answer.texts.items()]
    if answer.readings:
        return [_reading(one) for one in answer.readings]
    if answer.terms:
        return [_term(one, answer) for one in answer.terms]
    return answer.written or [_missing(answer)]


def _missing(answer: Answer) -> str:
    if answer.office:
        none = f"not known: who is {answer.office}; there is no term in people.yaml"
        return f"not known: who was {answer.office} on {answer.on}" if answer.on else none
    if answer.earliest:
        first = f"the earliest value is {_reading(answer.earliest)}"
        return f"not known: {answer.path} on {answer.on}; {first if answer.earliest.as_of else 'its value has no date'}"
    return NOT_SUPPLIED.format(path=answer.path)


def _reading(one: Reading) -> str:
    rough = "" if one.qualifier == "exact" else f"{one.qualifier.replace('-', ' ')} "
    date = f", as of {one.as_of}" if one.as_of else ""
    return f"{rough}{one.value}{date}{_sure(one.status, one.sources)}"


def _term(one: HeldTerm, answer: Answer) -> str:
    term = one.term
    since, until = (f" {word} {date}" if date else "" for word, date in (("from", term.start), ("to", term.end)))
    told = f"{' / '.join(one.person)}{since}{until}{_sure(term.status, term.sources)}"
    match one.doubt:
        case "start":
            return f"not known for certain: {told}; when this term began is not known"
        case "since":
            return f"not known for certain: {told}; the content was last brought up to date for {answer.up_to}"
    return told


def _sure(status: str | None, sources: Sequence[str]) -> str:
    parts = [*([status] if status else []), *([", ".join(sources)] if sources else [])]
    return f" ({'; '.join(parts)})" if parts else ""
