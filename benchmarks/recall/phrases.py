"""Words that faults are made of, by language. The people are invented."""

from __future__ import annotations

import datetime as dt


def _list(words: str) -> list[str]:
    return words.split()


MONTHS = {
    "en": _list("January February March April May June July August September October November December"),
    "fr": _list("janvier février mars avril mai juin juillet août septembre octobre novembre décembre"),
    "ka": _list("იანვარი თებერვალი მარტი აპრილი მაისი ივნისი ივლისი აგვისტო სექტემბერი ოქტომბერი ნოემბერი დეკემბერი"),
}
GENITIVES = _list(
    "იანვრის თებერვლის მარტის აპრილის მაისის ივნისის ივლისის აგვისტოს სექტემბრის ოქტომბრის ნოემბრის დეკემბრის"
)
WEEKDAYS = {
    "en": _list("Monday Tuesday Wednesday Thursday Friday Saturday Sunday"),
    "fr": _list("lundi mardi mercredi jeudi vendredi samedi dimanche"),
    "ka": _list("ორშაბათს სამშაბათს ოთხშაბათს ხუთშაბათს პარასკევს შაბათს კვირას"),
}
NUMBERS = {  # from two to sixteen
    "en": _list("two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"),
    "fr": _list("deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"),
    "ka": _list("ორი სამი ოთხი ხუთი ექვსი შვიდი რვა ცხრა ათი თერთმეტი თორმეტი ცამეტი თოთხმეტი თხუთმეტი თექვსმეტი"),
}

# Sentences to add; each is right in itself, and wrong where it is put.
FIGURES = {
    "en": (" In all, {n} meetings were held.", " It has a staff of {n}.", " Of these, {n} took part online."),
    "fr": (" Au total, {n} réunions ont eu lieu.", " Elle emploie {n} personnes."),
    "ka": (" სულ გაიმართა {n} შეხვედრა.", " მასში მუშაობს {n} თანამშრომელი.", " მათგან {n} დისტანციურად დაესწრო."),
}
CHANGES = {  # the sort of sentence that someone adds in the main language only
    "en": (" Decisions need a majority of all votes.", " Minutes are kept.", " Observers may be invited."),
    "fr": (" Les décisions sont prises à la majorité.", " Un procès-verbal est dressé."),
    "ka": (
        " გადაწყვეტილება ხმათა უმრავლესობით მიიღება.",
        " სხდომები ღიაა.",
        " გადაწყვეტილება ქვეყნდება ასოციაციის ვებგვერდზე.",
    ),
}
EXPIRING = {
    "en": (
        " At this stage the documents are being prepared.",
        " The results are expected soon.",
        " The draft is ready for adoption.",
        " The next meeting will take place in the coming weeks.",
        " The report is currently being written.",
        " About twenty experts are expected.",
        " The agreement is about to be signed.",
    ),
    "fr": (
        " À ce stade, les documents sont en préparation.",
        " Les résultats sont attendus prochainement.",
        " La prochaine réunion aura lieu dans les semaines à venir.",
    ),
    "ka": (
        " ამ ეტაპზე მიმდინარეობს დოკუმენტების მომზადება.",
        " დოკუმენტი მზადაა დასამტკიცებლად.",
        " შედეგებს უახლოეს დღეებში ელოდებიან.",
        " მომდევნო შეხვედრა უახლოეს კვირებში გაიმართება.",
        " ანგარიში ამჟამად მუშავდება.",
        " ამ ეტაპზე მოლაპარაკებები გრძელდება.",
        " დამსწრეთა რიცხვი ჯერ უცნობია, ელოდებიან ექსპერტებსაც.",
    ),
}
UNKNOWN_PEOPLE = {
    "en": (
        " Mr Anton Miller chaired the meeting.",
        " It was opened by Ms Anna Larsen.",
        " Dr Peter Novak presented the results.",
        " Mrs Mary Thornton spoke for the hosts.",
        " Professor Paul Whitfield took part.",
        " The minutes were kept by Mr Fielding.",
    ),
    "fr": (" M. Antoine Meunier a présidé la réunion.", " Mme Anne Larcher a pris la parole."),
    "ka": (
        " შეხვედრას უძღვებოდა ბატონი ანტონ მილერი.",
        " სიტყვით გამოვიდა ქალბატონი ნინო ბერიძე.",
        " შედეგები წარადგინა დოქტორმა პეტრე ნოვაკმა.",
        " ბატონმა გიორგი მაისურაძემ მადლობა გადაუხადა მონაწილეებს.",
        " მონაწილეობდა ქ-ნი ანა ლარსენი.",
        " სხდომას ესწრებოდა ბ-ნი ირაკლი ლომიძე.",
    ),
}
UNKNOWN_OFFICERS = {  # with an office in place of a title
    "en": (" President Anton Miller opened the meeting.", " Secretary General Anna Larsen took part."),
    "fr": (" Le président Antoine Meunier a ouvert la séance.",),
    "ka": (" შეხვედრა გახსნა პრეზიდენტმა ანტონ მილერმა.", " მონაწილეობდა დირექტორი ნინო ბერიძე."),
}
KNOWN_PERSON = {
    "en": (" Mr {name} took part.", " It was opened by {name}."),
    "fr": (" M. {name} a participé.",),
    "ka": (" მონაწილეობდა {name}.", " დოკუმენტს ხელს აწერს {name}."),
}
DATED = {
    "en": (" The text was agreed on {day} {month} {year}.", " They met again on {month} {day}, {year}.",
           " The text was agreed in {month} {year}.", " The meeting of {day}.{m:02}.{year} was the first.",
           " The letter is dated {day} {abbr} {year}.", " It opened on {day} {month}.",
           " The mission lasted from {day} to {next} {month} {year}.", " See the letter of {iso}.",
           " The file was closed on {m:02}/{day:02}/{year}."),
    "fr": (" Le texte a été arrêté le {day} {month} {year}.", " Le texte a été arrêté en {month} {year}."),
    "ka": (" ტექსტი {year} წლის {day} {dative} შეთანხმდა.", " ვიზიტი გაიმართა {day} {dative}.",
           " წერილი დათარიღებულია {day:02}.{m:02}.{year}-ით.", " სამუშაო {year} წლის {locative} დასრულდა.",
           " მისია {year} წლის {day}–{next} {dative} შედგა.", " სამუშაო ვერსია {day} {genitive} შეხვედრაზე შეიქმნა."),
}  # fmt: skip
WEEKDAY_AND_DATE = {
    "en": (" The talks were held on {weekday}, {day} {month} {year}.", " It ended on {weekday} {day} {month} {year}."),
    "fr": (" Les entretiens ont eu lieu le {weekday} {day} {month} {year}.",),
    "ka": (" მოლაპარაკება {year} წლის {day} {dative}, {weekday}, გაიმართა.",),
}


def date_words(language: str, day: dt.date) -> dict[str, str | int]:
    """Return what the forms of dates above are filled with."""
    month = MONTHS[language][day.month - 1]
    stem = month.removesuffix("ი")
    return {
        "day": day.day, "next": day.day + 2, "m": day.month, "year": day.year, "iso": day.isoformat(),
        "month": month, "abbr": month[:3], "dative": f"{stem}ს", "locative": f"{stem}ში",
        "genitive": GENITIVES[day.month - 1],
    }  # fmt: skip
