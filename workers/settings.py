"""Every setting, declared once. Settings are environment variables; `evacwire doctor` shows them all, secrets masked."""

import os
from collections.abc import Mapping
from dataclasses import dataclass


class SettingError(ValueError):
    """A setting has a value that cannot be used. The message is one line that names the variable and what it takes."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One environment variable: its default, what it means, and whether its value must never be shown."""

    name: str
    default: str
    help: str
    secret: bool = False


SETTINGS = (
    Setting("EVACWIRE_BROKERS", "localhost:9092", "Kafka brokers, host:port separated by commas"),
    Setting("EVACWIRE_TOPIC_PREFIX", "", "goes before every topic's name; a replay uses a prefix of its own"),
    Setting(
        "EVACWIRE_SPACY_MODEL", "en_core_web_sm", "an installed spaCy pipeline with tagger, parser and named entities"
    ),
    Setting(
        "EVACWIRE_INSTANCE",
        "0",
        "a stable slot name of this worker, unique among its stage's workers (static membership)",
    ),
    Setting(
        "EVACWIRE_STATE_DIR", "", "where snapshots of state are kept; empty: none (state is rebuilt from the topics)"
    ),
    Setting("EVACWIRE_METRICS_PORT", "9464", "port of /metrics, /livez and /readyz"),
    Setting("EVACWIRE_NLP_PROCESSES", "1", "spawned processes that extract runs the NLP in"),
    Setting("EVACWIRE_ARTICLE_TIMEOUT", "60", "seconds the NLP may take for one article before it is rejected"),
    Setting(
        "EVACWIRE_MAX_REJECTED_RATIO",
        "0.5",
        "a worker stops when more of its last 1,000 records than this were rejected",
    ),
    Setting("EVACWIRE_MAX_CONSECUTIVE_REJECTED", "200", "a worker stops after this many rejected records in a row"),
    Setting("EVACWIRE_HOLD_SECONDS", "0", "how long (content time) a wire item waits for more sources"),
    Setting("EVACWIRE_MIN_SOURCES", "2", "independent sources from which an item runs without the single-source flag"),
    Setting("EVACWIRE_LEXICON", "", "a newsroom's own lexicon file, added to the built-in one"),
    Setting("EVACWIRE_LOG_FORMAT", "auto", "json, pretty, or auto (pretty on a terminal)"),
    Setting("EVACWIRE_SECURITY_PROTOCOL", "PLAINTEXT", "PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL"),
    Setting("EVACWIRE_SSL_CAFILE", "", "certificates of the authorities that sign the brokers' certificates"),
    Setting("EVACWIRE_SSL_CERTFILE", "", "this client's certificate"),
    Setting("EVACWIRE_SSL_KEYFILE", "", "this client's key"),
    Setting("EVACWIRE_SASL_MECHANISM", "SCRAM-SHA-512", "PLAIN, SCRAM-SHA-256 or SCRAM-SHA-512"),
    Setting("EVACWIRE_SASL_USERNAME", "", "user for SASL"),
    Setting("EVACWIRE_SASL_PASSWORD", "", "password for SASL", secret=True),
)

BY_NAME = {setting.name: setting for setting in SETTINGS}


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one process, read once. Look up by the variable's name; unknown names raise `KeyError`."""

    values: Mapping[str, str]

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> "Settings":
        """Read the variables declared above from `environment` (default: the process's own); an empty value means the default."""
        source = os.environ if environment is None else environment
        return cls({setting.name: source.get(setting.name, "") or setting.default for setting in SETTINGS})

    def text(self, name: str) -> str:
        """Return the setting as it stands."""
        return self.values[name]

    def integer(self, name: str, *, least: int = 0) -> int:
        """Return a whole number of at least `least`; raises `SettingError`."""
        value = self.values[name]
        if not value.lstrip("+").isdecimal() or int(value) < least:
            raise SettingError(f"{name}={value!r}: a whole number of at least {least} is needed")
        return int(value)

    def number(self, name: str, *, least: float = 0.0) -> float:
        """Return a number of at least `least`; raises `SettingError`."""
        value = self.values[name]
        try:
            number = float(value)
        except ValueError:
            raise SettingError(f"{name}={value!r}: a number is needed") from None
        if not number >= least:
            raise SettingError(f"{name}={value!r}: a number of at least {least} is needed")
        return number

    def secrets(self) -> list[str]:
        """Return the values that must never be shown, for masking."""
        return [self.values[setting.name] for setting in SETTINGS if setting.secret and self.values[setting.name]]

    def shown(self) -> dict[str, str]:
        """Return every setting as an operator may see it: secrets masked."""
        return {
            setting.name: "********" if setting.secret and self.values[setting.name] else self.values[setting.name]
            for setting in SETTINGS
        }
