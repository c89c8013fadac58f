"""Cases of the rules on what texts tell of offices: since when, elected to which, and after whom."""

from __future__ import annotations

from tests.checks.cases import Language, fires, silent
from tests.checks.cases_people import entry

PERSON_KA, PERSON_EN = "პირველ მაგალითაძე", "First Example"
OTHER_KA, OTHER_EN = "მეორე მაგალითაძე", "Second Example"

# First Example has been President since January 2028; Second Example was from 2020 until December 2027.
TOLD: tuple[tuple[str, Language, str, str | None], ...] = (
    ("term-told-otherwise", "en", f"{PERSON_EN} took office in March 2028.", "March 2028"),
    ("term-told-otherwise", "en", f"{PERSON_EN} has held the office since 2027.", "since 2027"),
    ("term-told-otherwise", "en", f"{OTHER_EN} is here. His term ended in May 2027.", "May 2027"),
    ("term-told-otherwise", "en", f"{OTHER_EN} left office in 2026.", "in 2026"),
    ("term-told-otherwise", "ka", f"{PERSON_KA} თანამდებობას 2028 წლის მარტში შეუდგა.", "2028 წლის მარტში"),
    ("term-told-otherwise", "ka", f"{OTHER_KA} თანამდებობა 2026 წელს დატოვა.", "2026 წელს"),
    ("term-told-otherwise", "en", f"{PERSON_EN} took office in January 2028.", None),
    ("term-told-otherwise", "en", f"{PERSON_EN} has held the office since 2028.", None),
    ("term-told-otherwise", "en", f"{OTHER_EN} left office in December 2027.", None),
    ("term-told-otherwise", "en", "Somebody took office in March 2026.", None),
    ("term-told-otherwise", "en", f"{PERSON_EN} came. The previous President had been in office since 2020.", None),
    ("term-told-otherwise", "ka", f"{PERSON_KA} მოვიდა. წინა პრეზიდენტი თანამდებობაზე 2020 წლიდან იყო.", None),
    ("term-told-otherwise", "ka", f"{PERSON_KA} თანამდებობას 2028 წლის იანვარში შეუდგა.", None),
    ("term-told-otherwise", "en", f"Until May 2026 {OTHER_EN} was President.", "May 2026"),
    ("term-told-otherwise", "ka", f"2026 წლის მაისამდე პრეზიდენტი {OTHER_KA} იყო.", "2026 წლის მაისამდე"),
    ("term-told-otherwise", "en", f"Until December 2027 {OTHER_EN} was President.", None),
    ("term-told-otherwise", "ka", f"2027 წლის დეკემბრამდე პრეზიდენტი {OTHER_KA} იყო.", None),
    ("term-told-otherwise", "en", f"Until May 2026 {OTHER_EN} was ill, and the letter was not sent.", None),
    ("elected-as-another", "en", f"{PERSON_EN} was elected Secretary General.", "Secretary General"),
    ("elected-as-another", "en", f"{PERSON_EN} came. After his election as Secretary General he left.",
     "Secretary General"),
    ("elected-as-another", "ka", f"{PERSON_KA} გენერალურ მდივნად აირჩიეს.", "გენერალურ მდივნად"),
    ("elected-as-another", "en", f"{PERSON_EN} was elected President.", None),
    ("elected-as-another", "en", f"{PERSON_EN} was elected Deputy Secretary General.", None),
    ("elected-as-another", "ka", f"{PERSON_KA} პრეზიდენტად აირჩიეს.", None),
    ("elected-as-another", "ka", f"{PERSON_KA} გენერალურმა მდივანმა აირჩია.", None),
    ("holder-followed-otherwise", "en", f"{OTHER_EN} succeeded {PERSON_EN}.", PERSON_EN),
    ("holder-followed-otherwise", "en", f"{PERSON_EN} came. He was succeeded by {OTHER_EN}.", OTHER_EN),
    ("holder-followed-otherwise", "ka", f"{OTHER_KA} იყო. მისი წინამორბედი {PERSON_KA} იყო.", PERSON_KA),
    ("holder-followed-otherwise", "en", f"{PERSON_EN} succeeded {OTHER_EN}.", None),
    ("holder-followed-otherwise", "en", f"{PERSON_EN} came. His predecessor was {OTHER_EN}.", None),
    ("holder-followed-otherwise", "ka", f"{PERSON_KA} იყო. მისი წინამორბედი {OTHER_KA} იყო.", None),
)  # fmt: skip

CASES = tuple(
    fires(code, text, entry(language, text), marks=marks, language=language)
    if marks
    else silent(code, text, entry(language, text), language=language)
    for code, language, text, marks in TOLD
)
