"""Items of an agenda: what was prepared and what came of them, as far as the readers of a brief may know."""

from __future__ import annotations

from typing import Any

from briefgen.localise.values import LocalEntity, Withheld


class LocalItem(LocalEntity):
    """An item of an agenda, which says whether it was prepared, and what its result is, beside its fields."""

    @property
    def nobody_stands(self) -> bool:
        """Whether nobody stands for election; raises `WithheldError`."""
        return _says_none(self.candidates)

    @property
    def is_prepared(self) -> bool:
        """Whether candidates, be it that there are none, our vote or position were supplied, and readers may know."""
        candidates, *ours = (
            None if isinstance(each, Withheld) else each
            for each in map(self.fields.get, ("candidates", "vote_for", "position"))
        )
        return any((candidates, *ours)) or _says_none(candidates)

    @property
    def elected_nobody(self) -> bool:
        """Whether nobody was elected, and no words say what was decided instead."""
        return _says_none(self.elected) and not self.outcome

    @property
    def is_settled(self) -> bool:
        """Whether what came of it is known."""
        return bool(self.elected or self.outcome) or self.elected_nobody


def _says_none(persons: Any) -> bool:
    """Tell whether a list says that there is nobody; where they are for fewer readers it is empty, and shortened."""
    return persons is not None and not persons and not persons.is_shortened
