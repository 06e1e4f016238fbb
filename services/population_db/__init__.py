"""Stand-in for the national population database (CSDL quốc gia về dân cư), plan rows II.1, II.3, II.7.

Answers: resolve a CMND, verify an identity, look up a person, share fields for a stated purpose, household, relatives,
number history, and to the citizen: who looked.
Does not reproduce: biometrics, household books, temporary residence, the private network, real response times, the SOAP
wire form of QCVN 109.
"""
