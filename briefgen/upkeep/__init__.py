"""What the staff do between two briefs: the next edition, translations, the set-up."""
