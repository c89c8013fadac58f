from __future__ import annotations

from tests.checks.cases import Language, fires, silent
from tests.checks.cases_timing import AN_EDITION

PEOPLE, COOPERATION, ASSOCIATION, EVENTS = "people.yaml", "cooperation.yaml", "association.yaml", "events.yaml"
SECOND = """
  - id: second-example-president
    person: second-example
    office: president
    start: {start}
    end: 2033
"""
NO_RESULT = "  agenda: [{id: head, kind: election, office: president, title: {ka: არჩევა, en: Election}}]\n"
BERIDZE = (PEOPLE, "en: Second Example}", "en: Nikolai Beridze}"), (PEOPLE, "მეორე მაგალითაძე", "ნიკოლაი ბერიძე")
KA, EN = "სააგენტომ მიიღო", "The Agency received"
STARTS_LATER = (PEOPLE, "start: 2028-01\n", "start: 2031-01\n")
NO_EARLIER = """
  # Over before the event, so the brief doesn't name him. Nobody is Secretary General: a build lists that office as
  # "not supplied".
  - id: second-example-president-before
    person: second-example
    office: president
    start: 2020
    end: 2027-12
    sources: [example-page]
"""
NOW = (PEOPLE, "end: 2027-12", "end: 2031")
NO_LATER = (PEOPLE, "start: 2028-01\n", "start: 2020\n    end: 2028-03\n")


OTHER_OFFICE = (PEOPLE, NO_EARLIER, NO_EARLIER.replace("office: president", "office: secretary_general"))


def from_on(start: str) -> tuple[tuple[str, str, str], ...]:
    """Return the edits by which the president of today came into office on another day, after whoever was before."""
    return (PEOPLE, "start: 2028-01", f"start: {start}"), (PEOPLE, "start: 2020\n    end: 2027-12", "end: 2019")


def elected_for(years: int) -> tuple[tuple[str, str, str], ...]:
    """Return the edits by which the president of today was elected for so many years."""
    elected = (PEOPLE, "start: 2028-01", "start: 2028-01\n    elected_at: example-session-12")
    return elected, (EVENTS, "number: 12", f"number: 12\n  term_years: {years}")


def elected_again(years: int) -> tuple[tuple[str, str, str], ...]:
    """Return the edits by which the president, of whom no start is known, was elected again for so many years."""
    result = NO_RESULT.replace("title", "elected: [first-example], title").rstrip()
    return (PEOPLE, "    start: 2028-01\n", ""), (EVENTS, "number: 12", f"number: 12\n  term_years: {years}\n{result}")


def entry(language: str, text: str) -> tuple[str, str, str]:
    """Return the edit that puts a sentence before the entry of September 2028."""
    start = KA if language == "ka" else EN
    return (COOPERATION, start, f"{text} {start}")


OFFICE_TOO = """
  - id: first-example-secretary-general
    person: first-example
    office: secretary_general
    start: {start}
"""
OF_NOBODY: tuple[tuple[Language, str, str, str], ...] = (
    ("en", "en: The aim of", "Meetings are chaired by President Second Example.", "Second Example"),
    ("ka", "ka: ასოციაციის მიზანია", "სხდომებს პრეზიდენტი მეორე მაგალითაძე უძღვება.", "მეორე მაგალითაძე"),
)
NAMESAKE = """
  - id: third-example
    name: {{ka: {ka}, en: {en}}}
"""

