"""How to reach the broker, said once for the three clients: Faust, aiokafka and kafka-python."""

import logging
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from kafka import KafkaAdminClient
from kafka.errors import KafkaConnectionError, KafkaTimeoutError, NodeNotReadyError

from workers.kafka.errors import BrokerUnavailableError
from workers.settings import SettingError, Settings

PROTOCOLS = ("PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL")
MECHANISMS = ("PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512")
CONNECT_SECONDS = 3.0
"""How long a first connection may take. Two of them, and the imports before them, stay under the ten seconds after which a tool must have said that no broker is there, on a busy machine too."""
REQUEST_SECONDS = 10.0
"""How long one request of a tool may take; answers come in milliseconds, topic creation in tenths of a second."""


@dataclass(frozen=True, slots=True)
class Connection:
    """Where the brokers are and how to speak to them. `servers` are host:port."""

    servers: tuple[str, ...]
    protocol: str = "PLAINTEXT"
    cafile: str = ""
    certfile: str = ""
    keyfile: str = ""
    mechanism: str = ""
    username: str = ""
    password: str = ""

    @classmethod
    def from_settings(cls, settings: Settings) -> "Connection":
        """Read the connection from the settings; raises `SettingError` for what no client can use."""
        protocol = settings.text("EVACWIRE_SECURITY_PROTOCOL").upper()
        if protocol not in PROTOCOLS:
            raise SettingError(f"EVACWIRE_SECURITY_PROTOCOL={protocol!r}: one of {', '.join(PROTOCOLS)} is needed")
        mechanism = settings.text("EVACWIRE_SASL_MECHANISM").upper()
        if mechanism not in MECHANISMS:
            raise SettingError(f"EVACWIRE_SASL_MECHANISM={mechanism!r}: one of {', '.join(MECHANISMS)} is needed")
        return cls(
            servers=_servers(settings.text("EVACWIRE_BROKERS")),
            protocol=protocol,
            cafile=settings.text("EVACWIRE_SSL_CAFILE"),
            certfile=settings.text("EVACWIRE_SSL_CERTFILE"),
            keyfile=settings.text("EVACWIRE_SSL_KEYFILE"),
            mechanism=mechanism if protocol.startswith("SASL") else "",
            username=settings.text("EVACWIRE_SASL_USERNAME"),
            password=settings.text("EVACWIRE_SASL_PASSWORD"),
        )

    def __str__(self) -> str:
        return ",".join(self.servers)

    @property
    def faust_url(self) -> str:
        """The brokers as Faust wants them named."""
        return ";".join(f"kafka://{server}" for server in self.servers)

    def ssl_context(self) -> ssl.SSLContext | None:
        """Return the TLS context, None where the protocol has none; raises `SettingError` for a file that cannot be read."""
        if not self.protocol.endswith("SSL"):
            return None
        try:
            context = ssl.create_default_context(cafile=self.cafile or None)
            if self.certfile:
                context.load_cert_chain(self.certfile, self.keyfile or None)
        except (OSError, ssl.SSLError) as error:
            raise SettingError(f"EVACWIRE_SSL_CAFILE, EVACWIRE_SSL_CERTFILE or EVACWIRE_SSL_KEYFILE: {error}") from None
        return context

    def client_options(self) -> dict[str, Any]:
        """Return the keyword arguments that aiokafka and kafka-python share."""
        options: dict[str, Any] = {"bootstrap_servers": list(self.servers), "security_protocol": self.protocol}
        context = self.ssl_context()
        if context is not None:
            options["ssl_context"] = context
        if self.mechanism:
            options["sasl_mechanism"] = self.mechanism
            options["sasl_plain_username"] = self.username
            options["sasl_plain_password"] = self.password
        return options


def _servers(text: str) -> tuple[str, ...]:
    servers = tuple(part.strip() for part in text.split(",") if part.strip())
    for server in servers:
        host, _, port = server.rpartition(":")
        if not host or not port.isdecimal() or not 0 < int(port) < 65536:
            raise SettingError(f"EVACWIRE_BROKERS={text!r}: host:port, separated by commas, is needed")
    if not servers:
        raise SettingError(f"EVACWIRE_BROKERS={text!r}: host:port, separated by commas, is needed")
    return servers


@contextmanager
def admin_client(connection: Connection, seconds: float = REQUEST_SECONDS) -> Iterator[KafkaAdminClient]:
    """Yield an admin client, closed at the end; raises `BrokerUnavailableError` where no broker answers within `CONNECT_SECONDS`."""
    with reaching(connection):
        admin = KafkaAdminClient(
            **connection.client_options(),
            bootstrap_timeout_ms=int(CONNECT_SECONDS * 1000),
            request_timeout_ms=int(seconds * 1000),
        )
    try:
        with reaching(connection):
            yield admin
    finally:
        admin.close()


@contextmanager
def reaching(connection: Connection) -> Iterator[None]:
    """Turn what a client raises when no broker answers into `BrokerUnavailableError`; other Kafka errors pass."""
    try:
        yield
    except (KafkaTimeoutError, KafkaConnectionError, NodeNotReadyError, OSError) as error:
        raise unavailable(connection, error) from None


def unavailable(connection: Connection, error: BaseException | None = None) -> BrokerUnavailableError:
    """Return the error that says no broker answers at the connection's addresses."""
    why = f" ({type(error).__name__})" if error is not None else ""
    return BrokerUnavailableError(
        f"no Kafka broker answers at {connection}{why}: is it running, is EVACWIRE_BROKERS right?"
    )


def quiet_clients() -> None:
    """Keep the Kafka clients' own warnings (a line per failed connection) out of what a tool prints."""
    for name in ("kafka", "aiokafka"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
