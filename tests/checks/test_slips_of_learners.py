"""What who writes in a second language, or in a hurry, builds wrongly, each beside what is right."""

from __future__ import annotations

import pytest

from tests.checks.small import unlike

EN = (
    (
        "It is not an European body.",
        "It is a European body, and an unusual one.",
    ),
    (
        "The Agency became affiliate member of the Association.",
        "It became an affiliate member of it; he is head of a body and was part of it.",
    ),
    (
        "The Agency is a member since 2016.",
        "It has been a member since 2016; this is the first one since then.",
    ),
    (
        "The meeting was held on Brussels.",
        "It was held on Monday, and opened on Zoom.",
    ),
    (
        "The delegation visited to the headquarters.",
        "It visited the headquarters; visits to the seat are free.",
    ),
    (
        "A number of recommendation were adopted.",
        "A number of recommendations were adopted.",
    ),
    (
        "The Forum gathered participants of whole world.",
        "They came from the whole world; it was of whole years.",
    ),
    (
        "The Agency made the accent on the reform.",
        "It laid the emphasis on the reform.",
    ),
    (
        "Thanks to this, the quality of the services have improved.",
        "The quality of the services has improved; the costs of the reforms have risen.",
    ),
    (
        "One of the key task is digitalization.",
        "One of the key tasks is this; one of the staff is new.",
    ),
    (
        "The Commission which chaired by Latvia met twice.",
        "The Commission, which is chaired by Latvia, met twice.",
    ),
    (
        "The report was prepared from the Secretariat.",
        "It was received from the Secretariat; it was prepared from the notes.",
    ),
    (
        "The staff are depended on the budget.",
        "The staff depend on the budget.",
    ),
    (
        "It does not depend from the budget.",
        "It depends on the budget.",
    ),
    (
        "The programme is directed on the improvement of quality.",
        "It is directed at the improvement of quality, on the whole.",
    ),
    (
        "Both of sides expressed a readiness to cooperate.",
        "Both of the sides expressed it, and both of them.",
    ),
    (
        "The Minister underlined about the importance of the matter.",
        "He spoke about the importance of the matter.",
    ),
    (
        "The Agency is responsible on the payment of pensions.",
        "It is responsible for the payment, and responsible to the Ministry.",
    ),
    (
        "The Agency is interesting in further cooperation.",
        "It is interested in that; the plan is interesting in itself.",
    ),
    (
        "The Agency provides to citizens social benefits.",
        "It provides citizens with social benefits; it gives to the public what is its own.",
    ),
    (
        "Participation is free from charge.",
        "It is free of charge, and free from worry.",
    ),
    (
        "The Association is worlds leading organization.",
        "It is the world’s leading organization.",
    ),
    (
        "The data was collected from countries which is members.",
        "It came from countries which are members.",
    ),
    (
        "The Agency, has joined the Association.",
        "The Forum, the largest of its kind, has ended.",
    ),
    (
        "The delegates where welcomed by the host.",
        "The delegates were welcomed where they stayed.",
    ),
    (
        "Georgian side presented its report.",
        "The Georgian side presented its report; Georgian was spoken.",
    ),
    (
        "This brief have been prepared by the Department.",
        "This brief has been prepared. That they have been prepared is right.",
    ),
)
KA = (
    (
        "სააგენტოს წარმომადგენლები დაესწრო სხდომას.",
        "სააგენტოს წარმომადგენლები დაესწრნენ სხდომას, წარმომადგენელი დაესწრო.",
    ),
    (
        "დელეგაციის წევრები ჩავიდა ბრიუსელში.",
        "დელეგაცია ჩავიდა ბრიუსელში. წევრები აირჩია საბჭომ.",
    ),
    (
        "მონაწილეებმა განიხილა საკითხი.",
        "მონაწილეებმა განიხილეს საკითხი. მონაწილემ განიხილა საკითხი.",
    ),
    (
        "ასოციაციის წევრებს შეუძლია ხმის მიცემა.",
        "ასოციაციის წევრებს შეუძლიათ ხმის მიცემა. წევრს შეუძლია ხმის მიცემა.",
    ),
    (
        "პრეზენტაციები გაკეთდნენ ექსპერტების მიერ.",
        "პრეზენტაციები გაკეთდა ექსპერტების მიერ. ექსპერტები შეიკრიბნენ.",
    ),
    (
        "შეხვედრა გაიმართა ბრიუსელში სადაც სააგენტოც იყო.",
        "შეხვედრა გაიმართა ბრიუსელში, სადაც სააგენტოც იყო, და როდესაც დასრულდა, დაიხურა.",
    ),
    (
        "ეს არის ყველაზე უმსხვილესი ორგანიზაცია.",
        "ეს არის უმსხვილესი ორგანიზაცია. ეს არის ყველაზე დიდი.",
    ),
    (
        "სააგენტოს მიერ მომზადებულ იქნა მოხსენებას.",
        "მომზადებულ იქნა მოხსენება. მოხსენებას დაესწრნენ.",
    ),
    (
        "გამოთქმულ იქნა მზადყოფნას თანამშრომლობაზე.",
        "გამოთქმულ იქნა მზადყოფნა თანამშრომლობისთვის.",
    ),
    (
        "მნიშვნელოვანია საკითხის გადაწყვეტას.",
        "მნიშვნელოვანია საკითხის გადაწყვეტა. აუცილებელია თანამშრომლობას მეტი დრო დაეთმოს.",
    ),
    (
        "სააგენტო დაინტერესებულია თანამშრომლობაში.",
        "სააგენტო დაინტერესებულია თანამშრომლობით.",
    ),
    (
        "შეხვედრა გაიმართა 2016 წლის 15 სექტემბერი.",
        "შეხვედრა გაიმართა 2016 წლის 15 სექტემბერს. თარიღია 15 სექტემბერი.",
    ),
    (
        "შეხვედრა ჩატარდა ქალაქ ბრიუსელი.",
        "შეხვედრა ჩატარდა ქალაქ ბრიუსელში. მასპინძელია ქალაქი ბრიუსელი.",
    ),
    (
        "იქნა მიღებულ გადაწყვეტილება.",
        "მიღებულ იქნა გადაწყვეტილება. გადაწყვეტილება იქნა მიღებული.",
    ),
    (
        "დელეგაციას ხელმძღვანელობდა დირექტორის მოადგილემ.",
        "დელეგაციას ხელმძღვანელობდა დირექტორის მოადგილე. მონაწილეობდა ახალი პროგრამა.",
    ),
    (
        "ანგარიში წარდგენილი იქნა დარღვევებით გარეშე.",
        "ანგარიში წარდგენილი იქნა დარღვევების გარეშე.",
    ),
    (
        "იმისათვის, რომ გაუმჯობესდა მომსახურება, დაინერგა სისტემა.",
        "იმისათვის, რომ გაუმჯობესდეს მომსახურება, დაინერგა სისტემა.",
    ),
    (
        "დელეგაცია ჩავიდა და ესწრებოდა ფორუმი.",
        "დელეგაცია ესწრებოდა ფორუმს. დაესწრო ფორუმის მონაწილე.",
    ),
    (
        "დირექტორი დაესწრო საბჭოს სხდომა.",
        "დირექტორი დაესწრო საბჭოს სხდომას.",
    ),
    (
        "თითოეული წევრებს აქვს ერთი ხმა.",
        "თითოეულ წევრს აქვს ერთი ხმა.",
    ),
    (
        "სხვადახვა ქვეყანა შეუერთდა.",
        "სხვადასხვა ქვეყანა შეუერთდა.",
    ),
    (
        "ექსპერტებმა გაეცნენ სისტემას.",
        "ექსპერტები გაეცნენ სისტემას.",
    ),
)


@pytest.mark.parametrize(("language", "rows"), [("en", EN), ("ka", KA)])
def test_each_slip_is_found_and_what_is_right_is_left_alone(language: str, rows: tuple[tuple[str, str], ...]) -> None:
    assert list(unlike([wrong for wrong, _ in rows], language, found=True)) == []
    assert list(unlike([right for _, right in rows], language, found=False)) == []
