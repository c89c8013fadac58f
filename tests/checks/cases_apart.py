"""Cases of rules on what two texts tell otherwise: the languages of one, an entry and its event, people and terms."""

from __future__ import annotations

from tests.checks.cases import Case, Edit, Language, fires, silent
from tests.checks.cases_facts import ASSOCIATION, COOPERATION, EDITION, EVENTS, PEOPLE, session
from tests.checks.cases_people import entry

COUNTED = (
    EVENTS,
    "  number: 12\n",
    "  number: 12\n"
    '  text: {ka: "სესიაზე ექვსი შეცვლილი დოკუმენტი წარადგინეს.", en: The session presented six amended documents.}\n',
)
CAME = (
    EVENTS,
    "  number: 12\n",
    "  number: 12\n  participants: {people: {value: 20}, organisations: {value: 9}, countries: [GE, BE, FR]}\n",
)
OF_KA = "{{ event.participants.people }} წარმომადგენელი {{ event.participants.organisations }} ორგანიზაციიდან ჩამოვიდა."
OF_EN = (
    "It was attended by {{ event.participants.people }} representatives of {{ event.participants.organisations }} "
    "organizations."
)
OVER = (
    (EDITION, "as_of: 2030-05 ", "as_of: 2030-06 "),
    (EVENTS, "state: planned", "state: held"),
)
STATISTICS = {"ka": "ka: სააგენტო ასოციაციას აწვდის", "en": "en: The Agency provides"}
AIM = {"ka": "ka: ასოციაციის მიზანია", "en": "en: The aim of the Association"}
TREASURER = (ASSOCIATION, "offices:\n", "offices:\n  - id: treasurer\n    title: {ka: ხაზინადარი, en: Treasurer}\n")
INVITED = (
    (
        COOPERATION,
        "  # What goes on",
        "  - id: invited-2026\n    date: 2026-09\n    sources: [example-page]\n    text:\n"
        "      ka: სააგენტომ მიიღო შემოთავაზება, გამხდარიყო წევრი.\n"
        "      en: The Agency accepted the invitation to become a member.\n\n  # What goes on",
    ),
)
LATER = (
    (PEOPLE, "start: 2028-01\n", "start: 2029-01\n"),
    (PEOPLE, "end: 2027-12", "end: 2028-12"),
)


def ongoing(language: str, text: str) -> Edit:
    """Return the edit that puts a sentence before the entry on what goes on."""
    start = STATISTICS[language]
    return COOPERATION, start, f"{start[:4]}{text} {start[4:]}"


def both(ka: str, en: str) -> tuple[Edit, ...]:
    """Return the edits that put a sentence before the aim in each language."""
    return tuple(
        (ASSOCIATION, AIM[key], f"{AIM[key][:4]}{text} {AIM[key][4:]}") for key, text in (("ka", ka), ("en", en))
    )


def named(ka: str, en: str) -> Edit:
    """Return the edit that gives a person of the starter another name."""
    return PEOPLE, "{ka: მეორე მაგალითაძე, en: Second Example}", f"{{ka: {ka}, en: {en}}}"


