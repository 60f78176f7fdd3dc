"""What every message model shares."""

from typing import Self

import orjson
from pydantic import BaseModel, ConfigDict


class Model(BaseModel):
    """An immutable message or part of one. Readers ignore fields they do not know, so a newer writer never breaks them."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    def to_json(self) -> bytes:
        """Return the message as UTF-8 JSON, keys in the order of the model."""
        return orjson.dumps(self.model_dump(mode="json", by_alias=True))

    @classmethod
    def from_json(cls, value: bytes) -> Self:
        """Read a message; raises `pydantic.ValidationError` or `orjson.JSONDecodeError` where it is not one."""
        return cls.model_validate(orjson.loads(value))
