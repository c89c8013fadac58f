from __future__ import annotations

from tests.checks.cases import Case, Language, fires, silent
from tests.checks.cases_typography import right, wrong

ASSOCIATION = "association.yaml"
BUREAU = (ASSOCIATION, "bodies:\n", "bodies:\n  - {id: bureau, kind: bureau, name: {ka: ბიურო, en: Bureau}}\n\n")
LINE = "en: The Agency provides the Association with example statistics."

# Each sentence, and what of it is wrong.
KA = (
    ("სხდომა გუშინ შესდგა.", "შესდგა"),
    ("შეხვედრა 3 მარტი 2017 წ. დაინიშნა.", "3 მარტი 2017 წ."),
    ("შეხვედრა 14 ოქტომბერს, 2019 წელს შედგა.", "14 ოქტომბერს, 2019 წელს"),
    ("მას ხელმძღვანელს და მოადგილეს აცნობებენ.", "ხელმძღვანელს და"),
    ("კომისიები, რომელიც ამ სფეროში მუშაობენ, სამია.", "რომელიც"),
    ("წევრები, რომელმაც გეგმა მიიღეს, ათია.", "რომელმაც"),
    ("საკითხები, რომელბიც განიხილეს, ახალია.", "რომელბიც"),
    ("მას ჰყავს warmomadgeneli საბჭოში.", "warmomadgeneli"),
    ("ეს ეხლა მიმდინარეობს.", "ეხლა"),
    ("თვითოეული წევრი მოვიდა.", "თვითოეული"),
    ("რამოდენიმე ქვეყანა ჩაერთო.", "რამოდენიმე"),
    ("თავჯდომარე სხდომას უძღვება.", "თავჯდომარე"),
    ("სააგენტო სხვა და სხვა პროეკტს აწვდის.", "სხვა და სხვა"),
    ("ფაკტი ცნობილია.", "ფაკტი"),
    ("იგი მუდმივათ მუშაობს.", "მუდმივათ"),
    ("ახლად შექმნილი კომისია.", "ახლად შექმნილი"),
    ("ურთიერთ გაგება გაღრმავდა.", "ურთიერთ გაგება"),
    ("არა-სამთავრობო სექტორი.", "არა-სამთავრობო"),
    ("ყოველ წლიური სესია.", "ყოველ წლიური"),
    ("ერთერთი წევრია.", "ერთერთი"),
    ("ვიცე პრეზიდენტი ჩამოვიდა.", "ვიცე პრეზიდენტი"),
    ("მდივანისა და დირექტორის შეხვედრა.", "მდივანისა"),
    ("ქვეყანის წარმომადგენელის აზრი.", "წარმომადგენელის"),
    ("ოქტომბერის სესია.", "ოქტომბერის"),
    ("EXA-სს წევრია.", "EXA-სს"),
    ("საქართველოზე შესახებ ინფორმაცია.", "საქართველოზე შესახებ"),
    ("როგორც წესი იკრიბება.", "როგორც წესი"),
    ("ცნობილია კომისია რომელიც მუშაობს.", "კომისია რომელიც"),
    ("სხდომაზე დაესწრო.", "სხდომაზე დაესწრო"),
    ("ოცდა ათი წევრი.", "ოცდა ათი"),
    ("მეოცდაერთე სხდომა.", "მეოცდაერთე"),
    ("კომისიაის სხდომა.", "კომისიაის"),
    ("სააგენტოს-ს წევრია.", "სააგენტოს-ს"),
    ("ცნობილია რომ იკრიბება.", "ცნობილია რომ"),
    ("14 ოქტომბერში გაიმართა.", "14 ოქტომბერში"),
    ("კონფერენციაზე მონაწილეობდა.", "კონფერენციაზე მონაწილეობდა"),
    ("სააგენტოს წარმომადგენელი არ ყავს.", "ყავს"),
    ("ეს ჩვენს მიერ მომზადდა.", "ჩვენს მიერ"),
    ("კომისია პრეზიდენტის ხელმძღვანელობის ქვეშ მუშაობს.", "ხელმძღვანელობის ქვეშ"),
    ("სააგენტო აფილირებულ წევრი გახდა.", "აფილირებულ წევრი"),
    ("დღესდღეისობით ასეა.", "დღესდღეისობით"),
    ("კონპეტენცია კოორდინაციას მოითხოვს.", "კონპეტენცია"),
    ("კორდინაცია გრძელდება.", "კორდინაცია"),
    ("ორ წლიანი გეგმა.", "ორ წლიანი"),
    ("საერთოთ ასეა.", "საერთოთ"),
    ("წევრებდან მოვიდა.", "წევრებდან"),
    ("კომისიადან მოვიდა.", "კომისიადან"),
    ("რეგისტრაცია 10 ოქტომბერმდე გრძელდებოდა.", "ოქტომბერმდე"),
    ("გეგმა ფორუმმდე მომზადდა.", "ფორუმმდე"),
    ("სტუმრები ბრიუსელდან ჩამოვიდნენ.", "ბრიუსელდან"),
    ("კომისიამა დაამტკიცა.", "კომისიამა"),
    ("სააგენტოის თანამშრომელი.", "სააგენტოის"),
    ("ეს ჭირდება.", "ჭირდება"),
    ("თავისი მხრივ.", "თავისი მხრივ"),
    ("წევრების თვის მომზადდა.", "წევრების თვის"),
    ("ფორუმ ზე მოვიდნენ.", "ფორუმ ზე"),
    ("წევრებები მოვიდნენ.", "წევრებები"),
    ("ორივე, პრეზიდენტი, ხაზინადარი და მდივანი, მოვიდა.", "ორივე, პრეზიდენტი, ხაზინადარი და"),
)
CASES_KA = (
    ("კანდიდატი აღმასრულებელი მდივნად აირჩიეს.", "აღმასრულებელი"),
    ("გენერალური მდივანმა განაცხადა.", "გენერალური"),
    ("სოციალური სფეროში მუშაობს.", "სოციალური"),
    ("სააგენტო ეკონომიკური პოლიტიკას ახორციელებს.", "ეკონომიკური"),
    ("არჩეული დირექტორმა აღნიშნა.", "არჩეული"),
    ("ტექნიკური კომისიებში მუშაობს.", "ტექნიკური"),
    ("გენერალურ მდივანმა თქვა.", "გენერალურ"),
    ("ახალ კომისიის თავმჯდომარე მოვიდა.", "ახალ"),
    ("ფინანსურმა რეგულაციებს ადგენს.", "ფინანსურმა"),
    ("გასული წელს გაიმართა.", "გასული"),
    ("ინფორმაცია პროცესებს შესახებ.", "პროცესებს"),
    ("გეგმა დირექტორი მიერ დამტკიცდა.", "დირექტორი"),
    ("გაიმართა პროგრამას ფარგლებში.", "პროგრამას"),
    ("მუშაობს ორგანიზაციების შორის.", "ორგანიზაციების"),
    ("წერილი საკითხის დაკავშირებით.", "საკითხის"),
    ("ახორციელებს ასოციაციის ორგანოებს მუშაობის ხარისხობრივ მონიტორინგს.", "ორგანოებს"),
    ("ბიურომ დაამტკიცა კომისიებს სტრუქტურა.", "კომისიებს"),
    ("საბჭომ ირჩევს პრეზიდენტს.", "საბჭომ"),
    ("ასამბლეამ სამ წელიწადში ერთხელ იკრიბება.", "ასამბლეამ"),
    ("სააგენტო მიიღო შემოთავაზება.", "სააგენტო"),
    ("ხაზინადარი აღნიშნა, რომ ასეა.", "ხაზინადარი"),
    ("ინფორმაცია საქართველო შესახებ მოვიდა.", "საქართველო"),
    ("გეგმა ფედერაციამ მიერ დამტკიცდა.", "ფედერაციამ"),
    ("ანგარიში კონვენციები შესახებ ვრცელია.", "კონვენციები"),
    ("ადგენს ბიუჯეტს და საწევრო შენატანის ოდენობას.", "ბიუჯეტს"),
    ("თავმჯდომარე სტუმარს სააგენტოს საქმიანობა გააცნო.", "თავმჯდომარე"),
    ("ბიურო წევრებს ახალი გეგმა გაუგზავნა.", "ბიურო"),
    ("ატარებს წევრი ორგანიზაციებს თანამშრომლებისათვის ტრენინგებს.", "ორგანიზაციებს"),
    ("ტექნიკურმა კომისიის სტრუქტურა დამტკიცდა.", "ტექნიკურმა"),
    ("მაშინ საბჭო დაამტკიცა {{ association.acronym }}.", "საბჭო"),
)
RIGHT_CASES = (
    "გენერალურ მდივნად აირჩიეს; გენერალურმა მდივანმა გენერალურ მდივანს გენერალური მდივნის წერილი გადასცა."
    " სააგენტოს მიერ, ბიუროს შესახებ, ანას მიერ, მათ შორის, მის მიერ, იმავე დროს, ამ მიზნით. სოციალურ სფეროში."
    " გაიდლაინი, წარდგენილი ფორუმზე, არჩეული მდივნად; დაზღვეული დახმარებას იღებს. ეროვნულმა უსაფრთხოების საბჭომ."
    " ახალ დირექტორის ბრძანებაში. ორგანიზაციებს შორის, დირექტორთან დაკავშირებით. გარდა დირექტორისა."
    " საქართველოს შესახებ, ჩვენ მიერ, წევრთა შესახებ, ბიუჯეტსა და შენატანის ოდენობას, დღეს და წელს მუშაობს."
    " ახალმა კომისიის თავმჯდომარემ გეგმა წარადგინა. თავმჯდომარე მდივანმა გააცნო. პრეზიდენტი და გეგმა მიიღო."
    " წევრი ორგანიზაციების თანამშრომლებისათვის ტრენინგებს ატარებს; მისი მეშვეობით მუშაობს."
    " ხელს უწყობს დაწესებულებებს ადმინისტრირების დახვეწაში. ადგენს ბიუჯეტს და კომისიის გეგმას. აქვეყნებს ანგარიშს"
    " კომისიის მუშაობის შესახებ. აწვდის წევრებს კვლევის შედეგებს. დაესწრო ფორუმს კომისიის წევრი. იმავე წელს გაიმართება"
    " ფორუმი. წელს საბჭოს სესია შედგა. წერილობით დირექტორმა."
    " საბჭო ირჩევს პრეზიდენტს, ასამბლეა იკრიბება, სააგენტო გახდა წევრი; საბჭო დაამტკიცა ასამბლეამ."
    " ბიურომ შეადგინა გეგმა და ამტკიცებს მას. სააგენტომ, რომელიც მუშაობს, მიიღო."
    " საბჭომ აირჩია ის ვინც ხელმძღვანელობს. დირექტორმა მონაწილეობა"
    " მიიღო. ბიუჯეტი დაამტკიცა ბიურომ."
)
EN = (
    ("It will took place there.", "will took"),
    ("They may not adopted it.", "may not adopted"),
    ("It was set up to provided people with help.", "to provided"),
    ("It began to took part.", "to took"),
    ("It did not adopted the plan.", "did not adopted"),
    ("It monitors there implementation.", "monitors there implementation"),
    ("They presented there views.", "presented there views"),
    ("It is a body. it meets twice.", "it"),
    ("It provides to the Agency with data.", "provides to the Agency with"),
    ("He spoke in the capacity Vice-Chairperson of the body.", "in the capacity"),
    ("It is responsible of the programme.", "responsible of"),
    ("The body consists from four members.", "consists from"),
    ("They participated at the session.", "participated at"),
    ("Eight revised set of guidelines came.", "Eight revised set"),
    ("Ministers from many country attended.", "many country"),
    ("It holds form January of that year.", "form"),
    ("They on active cooperation.", "They on"),
    ("It became a affiliate member.", "a affiliate"),
    ("It is an member.", "an member"),
    ("It became a ISSA member.", "a ISSA"),
    ("Each members has a vote.", "Each members"),
    ("Several country of the region came.", "Several country"),
    ("It gave us informations.", "informations"),
    ("It saw it’s members.", "it’s"),
    ("It comprises of three.", "comprises of"),
    ("It was assisted to by ten.", "was assisted to by"),
    ("It met in the frame of the Forum.", "in the frame of"),
    ("It depends from this.", "depends from"),
    ("It has worked since 5 years.", "since 5 years"),
    ("It fell in 2019 year.", "in 2019 year"),
    ("The three years programme ended.", "three years programme"),
    ("It is the principle body.", "principle body"),
    ("It rises the budget.", "rises the budget"),
    ("It is more then that.", "more then"),
    ("They agreed on cooperate.", "on cooperate"),
    ("It may elects a President.", "may elects"),
    ("It has became a member.", "has became"),
    ("It closed on October 18, 2019.", "October 18, 2019"),
    ("The administrative body of the members, it is headed by her.", "The administrative body of the members, it is"),
    ("The Council’s rules and Agencys position.", "Agencys position"),
    ("It discussed about the plan.", "discussed about"),
    ("All members was elected.", "All members was"),
    ("Everyone are invited.", "Everyone are"),
    ("There is many reasons.", "There is many"),
    ("It was founded at 1927.", "founded at 1927"),
    ("It is member of the Association.", "is member of"),
    ("It looks forward to receive you.", "looks forward to receive"),
    ("The number of members are growing.", "The number of members are"),
    ("Neither this or that is so.", "Neither this or"),
    ("The data is send every year.", "is send"),
    ("An university took part.", "An university"),
    ("It helps the members to refining their work.", "helps the members to refining"),
    ("It was assisted by seven representatives.", "was assisted by"),
    ("The Assembly meet once a year.", "The Assembly meet"),
    ("The Council are elected by all.", "The Council are"),
    ("They came with there delegations.", "with there delegations"),
    ("They contribute in the delivery of services.", "contribute in"),
    ("It worked at Forum, too.", "at Forum"),
    ("The session was hold in May.", "was hold"),
    ("It elected the actual President.", "the actual President"),
    ("The Bureau of the Association meet in May.", "The Bureau of the Association meet"),
    ("The Commission include thirteen members.", "The Commission include"),
    ("Members is invited to the Forum.", "Members is"),
    ("The representatives of the Agency was present.", "The representatives of the Agency was"),
    ("The delegates from seven countries has arrived.", "The delegates from seven countries has"),
    ("Bureau members meets in Geneva.", "Bureau members meets"),
    ("The results of the survey shows a rise.", "The results of the survey shows"),
    ("The list of participants are attached.", "The list of participants are"),
    ("The Agency and the Association has signed it.", "The Agency and the Association has"),
    ("Georgia have joined.", "Georgia have"),
    ("This measures are useful.", "This measures"),
    ("It helps to improving services.", "helps to improving"),
    ("It helped providing services.", "helped providing"),
    ("He was elect Vice-Chairperson.", "was elect"),
    ("The experts of the Centre for Excellence assists them.", "The experts of the Centre for Excellence assists"),
    ("He has met the Director in 2016.", "has met the Director in 2016"),
    ("The plan aims to increasing pensions.", "aims to increasing"),
    ("It began in the result of a reform.", "in the result"),
    ("They meet on next week.", "on next week"),
    ("He arrived to Tbilisi.", "arrived to"),
    ("Georgia was presented by two experts.", "was presented by"),
    ("The members which voted left.", "members which"),
    ("The Association, which headquarters are there, meets.", "Association, which headquarters"),
    ("The Agency regular provides data.", "Agency regular provides"),
    ("They active participated in it.", "They active participated"),
    ("It works very quick and effective.", "works very quick"),
    ("They meet more oftener.", "more oftener"),
    ("It is the most largest body.", "most largest"),
    ("Its members do there work in public.", "do there work"),
    ("The work continues to being done.", "continues to being"),
    ("He has thanked them yesterday.", "has thanked them yesterday"),
    ("The Bureau has met two years ago.", "has met two years ago"),
    ("The work has a good affect.", "good affect"),
    ("They are being ready.", "are being ready"),
    ("This group is belonging to the Bureau.", "is belonging"),
    ("Many took parted in it.", "took parted"),
    ("They work at issues of the field.", "work at issues"),
    ("Both the President, the Treasurer and the Secretary came.", "Both the President, the Treasurer and the"),
)
# False friends of Georgian officials
EN_BETTER = (
    ("It discussed the actual problems of the field.", "actual problems"),
    ("Its actual composition is known.", "actual composition"),
    ("They spoke of the perspectives of cooperation.", "perspectives of cooperation"),
    ("It has perspective directions.", "perspective directions"),
    ("The competent organs were told.", "competent organs"),
    ("The Agency realises a project.", "realises a project"),
    ("The project was realised in 2018.", "project was realised"),
    ("The realization of the reform began.", "realization of the reform"),
    ("The juridical persons pay.", "juridical persons"),
    ("It disposes of a budget.", "disposes of a budget"),
    ("It has big experience.", "big experience"),
    ("It is foreseen to meet.", "It is foreseen to"),
    ("The programme foresees four sessions.", "programme foresees"),
    ("The collective of the Agency agreed.", "collective of the Agency"),
)
GOOD_STYLE = (
    "The actual cost was higher than planned. Seen from the perspective of members, the organs of the Association work."
    " It realised that projects end; the prospects for cooperation are good. Perspectives of the members differ."
    " Nobody foresaw it. The collective agreement holds."
)
GOOD_KA = (
    "გადაწყვეტილება, რომელიც წევრებმა მიიღეს, ახალია; კომისია, რომელმაც უმაღლეს შედეგს მიაღწია, ირჩევს და ამტკიცებს;"
    " სხდომა შედგა, პირი, რომელიც მათ სჭირდებათ, მოვიდა. ორივე, საბჭო და ბიურო, შეიკრიბა."
    " ორივე მხარე, რომელიც შეხვდა, კმაყოფილია, და მუშაობს."
    "სააგენტო ახლა თითოეულ წევრს სხვადასხვა სტატისტიკას აწვდის; როგორც წესი, კომისია, რომელიც მუშაობს, იკრიბება."
    " აფილირებულ წევრს ეკონომიკურ საკითხში ჰყავს წარმომადგენელი ჩვენ მიერ არჩეული;"
    " აშშ-ის მართვისთვის;"
    " კრიზისის დროს კლასს, მდივნის თქმით, კომპანიები წევრებისგან, კომისიიდან, სააგენტომდე და ორწლიანი; საერთოდ,"
    " თავის მხრივ, დღესდღეობით სჭირდება ღონისძიებების, დახმარებებისა და საზოგადოებების გეგმა მუდმივად აქვს."
)
GOOD_EN = (
    "The plan will be adopted; it may need reform, and will exceed it. It led to improved services and to shared aims."
    " It was discussed on the second day. It reported there is a need, held there in 2016, met there too."
    " Eight sets of guidelines, i.e. the revised ones, are there."
    " It acts in the capacity of adviser, in its capacity as host."
    " Fill in form 12; forms and form letters came. It provides access to those with rights."
    " They agreed on it; a working group on it met. It attached importance to the data it provided to the members."
    "An honest user of a European union, a one-day unit and an hour: each elects its own members, every three years."
    " It is composed of all; it attends to requests in 2019, as in years ahead. The principal aim rises above it."
    " If the body meets, it is headed by her. In annex A is a list. They did need it, on the basis of the work."
    " Members of the Council meet where there are two members. They contribute in kind, at Forum 2019,"
    " in 13 member states. The members of the Council are elected; the Agency and the Association have agreed."
    " Helping members is its task, and electing members of the Bureau is a right."
    " One of the members of the Bureau is new."
    " He has met those who were elected in 2016; it has adopted the plan for 2016."
    " This results in a list of the members, which is attached. It helps developing countries, helps to fund training"
    " and is used to meeting experts. May the Bureau meet? The Bureau members meet."
    " The results of the survey show a rise."
    " The Agency regularly provides data; regular meetings are held. It works with effective members, works hard."
    " It meets more often; more able members came, most of the largest too. They do the work there."
    " It continues to be done, is committed to being open. He thanked them yesterday; it has met the members who came"
    " two years ago. It affects all; the effect is good. They were being trained. It consists of four members."
    " He took part in it; a party took its place. They work on issues, at the seminar and over the year."
    " Both the President and the Treasurer came; both bodies, the Council and the Bureau, met in Rome, Italy, and Bonn."
    " She arrived in Tbilisi; the report was presented by Nino. Representatives of the Agency whose term is over left."
)


