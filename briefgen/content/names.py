"""How folders of the content are called."""

EDITIONS = "editions"  # the folder of the editions, one file each
ISSUED = ".issued"  # the ending of the folder beside an edition's file that holds what was issued of it
SENT = ".sent"  # and of the folder that tells how many letters with it went out (mailing.ledger.marks)
