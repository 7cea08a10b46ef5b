"""What would a person, or somebody who hears the page instead of seeing it, complain about? One look at one page."""

from django.conf import settings
from playwright.sync_api import Page

from tests.browsing import TABLET, Visits

PHONE = {"width": 390, "height": 844}
AXE = (settings.NPM / "axe-core" / "axe.min.js").read_text()
# Serious is the word of the specification for: it stops somebody. Lesser ones are matters of taste here.
RULES = """where => axe.run(where ?? document, {
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"], resultTypes: ["violations"], preload: false,
}).then(found => found.violations
  .filter(one => one.impact === "serious" || one.impact === "critical")
  .flatMap(one => one.nodes.slice(0, 3).map(node => `${one.id} (${one.help}): ${node.target.join(" ")}`)))"""
OPEN_DRAWERS = "() => document.querySelectorAll('details:not([open])').forEach(it => { it.open = true; })"
OPEN_SHEET = "sheet => { sheet.close(); sheet.showModal(); }"
WIDER = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width + 1) return [];
  const scrolls = it => { for (let up = it; up && up !== document.body; up = up.parentElement)
    if (/auto|scroll|hidden|clip/.test(getComputedStyle(up).overflowX)) return true; return false; };
  const wide = [...document.querySelectorAll("body *")]
    .filter(it => it.getBoundingClientRect().right > width + 1 && !scrolls(it));
  return [`${document.documentElement.scrollWidth} px`, ...wide.slice(0, 3).map(it => it.outerHTML.slice(0, 100))];
}"""


def complaints_about(page: Page, visits: Visits) -> list[str]:
    """Everything wrong with the page as it stands open; what the browser itself objected to comes first."""
    page.set_viewport_size(TABLET)
    page.wait_for_load_state()
    complaints = _of_the_browser(visits)
    if (headings := page.locator("h1").count()) != 1:
        complaints.append(f"{headings} first headings")
    if not page.title().replace("Holdspace", "").strip(" ·"):
        complaints.append("no title of its own")
    page.evaluate(OPEN_DRAWERS)
    complaints += [f"axe: {one}" for one in _axe(page)]
    page.set_viewport_size(PHONE)
    if wider := page.evaluate(WIDER):
        complaints.append(f"wider than a phone: {'; '.join(wider)}")
    complaints += _of_the_browser(visits)
    page.set_viewport_size(TABLET)
    return list(dict.fromkeys(complaints))


def _of_the_browser(visits: Visits) -> list[str]:
    heard = [fault for fault in visits.faults if not any(words in fault for words in visits.forgiven)]
    visits.faults.clear()
    return heard


def _axe(page: Page) -> list[str]:
    """What axe objects to on the page, and on each of its sheets once it is open."""
    debugger = page.context.new_cdp_session(page)
    # By the debugger: our policy rightly refuses a script of anybody else.
    debugger.send("Runtime.evaluate", {"expression": AXE})
    debugger.detach()
    found = page.evaluate(RULES)
    for sheet in page.locator("dialog:not(.in-page)").all():
        sheet.evaluate(OPEN_SHEET)
        found += sheet.evaluate(RULES)
        sheet.evaluate("sheet => sheet.close()")
    return found
