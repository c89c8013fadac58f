"""What was issued: frozen beside its edition, printed again, compared with, listed."""
