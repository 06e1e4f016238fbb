"""How the reserved blocks of numbers are shared between the world and the personas: standard library only.

The end of every block belongs to the personas (``contracts/personas``), so their numbers are the same in every world
and nobody else's:

- personal number: serials 900,000-998,999; personas 999,000-999,999
- CMND: serials 0-998,999 under each prefix; personas 999,000-999,999
- tax code: first nine digits 900,000,000-989,999,999; personas from 990,000,000
- telephone: indices 1,000-9,999; personas 0-999, the beginning

>>> from motcua.vnid.synthetic import FIRST_SERIAL
>>> FIRST_SERIAL + PERSONAL_SIZE, TAX_FIRST + TAX_SIZE
(999000, 990000000)
"""

PERSONAL_SIZE, CMND_SIZE = 99_000, 999_000
TAX_FIRST, TAX_SIZE = 900_000_000, 90_000_000
PHONE_FIRST, PHONE_LAST = 1_000, 9_999
