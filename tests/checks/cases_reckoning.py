"""Cases of the rules on days that are counted, on what other texts tell of, and on wordings of before."""

from __future__ import annotations

from tests.checks.cases import Case, Edit, Language, fires, silent
from tests.checks.cases_facts import ASSOCIATION, COOPERATION, EDITION, EVENTS
from tests.checks.cases_people import BERIDZE, PEOPLE, entry

AIM_KA, AIM_EN = "ka: ასოციაციის მიზანია", "en: The aim of the Association"
FORUM_KA, FORUM_EN = '{{ name }}."', "on {{ date }}."
KA_END, EN_END = "გახდა ასოციაციის წევრი.", "a member of the Association."


def aim(language: str, text: str) -> Edit:
    """Return the edit that puts a sentence before the aim."""
    start = AIM_KA if language == "ka" else AIM_EN
    return ASSOCIATION, start, f"{start[:4]}{text} {start[4:]}"


def forum(language: str, text: str) -> Edit:
    """Return the edit that puts a sentence behind the text of the forum, of 14 to 16 May 2030."""
    return (
        (EVENTS, FORUM_KA, f'{{{{ name }}}}. {text}"')
        if language == "ka"
        else (EVENTS, FORUM_EN, f"on {{{{ date }}}}. {text}")
    )


def session(language: str, text: str) -> Edit:
    """Return the edit that puts a sentence behind the entry on the session of 30 November to 2 December 2027."""
    end = KA_END if language == "ka" else EN_END
    return COOPERATION, end, f"{end} {text}"


