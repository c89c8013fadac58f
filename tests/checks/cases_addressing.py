"""Cases of the rules on how people are spoken of, and on elections."""

from __future__ import annotations

from tests.checks.cases import Language, fires, silent
from tests.checks.cases_facts import COOPERATION, EVENTS, PEOPLE, said, session

PRINTED = "{{ persons.second_example }}"
NAMED = (
    (PEOPLE, "en: Second Example}", "en: Nikolai Beridze}\n    country: RU"),
    (PEOPLE, "მეორე მაგალითაძე", "ნიკოლაი ბერიძე"),
)
ELECTED = "\n  agenda:\n    - {id: vote, kind: election, office: president, title: {ka: არჩევა, en: Election}, "
AT = (PEOPLE, "    start: 2028-01\n", "    start: 2028-01\n    elected_at: example-session-12\n")
HELD = "  number: 12"
BODY = (
    ("association.yaml", "    meets_every_years: 3\n", "    meets_every_years: 3\n    elects: [president]\n"),
    (EVENTS, HELD, f"{HELD}\n  body: commissions"),
)
TOLD: tuple[tuple[str, Language, str, str | None], ...] = (
    ("told of another", "en", "The Commissions had elected him President the day before.", "Commissions"),
    ("told of another", "ka", "კომისიებმა ის პრეზიდენტად აირჩიეს.", "კომისიებმა"),
    ("told of another by", "en", "He was elected President by the Commissions.", "Commissions"),
    ("told of another by", "ka", "კომისიების მიერ ის პრეზიდენტად იყო არჩეული.", "კომისიების"),
    ("told of its own", "en", "The Assembly had elected him President. The Commissions met.", None),
    ("told of its own", "ka", "ასამბლეამ ის პრეზიდენტად აირჩია.", None),
    ("told of a deputy", "en", "The Commissions elected a Vice-President.", None),
    ("told of another choice", "en", "The Commissions met the President and elected a chairman.", None),
)

