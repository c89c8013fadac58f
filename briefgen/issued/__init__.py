"""What was issued: frozen beside its edition, opened again, listed."""
