"""A filled point of each kind, for the file of a new project's edition: an example in comments, to be replaced."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

# What each kind is for, the kind, and what stands in its fields in each language; others have the English words.
_POINTS: Sequence[tuple[str, str, Mapping[str, Mapping[str, str]]]] = (
    (
        "what is to be achieved",
        "objective",
        {
            "say": {
                "en": "They agree to hold the next seminar here.",
                "ka": "თანხმობა, რომ მომდევნო სემინარი აქ ჩატარდეს.",
                "fr": "Ils acceptent que le prochain séminaire se tienne ici.",
                "de": "Sie stimmen zu, dass das nächste Seminar hier stattfindet.",
                "uk": "Вони погоджуються провести наступний семінар тут.",
                "az": "Növbəti seminarın burada keçirilməsinə razılaşırlar.",
            }
        },
    ),
    (
        "what is said in any case",
        "key-message",
        {
            "say": {
                "en": "We are glad to host the next seminar.",
                "ka": "მომდევნო სემინარს სიამოვნებით მივიღებთ.",
                "fr": "Nous accueillerons volontiers le prochain séminaire.",
                "de": "Wir richten das nächste Seminar gern aus.",
                "uk": "Ми радо приймемо наступний семінар.",
                "az": "Növbəti seminarı məmnuniyyətlə qəbul edərik.",
            },
            "know": {
                "en": "The hall is free in May.",
                "ka": "დარბაზი მაისში თავისუფალია.",
                "fr": "La salle est libre en mai.",
                "de": "Der Saal ist im Mai frei.",
                "uk": "Зала вільна в травні.",
                "az": "Zal mayda boşdur.",
            },
            "never": {
                "en": "A sum of money.",
                "ka": "თანხა.",
                "fr": "Une somme.",
                "de": "Eine Summe.",
                "uk": "Суму.",
                "az": "Məbləğ.",
            },
        },
    ),
    (
        "how we put it",
        "line-to-take",
        {
            "say": {
                "en": "The last seminar was useful to us.",
                "ka": "წინა სემინარი ჩვენთვის სასარგებლო იყო.",
                "fr": "Le dernier séminaire nous a été utile.",
                "de": "Das letzte Seminar war für uns nützlich.",
                "uk": "Останній семінар був для нас корисним.",
                "az": "Sonuncu seminar bizim üçün faydalı oldu.",
            }
        },
    ),
    (
        "only if they raise it",
        "if-raised",
        {
            "raised": {
                "en": "They may ask about the costs.",
                "ka": "შეიძლება ხარჯებზე იკითხონ.",
                "fr": "Ils peuvent poser la question des frais.",
                "de": "Sie fragen vielleicht nach den Kosten.",
                "uk": "Вони можуть запитати про витрати.",
                "az": "Xərclər barədə soruşa bilərlər.",
            },
            "say": {
                "en": "We are looking into that.",
                "ka": "ამ საკითხს ვსწავლობთ.",
                "fr": "Nous examinons la question.",
                "de": "Wir prüfen das.",
                "uk": "Ми вивчаємо це питання.",
                "az": "Bu məsələni öyrənirik.",
            },
        },
    ),
    (
        "where they may attack",
        "defensive",
        {
            "raised": {
                "en": "Our report was late.",
                "ka": "ჩვენი ანგარიში დაგვიანდა.",
                "fr": "Notre rapport était en retard.",
                "de": "Unser Bericht kam zu spät.",
                "uk": "Наш звіт запізнився.",
                "az": "Hesabatımız gecikdi.",
            },
            "say": {
                "en": "The next one will be on time.",
                "ka": "მომდევნო დროულად იქნება.",
                "fr": "Le prochain arrivera à temps.",
                "de": "Der nächste kommt rechtzeitig.",
                "uk": "Наступний буде вчасно.",
                "az": "Növbəti vaxtında olacaq.",
            },
        },
    ),
    (
        "what we ask for",
        "ask",
        {
            "say": {
                "en": "Please send us the programme.",
                "ka": "გთხოვთ, პროგრამა მოგვცეთ.",
                "fr": "Merci de nous envoyer le programme.",
                "de": "Bitte schicken Sie uns das Programm.",
                "uk": "Будь ласка, надішліть нам програму.",
                "az": "Xahiş edirik, proqramı bizə göndərin.",
            }
        },
    ),
    (
        "what we don't accept",
        "red-line",
        {
            "say": {
                "en": "The name of the seminar stays.",
                "ka": "სემინარის სახელი უცვლელი რჩება.",
                "fr": "Le nom du séminaire ne change pas.",
                "de": "Der Name des Seminars bleibt.",
                "uk": "Назва семінару лишається.",
                "az": "Seminarın adı dəyişmir.",
            }
        },
    ),
    (
        "what the press is told",
        "press-line",
        {
            "say": {
                "en": "The talks are going well.",
                "ka": "მოლაპარაკება კარგად მიდის.",
                "fr": "Les discussions avancent bien.",
                "de": "Die Gespräche verlaufen gut.",
                "uk": "Переговори йдуть добре.",
                "az": "Danışıqlar yaxşı gedir.",
            }
        },
    ),
)
_ABOUT = (
    "What is to be said: an example of each kind of point, to be replaced. Take away the # of what you need.",
    "cleared_by: who has cleared it; an edition with points that nobody has cleared isn't issued.",
)


def example_points(languages: Sequence[str]) -> str:
    """Return lines for the head of an edition's file, which the next one doesn't take over: none of them is read."""
    lines = ["points:"]
    for purpose, kind, fields in _POINTS:
        lines += [f"  - id: {kind}", f"    kind: {kind}  # {purpose}"]
        for name, words in fields.items():
            said = ", ".join(f'{code}: "{words.get(code, words["en"])}"' for code in languages)
            lines.append(f"    {name}: {{{said}}}")
        lines.append("    cleared_by: null")
    return "".join(f"# {line}\n" for line in (*_ABOUT, *lines))
