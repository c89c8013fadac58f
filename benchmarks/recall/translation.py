"""Half-translated texts, and words for a term that aren't the house's."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from dataclasses import replace

from recall import phrases
from recall.faults import BEHIND, FACTS, GLOSSARY, LANGUAGE, TRANSLATION
from recall.planting import Planted, kind
from recall.site import Site

FOLLOWS = TRANSLATION
_EXPRESSION = re.compile(r"\{\{[^}]*\}\}")
_FOOTNOTE = re.compile(r"\^\[[^\[\]{}]*(?:\{\{[^}]*\}\}[^\[\]{}]*)*\]")

# The title that another office has, by the right one, in every form.
DIRECTOR = {
    "en": (("Secretary General", "Director General"),),
    "ka": ((r"(გენერალურ\w*) მდივა?ნ", "{0} დირექტორ"),),
    "fr": (),
}
# Another name for an office, a body or a role, by the right one.
WRONG_NAMES = {
    "en": (
        ("Secretary General", "Executive Secretary"), ("General Assembly", "General Meeting"),
        ("Control Commission", "Audit Commission"), ("Technical Commission", "Technical Committee"),
        ("affiliate member", "associate member"), ("Vice-Chairperson", "Deputy Head"), ("Bureau", "Board"),
    ),
    "ka": (
        (r"გენერალურ(?=\w* მდივ)", "აღმასრულებელ"), ("გენერალურ(?:ი|ს)? ასამბლეა", "საერთო კრება"),
        ("კონტროლის კომისი", "აუდიტის კომისი"), ("აფილირებულ", "ასოცირებულ"), ("ტიტულიანი(?= )", "საპატიო"),
    ),
    "fr": (("Assemblée", "Réunion"), ("Congrès", "Forum"), ("gardiens", "veilleurs")),
}  # fmt: skip


@kind("translation", "language deleted", (*TRANSLATION, "field-missing"), unfit=BEHIND, also=FOLLOWS)
def deleted(site: Site, rng: random.Random) -> Iterator[Planted]:
    for text in site.texts:
        if len(site.value(text.path).root) > 1:
            yield site.delete(text.path, text.language), text.path


@kind("translation", "text emptied", (*TRANSLATION, "value-wrong"), unfit=BEHIND, also=FOLLOWS)
def emptied(site: Site, rng: random.Random) -> Iterator[Planted]:
    for text in site.texts:
        yield site.change(text.path, '""', text.language), text.path


@kind(
    "translation",
    "left in the other language",
    (*TRANSLATION, *LANGUAGE, "expression-wrong"),
    unfit=BEHIND,
    also=(*FOLLOWS, *LANGUAGE),
)
def untranslated(site: Site, rng: random.Random) -> Iterator[Planted]:
    """Have the one language's words under the other's key, as when somebody copies a text and forgets it."""
    for text in site.prose(*site.languages):
        for language, value in site.value(text.path).root.items():
            edit = site.change(text.path, json.dumps(value, ensure_ascii=False), text.language)
            if language != text.language and edit:
                yield replace(edit, expects=(text.keys, value)), text.path


@kind("translation", "source changed", TRANSLATION)
def source_changed(site: Site, rng: random.Random) -> Iterator[Planted]:
    for text in site.prose(*site.languages):
        if text.main:
            for sentence in phrases.CHANGES[text.language]:
                yield site.rewrite(text, text.end, 0, sentence), text.path


@kind("translation", "source's sentence deleted", TRANSLATION)
def source_shortened(site: Site, rng: random.Random) -> Iterator[Planted]:
    for text in site.prose(*site.languages):
        start = text.value[: text.end - 1].rfind(". ")
        if text.main and start > 40 and "{{" not in text.value[start:]:
            yield site.rewrite(text, start + 1, text.end - start - 1, ""), text.path


@kind("translation", "expression deleted in one language", TRANSLATION, unfit=BEHIND, also=(*FOLLOWS, *FACTS))
def expression_deleted(site: Site, rng: random.Random) -> Iterator[Planted]:
    for text in site.texts:
        for found in _EXPRESSION.finditer(text.value):
            before, after = text.value[: found.start()], text.value[found.end() :]
            if before.endswith(" ") and after.startswith(" "):
                yield site.rewrite(text, found.start(), len(found[0]) + 1, ""), text.path


@kind(
    "translation",
    "another expression in one language",
    (*TRANSLATION, "expression-wrong"),
    unfit=BEHIND,
    also=(*FOLLOWS, *FACTS),
)
def expression_changed(site: Site, rng: random.Random) -> Iterator[Planted]:
    others = {
        "stats": [stat.id for stat in site.content.association.stats],
        "persons": [person.id for person in site.content.people.persons],
        "programmes": [programme.id for programme in site.content.association.programmes],
        "works": [work.id for work in site.content.association.works if not work.title_language],
        "events": [event.id for event in site.content.events if event.name],
    }
    for text in site.texts:
        for found in re.finditer(r"\{\{ (stats|persons|works|events)\.(\w+)(?=[ }|])", text.value):
            for other in others[found[1]]:
                spoken = other.replace("-", "_")
                if spoken != found[2] and f"{found[1]}.{spoken}" not in text.value:
                    yield site.rewrite(text, found.start(2), len(found[2]), spoken), text.path


@kind("translation", "footnote deleted in one language", TRANSLATION, unfit=BEHIND, also=(*FOLLOWS, *FACTS))
def footnote_deleted(site: Site, rng: random.Random) -> Iterator[Planted]:
    for text in site.texts:
        for found in _FOOTNOTE.finditer(text.value):
            yield site.rewrite(text, found.start(), len(found[0]), ""), text.path


@kind("translation", "footnote in one language only", TRANSLATION, unfit=BEHIND, also=FOLLOWS)
def footnote_added(site: Site, rng: random.Random) -> Iterator[Planted]:
    notes = {
        "en": "^[The rules are in the handbook.]", "fr": "^[Voir le règlement.]",
        "ka": "^[წესი დებულებით განისაზღვრება.]",
    }  # fmt: skip
    for text in site.prose(*site.languages):
        yield site.rewrite(text, text.end, 0, notes[text.language]), text.path


def _terms(site: Site) -> Iterator[tuple[str, str, str]]:
    """Yield language, right term and forbidden one, from the project's glossary."""
    for term in site.content.glossary.terms:
        for language, wrong in term.forbidden.items():
            for variant in wrong:
                yield language, term.term.root.get(language, ""), variant


