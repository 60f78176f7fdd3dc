"""Take a guard out, to show that the test named after the loss it prevents then fails."""


def remove(guard: str) -> None:
    raise KeyError(guard)
