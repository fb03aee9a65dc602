"""A browser that looks at a preview: it loads a new page by itself, and shows what is wrong under the cell's heading."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.preview.conftest import PATIENCE, preview_of

pytestmark = pytest.mark.needs("chromium")


def test_a_browser_refreshes_itself(browser: Browser, tmp_path: Path) -> None:
    with preview_of(tmp_path) as preview:
        preview.wait_until_up_to_date()
        page = browser.new_page()
        page.set_default_timeout(PATIENCE * 1000)
        told: list[str] = []
        page.on("console", lambda message: told.append(message.text))
        page.on("dialog", lambda dialog: told.append(dialog.message))
        page.goto(preview.address)
        notebook = preview.notebook()
        next(cell for cell in notebook.cells if cell.cell_type == "markdown").source += "\n\nSaid just now."
        preview.save(notebook)
        page.locator("main").get_by_text("Said just now.").wait_for()
        preview.project.end_with("raise LookupError('<img src=x onerror=alert(1)>')")
        page.locator("main .preview-fault").wait_for()
        assert "LookupError" in page.locator("main h2 + .preview-fault").inner_text()
        preview.save(notebook)
        expect(page.locator(".preview-fault")).to_have_count(0, timeout=PATIENCE * 1000)
        assert page.locator("main").get_by_text("Said just now.").is_visible()
        assert told == []
        page.close()