TOLD: tuple[tuple[str, Language, tuple[Edit, ...], str | None], ...] = (
    # An entry and the text of its event
    ("count-unlike-note", "en", (COUNTED, session("en", "It saw seven amended documents.")), "seven"),
    ("count-unlike-note", "ka", (COUNTED, session("ka", "იქ შვიდი შეცვლილი დოკუმენტიც ნახეს.")), "შვიდი"),
    ("count-unlike-note", "en", (COUNTED, session("en", "It saw six amended documents.")), None),
    ("count-unlike-note", "en", (COUNTED, session("en", "It saw two amended rules.")), None),
    ("count-unlike-note", "en", (COUNTED, session("en", "Of six amended documents, two amended documents are new.")),
     None),
    ("count-unlike-note", "ka", (COUNTED, session("ka", "იქ ექვსი შეცვლილი დოკუმენტი ნახეს.")), None),
    # Two sorts of people, after people and organisations were counted
    ("sum-wrong", "en", (CAME, session("en", f"{OF_EN} Of these, nine were women and ten men.")), "ten"),
    ("sum-wrong", "ka", (CAME, session("ka", f"{OF_KA} მათგან ცხრა ქალი იყო, ათი – კაცი.")), "ათი"),
    ("sum-wrong", "en", (CAME, session("en", f"{OF_EN} Of these, ten were women and ten men.")), None),
    ("sum-wrong", "ka", (CAME, session("ka", f"{OF_KA} მათგან ათი ქალი იყო, ათი – კაცი.")), None),
    ("sum-wrong", "en", (CAME, session("en", f"{OF_EN} Of these, four were public and five private.")), None),
    ("sum-wrong", "en", (CAME, session("en", f"{OF_EN} Of these, five women and four men spoke, among others.")), None),
    # How often
    ("digits-differ", "en", both("წელიწადში რვაჯერ იკრიბება.", "It meets fifteen times a year."), "fifteen times"),
    ("digits-differ", "ka", both("ერთხელ ნახა.", "It saw it twice."), "twice"),
    ("digits-differ", "en", both("წელიწადში რვაჯერ იკრიბება.", "It meets eight times a year."), None),
    ("digits-differ", "ka", both("ორჯერ გაიზარდა.", "It doubled."), None),
    ("digits-differ", "en", both("ერთხელ და სამუდამოდ გადაწყდა.", "It was settled for good."), None),
    # The office of a sentence
    ("roles-differ", "en", (TREASURER, *both("ანგარიშს ხაზინადარი წარადგენს.", "The President reports.")), "President"),
    ("roles-differ", "ka",
     (TREASURER, *both("პრეზიდენტს ხაზინადარი ეხმარება.", "The President is helped by the Secretary General.")),
     "Secretary General"),
    ("roles-differ", "en", (TREASURER, *both("ანგარიშს ხაზინადარი წარადგენს.", "The Treasurer reports.")), None),
    ("roles-differ", "ka", (TREASURER, *both("ანგარიშს ხაზინადარი წარადგენს.", "He presents the report.")), None),
    ("roles-differ", "en",
     (TREASURER, *both("პრეზიდენტს ხაზინადარი ცვლის.", "The Treasurer stands in for the President.")), None),
    # Names
    ("name-unlike", "en", (named("ქეთევან მაგალითაძე", "Ketvean Magalitadze"),), "Ketvean"),
    ("name-unlike", "ka", (named("მარიმა მაგალითაძე", "Mariam Magalitadze"),), "Mariam"),
    ("name-unlike", "en", (named("ქეთევან მაგალითაძე", "Ketevan Magalitadze"),), None),
    ("name-unlike", "ka", (named("ალექსანდერ ჰოფმანი", "Alexandre Hofman"),), None),
    ("capitals-differ", "en", (named("ანა შმიდტი", "Anna schmidt"),), "schmidt"),
    ("capitals-differ", "en", (named("ანა ვან დიკი", "Anna van Dyck"),), None),
    ("capitals-differ", "en", (named("ანა ალ-საიდი", "Anna al-Said"),), None),
    ("capitals-differ", "ka", (named("ანა შმიდტი", "Anna Schmidt"),), None),
    # A decision of that same session, of 30 November to 2 December
    ("date-differs", "en", (session("en", "This was announced at that same session on 5 December."),), "5 December"),
    ("date-differs", "ka", (session("ka", "ეს 5 დეკემბერს ითქვა იმავე სესიაზე."),), "5 დეკემბერს"),
    ("date-differs", "en", (session("en", "This was announced at that same session on 1 December."),), None),
    ("date-differs", "en", (session("en", "The rule, made at that same session, took effect on 5 December."),), None),
    ("date-differs", "en", (session("en", "The delegates arrived on 29 November and left on 4 December."),), None),
    ("date-differs", "ka", (session("ka", "სესია გაიმართა; დელეგაცია 29 ნოემბერს ჩამოვიდა."),), None),
    ("date-differs", "en", (session("en", "The delegates arrived on 9 November, and left late."),), "9 November"),
    ("date-differs", "ka", (session("ka", "საფუძველი გამოკითხვა იყო, რომელიც 2026 წელს ჩატარდა."),), None),
    ("date-differs", "en", (session("en", "It rests on a survey that was held on 3 May 2029."),), None),
    ("date-differs", "en", (session("en", "It was said that the session was held on 3 May 2029."),), "3 May 2029"),
    ("date-differs", "en", (session("en", "The Agency was glad that it was held on 3 May 2029."),), "3 May 2029"),
    ("date-differs", "en", (session("en", "All who come know it was held on 3 May 2029."),), "3 May 2029"),
    ("date-differs", "en", (session("en", "The session was held on 29 November and left a mark."),), "29 November"),
    ("date-differs", "en", (session("en", "The session was held on 29 November; a mission came."),), "29 November"),
    ("date-differs", "en", (session("en", "The session was held on 29 November; all left late."),), "29 November"),
    ("date-differs", "ka", (session("ka", "სესია 29 ნოემბერს გაიმართა; დელეგაცია გვიან ჩამოვიდა."),), "29 ნოემბერს"),
    ("date-differs", "en", (session("en", "The letter on that same session came on 5 December."),), None),
    ("date-differs", "ka", (session("ka", "იმავე სესიაზე მიღებული წესი 5 დეკემბერს ამოქმედდა."),), None),
    # From the invitation of September 2026 to the admission of December 2027
    ("span-differs", "en", (*INVITED, ongoing("en", "From invitation to accession four years passed.")), "four years"),
    ("span-differs", "ka", (*INVITED, ongoing("ka", "შეთავაზებიდან გაწევრიანებამდე ოთხი წელი გავიდა.")), "ოთხი წელი"),
    ("span-differs", "en", (*INVITED, ongoing("en", "From invitation to accession fifteen months passed.")), None),
    ("span-differs", "ka", (*INVITED, ongoing("ka", "შეთავაზებიდან გაწევრიანებამდე თხუთმეტი თვე გავიდა.")), None),
    ("span-differs", "en", (*INVITED, ongoing("en", "From the invitation of a guest to accession four years passed.")),
     None),
    ("span-differs", "en", (ongoing("en", "From the invitation to accession four years passed."),), None),
    # Before the edition's event, which is over
    ("outcome-differs", "en", (*OVER, ongoing("en", "The tables will be ready before the Forum.")), "will"),
    ("outcome-differs", "ka", (*OVER, ongoing("ka", "ცხრილები ფორუმამდე მომზადდება.")), "მომზადდება"),
    ("outcome-differs", "en", (ongoing("en", "The tables will be ready before the Forum."),), None),
    ("outcome-differs", "ka", (ongoing("ka", "ცხრილები ფორუმამდე მომზადდება."),), None),
    ("outcome-differs", "en", (*OVER, ongoing("en", "Tables made before the Forum are here and will stay.")), None),
    ("outcome-differs", "en", (*OVER, ongoing("en", "The tables were ready before the Forum.")), None),
    ("outcome-differs", "en", (*OVER, ongoing("en", "The tables will be ready before the next Forum.")), None),
    ("outcome-differs", "en", (*OVER, ongoing("en", "The tables will be ready before the Forum of 2033.")), None),
    ("outcome-differs", "ka", (*OVER, ongoing("ka", "ცხრილები მომდევნო ფორუმამდე მომზადდება.")), None),
    # Somebody who came into the office of the entry only later: it is of September 2028
    ("holder-outside-term", "en",
     (*LATER, entry("en", "The President came. Mr Example, First Example, also saw the archive.")), "First Example"),
    ("holder-outside-term", "ka",
     (*LATER, entry("ka", "პრეზიდენტი მოვიდა. პირველ მაგალითაძემ არქივიც ნახა.")), "პირველ მაგალითაძე"),
    ("holder-outside-term", "en",
     (*LATER, entry("en", "The President came. Second Example also saw the archive.")), None),
    ("holder-outside-term", "en", (*LATER, entry("en", "First Example also saw the archive.")), None),
    ("holder-outside-term", "en",
     (*LATER, entry("en", "The President came. In 2029 First Example also saw the archive.")), None),
    ("holder-outside-term", "ka",
     (*LATER, entry("ka", "პრეზიდენტი მოვიდა. მეორე მაგალითაძემ არქივიც ნახა.")), None),
)  # fmt: skip

CASES: tuple[Case, ...] = tuple(
    fires(code, edits[-1][2], *edits, marks=marks, language=language)
    if marks
    else silent(code, edits[-1][2] + f" ({len(edits)})", *edits, language=language)
    for code, language, edits, marks in TOLD
)
