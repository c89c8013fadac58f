"""Interface words as values that templates and entities can print."""

from __future__ import annotations

import re
from collections.abc import Mapping
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
        return self.in_context(None, msgid, values)

    def in_context(self, context: str | None, msgid: str, values: Mapping[str, Any]) -> LocalPhrase:
        """Return the words of a message that its context tells from another one of the same English words."""
        if not isinstance(msgid, str):
            raise CannotPrintError(Told("an interface message is named by its English words"))
        source = f"catalogue[{msgid}]"
        parts = _FIELD.split(self._catalogue.text(msgid, context))
        for name in parts[1::2]:
            if name not in values:
                raise CannotPrintError(Told("the message {msgid!r} needs a value for {name}", msgid=msgid, name=name))
        return LocalPhrase(
            printable(values[part]) if position % 2 else LocalText(part, source)
            for position, part in enumerate(parts)
            if part
        )


class InContext:
    """What templates call as `_c`: messages of the same English words, told apart by what they stand in."""

    def __init__(self, messages: Messages) -> None:
        self._messages = messages

    def __call__(self, context: str, msgid: str, /, **values: Any) -> LocalPhrase:
        """Return the words of a message in a context; raises `CannotPrintError` and `MissingMessageError`."""
        return self._messages.in_context(context, msgid, values)
