from __future__ import annotations

from tests.checks.cases import Case, Edit, Language, fires, silent

LINES = {
    "ka": "ka: სააგენტო ასოციაციას აწვდის სანიმუშო სტატისტიკას.",
    "en": "en: The Agency provides the Association with example statistics.",
}


def says(language: Language, text: str) -> Edit:
    """Return the edit that makes an entry of the history say something else, in a folded block."""
    lines = text.replace("\n", "\n        ")
    return "cooperation.yaml", LINES[language], f"{language}: >-\n        {lines}"


def wrong(code: str, language: Language, text: str, marks: str, title: str = "") -> Case:
    return fires(code, title or text, says(language, text), marks=marks, language=language)


def right(code: str, language: Language, text: str, title: str = "") -> Case:
    return silent(code, title or text, says(language, text), language=language)


FILE = "places.yaml"
PLACES: tuple[tuple[Language, str, str, str], ...] = (
    ("ka", "ka: მაგალითი", "ka: „მაგალითი“", 'ka: "მაგალითი"'),
    ("en", "en: Example City", "en: “Example City”", 'en: "Example City"'),
)

CASES = (
    right("bracket-unbalanced", "en", "It is at [https://a.example/x](https://a.example/x).", "an address as a link"),
    right("bracket-unbalanced", "en", "It is at [a.org/x](https://a.org/x).", "an address in short as a link"),
    wrong("bracket-unbalanced", "en", "It is at [a.org/x.", "[", "an address in a bracket that isn't closed"),
    # Quotation marks round a name
    *(
        case
        for language, old, new, quoted in PLACES
        for case in (
            fires("name-quoted", new, (FILE, old, new), marks=new.partition(": ")[2], language=language),
            silent("name-quoted", quoted, (FILE, old, quoted), language=language),
        )
    ),
    # Marks
    wrong("mark-doubled", "ka", "სააგენტო,, ასოციაცია.", ",,"),
    right("mark-doubled", "ka", "ა.შ., 2017–2019 წწ.; „მაგალითი“, 10:30… 2,5. და სხვ."),
    wrong("mark-doubled", "en", "It provides.. The Association receives.", ".."),
    right("mark-doubled", "en", "E.g. 1,300, etc., “yes!”, p. 5; etc.; and so on... (See p. 6.)."),
    # Quotation marks
    wrong("quotes-wrong", "ka", 'პროექტი "მაგალითი" დასრულდა.', '"'),
    wrong("quotes-wrong", "ka", "პროექტი “მაგალითი” დასრულდა.", "“"),
    wrong("quotes-wrong", "ka", "პროექტი „მაგალითი” დასრულდა.", "”"),
    wrong("quotes-wrong", "ka", "პროექტი «მაგალითი» დასრულდა.", "«"),
    wrong("quotes-wrong", "ka", "პროექტი ,,მაგალითი“ დასრულდა.", ",,"),
    wrong("quotes-wrong", "ka", "პროექტი „მაგალითი დასრულდა.", "„"),
    wrong("quotes-wrong", "ka", "პროექტი მაგალითი“ დასრულდა.", "“"),
    wrong("quotes-wrong", "ka", "პროექტი „პირველი „მაგალითი““ დასრულდა.", "„", "one inside another"),
    wrong("quotes-wrong", "ka", "სააგენტომ\nმიიღო \"მაგალითი\".", '"', "on the second line of a block"),
    right("quotes-wrong", "ka", "პროექტი „მაგალითი“ დასრულდა, „სანიმუშოს“ და „მაგალითის“-ის შემდეგ."),
    right("quotes-wrong", "ka", "პროექტი „პირველი «მაგალითი»“ და „{{ works.example_guidelines }}“."),
    right("quotes-wrong", "ka", "მიიღო [the “Example”]{lang=en} და **„მაგალითი“**; („მაგალითი“)."),
    wrong("quotes-wrong", "en", 'The "Example" project.', '"'),
    wrong("quotes-wrong", "en", "The „Example” project.", "„"),
    wrong("quotes-wrong", "en", "The “Example project.", "“"),
    wrong("quotes-wrong", "en", "The Example” project.", "”"),
    wrong("quotes-wrong", "en", "The «Example» project.", "«"),
    wrong("quotes-wrong", "en", "The Agency's example.", "'"),
    wrong("quotes-wrong", "en", "The members' example.", "'"),
    wrong("quotes-wrong", "en", "The Agency´s example.", "´", "an accent for an apostrophe"),
    wrong("quotes-wrong", "en", "He said [the “Example”]{lang=ka}.", "“", "a phrase in the other language"),
    right("quotes-wrong", "en", "The Agency’s “Example”, the members’ ‘example’ and the ’90s."),
    right("quotes-wrong", "en", "The “example of an ‘example’”, (“Example”); *“Example”*."),
    right("quotes-wrong", "en", "The {{ works['example-guidelines'] }}.", "quotes inside an expression"),
    # Brackets
    wrong("bracket-unbalanced", "ka", "სააგენტო (საქართველო აწვდის მაგალითებს.", "("),
    wrong("bracket-unbalanced", "ka", "სააგენტო საქართველო) აწვდის მაგალითებს.", ")"),
    right("bracket-unbalanced", "ka", "სააგენტო (საქართველო) აწვდის: ა) მაგალითს; ბ) სხვა მაგალითს (1)."),
    wrong("bracket-unbalanced", "en", "The Agency (of Georgia provides examples.", "("),
    wrong("bracket-unbalanced", "en", "The Agency] provides examples.", "]"),
    right("bracket-unbalanced", "en", "The Agency^[Of (a) Georgia.] has: a) [one](https://example.org/a_(b)); 2) two."),
    right("bracket-unbalanced", "en", "See the page (www.example.org), or another one (https://example.org/a_(b))."),
    # Dashes
    wrong("dash-wrong", "ka", "ასამბლეა - უმაღლესი ორგანო.", "-"),
    wrong("dash-wrong", "ka", "ასამბლეა -- უმაღლესი ორგანო.", "--"),
    wrong("dash-wrong", "ka", "ასამბლეა — უმაღლესი ორგანო.", "—"),
    wrong("dash-wrong", "ka", "ასამბლეა– უმაღლესი ორგანო.", "–"),
    wrong("dash-wrong", "ka", "{{ date }} - მაგალითი.", "-"),
    right("dash-wrong", "ka", "ასამბლეა – უმაღლესი ორგანო, EXA-ს ნელ-ნელა 3-წლიანი; 14–18 მაისი; -5 გრადუსი."),
    wrong("dash-wrong", "en", "The Assembly - the highest body.", "-"),
    wrong("dash-wrong", "en", "The guidelines –{{ works.example_guidelines }}.", "–", "a dash at an expression"),
    wrong("dash-wrong", "en", "The Assembly--the highest body.", "--"),
    right("dash-wrong", "en", "{{ date }}–{{ date }}: the Assembly – a body – has short- and long-term aims."),
    silent("dash-wrong", "a list", ("association.yaml", "  en: The Association organizes example courses and meetings.",
           "  en: |-\n    It holds\n\n    - courses\n      - long ones\n    - meetings"), language="en"),
    # Ranges
    wrong("range-wrong", "ka", "2030 წლის 14-18 მაისი.", "14-18"),
    wrong("range-wrong", "ka", "2030 წლის 14 – 18 მაისი.", "14 – 18"),
    wrong("range-wrong", "ka", "2030 წლის 14 - 18 მაისი.", "14 - 18"),
    wrong("range-wrong", "ka", "2017-2019 წწ. პროგრამა.", "2017-2019"),
    right("range-wrong", "ka", "2017–2019 წწ., 113-ე და მე-11 სესია, 1000-მდე, ტელ. +995 32 251-00-26, 2030-05-14."),
    right("range-wrong", "ka", "სულ 2018 – 320, დადგენილება №12-34, 2030-05, 5-4, 0-7, Covid-19, 2016 – 330."),
    wrong("range-wrong", "en", "On 14-18 May.", "14-18"),
    wrong("range-wrong", "en", "At 10:00 - 11:30.", "10:00 - 11:30"),
    wrong("range-wrong", "en", "In 2019-20.", "2019-20"),
    right("range-wrong", "en", "On 14–18 May 2030-05-14, No. 12-34, tel. (32) 25-26, ISO 3166-1, 3-year, 2019-10."),
    right("range-wrong", "en", "As of 2009-10."),
    # Spaces
    wrong("space-doubled", "ka", "სააგენტო  აწვდის.", " "),
    wrong("space-doubled", "ka", "სააგენტო \nაწვდის.", " ", "at the end of a folded line"),
    right("space-doubled", "ka", "სააგენტო\nაწვდის."),
    wrong("space-doubled", "en", "The Agency  provides.", " "),
    right("space-doubled", "en", "The Agency\nprovides."),
    wrong("space-wrong", "ka", "სააგენტო , ასოციაცია.", " "),
    wrong("space-wrong", "ka", "სააგენტო,ასოციაცია.", ","),
    wrong("space-wrong", "ka", "სააგენტო აწვდის.ასოციაცია იღებს.", "."),
    wrong("space-wrong", "ka", "სააგენტო ( საქართველო).", " "),
    wrong("space-wrong", "ka", "სააგენტო „ მაგალითი“.", " "),
    wrong("space-wrong", "ka", "სააგენტო ,ასოციაცია.", " ", "a space on the wrong side"),
    wrong("space-wrong", "ka", "სააგენტო(საქართველო) აწვდის.", "("),
    right("space-wrong", "ka", "წევრ(ებ)ი, (ქვე)კომისია; (2,5%), 1 000, ა.შ., ქ. თბილისი, example.org, 14.10.2019."),
    wrong("space-wrong", "en", "The Agency ; the Association.", " "),
    wrong("space-wrong", "en", "The Agency;the Association.", ";"),
    wrong("space-wrong", "en", "It provides.The Association receives.", "."),
    wrong("space-wrong", "en", "The Agency (both ).", " "),
    right("space-wrong", "en", "The Council“ elects.", "a quotation mark of another language"),
    wrong("space-wrong", "en", "The Agency (of Georgia)provides.", ")"),
    right("space-wrong", "en", "Member(s) of the (sub)committee: 10:30, e.g. 1,300 (2.5%), U.S., x.org: “yes!”, he…"),
)  # fmt: skip
