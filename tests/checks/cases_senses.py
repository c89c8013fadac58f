from __future__ import annotations

from tests.checks.cases import Case, Edit, Language, fires, silent
from tests.checks.cases_typography import says

ASSOCIATION = "association.yaml"
LANGUAGES: tuple[Language, ...] = ("ka", "en")


def both(ka: str, en: str) -> tuple[Edit, Edit]:
    return says("ka", ka), says("en", en)


def differ(code: str, ka: str, en: str, marks: str, language: Language) -> Case:
    return fires(code, f"{ka} / {en}", *both(ka, en), marks=marks, language=language)


def agree(code: str, ka: str, en: str) -> list[Case]:
    return [silent(code, f"{ka} / {en}", *both(ka, en), language=language) for language in LANGUAGES]


AIM = (
    (ASSOCIATION, "ka: ასოციაციის მიზანია, **მაგალითი** მისცეს ყველას.", "ka: ასოციაციის მიზანია ნიმუშის მიცემა."),
    (ASSOCIATION, "en: The aim of the Association is to set an **example** to everybody.", "en: {}"),
)
SHORT = "The Association wants to set an example."
LONG = f"{SHORT} It has done so for many years, and it will go on doing so in the years that lie ahead of it."

UNEVEN = (
    "ბიურო ადგენს სამუშაო გეგმას და ირჩევს ხელმძღვანელს. ეს მას უნდა. ხელმძღვანელი ყოველწლიურად ამოწმებს გეგმის"
    " შესრულებას. ანგარიშის წარდგენა {}."
)
EVEN = (
    "The Bureau draws up the work plan and elects its head, as it must. Every year the head looks at how the plan is"
    " carried out. The report {} be submitted."
)

