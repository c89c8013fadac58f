"""Cases of the rules on times that are told without dates, and on what was before or after what."""

from __future__ import annotations

from tests.checks.cases import Case, Edit, Language, fires, silent
from tests.checks.cases_people import entry
from tests.checks.cases_reckoning import aim, forum, session

# The entry is of September 2028, the session of 30 November to 2 December 2027, the forum of Tuesday 14 to Thursday
# 16 May 2030; the edition is of May 2030, the association of 1950.
TOLD: tuple[tuple[str, Language, Edit, str | None], ...] = (
    ("time-differs", "en", session("en", "It was the spring of 2027."), "spring of 2027"),
    ("time-differs", "en", session("en", "All this happened in the first half of the year."),
     "in the first half of the year"),
    ("time-differs", "en", session("en", "The session was held early in 2027."), "early in 2027"),
    ("time-differs", "en", session("en", "The session was the first event of 2028."), "of 2028"),
    ("time-differs", "en", session("en", "The session was over by the end of June."), "the end of June"),
    ("time-differs", "en", forum("en", "It takes place at the weekend."), "at the weekend"),
    ("time-differs", "en", forum("en", "It runs from Monday to Wednesday."), "from Monday to Wednesday"),
    ("time-differs", "en", aim("en", "Last year the 12th Session met."), "Last year"),
    ("time-differs", "en", aim("en", "The Association was founded in the nineteenth century."),
     "the nineteenth century"),
    ("time-differs", "en", aim("en", "It was fixed for Human Rights Day, 12 December 2028."), "Human Rights Day"),
    ("time-differs", "en", session("en", "This decision of 9 December took effect."), "9 December"),
    ("time-differs", "ka", session("ka", "9 დეკემბრის ეს გადაწყვეტილება ამოქმედდა."), "9 დეკემბრის"),
    ("time-differs", "en", session("en", "This decision of 2 December took effect."), None),
    ("time-differs", "ka", session("ka", "ეს 2027 წლის გაზაფხულზე მოხდა."), "2027 წლის გაზაფხულზე"),
    ("time-differs", "ka", session("ka", "ეს ყველაფერი წლის პირველ ნახევარში მოხდა."), "წლის პირველ ნახევარში"),
    ("time-differs", "ka", forum("ka", "იგი ორშაბათიდან ოთხშაბათამდე გაიმართება."), "ორშაბათიდან ოთხშაბათამდე"),
    ("time-differs", "ka", aim("ka", "ასოციაცია მეცხრამეტე საუკუნეში დაარსდა."), "მეცხრამეტე საუკუნეში"),
    ("time-differs", "en", session("en", "It was the winter of 2027."), None),
    ("time-differs", "en", session("en", "All this happened in the second half of the year."), None),
    ("time-differs", "en", session("en", "Work on the papers had begun in the spring."), None),
    ("time-differs", "en", session("en", "Its report was sent in the summer of 2028."), None),
    ("time-differs", "en", forum("en", "It runs from Tuesday to Thursday."), None),
    ("time-differs", "en", forum("en", "Registration closes early in May."), None),
    ("time-differs", "en", aim("en", "Its sessions are usually held in the first half of the year."), None),
    ("time-differs", "en", aim("en", "The Association was founded in the twentieth century."), None),
    ("time-differs", "en", aim("en", "It was fixed for Human Rights Day, 10 December 2028."), None),
    ("time-differs", "ka", session("ka", "ეს 2027 წლის ზამთარში მოხდა."), None),
    ("time-differs", "ka", session("ka", "ეს ყველაფერი წლის ბოლოს მოხდა."), None),
    ("time-differs", "ka", forum("ka", "იგი სამშაბათიდან ხუთშაბათამდე გაიმართება."), None),
    ("time-differs", "ka", aim("ka", "ასოციაცია მეოცე საუკუნეში დაარსდა."), None),
    ("span-differs", "en", entry("en", "In the same year the 12th Session met."), "In the same year"),
    ("span-differs", "en", entry("en", "It came long after the 12th Session and before the admission."), "before"),
    ("span-differs", "en", entry("en", "The Agency had been a member for three years."), "three years"),
    ("span-differs", "en", entry("en", "Before that another Agency had been a member for three years."), None),
    ("time-differs", "en", session("en", "The guests of the session arrived on a Monday."), None),
    ("time-differs", "en", session("en", "On a Monday, the guests of the session left for Brussels."), None),
    ("time-differs", "en", session("en", "The session was held on a Monday and left a mark."), "Monday"),
    ("time-differs", "en", session("en", "The session met on a Monday; the guests left for home late."), "Monday"),
    ("span-differs", "en", aim("en", "The admission came shortly before the 12th Session."), None),
    ("span-differs", "en", aim("en", "The day before the 12th Session, on 9 October 2027, it met."), "The day before"),
    ("span-differs", "en", aim("en", "The day before the 12th Session, on 29 November 2027, it met."), None),
    ("span-differs", "ka", entry("ka", "იმავე წელს მე-12 სესია გაიმართა."), "იმავე წელს"),
    ("span-differs", "ka", entry("ka", "წინა წელს მე-12 სესია გაიმართა."), None),
    ("duration-differs", "en", forum("en", "Its talks will fill two weeks."), "two weeks"),
    ("duration-differs", "en", forum("en", "Its talks will fill three days."), None),
    ("duration-differs", "ka", forum("ka", "იგი ოთხ დღეს გაგრძელდება."), "ოთხ დღეს"),
    ("duration-differs", "ka", forum("ka", "იგი სამ დღეს გაგრძელდება."), None),
    ("duration-differs", "ka", forum("ka", "გახსნა ერთ საათს გაგრძელდა, რასაც ერთდღიანი სესია მოჰყვა."), None),
    ("event-told-otherwise", "en", session("en", "The next Session, the 11th, was short."), "11"),
    ("event-told-otherwise", "en", session("en", "The next Session, the 13th, was short."), None),
    ("event-told-otherwise", "ka", session("ka", "მომდევნო სესია, მე-11, ხანმოკლე იყო."), "11"),
    ("state-of-before", "en", aim("en", "As at 31 December 2030, it had 11 members."), "31 December 2030"),
)  # fmt: skip

CASES: tuple[Case, ...] = tuple(
    silent(code, edit[2], edit, language=language)
    if marks is None
    else fires(code, edit[2], edit, marks=marks, language=language)
    for code, language, edit, marks in TOLD
)
