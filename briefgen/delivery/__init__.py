"""Issued briefs on their way to people: who gets what, the message, the line to the server, the ledger of it all."""
