"""`python -m tests.bench [NAME [OPTION...]]`: run one benchmark, or all of them. Each is a module of this folder with `main(arguments)`, which returns an exit code."""

import pkgutil
import sys
from importlib import import_module

import tests.bench


def names() -> list[str]:
    """Return the names of the benchmarks."""
    return sorted(
        module.name for module in pkgutil.iter_modules(tests.bench.__path__) if not module.name.startswith("_")
    )


def main(arguments: list[str]) -> int:
    """Run what the arguments name; returns the first exit code that is not 0."""
    chosen, options = (arguments[:1], arguments[1:]) if arguments else (names(), [])
    if unknown := set(chosen) - set(names()):
        print(f"no benchmark {', '.join(unknown)}: there are {', '.join(names())}", file=sys.stderr)
        return 2
    codes = []
    for name in chosen:
        print(f"== {name}", flush=True)
        codes.append(import_module(f"tests.bench.{name}").main(options))
    return next((code for code in codes if code), 0)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
