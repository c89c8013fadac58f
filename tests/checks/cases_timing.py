from __future__ import annotations

from tests.checks.cases import Edit, fires, silent

EVENTS, FORUM, SESSION = "events.yaml", "example-forum-2030", "example-session-12"
COOPERATION, PEOPLE, SOURCES, ASSOCIATION = "cooperation.yaml", "people.yaml", "sources.yaml", "association.yaml"
EDITION = "editions/2030-05-example-city.yaml"
NAME = "  name: {ka: სანიმუშო ფორუმი, en: Example Forum}\n"
JUNE, MAY_10 = (EDITION, "as_of: 2030-05 ", "as_of: 2030-06 "), (EDITION, "as_of: 2030-05 ", "as_of: 2030-05-10 ")
MAY_16 = (EDITION, "as_of: 2030-05 ", "as_of: 2030-05-16 ")
KA, EN = "სააგენტომ მიიღო", "The Agency received"
ONGOING_KA, ONGOING_EN = "სააგენტო ასოციაციას აწვდის", "The Agency provides"
ONGOING = "    date: ongoing\n"


def entry(language: str, text: str) -> tuple[str, str, str]:
    """Return the edit that puts a sentence before the entry of September 2028."""
    start = KA if language == "ka" else EN
    return (COOPERATION, start, f"{text} {start}")


def ongoing(language: str, text: str) -> tuple[str, str, str]:
    """Return the edit that puts a sentence before the entry of what goes on."""
    start = ONGOING_KA if language == "ka" else ONGOING_EN
    return (COOPERATION, start, f"{text} {start}")


def on_a_day(date: str) -> tuple[str, str, str]:
    """Return the edit that gives the entry of September 2028 a day."""
    return (COOPERATION, "date: 2028-09\n", f"date: {date}\n")


def of_the_forum() -> Edit:
    """Return the edit that makes the forum of May 2030 what the entry of September 2028 tells of."""
    return (COOPERATION, "date: 2028-09\n", f"event: {FORUM}\n")


def worded(until: str) -> Edit:
    """Return the edit that says how the entry of September 2028 was worded before."""
    text = "ka: სააგენტომ წიგნი მიიღო., en: The Agency received the book."
    earlier = f"    earlier:\n      - {{until: {until}, text: {{{text}}}, status: unverified}}\n"
    return COOPERATION, "    date: 2028-09\n", f"    date: 2028-09\n{earlier}"


AN_EDITION: Edit = (
    "editions/2027-10-session.yaml",
    "",
    "event: example-session-12\nversion: 1\nas_of: 2027-10\nmarking: internal\nsources: [example-page]\n",
)


def programme(period: str) -> Edit:
    return ASSOCIATION, "programmes:\n", f"programmes:\n  - {{id: programme-2028-2030, period: {period}}}\n"


def announced(until: str) -> tuple[Edit, Edit]:
    """Give the session a wording of before that announces it, and one that tells of it."""
    before = f"  earlier:\n    - until: {until}\n      text: {{ka: გაიმართება სესია., en: A session will be held.}}\n"
    return (
        (EVENTS, "  number: 12\n", f"  number: 12\n{before}"),
        (EVENTS, "  number: 12\n", "  number: 12\n  text: {ka: გაიმართა სესია., en: A session was held.}\n"),
    )