CASES = (
    # negation-differs
    differ("negation-differs", "სააგენტო არ აწვდის მონაცემებს.", "It provides data.", "It provides data.", "en"),
    differ(
        "negation-differs",
        "სააგენტო აწვდის მონაცემებს.",
        "It never provides data.",
        "სააგენტო აწვდის მონაცემებს.",
        "ka",
    ),
    differ("negation-differs", "აწვდის. ვერ იღებს.", "It provides. It receives.", "It receives.", "en"),
    differ(
        "negation-differs",
        "კონსენსუსით მიიღეს და შენატანი გადაიხადეს.",
        "No objections were raised, but the fee was not paid.",
        "კონსენსუსით მიიღეს და შენატანი გადაიხადეს.",
        "ka",
    ),
    differ(
        "negation-differs",
        "ბიუჯეტი ერთხმად დაამტკიცეს.",
        "Nobody objected, and the budget was not approved.",
        "ბიუჯეტი ერთხმად დაამტკიცეს.",
        "ka",
    ),
    *agree("negation-differs", "ბიუჯეტი ერთხმად დაამტკიცეს.", "Nobody objected to the budget."),
    *agree("negation-differs", "სააგენტო არ აწვდის მონაცემებს.", "It does not provide data."),
    *agree("negation-differs", "მონაცემები არ აქვს.", "It lacks data."),
    *agree("negation-differs", "არა მხოლოდ მონაცემები, არამედ რჩევაც.", "Both data and advice."),
    *agree("negation-differs", "შეხვედრის გარეშე.", "No meeting was held, as Convention No. 5 says."),
    # sense-differs
    differ("sense-differs", "ბიურომ დაამტკიცა გეგმა.", "The Bureau rejected the plan.", "rejected", "en"),
    differ("sense-differs", "როგორც წესი, ბიურო იკრიბება.", "The Bureau always meets.", "always", "en"),
    differ("sense-differs", "ბიურომ უარყო გეგმა.", "The Bureau adopted the plan.", "adopted", "ka"),
    differ("sense-differs", "ბიურომ უნდა განიხილოს.", "The Bureau may consider it.", "may", "en"),
    differ("sense-differs", "შემოსავალი შემცირდა.", "Revenue increased.", "increased", "en"),
    differ("sense-differs", "ყველა წევრი მოვიდა.", "Some members came.", "Some", "en"),
    differ("sense-differs", "არჩევნების შემდეგ.", "Before the elections.", "Before", "en"),
    *agree(
        "sense-differs",
        "ბიურომ დაამტკიცა გეგმა, საბჭომ უარყო.",
        "The Bureau approved the plan, the Council rejected it.",
    ),
    *agree("sense-differs", "ახალი გეგმა გაიზარდა.", "The plan grew; it is new."),
    differ("sense-differs", "ტრენინგები უფასოა.", "The courses are paid.", "are paid", "en"),
    differ("sense-differs", "შენატანს დროულად იხდის.", "It pays its contribution late.", "late", "en"),
    differ(
        "sense-differs", "სემინარს ექსპერტები უძღვებოდნენ.", "The seminar was attended by experts.", "attended", "en"
    ),
    differ("sense-differs", "ის მხარს უჭერს გეგმას.", "It opposes the plan.", "opposes", "en"),
    *agree("sense-differs", "სულ მცირე ორი დიდი ცენტრი.", "At least two large centres."),
    # Another number of sentences: two of one text stand beside one of the other.
    differ("sense-differs", UNEVEN.format("სავალდებულოა"), EVEN.format("may"), "may", "en"),
    *agree("sense-differs", UNEVEN.format("შესაძლებელია"), EVEN.format("may")),
    differ("sense-differs", "სულ მცირე ორჯერ იკრიბება.", "It meets at most twice.", "at most", "en"),
    differ("sense-differs", "მოდული 90 წუთს გრძელდება.", "A module lasts 90 hours.", "90 hours", "en"),
    *agree("sense-differs", "სულ მცირე ორჯერ იკრიბება.", "It meets at least twice."),
    *agree("sense-differs", "იწყება 15 საათზე, 90 წუთს გრძელდება.", "It lasts 90 minutes from 3 p.m."),
    # tense-differs
    differ("tense-differs", "სემინარი ჩატარდება.", "The Agency hosted the seminar.", "ჩატარდება", "ka"),
    differ("tense-differs", "საბჭომ დაამტკიცა გეგმა.", "The Council will adopt the plan.", "will", "en"),
    *agree("tense-differs", "სემინარი ჩატარდა.", "The Agency hosted the seminar."),
    *agree("tense-differs", "საბჭო დაამტკიცებს გეგმას.", "The Council will adopt the plan that was prepared."),
    *agree("tense-differs", "საბჭომ გადაწყვიტა, რომ შეიკრიბება.", "The Council decided that it would meet."),
    *agree("tense-differs", "დამტკიცდება ყოველწლიურად.", "It is adopted in each year; the budget is held in francs."),
    # aside-differs
    differ("aside-differs", "აფილირებული (სრულუფლებიანი) წევრი.", "An affiliate member.", "(სრულუფლებიანი)", "ka"),
    differ("aside-differs", "აფილირებული წევრი.", "An affiliate (full) member.", "(full)", "en"),
    *agree("aside-differs", "აფილირებული (სრულუფლებიანი) წევრი.", "An affiliate (full) member."),
    *agree("aside-differs", "ასოციაციის წევრი.", "A member of the Association (EXA), in 2019 (14 May)."),
    *agree("aside-differs", "ქ. {{ city }} (საქართველო).", "In {{ city }}, Georgia."),
    *agree("aside-differs", "წევრი (სრულუფლებიანი) მოვიდა.", "The member – a full one – came."),
    # markup-differs, of an asterisk
    differ("markup-differs", "აწვდის *ნიმუშს*.", "It provides *examples.", "*", "en"),
    differ("markup-differs", "აწვდის {{ works.example_guidelines }}*.", "It *provides* it.", "*", "ka"),
    # length-differs
    *(
        case
        for language in LANGUAGES
        for case in (
            fires(
                "length-differs",
                f"a sentence more {language}",
                AIM[0],
                (*AIM[1][:2], f"en: {LONG}"),
                marks=LONG,
                language=language,
            ),
            silent("length-differs", f"as long {language}", AIM[0], (*AIM[1][:2], f"en: {SHORT}"), language=language),
        )
    ),
    # mark-differs
    differ("mark-differs", "სააგენტო აწვდის", "It provides.", "ს", "ka"),
    differ("mark-differs", "სააგენტო აწვდის.", "Does it provide?", "?", "en"),
    differ("mark-differs", "სააგენტო აწვდის:", "It provides.", ".", "en"),
    *agree("mark-differs", "სააგენტო აწვდის „მაგალითს“.", "It provides an **example.**"),
    *agree("mark-differs", "აწვდის ([აქ](https://example.org/a)).", "It provides (… [here](https://example.org/a))…"),
    # markup-differs, of paragraphs
    differ("markup-differs", "აწვდის.\n\nიღებს.", "It provides. It receives.", "It provides. It receives.", "en"),
    *agree("markup-differs", "აწვდის.\n\nიღებს.", "It provides.\n\nIt receives."),
)
