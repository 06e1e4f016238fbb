"""What a signed paper is to programs that are not ours: poppler's, and NSS below them."""

import asyncio
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from motcua.chassis.db import Work
from motcua.wire.documents import DocumentKind
from services.portal.actions import documents
from services.portal.actions.documents import making
from services.portal.actions.documents.certificates import MARK
from services.portal.actions.documents.rendering import render
from services.portal.errors.documents import PdfMissing
from tests.programs import certutil, poppler
from tests.unit.services.conftest import Start
from tests.unit.services.portal.papers import LETTERS, WANTED, Papers

LETTER = {"kind": DocumentKind.LETTER, "template": "letter", "signed_by": "", "signer_title": ""}
KINDS = {
    "result": {},
    "receipt": {"kind": DocumentKind.RECEIPT, "template": "receipt", "code": "BL", "name_vi": "Biên lai thu phí"},
    **{f"form {n}": {**LETTER, "code": n, "name_vi": f"Mẫu {n}"} for n in ("01", "02", "03", "04", "05", "06")},
}
FULL = {
    "rows": [(f"Dòng {n}", LETTERS) for n in range(60)],
    "text": "\n\n".join(f"Đoạn {n}. {LETTERS}" for n in range(40)),
}


@pytest.fixture(scope="module")
def paper_file(tmp_path_factory: pytest.TempPathFactory) -> Callable[[bytes], Path]:
    folder = tmp_path_factory.mktemp("papers")

    def written(content: bytes) -> Path:
        path = folder / f"{len(list(folder.iterdir()))}.pdf"
        path.write_bytes(content)
        return path

    return written


@pytest.fixture
def papers(start: Start) -> Papers:
    """The portal alone: nothing here asks a register."""
    return Papers(start("portal", "sqlite"))


def told(program: str, *arguments: str | Path) -> str:
    done = subprocess.run([poppler(program), *arguments], capture_output=True, text=True, check=True)
    assert not done.stderr.strip(), done.stderr
    return done.stdout


@pytest.mark.parametrize("kind", KINDS)
def test_pdfsig_finds_one_valid_signature_over_all_of_every_kind_of_paper(
    papers: Papers, paper_file: Callable[[bytes], Path], kind: str
) -> None:
    path = paper_file(papers.kept(**KINDS[kind]).content)
    said = told("pdfsig", path)
    assert said.count("Signature #") == 1
    assert "Signature is Valid." in said
    assert "Total document signed" in said
    assert "ETSI.CAdES.detached" in said
    who = WANTED.agency_vi if "signed_by" in KINDS[kind] else WANTED.signed_by
    assert f"Signer Certificate Common Name: {who} ({MARK})" in said


def test_with_the_root_certificate_pdfsig_trusts_the_signer_and_without_it_does_not(
    papers: Papers, paper_file: Callable[[bytes], Path], tmp_path: Path
) -> None:
    path = paper_file(papers.kept().content)
    assert "issuer isn't Trusted" in told("pdfsig", "-nssdir", _trust(tmp_path / "empty", None), path)
    root = papers.portal.http.get("/verify/authority.pem")
    assert root.status_code == 200
    said = told("pdfsig", "-nssdir", _trust(tmp_path / "filled", root.text), path)
    assert "Certificate is Trusted." in said, said


def _trust(folder: Path, root: str | None) -> str:
    """An NSS database, with the root in it."""
    folder.mkdir()
    program, at = certutil(), f"sql:{folder}"
    subprocess.run([program, "-N", "-d", at, "--empty-password"], check=True)
    if root is not None:
        command = [str(program), "-A", "-d", at, "-n", "motcua", "-t", "CT,C,C", "-a"]
        subprocess.run(command, check=True, input=root, text=True)
    return at


