"""Who sees, shares and revokes the documents of a store; to everybody else there are none."""

import hashlib

import httpx2
import pytest

from services.portal.store import documents as store
from tests.unit.services.conftest import SECRETS, Register
from tests.unit.services.portal.papers import ACCOUNT, CCCD, DOSSIER, Kept, Papers

OWNER, OTHER = f"citizen:{ACCOUNT}", "H99.1-260105-0002"
STRANGERS = {
    "another citizen": {"X-On-Behalf-Of": "citizen:ffff0000"},
    "nobody in particular": {"X-On-Behalf-Of": "system:portal"},
    "an officer without a dossier": {"X-On-Behalf-Of": "officer:CB001"},
    "an officer with a dossier of somebody else": {"X-On-Behalf-Of": "officer:CB001", "X-Purpose-Dossier": OTHER},
    "an officer with a dossier that is none": {"X-On-Behalf-Of": "officer:CB001", "X-Purpose-Dossier": f"{OTHER}9"},
    "an officer of another agency": {"X-On-Behalf-Of": "officer:CB004", "X-Purpose-Dossier": DOSSIER},
    "no officer at all": {"X-On-Behalf-Of": "officer:XX999", "X-Purpose-Dossier": DOSSIER},
}  # fmt: skip


@pytest.fixture
def papers(portal: Register) -> Papers:
    """The portal on both databases, on a day in 2026, with a dossier of the owner and one of somebody else."""
    papers = Papers(portal)
    portal.clock("2026-01-05T03:00:00Z")
    papers.dossier()
    return papers


def asked(papers: Papers, method: str, path: str, headers: dict[str, str], body: object = None) -> httpx2.Response:
    auth = ("portal", SECRETS["portal"])
    return papers.portal.http.request(method, f"/v1/documents{path}", headers=headers, auth=auth, json=body)


def own(papers: Papers, method: str, path: str, body: object = None) -> httpx2.Response:
    return asked(papers, method, path, {"X-On-Behalf-Of": OWNER}, body)


def test_its_person_sees_it_and_the_file_is_what_was_signed(papers: Papers) -> None:
    kept = papers.kept()
    shown = own(papers, "GET", f"/{kept.id}").json()
    assert (shown["state"], shown["values"]["number"], shown["signed_by"]) == ("valid", "000123", "Nguyễn Thị Nghĩa")
    file = own(papers, "GET", f"/{kept.id}/file")
    assert file.headers["content-type"] == "application/pdf"
    assert file.headers["cache-control"] == "no-store"
    assert file.content == kept.content
    assert hashlib.sha256(file.content).hexdigest() == shown["sha256"]
    line = papers.portal.audit(CCCD)[0]
    assert (line["action"], line["on_behalf_of"]) == ("document-file", OWNER)


@pytest.mark.parametrize("who", STRANGERS)
def test_to_everybody_else_it_does_not_exist(papers: Papers, who: str) -> None:
    kept = papers.kept()
    papers.dossier(OTHER, account="ffff0000", seq=2)
    for method, path, body in (
        ("GET", f"/{kept.id}", None),
        ("GET", f"/{kept.id}/file", None),
        ("POST", f"/{kept.id}/share", {"hours": 1}),
        ("POST", f"/{kept.id}/stop-sharing", None),
        ("POST", "/find", {"account": ACCOUNT}),
    ):
        here = asked(papers, method, path, STRANGERS[who], body)
        gone = asked(papers, method, path.replace(kept.id, "0000-0000-0000-0000"), STRANGERS[who], body)
        assert (here.status_code, here.json()["code"]) == (404, "document.unknown"), path
        plain = [{**one.json(), "request_id": ""} for one in (here, gone)]
        assert plain[0] == plain[1]
    assert all(line["outcome"] == "refused:document.unknown" for line in papers.portal.audit()[:10])


def test_an_officer_sees_it_by_a_dossier_of_its_person(papers: Papers) -> None:
    kept, officer = papers.kept(), {"X-On-Behalf-Of": "officer:CB002", "X-Purpose-Dossier": DOSSIER}
    assert asked(papers, "GET", f"/{kept.id}", officer).status_code == 200
    assert asked(papers, "GET", f"/{kept.id}/file", officer).content == kept.content
    found = asked(papers, "POST", "/find", officer, {"account": ACCOUNT}).json()["documents"]
    assert [one["id"] for one in found] == [kept.id]
    assert asked(papers, "POST", f"/{kept.id}/share", officer, {"hours": 1}).status_code == 404
    assert papers.portal.audit(CCCD)[0]["dossier"] == DOSSIER


def test_another_system_cannot_say_that_it_acts_for_the_citizen(papers: Papers) -> None:
    kept, other = papers.kept(), ("tinh-demo", SECRETS["tinh-demo"])
    answer = papers.portal.http.get(f"/v1/documents/{kept.id}", headers={"X-On-Behalf-Of": OWNER}, auth=other)
    assert answer.status_code in {403, 404}  # without the licence, or with it


