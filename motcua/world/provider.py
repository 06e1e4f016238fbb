"""A Faker provider: people and numbers for your own tests, drawn from the same tables as the world.

>>> from faker import Faker
>>> fake = Faker()
>>> fake.add_provider(Provider)
>>> fake.seed_instance(7)
>>> fake.vietnamese_name(sex=2, born=1971, region="N")
'Nguyễn Thị Hồng'
>>> from motcua.vnid.synthetic import is_synthetic
>>> all(is_synthetic(number) for number in (fake.cccd(), fake.cmnd(), fake.mst()))
True

It needs neither NumPy nor DuckDB. Numbers lie in the reserved blocks (``motcua.vnid.synthetic``), outside the
ranges of the personas. All chance comes from the Faker itself: ``seed_instance`` makes it repeatable.
"""

from datetime import date, timedelta

from faker.providers import BaseProvider

from motcua.vnid import agency, cmnd, dossier, mst, synthetic
from motcua.vnid import cccd as personal
from motcua.world import words
from motcua.world.blocks import (
    CMND_SIZE,
    PERSONAL_SIZE,
    PHONE_FIRST,
    PHONE_LAST,
    TAX_FIRST,
    TAX_SIZE,
)

SEXES = {1: 1, 2: 2, "1": 1, "2": 2, "male": 1, "female": 2, "M": 1, "F": 2, "nam": 1, "nữ": 2}
OLDEST, YOUNGEST = 1936, 2025
PROVINCE_SYSTEMS = range(1, 64)
"""Province codes H01..H63 of the agency identification scheme."""


class Provider(BaseProvider):
    """Vietnamese people: ``cccd``, ``cmnd``, ``mst``, ``vietnamese_name`` and what goes with them."""

    def vietnamese_name(
        self, sex: int | str = "", born: int = 0, region: str = "", ethnicity: str = "01", *, upper: bool = False
    ) -> str:
        """A name that fits sex (1 or 2), year of birth, region (N, C, S) and ethnic group (01..55)."""
        pools, gender = words.load(), self._sex(sex)
        cohort, region = words.cohort_of(born or self._year()), region or self.random_element(words.REGIONS)
        style = pools.style_of(ethnicity)
        drawn = [
            self._weighted(pools.pool(style, place, sex=gender, region=region, cohort=cohort)) for place in words.PLACES
        ]
        family, middle, second, given = drawn
        second = "" if second == given else second
        name = words.joined(family, "" if middle in {second, given} else middle, second, given)
        return name.upper() if upper else name

    def province_code(self) -> str:
        """A code of the 63-province list, by population."""
        return self._weighted([(row["province"], float(row["people"])) for row in words.rows("provinces")])

    def cccd(self, province: str = "", sex: int | str = "", born: int = 0) -> str:
        """A personal number of somebody born in a province (63-province code) in this year."""
        serial = synthetic.FIRST_SERIAL + self.random_int(0, PERSONAL_SIZE - 1)
        place = (province or self.province_code()).zfill(3)
        return personal.compose(place, str(self._sex(sex)), born or self._year(), serial)

    def cmnd(self, province: str = "") -> str:
        """A nine-digit number issued by the police of a province (63-province code)."""
        return cmnd.compose(province or self.province_code(), self.random_int(0, CMND_SIZE - 1))

    def mst(self) -> str:
        """A ten-digit tax code with its check digit."""
        while True:
            body = str(TAX_FIRST + self.random_int(0, TAX_SIZE - 1))
            if mst.check_digit(body) is not None:
                return mst.compose(body)

    def dossier_code(self, agency_code: str = "", received_on: date | None = None) -> str:
        """A dossier number; the day is any of the five years before 2026 unless given."""
        system = agency_code or agency.compose(f"H{self.random_element(PROVINCE_SYSTEMS):02}", self.random_int(1, 40))
        day = received_on or date(2021, 1, 1) + timedelta(days=self.random_int(0, 1_825))
        return dossier.compose(system, day, self.random_int(1, 9_999))

    def vietnamese_phone(self) -> str:
        """A telephone number of the reserved block."""
        return synthetic.phone(self.random_int(PHONE_FIRST, PHONE_LAST))

    def birth_date(self, born: int = 0) -> str:
        """A day of birth, ISO 8601."""
        return (date(born or self._year(), 1, 1) + timedelta(days=self.random_int(0, 364))).isoformat()

    def citizen(self, sex: int | str = "", born: int = 0) -> dict[str, str]:
        """One person whose name, numbers and birth date agree: the fields of a reconciliation request and more."""
        gender, year, province = self._sex(sex), born or self._year(), self.province_code()
        region = next(row["region"] for row in words.rows("provinces") if row["province"] == province)
        return {
            "cccd": self.cccd(province, gender, year),
            "cmnd": self.cmnd(province),
            "mst": self.mst(),
            "full_name": self.vietnamese_name(gender, year, region),
            "born_on": self.birth_date(year),
            "sex": str(gender),
            "province": province,
            "phone": self.vietnamese_phone(),
        }

    def _sex(self, sex: int | str) -> int:
        if sex == "":
            return int(self.random_int(1, 2))
        if sex not in SEXES:
            raise ValueError(f"sex is 1 (male) or 2 (female), not {sex!r}")
        return SEXES[sex]

    def _year(self) -> int:
        return int(self.random_int(OLDEST, YOUNGEST))

    def _weighted(self, pool: words.Pool) -> str:
        return str(self.generator.random.choices([word for word, _ in pool], [weight for _, weight in pool])[0])
