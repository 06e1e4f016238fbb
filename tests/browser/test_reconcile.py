"""A person reconciles a number: with a persona, with slips, in both languages, with the keyboard alone."""

import httpx
import pytest
from playwright.sync_api import Page, expect

from motcua.stack import Sandbox

pytestmark = pytest.mark.browser
BAND = "SANDBOX — dữ liệu giả / synthetic data"


def fill(page: Page, *, cmnd: str = "", name: str = "", day: str = "", month: str = "", year: str = "") -> None:
    for field, text in {"cmnd": cmnd, "full_name": name, "day": day, "month": month, "year": year}.items():
        page.get_by_test_id(field).fill(text)


@pytest.mark.parametrize(
    ("lang", "button", "title"),
    [("vi", "Đối soát", "Khớp: đã xác định được một người"), ("en", "Reconcile", "Match: one person was found")],
)
def test_a_persona_fills_the_form_and_is_reconciled(page: Page, lang: str, button: str, title: str) -> None:
    page.goto(f"/reconciliations?lang={lang}")
    page.get_by_test_id("persona").select_option("lan-three-numbers")
    page.get_by_test_id("fill").click()
    expect(page.get_by_test_id("story")).to_contain_text("Phan Thị Lan")
    page.get_by_test_id("try-2").click()
    expect(page.get_by_test_id("cmnd")).to_have_value("924999010")
    expect(page.get_by_test_id("link")).to_be_checked()
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    expect(page.get_by_test_id("cccd")).to_have_text("040174999010")
    expect(page.get_by_test_id("tax")).to_have_attribute("data-outcome", "linked")
    expect(page.locator("[data-flag]")).to_have_attribute("data-flag", "superseded_cmnd")
    expect(page.locator("html")).to_have_attribute("lang", lang)
    assert "924999010" not in page.url


def test_the_language_changes_on_the_spot(page: Page) -> None:
    page.goto("/reconciliations?persona=hoa-renewed-card&try=0")
    page.get_by_test_id("switch").click()
    expect(page.get_by_role("button", name="Reconcile", exact=True)).to_be_visible()
    expect(page.get_by_test_id("full_name")).to_have_value("Trần Thị Hoa")
    page.get_by_test_id("submit").click()
    expect(page.get_by_test_id("verdict")).to_contain_text("Match")
    page.get_by_test_id("switch").click()
    expect(page.get_by_test_id("verdict")).to_contain_text("Khớp")


def test_slips_are_named_beside_their_fields_and_nothing_typed_is_lost(page: Page) -> None:
    page.goto("/reconciliations")
    fill(page, cmnd="001171999001", name="Trần Thị Hoa", day="31", month="2", year="1971")
    page.get_by_test_id("policy-strict").check()
    page.get_by_test_id("submit").click()
    expect(page).to_have_title("[SANDBOX] Lỗi: Đối soát số CMND cũ – motcua")
    expect(page.get_by_test_id("error-cmnd")).to_contain_text("9 chữ số")
    expect(page.get_by_test_id("error-day")).to_contain_text("lịch")
    assert page.get_by_test_id("cmnd").get_attribute("aria-invalid") == "true"
    assert "cmnd-error" in (page.get_by_test_id("cmnd").get_attribute("aria-describedby") or "")
    page.get_by_test_id("error-summary").get_by_role("link").first.click()
    expect(page.get_by_test_id("cmnd")).to_be_focused()
    page.get_by_test_id("switch").click()  # the other language, the same slips, the same words
    expect(page.get_by_test_id("error-cmnd")).to_contain_text("nine digits")
    expect(page.get_by_test_id("full_name")).to_have_value("Trần Thị Hoa")
    expect(page.get_by_test_id("policy-strict")).to_be_checked()
    fill(page, cmnd="901 999 001", name="Trần Thị Hoa", day="2", month="3", year="1971")
    page.get_by_test_id("submit").click()
    expect(page.get_by_test_id("verdict")).to_have_attribute("data-verdict", "match")


def test_a_real_persons_number_is_not_taken(page: Page) -> None:
    page.goto("/reconciliations")
    fill(page, cmnd="012345678", name="Trần Thị Hoa", year="1971")
    page.get_by_test_id("submit").click()
    expect(page.get_by_test_id("error-cmnd")).to_contain_text("người thật")
    page.goto("/reconciliations")
    expect(page.get_by_test_id("recent-none")).to_be_visible()


