"""Stand-in for the tax database (CSDL thuế), plan row II.1.

Answers: look up a taxpayer by tax code or identity number, compare three fields strictly, link a confirmed personal
number (several codes are folded, status 10 where the data differ), list who is still keyed by CMND, tell the history of
a record.
Does not reproduce: declarations, payments, invoices, dependants, organisations' records, the procedures of
registration, captchas and rate limits of the public look-up.
"""