CASES = (
    fires(
        "offices-at-once",
        "two offices",
        (PEOPLE, "start: 2028-01\n", "start: 2028-01\n    end: 2033\n"),
        (PEOPLE, "", OFFICE_TOO.format(start=2029)),
        marks="first-example-secretary-general",
    ),
    silent(
        "offices-at-once",
        "one behind the other",
        (PEOPLE, "", OFFICE_TOO.format(start=2029)),
        (PEOPLE, "start: 2028-01\n", "start: 2028-01\n    end: 2028-12\n"),
    ),
    silent("offices-at-once", "open, so it has ended", (PEOPLE, "", OFFICE_TOO.format(start=2029))),
    silent(
        "offices-at-once",
        "two people",
        (PEOPLE, "start: 2028-01\n", "start: 2028-01\n    end: 2033\n"),
        (PEOPLE, "", OFFICE_TOO.format(start=2029).replace("first-", "second-")),
    ),
    fires(
        "name-spelled-twice",
        "entered twice",
        (PEOPLE, "\nterms:", NAMESAKE.format(ka="პირველ მაგალითაძე", en="First Example") + "\nterms:"),
        marks="პირველ მაგალითაძე",
    ),
    silent(
        "name-spelled-twice",
        "another one in one language",
        (PEOPLE, "\nterms:", NAMESAKE.format(ka="პირველ მაგალითაძე", en="Primus Sample") + "\nterms:"),
    ),
    *(
        fires(
            "holder-outside-term",
            "another office, nobody known in it",
            NO_LATER,
            OTHER_OFFICE,
            (ASSOCIATION, aim, f"{aim[:4]}{text} {aim[4:]}"),
            marks=name,
            language=language,
        )
        for language, aim, text, name in OF_NOBODY
    ),
    fires(
        "name-otherwise",
        "another's given name",
        *BERIDZE,
        entry("en", "It was closed by Mr First Beridze."),
        marks="First Beridze",
        language="en",
    ),
    fires(
        "name-otherwise",
        "another's given name",
        *BERIDZE,
        entry("ka", "ფორუმი პირველ ბერიძემ დახურა."),
        marks="პირველ ბერიძემ",
        language="ka",
    ),
    fires(
        "address-differs",
        "a man's name",
        *BERIDZE,
        entry("en", "Mrs Nikolai Beridze spoke."),
        marks="Mrs",
        language="en",
    ),
    fires(
        "address-differs",
        "a man's name",
        *BERIDZE,
        entry("ka", "ქალბატონმა ნიკოლაი ბერიძემ ისაუბრა."),
        marks="ქალბატონმა",
        language="ka",
    ),
    fires(
        "person-from-elsewhere",
        "a nationality before the name",
        entry("en", "It was closed by the French First Example."),
        marks="French",
        language="en",
    ),
    fires(
        "person-from-elsewhere",
        "what he is",
        entry("en", "First Example came. He is from France."),
        marks="France",
        language="en",
    ),
    fires(
        "person-from-elsewhere",
        "what he is",
        entry("ka", "პირველ მაგალითაძე მოვიდა. იგი საფრანგეთის წარმომადგენელია."),
        marks="საფრანგეთის",
        language="ka",
    ),
    silent(
        "person-from-elsewhere",
        "where somebody spoke",
        entry("en", "In France First Example spoke. He is of this opinion. He is in France."),
        language="en",
    ),
    fires(
        "address-differs",
        "of an office",
        (COOPERATION, "The Agency provides", "The Director showed his plan. The Agency provides"),
        entry("en", "The Director showed her plan. The Director left with her."),
        marks="his",
        language="en",
    ),
    fires(
        "address-differs",
        "of whoever held the office",
        *BERIDZE,
        (COOPERATION, "The Agency provides", "Mr Nikolai Beridze came. The Agency provides"),
        (PEOPLE, "end: 2027-12", "end: 2031"),
        (PEOPLE, "start: 2028-01\n", "start: 2032-01\n"),
        entry("en", "The President showed her plan."),
        marks="her",
        language="en",
    ),
    silent(
        "address-differs",
        "of two offices",
        (COOPERATION, "The Agency provides", "The Director showed his plan. The Agency provides"),
        entry("en", "The Secretary General showed her plan."),
        language="en",
    ),
    silent(
        "address-differs", "a man's name", *BERIDZE, entry("en", "Mr Nikolai Beridze spoke; he left."), language="en"
    ),
    fires(
        "office-vacant",
        "the only term starts later",
        (PEOPLE, NO_EARLIER, ""),
        STARTS_LATER,
        marks="first-example-president",
    ),
    fires("office-vacant", "nobody in between", STARTS_LATER, marks="first-example-president"),
    silent(
        "office-vacant",
        "who was elected before isn't known",
        (EVENTS, "  number: 12\n", f"  number: 12\n{NO_RESULT}"),
        (PEOPLE, "    end: 2027-12\n", ""),
        (PEOPLE, "start: 2028-01\n", "start: 2031-01\n    elected_at: example-forum-2030\n"),
    ),
    silent("office-vacant", "it starts on the edition's date", (PEOPLE, "start: 2028-01\n", "start: 2030-05\n")),
    fires(
        "office-twice",
        "two at once",
        (PEOPLE, "start: 2028-01", "start: 2028-01\n    end: 2031"),
        (PEOPLE, "", SECOND.format(start=2029)),
        marks="second-example-president",
    ),
    fires(
        "office-twice",
        "years ago",
        (PEOPLE, "end: 2027-12", "end: 2028-06"),
        (PEOPLE, "start: 2028-01", "start: 2028-01-10"),
        marks="second-example-president-before",
    ),
    fires(
        "office-twice",
        "a copy",
        (PEOPLE, "", SECOND.format(start="2028-01").replace("    end: 2033\n", "")),
        marks="second-example-president",
    ),
    fires("term-unfit", "a term that is too long", (PEOPLE, "end: 2027-12", "end: 2028-06"), marks="2028-06"),
    fires(
        "office-vacant",
        "nobody in a gap",
        AN_EDITION,
        (PEOPLE, "end: 2027-12", "end: 2027-08"),
        marks="first-example-president",
    ),
    silent("office-vacant", "a gap without an edition", AN_EDITION, (PEOPLE, "end: 2027-12", "end: 2027-11")),
    silent("office-twice", "one after the other", (PEOPLE, "", SECOND.format(start=2029))),
    silent("office-twice", "on the day of change", (PEOPLE, "end: 2027-12", "end: 2028-01")),
    fires(
        "office-vacant",
        "ended",
        (PEOPLE, "start: 2028-01", "start: 2028-01\n    end: 2030-04"),
        marks="first-example-president",
    ),
    fires(
        "office-vacant",
        "so many years",
        (PEOPLE, "start: 2028-01", "start: 2028-01\n    years: 2"),
        marks="first-example-president",
    ),
    silent("office-vacant", "far ahead", (PEOPLE, "start: 2028-01\n", "start: 9999\n    years: 5\n"), NOW),
    silent("office-twice", "in the first year", (PEOPLE, "start: 2020\n    end: 2027-12", "end: 0001-01")),
    silent("office-vacant", "ends this year", (PEOPLE, "start: 2028-01", "start: 2028-01\n    end: 2030")),
    silent(
        "office-vacant",
        "followed",
        (PEOPLE, "start: 2028-01", "start: 2028-01\n    end: 2028-12"),
        (PEOPLE, "", SECOND.format(start=2029)),
    ),
    fires(
        "term-ends-soon",
        "in summer",
        (PEOPLE, "start: 2028-01", "start: 2028-01\n    end: 2030-07"),
        marks="first-example-president",
    ),
    fires(
        "term-ends-soon",
        "by its years",
        (PEOPLE, "start: 2028-01", "start: 2027-06\n    years: 3"),
        (PEOPLE, "end: 2027-12", "end: 2027-01"),
        marks="first-example-president",
    ),
    silent("term-ends-soon", "in winter", (PEOPLE, "start: 2028-01", "start: 2028-01\n    end: 2030-12")),
    fires(
        "term-unlike-name",
        "of somebody else",
        (
            PEOPLE,
            "    person: first-example\n    office: president\n",
            "    person: second-example\n    office: president\n",
        ),
        marks="second-example",
    ),
    fires(
        "term-unlike-name",
        "in another office",
        (
            PEOPLE,
            "    person: first-example\n    office: president\n",
            "    person: first-example\n    office: secretary_general\n",
        ),
        marks="secretary_general",
    ),
    silent("term-unlike-name", "called otherwise", (PEOPLE, "id: first-example-president\n", "id: the-first\n")),
    fires("term-open", "longer than terms are", *from_on("2022-01"), marks="first-example-president"),
    silent("term-open", "with its end", *from_on("2022-01\n    end: 2033")),
    silent("term-open", "with its years", *from_on("2022-01\n    years: 12")),
    silent("term-open", "not so long", *from_on("2024-01")),
    fires("term-open", "longer than the election was for", *elected_for(2), marks="first-example-president"),
    silent("term-open", "as long as the election was for", *elected_for(3)),
    fires("term-open", "elected again for less", *elected_again(1), marks="first-example-president"),
    silent("term-open", "elected again for as long", *elected_again(3)),
    fires("term-unfit", "ends before it starts", (PEOPLE, "end: 2027-12", "end: 2019"), marks="2019"),
    fires(
        "term-unfit",
        "elected later",
        (PEOPLE, "start: 2020\n", "start: 2020\n    elected_at: example-session-12\n"),
        marks="2020",
    ),
    silent(
        "term-unfit",
        "elected before",
        (PEOPLE, "start: 2028-01\n", "start: 2028-01\n    elected_at: example-session-12\n"),
    ),
    silent("term-unfit", "one year", (PEOPLE, "start: 2020\n    end: 2027-12", "start: 2020\n    end: 2020")),
    # Holders that texts name
    fires(
        "holder-outside-term",
        "before the name",
        entry("ka", "პრეზიდენტმა {{ persons.second_example }} მოიწონა."),
        marks="{{ persons.second_example }}",
        language="ka",
    ),
    fires(
        "holder-outside-term",
        "behind the name",
        entry("en", "So {{ persons.second_example }}, the President, agreed."),
        marks="{{ persons.second_example }}",
        language="en",
    ),
    fires(
        "holder-outside-term",
        "the title is printed",
        entry("en", "So {{ offices.president }} {{ persons.second_example }} agreed."),
        marks="{{ persons.second_example }}",
        language="en",
    ),
    silent(
        "holder-outside-term",
        "in a year that is named",
        entry("en", "In 2026 the President, {{ persons.second_example }}, agreed."),
    ),
    fires(
        "holder-outside-term",
        "in another office in the year that is named",
        NO_LATER,
        OTHER_OFFICE,
        entry("en", "In 2025 it met President Second Example."),
        marks="Second Example",
        language="en",
    ),
    fires(
        "holder-outside-term",
        "in another office in the year that is named",
        NO_LATER,
        OTHER_OFFICE,
        entry("ka", "2025 წელს მას პრეზიდენტი მეორე მაგალითაძე შეხვდა."),
        marks="მეორე მაგალითაძე",
        language="ka",
    ),
    *(
        silent("holder-outside-term", title, NO_LATER, OTHER_OFFICE, entry("en", text), language="en")
        for title, text in (
            ("the office of the year that is named", "In 2025 it met the Secretary General, Second Example."),
            ("a year of no term", "In 2015 it met President Second Example."),
            ("the year of a report", "It met President Second Example, who presented the report for 2025."),
            ("the year of a budget", "President Second Example presented the 2025 budget."),
            ("the years of a programme", "President Second Example spoke of the programme of work for 2023–2025."),
            ("two years are named", "In 2025 and in 2028 it met President Second Example."),
            ("no year is named", "It met President Second Example."),
        )
    ),
    silent(
        "holder-outside-term",
        "the year of a report in which it was held",
        NO_LATER,
        entry("en", "The report for 2027 was presented by President Second Example."),
        language="en",
    ),
    *(
        silent("holder-outside-term", title, NO_LATER, OTHER_OFFICE, entry("ka", text), language="ka")
        for title, text in (
            ("the year of a report", "პრეზიდენტმა მეორე მაგალითაძემ 2025 წლის ანგარიში წარადგინა."),
            ("the years of a programme", "პრეზიდენტმა მეორე მაგალითაძემ 2023–2025 წლების პროგრამა წარადგინა."),
        )
    ),
    fires(
        "holder-outside-term",
        "listed",
        (COOPERATION, "date: 2028-09\n", "date: 2028-09\n    persons: [second-example]\n"),
        entry("en", "It met the President."),
        entry("ka", "შეხვდა პრეზიდენტს."),
        marks="second-example",
        language="en",
    ),
    silent(
        "holder-outside-term", "the holder", entry("en", "President {{ persons.first_example }} agreed."), language="en"
    ),
    silent(
        "holder-outside-term",
        "the holder",
        entry("ka", "პრეზიდენტმა {{ persons.first_example }} მოიწონა."),
        language="ka",
    ),
    silent(
        "holder-outside-term",
        "an election",
        entry("ka", "პრეზიდენტად ამის შემდეგ არჩეული იქნა {{ persons.second_example }}."),
        language="ka",
    ),
    silent(
        "holder-outside-term",
        "a former one",
        entry("en", "It met the former President, {{ persons.second_example }}."),
        language="en",
    ),
    silent(
        "holder-outside-term",
        "no office",
        entry("en", "The President met {{ persons.second_example }}."),
        language="en",
    ),
    # Names
    fires(
        "name-spelled-twice",
        "an acronym",
        (ASSOCIATION, "acronym: EXA", "acronym: EXAS"),
        entry("en", "The EXSA met."),
        marks="EXSA",
        language="en",
    ),
    silent(
        "name-spelled-twice",
        "the acronym of others",
        (ASSOCIATION, "acronym: EXA", "acronym: EXAS"),
        ("glossary.yaml", "words: {}", "words: {ka: [EXSA]}"),
        entry("ka", "EXSA-მ თქვა."),
        language="ka",
    ),
    fires(
        "name-spelled-twice",
        "another letter",
        *BERIDZE,
        entry("ka", "ნიკოლაი ბერიძა მოვიდა."),
        entry("en", "He came."),
        marks="ნიკოლაი ბერიძა",
        language="ka",
    ),
    fires(
        "name-spelled-twice",
        "in a case",
        *BERIDZE,
        entry("ka", "ნიკალაი ბერიძემ თქვა."),
        marks="ნიკალაი ბერიძემ",
        language="ka",
    ),
    fires(
        "name-spelled-twice",
        "a letter too many",
        *BERIDZE,
        entry("en", "Mr Nikolai Berridze came."),
        marks="Nikolai Berridze",
        language="en",
    ),
    fires(
        "name-spelled-twice",
        "swapped",
        *BERIDZE,
        entry("en", "Mr Nikolia Beridze came."),
        marks="Nikolia Beridze",
        language="en",
    ),
    fires(
        "name-spelled-twice", "the surname", *BERIDZE, entry("en", "Mr Beridse came."), marks="Beridse", language="en"
    ),
    fires(
        "name-spelled-twice",
        "two people",
        *BERIDZE,
        (PEOPLE, "en: First Example}", "en: Nikolay Beridze}"),
        marks="Nikolai Beridze",
        language="en",
    ),
    silent(
        "name-spelled-twice",
        "in a case",
        *BERIDZE,
        entry("ka", "ნიკოლაი ბერიძემ და ნიკოლაი ბერიძესთან."),
        language="ka",
    ),
    silent(
        "name-spelled-twice",
        "possession",
        *BERIDZE,
        entry("en", "Nikolai Beridze’s example in Example City."),
        language="en",
    ),
    silent(
        "name-spelled-twice", "words like the name", entry("en", "The second example, first examples."), language="en"
    ),
    silent("name-spelled-twice", "a city in a case", entry("ka", "მაგალითიდან მაგალითამდე."), language="ka"),
    fires(
        "name-typed", "in full", *BERIDZE, entry("ka", "ნიკოლაი ბერიძემ თქვა."), marks="ნიკოლაი ბერიძემ", language="ka"
    ),
    fires(
        "name-unlike",
        "another given name",
        (PEOPLE, "en: Second Example}", "en: Nikolai Beridze}"),
        (PEOPLE, "მეორე მაგალითაძე", "ნიკიტა ბერიძე"),
        marks="Nikolai",
    ),
    silent(
        "name-unlike",
        "spelled otherwise",
        (PEOPLE, "en: Second Example}", "en: Joachim-Charles Tserethelly}"),
        (PEOPLE, "მეორე მაგალითაძე", "იოაკიმ-შარლ წერეთელი"),
    ),
    silent("name-unlike", "translated as a whole"),
    fires("name-typed", "the surname", *BERIDZE, entry("en", "Mr Beridze came."), marks="Beridze", language="en"),
    silent("name-typed", "printed", entry("ka", "აქ {{ persons.first_example }} მოვიდა."), language="ka"),
    silent("name-typed", "printed", entry("en", "Here {{ persons.first_example }} came."), language="en"),
    silent(
        "name-typed",
        "a label can't print",
        (
            COOPERATION,
            "    works: [example-guidelines]",
            "    works: [example-guidelines]\n    label: {ka: ბერიძე, en: Nikolai Beridze}",
        ),
        *BERIDZE,
        language="en",
    ),
    fires(
        "person-unknown",
        "behind Mr",
        entry("en", "It met Mr John Example-Smith there."),
        marks="John Example-Smith",
        language="en",
    ),
    fires(
        "person-unknown",
        "behind a title",
        entry("en", "President John Smith agreed."),
        marks="John Smith",
        language="en",
    ),
    fires(
        "person-unknown",
        "behind დოქტორი",
        entry("ka", "შედეგები წარადგინა დოქტორმა პეტრე ნოვაკმა."),
        marks="პეტრე ნოვაკმა",
        language="ka",
    ),
    fires("person-unknown", "behind ბატონი", entry("ka", "ბატონმა ჯონ სმიტმა თქვა."), marks="ჯონ", language="ka"),
    fires(
        "person-unknown",
        "a surname",
        entry("ka", "დირექტორმა გიორგი მაისურაძემ თქვა."),
        marks="გიორგი მაისურაძემ",
        language="ka",
    ),
    fires(
        "person-unknown",
        "another surname",
        entry("ka", "შეხვდა ნინო გელაშვილს."),
        marks="ნინო გელაშვილს",
        language="ka",
    ),
    fires("person-unknown", "a rarer ending", entry("ka", "შეხვდა მაია ლომაიას."), marks="მაია ლომაიას", language="ka"),
    fires(
        "person-unknown",
        "behind a title in its case",
        entry("ka", "პრეზიდენტმა ანტონ მილერმა თქვა."),
        marks="ანტონ მილერმა",
        language="ka",
    ),
    silent(
        "person-unknown",
        "titles and nouns in that case",
        entry("ka", "პრეზიდენტმა და დირექტორმა, პრეზიდენტმა ახალმა წევრმა, პრეზიდენტმა სააგენტოს წევრმა თქვა."),
        language="ka",
    ),
    fires(
        "person-unknown",
        "behind a title that no office has",
        entry("en", "It met Minister Anna Larsen."),
        marks="Anna Larsen",
        language="en",
    ),
    fires(
        "person-unknown",
        "an initial",
        entry("en", "It met Dr J. P. Breuer, and Mr A. van Dam."),
        marks="J. P. Breuer",
        language="en",
    ),
    fires("person-unknown", "an initial", entry("ka", "შეხვდა ბატონ ი. ბროიერს."), marks="ი. ბროიერს", language="ka"),
    fires(
        "person-unknown",
        "another's initial",
        *BERIDZE,
        entry("en", "It met Mr G. Beridze."),
        marks="G. Beridze",
        language="en",
    ),
    silent("person-unknown", "an initial", *BERIDZE, entry("en", "It met Mr N. Beridze."), language="en"),
    silent("person-unknown", "an initial", *BERIDZE, entry("ka", "შეხვდა ბატონ ნ. ბერიძეს."), language="ka"),
    silent("person-unknown", "printed", entry("en", "It met Mr {{ persons.first_example }}."), language="en"),
    fires(
        "person-unknown",
        "behind a title and a comma",
        entry("en", "The President of the Association, Errol Stoove, spoke."),
        marks="Errol Stoove",
        language="en",
    ),
    fires("person-unknown", "a given name", entry("en", "It met Peter Novak."), marks="Peter Novak", language="en"),
    silent(
        "person-unknown",
        "titles in a row",
        entry("en", "The President, Secretary General, and others met."),
        language="en",
    ),
    silent("person-unknown", "a title and a body", entry("en", "The President Example Forum Office."), language="en"),
    silent("person-unknown", "known", *BERIDZE, entry("ka", "ბატონ ნიკოლაი ბერიძეს შეხვდა."), language="ka"),
    silent(
        "person-unknown",
        "words with such endings",
        entry("ka", "ქალიშვილი, ვაჟიშვილის, სამწლიანი, ქართველი, ტექნიკური კომისია და ბოძის ორგანიზაცია."),
        language="ka",
    ),
)
