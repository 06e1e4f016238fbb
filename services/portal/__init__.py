"""Stand-in for the National Public Service Portal (Cổng Dịch vụ công quốc gia), plan row II.1 so far.

Answers: reconcile a CMND with the personal number and the tax record, keep the case with its evidence, list cases, run
one again after data changed; and one page on which a person can try it.
Does not reproduce: log-in of citizens, dossiers, payment, the real portal's look (on purpose) or its own case numbers.
"""
