from __future__ import annotations

from tests.checks.cases import Case, Language, fires, silent

ASSOCIATION, COOPERATION, EVENTS, PEOPLE = "association.yaml", "cooperation.yaml", "events.yaml", "people.yaml"
PLACES, SOURCES, EDITION = "places.yaml", "sources.yaml", "editions/2030-05-example-city.yaml"
OWN = "    date: 2028-09\n    sources: [example-page]\n"
DOUBT = """    status: disputed
    note: The page says 90.
    contradicted_by: [another]
"""
ANOTHER = "\n- id: another\n  title: Another page\n"
COUNT_KA, COUNT_EN = "{{ commissions | count }} კომისია", "{{ commissions | count }} commissions"
SESSION_KA, SESSION_EN = "სააგენტო გახდა ასოციაციის წევრი.", "the Agency became a member of the Association."
CAME = (EVENTS, "  number: 12", "  number: 12\n  participants: {people: {value: 14}, countries: [GE, BE, FR]}")
ELECTS = (EVENTS, "  number: 12", "  number: 12\n  term_years: 4")
PROGRAMME = "    period: 2031/2033\n"
AGENDA = """
  agenda:
    - {id: vote, kind: election, body: assembly, term_years: YEARS, title: {ka: არჩევნები, en: Election}}
"""
TWICE = """
  - id: example-town
    country: GE
    name: {ka: მაგალითი, en: Example City}
"""

NAMED_ONCE = (
    "  - {id: named-once, name: {ka: მესამე მაგალითაძე, en: Third Example}, status: unverified, note: Unasked}\n"
)
DATED = "    date: 2028-09\n    sources: [example-page]\n"
RECEIVED = ("ka: სააგენტომ მიიღო {{ works", "en: The Agency received the {{ works")
NAMES = ("ka: სააგენტომ {{ persons.named_once }} {{ works", "en: To {{ persons.named_once }} the {{ works")


NAMES_SOMEBODY = (
    (PEOPLE, "persons:\n", f"persons:\n{NAMED_ONCE}"),
    (COOPERATION, DATED, f"{DATED}    persons: [named-once]\n"),
    *((COOPERATION, old, new) for old, new in zip(RECEIVED, NAMES, strict=True)),
)


def session(language: str, text: str) -> tuple[str, str, str]:
    """Return the edit that appends a sentence to the entry about the session of 2027."""
    end = SESSION_KA if language == "ka" else SESSION_EN
    return (COOPERATION, end, f"{end} {text}")


def said(code: str, *rows: tuple[str, Language, str, str | None]) -> tuple[Case, ...]:
    """Return a case a row, of a sentence in the entry about the session: title, language, sentence, what it marks."""
    return tuple(
        Case(code, title, (session(language, text),), marks, language) for title, language, text, marks in rows
    )


