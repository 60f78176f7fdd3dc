"""The fixed words of the evacwire contract. Every enumerated field of every message takes its values from here."""

from enum import StrEnum


class Action(StrEnum):
    """What an evacuation report is about."""

    EVACUATION = "evacuation"
    RELOCATION = "relocation"
    CLOSURE = "closure"
    RETURN = "return"


class Status(StrEnum):
    """How far an action has come, as told."""

    ADVISED = "advised"
    AUTHORIZED = "authorized"
    PLANNED = "planned"
    ORDERED = "ordered"
    UNDER_WAY = "under_way"
    COMPLETED = "completed"
    HALTED = "halted"
    RULED_OUT = "ruled_out"
    CALLED_FOR = "called_for"


ADVANCING = (
    Status.ADVISED,
    Status.AUTHORIZED,
    Status.PLANNED,
    Status.ORDERED,
    Status.UNDER_WAY,
    Status.COMPLETED,
)
"""The statuses a report advances through, least advanced first. Halted replaces what it halts; the others stand apart."""

APART = frozenset({Status.RULED_OUT, Status.CALLED_FOR})
"""Statuses that never merge with others, in an article or in an event."""


class ActorKind(StrEnum):
    """What sort of body orders, advises or carries out the action."""

    GOVERNMENT = "government"
    LOCAL_AUTHORITY = "local_authority"
    MILITARY = "military"
    ORGANIZATION = "organization"
    COMPANY = "company"


class Group(StrEnum):
    """Who is affected."""

    DIPLOMATIC_STAFF = "diplomatic_staff"
    DEPENDANTS = "dependants"
    CITIZENS = "citizens"
    RESIDENTS = "residents"
    MILITARY = "military"
    PATIENTS = "patients"
    STUDENTS = "students"
    WORKERS = "workers"
    TOURISTS = "tourists"
    PRISONERS = "prisoners"
    REFUGEES = "refugees"
    UNSPECIFIED = "unspecified"


class CauseCategory(StrEnum):
    """Why people are to leave."""

    ARMED_CONFLICT = "armed_conflict"
    CIVIL_UNREST = "civil_unrest"
    TERRORISM = "terrorism"
    WILDFIRE = "wildfire"
    STRUCTURE_FIRE = "structure_fire"
    FLOOD = "flood"
    STORM = "storm"
    EARTHQUAKE = "earthquake"
    TSUNAMI = "tsunami"
    VOLCANO = "volcano"
    LANDSLIDE = "landslide"
    CHEMICAL = "chemical"
    NUCLEAR = "nuclear"
    DISEASE = "disease"
    BOMB_THREAT = "bomb_threat"
    UNEXPLODED_ORDNANCE = "unexploded_ordnance"
    DAM_FAILURE = "dam_failure"
    ACCIDENT = "accident"
    OTHER = "other"
    UNKNOWN = "unknown"


class Precision(StrEnum):
    """How exactly a date is told."""

    DAY = "day"
    RANGE = "range"
    MONTH = "month"
    APPROXIMATE = "approximate"


class Qualifier(StrEnum):
    """How a count is qualified."""

    EXACT = "exact"
    ABOUT = "about"
    MORE_THAN = "more_than"
    AT_LEAST = "at_least"
    UP_TO = "up_to"
    NEARLY = "nearly"
    RANGE = "range"


class Verdict(StrEnum):
    """What an article is to its story."""

    NEW = "new"
    DUPLICATE = "duplicate"
    UPDATE = "update"


class Operation(StrEnum):
    """What an event version or a wire item does to the one before it."""

    CREATED = "created"
    UPDATED = "updated"
    CORRECTED = "corrected"
    CANCELLED = "cancelled"


class StageName(StrEnum):
    """The stages an article passes, in order."""

    INGEST = "ingest"
    DEDUP = "dedup"
    EXTRACT = "extract"
    FUSE = "fuse"


class Reason(StrEnum):
    """Why a stage could not process a message. Stable: consumers and alerts match on these."""

    EMPTY = "empty"
    NOT_UTF8 = "not_utf8"
    NOT_JSON = "not_json"
    NOT_AN_OBJECT = "not_an_object"
    INVALID_FIELD = "invalid_field"
    NO_TEXT = "no_text"
    TOO_LARGE = "too_large"
    TOO_DEEP = "too_deep"
    TIMED_OUT = "timed_out"
    CRASHED = "crashed"
    FAILED = "failed"
    UNKNOWN_VERSION = "unknown_version"