def each(code: str, language: Language, sentences: tuple[tuple[str, str], ...]) -> list[Case]:
    """Return a case for each; they stand in paragraphs of a text, as many as are reported of one, checked once."""
    texts = ("\n\n".join(sentence for sentence, _ in sentences[at : at + 20]) for at in range(0, len(sentences), 20))
    each_text = [text for text in texts for _ in range(20)]
    return [wrong(code, language, text, marks, marks) for text, (_, marks) in zip(each_text, sentences, strict=False)]


CASES = (
    *each("words-wrong", "ka", KA),
    *each("words-wrong", "en", EN),
    right("words-wrong", "ka", GOOD_KA),
    right("words-wrong", "en", GOOD_EN),
    wrong("words-better", "ka", "რიგ შემთხვევებში აწვდის.", "რიგ შემთხვევებში"),
    wrong("words-better", "ka", "განსაზღვრავს სტრუქტურას და მანდატს.", "სტრუქტურას და მანდატს"),
    *each("words-better", "en", EN_BETTER),
    right("words-better", "en", GOOD_STYLE),
    right("words-better", "ka", "დახმარების გაცემისას და შეხვედრებს უწყობს ხელს; სტრუქტურასა და მანდატს."),
    wrong("words-better", "en", "It doesn’t provide actual data.", "doesn’t"),
    right("words-better", "ka", "ზოგჯერ აწვდის."),
    right("words-better", "en", "The Agency’s current data aren’t.".replace("aren’t", "are not there")),
    *(
        fires("grammar-wrong", marks, BUREAU, ("cooperation.yaml", LINE, f"en: {text}"), marks=marks)
        for text, marks in (
            ("It took part in the elections of Bureau.", "of Bureau"),
            ("The Bureau establish the timetable.", "The Bureau establish"),
            ("It follows the Associations programme.", "the Associations"),
        )
    ),
    silent(
        "grammar-wrong",
        "rightly",
        BUREAU,
        (
            "cooperation.yaml",
            LINE,
            "en: The Bureau establishes it, in Bureau meetings; the Associations are many. May the Bureau adopt it?",
        ),
    ),
    wrong("plural-wrong", "ka", "ასოციაციას აქვს 13 ტექნიკური კომისიები.", "კომისიები"),
    wrong("plural-wrong", "ka", "მოვიდა შვიდი ორგანიზაციები.", "ორგანიზაციები"),
    wrong("plural-wrong", "ka", "აქვს {{ commissions | count }} (დარგობრივი) კომისიები.", "კომისიები"),
    right(
        "plural-wrong",
        "ka",
        "13 კომისია; 7 ორგანიზაციის წევრები; სამი მიმართულების; რამდენიმე თვეში ქვეყნების რაოდენობა გაიზარდა;"
        " 2019 წლის ღონისძიებები; მე-11 და 2017 შედეგები; № 5 სიები.",
    ),
    *each(
        "plural-wrong",
        "ka",
        (
            ("ხუთი ექსპერტი ცენტრში მუშაობენ.", "მუშაობენ"),
            ("სხდომას 12 წევრი ესწრებოდნენ.", "ესწრებოდნენ"),
            ("რამდენიმე წევრმა გეგმა დაამტკიცეს.", "დაამტკიცეს"),
            ("ორ ქვეყანას ხმა აქვთ.", "აქვთ"),
        ),
    ),
    right(
        "plural-wrong",
        "ka",
        "ხუთი ექსპერტი მუშაობს. ხუთი ქვეყნის წევრები მუშაობენ. ორი დირექტორი აირჩიეს. სამი ექსპერტი და მდივანი"
        " მოვიდნენ. ხუთ ექსპერტს იწვევენ. 2019 წელს კომისიები მუშაობდნენ. 13 კომისია, რომლებიც მუშაობენ.",
        "verbs",
    ),
    *each("case-wrong", "ka", CASES_KA),
    right("case-wrong", "ka", RIGHT_CASES),
    right("case-wrong", "en", "The Secretary General was elected about the Council."),
    wrong("plural-wrong", "ka", "რამდენიმე ორგანიზაციები მოვიდა.", "ორგანიზაციები"),
    *each(
        "plural-wrong",
        "ka",
        (
            ("მოვიდა 12 ქვეყნების წარმომადგენელი.", "ქვეყნების"),
            ("{{ commissions | count }} ქვეყნებიდან მოვიდა.", "ქვეყნებიდან"),
            ("იმართება სხვადასხვა ქალაქებში.", "ქალაქებში"),
            ("იკრიბება 3 დღეების განმავლობაში.", "დღეების"),
            ("ყოველი წევრები მოვიდა.", "წევრები"),
            ("არაერთი სახელმწიფოების მხარდაჭერა აქვს.", "სახელმწიფოების"),
        ),
    ),
    right(
        "plural-wrong",
        "ka",
        "სხვადასხვა უწყების, ორი უწყებიდან; 12 ქვეყნის ქალაქებში; სხვადასხვა დროს; ცხრა სხვა ქვეყნების"
        " წარმომადგენელია.",
        "stems",
    ),
    *each(
        "words-wrong",
        "en",
        (
            ("It sends news that effect the system.", "that effect"),
            ("As a matter of principal it meets.", "matter of principal"),
            ("The delegation, lead by him, came.", "delegation, lead by"),
            ("The experts which spoke were thanked.", "experts which"),
            ("It made the staff to work better.", "made the staff to"),
            ("The economical situation is good.", "economical"),
            ("The experts’s talks were good.", "experts’s"),
            ("It adopted to the new rules.", "adopted to"),
            ("They will loose the data.", "will loose"),
            ("It is a member of the untied nations.", "untied nations"),
            ("It plays a leading roll in it.", "leading roll"),
            ("The results where published then.", "results where"),
            ("It came to late.", "came to late"),
        ),
    ),
    right(
        "words-wrong",
        "en",
        "It may effect changes. The principal aim. The talks, led by him. The experts who spoke. It made the decision"
        " to join. An economical car. Its important work goes on. The whether-or-not question. It rose in the past"
        " year. They came to many countries. The town where it was held. It was adopted to ensure order. The statue in"
        " the park. The boss’s office.",
        "words that sound alike",
    ),
    right("words-wrong", "en", "The technical committees report to the Council. It fights AIDS.", "verbs of bodies"),
    right(
        "words-wrong",
        "ka",
        "ბიუჯეტის შესრულების პროცესს აკვირდება. დირექტორმა სემინარი გახსნა. ექსპერტები სააგენტოს ეწვივნენ. სააგენტოს"
        " მიერ მომზადებული ანგარიში საბჭომ განიხილა. საბჭო ბიუჯეტს ამტკიცებს. პროგრამებმა ხელი შეუწყო ზრდას. საბჭომ"
        " გეგმა მიიღო, რომელიც ხელს შეუწყობს ზრდას. წევრებმა თანხმობა განაცხადეს. მან 2 მარტს შეხვედრა გახსნა.",
        "cases of subjects",
    ),
    *each(
        "words-wrong",
        "ka",
        (
            ("2014–2016 წ.წ. გეგმა დასრულდა.", "წ.წ."),
            ("უნდა ავღნიშნოთ ეს.", "ავღნიშნოთ"),
            ("თანამშრომელების ცოდნა გაიზარდა.", "თანამშრომელების"),
            ("დირექტორი შეხვედრას გახსნა.", "დირექტორი შეხვედრას გახსნა"),
            ("ექსპერტებმა სააგენტოს ეწვია.", "ექსპერტებმა სააგენტოს ეწვია"),
            ("შეხვედრამ ხელს შეუწყობს ზრდას.", "შეხვედრამ ხელს შეუწყობს"),
            ("მონაწილეებმა კითხვებს უპასუხა.", "მონაწილეებმა კითხვებს უპასუხა"),
            ("ყველაზე საუკეთესო შედეგი აქვს.", "ყველაზე საუკეთესო"),
            ("მონაწილეთა რიცხვი გაორმაგდა ორჯერ.", "გაორმაგდა ორჯერ"),
            ("შეხვედრაში მონაწილეობა მიიღეს ყველა წევრმა.", "მიიღეს ყველა წევრმა"),
        ),
    ),
    right("plural-wrong", "ka", "ყველა სააგენტომ მონაცემების გაცვლა დაიწყო.", "two nouns"),
    right("plural-wrong", "ka", "მონაცემებს ორი ადამიანი ამუშავებს.", "a verb"),
    wrong("plural-wrong", "ka", "მიმართა ორ ახალ კომისიებს.", "კომისიებს"),
    wrong("plural-wrong", "en", "It has thirteen technical (sectoral) commission, as planned.", "commission"),
    wrong("plural-wrong", "en", "It has {{ commissions | count }} technical commission, as planned.", "commission"),
    right("plural-wrong", "en", "The Association has 13 commissions; 1 commission, one member, 13 member states."),
    wrong("script-foreign", "ka", "სააგენტო график აწვდის.", "график"),
    wrong("script-foreign", "en", "It gives график.", "график"),
    right("script-foreign", "ka", "სააგენტო [график]{lang=ru}-ს აწვდის 5 μმ."),
    right("script-foreign", "en", "Café, naïve, 5 μm."),
)
