"""The scheduled digest: what is new on a job's topics since the slot before, delivered once.

config | slots | fetch | new articles | stories | a brief a story | delta | digest | outbox | send | receipts
"""
