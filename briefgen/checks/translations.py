"""Every text must be there in every language of the project, and in no other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefgen.content.model import Values
from briefgen.content.schema.base import Translated
from briefgen.diagnostics import Diagnostic


def check(content: Values, languages: Sequence[str]) -> Iterator[Diagnostic]:
    """Yield a problem for every text that is missing, empty, or in a language that the project doesn't have."""
    for item in content.items.values():
        if not isinstance(item.value, Translated):
            continue
        texts = item.value.root
        for language in texts.keys() - set(languages):
            message = f"the project has no language {language!r}"
            hint = f"its languages are {', '.join(languages)}, in briefgen.toml"
            yield content.problem(item.path, "language-unknown", message, hint, within=(language,), key=True)
        if item.path.startswith("places.countries"):
            continue  # names that differ from CLDR's, in the languages where they do
        for language in languages:
            if language not in texts:
                yield content.problem(
                    item.path, "translation-missing", f"the text in {language!r} is missing", key=True
                )
            elif not texts[language].strip():
                message = f"the text in {language!r} is empty"
                yield content.problem(item.path, "translation-missing", message, within=(language,))
