"""Why a batch cannot be run: one sentence in Vietnamese, one in English, and a stable code.

>>> print(Unusable("file.empty", "Tệp a.csv rỗng.", "The file a.csv is empty."))
Tệp a.csv rỗng.
The file a.csv is empty.
"""


class Unusable(ValueError):
    """A file, a column or an installation that the batch cannot work with; nothing was written."""

    def __init__(self, code: str, vi: str, en: str) -> None:
        super().__init__(f"{vi}\n{en}")
        self.code = code
        self.vi = vi
        self.en = en


class MissingExtra(Unusable):
    """The batch needs DuckDB and NumPy, which a light installation leaves out."""

    def __init__(self) -> None:
        super().__init__(
            "extra.missing",
            "Đối soát theo lô cần DuckDB và NumPy; hãy chạy: pip install 'motcua[batch]'",
            "Batch reconciliation needs DuckDB and NumPy; run: pip install 'motcua[batch]'",
        )