def test_the_text_comes_back_letter_by_letter_from_every_page(
    papers: Papers, paper_file: Callable[[bytes], Path]
) -> None:
    path = paper_file(papers.kept(**FULL).content)
    text = told("pdftotext", "-layout", path, "-")
    pages = text.rstrip("\f").split("\f")
    assert len(pages) > 3
    for number, page in enumerate(pages, 1):
        assert "SANDBOX — DỮ LIỆU GIẢ / SYNTHETIC DATA" in page
        assert f"Trang {number}/{len(pages)}" in page
    plain = " ".join(text.split())
    assert plain.count("ẰẲẴẶẮ ẦẨẪẬẤ ỀỂỄỆẾ") == 100
    for word in LETTERS.split():
        assert word in plain
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in plain
    assert "Thời gian ký: 05/01/2026 10:00:00 +07:00" in plain


def test_every_font_is_embedded_and_no_letter_is_missing(papers: Papers, paper_file: Callable[[bytes], Path]) -> None:
    path = paper_file(papers.kept(**FULL).content)
    fonts = told("pdffonts", path).splitlines()[2:]
    assert {re.sub(r"^[A-Z]{6}\+", "", line.split()[0]) for line in fonts} == {
        "Tinos-Regular", "Tinos-Bold", "Tinos-Italic",
    }  # fmt: skip
    for line in fonts:
        assert re.search(r"Identity-H +yes yes yes", line), line
    assert "�" not in told("pdftotext", path, "-")


def test_the_same_data_are_rendered_to_the_same_bytes() -> None:
    first, second = (render(WANTED, "7K3M-Q2TD-9FHA-XWS1", "http://x.test/verify/7K3M-Q2TD-9FHA-XWS1") for _ in "12")
    assert first == second
    assert b"pdfaid" in first.pdf


def test_markup_in_the_data_is_text_and_reaches_no_file(papers: Papers, paper_file: Callable[[bytes], Path]) -> None:
    nasty = '#read("/etc/passwd") #import "paper.typ": * $x$ \\ @a <b> *c* _d_ `e`'
    path = paper_file(papers.kept(rows=[('#eval("1")', nasty)], text=nasty, signer_title=nasty).content)
    text = " ".join(told("pdftotext", path, "-").split())
    assert '#read("/etc/passwd")' in text
    assert "root:" not in text


@pytest.mark.parametrize("year", [1900, 2022, 2049, 2051, 2199])
def test_wherever_the_sandbox_clock_is_the_signature_holds_then(papers: Papers, year: int) -> None:
    papers.portal.clock(f"{year}-06-01T00:00:00Z")
    kept = papers.kept(issued_at=f"{year}-06-01T00:00:00.000000+00:00")
    answer = papers.verify(kept.content)
    assert (answer["authenticity"], answer["timestamped"]) == ("intact", True)
    assert answer["signed_at"].startswith(f"{year}-06-01")


def test_a_start_brings_neither_typst_nor_pyhanko(papers: Papers) -> None:
    code = "import sys, services.portal.app; print(sorted({'typst', 'pyhanko', 'asn1crypto'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_without_the_extra_it_is_said_what_to_install(papers: Papers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "NEEDED", ("typst", "motcua_no_such_library"))
    with pytest.raises(PdfMissing):
        papers.made()
    answer = papers.portal.ask("/v1/documents/verify", content="JVBERi0=")
    assert (answer.status_code, answer.json()["code"]) == (501, "document.pdf-missing")
    assert "pip install 'motcua[pdf]'" in answer.json()["detail_en"]
    assert papers.portal.ask("/v1/documents/verify", id="7K3M-Q2TD-9FHA-XW51").json()["authenticity"] == "unknown"


def test_two_makers_at_once_share_one_authority(papers: Papers) -> None:
    async def both() -> list[str]:
        made = await asyncio.gather(*(documents.make(papers.call(), WANTED) for _ in range(4)))

        def keep(work: Work) -> None:
            for one in made:
                documents.keep(work, one)

        await papers.state.db.run(keep)
        return [one.content for one in made]

    for content in papers.run(both):
        assert papers.portal.answer("/v1/documents/verify", content=content)["authenticity"] == "intact"