CASES = (
    fires("fact-unsourced", "an entry", (COOPERATION, OWN, "    date: 2028-09\n"), marks="guidelines-2028"),
    fires(
        "fact-unsourced",
        "verified by nothing",
        (ASSOCIATION, "    value: 50\n", "    value: 50\n    status: verified\n"),
        marks="countries",
    ),
    fires(
        "fact-unsourced",
        "an earlier wording",
        (COOPERATION, OWN, f"{OWN}    earlier: [{{until: 2029, text: {{ka: ა., en: A.}}, status: verified}}]\n"),
        marks="{until: 2029, text: {ka: ა., en: A.}, status: verified}",
    ),
    silent("fact-unsourced", "unverified", (COOPERATION, OWN, "    date: 2028-09\n    status: unverified\n")),
    silent("fact-unsourced", "the association's", (ASSOCIATION, "    value: 50\n", "    value: 51\n")),
    fires("fact-undated", "no date", (ASSOCIATION, "50\n    as_of: 2029-12-31", "50"), marks="countries"),
    silent("fact-undated", "a year", (ASSOCIATION, "50\n    as_of: 2029-12-31", "50\n    as_of: 2029")),
    fires("review-passed", "last year", (ASSOCIATION, "review_by: 2030-12-31", "review_by: 2030-04"), marks="2030-04"),
    silent("review-passed", "this month", (ASSOCIATION, "review_by: 2030-12-31", "review_by: 2030-05-02")),
    silent(
        "review-passed",
        "not printed",
        (
            ASSOCIATION,
            "{ka: მაგალითების სახელმძღვანელო, en: Guidelines on Examples}",
            "{ka: მაგალითები, en: Examples}\n\n  - id: old\n    kind: theme\n    title: {ka: ძველი, en: Old}\n"
            "    review_by: 2029",
        ),
    ),
    fires(
        "fact-disputed",
        "a figure",
        (SOURCES, "", ANOTHER),
        (ASSOCIATION, "    review_by: 2030-12-31", DOUBT + "    sources: [example-page]\n    #"),
        marks="members",
    ),
    silent(
        "fact-disputed",
        "acknowledged by nobody, printed by nobody",
        (SOURCES, "", ANOTHER),
        (PEOPLE, "    end: 2027-12\n", "    end: 2027-12\n" + DOUBT),
    ),
    fires(
        "fact-unverified",
        "the holder's term",
        (PEOPLE, "start: 2028-01", "start: 2028-01\n    status: unverified"),
        marks="first-example-president",
    ),
    fires(
        "fact-unverified",
        "whom an entry names of which nobody doubts",
        *NAMES_SOMEBODY,
        marks="named-once",
    ),
    silent("fact-unverified", "a term that is over", (PEOPLE, "end: 2027-12", "end: 2027-12\n    status: unverified")),
    silent("fact-unverified", "verified", (PEOPLE, "start: 2028-01", "start: 2028-01\n    status: verified")),
    # Numbers beside what they count
    silent(
        "count-differs",
        "of the days, not of who came",
        CAME,
        session("ka", "სამი დღის განმავლობაში მონაწილეების ნაწილი დარჩა."),
        language="ka",
    ),
    fires("count-differs", "digits", (ASSOCIATION, COUNT_KA, "3 კომისია"), marks="3", language="ka"),
    fires("count-differs", "digits", (ASSOCIATION, COUNT_EN, "3 commissions"), marks="3", language="en"),
    fires("count-differs", "a word", (ASSOCIATION, COUNT_KA, "ცამეტი კომისია"), marks="ცამეტი", language="ka"),
    fires("count-differs", "a word", (ASSOCIATION, COUNT_EN, "thirteen commissions"), marks="thirteen", language="en"),
    fires(
        "count-differs",
        "one was deleted, the text says two",
        (ASSOCIATION, COUNT_EN, "two example commissions"),
        (
            ASSOCIATION,
            "  - id: second_commission\n    kind: commission\n    parent: commissions",
            "  - id: second_commission\n    kind: control",
        ),
        marks="two",
        language="en",
    ),
    fires(
        "count-differs",
        "participants",
        CAME,
        session("ka", "მონაწილეობდა 41 წარმომადგენელი."),
        marks="41",
        language="ka",
    ),
    fires("count-differs", "countries", CAME, session("en", "They came from 4 countries."), marks="4", language="en"),
    fires("count-differs", "a term", ELECTS, session("ka", "აირჩია 5 წლის ვადით."), marks="5", language="ka"),
    fires(
        "count-differs",
        "a term",
        ELECTS,
        session("en", "It elects for a three-year term."),
        marks="three",
        language="en",
    ),
    fires(
        "count-differs",
        "how often",
        (ASSOCIATION, "იკრიბება {{ meets_every_years }}", "იკრიბება 4"),
        marks="4",
        language="ka",
    ),
    fires(
        "count-differs",
        "how often",
        (ASSOCIATION, "every {{ meets_every_years }} years", "every four years"),
        marks="four",
        language="en",
    ),
    fires(
        "count-differs",
        "for an expression of the other language",
        (ASSOCIATION, 'ka: "{{ value }} ქვეყანა"', 'ka: "სულ – 56"'),
        marks="56",
        language="ka",
    ),
    fires(
        "count-differs",
        "for an expression of the other language",
        (ASSOCIATION, 'en: "{{ value }} countries"', 'en: "56, in all"'),
        marks="56",
        language="en",
    ),
    silent(
        "count-differs",
        "the same number as the expression of the other language",
        (ASSOCIATION, 'en: "{{ value }} countries"', 'en: "50, in all"'),
        language="en",
    ),
    fires(
        "count-differs",
        "an ordinal in words",
        (COOPERATION, "{{ event.number | ordinal }} Session", "thirteenth Session"),
        marks="thirteenth",
        language="en",
    ),
    silent(
        "count-differs",
        "the right ordinal in words",
        (COOPERATION, "{{ event.number | ordinal }} Session", "twelfth Session"),
        language="en",
    ),
    fires(
        "count-differs",
        "a long ordinal in words",
        (COOPERATION, "{{ event.number | ordinal }} Session", "thirty-seventh Session"),
        marks="thirty-seventh",
        language="en",
    ),
    fires(
        "count-differs",
        "a long ordinal in words",
        (COOPERATION, "{{ event.number | ordinal }} სესიაზე", "ოცდამეჩვიდმეტე სესიაზე"),
        marks="ოცდამეჩვიდმეტე",
        language="ka",
    ),
    silent("count-differs", "another year's", session("en", "The 9th Session was held in 2015."), language="en"),
    silent("count-differs", "another year's", session("ka", "მე-9 სესია 2015 წელს გაიმართა."), language="ka"),
    silent(
        "placeholder-differs",
        "the same number in words",
        (COOPERATION, "{{ event.number | ordinal }} Session", "twelfth Session"),
        language="en",
    ),
    silent("residue", "a link", session("en", "See [here](https://www.example.org)."), language="en"),
    silent("residue", "a link", session("ka", "იხილეთ [აქ](https://www.example.org)."), language="ka"),
    fires(
        "digits-differ",
        "a currency",
        session("ka", "ბიუჯეტი 15 მილიონი აშშ დოლარია."),
        session("en", "The budget is 15 million euros."),
        marks="euros",
        language="en",
    ),
    fires(
        "digits-differ",
        "million and billion",
        session("ka", "ბიუჯეტი 12 მილიარდი ლარია."),
        session("en", "The budget is 12 million lari."),
        marks="12",
        language="en",
    ),
    silent(
        "digits-differ",
        "one currency",
        session("ka", "ბიუჯეტი 15 მილიონი ლარია."),
        session("en", "The budget is 15 million lari."),
    ),
    fires(
        "residue",
        "a link to be named",
        session("en", "See [name](https://www.example.org)."),
        marks="[name]",
        language="en",
    ),
    silent("count-differs", "a first session", session("en", "It was the first Session there."), language="en"),
    fires(
        "count-differs",
        "more than all",
        CAME,
        session("en", "{{ event.participants.people }} participants came; 40 participants spoke."),
        marks="40",
        language="en",
    ),
    fires("count-differs", "votes", (COOPERATION, "{{ votes }} ხმა", "2 ხმა"), marks="2", language="ka"),
    fires(
        "count-differs",
        "an ordinal",
        (COOPERATION, "{{ event.number | ordinal }} Session", "21st Session"),
        marks="21",
        language="en",
    ),
    fires(
        "count-differs",
        "an ordinal",
        (COOPERATION, "{{ event.number | ordinal }} სესიაზე", "მე-11 სესიაზე"),
        marks="11",
        language="ka",
    ),
    fires(
        "count-differs", "a figure", (ASSOCIATION, "{{ value }} ქვეყანა", "05 55 ქვეყანა"), marks="55", language="ka"
    ),
    silent("count-differs", "right", (ASSOCIATION, COUNT_KA, "ორი კომისია"), language="ka"),
    silent("count-differs", "right", (ASSOCIATION, COUNT_EN, "2 example commissions"), language="en"),
    silent(
        "count-differs",
        "the founders",
        (ASSOCIATION, "The aim of the Association is", "Founded in 9 countries, the Association is"),
        language="en",
    ),
    silent("count-differs", "some of them", session("en", "Two of the commissions met for 3 days."), language="en"),
    silent("count-differs", "a countries' seminar", session("en", "Guests from 3 countries spoke."), language="en"),
    silent("count-differs", "a year", ELECTS, session("ka", "2027 წლის სესია."), language="ka"),
    silent(
        "count-differs",
        "a difference",
        ELECTS,
        session("ka", "4-წლიანი ვადა პრეზიდენტის ვადაზე ორი წლით მეტია."),
        session("en", "A term of four years is two years longer than that of the President."),
    ),
    silent("count-differs", "an age", ELECTS, session("ka", "სააგენტო 10 წლის არის."), language="ka"),
    silent("count-differs", "more than", CAME, session("en", "It spoke for more than 10 countries."), language="en"),
    silent(
        "count-differs",
        "printed beside another",
        CAME,
        session("en", "{{ event.participants.people }} representatives came, 9 representatives spoke."),
        language="en",
    ),
    fires(
        "count-differs",
        "members",
        (ASSOCIATION, "The aim of the Association is", "With members in 45 countries, the aim is"),
        marks="45",
        language="en",
    ),
    fires(
        "count-differs",
        "members",
        (ASSOCIATION, "ასოციაციის მიზანია", "90 წევრი ორგანიზაციის მიზანია"),
        marks="90",
        language="ka",
    ),
    silent(
        "count-differs",
        "others",
        (
            ASSOCIATION,
            "The Association organizes",
            "200 organizations answered in 100 countries, and 1,300 participants from 150 countries took part. It has",
        ),
        language="en",
    ),
    silent(
        "count-differs",
        "others",
        (ASSOCIATION, "ასოციაცია ატარებს", "პასუხი გასცა 200 ორგანიზაციამ 100 ქვეყნიდან. იგი ატარებს"),
        language="ka",
    ),
    fires("number-typed", "digits", (ASSOCIATION, COUNT_KA, "2 კომისია"), marks="2", language="ka"),
    fires("number-typed", "digits", (ASSOCIATION, COUNT_EN, "2 commissions"), marks="2", language="en"),
    silent("number-typed", "a word", (ASSOCIATION, COUNT_KA, "ორი კომისია"), language="ka"),
    silent("number-typed", "of something else", session("en", "It lasted 2 days."), language="en"),
    *(
        fires("number-in-digits", f"prose: {words}", session("en", words), marks=marks, language="en")
        for words, marks in (
            ("It lasted for 7 years.", "7"),
            ("With 1 vote of ours.", "1"),
            ("7 of them came.", "7"),
            ("In 2019, 3 guests came.", "3"),
            ("A 3-year plan.", "3"),
            ("Guests came from 6 places (3 towns).", "6"),
        )
    ),
    *(
        silent("number-in-digits", f"figures: {words}", session("en", words), language="en")
        for words in (
            "On 3 October 2019, from 3 to 5 October, 2–3 March 2017.",
            "A share of 5%, 5 per cent, 3 km, €5, at 9 a.m.",
            "Chapter 2, Article 5, page 3.",
            "5 of the 12 guests.",
            "7 men and 12 women came.",
            "By 7 votes to 5.",
            "It lasted for seven years.",
            "The 11 guests.",
            "A child aged 6.",
            "Version 1.5 of it.",
        )
    ),
    silent("number-in-digits", "Georgian", session("ka", "გაგრძელდა 7 წელი."), language="ka"),
    silent(
        "number-in-digits", "beside a printed one", session("en", "5 of the {{ stats.members }} came."), language="en"
    ),
    # The languages of one text
    fires(
        "digits-differ",
        "swapped",
        session("ka", "20-ჯერ."),
        session("en", "It met 02 times."),
        marks="20",
        language="ka",
    ),
    fires(
        "digits-differ",
        "swapped",
        session("ka", "ჩატარდა 31-ჯერ."),
        session("en", "It met 13 times."),
        marks="13",
        language="en",
    ),
    fires(
        "digits-differ",
        "the first, the second",
        session("ka", "ეს მეორე სესია იყო."),
        session("en", "It was the first one."),
        marks="first",
        language="en",
    ),
    silent(
        "digits-differ", "first of all", session("ka", "ეს სესია იყო."), session("en", "First of all."), language="en"
    ),
    fires(
        "digits-differ",
        "another date than the other language prints",
        (EVENTS, "on {{ date }}", "on 14–16 May 2029"),
        marks="14–16 May 2029",
        language="en",
    ),
    silent(
        "digits-differ",
        "less of the date that the other language prints",
        (EVENTS, "on {{ date }}", "in May 2030"),
        language="en",
    ),
    fires(
        "digits-differ",
        "a word",
        session("ka", "შეხვდა ოთხ კოლეგას."),
        session("en", "It met three colleagues."),
        marks="three",
        language="en",
    ),
    fires(
        "digits-differ",
        "another month",
        session("ka", "ეს იყო 2 მარტს."),
        session("en", "It was on 2 May."),
        marks="2 მარტს",
        language="ka",
    ),
    silent(
        "digits-differ",
        "seven beside 7",
        session("ka", "მას 7 წელი და 6 თვე დასჭირდა."),
        session("en", "It took seven years and six months."),
        language="en",
    ),
    fires(
        "digits-differ",
        "eight beside 7",
        session("ka", "მას 7 წელი დასჭირდა."),
        session("en", "It took eight years."),
        marks="7",
        language="ka",
    ),
    silent(
        "digits-differ",
        "a word for digits",
        session("ka", "შეხვდა სამ კოლეგას."),
        session("en", "It met 3 colleagues."),
        language="ka",
    ),
    silent(
        "digits-differ",
        "written otherwise",
        session("ka", "1 500 მ, 14:00, 2,5 კმ, 3 მლნ, 2027 წლის 1-ლი მარტი."),
        session("en", "1,500 m, 2 p.m., 2.5 km, 3 million, 1st March 2027."),
        language="en",
    ),
    silent(
        "digits-differ",
        "both of the two",
        session("ka", "ორივემ თქვა."),
        session("en", "The two said so."),
        language="en",
    ),
    silent("digits-differ", "printed here, typed there", (ASSOCIATION, COUNT_EN, "2 commissions"), language="en"),
    silent("digits-differ", "Roman", session("ka", "XX საუკუნე."), session("en", "The 20th century."), language="ka"),
    fires(
        "digits-differ",
        "the last year",
        session("ka", "2017–2019 წლებში."),
        session("en", "In 2017–2020."),
        marks="2017–2020",
        language="en",
    ),
    fires(
        "digits-differ",
        "another decade",
        session("ka", "1980-იან წლებში."),
        session("en", "In the 1990s."),
        marks="1980-იან წლებში",
        language="ka",
    ),
    silent(
        "digits-differ",
        "a range in words",
        session("ka", "2017–2020 წლებში, 2017–2019 წლებში."),
        session("en", "From 2017 to 2020, in 2017–19."),
        language="ka",
    ),
    silent(
        "digits-differ",
        "decades",
        session("ka", "1990-იან წლებში, 90-იან წლებში, 1970–1980-იან წლებში."),
        session("en", "In the 1990s, the 1990s, the 1970s and the ’80s."),
        language="en",
    ),
    silent(
        "digits-differ",
        "before a full stop",
        session("ka", "კურსი 2,95-ია."),
        session("en", "The rate is 2.95."),
        language="en",
    ),
    # Contradictions
    fires("fact-contradicts", "a period", (ASSOCIATION, PROGRAMME, PROGRAMME + "    years: 4\n"), marks="4"),
    silent("fact-contradicts", "a period", (ASSOCIATION, PROGRAMME, PROGRAMME + "    years: 3\n")),
    fires(
        "fact-contradicts",
        "a longer term",
        (PEOPLE, "    end: 2027-12\n", "    end: 2027-12\n    years: 4\n"),
        marks="4",
    ),
    fires(
        "fact-contradicts",
        "a shorter term",
        (PEOPLE, "    end: 2027-12\n", "    end: 2027-12\n    years: 10\n"),
        marks="10",
    ),
    silent("fact-contradicts", "a term", (PEOPLE, "    end: 2027-12\n", "    end: 2027-12\n    years: 7\n")),
    fires(
        "fact-contradicts",
        "an election",
        ELECTS,
        (PEOPLE, "    start: 2028-01\n", "    start: 2028-01\n    years: 3\n    elected_at: example-session-12\n"),
        marks="3",
    ),
    fires("fact-contradicts", "an item", ELECTS, (EVENTS, "", AGENDA.replace("YEARS", "3")), marks="3"),
    silent("fact-contradicts", "an item", ELECTS, (EVENTS, "", AGENDA.replace("YEARS", "4"))),
    fires("fact-contradicts", "a city twice", (PLACES, "", TWICE), marks="example-town"),
    silent("fact-contradicts", "a namesake", (PLACES, "", TWICE.replace("GE", "US"))),
    fires("fact-contradicts", "a country twice", (CAME[0], CAME[1], CAME[2].replace("FR", "GE")), marks="GE"),
    fires(
        "fact-contradicts",
        "one label, two values",
        (
            ASSOCIATION,
            "# Offices of",
            "  - {id: again, label: {ka: ქვეყნები, en: Countries}, value: 51, as_of: 2029}\n# Offices of",
        ),
        marks="again",
    ),
    fires(
        "fact-contradicts",
        "one number, two events",
        (
            EVENTS,
            "- id: example-session-12",
            "- {id: other, kind: council-session, number: 12, date: 2026, state: held}\n\n- id: example-session-12",
        ),
        marks="example-session-12",
    ),
    silent(
        "fact-contradicts",
        "the other was cancelled",
        (
            EVENTS,
            "- id: example-session-12",
            "- {id: other, kind: council-session, number: 12, date: 2026, state: cancelled}\n\n"
            "- id: example-session-12",
        ),
    ),
    fires(
        "fact-contradicts",
        "another city",
        (PLACES, "", TWICE.replace("მაგალითი", "სოფელი").replace("Example City", "Village")),
        (
            COOPERATION,
            "    event: example-session-12\n    ",
            "    event: example-session-12\n    city: example-town\n    ",
        ),
        marks="example-town",
    ),
)
