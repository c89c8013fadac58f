"""briefgen turns structured content into printable briefing notes, in Word and PDF, in several languages."""

__version__ = "0.1.0"
