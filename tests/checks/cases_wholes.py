"""Cases of parts and shares beside the whole that the content counts, and of weeks and numbers of meetings."""

from __future__ import annotations

from tests.checks.cases import Case, Edit, Language, fires, silent
from tests.checks.cases_facts import EVENTS, session
from tests.checks.cases_figures import FOURTEEN
from tests.checks.cases_people import entry
from tests.checks.cases_reckoning import aim, forum

EXPECTED: Edit = (
    EVENTS,
    "  number: 12",
    "  number: 12\n  participants: {people: {value: 130}}\n  participants_expected: {value: 100}",
)
WHOLES: tuple[tuple[Language, Edit, str, str | None], ...] = (
    ("en", FOURTEEN, "Eight of the representatives were women and five were men.", "five"),
    ("en", FOURTEEN, "Nine of the participants came from abroad and six were local.", "six"),
    ("en", FOURTEEN, "Of the participants eleven came by train and two by bus.", "two"),
    ("en", FOURTEEN, "Half of the participants, eight people, were new.", "Half"),
    ("en", FOURTEEN, "A quarter of the budget, 35 per cent, is for travel.", "A quarter"),
    ("en", FOURTEEN, "The motion received 135 of 120 votes.", "135"),
    ("en", FOURTEEN, "Of its 120 members 135 have voted.", "135"),
    ("en", EXPECTED, "That was 30 fewer than expected.", "30 fewer than expected"),
    (
        "en",
        EXPECTED,
        "There were 90 more participants than had been expected.",
        "90 more participants than had been expected",
    ),
    ("en", FOURTEEN, "Among the participants were six women and nine men.", "nine"),
    ("en", FOURTEEN, "Of the participants, 6 were women and 9 were men.", "9"),
    ("en", FOURTEEN, "The session was attended by seven women and eight men.", "eight"),
    ("ka", FOURTEEN, "მონაწილეთა შორის ექვსი ქალი და ცხრა კაცი იყო.", "ცხრა"),
    ("ka", FOURTEEN, "სესიას შვიდი ქალი და რვა კაცი დაესწრო.", "რვა"),
    ("ka", FOURTEEN, "წარმომადგენელთაგან რვა ქალი იყო, ხუთი – კაცი.", "ხუთი"),
    ("ka", FOURTEEN, "მონაწილეთაგან ცხრა უცხოელი იყო, ექვსი – ადგილობრივი.", "ექვსი"),
    ("ka", FOURTEEN, "მონაწილეთა ნახევარი, რვა კაცი, ახალი იყო.", "ნახევარი"),
    ("ka", FOURTEEN, "ბიუჯეტის მეოთხედი, 35 პროცენტი, მგზავრობას ხმარდება.", "მეოთხედი"),
    ("ka", FOURTEEN, "წინადადებამ 120 ხმიდან 135 მიიღო.", "135"),
    ("ka", EXPECTED, "ეს მოსალოდნელზე 30-ით ნაკლებია.", "მოსალოდნელზე 30-ით ნაკლებია"),
    ("en", FOURTEEN, "Eight of the representatives were women and six were men.", None),
    ("en", FOURTEEN, "Among the participants were eight women and six men.", None),
    ("en", FOURTEEN, "Among the participants were heads of 20 organizations.", None),
    ("en", FOURTEEN, "The session was attended by seven women and seven men.", None),
    ("en", FOURTEEN, "Two women and a man of the Agency’s staff attended; two women and three men spoke.", None),
    ("ka", FOURTEEN, "მონაწილეთა შორის რვა ქალი და ექვსი კაცი იყო.", None),
    ("ka", FOURTEEN, "სააგენტოდან სესიას ორი ქალი და ერთი კაცი დაესწრო.", None),
    ("en", FOURTEEN, "Nine of the participants came by train and two by bus.", None),
    ("en", FOURTEEN, "Half of the participants, seven people, were new.", None),
    ("en", FOURTEEN, "Half of the participants were new, for five days.", None),
    ("en", FOURTEEN, "A quarter of the budget, 25 per cent, is for travel.", None),
    ("en", FOURTEEN, "The motion received 85 of 120 votes.", None),
    ("en", FOURTEEN, "From 30 districts 45 reports came.", None),
    ("en", EXPECTED, "That was 30 more than expected.", None),
    ("en", EXPECTED, "That was more than had been expected.", None),
    ("ka", FOURTEEN, "წარმომადგენელთაგან რვა ქალი იყო, ექვსი – კაცი.", None),
    ("ka", FOURTEEN, "მონაწილეთა ნახევარი, შვიდი ადამიანი, ახალი იყო.", None),
    ("ka", EXPECTED, "ეს მოსალოდნელზე 30-ით მეტია.", None),
    # How long a term is isn't the whole of the votes behind it.
    ("en", FOURTEEN, "She was elected for three years (21 votes for, 12 against).", None),
    ("ka", FOURTEEN, "იგი 3 წლის ვადით აირჩიეს (მომხრე – 21, წინააღმდეგი – 12).", None),
    ("ka", FOURTEEN, "იგი 3 წლის ვადით აირჩიეს; მომხრე – 21, წინააღმდეგი – 12.", None),
    ("en", FOURTEEN, "The 30 votes were divided (21 votes for, 12 against).", "12"),
)
# The forum is of 14 to 16 May 2030; the 12th session of 30 November to 2 December 2027; the entry of September 2028.
TOLD: tuple[tuple[str, Language, Edit, str | None], ...] = (
    ("duration-differs", "en", forum("en", "The week-long Forum is over."), "week-long"),
    ("duration-differs", "en", forum("en", "The two-week Forum is over."), "two-week"),
    ("duration-differs", "ka", forum("ka", "ერთკვირიანი ფორუმი დასრულდა."), "ერთკვირიანი"),
    ("duration-differs", "en", forum("en", "A week-long course comes before it."), None),
    ("duration-differs", "ka", forum("ka", "ერთკვირიანი კურსი უძღოდა წინ."), None),
    ("date-impossible", "en", entry("en", "The letter came on 11/25/2028."), "11/25/2028"),
    ("date-impossible", "ka", entry("ka", "წერილი 09/13/28-ს მოვიდა."), "09/13/28"),
    ("date-impossible", "en", entry("en", "The letter came on 25/11/2028, on page 11/25."), None),
    ("date-impossible", "ka", entry("ka", "წერილი 13.09.2028-ს მოვიდა."), None),
    ("event-told-otherwise", "en", aim("en", "The 11th Example Session was held in 2029."), "in 2029"),
    ("event-told-otherwise", "en", aim("en", "The 13th Example Session was held in May 2025."), "May 2025"),
    ("event-told-otherwise", "ka", aim("ka", "მე-11 სანიმუშო სესია 2029 წელს გაიმართა."), "2029 წელს"),
    ("event-told-otherwise", "en", aim("en", "The 11th Example Session was held in 2025."), None),
    ("event-told-otherwise", "en", aim("en", "The 11th Session of the Bank was held in 2029."), None),
    ("event-told-otherwise", "ka", aim("ka", "მე-13 სანიმუშო სესია 2029 წელს გაიმართა."), None),
)
CASES: tuple[Case, ...] = (
    *(
        fires("sum-wrong", text, edit, session(code, text), marks=marks, language=code)
        if marks
        else silent("sum-wrong", text, edit, session(code, text), language=code)
        for code, edit, text, marks in WHOLES
    ),
    *(
        fires(rule, edit[2], edit, marks=marks, language=code) if marks else silent(rule, edit[2], edit, language=code)
        for rule, code, edit, marks in TOLD
    ),
)