def test_a_register_book_is_of_its_agencys_officers(papers: Papers) -> None:
    book = papers.kept(owner="", owner_name="", owner_cccd="", dossier="", agency="H99.3", code="06", template="letter")
    for code, status in (("CB004", 200), ("CB001", 200), ("XX999", 404)):
        assert asked(papers, "GET", f"/{book.id}/file", {"X-On-Behalf-Of": f"officer:{code}"}).status_code == status


def test_the_newest_comes_first_whatever_the_clock_did(papers: Papers) -> None:
    first = papers.kept()
    papers.portal.clock("2022-01-05T03:00:00Z")
    second = papers.kept(issued_at="2022-01-05T03:00:00.000000+00:00", code="KQ.G99.000009")
    found = own(papers, "POST", "/find", {"account": ACCOUNT}).json()["documents"]
    assert [one["id"] for one in found] == [second.id, first.id]
    filtered = own(papers, "POST", "/find", {"account": ACCOUNT, "code": "KQ.G99.000003", "kind": "result"}).json()
    assert [one["id"] for one in filtered["documents"]] == [first.id]


def test_forms_take_only_what_holds(papers: Papers) -> None:
    lasting = papers.kept()
    brief = papers.kept(valid_until="2026-02-01T00:00:00.000000+00:00")
    gone = papers.kept()
    assert _revoke(papers, gone).status_code == 200

    def valid() -> list[str]:
        return [one.id for one in papers.transact(lambda work: store.valid_of(work, ACCOUNT))]

    assert valid() == [brief.id, lasting.id]
    papers.portal.clock("2026-02-01T00:00:00Z")
    assert valid() == [lasting.id]
    assert papers.transact(lambda work: store.valid_of(work, ACCOUNT))[0].values["number"] == "000123"


def _revoke(papers: Papers, kept: Kept, officer: str = "CB003", **headers: str) -> httpx2.Response:
    named = {"X-On-Behalf-Of": f"officer:{officer}", **headers}
    return asked(papers, "POST", f"/{kept.id}/revoke", named, {"reason": "Cấp nhầm người."})


def test_only_an_approver_of_the_issuing_agency_revokes_and_once(papers: Papers) -> None:
    kept = papers.kept()
    link = own(papers, "POST", f"/{kept.id}/share", {"hours": 24}).json()
    assert _revoke(papers, kept, "CB001").json()["code"] == "document.not-issuer"
    assert _revoke(papers, kept, "CB004").json()["code"] == "document.unknown"
    refused = own(papers, "POST", f"/{kept.id}/revoke", {"reason": "x"})
    assert (refused.status_code, refused.json()["code"]) == (403, "document.not-issuer")
    assert papers.verify(kept.content)["authenticity"] == "intact"
    revoked = _revoke(papers, kept).json()
    assert (revoked["state"], revoked["revoked_reason"], revoked["shared_with"]) == ("revoked", "Cấp nhầm người.", [])
    found = papers.verify(kept.content)
    assert (found["authenticity"], found["revoked_reason"]) == ("revoked", "Cấp nhầm người.")
    assert _revoke(papers, kept).json()["code"] == "document.revoked"
    assert own(papers, "POST", f"/{kept.id}/share", {"hours": 1}).json()["code"] == "document.revoked"
    assert papers.portal.http.get(f"/shared/{link['key']}").status_code == 404
    assert own(papers, "GET", f"/{kept.id}/file").content == kept.content


def test_a_link_lasts_as_long_as_said_and_its_key_is_kept_nowhere(papers: Papers) -> None:
    kept = papers.kept()
    link = own(papers, "POST", f"/{kept.id}/share", {"hours": 2}).json()
    path = f"/shared/{link['key']}"
    assert link["address"].endswith(path)
    assert link["until"].startswith("2026-01-05T05:00:00")
    assert own(papers, "GET", f"/{kept.id}").json()["shared_with"] == [f"link:{link['until']}"]
    assert papers.portal.http.get(path).status_code == 200
    assert papers.portal.http.get(f"{path}/file").content == kept.content
    assert papers.portal.http.get(f"{path[:-1]}{'A' if path[-1] != 'A' else 'B'}").status_code == 404
    assert link["key"] not in str(papers.portal.audit())
    assert papers.portal.audit(CCCD)[0]["action"] == "open-shared"
    papers.portal.clock("2026-01-05T05:00:00Z")
    assert papers.portal.http.get(path).status_code == 404
    assert own(papers, "GET", f"/{kept.id}").json()["shared_with"] == []


def test_sharing_can_be_ended(papers: Papers) -> None:
    kept = papers.kept()
    link = own(papers, "POST", f"/{kept.id}/share", {"hours": 2}).json()
    assert own(papers, "POST", f"/{kept.id}/stop-sharing").json()["shared_with"] == []
    assert papers.portal.http.get(f"/shared/{link['key']}/file").status_code == 404


@pytest.mark.parametrize("hours", [0, 721, "1", None])
def test_a_link_lasts_an_hour_to_thirty_days(papers: Papers, hours: object) -> None:
    answer = own(papers, "POST", f"/{papers.kept().id}/share", {"hours": hours})
    assert (answer.status_code, answer.json()["code"]) == (422, "body.malformed")
