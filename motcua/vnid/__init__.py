"""What a Vietnamese number, date, place or name *is*: standard library only, no clock, no chance, no network.

Every number module has the same verbs: ``parse`` (text to canonical text, or a ``NumberError``), ``parts`` where the
number says something, ``mask`` for logs and screens, ``compose`` for synthetic numbers only.

- ``cccd`` the 12-digit personal number, ``cmnd`` the 9-digit one before it, ``mst`` the tax code
- ``legacy`` what old files really hold in the box for the number
- ``dossier``, ``agency`` the codes on a receipt
- ``dates`` dates of birth that may be partial; ``units`` provinces and wards, by date
- ``names`` cleaning, folding and comparing names
- ``evidence`` the decision table from evidence to verdict
- ``synthetic`` the blocks of numbers that nobody real can hold
"""
