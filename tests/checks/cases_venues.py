"""Cases of where an event was that a sentence names, and of who was its host."""

from __future__ import annotations

from tests.checks.cases import Case, Edit, Language
from tests.checks.cases_facts import EVENTS, session
from tests.checks.cases_figures import FOURTEEN
from tests.checks.cases_quantities import works

SEMINAR: Edit = (
    EVENTS,
    "",
    """
- id: seminar-2028
  kind: seminar
  name: {ka: სანიმუშო სემინარი, en: Example seminar}
  date: 2028-05-10
  city: example-city
  state: held
  sources: [example-page]
- id: assembly-2026
  kind: meeting
  body: assembly
  name: {ka: ასამბლეის შეხვედრა, en: Meeting of the Assembly}
  date: 2026-06
  city: example-city
  state: held
  sources: [example-page]
""",
)
Rows = tuple[tuple[Language, str, str | None], ...]
_ELSEWHERE: Rows = (
    ("en", "The seminar in Lisbon was the first.", "Lisbon"),
    ("en", "In June 2026 the Assembly met in Vienna.", "Vienna"),
    ("en", "The 12th session, in Madrid, agreed.", "Madrid"),
    ("en", "The Assembly met in America in June 2026.", "America"),
    ("ka", "ლისაბონში გამართული სემინარი პირველი იყო.", "ლისაბონში"),
    ("ka", "2026 წლის ივნისში ასამბლეა ვენაში შეიკრიბა.", "ვენაში"),
    ("en", "In 2015 the Assembly met in Vienna.", None),
    ("en", "Another seminar was held in Lisbon.", None),
    ("en", "The seminar in Example City was the first.", None),
    ("en", "The seminar welcomed guests from Lisbon.", None),
    ("ka", "2015 წელს ასამბლეა ვენაში შეიკრიბა.", None),
    ("ka", "სხვა სემინარი ლისაბონში გაიმართა.", None),
)
_HOSTS: Rows = (
    ("en", "The event was hosted by the Government of the Netherlands.", "Netherlands"),
    ("en", "The host country, France, paid for it.", "France"),
    ("en", "The Swiss government hosted the session.", "Swiss"),
    ("ka", "სესიას ნიდერლანდების მთავრობა მასპინძლობდა.", "ნიდერლანდების"),
    ("ka", "მასპინძელმა ქვეყანამ, საფრანგეთმა, ხარჯები დაფარა.", "საფრანგეთმა"),
    ("en", "The event was hosted by the Government of Georgia.", None),
    ("en", "The next session will be hosted by the Government of France.", None),
    ("ka", "სესიას საქართველოს მთავრობა მასპინძლობდა.", None),
)
_PARTS: Rows = (
    ("en", "The participants came from Europe, Asia and Africa.", "Africa"),
    ("ka", "მონაწილეები ევროპიდან და აფრიკიდან ჩამოვიდნენ.", "აფრიკიდან"),
    ("en", "The participants came from Europe and Asia.", None),
    ("ka", "მონაწილეები ევროპიდან ჩამოვიდნენ.", None),
)
CASES = (
    *(Case("city-of-event", t, (SEMINAR, works(lang, t)), marks, lang) for lang, t, marks in _ELSEWHERE),
    *(Case("place-of-host", t, (session(lang, t),), marks, lang) for lang, t, marks in _HOSTS),
    *(Case("place-elsewhere", t, (FOURTEEN, session(lang, t)), marks, lang) for lang, t, marks in _PARTS),
)
