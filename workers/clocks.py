"""What clocks tell elsewhere."""

from datetime import datetime, tzinfo


def local_time(time: datetime, zone: tzinfo) -> datetime:
    """Return a time as the clocks of a zone tell it; as it is where that is beyond all years (31 December 9999, east of where it was told)."""
    try:
        return time.astimezone(zone)
    except OverflowError:
        return time
