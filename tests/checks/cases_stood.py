"""Cases on who stood for election, and on months, shares and countries that one language has otherwise."""

from __future__ import annotations

from tests.checks.cases import Case, Edit, Language, fires, silent
from tests.checks.cases_facts import COOPERATION, SOURCES, session
from tests.checks.cases_people import PEOPLE
from tests.checks.cases_reckoning import aim, forum

PERSONS: Edit = (
    COOPERATION,
    "    event: example-session-12\n",
    "    event: example-session-12\n    persons: [first-example]\n",
)
ELECTED: Edit = (PEOPLE, "    start: 2028-01\n", "    start: 2028-01\n    elected_at: example-session-12\n")
NOTED: Edit = (
    SOURCES,
    "  publisher: Example Association\n",
    "  publisher: Example Association\n  note: Until then Secretary for Labour of the Ministry of Health.\n",
)
MOLDOVA: Edit = (
    "places.yaml",
    "cities:\n",
    "countries:\n  - {code: MD, name: {ka: მოლდოვის რესპუბლიკა, en: Republic of Moldova}}\n\ncities:\n",
)  # fmt: skip
# What the languages say, and what of the English is wrong.
TWO: tuple[tuple[str, str, str, str | None], ...] = (
    ("concept-differs", "ანგარიში სექტემბერში გაიგზავნა.", "The report was sent in November.", "November"),
    ("concept-differs", "ანგარიში მაისის ბოლოს გაიგზავნა.", "The report was sent by late March.", "March"),
    ("concept-differs", "წევრთა ნახევარი მოვიდა.", "A third of the members came.", "A third"),
    ("concept-differs", "წევრთა ორი მესამედი მოვიდა.", "Three quarters of the members came.", "Three quarters"),
    ("concept-differs", "ანგარიში სექტემბერში გაიგზავნა.", "The report was sent in September.", None),
    ("concept-differs", "ანგარიში 12.09.2019-ს გაიგზავნა.", "The report was sent in September, not in May.", None),
    ("concept-differs", "წევრთა ორი მესამედი მოვიდა.", "Two thirds of the members came.", None),
    ("sense-differs", "იგი ხელახლა აირჩიეს.", "He was elected for the first time.", "for the first time"),
    ("sense-differs", "ათეულობით წევრი მოვიდა.", "Hundreds of members came.", "Hundreds"),
    ("sense-differs", "წევრების უმეტესობა მოვიდა.", "All members came.", "All"),
    ("sense-differs", "ზოგიერთი წევრი მოვიდა.", "Most of the members came.", "Most"),
    ("sense-differs", "ანგარიში ვადაზე ადრე გაიგზავნა.", "The report was sent late.", "late"),
    ("sense-differs", "ანგარიში დასაწყისში წარადგინეს.", "The report was presented at the end.", "at the end"),
    ("sense-differs", "წევრების უმეტესობა მოვიდა.", "Most members came.", None),
    ("sense-differs", "ათეულობით წევრი მოვიდა.", "Dozens of members came.", None),
    ("sense-differs", "ანგარიში ვადაზე ადრე გაიგზავნა.", "The report was sent early.", None),
)
TOLD: tuple[tuple[str, Language, tuple[Edit, ...], str | None], ...] = (
    ("person-from-elsewhere", "en", (PERSONS, session("en", "The Chilean candidate won.")), "Chilean"),
    ("person-from-elsewhere", "en", (PERSONS, session("en", "The new Chilean President spoke.")), "Chilean"),
    ("person-from-elsewhere", "ka", (PERSONS, session("ka", "ჩილელმა კანდიდატმა გაიმარჯვა.")), "ჩილელმა"),
    ("person-from-elsewhere", "en", (PERSONS, session("en", "The Georgian candidate won.")), None),
    ("person-from-elsewhere", "en", (PERSONS, session("en", "The Chilean candidate withdrew.")), None),
    ("person-from-elsewhere", "ka", (PERSONS, session("ka", "ქართველმა კანდიდატმა გაიმარჯვა.")), None),
    ("elected-otherwise", "en", (ELECTED, session("en", "The only candidate was Second Example.")), "only candidate"),
    ("elected-otherwise", "ka", (ELECTED, session("ka", "ერთადერთი კანდიდატი მეორე მაგალითაძე იყო.")),
     "ერთადერთი კანდიდატი"),
    ("elected-otherwise", "en", (ELECTED, session("en", "Two candidates stood, First Example and another.")), None),
    ("elected-otherwise", "en", (ELECTED, session("en", "Second Example also stood for election.")), None),
    ("elected-otherwise", "ka", (ELECTED, session("ka", "სხვა კანდიდატი იყო მეორე მაგალითაძე.")), None),
    ("city-differs", "en", (forum("en", "Papers were given out at the Geneva Forum."),), "Geneva"),
    ("city-differs", "ka", (forum("ka", "ჟენევის ფორუმზე მასალა დარიგდება."),), "ჟენევის"),
    ("city-differs", "en", (forum("en", "The Geneva Forum of 2026 was another one."),), None),
    ("city-differs", "ka", (forum("ka", "ჟენევის 2026 წლის ფორუმი სხვა იყო."),), None),
    ("city-differs", "ka", (forum("ka", "გასული წლის მაისში საბჭო ჟენევაში შეიკრიბა."),), None),
    ("city-differs", "ka", (forum("ka", "მაისში საბჭო ჟენევაში შეიკრიბა."),), "ჟენევაში"),
    ("place-nearly", "en", (MOLDOVA, aim("en", "Moldova takes part in it.")), "Moldova"),
    ("place-nearly", "ka", (MOLDOVA, aim("ka", "მონაწილეობს მოლდოვა.")), "მოლდოვა"),
    ("place-nearly", "en", (MOLDOVA, aim("en", "The Republic of Moldova takes part in it.")), None),
    ("place-nearly", "en", (MOLDOVA, aim("en", "Moldovan members take part in it.")), None),
    ("place-nearly", "ka", (MOLDOVA, aim("ka", "მონაწილეობს მოლდოვის რესპუბლიკა.")), None),
    ("source-note-differs", "en", (PERSONS, NOTED, session("en", "He had been Minister of Health.")),
     "been Minister"),
    ("source-note-differs", "ka", (PERSONS, NOTED, session("ka", "ის ჯანდაცვის მინისტრი იყო.")),
     "ჯანდაცვის მინისტრი იყო"),
    ("source-note-differs", "en", (PERSONS, NOTED, session("en", "The Minister of Health congratulated him.")), None),
    ("source-note-differs", "ka", (PERSONS, NOTED, session("ka", "მას ჯანდაცვის მინისტრმა მიულოცა.")), None),
)  # fmt: skip
CASES: tuple[Case, ...] = (
    *(
        fires(rule, en, aim("ka", ka), aim("en", en), marks=marks, language="en")
        if marks
        else silent(rule, en, aim("ka", ka), aim("en", en), language="en")
        for rule, ka, en, marks in TWO
    ),
    *(
        fires(rule, edits[-1][2], *edits, marks=marks, language=code)
        if marks
        else silent(rule, edits[-1][2], *edits, language=code)
        for rule, code, edits, marks in TOLD
    ),
)
