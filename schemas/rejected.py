"""What a stage could not process, whole, with the reason."""

from typing import Literal

from schemas.base import Model
from schemas.vocabulary import Reason, StageName


class Rejected(Model):
    """One message that a stage refused. `input` is the message's bytes: as they are where they are UTF-8, else in base64."""

    stage: StageName
    reason: Reason
    detail: str
    encoding: Literal["utf-8", "base64"]
    input: str