# The entry is of September 2028; the agency became a member in December 2027, at the 12th session.
TOLD: tuple[tuple[str, Language, Edit, str | None], ...] = (
    ("span-differs", "en", entry("en", "It was two years after the admission."), "two years after"),
    ("span-differs", "en", entry("en", "It had become a member four years earlier."), "four years earlier"),
    ("span-differs", "en", entry("en", "It was a month after the 12th Session."), "a month after"),
    ("span-differs", "ka", entry("ka", "ეს გაწევრიანებიდან ორი წლის შემდეგ იყო."), "ორი წლის შემდეგ"),
    ("span-differs", "en", entry("en", "It was nine months after the admission."), None),
    ("span-differs", "en", entry("en", "It had become a member nine months earlier."), None),
    ("span-differs", "en", entry("en", "It was two years after the war."), None),
    ("span-differs", "ka", entry("ka", "ეს გაწევრიანებიდან ცხრა თვის შემდეგ იყო."), None),
    ("day-of-event", "en", forum("en", "It votes on the second day, 16 May."), "16 May"),
    ("day-of-event", "en", forum("en", "It votes on the fourth day of the Forum."), "on the fourth day of the Forum"),
    ("day-of-event", "en", forum("en", "It votes on the last day, Monday."), "Monday"),
    ("day-of-event", "ka", forum("ka", "ფორუმის მეორე დღეს, 16 მაისს, კენჭისყრაა."), "16 მაისს"),
    ("day-of-event", "en", forum("en", "It votes on the second day, 15 May."), None),
    ("day-of-event", "en", forum("en", "The Forum opens on Wednesday."), "Wednesday"),
    ("day-of-event", "en", forum("en", "The Forum closes on Friday."), "Friday"),
    ("day-of-event", "ka", forum("ka", "ფორუმი ოთხშაბათს გაიხსნება."), "ოთხშაბათს"),
    ("day-of-event", "en", forum("en", "The Forum opens on Tuesday."), None),
    ("day-of-event", "ka", forum("ka", "ფორუმი ხუთშაბათს დასრულდება."), None),
    ("day-of-event", "en", forum("en", "The exhibition opens on Wednesday."), None),
    ("day-of-event", "en", forum("en", "It votes on the fourth day of the year."), None),
    ("day-of-event", "ka", forum("ka", "ფორუმის მეორე დღეს, 15 მაისს, კენჭისყრაა."), None),
    ("event-told-otherwise", "en", aim("en", "The 12th Session was held in May 2027."), "May 2027"),
    ("event-told-otherwise", "en", aim("en", "The 12th Session was held in the spring of 2027."), "spring"),
    ("event-told-otherwise", "en", aim("en", "The 12th Session will be held in the spring of 2036."), None),
    ("event-told-otherwise", "en", aim("en", "The Agency is ready to host the Session in the spring of 2036."), None),
    ("count-differs", "en", session("en", "The host of the 13th Session was named later."), None),
    ("count-differs", "en", session("en", "The 13th Session was short."), "13"),
    ("words-expired", "en", aim("en", "The Agency joined in 2016 and will go on working."), None),
    ("words-expired", "en", aim("en", "The Agency has taken part since 2019 and will go on."), None),
    ("words-expired", "en", aim("en", "In 2019 the Agency will go on working."), "will"),
    ("words-wrong", "en", aim("en", "The members were also present."), None),
    ("words-wrong", "en", aim("en", "There was no contact with the Association."), None),
    ("words-wrong", "en", aim("en", "They contact with the Association."), "They contact with"),
    ("words-wrong", "en", aim("en", "Write to the address of the Association."), None),
    ("words-wrong", "en", aim("en", "They address to the Association."), "They address to"),
    ("words-wrong", "ka", aim("ka", "საბჭო დაამტკიცებს ანგარიშს და განიხილავს საკითხებს."), None),
    ("words-wrong", "ka", aim("ka", "საბჭო განიხილავს ანგარიშს და ბიუჯეტს."), "ანგარიშს და"),
    ("number-in-digits", "en", aim("en", "They meet in hall 2 of the house, and it is large."), None),
    ("duration-differs", "en", session("en", "It was followed by a one-day seminar."), None),
    ("event-told-otherwise", "en", session("en", "This spring session was long."), "spring"),
    ("event-told-otherwise", "ka", session("ka", "გაზაფხულის ამ სესიას ბევრი დაესწრო."), "გაზაფხულის"),
    ("event-told-otherwise", "en", session("en", "This autumn session was long."), None),
    ("event-told-otherwise", "en", session("en", "Since spring this has been so. The session was long."), None),
    ("event-told-otherwise", "ka", aim("ka", "მე-12 სესია 2027 წლის მაისში გაიმართა."), "2027 წლის მაისში"),
    ("event-told-otherwise", "en", aim("en", "The 12th Session was held in December 2027."), None),
    ("event-told-otherwise", "en", aim("en", "The 12th Session was held in the autumn of 2027."), None),
    ("event-told-otherwise", "en", aim("en", "The 11th Session was held in May 2026."), None),
    ("event-told-otherwise", "ka", aim("ka", "მე-12 სესია 2027 წლის ნოემბერში გაიმართა."), None),
    ("told-before-founding", "en", aim("en", "It met on 4 October 1949."), "4 October 1949"),
    ("told-before-founding", "ka", aim("ka", "იგი 1949 წლის 4 ოქტომბერს შეიკრიბა."), "1949 წლის 4 ოქტომბერს"),
    ("told-before-founding", "en", aim("en", "The Association has done so since 1919."), "since 1919"),
    ("told-before-founding", "ka", aim("ka", "ამას ასოციაცია 1919 წლიდან აკეთებს."), "1919 წლიდან"),
    ("told-before-founding", "en", aim("en", "It met on 4 October 1951."), None),
    ("told-before-founding", "en", aim("en", "Such funds have been there since 1919."), None),
    ("told-before-founding", "ka", aim("ka", "ასეთი ფონდები 1919 წლიდან არსებობს."), None),
    ("span-differs", "en", entry("en", "It was ten days after the anniversary of the admission."), None),
    ("span-differs", "ka", entry("ka", "ეს გაწევრიანების წლისთავიდან ათი დღის შემდეგ იყო."), None),
    ("told-before-founding", "en", aim("en", "In 1949 the Bank held a meeting."), None),
    ("told-before-founding", "ka", aim("ka", "იგი 1951 წლის 4 ოქტომბერს შეიკრიბა."), None),
    ("programme-otherwise", "en", aim("en", "The programme for 2030–2032 is ready."), "2030–2032"),
    ("programme-otherwise", "ka", aim("ka", "2030–2032 წლების პროგრამა მზადაა."), "2030–2032 წლების"),
    ("programme-otherwise", "en", aim("en", "The programme for 2031–2033 is ready."), None),
    ("programme-otherwise", "en", aim("en", "The programme for 2021–2023 is over."), None),
    ("programme-otherwise", "ka", aim("ka", "2031–2033 წლების პროგრამა მზადაა."), None),
    ("place-of-event", "en", session("en", "The Session was held in France."), "France"),
    ("place-of-event", "en", session("en", "France hosted the Session."), "France"),
    ("place-of-event", "ka", session("ka", "სესია საფრანგეთში გაიმართა."), "საფრანგეთში"),
    ("place-of-event", "en", session("en", "The Session was held in Georgia."), None),
    ("place-of-event", "en", session("en", "The Minister of France opened the Session."), None),
    ("place-of-event", "ka", session("ka", "სესია საქართველოში გაიმართა."), None),
    ("city-unknown", "en", session("en", "The Session was held in Nowhereton."), "Nowhereton"),
    ("city-unknown", "ka", session("ka", "სესია ქ. არსადში გაიმართა."), "არსადში"),
    ("city-unknown", "en", session("en", "The Session was held in Example City."), None),
    ("city-unknown", "en", session("en", "The Session was held in English."), None),
    ("city-unknown", "en", session("en", "The Session was held in Southern Europe."), None),
    ("city-unknown", "ka", session("ka", "სესია ქ. მაგალითში გაიმართა."), None),
    ("place-nearly", "", session("en", "Azerbaijian was there."), "Azerbaijian"),
    ("place-nearly", "", session("en", "Azerbaijan was there, and Austrians were."), None),
    ("place-of-post", "en", entry("en", "First Example was head of an agency of France."), "France"),
    ("place-of-post", "ka", entry("ka", "პირველ მაგალითაძე საფრანგეთის სააგენტოს უფროსი იყო."), "საფრანგეთის"),
    ("place-of-post", "en", entry("en", "First Example was head of an agency of Georgia."), None),
    ("place-of-post", "en", entry("en", "First Example visited France."), None),
    ("place-of-post", "ka", entry("ka", "პირველ მაგალითაძე საქართველოს სააგენტოს უფროსი იყო."), None),
    ("holder-made-deputy", "en", entry("en", "Vice-President First Example came."), "First Example"),
    ("holder-made-deputy", "ka", entry("ka", "მოვიდა პრეზიდენტის მოადგილე პირველ მაგალითაძე."), "პირველ მაგალითაძე"),
    ("holder-made-deputy", "en", entry("en", "The President, First Example, came."), None),
    ("holder-made-deputy", "en", entry("en", "Vice-President Somebody met First Example."), None),
    ("holder-made-deputy", "ka", entry("ka", "მოვიდა პრეზიდენტი, პირველ მაგალითაძე."), None),
)  # fmt: skip