@kind("translation", "forbidden term", (*GLOSSARY, "people"), also=(*FOLLOWS, *FACTS))
def forbidden(site: Site, rng: random.Random) -> Iterator[Planted]:
    for language, right, wrong in _terms(site):
        for text in site.texts:
            if text.language == language and not text.path.startswith("association.offices"):
                for found in re.finditer(rf"(?<!\w){re.escape(right)}(?!\w)", text.masked) if right else ():
                    yield site.rewrite(text, found.start(), len(right), wrong), text.path
        for text in site.prose(language):
            sentence = {
                "en": f" The {wrong} was informed.", "fr": f" Voir aussi : {wrong}.",
                "ka": f" დამატებით იხილეთ: {wrong}.",
            }[language]  # fmt: skip
            yield site.rewrite(text, text.end, 0, sentence), text.path


@kind("translation", "Secretary General called director", GLOSSARY, also=(*FOLLOWS, *FACTS))
def called_director(site: Site, rng: random.Random) -> Iterator[Planted]:
    """Give one office two titles, as the brief of 2019 did."""
    known = {wrong for _, _, wrong in _terms(site)}
    if known and not any("irector" in wrong or "დირექტორ" in wrong for wrong in known):
        return
    for text in site.texts:
        for pattern, wrong in DIRECTOR[text.language]:
            for found in re.finditer(rf"(?<!\w){pattern}", text.masked):
                new = wrong.format(*(group or "" for group in found.groups()))
                yield site.rewrite(text, found.start(), len(found[0]), new), text.path


@kind("translation", "official term not used", GLOSSARY, also=(*FOLLOWS, *FACTS))
def not_used(site: Site, rng: random.Random) -> Iterator[Planted]:
    """Call a thing by another name in a translation, while the source keeps the term."""
    terms = site.content.glossary.terms
    for text in site.texts:
        if text.path.startswith(("association.offices", "association.bodies")) and text.path.endswith(
            ("name", "title")
        ):
            continue
        for pattern, wrong in WRONG_NAMES[text.language]:
            known = any(re.match(pattern, term.term.root.get(text.language, "")) for term in terms)
            if terms and not known:
                continue  # no rule can know a term that the project doesn't
            places = list(re.finditer(rf"(?<!\w){pattern}", text.masked))
            if len(places) == 1:  # of two places, the other still has the term
                start, end = places[0].span()
                yield site.rewrite(text, start, end - start, wrong), text.path
