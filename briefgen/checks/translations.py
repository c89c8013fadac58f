"""Every text is there in every language of the project, says the same in each, and is as new as its source."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checks.rules import Found, rule
from briefgen.checks.subject import Subject
from briefgen.content.schema.base import Translated


@rule("translation-missing", "error", "Every text is there in every language of the project.")
def translation_missing(subject: Subject) -> Iterator[Found]:
    """Find texts that are missing or empty in a language."""
    for path, item in subject.content.items.items():
        # The names of countries are those that differ from CLDR's, in the languages where they do.
        if not isinstance(item.value, Translated) or path.startswith("places.countries"):
            continue
        for language in subject.languages:
            if language not in item.value.root:
                yield Found(path, f"the text in {language!r} is missing", key=True)
            elif not item.value.root[language].strip():
                yield Found(path, f"the text in {language!r} is empty", language=language)


@rule("language-unknown", "error", "No text is in a language that the project doesn't have.")
def language_unknown(subject: Subject) -> Iterator[Found]:
    """Find texts in other languages."""
    for path, item in subject.content.items.items():
        if isinstance(item.value, Translated):
            for language in item.value.root.keys() - set(subject.languages):
                hint = f"its languages are {', '.join(subject.languages)}, in briefgen.toml"
                yield Found(path, f"the project has no language {language!r}", hint, language=language, key=True)
