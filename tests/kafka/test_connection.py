import time

import pytest

from workers.kafka.connection import Connection, admin_client
from workers.kafka.errors import BrokerUnavailableError
from workers.settings import SettingError, Settings


def connection(**values: str) -> Connection:
    return Connection.from_settings(
        Settings.from_environment({f"EVACWIRE_{key}": value for key, value in values.items()})
    )


def test_brokers_are_host_and_port() -> None:
    assert connection(BROKERS="a:1, b:2,").servers == ("a:1", "b:2")
    assert connection(BROKERS="a:1,b:2").faust_url == "kafka://a:1;kafka://b:2"


@pytest.mark.parametrize("brokers", ["nohost", "a:", ":9092", "a:99999", "a:b", ","])
def test_brokers_that_no_client_could_use_are_one_clear_line(brokers: str) -> None:
    with pytest.raises(SettingError, match="host:port"):
        connection(BROKERS=brokers)


def test_an_unknown_protocol_or_mechanism_is_one_clear_line() -> None:
    with pytest.raises(SettingError, match="PLAINTEXT, SSL"):
        connection(SECURITY_PROTOCOL="TLS")
    with pytest.raises(SettingError, match="SCRAM-SHA-256"):
        connection(SASL_MECHANISM="MD5")


def test_sasl_reaches_the_clients_and_a_missing_certificate_is_told() -> None:
    options = connection(SECURITY_PROTOCOL="SASL_PLAINTEXT", SASL_USERNAME="u", SASL_PASSWORD="p").client_options()
    assert (options["sasl_mechanism"], options["sasl_plain_username"]) == ("SCRAM-SHA-512", "u")
    with pytest.raises(SettingError, match="EVACWIRE_SSL_CAFILE"):
        connection(SECURITY_PROTOCOL="SSL", SSL_CAFILE="/no/such/file").client_options()


@pytest.mark.slow
def test_no_broker_is_one_clear_line_within_ten_seconds() -> None:
    started = time.monotonic()
    with (
        pytest.raises(BrokerUnavailableError, match=r"no Kafka broker answers at 127\.0\.0\.1:1"),
        admin_client(Connection(("127.0.0.1:1",))),
    ):
        pass
    assert time.monotonic() - started < 10
