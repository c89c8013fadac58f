"""Cases of the rules on dates beside one another and on what the edition before said."""

from __future__ import annotations

from tests.checks.cases import Edit, Language, fires, silent
from tests.checks.cases_facts import ASSOCIATION, COOPERATION, EDITION, EVENTS, SOURCES, said, session

HELD = "  number: 12"
DATE = "  date: 2027-11-30/2027-12-02\n"
OTHER = """
- id: another-session
  kind: council-session
  number: {number}
  name: {{ka: სანიმუშო სესია, en: Example Session}}
  date: {date}
  state: held
  sources: [example-page]
"""
REVIEW = "\n- id: review-{id}\n  title: Annual Review {title}\n  publisher: Example Association\n  date: {date}\n"
PAGE = "  publisher: Example Association\n"
OWN = "    date: 2028-09\n    sources: [example-page]\n"
KA = "      ka: სააგენტომ მიიღო {{ works.example_guidelines | quote }}.\n"
EN = "      en: The Agency received the {{ works.example_guidelines | quote }}.\n"
BEFORE = """    earlier:
      - until: 2029-01-31
        text:
          ka: {ka}
          en: {en}
        status: unverified
"""
EARLIER_KA, EARLIER_EN = (
    '"სააგენტომ მიიღო {{ works.example_guidelines | quote }}."',
    '"The Agency received the {{ works.example_guidelines | quote }}."',
)
AFTER = "    date: 2028-09\n"


def worded_before(ka: str, en: str) -> tuple[str, str, str]:
    """Return the edit that says how the entry of 2028 was worded before."""
    return COOPERATION, OWN, OWN + BEFORE.format(ka=ka, en=en)


def begins(language: str, text: str) -> tuple[str, str, str]:
    """Return the edit that puts words before the text of the entry of September 2028."""
    start = "სააგენტომ მიიღო" if language == "ka" else "The Agency received"
    return COOPERATION, start, f"{text} {start[0].lower()}{start[1:]}"


BEGUN: tuple[tuple[str, Language, str, str | None], ...] = (
    ("another year", "en", "In September 2027", "September 2027"),
    ("another year", "ka", "2027 წლის სექტემბერში", "2027 წლის სექტემბერში"),
    ("another month", "en", "In October 2028", "October 2028"),
    ("another year alone", "en", "In 2026", "In 2026"),
    ("its month", "en", "In September 2028", None),
    ("its month", "ka", "2028 წლის სექტემბერში", None),
    ("its year", "en", "In 2028", None),
    ("before it", "en", "In 2026 a request had been made, and", None),
    ("its day follows", "en", "In 2026 it asked for them; in September 2028", None),
    ("since then", "ka", "2026 წლიდან", None),
)

LANGUAGES: tuple[Language, ...] = ("ka", "en")
KA_CAME, EN_CAME = "ესწრებოდა 15 მონაწილე.", "It was attended by {{ participants_expected }} participants."
KA_AWAITED, EN_AWAITED = "ელოდნენ 15 მონაწილეს.", "{{ participants_expected }} participants were expected."


def forecast(ka: str, en: str) -> Edit:
    """Return the edit that says what was expected of a session, who came, and a text."""
    figures = "participants_expected: {value: 15}\n  participants: {people: {value: 14}}"
    return EVENTS, HELD, f'{HELD}\n  {figures}\n  text: {{ka: "{ka}", en: "{en}"}}'


COUNTRIES = (ASSOCIATION, "    value: 50\n", "    value: 50\n    history: [{as_of: 2027, value: 45}]\n")
AIM_KA, AIM_EN = "ka: ასოციაციის მიზანია", "en: The aim of the Association"


def countries(ka: str, en: str) -> tuple[Edit, Edit, Edit]:
    """Return the edits that give the figure of countries a history, and put a sentence before the aim."""
    return COUNTRIES, (ASSOCIATION, AIM_KA, f"ka: {ka} {AIM_KA[4:]}"), (ASSOCIATION, AIM_EN, f"en: {en} {AIM_EN[4:]}")


