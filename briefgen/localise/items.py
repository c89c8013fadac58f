"""Items of an agenda: what came of them, as far as the readers of a brief may know."""

from __future__ import annotations

from briefgen.localise.values import LocalEntity


class LocalItem(LocalEntity):
    """An item of an agenda, which says what its result is, beside its fields."""

    @property
    def elected_nobody(self) -> bool:
        """Whether nobody was elected, and no words say what was decided instead."""
        # Who was elected may be for fewer readers: then the list is empty, and shortened.
        elected = self.elected
        return elected is not None and not elected and not elected.is_shortened and not self.outcome

    @property
    def is_settled(self) -> bool:
        """Whether what came of it is known."""
        return bool(self.elected or self.outcome) or self.elected_nobody
