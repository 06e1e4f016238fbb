"""What is said of a file: whatever was changed, appended, signed by somebody else, revoked or has run out."""

import base64
import io
import random
import tracemalloc
import zlib
from datetime import UTC, datetime

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from services.portal.actions.documents import certificates, reading, rendering, signing
from services.portal.actions.documents.authority import Authority
from services.portal.rules.documents import typed_id
from tests.unit.services.conftest import Start
from tests.unit.services.portal.papers import CCCD, WANTED, Kept, Papers

FUTURE = "2026-02-01T00:00:00.000000+00:00"


@pytest.fixture
def papers(start: Start) -> Papers:
    """The portal alone, on a day in 2026."""
    papers = Papers(start("portal", "sqlite"))
    papers.portal.clock("2026-01-05T03:00:00Z")
    return papers


@pytest.fixture
def kept(papers: Papers) -> Kept:
    """One document of the store."""
    return papers.kept()


def said(papers: Papers, content: bytes) -> str:
    return str(papers.verify(content)["authenticity"])


def _foreign(rendered: signing.Rendered) -> bytes:
    """Signed as well as ours, by an authority of the same names that somebody else made."""
    root = certificates.root()
    other = Authority(root, certificates.clock(root), certificates.signer(root, "Nguyễn Thị Nghĩa", "Công an cấp xã"))
    at = datetime.fromisoformat(WANTED.issued_at)
    return signing.sign(rendered, other, name="Nguyễn Thị Nghĩa", reason="x", place="y", at=at)


def test_an_untouched_file_is_intact_and_tells_who_signed_when(papers: Papers, kept: Kept) -> None:
    found = papers.verify(kept.content)
    assert found["authenticity"] == "intact"
    assert found["signer"] == f"Nguyễn Thị Nghĩa ({certificates.MARK})"
    assert found["issuer"] == "Công an cấp xã"
    assert found["signed_at"].startswith("2026-01-05T03:00:00")
    assert found["timestamped"] is True
    assert (found["document"], found["code"], found["number"]) == (kept.id, "KQ.G99.000003", "000123/2026/XNCT")
    assert found["owner"] == "T*** T** H**"
    line = papers.portal.audit(CCCD)[0]
    assert (line["action"], line["outcome"]) == ("verify-document", f"intact {kept.id}")


def test_one_flipped_bit_anywhere_is_noticed(papers: Papers, kept: Kept) -> None:
    chosen = random.Random(7)  # noqa: S311  # places to flip, the same each time
    for _ in range(60):
        place = chosen.randrange(len(kept.content))
        changed = bytearray(kept.content)
        changed[place] ^= 1 << chosen.randrange(8)
        assert said(papers, bytes(changed)) == "tampered", place


@pytest.mark.parametrize("keep", [0.1, 0.5, 0.95, 0.9999])
def test_a_file_that_was_cut_is_never_intact(papers: Papers, kept: Kept, keep: float) -> None:
    assert said(papers, kept.content[: int(len(kept.content) * keep)]) in {"tampered", "unsigned"}


def test_an_appended_update_is_a_change_even_where_it_changes_nothing_visible(papers: Papers, kept: Kept) -> None:
    writer = IncrementalPdfFileWriter(io.BytesIO(kept.content))
    writer.root["/Motcua"] = generic.pdf_string("added")
    writer.update_root()  # type: ignore[no-untyped-call]  # pyHanko's
    appended = io.BytesIO()
    writer.write(appended)  # type: ignore[no-untyped-call]  # pyHanko's
    assert appended.getvalue().startswith(kept.content)
    assert said(papers, appended.getvalue()) == "tampered"
    assert said(papers, kept.content + b"\n") == "tampered"


