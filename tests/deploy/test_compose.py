"""The compose file: valid, pinned, wired up, and starting only what there is."""

import json
import re
import shlex
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from schemas.vocabulary import StageName
from tests.deploy.commands import check
from tests.deploy.promtool import ROOT, load
from workers import __version__
from workers.settings import BY_NAME

FILE = ROOT / "docker-compose.yml"
COMPOSE = load(FILE)
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = {name: service for name, service in SERVICES.items() if service["image"].startswith("evacwire:")}
ONE_SHOTS = {"topics", "feed", "load"}


def test_it_follows_the_compose_specification() -> None:
    """By the schema that check-jsonschema carries; its own command line does not run beside every version of click."""
    package = find_spec("check_jsonschema")
    assert package is not None
    assert package.origin is not None
    schema = Path(package.origin).parent / "builtin_schemas" / "vendor" / "compose-spec.json"
    jsonschema_rs.validate(json.loads(schema.read_text()), COMPOSE)


def test_one_command_starts_everything() -> None:
    by_default = {name for name, service in SERVICES.items() if "profiles" not in service}
    assert by_default == {"kafka", "topics", *StageName, "wire", "feed", "prometheus", "grafana"}
    assert {name for name, service in SERVICES.items() if service.get("profiles") == ["load"]} == {"load"}


@pytest.mark.parametrize("name", SERVICES)
def test_each_image_is_pinned(name: str) -> None:
    assert re.search(r":v?\d+\.\d+\.\d+$", SERVICES[name]["image"])
    if name in OURS:
        assert SERVICES[name]["image"] == f"evacwire:{__version__}"


@pytest.mark.parametrize("name", SERVICES)
def test_what_a_service_waits_for_is_there_and_can_come(name: str) -> None:
    for other, how in SERVICES[name].get("depends_on", {}).items():
        assert other in SERVICES
        if how["condition"] == "service_completed_successfully":
            assert other in ONE_SHOTS
        else:
            assert how["condition"] == "service_healthy"
            assert other not in ONE_SHOTS


@pytest.mark.parametrize("name", sorted(SERVICES.keys() - OURS.keys()))
def test_what_is_not_ours_says_whether_it_is_well(name: str) -> None:
    assert SERVICES[name]["healthcheck"]["test"][0] == "CMD"


@pytest.mark.parametrize("name", OURS)
def test_ours_run_without_rights_on_a_read_only_root(name: str) -> None:
    service = OURS[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert set(service["environment"]) <= set(BY_NAME)
    assert service["environment"]["EVACWIRE_BROKERS"] == "kafka:19092"


@pytest.mark.parametrize("name", OURS)
def test_each_command_of_ours_exists(name: str) -> None:
    service = OURS[name]
    words = service.get("command")
    if words is None:
        script = service["entrypoint"][2].replace("$$", "$")
        words = shlex.split(script[script.index("evacwire ") :].partition(";")[0])[1:]
    check(words)


@pytest.mark.parametrize("name", [str(stage) for stage in StageName])
def test_a_worker_has_time_to_stop_and_is_started_again(name: str) -> None:
    assert int(OURS[name]["stop_grace_period"].removesuffix("s")) > 30
    assert OURS[name]["restart"] == "unless-stopped"


def test_nothing_listens_beyond_this_machine() -> None:
    ports = [port for service in SERVICES.values() for port in service.get("ports", [])]
    assert ports
    assert all(port.startswith("127.0.0.1:") for port in ports)


def test_what_is_mounted_from_here_is_here() -> None:
    mounts = [volume for service in SERVICES.values() for volume in service.get("volumes", [])]
    assert all((ROOT / mount.split(":")[0]).is_dir() for mount in mounts if mount.startswith("./"))
    assert {mount.split(":")[0] for mount in mounts if not mount.startswith("./")} == set(COMPOSE["volumes"])


def test_prometheus_scrapes_every_worker_and_grafana_finds_it() -> None:
    (job,) = load(ROOT / "deploy/prometheus/prometheus.yml")["scrape_configs"]
    targets = [target for group in job["static_configs"] for target in group["targets"]]
    assert targets == [f"{stage}:{BY_NAME['EVACWIRE_METRICS_PORT'].default}" for stage in StageName]
    (source,) = load(ROOT / "deploy/grafana/provisioning/datasources/prometheus.yml")["datasources"]
    assert source["url"] == "http://prometheus:9090"
    assert "./deploy/grafana/dashboards:/var/lib/grafana/dashboards:ro" in SERVICES["grafana"]["volumes"]
