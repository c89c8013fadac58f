"""Forms of names that the content types, for languages of which nothing else says what forms words have."""

from __future__ import annotations

from collections.abc import Mapping

from briefgen.checks.subject import Subject
from briefgen.content.schema.base import Entity, Translated
from briefgen.language.phrases import Forms


def typed_forms(subject: Subject) -> Mapping[str, Forms]:
    """Return the names with forms in each language, and those; ask `Subject.once` for it."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for _, entity in subject.entities(Entity):
        named = getattr(entity, "name", None) or getattr(entity, "title", None)
        for code, forms in getattr(entity, "forms", {}).items():
            language = subject.written_in.get(code)
            name = named.root.get(code, "").strip() if isinstance(named, Translated) else ""
            if name and language is not None and not language.knows_forms:
                of_name = found.setdefault(code, {})
                of_name[name] = tuple(dict.fromkeys((*of_name.get(name, ()), *forms.values())))
    return {code: tuple(sorted(of_name.items())) for code, of_name in found.items()}