def of_countries(ka: str, en: str) -> tuple[Edit, Edit]:
    """Return the edits that give the figure of countries a history, and a text of its own."""
    text = 'text: {ka: "{{ value }} ქვეყანა", en: "{{ value }} countries"}'
    return COUNTRIES, (ASSOCIATION, text, f'text: {{ka: "{ka}", en: "{en}"}}')


LATEST = (
    ("ეს საბჭოს ბოლო სესია იყო.", "ბოლო სესია"),
    ("It was the Council’s most recent session.", "most recent session"),
)
LATER = (EVENTS, "", OTHER.format(number=13, date="2029-05-03"))


CASES = (
    *(
        fires("date-differs", f"begins with {title}", begins(language, words), marks=marks, language=language)
        if marks
        else silent("date-differs", f"begins with {title}", begins(language, words), language=language)
        for title, language, words, marks in BEGUN
    ),
    silent(
        "count-differs",
        "of its day",
        *countries("2027 წელს წევრები 45 ქვეყანაში ჰყავდა.", "In 2027 it had members in 45 countries."),
    ),
    fires(
        "count-differs",
        "of another day",
        *countries("2026 წელს წევრები 45 ქვეყანაში ჰყავდა.", "In 2026 it had members in 45 countries."),
        marks="45",
        language="en",
    ),
    fires(
        "figure-of-before",
        "more than",
        *countries("წევრები 45-ზე მეტ ქვეყანაში ჰყავს.", "It has members in more than 45 countries."),
        marks="45",
        language="ka",
    ),
    fires(
        "figure-of-before",
        "more than",
        *countries("წევრები 45-ზე მეტ ქვეყანაში ჰყავს.", "It has members in more than 45 countries."),
        marks="45",
        language="en",
    ),
    *(
        silent(
            "figure-of-before",
            "of that year",
            *countries(
                "2027 წელს წევრები 45-ზე მეტ ქვეყანაში ჰყავდა.",
                "In 2027 it had members in more than 45 countries.",
            ),
            language=language,
        )
        for language in LANGUAGES
    ),
    *(
        fires(
            "figure-of-before",
            "in the figure's own text",
            *of_countries("სულ 45", "45 in all"),
            marks="45",
            language=language,
        )
        for language in LANGUAGES
    ),
    *(
        silent(
            "figure-of-before",
            "beside today's in the figure's own text",
            *of_countries("სულ 50, მანამდე 45", "50 in all, formerly 45"),
            language=language,
        )
        for language in LANGUAGES
    ),
    *(
        fires(
            "latest-of-before",
            "another was held",
            LATER,
            session(language, sentence),
            marks=marks,
            language=language,
        )
        for language, (sentence, marks) in zip(LANGUAGES, LATEST, strict=True)
    ),
    silent("latest-of-before", "the latest", session("ka", "ეს საბჭოს ბოლო სესია იყო."), language="ka"),
    silent(
        "latest-of-before",
        "before another",
        LATER,
        session("en", "It was the last session before that one, on the last day of the session."),
        language="en",
    ),
    fires("before-founding", "an entry", (COOPERATION, "date: 2028-09", "date: 1928-09"), marks="1928-09"),
    fires("before-founding", "much", (ASSOCIATION, "founded: 1950-01-31", "founded: 2029-01-31"), marks="2029-01-31"),
    silent("before-founding", "since then", (COOPERATION, "date: 2028-09", "date: 1950-02")),
    fires(
        "numbers-out-of-order",
        "a lower number later",
        (EVENTS, "", OTHER.format(number=11, date="2029-05-03")),
        marks="11",
    ),
    silent("numbers-out-of-order", "a higher one", (EVENTS, "", OTHER.format(number=13, date="2029-05-03"))),
    fires("event-too-long", "a year", (EVENTS, DATE, "  date: 2027-11-30/2028-12-02\n"), marks="2027-11-30/2028-12-02"),
    silent("event-too-long", "three weeks", (EVENTS, DATE, "  date: 2027-11-30/2027-12-20\n")),
    fires("date-unlike-name", "an entry", (COOPERATION, "date: 2028-09", "date: 2026-09"), marks="2026-09"),
    fires(
        "date-unlike-name",
        "an edition",
        (EDITION, "as_of: 2030-05", "as_of: 2030-04"),
        (EVENTS, "date: 2030-05-14/2030-05-16", "date: 2030-06-14/2030-06-16"),
        marks="2030-04",
    ),
    silent("date-unlike-name", "the month of the event", (EDITION, "as_of: 2030-05", "as_of: 2030-04")),
    silent(
        "date-unlike-name", "a review of the year before", (SOURCES, "", REVIEW.format(id=2028, title=2028, date=2029))
    ),
    fires(
        "date-unlike-name",
        "a review of years before",
        (SOURCES, "", REVIEW.format(id=2021, title=2021, date=2029)),
        marks="2029",
    ),
    fires(
        "date-unlike-name",
        "another year than in its title",
        (SOURCES, "", REVIEW.format(id=2028, title=2029, date=2029)),
        marks="2029",
    ),
    fires(
        "date-unlike-note",
        "of a source",
        (ASSOCIATION, "founded: 1950-01-31", "founded: 1905-01-31"),
        (SOURCES, PAGE, f"{PAGE}  note: It was founded on 31 January 1950.\n"),
        marks="1905-01-31",
        language="en",
    ),
    fires(
        "date-unlike-note",
        "of a source",
        (ASSOCIATION, "founded: 1950-01-31", "founded: 1905-01-31"),
        (SOURCES, PAGE, f"{PAGE}  note: დაარსდა 1950 წლის 31 იანვარს.\n"),
        marks="1905-01-31",
        language="ka",
    ),
    silent(
        "date-unlike-note", "another day", (SOURCES, PAGE, f"{PAGE}  note: It met on 30 January 1951.\n"), language="en"
    ),
    silent(
        "date-unlike-note", "the same", (SOURCES, PAGE, f"{PAGE}  note: დაარსდა 1950 წლის 31 იანვარს.\n"), language="ka"
    ),
    *said(
        "date-differs",
        ("another month", "en", "The session was held in May 2027.", "May 2027"),
        ("another month", "ka", "სესია 2027 წლის მაისში გაიმართა.", "2027 წლის მაისში"),
        ("another year", "en", "In 2026 they met there.", "In 2026"),
        ("a month alone", "en", "The session was held in October.", "October"),
        ("a month alone", "ka", "სესია ოქტომბერში გაიმართა.", "ოქტომბერში"),
        ("its month", "en", "The session was held in December.", None),
        ("its own", "en", "The session was held in December 2027.", None),
        ("its own", "ka", "სესია 2027 წლის დეკემბერში გაიმართა.", None),
        ("so long after", "en", "Two months later, in July 2027, the Director took up the work.", "July 2027"),
        ("so long after", "ka", "ორი თვის შემდეგ, 2027 წლის ივლისში, დირექტორმა მუშაობა დაიწყო.", "2027 წლის ივლისში"),
        ("years after", "en", "Three years later, in 2028, it left.", "in 2028"),
        ("years before", "en", "Three years earlier, in 2026, it had come.", "in 2026"),
        ("so long after", "en", "Two months later, in February 2028, the Director took up the work.", None),
        ("so long after", "ka", "ორი თვის შემდეგ, 2028 წლის თებერვალში, დირექტორმა მუშაობა დაიწყო.", None),
        ("after another day", "en", "In May 2029 it asked. Two months later, in July 2029, it had an answer.", None),
        ("the next year", "en", "The following year, in 2030, it left.", "in 2030"),
        ("the next year", "en", "The following year, in 2028, it left.", None),
        ("the next month", "ka", "მომდევნო თვეს, 2028 წლის მარტში, მუშაობა დაიწყო.", "2028 წლის მარტში"),
        ("the next month", "ka", "მომდევნო თვეს, 2028 წლის იანვარში, მუშაობა დაიწყო.", None),
        ("a year after", "en", "A year later, in December 2028, it left.", None),
        ("a visit of days", "en", "It came for two days in July 2029.", None),
        ("the previous one", "en", "The previous session was held in May 2024.", None),
        ("the previous one", "ka", "წინა სესია 2024 წლის მაისში გაიმართა.", None),
        ("last year", "ka", "გასული წლის მაისში საბჭო შეიკრიბა.", None),
        ("the Council", "ka", "საბჭო მაისში შეიკრიბა.", "მაისში"),
        ("in office", "en", "She held the office until May 2024.", None),
        ("not in office", "en", "They held the session until May 2024.", "May 2024"),
        ("another number", "en", "The 9th Session was held in May 2024.", None),
        ("a visit", "en", "Its visit to the city took place in May.", None),
        ("a visit", "ka", "ვიზიტი მაისში გაიმართა.", None),
        ("prepared for", "en", "Preparations for the session began in May.", None),
        ("prepared for", "ka", "სესიისთვის მზადება მაისში დაიწყო.", None),
        ("nothing held", "en", "The rules of May 2024 apply.", None),
        ("nothing held", "ka", "მოქმედებს 2024 წლის მაისის წესები.", None),
    ),
    *said(
        "duration-differs",
        ("two days of three", "en", "It was a two-day session.", "two-day"),
        ("two days of three", "ka", "ეს ორდღიანი სესია იყო.", "ორდღიანი"),
        ("in figures", "ka", "ეს 5-დღიანი სესია იყო.", "5-დღიანი"),
        ("three days", "en", "It was a three-day session.", None),
        ("what others did", "en", "For two days some of us stayed in the city.", None),
        ("so long", "en", "It ran for two days.", "two days"),
        ("three days", "ka", "ეს სამდღიანი სესია იყო.", None),
        ("of something else", "en", "A two-day training followed.", None),
        ("of something else", "ka", "მოჰყვა ორდღიანი ტრენინგი.", None),
    ),
    *said(
        "time-impossible",
        ("an hour", "en", "The session began at 25:30.", "25:30"),
        ("an hour", "ka", "სესია 25:30 საათზე დაიწყო.", "25:30"),
        ("minutes", "en", "It lasted from 10:75 on.", "10:75"),
        ("an end", "en", "The session began at 15:00 and ended at 13:00.", "13:00"),
        ("an end", "ka", "სხდომა იწყება 15:00 საათზე და მთავრდება 13:00 საათზე.", "13:00"),
        ("from and to", "ka", "სხდომა 16:00-დან 14:00-მდე გაიმართა.", "14:00"),
        ("a range", "en", "The session (16.00–14.00) was short.", "14.00"),
        ("a night", "en", "It lasted from 22:00 to 1:30; the hall is open from 9 to 5 p.m., 9:00–18:00.", None),
        ("shares", "en", "It fell, 12.30–11.20 per cent.", None),
        ("a night", "ka", "სხდომა 22:00-დან 01:30-მდე გაგრძელდა, დარბაზი ღიაა 9:00–18:00.", None),
        ("half a day", "en", "It began at 13 p.m.", "13"),
        ("a time", "en", "The session began at 23:30.", None),
        ("a time", "ka", "სესია 9:30 საათზე დაიწყო.", None),
        ("a share", "en", "They voted 30:70 on it.", None),
    ),
    *said(
        "founded-otherwise",
        ("another year", "en", "The Association was founded in 1951.", "in 1951"),
        ("another year", "ka", "ასოციაცია 1951 წელს დაარსდა.", "1951 წელს"),
        ("another decade", "en", "The Association was founded in the 1930s.", "1930s"),
        ("the membership", "en", "The Agency has been a member of the Association since 2025.", "since 2025"),
        ("its own", "en", "The Association was founded in 1950.", None),
        ("years since", "en", "In 2020 it was seventy years since the Association was founded.", None),
        ("its age", "en", "Founded in 1951, the Association is 80 years old.", "in 1951"),
        ("its own", "ka", "ასოციაცია 1950 წელს დაარსდა.", None),
        ("its decade", "en", "The Association was founded in the 1950s.", None),
        ("another’s", "en", "The ILO was founded in 1919.", None),
        ("a body’s", "ka", "ასოციაციის ბიურო 1960 წელს შეიქმნა.", None),
        ("the membership", "en", "The Agency became a member of the Association in 2027.", None),
    ),
    fires(
        "wording-of-before",
        "one language",
        worded_before(EARLIER_KA, "The Agency waits."),
        marks="სააგენტომ მიიღო {{ works.example_guidelines | quote }}.",
        language="ka",
    ),
    fires(
        "wording-of-before",
        "one language",
        worded_before("სააგენტო ელის.", EARLIER_EN),
        marks="The Agency received the {{ works.example_guidelines | quote }}.",
        language="en",
    ),
    silent("wording-of-before", "worded anew", worded_before("სააგენტო ელის.", "The Agency waits."), language="ka"),
    silent("wording-of-before", "worded anew", worded_before("სააგენტო იღებს.", "The Agency waits on."), language="en"),
    *said(
        "deadline-passed",
        ("must", "en", "The delegation must be announced by 1 March 2030.", "1 March 2030"),
        ("must", "ka", "შემადგენლობა 2030 წლის 1 მარტამდე უნდა ეცნობოს.", "2030 წლის 1 მარტამდე"),
        ("to come", "en", "The delegation must be announced by 1 September 2030.", None),
        ("to come", "ka", "შემადგენლობა 2030 წლის 1 სექტემბრამდე უნდა ეცნობოს.", None),
        ("a reason", "en", "The fee was paid on 15 January 2030; the delay was due to a change of banks.", None),
        ("no deadline", "en", "It has to be read with the rules of 1 March 2020.", None),
        ("told of", "ka", "განაცხადები 2030 წლის 1 მარტამდე მიიღეს.", None),
    ),
    *said(
        "state-of-before",
        ("a year ago", "en", "As at March 2029 the data are complete.", "March 2029"),
        ("a year ago", "ka", "2029 წლის მარტის მდგომარეობით მონაცემები სრულია.", "2029 წლის მარტის"),
        ("a year’s figures", "en", "As of 2029 the data are complete.", None),
        ("a year’s figures", "ka", "2029 წლის მონაცემებით ყველა მოვიდა.", None),
        ("lately", "en", "As at April 2030 the data are complete.", None),
        ("lately", "ka", "2030 წლის აპრილის მდგომარეობით მონაცემები სრულია.", None),
    ),
    fires(
        "forecast-repeated",
        "as many",
        (EVENTS, HELD, f"{HELD}\n  participants_expected: {{value: 14}}\n  participants: {{people: {{value: 14}}}}"),
        marks="14",
    ),
    *(
        fires("forecast-repeated", "told as those who came", forecast(KA_CAME, EN_CAME), marks=marks, language=language)
        for language, marks in zip(LANGUAGES, ("15", "{{ participants_expected }}"), strict=True)
    ),
    *(
        silent("forecast-repeated", "told as a forecast", forecast(KA_AWAITED, EN_AWAITED), language=language)
        for language in LANGUAGES
    ),
    silent(
        "forecast-repeated",
        "fewer",
        (EVENTS, HELD, f"{HELD}\n  participants_expected: {{value: 15}}\n  participants: {{people: {{value: 14}}}}"),
    ),
    fires(
        "counted-too-early",
        "before it began",
        (EVENTS, HELD, f"{HELD}\n  participants: {{people: {{value: 14, as_of: 2027-11-01}}}}"),
        marks="2027-11-01",
    ),
    silent(
        "counted-too-early",
        "when it was over",
        (EVENTS, HELD, f"{HELD}\n  participants: {{people: {{value: 14, as_of: 2027-12-02}}}}"),
    ),
)
