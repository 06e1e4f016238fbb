"""The portal's site: its templates and texts over the shared ones (``motcua.chassis.site``)."""

from pathlib import Path

from motcua.chassis.site import Link, Site

WRITING = {"unaccented", "variant", "year_only", "month_year", "default_day", "swapped"}


def mark(code: str) -> str:
    """How a reason looks: same, near (only the writing differs) or other."""
    outcome = code.rpartition(".")[2]
    return "same" if outcome == "same" else "near" if outcome in WRITING else "other"


SITE = Site(
    Path(__file__).parents[1], brand="portal", footer=[Link("personas", "/personas")], functions={"mark": mark}
)
page = SITE.page
