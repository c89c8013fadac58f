"""What the content lists and counts, and sentences that count it rightly and otherwise, in both languages."""

from __future__ import annotations

from typing import Any

import pytest

from tests.checks import small


def item(kind: str, ka: str, en: str, **more: str) -> dict[str, Any]:
    return {"id": en.split()[-1].lower(), "kind": kind, "title": {"ka": ka, "en": en}, **more}


ITEMS = [
    item("election", "პრეზიდენტის არჩევა", "Election of the President", office="president"),
    item("election", "ხაზინადრის არჩევა", "Election of the Treasurer", office="treasurer"),
    item("adoption", "ბიუჯეტის დამტკიცება", "Adoption of the budget"),
]
SESSION: dict[str, Any] = {
    "id": "session-12", "kind": "council-session", "body": "council", "number": 12, "date": "2029-05-10/2029-05-11",
    "name": {"ka": "საბჭოს სესია", "en": "Session of the Council"}, "state": "held", "agenda": ITEMS,
    "participants": {
        "people": {"value": 14}, "organisations": {"value": 7}, "countries": ["GE", "BE", "FR", "DE", "LV", "MD"],
    },
}  # fmt: skip
FORUM: dict[str, Any] = {
    "id": "congress", "kind": "forum", "date": "2029-06-10", "state": "held",
    "name": {"ka": "კონგრესი", "en": "Congress"},
    "participants": {
        "people": {"value": 1300, "qualifier": "about"}, "from_countries": {"value": 150, "qualifier": "more-than"},
    },
    "participants_expected": {"value": 1000},
}  # fmt: skip
ASSOCIATION: dict[str, Any] = {
    "offices": [
        {"id": "president", "title": {"ka": "პრეზიდენტი", "en": "President"}},
        {"id": "treasurer", "title": {"ka": "ხაზინადარი", "en": "Treasurer"}},
    ],
    "stats": [{"id": "countries", "label": {"ka": "ქვეყნების რაოდენობა", "en": "Countries"}, "value": 158}],
    "bodies": [
        {
            "id": "council",
            "kind": "council",
            "name": {"ka": "საბჭო", "en": "Council"},
            "meets_every_years": 3,
            "elects": ["president", "treasurer"],
        }
    ],
    "goals": {
        "intro": {"ka": "მიზნებია:", "en": "The objectives are:"},
        "items": [
            {"id": "one", "text": {"ka": "სტანდარტების შემუშავება", "en": "to develop professional standards"}},
            {"id": "two", "text": {"ka": "ხარისხიანი სერვისების მიწოდება", "en": "to deliver quality services"}},
        ],
    },
}
NAMES = {"ka": "მაგალითის ასოციაცია", "en": "Example Association"}
CAME = "{{ event.participants."
PRINTS = {
    "ka": f"{CAME}organisations }}}} ორგანიზაცია, {CAME}people }}}} კაცი, {CAME}countries | count }}}} ქვეყანა.",
    "en": f"{CAME}people }}}} people, {CAME}organisations }}}} of them, {CAME}countries | count }}}} countries.",
}


def problems(code: str, language: str, event: str, sentence: str) -> list[str]:
    texts = {"ka": "-", "en": "-"} | {language: f"{PRINTS[language]} {sentence}" if event == "session-12" else sentence}
    about = small.told(
        texts,
        entry={"event": event, "date": None} if event else {},
        events=[SESSION, FORUM],
        association={"name": NAMES, **ASSOCIATION},
    )
    return [word for word in small.marked(about, code) if word != "-"]