def test_a_second_signature_over_ours_is_a_change(papers: Papers, kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    box = (100, 100, 200, 150)
    rendered = rendering.render(WANTED, kept.id, "http://x.test/verify")
    over = signing.Rendered(kept.content, rendered.stamp, 1, box)
    monkeypatch.setattr(signing, "FIELD", "other")
    assert said(papers, _foreign(over)) == "tampered"


def test_a_forgery_signed_by_an_authority_of_the_same_name_is_foreign(papers: Papers, kept: Kept) -> None:
    forged = _foreign(rendering.render(WANTED, kept.id, f"http://x.test/verify/{kept.id}"))
    found = papers.verify(forged)
    assert found["authenticity"] == "foreign"
    assert (found["document"], found["timestamped"]) == (None, False)


def test_without_a_signature_nothing_is_proved(papers: Papers, kept: Kept) -> None:
    bare = rendering.render(WANTED, kept.id, "http://x.test/verify").pdf
    assert said(papers, bare) == "unsigned"
    assert said(papers, b"no PDF at all") == "unsigned"
    assert said(papers, b"%PDF-1.7\n" + b"[" * 100_000) == "unsigned"


def test_signed_by_us_but_never_kept_is_unknown(papers: Papers, kept: Kept) -> None:
    lost = papers.made()
    assert said(papers, base64.b64decode(lost.content)) == "unknown"


def test_before_the_first_document_every_signature_is_foreign(papers: Papers) -> None:
    rendered = rendering.render(WANTED, "7K3M-Q2TD-9FHA-XWS1", "http://x.test/verify")
    assert said(papers, _foreign(rendered)) == "foreign"


def test_a_reset_forgets_the_authority_and_the_documents(papers: Papers, kept: Kept) -> None:
    assert papers.portal.ask("/_sandbox/reset").status_code == 200
    assert said(papers, kept.content) == "foreign"
    assert papers.portal.answer("/v1/documents/verify", id=kept.id)["authenticity"] == "unknown"


def test_it_expires_with_the_clock_and_holds_again_when_the_clock_goes_back(papers: Papers) -> None:
    kept = papers.kept(valid_until=FUTURE)
    assert said(papers, kept.content) == "intact"
    papers.portal.clock("2026-02-01T00:00:00Z")
    found = papers.verify(kept.content)
    assert (found["authenticity"], found["expired_at"]) == ("expired", FUTURE)
    assert papers.portal.answer("/v1/documents/verify", id=kept.id)["authenticity"] == "expired"
    papers.portal.clock("2022-02-01T00:00:00Z")
    assert said(papers, kept.content) == "intact"


def test_the_code_alone_says_that_it_is_on_record_and_no_more(papers: Papers, kept: Kept) -> None:
    found = papers.portal.answer("/v1/documents/verify", id=kept.id)
    assert found["authenticity"] == "on_record"
    assert (found["signer"], found["name_vi"]) == ("Nguyễn Thị Nghĩa", WANTED.name_vi)
    assert "Hoa" not in str(found)
    assert CCCD not in str(found)
    assert papers.portal.answer("/v1/documents/verify", id="0000-0000-0000-0000")["authenticity"] == "unknown"


@pytest.mark.parametrize("body", [{}, {"content": ""}, {"content": "JVBE", "id": "7K3M-Q2TD-9FHA-XW51"}, {"id": "x"}])
def test_exactly_one_of_file_and_code_is_asked(papers: Papers, body: dict[str, str]) -> None:
    answer = papers.portal.ask("/v1/documents/verify", **body)
    assert (answer.status_code, answer.json()["code"]) == (422, "body.malformed")


def test_what_is_no_base64_is_refused(papers: Papers) -> None:
    answer = papers.portal.ask("/v1/documents/verify", content="không phải")
    assert (answer.status_code, answer.json()["code"]) == (409, "document.unreadable")


def test_a_burst_of_compressed_nothing_does_not_fill_the_memory() -> None:
    bomb = zlib.compress(b"\0" * 300_000_000, 9)
    stream = b"1 0 obj<</Type/XRef/W[1 1 1]/Size 100000000/Root 1 0 R/Filter/FlateDecode/Length %d>>stream\n"
    content = b"%PDF-1.5\n" + stream % len(bomb) + bomb + b"\nendstream endobj\nstartxref\n9\n%%EOF"
    tracemalloc.start()
    assert reading.read(content, "", datetime.now(UTC)).seal == "none"
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 100_000_000, peak


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("7k3mq2td9fhaxws1", "7K3M-Q2TD-9FHA-XWS1"), (" 7K3M Q2TD-9fha xwsI", "7K3M-Q2TD-9FHA-XWS1"), ("", "")],
)
def test_a_code_is_read_as_people_type_it(typed: str, meant: str) -> None:
    assert typed_id(typed) == meant