CASES = (
    fires(
        "marking-lowered",
        "more open",
        AN_EDITION,
        (EDITION, "version: 1", "previous: 2027-10-session\nversion: 1"),
        (EDITION, "marking: internal", "marking: public"),
        marks="public",
    ),
    silent("marking-lowered", "the same", AN_EDITION, (EDITION, "version: 1", "previous: 2027-10-session\nversion: 1")),
    silent("marking-lowered", "the first edition", (EDITION, "marking: internal", "marking: public")),
    fires("event-nameless", "no name", (EVENTS, NAME, ""), marks=f"id: {FORUM}"),
    silent("event-nameless", "another name", (EVENTS, "en: Example Forum", "en: Forum")),
    fires("event-dateless", "ongoing", (EVENTS, "2030-05-14/2030-05-16", "ongoing"), marks="ongoing"),
    silent("event-dateless", "a month", (EVENTS, "2030-05-14/2030-05-16", "2030-05")),
    fires("event-overdue", "a month later", JUNE, marks="planned"),
    fires("event-overdue", "years ago", (EVENTS, "state: held", "state: planned"), marks="planned"),
    silent("event-overdue", "the same month", (EVENTS, "2030-05-14/2030-05-16", "2030-05-02/2030-05-03")),
    fires("event-early", "to come", MAY_10, (EVENTS, "state: planned", "state: held"), marks="held"),
    fires("event-early", "perhaps not over", (EVENTS, "state: planned", "state: held"), marks="held"),
    silent("event-early", "over", JUNE, (EVENTS, "state: planned", "state: held")),
    silent("event-early", "the brief is of its last day", MAY_16, (EVENTS, "state: planned", "state: held")),
    fires("event-cancelled", "a decision", (EVENTS, "state: held", "state: cancelled"), marks=SESSION),
    fires("event-not-held", "a decision", (EVENTS, "state: held", "state: planned"), marks=SESSION),
    silent("event-not-held", "it was cancelled", (EVENTS, "state: held", "state: cancelled")),
    fires(
        "event-not-held",
        "an election",
        (EVENTS, "state: held", "state: planned"),
        (PEOPLE, "start: 2028-01\n", "start: 2028-01\n    elected_at: example-session-12\n"),
        marks=SESSION,
    ),
    silent(
        "event-cancelled",
        "nobody speaks of it",
        (
            EVENTS,
            "- id: example-session-12",
            "- {id: other, kind: seminar, date: 2026, state: cancelled}\n\n- id: example-session-12",
        ),
    ),
    fires(
        "date-order",
        "a session outside",
        (EVENTS, "  number: 12", "  number: 12\n  parent: example-forum-2030"),
        marks="2027-11-30/2027-12-02",
    ),
    silent(
        "date-order",
        "a session inside",
        (EVENTS, "  number: 12", "  number: 12\n  parent: example-forum-2030"),
        (EVENTS, "2027-11-30/2027-12-02", "2030-05"),
    ),
    fires(
        "date-order",
        "read too early",
        (SOURCES, "date: 2030-01-15", "date: 2030-01-15\n  accessed: 2029"),
        marks="2029",
    ),
    fires(
        "date-order",
        "read on a day that nobody has seen",
        (SOURCES, "date: 2030-01-15", "date: 2030-01-15\n  accessed: 2099-05-20"),
        marks="2099-05-20",
    ),
    silent(
        "date-order",
        "read years after the newest brief",
        (SOURCES, "date: 2030-01-15", "date: 2030-01-15\n  accessed: 2036"),
    ),
    silent("date-order", "read in that year", (SOURCES, "date: 2030-01-15", "date: 2030-01-15\n  accessed: 2030")),
    fires("date-order", "a member too early", (COOPERATION, "  votes: 1", "  since: 2026\n  votes: 1"), marks="2026"),
    fires(
        "date-order",
        "a figure to come",
        (ASSOCIATION, "50\n    as_of: 2029", "50\n    as_of: 2031"),
        marks="2031-12-31",
    ),
    fires("date-order", "programmes that overlap", programme("2028/2032"), marks="2028/2032"),
    fires("date-order", "programmes that share a year", programme("2028/2031"), marks="2028/2031"),
    fires(
        "date-order",
        "looked at again before it happened",
        (COOPERATION, "date: 2028-09\n", "date: 2028-09\n    review_by: 2025-09\n"),
        marks="2025-09",
    ),
    fires(
        "date-order",
        "looked at again before the term",
        ("people.yaml", "    start: 2028-01\n", "    start: 2028-01\n    review_by: 2026\n"),
        marks="2026",
    ),
    fires("date-order", "worded before it happened", worded("2025-09"), marks="2025-09"),
    silent("date-order", "worded after it happened", worded("2029-01-31")),
    silent(
        "date-order",
        "looked at again before what is to come",
        on_a_day("2061-09"),
        entry("en", "A seminar will be held."),
        (COOPERATION, "date: 2061-09\n", "date: 2061-09\n    review_by: 2030-12\n"),
    ),
    silent("date-order", "one programme behind the other", programme("2028/2030")),
    silent("date-order", "a source of years later", (SOURCES, "date: 2030-01-15", "date: 2034")),
    fires("date-order", "a source to come", (SOURCES, "date: 2030-01-15", "date: 2061-01-15"), marks="2061-01-15"),
    fires(
        "date-order",
        "a figure of years to come",
        (ASSOCIATION, "50\n    as_of: 2029", "50\n    history: [{as_of: 2028, value: 49}]\n    as_of: 2039"),
        marks="2039-12-31",
    ),
    fires("date-order", "announced when it was over", *announced("2028-06-30"), marks="2028-06-30"),
    silent("date-order", "announced until it was over", *announced("2027-12-02")),
    fires("date-order", "older than every edition", AN_EDITION, *announced("2027-08-01"), marks="2027-08-01"),
    fires("date-order", "told before it was", on_a_day("2061-09"), marks="2061-09"),
    silent("date-order", "announced", on_a_day("2061-09"), entry("en", "A seminar will be held.")),
    fires("date-order", "told of an event to come as held", MAY_10, of_the_forum(), marks=FORUM),
    silent("date-order", "told of it when it may be over", of_the_forum()),
    silent("date-order", "an event announced", MAY_10, of_the_forum(), entry("en", "It will be held.")),
    fires(
        "date-order",
        "before itself",
        (EDITION, "version: 1", "previous: 2030-05-example-city\nversion: 1"),
        marks="2030-05-example-city",
    ),
    # Words that time overtakes
    fires("words-expired", "after the event", JUNE, marks="გაიმართება", language="ka"),
    fires("words-expired", "after the event", JUNE, marks="will", language="en"),
    silent(
        "words-expired",
        "the year is that of a report or of a budget",
        (EVENTS, "გაიმართება {{ name }}.", "განიხილავენ ასოციაციის 2026 წლის ანგარიშს და 2027 წლის ბიუჯეტს."),
        (EVENTS, "will take place", "will consider the report for 2026 and the 2027 budget"),
    ),
    fires(
        "words-expired",
        "the year is when it was planned",
        (EVENTS, "will take place", "planned for 2026 will take place"),
        marks="will",
        language="en",
    ),
    fires(
        "words-expired",
        "is expected of what was held",
        JUNE,
        (EVENTS, "გაიმართება {{ name }}.", "მოსალოდნელია 900 კაცი."),
        marks="მოსალოდნელია",
        language="ka",
    ),
    silent(
        "words-expired",
        "was expected of what was held",
        JUNE,
        (EVENTS, "გაიმართება {{ name }}.", "მოსალოდნელი იყო 900 კაცი."),
        (EVENTS, "will take place", "took place"),
    ),
    fires(
        "words-expired",
        "it is called held",
        (EVENTS, "state: planned", "state: held"),
        marks="გაიმართება",
        language="ka",
    ),
    fires("words-expired", "an old entry", entry("ka", "ამ ეტაპზე მზადდება."), marks="ამ ეტაპზე", language="ka"),
    fires(
        "words-expired", "an old entry", entry("en", "The text is ready for adoption."), marks="is ready", language="en"
    ),
    fires(
        "words-expired", "to be held", entry("ka", "ამის შემდეგ გაიმართება ფორუმი."), marks="გაიმართება", language="ka"
    ),
    fires("words-expired", "to be held", entry("en", "A forum will be held."), marks="will", language="en"),
    fires("words-expired", "hoped", entry("en", "It hopes to join in 2027."), marks="hopes to", language="en"),
    fires("words-expired", "open", entry("en", "Registration remains open."), marks="remains open", language="en"),
    fires("words-expired", "open", entry("ka", "რეგისტრაცია გრძელდება."), marks="რეგისტრაცია გრძელდება", language="ka"),
    silent("words-expired", "open to all", entry("en", "Its library was open until May; members remain open-minded.")),
    silent(
        "words-expired", "until then otherwise", entry("en", "Until March 2025 it was sent on paper; now it is not.")
    ),
    silent("words-expired", "otherwise until then", entry("ka", "2025 წლის მარტამდე ქაღალდზე იყო, ამჟამად არ არის.")),
    fires("words-expired", "expected", entry("ka", "სტუმრებს ელოდებიან."), marks="ელოდებიან", language="ka"),
    silent(
        "words-expired",
        "a review, which has a report of its own",
        (COOPERATION, ONGOING, ONGOING + "    review_by: 2029\n"),
        ongoing("en", "A course is currently planned."),
        language="en",
    ),
    silent(
        "words-expired", "before the event", (EVENTS, "will take place", "is expected to take place"), language="en"
    ),
    silent(
        "words-expired",
        "a later review",
        (COOPERATION, "date: 2028-09\n", "date: 2028-09\n    review_by: 2030-12\n"),
        entry("ka", "ამ ეტაპზე მზადდება."),
        language="ka",
    ),
    silent(
        "words-expired",
        "at an event to come",
        entry("en", "It is ready for the {{ events.example_forum_2030 }}."),
        language="en",
    ),
    fires(
        "words-expired",
        "counted from an old entry, a warning",
        entry("en", "Last year it met twice."),
        marks="Last year",
        language="en",
    ),
    fires(
        "words-expired",
        "counted from an old entry, a warning",
        entry("ka", "შარშან ორჯერ შეიკრიბა."),
        marks="შარშან",
        language="ka",
    ),
    silent(
        "words-expired",
        "told in the past",
        entry("en", "It was expected, and they agreed that both will meet."),
        language="en",
    ),
    silent("words-expired", "told in the past", entry("ka", "შეთანხმდნენ, რომ ჩატარდება სემინარი."), language="ka"),
    silent("words-expired", "a name", entry("en", "This spring seminar was a success."), language="en"),
    fires("words-expired", "a season", entry("en", "It met this spring."), marks="this spring", language="en"),
    silent("words-expired", "planned then", entry("ka", "მათ მომავალი შეხვედრაც დაგეგმეს."), language="ka"),
    fires(
        "words-expired",
        "still to come",
        entry("ka", "მომავალ შეხვედრას დაესწრებიან."),
        marks="მომავალ შეხვედრას",
        language="ka",
    ),
    silent(
        "words-expired",
        "of the next one",
        (EVENTS, "state: planned", "state: held"),
        (EVENTS, ", ქ. {{ city | loc }} გაიმართება {{ name }}.", ", ქ. {{ city | loc }} გაიმართა {{ name }}."),
        (EVENTS, "will take place in {{ city }} on {{ date }}.", "was held. The place of the next forum will follow."),
    ),
    silent("words-expired", "a title", entry("en", "It read “What is expected today”."), language="en"),
    fires("words-undated", "now", ongoing("ka", "ამჟამად მიმდინარეობს მუშაობა."), marks="ამჟამად", language="ka"),
    fires("words-undated", "a month", ongoing("en", "It met last October."), marks="last October", language="en"),
    fires("words-undated", "a year", ongoing("ka", "შარშან შეხვდა."), marks="შარშან", language="ka"),
    fires("words-undated", "now", ongoing("en", "Work is under way."), marks="is under way", language="en"),
    silent(
        "words-undated",
        "with a review",
        (COOPERATION, ONGOING, ONGOING + "    review_by: 2030-12\n"),
        ongoing("ka", "ამჟამად მიმდინარეობს მუშაობა."),
        language="ka",
    ),
    silent("words-undated", "always", ongoing("en", "It will be glad to help, now and then."), language="en"),
    silent(
        "words-undated",
        "in another sense",
        ongoing("ka", "იმავე წელს, 2027 წელს, მიმდინარე საკითხები, ახალი."),
        language="ka",
    ),
    # Weekdays and dates in texts
    fires(
        "weekday-wrong", "typed", entry("ka", "2028 წლის 4 სექტემბერს, კვირას, შედგა."), marks="კვირას", language="ka"
    ),
    fires(
        "weekday-wrong", "typed", entry("en", "On Tuesday, 4 September 2028, it met."), marks="Tuesday", language="en"
    ),
    fires(
        "weekday-wrong",
        "without its year",
        entry("en", "On 4 September (Friday) it met."),
        marks="Friday",
        language="en",
    ),
    fires(
        "weekday-wrong", "printed", (EVENTS, "on {{ date }}", "from Monday, {{ date }}"), marks="Monday", language="en"
    ),
    fires(
        "weekday-wrong",
        "printed",
        (EVENTS, "{{ date | dat }}, ქ.", "{{ date | dat }}, ოთხშაბათს, ქ."),
        marks="ოთხშაბათს",
        language="ka",
    ),
    fires(
        "weekday-wrong",
        "the date of the row",
        on_a_day("2028-09-04"),
        entry("ka", "პარასკევს შედგა."),
        marks="პარასკევს",
        language="ka",
    ),
    silent("weekday-wrong", "typed", entry("ka", "2028 წლის 4 სექტემბერს, ორშაბათს, შედგა."), language="ka"),
    silent("weekday-wrong", "typed", entry("en", "On Monday, 4 September 2028, it met."), language="en"),
    silent("weekday-wrong", "the last day", (EVENTS, "on {{ date }}", "until Thursday, {{ date }}"), language="en"),
    silent("weekday-wrong", "a week", on_a_day("2028-09-04"), entry("ka", "კვირაში ორჯერ შედგა."), language="ka"),
    silent("weekday-wrong", "no date beside it", entry("en", "It met on every Friday of the month."), language="en"),
    *(
        fires("date-impossible", typed, entry("ka", f"{typed} შედგა."), marks=typed, language="ka")
        for typed in ("31 თებერვალს", "2028 წლის 41 სექტემბერს", "30–31 ივნისს", "30.02.2028")
    ),
    *(
        fires("date-impossible", typed, entry("en", f"It met on {typed}."), marks=typed, language="en")
        for typed in ("31 February 2019", "February 29, 2027", "31 June", "41 October 2019")
    ),
    silent("date-impossible", "leap years", entry("ka", "29 თებერვალს, 2028 წლის 29 თებერვალს."), language="ka"),
    silent(
        "date-impossible",
        "members, and a part of a document",
        entry("en", "In February 31 members met; see 30.2.19. On 29 February they left."),
        language="en",
    ),
    *(
        fires("date-typed", typed, entry("ka", f"{typed} შედგა."), marks=typed, language="ka")
        for typed in (
            "14.09.2028",
            "14.09.28",
            "14–18.09.2028",
            "14-დან 18 სექტემბრამდე",
            "2028 წ. 14 სექტემბერს",
            "2028-09-14",
            "2028 წლის 14 სექტემბერს",
            "14–18 სექტემბერს",
            "2028 წლის 14–18 სექტემბერს",
            "2028 წლის სექტემბერში",
            "2028 წელს",
        )
    ),
    *(
        fires("date-typed", typed, entry("en", f"It met {typed}."), marks=typed, language="en")
        for typed in (
            "14/09/2028",
            "2028-09-14",
            "14 September 2028",
            "14 Sep 2028",
            "the 2028",
            "September 14, 2028",
            "14–18 September",
            "14th of September 2028",
            "September 2028",
            "in 2028",
            "14 and 15 May 2028",
        )
    ),
    fires(
        "date-typed",
        "a day of the forum",
        ongoing("ka", "2030 წლის 15 მაისს."),
        marks="2030 წლის 15 მაისს",
        language="ka",
    ),
    fires("date-typed", "a programme", ongoing("en", "It is for 2031–2033."), marks="2031–2033", language="en"),
    fires(
        "date-typed",
        "an event that it prints",
        ongoing("en", "The {{ events.example_session_12 }} of 2027."),
        marks="of 2027",
        language="en",
    ),
    silent(
        "date-typed",
        "years of nothing",
        entry("ka", "2016 წელს, 2017–2019 წლებში, 1990-იან წლებში, 2021 წლის მაისში."),
        language="ka",
    ),
    silent(
        "date-typed",
        "years of nothing",
        entry("en", "In 2018, since May 2016, the 2030 Agenda, 2017–2019, the 1990s."),
        language="en",
    ),
    silent("date-typed", "a day where no date is", ongoing("en", "It began on 1 January 2021."), language="en"),
    silent("date-typed", "printed", entry("ka", "ეს {{ date | gen }} შემდეგ."), language="ka"),
    silent("date-typed", "a title", entry("ka", "„პროგრამა 2028 წლის სექტემბერში“."), language="ka"),
    silent("date-typed", "a document", entry("en", "It is No. 2028-09-14, ISO 2028-1, 883/2004."), language="en"),
    silent("date-typed", "other numbers", entry("en", "In 2000 countries; it may 2 times."), language="en"),
)