# The session is the 12th: 14 people of 7 organisations and 6 countries; the congress had 1,300 people from 150 of 158
# countries, and 1,000 had been expected.
ROWS = (
    ("count-differs", "en", "session-12", "Five items were on the agenda.", "Five"),
    ("count-differs", "en", "session-12", "The Council dealt with all four items on its agenda.", "four"),
    ("count-differs", "en", "session-12", "The fifth item on the agenda was the budget.", "fifth"),
    ("count-differs", "en", "session-12", "The first item on the agenda was the adoption of the budget.", "first"),
    ("count-differs", "en", "session-12", "Three elections were on the agenda.", "Three"),
    ("count-differs", "en", "session-12", "Until then the Council had held 12 sessions.", "12"),
    ("count-differs", "en", "", "The Example Association has four strategic objectives.", "four"),
    ("count-differs", "en", "", "That serves the fourth of the strategic objectives.", "fourth"),
    ("count-differs", "en", "", "The first objective, quality services that are delivered, is the hardest.", "first"),
    ("count-differs", "ka", "session-12", "დღის წესრიგში ხუთი საკითხი იდგა.", "ხუთი"),
    ("count-differs", "ka", "session-12", "დღის წესრიგის ოთხივე საკითხი განიხილეს.", "ოთხივე"),
    ("count-differs", "ka", "session-12", "დღის წესრიგის მეხუთე საკითხი ბიუჯეტი იყო.", "მეხუთე"),
    ("count-differs", "ka", "session-12", "მანამდე საბჭოს 12 სესია გაიმართა.", "12"),
    ("count-differs", "ka", "", "ეს სტრატეგიული მიზნებიდან მეოთხეს ემსახურება.", "მეოთხეს"),
    ("count-differs", "en", "session-12", "Three items were on the agenda.", None),
    ("count-differs", "en", "session-12", "The third item on the agenda was the adoption of the budget.", None),
    ("count-differs", "en", "session-12", "Two elections were on the agenda.", None),
    ("count-differs", "en", "session-12", "Two of the items on the agenda were elections.", None),
    ("count-differs", "en", "session-12", "Until then the Council had held 11 sessions.", None),
    ("count-differs", "en", "", "The Example Association has two strategic objectives.", None),
    ("count-differs", "en", "", "The training had four objectives.", None),
    ("count-differs", "en", "", "The second objective, quality services that are delivered, is the hardest.", None),
    ("count-differs", "ka", "session-12", "დღის წესრიგში სამი საკითხი იდგა.", None),
    ("count-differs", "ka", "session-12", "მანამდე საბჭოს 11 სესია გაიმართა.", None),
    ("count-differs", "ka", "", "ტრენინგს ოთხი მიზანი ჰქონდა.", None),
    ("quantity-differs", "en", "session-12", "Five countries took part in the session.", "Five"),
    ("quantity-differs", "en", "session-12", "Six foreign countries were represented.", "Six"),
    ("quantity-differs", "en", "session-12", "Seven representatives of 14 organizations attended.", "Seven"),
    ("quantity-differs", "ka", "session-12", "სესიაში ხუთი ქვეყანა მონაწილეობდა.", "ხუთი"),
    ("quantity-differs", "ka", "session-12", "უცხოეთიდან ექვსი ქვეყანა იყო წარმოდგენილი.", "ექვსი"),
    ("quantity-differs", "en", "session-12", "Six countries took part in the session.", None),
    ("quantity-differs", "en", "session-12", "Five foreign countries were represented.", None),
    ("quantity-differs", "en", "session-12", "The guests came from five countries in all.", None),
    ("quantity-differs", "ka", "session-12", "სტუმრები ხუთი ქვეყნიდან ჩამოვიდნენ.", None),
    ("quantity-differs", "en", "session-12", "Ten participants attended on the last day.", None),
    ("quantity-differs", "ka", "session-12", "სესიაში ექვსი ქვეყანა მონაწილეობდა.", None),
    ("quantity-differs", "en", "session-12", "One country was represented by two organizations.", None),
    ("quantity-differs", "ka", "session-12", "ერთი ქვეყანა ორი ორგანიზაციით იყო წარმოდგენილი.", None),
    ("quantity-differs", "ka", "session-12", "ბოლო დღეს ათი მონაწილე დაესწრო.", None),
    ("sum-wrong", "en", "congress", "Fewer than half of the member countries attended.", "half"),
    ("sum-wrong", "en", "congress", "Sixty per cent of the member countries were represented.", "Sixty"),
    ("sum-wrong", "en", "congress", "A third of the member countries did not attend.", "A third"),
    ("sum-wrong", "en", "congress", "The number exceeded the forecast by 100.", "exceeded the forecast by 100"),
    ("sum-wrong", "en", "congress", "It was 50 per cent more than expected.", "50 per cent more than expected"),
    ("sum-wrong", "ka", "congress", "წევრი ქვეყნების სამი მეოთხედი დაესწრო.", "სამი მეოთხედი"),
    ("sum-wrong", "ka", "congress", "ყოველი მეხუთე წევრი ქვეყანა არ დაესწრო.", "ყოველი მეხუთე"),
    ("sum-wrong", "ka", "congress", "მოსალოდნელზე 50 პროცენტით მეტი მოვიდა.", "მოსალოდნელზე 50 პროცენტით მეტი"),
    ("sum-wrong", "en", "congress", "More than half of the member countries attended.", None),
    ("sum-wrong", "en", "congress", "Some 95 per cent of the member countries attended.", None),
    ("sum-wrong", "en", "congress", "The number exceeded the forecast by 300.", None),
    ("sum-wrong", "en", "congress", "It was 30 per cent more than expected.", None),
    ("sum-wrong", "ka", "congress", "წევრი ქვეყნების ნახევარზე მეტი დაესწრო.", None),
    ("sum-wrong", "ka", "congress", "მოსალოდნელზე 30 პროცენტით მეტი მოვიდა.", None),
    ("frequency-differs", "en", "", "The Council met in 2016 and meets next in 2021.", "in 2021"),
    ("frequency-differs", "en", "", "The Council meets twice in ten years.", "twice in ten years"),
    ("frequency-differs", "ka", "", "საბჭო 2016 წელს შეიკრიბა და შემდეგ 2021 წელს იკრიბება.", "2021 წელს"),
    ("frequency-differs", "ka", "", "საბჭო ათწლეულში ორჯერ იკრიბება.", "ათწლეულში ორჯერ"),
    ("frequency-differs", "en", "", "The Council met in 2016 and meets next in 2022.", None),
    ("frequency-differs", "ka", "", "საბჭო 2016 წელს შეიკრიბა და შემდეგ 2019 წელს იკრიბება.", None),
)  # fmt: skip


@pytest.mark.parametrize(("code", "language", "event", "sentence", "marks"), ROWS)
def test_what_is_counted_is_what_there_is(
    code: str, language: str, event: str, sentence: str, marks: str | None
) -> None:
    assert problems(code, language, event, sentence)[:1] == ([marks] if marks else [])


def test_a_note_is_counted_as_well() -> None:
    body = {"id": "commissions", "kind": "commissions", "name": {"en": "Commissions"}}
    under = [{"id": f"c{n}", "kind": "commission", "parent": "commissions", "name": {"en": f"Of {n}"}} for n in "ab"]
    for note, number in (("They confirm their number, 3.", 1), ("They confirm their number, 2.", 0)):
        about = small.subject(association={"bodies": [{**body, "note": note}, *under]})
        assert len(small.found(about, "count-differs")) == number


def test_digits_that_changed_places_are_told_by_the_note() -> None:
    for value, paths in ((303, ["association.stats[members].value"]), (330, [])):
        stat = {"id": "members", "label": {"en": "Members"}, "value": value, "note": "The page says more than 330."}
        assert small.paths(small.subject(association={"stats": [stat]}), "source-figure-differs") == paths