CASES = (
    fires(
        "address-differs",
        "in two languages",
        session("ka", f"ქალბატონი {PRINTED} ესწრებოდა."),
        session("en", f"Mr {PRINTED} attended. He spoke with Mr {PRINTED}."),
        marks="ქალბატონი",
        language="ka",
    ),
    *said(
        "address-differs",
        ("a pronoun", "en", f"Mr {PRINTED} spoke before her election.", "her"),
        ("two titles", "en", f"His Excellency Mrs {PRINTED} spoke. Mrs {PRINTED} left.", "His Excellency"),
        ("the same", "en", f"Mr {PRINTED} spoke before his election.", None),
        ("two people", "en", f"Mr {PRINTED} met Ms {{{{ persons.first_example }}}} before her election.", None),
        ("another sentence", "en", f"Mr {PRINTED} spoke. The Director gave her view.", None),
        ("two people", "ka", f"ბატონი {PRINTED} შეხვდა ქალბატონ {{{{ persons.first_example }}}}-ს.", None),
    ),
    fires(
        "name-otherwise", "an initial", *NAMED, session("en", "They met A. Beridze."), marks="A. Beridze", language="en"
    ),
    fires(
        "name-otherwise", "an initial", *NAMED, session("ka", "ესწრებოდა ა. ბერიძე."), marks="ა. ბერიძე", language="ka"
    ),
    fires(
        "name-otherwise",
        "a given name",
        *NAMED,
        session("ka", "ესწრებოდა გიორგი ბერიძე."),
        marks="გიორგი ბერიძე",
        language="ka",
    ),
    fires(
        "name-otherwise",
        "the surname first",
        *NAMED,
        session("en", "They met Beridze Nikolai."),
        marks="Beridze Nikolai",
        language="en",
    ),
    silent("name-otherwise", "an initial", *NAMED, session("en", "They met N. Beridze."), language="en"),
    silent("name-otherwise", "an initial", *NAMED, session("ka", "ესწრებოდა ნ. ბერიძე."), language="ka"),
    silent("name-otherwise", "the surname alone", *NAMED, session("en", "They met Mr Beridze."), language="en"),
    fires(
        "person-from-elsewhere",
        "in brackets",
        *NAMED,
        session("en", f"Mr {PRINTED} (Ukraine) spoke."),
        marks="Ukraine",
        language="en",
    ),
    fires(
        "person-from-elsewhere",
        "in brackets",
        *NAMED,
        session("ka", f"ისაუბრა {PRINTED} (უკრაინა)."),
        marks="უკრაინა",
        language="ka",
    ),
    fires(
        "person-from-elsewhere",
        "a candidate",
        *NAMED,
        session("en", f"They elected the candidate of Brazil, Mr {PRINTED}, then."),
        marks="Brazil",
        language="en",
    ),
    fires(
        "person-from-elsewhere",
        "a candidate",
        *NAMED,
        session("ka", f"აირჩიეს ბრაზილიელი კანდიდატი, {PRINTED}."),
        marks="ბრაზილიელი",
        language="ka",
    ),
    fires(
        "person-from-elsewhere",
        "the texts agree",
        *NAMED,
        session("ka", f"აირჩიეს კანდიდატი ბრაზილიიდან, {PRINTED}."),
        session("en", f"They elected the candidate of Brazil, Mr {PRINTED}."),
        marks="RU",
    ),
    silent(
        "person-from-elsewhere",
        "their own",
        *NAMED,
        session("en", f"The candidate of Russia, Mr {PRINTED}, spoke."),
        language="en",
    ),
    silent(
        "person-from-elsewhere",
        "their own",
        *NAMED,
        session("ka", f"რუსეთის ფედერაციის კანდიდატი, {PRINTED}."),
        language="ka",
    ),
    silent(
        "person-from-elsewhere",
        "where something was",
        *NAMED,
        session("en", f"In Brazil they met Mr {PRINTED}."),
        language="en",
    ),
    silent(
        "person-from-elsewhere",
        "where something was",
        *NAMED,
        session("ka", f"ბრაზილიაში შეხვდნენ {PRINTED}-ს."),
        language="ka",
    ),
    fires(
        "elected-otherwise",
        "no candidate",
        (EVENTS, HELD, f"{HELD}{ELECTED}candidates: [first-example], elected: [second-example]}}"),
        marks="second-example",
    ),
    fires(
        "elected-otherwise",
        "another term",
        AT,
        (EVENTS, HELD, f"{HELD}{ELECTED}elected: [second-example]}}"),
        marks="first-example",
    ),
    fires(
        "elected-otherwise",
        "another entry",
        AT,
        (
            COOPERATION,
            "    event: example-session-12\n",
            "    event: example-session-12\n    persons: [second-example]\n",
        ),
        marks="first-example",
    ),
    fires(
        "elected-otherwise",
        "another office",
        AT,
        (
            COOPERATION,
            "    event: example-session-12\n",
            "    event: example-session-12\n    persons: [first-example]\n",
        ),
        session("ka", "აირჩიეს გენერალური მდივანი."),
        marks="president",
    ),
    silent(
        "elected-otherwise",
        "a candidate",
        AT,
        (EVENTS, HELD, f"{HELD}{ELECTED}candidates: [first-example], elected: [first-example]}}"),
    ),
    silent(
        "elected-otherwise",
        "somebody who isn't among the people, which another report tells",
        (EVENTS, HELD, f"{HELD}{ELECTED}candidates: [first-example], elected: [third-example]}}"),
    ),
    fires("elected-otherwise", "by another body", AT, *BODY, marks="example-session-12"),
    silent("elected-otherwise", "by the body that elects", AT, BODY[0], (EVENTS, HELD, f"{HELD}\n  body: assembly")),
    fires(
        "elected-otherwise",
        "no term",
        (PEOPLE, "end: 2027-12", "end: 2027-10"),
        (EVENTS, HELD, f"{HELD}{ELECTED}elected: [second-example]}}"),
        marks="second-example",
    ),
    *(
        fires("elected-otherwise", title, BODY[0], session(language, text), marks=marks, language=language)
        if marks
        else silent("elected-otherwise", title, BODY[0], session(language, text), language=language)
        for title, language, text, marks in TOLD
    ),
    fires(
        "term-endless", "somebody follows", (PEOPLE, "    end: 2027-12\n", ""), marks="second-example-president-before"
    ),
    silent("term-endless", "an end", (PEOPLE, "end: 2027-12", "end: 2027-11")),
    fires(
        "term-endless",
        "neither has one",
        (PEOPLE, "    start: 2020\n    end: 2027-12\n", ""),
        (PEOPLE, "start: 2028-01\n", "start: 2015\n"),
        marks="first-example-president",
    ),
    silent("term-endless", "a new holder follows", (PEOPLE, "    start: 2020\n    end: 2027-12\n", "")),
    silent("term-endless", "an end without a start", (PEOPLE, "    start: 2020\n", "")),
    fires(
        "holder-outside-term",
        "another office",
        session("en", "The Secretary General, Mr Second Example, spoke."),
        (PEOPLE, "", "  - {id: more, person: first-example, office: secretary_general, start: 2020, end: 2029}\n"),
        marks="Second Example",
        language="en",
    ),
    fires(
        "holder-outside-term",
        "another office",
        session("ka", "ისაუბრა გენერალურმა მდივანმა მეორე მაგალითაძემ."),
        (PEOPLE, "", "  - {id: more, person: first-example, office: secretary_general, start: 2020, end: 2029}\n"),
        marks="მეორე მაგალითაძე",
        language="ka",
    ),
    fires(
        "holder-outside-term",
        "who is it",
        session("en", "Second Example is the Secretary General."),
        (PEOPLE, "", "  - {id: more, person: first-example, office: secretary_general, start: 2020, end: 2029}\n"),
        marks="Second Example",
        language="en",
    ),
    fires(
        "holder-outside-term",
        "who is it",
        session("ka", "მეორე მაგალითაძე ასოციაციის გენერალური მდივანია."),
        (PEOPLE, "", "  - {id: more, person: first-example, office: secretary_general, start: 2020, end: 2029}\n"),
        marks="მეორე მაგალითაძე",
        language="ka",
    ),
    silent(
        "holder-outside-term",
        "whom they met",
        session("ka", "მეორე მაგალითაძე ასოციაციის გენერალურ მდივანს შეხვდა."),
        (PEOPLE, "", "  - {id: more, person: first-example, office: secretary_general, start: 2020, end: 2029}\n"),
        language="ka",
    ),
    silent(
        "holder-outside-term",
        "a deputy",
        session("en", "The Deputy Secretary General, Mr Second Example, spoke."),
        (PEOPLE, "", "  - {id: more, person: first-example, office: secretary_general, start: 2020, end: 2029}\n"),
        language="en",
    ),
)
