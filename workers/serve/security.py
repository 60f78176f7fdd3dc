"""What every answer carries and what no request may do. Article text is hostile: the page escapes it, and these headers hold where escaping fails."""

from collections.abc import Collection

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    )
)
"""Nothing inline, nothing from another host, no string ever becomes markup (Trusted Types, which no code here is allowed to make)."""

HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})
"""The names under which a server on this machine is asked. Any other name in a request to it is another site's, pointed here (DNS rebinding)."""


def is_loopback(host: str) -> bool:
    """Whether the address to listen at can only be reached from this machine."""
    return host in LOOPBACK or host == "::1" or host.startswith("127.")


class Security:
    """Adds the headers to every answer and refuses requests for hosts other than `hosts` (None: any). Pages of `origins` may read the answers."""

    def __init__(self, app: ASGIApp, hosts: Collection[str] | None, origins: Collection[str] = ()) -> None:
        self._app = app
        self._origins = frozenset(origins)
        self._hosts = None if hosts is None else frozenset(host.lower() for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        asked = Headers(scope=scope)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
                if self._origins:
                    headers.add_vary_header("origin")
                if asked.get("origin") in self._origins:
                    headers["access-control-allow-origin"] = asked["origin"]
                    headers["access-control-expose-headers"] = "etag, link"
                    headers["cross-origin-resource-policy"] = "cross-origin"
            await send(message)

        if self._hosts is not None and _host(asked.get("host", "")) not in self._hosts:
            refusal = PlainTextResponse("this host name is not served here: see evacwire serve --allow-host\n", 421)
            await refusal(scope, receive, send_with_headers)
            return
        await self._app(scope, receive, send_with_headers)


def _host(value: str) -> str:
    name, _, port = value.lower().rpartition(":")
    return name if name and port.isdecimal() else value.lower()