BOTH: tuple[tuple[str, str, str, Language, str | None], ...] = (
    ("office-differs", "მოვიდა დირექტორი.", "The Deputy Director came.", "en", "Director"),
    ("office-differs", "მოვიდა დირექტორის მოადგილე.", "The Director came.", "ka", "დირექტორის"),
    ("office-differs", "მოვიდა დირექტორის მოადგილე.", "The Deputy Director came.", "en", None),
    ("office-differs", "მოვიდა დირექტორი.", "The Director came.", "ka", None),
    ("person-differs", "მოვიდა პირველ მაგალითაძე.", "Second Example came.", "", "Second Example"),
    ("person-differs", "მოვიდა პირველ მაგალითაძე.", "First Example came.", "", None),
)
LABEL = "    text:\n      ka: სააგენტომ მიიღო"


def label(ka: str, en: str) -> Edit:
    """Return the edit that gives the entry of September 2028 a label."""
    return COOPERATION, LABEL, f"    label: {{ka: {ka}, en: {en}}}\n{LABEL}"


def cases() -> tuple[Case, ...]:
    """Return the cases of the tables."""
    found = [
        fires(code, edit[2][-60:], edit, marks=marks, language=language)
        if marks
        else silent(code, edit[2][-60:], edit, language=language)
        for code, language, edit, marks in TOLD
    ]
    for code, ka, en, language, marks in BOTH:
        edits = entry("ka", ka), entry("en", en)
        found.append(
            fires(code, f"{ka} {en}", *edits, marks=marks, language=language)
            if marks
            else silent(code, f"{ka} {en}", *edits, language=language)
        )
    return tuple(found)


MET_KA, MET_EN = entry("ka", "იქ გენერალური მდივანი იყო."), entry("en", "The Secretary General was there.")
HEADED = (ASSOCIATION, "    meets_every_years: 3\n", "    meets_every_years: 3\n    headed_by: president\n")
HISTORY = "    history: [{{as_of: 2020, value: {}}}]\n"
SEATS_EN = entry("en", "The Director was elected Vice-Chairperson. As Chairperson the Director left.")
SEATS_KA = entry("ka", "დირექტორი თავმჯდომარის მოადგილედ აირჩიეს. დირექტორი თავმჯდომარედ აირჩიეს.")
ELECTED_AT = (PEOPLE, "    start: 2028-01\n", "    start: 2028-01\n    elected_at: example-session-12\n")
LAST = "  # What goes on has no date.\n"
MORE = """  - id: more-{0}
    date: {1}
    sources: [example-page]
    text: {{ka: "მაგალითი {0}.", en: "Example {0}."}}
"""

