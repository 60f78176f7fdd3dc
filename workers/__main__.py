"""`python -m workers`: the same as the console script `evacwire`."""

from workers.cli import main

if __name__ == "__main__":
    main(prog_name="evacwire")
