"""The product as it runs for a company, and what it costs: processes, processor time, memory."""

import contextlib
import http.client
import socket
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

import psutil

from kundenkreis.console.children import children

WORKERS = 2
_PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of processor time, user and system, since the processes began."""

    web: float
    database: float


@dataclass(frozen=True, slots=True)
class Running:
    """A served product: its port, the process that was started, and the first process of PostgreSQL."""

    port: int
    web: psutil.Process
    database: psutil.Process

    def cost(self) -> Cost:
        """Return what has been used so far by all processes together."""
        return Cost(_used(self.web), _used(self.database))

    def memory(self) -> tuple[float, float]:
        """Return the MB of the largest web process: resident, and with what it shares divided by who shares it."""
        found = [process.memory_full_info() for process in self.web.children(recursive=True)]
        return max(m.rss for m in found) / 1e6, max(m.pss for m in found) / 1e6


def _used(first: psutil.Process) -> float:
    used = 0.0
    for process in [first, *first.children(recursive=True)]:
        with contextlib.suppress(psutil.NoSuchProcess):
            times = process.cpu_times()
            used += times.user + times.system
    return used


@contextlib.contextmanager
def running(data: Path) -> Iterator[Running]:
    """Serve the database of a data folder with two web processes, by the product's own command."""
    port = _free_port()
    environment = {"KUNDENKREIS_URL": f"http://localhost:{port}", "KUNDENKREIS_LOG_LEVEL": "WARNING"}
    commands = {"web": ["serve", "--port", str(port), "--workers", str(WORKERS)]}
    with children(commands, environment) as (web,):
        _await(port)
        postmaster = int((data / "postgres" / "postmaster.pid").read_text().splitlines()[0])
        yield Running(port, psutil.Process(web.process.pid), psutil.Process(postmaster))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _await(port: int) -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        with contextlib.suppress(OSError), contextlib.closing(http.client.HTTPConnection("127.0.0.1", port)) as look:
            look.request("GET", "/health")
            look.getresponse()
            return
        time.sleep(0.2)
    raise RuntimeError(f"The pages did not answer within {_PATIENCE:.0f} s.")


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    location: str
    text: str


@dataclass(slots=True)
class Browser:
    """Keeps one connection and its cookies, and follows nothing by itself."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    _line: http.client.HTTPConnection = field(init=False)

    def __post_init__(self) -> None:
        self._line = http.client.HTTPConnection("localhost", self.port)

    def sign_in(self, email: str, password: str) -> "Browser":
        """Sign in as people do, and return itself."""
        self.get("/accounts/login/")
        answer = self.post("/accounts/login/", {"login": email, "password": password})
        assert answer.status == 302, f"{email} could not sign in: {answer.status}"
        return self

    def get(self, path: str) -> Answer:
        return self._ask("GET", path, {})

    def post(self, path: str, fields: Mapping[str, object]) -> Answer:
        return self._ask("POST", path, fields)

    def _ask(self, method: str, path: str, fields: Mapping[str, object]) -> Answer:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        body = None
        if method == "POST":
            body = urlencode(fields)
            headers |= {"Content-Type": "application/x-www-form-urlencoded"}
            headers |= {"X-CSRFToken": self.cookies["csrftoken"], "Origin": f"http://localhost:{self.port}"}
        self._line.request(method, path, body, headers)
        answer = self._line.getresponse()
        text = answer.read().decode()
        for cookie in answer.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(cookie).items()}
        # What was done is said on the next page, and a person looks at it. Unread, six hundred lines would pile up.
        self.cookies.pop("messages", None)
        return Answer(answer.status, answer.headers.get("Location", ""), text)
