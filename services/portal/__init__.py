"""Stand-in for the National Public Service Portal (Cổng Dịch vụ công quốc gia), plan rows II.1 to II.4 and III.3.

Answers: reconcile a CMND with the personal number and the tax record; accounts of people who sign in with the
electronic identity, verified against the population database; the 25 priority services as data, forms prefilled from
every register, dossiers, fees, signed documents and the citizen's store; pages for citizens and officers.
Does not reproduce: accounts of organisations, the real portal's look (on purpose), its indicators, messages to a phone
or an e-mail address, and the packets between the portal and one-stop systems (QCVN 120).
"""
