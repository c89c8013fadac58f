"""Cases of the rules on figures: in one sentence, beside one another, and as rough as the content has them."""

from __future__ import annotations

from tests.checks.cases import Language, fires, silent
from tests.checks.cases_facts import ASSOCIATION, EVENTS, SOURCES, said, session

PAGE = "  publisher: Example Association\n"
COUNTRIES = "    value: 50\n    as_of: 2029-12-31\n"
HELD = "  number: 12"
AIM_KA, AIM_EN = "ასოციაციის მიზანია,", "The aim of the Association is to"
AGES: tuple[tuple[Language, str, str], ...] = (
    ("ka", AIM_KA, f"{AIM_KA} უკვე 120 წელზე მეტია,"),
    ("en", AIM_EN, f"For more than 120 years {AIM_EN}"),
)


def came(figures: str) -> tuple[str, str, str]:
    """Return the edit that says who came to the session of 2027."""
    return EVENTS, HELD, f"{HELD}\n  participants: {{{figures}}}"


FOURTEEN = came("people: {value: 14}, organisations: {value: 7}, countries: [GE, BE, FR]")

CASES = (
    *said(
        "sum-wrong",
        ("shares", "en", "62 per cent came from Europe, 31 per cent from Asia and 17 per cent from elsewhere.", "17"),
        ("shares", "ka", "62% ევროპიდან იყო, 31% – აზიიდან, 17% კი – აფრიკიდან.", "17"),
        ("a share", "en", "112 per cent of those invited attended.", "112"),
        ("a share", "ka", "მოწვეულ პირთა 112 პროცენტი დაესწრო.", "112"),
        ("a difference", "en", "The number rose from 320 to 330, that is by 20.", "20"),
        ("two sorts", "en", "Of the 14 participants 8 were women and 5 men.", "5"),
        ("two sorts", "ka", "14 მონაწილიდან 8 ქალი იყო, 5 – კაცი.", "5"),
        ("a difference", "ka", "რაოდენობა 320-დან 330-მდე, ანუ 20-ით გაიზარდა.", "20"),
        ("the other way", "en", "The number rose from 330 to 320.", "320"),
        ("the other way", "ka", "რაოდენობა 330-დან 320-მდე გაიზარდა.", "320"),
        ("twice as many", "en", "It rose from 156 to 158, that is, it doubled.", "doubled"),
        ("twice as many", "ka", "რიცხვი 156-დან 158-მდე გაიზარდა, ანუ გაორმაგდა.", "გაორმაგდა"),
        ("a majority", "en", "The majority of the seven organizations, namely three, came.", "majority"),
        ("a majority", "ka", "შვიდი ორგანიზაციიდან უმრავლესობა, კერძოდ სამი, ესწრებოდა.", "უმრავლესობა"),
        ("half", "en", "Half of the twelve members, that is four, voted.", "Half"),
        ("parts", "en", "There were 14 delegates, including 9 women and 7 men.", "7"),
        ("parts", "ka", "ესწრებოდა 14 დელეგატი, მათგან 9 ქალი და 7 კაცი.", "7"),
        ("parts in brackets", "en", "There were 14 delegates (9 women and 7 men).", "7"),
        ("a total at the end", "en", "Ten women and six men came, fourteen in all.", "fourteen"),
        ("a total at the end", "ka", "ესწრებოდა ათი ქალი და ექვსი კაცი, სულ თოთხმეტი პირი.", "თოთხმეტი"),
        ("more than half", "ka", "შვიდი ორგანიზაციის ნახევარზე მეტმა, სამმა, უპასუხა.", "ნახევარზე მეტმა"),
        ("three quarters", "en", "Three quarters of the 330 members, 100, are here.", "Three quarters"),
        ("in per cent", "en", "It rose from 320 to 330, an increase of 30 per cent.", "30"),
    ),
    fires(
        "sum-wrong",
        "parts of those who came",
        FOURTEEN,
        session("en", "Of the representatives eight were from Georgia and nine from the other countries."),
        marks="nine",
        language="en",
    ),
    fires(
        "sum-wrong",
        "an average",
        FOURTEEN,
        session("en", "On average the organizations sent four representatives each."),
        marks="four",
        language="en",
    ),
    fires(
        "sum-wrong",
        "an average",
        FOURTEEN,
        session("ka", "თითოეულ ორგანიზაციას საშუალოდ ოთხი წარმომადგენელი ჰყავდა."),
        marks="ოთხი",
        language="ka",
    ),
    *said(
        "sum-wrong",
        ("shares", "en", "62 per cent came from Europe, 31 per cent from Asia and 7 per cent from elsewhere.", None),
        ("shares", "ka", "62% ევროპიდან იყო, 31% – აზიიდან, 7% კი – აფრიკიდან.", None),
        ("several answers", "en", "70 per cent chose training, 55 per cent advice; more answers were possible.", None),
        ("several answers", "ka", "70% ტრენინგს ითხოვდა, 55% – რჩევას; რამდენიმე პასუხი იყო შესაძლებელი.", None),
        ("two sorts", "en", "Of the 14 participants 9 were women and 5 men.", None),
        ("two sorts", "ka", "14 მონაწილიდან 9 ქალი იყო, 5 – კაცი.", None),
        (
            "a third sort",
            "en",
            "Of about 14 participants 8 were women and 5 men. Of 14, 5 were women and 3 spoke.",
            None,
        ),
        ("growth", "en", "Spending grew by 112 per cent, and that of the members by 40 per cent.", None),
        ("growth", "ka", "ხარჯები 112 პროცენტით გაიზარდა.", None),
        ("a difference", "en", "The number rose by ten, from 320 to 330.", None),
        ("a difference", "ka", "რაოდენობა 320-დან 330-მდე, ანუ ათით გაიზარდა.", None),
        ("a majority", "en", "The majority of the seven organizations, namely four, came.", None),
        ("a total at the end", "en", "Ten women and six men came, sixteen in all.", None),
        ("of other things", "ka", "რაოდენობა ორით გაიზარდა – 156-დან 158-მდე.", None),
        ("parts", "en", "There were 14 delegates, including 9 women.", None),
        ("parts", "ka", "ესწრებოდა 14 დელეგატი, მათგან 9 ქალი და 5 კაცი.", None),
        ("other things", "en", "Of the members, three met on 5 May.", None),
    ),
    fires(
        "figure-unlikely",
        "fewer organisations than countries",
        came("people: {value: 14}, organisations: {value: 2}, countries: [GE, BE, FR]"),
        marks="{value: 2}",
    ),
    fires(
        "figure-unlikely",
        "a slip of a digit",
        (ASSOCIATION, COUNTRIES, f"{COUNTRIES}    history: [{{as_of: 2029-02-01, value: 500}}]\n"),
        marks="50",
    ),
    fires(
        "figure-unlikely",
        "a jump",
        (ASSOCIATION, COUNTRIES, f"{COUNTRIES}    history: [{{as_of: 2029-02-01, value: 40}}]\n"),
        marks="50",
    ),
    fires(
        "figure-unlikely",
        "fewer members than countries",
        (ASSOCIATION, "    value: 100\n", "    value: 40\n"),
        marks="40",
    ),
    silent("figure-unlikely", "in proportion", came("people: {value: 14, as_of: 2027-12-02}, countries: [GE, BE]")),
    silent(
        "figure-unlikely",
        "a little more",
        (ASSOCIATION, COUNTRIES, f"{COUNTRIES}    history: [{{as_of: 2029-02-01, value: 48}}]\n"),
    ),
    fires(
        "source-figure-differs",
        "another number",
        (SOURCES, PAGE, f"{PAGE}  note: 60 countries.\n"),
        (ASSOCIATION, COUNTRIES, f"{COUNTRIES}    sources: [example-page]\n"),
        marks="50",
        language="en",
    ),
    fires(
        "source-figure-differs",
        "another number",
        (SOURCES, PAGE, f"{PAGE}  note: 60 ქვეყანა.\n"),
        (ASSOCIATION, COUNTRIES, f"{COUNTRIES}    sources: [example-page]\n"),
        marks="50",
        language="ka",
    ),
    fires(
        "source-figure-differs",
        "as rough",
        (SOURCES, PAGE, f"{PAGE}  note: Over 50 countries.\n"),
        (ASSOCIATION, COUNTRIES, f"{COUNTRIES}    qualifier: up-to\n    sources: [example-page]\n"),
        marks="up-to",
        language="en",
    ),
    silent(
        "source-figure-differs",
        "the same",
        (SOURCES, PAGE, f"{PAGE}  note: 50 countries, 60 people.\n"),
        (ASSOCIATION, COUNTRIES, f"{COUNTRIES}    sources: [example-page]\n"),
        language="en",
    ),
    silent(
        "source-figure-differs",
        "the same",
        (SOURCES, PAGE, f"{PAGE}  note: 50 ქვეყანა.\n"),
        (ASSOCIATION, COUNTRIES, f"{COUNTRIES}    sources: [example-page]\n"),
        language="ka",
    ),
    *said(
        "qualifier-differs",
        ("of an exact figure", "en", "There are more than 50 countries.", "50"),
        ("of an exact figure", "ka", "აქ 50-ზე მეტი ქვეყანაა.", "50"),
        ("another word", "en", "There are up to 100 organizations.", "100"),
        ("another word", "ka", "აქ 100-მდე ორგანიზაციაა.", "100"),
        ("the same word", "en", "There are more than 100 organizations.", None),
        ("the same word", "ka", "აქ 100-ზე მეტი ორგანიზაციაა.", None),
        ("about", "en", "There are about 50 countries.", None),
        ("at least", "en", "There are no fewer than 50 countries.", "50"),
        ("a range", "ka", "ქვეყნების რაოდენობა 48-დან 50-მდე გაიზარდა.", None),
        ("another number", "ka", "აქ 70-ზე მეტი ქვეყანაა.", None),
    ),
    fires(
        "qualifier-differs",
        "beyond the figure",
        (ASSOCIATION, "example courses and meetings.", "courses for more than 140 member organizations."),
        marks="140",
        language="en",
    ),
    silent(
        "qualifier-differs",
        "thousands in two languages",
        session("ka", "გაიყიდა 70 ათასზე მეტი წიგნი და 7 მილიონ მანეთზე ნაკლები."),
        session("en", "More than 70,000 books were sold, and fewer than 7 million roubles."),
        language="en",
    ),
    fires(
        "qualifier-differs",
        "of those who are expected",
        (EVENTS, HELD, f"{HELD}\n  participants_expected: {{value: 1000, qualifier: up-to}}"),
        session("ka", "ელოდებიან სულ მცირე 1000 მონაწილეს."),
        session("en", "No fewer than 1,000 participants are expected."),
        marks="1000",
    ),
    fires(
        "qualifier-differs",
        "in two languages",
        session("ka", "გაიყიდა 70-ზე მეტი წიგნი."),
        session("en", "Up to 70 books were sold."),
        marks="70",
        language="en",
    ),
    fires(
        "figure-misplaced",
        "people before organizations",
        FOURTEEN,
        session("en", "{{ event.participants.people }} organizations came."),
        marks="{{ event.participants.people }}",
        language="en",
    ),
    fires(
        "figure-misplaced",
        "people before organizations",
        FOURTEEN,
        session("ka", "ესწრებოდა {{ event.participants.people }} ორგანიზაცია."),
        marks="{{ event.participants.people }}",
        language="ka",
    ),
    silent(
        "figure-misplaced",
        "its own",
        FOURTEEN,
        session("en", "{{ event.participants.people }} representatives of many organizations came."),
        language="en",
    ),
    silent(
        "figure-misplaced",
        "its own",
        FOURTEEN,
        session("ka", "ესწრებოდა {{ event.participants.people }} წარმომადგენელი."),
        language="ka",
    ),
    *said(
        "number-marks",
        ("a decimal comma", "en", "It grew by 3,1 per cent.", "3,1"),
        ("a decimal point", "ka", "3.1 პროცენტით გაიზარდა.", "3.1"),
        ("thousands", "en", "1.300 participants came.", "1.300"),
        ("thousands", "ka", "ესწრებოდა 1,300 მონაწილე.", "1,300"),
        ("its own", "en", "It grew by 3.1 per cent, to 1,300 participants.", None),
        ("its own", "ka", "3,1 პროცენტით გაიზარდა, 10\u00a0000 მონაწილემდე.", None),
        ("a section", "ka", "იხილეთ 3.1 პუნქტი.", None),
        ("a list", "en", "See items 3,1 of the list.", None),
        ("a date", "ka", "შეხვედრა 14.10 გაიმართა.", None),
        ("more digits than a number has", "en", "Of 1.000.000.000.000.000 participants few came.", None),
    ),
    *said(
        "sum-wrong",
        ("more digits than a number has", "en", f"Of {'9' * 400} participants 3 came and 4 stayed.", None),
        ("more digits than a number has", "ka", f"{'999 ' * 120}მონაწილიდან 3 მოვიდა, 4 დარჩა.", None),
    ),
    *(
        case
        for language, aim, years in AGES
        for case in (
            fires("age-wrong", "older than it is", (ASSOCIATION, aim, years), marks="120", language=language),
            silent("age-wrong", "no age", (ASSOCIATION, aim, years.replace("120", "30")), language=language),
        )
    ),
    *said(
        "age-wrong",
        ("an anniversary", "en", "In 2027 the Association celebrated the 100th anniversary of its foundation.", "100"),
        ("an anniversary", "ka", "2027 წელს ასოციაციამ დაარსების 100 წლისთავი აღნიშნა.", "100"),
        ("a century", "en", "Founded almost two centuries ago, the Association is old.", "two centuries"),
        ("a century", "ka", "ასოციაცია საუკუნენახევრის წინ დაარსდა.", "საუკუნენახევრის"),
        ("years ago", "en", "The Association was founded 40 years ago.", "40"),
        ("an anniversary", "en", "In 2025 the Association celebrated the 75th anniversary of its foundation.", None),
        ("an anniversary", "ka", "2025 წელს ასოციაციამ დაარსების 75 წლისთავი აღნიშნა.", None),
        ("years ago", "en", "The Association was founded 77 years ago.", None),
        ("another’s", "en", "The ILO celebrated its 100th anniversary in 2019.", None),
        ("another’s", "ka", "ILO-მ 2019 წელს დაარსების 100 წლისთავი აღნიშნა.", None),
    ),
)
