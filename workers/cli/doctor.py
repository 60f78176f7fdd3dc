"""`evacwire doctor`: is everything there that the workers need?"""

import click
import orjson

from workers.cli.kafka_errors import kafka_command
from workers.kafka.tools.checks import all_checks
from workers.kafka.tools.finding import Finding
from workers.settings import Settings


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of lines.")
@kafka_command
def doctor(as_json: bool) -> int:
    """Check Python, packages, settings, model, disk, broker, topics and groups: what is wrong, why it matters, what mends it.

    Exit code 0 where all is well, else 1.
    """
    settings = Settings.from_environment()
    findings = []
    for finding in all_checks(settings):
        findings.append(finding)
        if not as_json:
            _print(finding)
    well = all(finding.well for finding in findings)
    if as_json:
        checks = [{name: getattr(each, name) for name in Finding.__slots__} for each in findings]
        click.echo(orjson.dumps({"well": well, "checks": checks, "settings": settings.shown()}))
    else:
        click.echo()
        for name, value in settings.shown().items():
            click.echo(f"{name}={value}")
    return 0 if well else 1


def _print(finding: Finding) -> None:
    mark = click.style("ok ", fg="green") if finding.well else click.style("BAD", fg="red", bold=True)
    click.echo(f"{mark} {finding.check}: {finding.found}")
    if not finding.well:
        click.echo(f"    why it matters: {finding.why}")
        click.echo(f"    to mend it: {finding.remedy}")
