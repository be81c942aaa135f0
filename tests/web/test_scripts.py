"""What scripts add to pages that work without them."""

from urllib.parse import parse_qs

import pytest
from playwright.sync_api import expect

from tests.web import stage as stages

pytestmark = pytest.mark.browser

ROWS = """
<form action="/rows" method="get"><table><tbody id="list" {list}>{rows}</tbody></table>
<button data-key="u" data-for-rows>Take</button></form><input id="field">
"""


def rows(*ids, list_attributes=""):
    made = "".join(
        f'<tr data-row id="row-{one}"><td><input type="checkbox" name="case" value="{one}"></td>'
        f'<td><a href="/cases/{one}">Case {one}</a></td></tr>'
        for one in ids
    )
    return ROWS.format(rows=made, list=list_attributes)


@pytest.fixture
def stage(browser):
    with stages.stage(browser) as made:
        yield made


def test_j_and_k_move_through_rows_and_enter_opens(stage):
    page = stage.show(rows(1, 2, 3), ("keys", "rows"))

    for key in "jjjjk":
        page.keyboard.press(key)

    expect(page.locator("[data-current]")).to_have_id("row-2")
    expect(page.locator("#row-2 a")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/cases/2")


def test_an_action_works_on_the_current_row_when_none_is_selected(stage):
    page = stage.show(rows(1, 2, 3), ("keys", "rows"))

    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("u")

    page.wait_for_url("**/rows?case=2")


def test_an_action_works_on_selected_rows_wherever_the_current_one_is(stage):
    page = stage.show(rows(1, 2, 3), ("keys", "rows"))

    for key in "jxjju":
        page.keyboard.press(key)

    page.wait_for_url("**/rows?case=1")


def test_single_keys_do_nothing_inside_fields_or_with_modifiers(stage):
    page = stage.show(rows(1, 2), ("keys", "rows"))

    page.focus("#field")
    page.keyboard.type("ju")
    page.locator("#field").blur()
    page.keyboard.press("Alt+j")

    expect(page.locator("#field")).to_have_value("ju")
    expect(page.locator("[data-current]")).to_have_count(0)


def test_single_keys_can_be_switched_off(stage):
    page = stage.show(rows(1, 2), ("keys", "rows"), 'data-keys="off"')

    page.keyboard.press("j")

    expect(page.locator("[data-current]")).to_have_count(0)


def test_sequences_and_second_meanings_of_keys_lead_somewhere(stage):
    page = stage.show('<a href="/queue" data-key="g-w g-q">Queue</a><a href="/take" data-key="ü u">Take</a>', ("keys",))

    page.keyboard.press("g")
    page.keyboard.press("q")
    page.wait_for_url("**/queue")
    page.keyboard.press("u")

    page.wait_for_url("**/take")


def test_question_mark_shows_all_keys_and_keys_rest_meanwhile(stage):
    dialog = '<dialog data-key-dialog><form method="dialog"><button>Close</button></form></dialog>'
    page = stage.show(dialog + rows(1), ("keys", "rows"))

    page.keyboard.press("?")
    expect(page.locator("dialog")).to_be_visible()
    page.keyboard.press("j")

    expect(page.locator("[data-current]")).to_have_count(0)


def test_control_enter_sends_the_form_one_is_writing_in(stage):
    page = stage.show(
        '<form action="/sent"><textarea name="t"></textarea><button data-send>Send</button></form>', ("keys",)
    )

    page.fill("textarea", "Hello")
    page.keyboard.press("Control+Enter")

    page.wait_for_url("**/sent?t=Hello")


def test_a_draft_is_saved_a_second_after_the_last_stroke(stage):
    stage.answers["/draft"] = lambda request: (204, "")
    page = stage.show(draft(), ("autosave",))

    page.locator("textarea").press_sequentially("Guten Tag")

    expect(page.locator("#state")).to_have_text("saved")
    (post,) = stage.posts("/draft")
    assert parse_qs(post.post_data) == {"text": ["Guten Tag"]}
    assert post.headers["x-csrftoken"] == "token"


def test_a_draft_the_server_never_got_comes_back(stage):
    stage.answers["/draft"] = lambda request: (503, "")
    page = stage.show(draft(), ("autosave",))
    page.fill("textarea", "Not lost")
    expect(page.locator("#state")).to_have_text("failed")

    page.reload()

    expect(page.locator("textarea")).to_have_value("Not lost")
    expect(page.locator("#state")).to_have_text("restored")


def test_a_saved_draft_leaves_nothing_behind_in_the_browser(stage):
    stage.answers["/draft"] = lambda request: (204, "")
    page = stage.show(draft(), ("autosave",))
    page.fill("textarea", "Kept on the server")
    expect(page.locator("#state")).to_have_text("saved")

    assert page.evaluate("Object.keys(localStorage)") == []


def draft():
    words = 'data-saving="saving" data-saved="saved" data-failed="failed" data-restored="restored"'
    area = '<textarea data-draft-url="/draft" data-draft-state="state"></textarea>'
    return f'<form>{area}</form><p id="state" {words}></p>'


def test_presence_is_told_on_load_and_says_who_else_is_here(stage):
    stage.answers["/presence"] = lambda request: (200, "<b>Jonas is writing</b>")
    page = stage.show('<p data-presence-url="/presence"></p><textarea data-writing></textarea>', ("presence",))

    expect(page.locator("p b")).to_have_text("Jonas is writing")
    assert parse_qs(stage.posts("/presence")[0].post_data, keep_blank_values=True) == {"writing": [""]}


def test_a_toast_goes_when_its_time_is_over_but_waits_for_the_pointer(stage):
    toasts = "".join(f'<div data-undo="1" id="{name}">Sent</div>' for name in ("one", "two"))
    page = stage.show(f'<div id="toasts">{toasts}</div>', ("undo",))

    page.hover("#one")

    expect(page.locator("#two")).to_have_count(0)
    expect(page.locator("#one")).to_be_visible()


def test_control_z_takes_back_the_latest(stage):
    toasts = "".join(
        f'<div data-undo="9"><form action="/undo/{one}"><button>Undo</button></form></div>' for one in (1, 2)
    )
    page = stage.show(f'<div id="toasts">{toasts}</div>', ("undo",))

    page.keyboard.press("Control+z")

    page.wait_for_url("**/undo/2?")


def test_a_list_nobody_uses_is_brought_up_to_date_by_itself(stage):
    stage.answers["/rows"] = lambda request: (200, rows(1, 2, list_attributes=LIVE))
    page = stage.show(rows(1, list_attributes=LIVE) + NEWS, ("rows", "refresh"))

    expect(page.locator("[data-row]")).to_have_count(2)
    expect(page.locator("#news")).to_be_hidden()


def test_new_rows_wait_outside_while_somebody_is_at_a_row(stage):
    stage.answers["/rows"] = lambda request: (200, rows(9, 1, 2, list_attributes=LIVE))
    page = stage.show(rows(1, 2, list_attributes=LIVE) + NEWS, ("keys", "rows", "refresh"))
    page.keyboard.press("j")
    page.keyboard.press("j")
    place = page.locator("#row-2").bounding_box()

    expect(page.locator("#news")).to_have_text("1 new")
    assert page.locator("#row-2").bounding_box() == place
    expect(page.locator("#row-2 a")).to_be_focused()

    page.click("#news")
    expect(page.locator("[data-row]")).to_have_count(3)
    expect(page.locator("[data-current]")).to_have_id("row-2")


LIVE = 'data-refresh-url="/rows" data-refresh="0.3" data-refresh-news="news"'
NEWS = '<button id="news" type="button" hidden data-one="%d new" data-many="%d new"></button>'


def test_files_are_listed_with_their_size(stage):
    box = '<form><div data-drop><input type="file" multiple><p data-drop-list></p></div></form>'
    page = stage.show(box, ("upload",))

    page.set_input_files("input", [{"name": "nabe.jpg", "mimeType": "image/jpeg", "buffer": b"x" * 1_800_000}])

    expect(page.locator("[data-drop-list] .tag")).to_have_text("nabe.jpg, 1.8 MB")


def test_the_choice_of_light_or_dark_stays(stage):
    page = stage.show('<button class="with-script" data-theme-toggle>Light or dark</button>', ("theme",))
    expect(page.locator("html")).not_to_have_attribute("data-theme", "dark")

    page.click("button")
    page.reload()

    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_menus_close_on_escape_and_elsewhere(stage):
    menu = '<details data-menu><summary>Menu</summary><a href="/x">x</a></details><p>elsewhere</p>'
    page = stage.show(menu, ("menus",))

    page.click("summary")
    page.keyboard.press("Escape")
    expect(page.locator("details")).not_to_have_attribute("open", "")
    expect(page.locator("summary")).to_be_focused()

    page.click("summary")
    page.click("p")
    expect(page.locator("details")).not_to_have_attribute("open", "")


def test_the_palette_opens_narrows_and_leads_on(stage):
    items = "".join(f'<a class="palette-item" href="/{name}">Go to {name}</a>' for name in ("today", "queue"))
    form = '<form action="/search"><input name="q"></form>'
    page = stage.show(f"<dialog data-palette-dialog>{form}{items}</dialog>", ("palette",))

    page.keyboard.press("Control+k")
    page.keyboard.type("queue")
    expect(page.locator(".palette-item:visible")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    page.wait_for_url("**/queue")


def test_the_palette_searches_for_what_is_no_command_and_closes_at_once(stage):
    form = '<form id="f" action="/search"><input type="search" name="q"></form>'
    seek = '<button class="palette-item" form="f" formaction="/customers" data-seeks>Customers</button>'
    words = '<p data-commands>Commands</p><a class="palette-item" href="/today">Go to today</a>'
    page = stage.show(f"<dialog data-palette-dialog>{form}{seek}{words}</dialog>", ("palette",))

    page.keyboard.press("Control+k")
    page.keyboard.type("kunz")
    expect(page.locator("[data-commands]")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_be_hidden()
    page.keyboard.press("Control+k")
    page.keyboard.type("kunz")
    page.get_by_role("button", name="Customers").click()

    page.wait_for_url("**/customers?q=kunz")


def test_what_is_hidden_stays_hidden_whatever_its_class(stage):
    page = stage.show(
        '<link rel="stylesheet" href="/static/css/components.css"><button class="btn" hidden>x</button>', ()
    )

    expect(page.locator("button")).to_be_hidden()
