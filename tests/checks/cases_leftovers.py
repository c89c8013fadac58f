from __future__ import annotations

from tests.checks.cases import Case, Language, fires, silent
from tests.checks.cases_typography import right, wrong

AGENCY = "agency.yaml"


def all_of(code: str, language: Language, sentence: str, left: tuple[str, ...]) -> list[Case]:
    """Return a case for each; they stand in paragraphs of one text, which is checked once."""
    text = "\n\n".join(sentence.format(each) for each in left)
    return [wrong(code, language, text, each, each) for each in left]


CASES = (
    *all_of(
        "note-left",
        "ka",
        "სააგენტო {} აწვდის.",
        (
            "(ნინო, გადაამოწმე!)",
            "@ნინო",
            "(თარიღი დასაზუსტებელია)",
            "[ჯერ უცნობია]",
            "(არ ვიცი, ასეა თუ არა)",
            "(გთხოვთ ნახოთ)",
            "აი, გაუმჯობესებული ვერსია",
            "როგორც ენობრივი მოდელი",
            "შემიძლია დაგეხმაროთ",
            "რედაქტორის შენიშვნა:",
            "C:\\Users\\nino\\stat.xlsx",
            "stat_v3_final.xlsx",
            "【12†source】",
            "contentReference[oaicite:0]",
        ),
    ),
    *all_of(
        "note-left",
        "en",
        "The Agency provides {} to all.",
        (
            "(Nino, please check this date!)",
            "@Nino",
            "(date to be confirmed)",
            "[wording?]",
            "(is this correct)",
            "NB:",
            "Note to editor:",
            "Certainly! Here",
            "as an AI language model",
            "I hope this helps",
            "Let me know if",
            "Here is the revised translation",
            "Insert text here",
            "I have kept",
            "/home/nino/brief",
            "\\\\server\\share",
            "report.docx",
            "turn0search1",
        ),
    ),
    wrong("note-left", "ka", "სააგენტოს კომისიის² წევრი.", "²", "a raised digit"),
    wrong("note-left", "en", "The Director of the Agency.¹", "¹", "a raised digit"),
    wrong("note-left", "en", "It adopts regulations*.", "*", "an asterisk without its note"),
    wrong("note-left", "ka", "იღებს რეგულაციებს†.", "†", "a dagger without its note"),
    right(
        "note-left",
        "ka",
        "სააგენტო (ასოციაციის წევრი) აწვდის 5 კმ² და *მაგალითს*^[რომელია სწორი?], შენიშვნა: მაგალითი.",
    ),
    right(
        "note-left", "en", "The Agency (which asks the members) has 5 m², *emphasis*, and/or more (to be held in May)."
    ),
    right("note-left", "en", "Please see [the page?](https://example.org/a.docx) or confirm your attendance."),
    # Asked of a colleague in running text, and what is said to be unfinished there: the sentence is marked.
    *all_of(
        "note-left",
        "ka",
        "ბიურო შეიკრიბა. {} სააგენტო აწვდის.",
        (
            "აქ ჩასასმელია ფოტო.",
            "კითხვა იურისტებს: შეგვიძლია ამის დაწერა?",
            "რა წელი იყო?",
            "ამ ნაწილს ლევანი დაწერს.",
            "ეს კარგია, როგორც მარიამმა წერილში მოგვწერა.",
            "განახლდა 12.03-ში, თ.მ.",
            "გიორგი, თარიღი კიდევ ერთხელ გადაამოწმე.",
            "ბატონო ლევან, შეავსეთ ეს ადგილი.",
            "თარიღი გადასამოწმებელია.",
            "გვარი ჯერ არ არის დაზუსტებული.",
            "აქ წელი ჩაამატე.",
            "რიცხვი უნდა დაზუსტდეს.",
            "გთხოვთ, გადაამოწმოთ თარიღი.",
            "ეს აბზაცი გადასახედია.",
        ),
    ),
    *all_of(
        "note-left",
        "en",
        "The Bureau met. {} The Agency provides more.",
        (
            "Photo goes here.",
            "Question to the lawyers: may we write this?",
            "Which year was it?",
            "It is good, as Mariam wrote to us.",
            "Updated on 12.03, T.M.",
            "Giorgi, the date is to be checked.",
            "Nino: not sure about the year.",
            "The figure still needs to be checked with Nino.",
            "Nino to check the figure.",
            "The spelling of the name has to be verified.",
            "Please check this date.",
            "Ask Giorgi about the seat.",
            "Don’t forget to add the source.",
            "To be translated.",
            "This sentence can be deleted.",
            "Add the number of members here.",
        ),
    ),
    right(
        "note-left",
        "en",
        "The agenda is to be confirmed by the Council. Data must be updated every year. Nino, Tamar and Maria came."
        " What was added is here to stay. We should meet. A text can be deleted, or translated by machine."
        " Giorgi said that the Council met. The budget is to be completed. The Director, Giorgi, will check in.",
    ),
    right(
        "note-left",
        "ka",
        "თარიღი დასაზუსტებელია ბიუროსთან. გიორგი, ნინო და თამარი მოვიდნენ. სია შევსებულია, წესი დაზუსტდა."
        " სააგენტომ სია შეავსო, წევრმა ნახა და ჩაწერა.",
    ),
    # pointer-lost
    *all_of(
        "pointer-lost",
        "ka",
        "მასალა, სია {}, გზაშია.",
        (
            "დანართ N3-ში",
            "ცხრილი 2",
            "მე-4 სქოლიოში",
            "12-ე პუნქტში",
            "იხილეთ ქვემოთ",
            "თან ერთვის",
            "დიაგრამა 7",
            "მე-5 ნახაზზე",
            "დანართში",
        ),
    ),
    *all_of(
        "pointer-lost",
        "en",
        "The delegates, {}, meet.",
        (
            "Annex 3",
            "Figure 7",
            "Chart 4",
            "page 14",
            "Table 2",
            "footnote 4",
            "paragraph 12",
            "Appendix B",
            "page 5",
            "see the speaking points below",
            "please find",
            "attached hereto",
            "see the attached",
        ),
    ),
    right(
        "pointer-lost",
        "ka",
        "„ენის შესახებ“ კანონის 25-ე მუხლის მე-2 პუნქტი, 12 ცხრილი, ისტორია იხილეთ ქვემოთ, თავმჯდომარე.",
    ),
    wrong("pointer-lost", "ka", "იხილეთ დიაგრამა 2.", "დიაგრამა 2", "a figure that may be there"),
    wrong("pointer-lost", "en", "See Figure 2.", "Figure 2", "a figure that may be there"),
    right("pointer-lost", "ka", "ბიუროს აქვს 7 დიაგრამა.", "how many figures"),
    right("pointer-lost", "en", "The figure 7 is right.", "a figure in a sentence"),
    right("pointer-lost", "en", "Annex 2 to the Agreement; Article 5, paragraph 2 of the Law; see the history below."),
    # private-data
    *all_of(
        "private-data",
        "ka",
        "წერეთ: {} ან დარეკეთ.",
        (
            "01008012345",
            "+995 599 12 34 56",
            "nino.k1987@gmail.com",
            "პასპორტი 12AB345678",
            "ჭავჭავაძის ქუჩა №12, ბინა 34",
        ),
    ),
    *all_of(
        "private-data",
        "en",
        "Write to {} or ring.",
        ("01008012345", "599 12 34 56", "name@yahoo.co.uk", "+41 22 799 66 17", "12 Rustaveli Avenue, apt. 5"),
    ),
    fires(
        "private-data",
        "a contact",
        (AGENCY, "contact: null", "contact: {ka: 'ნ: 599 12 34 56', en: 'N: a@example.org'}"),
        marks="599 12 34 56",
        language="ka",
    ),
    silent(
        "private-data",
        "an office",
        (AGENCY, "contact: null", "contact: {ka: 'ნ: +995 32 212 34 56', en: 'N: a@example.org'}"),
        language="ka",
    ),
    right("private-data", "ka", "სააგენტო: ჭავჭავაძის ქუჩა №12; ბინა 5 ოთახით.", "an office in a street"),
    right(
        "private-data",
        "en",
        "The Agency is at 12 Rustaveli Avenue, Tbilisi; a flat 5 per cent.",
        "an office in a street",
    ),
    right("private-data", "en", "Write to office@agency.example; 1 000 000 of 2017–2019, No. 2019-10-14, 12.10.2019."),
)