CASES = (
    *cases(),
    fires("label-differs", "another office", label("დირექტორი", "The Director came"), MET_KA, MET_EN,
          marks="Director", language="en"),
    fires("label-differs", "another office", label("დირექტორი", "-"), MET_KA, MET_EN, marks="დირექტორი",
          language="ka"),
    silent("label-differs", "the same", label("გენერალური მდივანი", "The Secretary General"), MET_KA, MET_EN,
           language="en"),
    silent("label-differs", "the same", label("გენერალური მდივანი", "-"), MET_KA, MET_EN, language="ka"),
    fires("seat-differs", "two seats", SEATS_EN, marks="Chairperson", language="en"),
    fires("seat-differs", "two seats", SEATS_KA, marks="თავმჯდომარედ", language="ka"),
    silent("seat-differs", "one seat", entry("en", "The Director was elected Chairperson, and came as Chairperson."),
           language="en"),
    silent("seat-differs", "one seat", entry("ka", "დირექტორი თავმჯდომარედ აირჩიეს."), language="ka"),
    fires("term-told-otherwise", "elected on another day", ELECTED_AT,
          entry("en", "First Example was elected in May 2026."), marks="May 2026", language="en"),
    silent("term-told-otherwise", "elected on that day", ELECTED_AT,
           entry("en", "First Example was elected in December 2027."), language="en"),
    fires("holder-outside-term", "new long before", entry("en", "The new President is Second Example."),
          marks="Second Example", language="en"),
    fires("date-differs", "decided on another day", session("en", "The Agency was elected on 14 December 2027."),
          marks="14 December 2027", language="en"),
    silent("date-differs", "decided then", session("en", "The Agency was elected on 1 December 2027."), language="en"),
    fires("name-otherwise", "with the same initial", *BERIDZE, entry("en", "Nikita Beridze was there."),
          marks="Nikita Beridze", language="en"),
    fires("head-differs", "another office", HEADED,
          (ASSOCIATION, "en: The highest body.", "en: The highest body, headed by the Secretary General."),
          marks="president", language="en"),
    fires("head-differs", "another office", HEADED,
          (ASSOCIATION, "ka: უმაღლესი ორგანო.", "ka: უმაღლესი ორგანო. ხელმძღვანელობს გენერალური მდივანი."),
          marks="president", language="ka"),
    silent("head-differs", "the same", HEADED,
           (ASSOCIATION, "en: The highest body.", "en: The highest body, headed by the President."), language="en"),
    silent("head-differs", "the same", HEADED,
           (ASSOCIATION, "ka: უმაღლესი ორგანო.", "ka: უმაღლესი ორგანო. ხელმძღვანელობს პრეზიდენტი."), language="ka"),
    fires("entry-out-of-order", "a slip",
          (COOPERATION, LAST, MORE.format(1, "2026-10") + MORE.format(2, "2029-01") + LAST), marks="2026-10"),
    silent("entry-out-of-order", "in order",
           (COOPERATION, LAST, MORE.format(1, "2028-10") + MORE.format(2, "2029-01") + LAST)),
    silent("entry-out-of-order", "put below",
           (COOPERATION, LAST, MORE.format(1, "2028-10") + MORE.format(2, "2026-01") + LAST)),
    fires("city-name-differs", "another city", ("places.yaml", "name: {ka: მაგალითი, en: Example City}",
          "name: {ka: ბათუმი, en: Bath}"), marks="Bath", language="en"),
    fires("city-name-differs", "another city", ("places.yaml", "name: {ka: მაგალითი, en: Example City}",
          "name: {ka: ბათი, en: Batumi}"), marks="ბათი", language="ka"),
    fires("city-name-differs", "nearly", ("places.yaml", "name: {ka: მაგალითი, en: Example City}",
          "name: {ka: ბატუმი, en: Batumi}"), marks="ბატუმი", language="ka"),
    silent("city-name-differs", "the same", ("places.yaml", "name: {ka: მაგალითი, en: Example City}",
           "name: {ka: ბათუმი, en: Batumi}"), language="en"),
    silent("city-name-differs", "none knows it", language="ka"),
    fires("edition-far", "another year", (EDITION, "as_of: 2030-05 ", "as_of: 2029-05 "), marks="2029-05"),
    silent("edition-far", "months before", (EDITION, "as_of: 2030-05 ", "as_of: 2030-01 ")),
    fires("history-repeats", "as today", (ASSOCIATION, "    value: 50\n", f"    value: 50\n{HISTORY.format(50)}"),
          marks="50"),
    silent("history-repeats", "another", (ASSOCIATION, "    value: 50\n", f"    value: 50\n{HISTORY.format(45)}")),
)  # fmt: skip
