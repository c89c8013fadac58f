"""Briefs by email: who gets what, the letters, and their way out."""
