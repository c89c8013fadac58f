"""Briefs by email: who gets what, the letters, and their way out.

Open `send` first: it goes from what a person wants to the end, and calls the others in this order. `planner` makes a
`plan` of what was issued, of `policy` (who may get what) and of what the `ledger` knows; `writing` makes the letters,
with `letter`; the `ledger` notes them; `posting` takes them out, over one of the `ways`. What comes later: `outbox`
(who has what, and what a person decides), `holders` (who has which version), `drafts` (which of them a person has
sent), `sign_in`, `readiness` (what sending lacks), `secret_places` (where its passwords are kept).
"""
