"""Stand-in for the National Public Service Portal (Cổng Dịch vụ công quốc gia), plan rows II.1 and II.2 so far.

Answers: reconcile a CMND with the personal number and the tax record, keep the case with its evidence, list cases, run
one again after data changed; accounts of people who sign in with the electronic identity, verified against the
population database; accounts from before it, claimed and merged; pages for all of it.
Does not reproduce: accounts of organisations, dossiers, payment, the real portal's look (on purpose) or its own case
numbers, and it sends no code to a new phone number or e-mail address.
"""
