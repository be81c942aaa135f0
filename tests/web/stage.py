"""A stage for scripts: one page, our static files and the content policy, without server or database."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from mimetypes import guess_type
from pathlib import Path

from playwright.sync_api import Browser, Page, Request, Route

from kundenkreis.base.headers import CONTENT_SECURITY_POLICY

STATIC = Path(__file__).resolve().parents[2] / "src" / "kundenkreis" / "web" / "static"
HOME = "http://stage.example/"


@dataclass
class Stage:
    """What the page was asked for, and what it gets for an address besides itself."""

    page: Page
    html: str = ""
    asked: list[Request] = field(default_factory=list)
    answers: dict[str, Callable[[Request], tuple[int, str]]] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)

    def show(self, body: str, scripts: tuple[str, ...], root: str = "") -> Page:
        """Load a page with these scripts; `root` are attributes of the html element."""
        tags = "".join(f'<script src="/static/js/{name}.js" defer></script>' for name in scripts)
        sheet = '<link rel="stylesheet" href="/static/css/base.css">'
        self.html = (
            f'<!doctype html><html lang="en" {root}><head><title>x</title>{sheet}{tags}</head>'
            f'<body data-csrf="token">{body}</body></html>'
        )
        self.page.goto(HOME)
        return self.page

    def posts(self, path: str) -> list[Request]:
        """Everything that was posted to this path."""
        return [one for one in self.asked if one.method == "POST" and one.url.endswith(path)]

    def serve(self, route: Route, request: Request) -> None:
        """Answer one request of the page."""
        path = request.url.removeprefix(HOME.rstrip("/"))
        self.asked.append(request)
        headers = {"Content-Security-Policy": CONTENT_SECURITY_POLICY}
        if path in self.answers:
            status, body = self.answers[path](request)
            route.fulfill(status=status, body=body, headers=headers, content_type="text/html; charset=utf-8")
        elif path.startswith("/static/"):
            file = STATIC / path.removeprefix("/static/")
            route.fulfill(body=file.read_bytes(), content_type=guess_type(file.name)[0] or "text/plain")
        else:
            route.fulfill(body=self.html, headers=headers, content_type="text/html; charset=utf-8")


@contextmanager
def stage(browser: Browser) -> Iterator[Stage]:
    """Set up an empty stage with a window of its own."""
    context = browser.new_context(viewport={"width": 1200, "height": 800})
    made = Stage(context.new_page())
    made.page.on("pageerror", lambda error: made.errors.append(str(error)))
    made.page.on("console", lambda line: made.errors.append(line.text) if "Content Security" in line.text else None)
    made.page.route("**/*", made.serve)
    yield made
    context.close()
    assert made.errors == []
