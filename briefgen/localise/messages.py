"""Interface words as values that templates and entities can print."""

from __future__ import annotations

import re
from typing import Any

from briefgen.language.catalogue import Catalogue
from briefgen.localise.values import CannotPrintError, LocalPhrase, LocalText, printable
from briefgen.problems.notes import Told

_FIELD = re.compile(r"\{(\w+)\}")


class Messages:
    """What templates call as `_`: an interface message in the brief's language, its placeholders filled."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def __call__(self, msgid: str, /, **values: Any) -> LocalPhrase:
        """Return the words of a message; raises `CannotPrintError` and `MissingMessageError`."""
        if not isinstance(msgid, str):
            raise CannotPrintError(Told("an interface message is named by its English words"))
        source = f"catalogue[{msgid}]"
        parts = _FIELD.split(self._catalogue.text(msgid))
        for name in parts[1::2]:
            if name not in values:
                raise CannotPrintError(Told("the message {msgid!r} needs a value for {name}", msgid=msgid, name=name))
        return LocalPhrase(
            printable(values[part]) if position % 2 else LocalText(part, source)
            for position, part in enumerate(parts)
            if part
        )