def test_a_mismatch_says_what_differs_and_discloses_nothing(page: Page) -> None:
    page.goto("/reconciliations")
    fill(page, cmnd="901999001", name="Trần Thị Huệ", day="2", month="3", year="1971")
    page.get_by_test_id("submit").click()
    expect(page.get_by_test_id("verdict")).to_have_attribute("data-verdict", "mismatch")
    codes = [found.get_attribute("data-code") for found in page.get_by_test_id("reason").all()]
    assert codes == ["name.other", "born.same"]
    assert "001171999001" not in page.content()
    assert "TRẦN THỊ HOA" not in page.content()
    expect(page.get_by_test_id("next")).to_contain_text("công an cấp xã")


def test_a_year_alone_is_enough_where_the_record_has_no_more(page: Page) -> None:
    page.goto("/reconciliations")
    fill(page, cmnd="930999013", name="Nguyễn Thị Bảy", year="1948")
    page.get_by_test_id("submit").click()
    expect(page.get_by_test_id("verdict")).to_have_attribute("data-verdict", "match_tolerant")
    expect(page.locator("[data-flag]")).to_have_attribute("data-flag", "year_only")


def test_the_keyboard_is_enough(page: Page) -> None:
    page.goto("/reconciliations")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Đến nội dung chính")).to_be_focused()
    for _ in range(30):
        if page.get_by_test_id("cmnd").evaluate("one => one === document.activeElement"):
            break
        page.keyboard.press("Tab")
    for text in ("901999001", "Trần Thị Hoa", "2", "3", "1971"):
        page.keyboard.type(text)
        page.keyboard.press("Tab")
    page.keyboard.press("Tab")  # the tax code is left empty
    expect(page.get_by_test_id("policy-tolerant")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_test_id("policy-strict")).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.get_by_test_id("link")).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("tax")).to_have_attribute("data-outcome", "linked")


def test_running_again_keeps_the_first_run(page: Page) -> None:
    page.goto("/reconciliations?persona=hoa-renewed-card&try=0")
    page.get_by_test_id("submit").click()
    page.get_by_test_id("again").click()
    expect(page.get_by_test_id("run")).to_have_text("2")
    expect(page.get_by_test_id("earlier").get_by_role("listitem")).to_have_count(1)
    page.get_by_test_id("another").click()
    expect(page.get_by_test_id("recent").get_by_role("listitem")).to_have_count(1)
    expect(page.get_by_test_id("recent")).to_contain_text("90****001")


def test_a_register_that_does_not_answer_is_named_and_nothing_typed_is_lost(page: Page, pristine: Sandbox) -> None:
    slow = {"kind": "slow", "seconds": 2.0, "path": "/v1/", "next": 1}
    httpx.post(f"{pristine.urls['tax_db']}/_sandbox/faults", json=slow).raise_for_status()
    page.goto("/reconciliations?persona=hoa-renewed-card&try=0")
    page.get_by_test_id("submit").click()
    expect(page.get_by_test_id("failure")).to_contain_text("Cơ sở dữ liệu thuế")
    expect(page.get_by_test_id("full_name")).to_have_value("Trần Thị Hoa")
    expect(page.get_by_test_id("recent-none")).to_be_visible()
    page.get_by_test_id("submit").click()
    expect(page.get_by_test_id("verdict")).to_have_attribute("data-verdict", "match")


@pytest.mark.parametrize("address", ["/nowhere", "/cases/DS-260101-000999", "/cases/nonsense"])
def test_an_unknown_address_is_a_page_in_words(page: Page, address: str) -> None:
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == 404
    expect(page.get_by_test_id("trouble")).to_have_text("Không có trang này")


def test_the_band_is_on_every_page(page: Page) -> None:
    for address in ("/", "/?lang=en", "/reconciliations", "/personas", "/nowhere", "/docs"):
        page.goto(address)
        expect(page.get_by_text(BAND, exact=True)).to_be_in_viewport()
        assert page.title().startswith("[SANDBOX]")
    page.goto("/personas")
    page.locator("footer").scroll_into_view_if_needed()
    expect(page.get_by_test_id("band")).to_be_in_viewport()


def test_a_form_of_another_site_is_not_taken(pristine: Sandbox) -> None:
    headers = {"Sec-Fetch-Site": "cross-site", "Accept": "text/html"}
    sent = httpx.post(f"{pristine.urls['portal']}/reconciliations", data={"cmnd": "901999001"}, headers=headers)
    assert sent.status_code == 403
    assert "Biểu mẫu được gửi từ nơi khác" in sent.text
