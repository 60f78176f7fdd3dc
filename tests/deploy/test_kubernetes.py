"""Each overlay builds, is valid, and keeps what makes the workers safe to run: slots, probes, limits, no privileges."""

import re
import subprocess
from functools import cache
from typing import Any

import jsonschema_rs
import kubernetes_validate
import pytest
import yaml

from schemas.vocabulary import StageName
from tests.deploy.gotools import keda_schema, kustomize
from tests.deploy.promtool import ROOT, load
from workers import __version__
from workers.kafka.stage_app import group_of
from workers.kafka.topics import DEFAULT_PARTITIONS
from workers.settings import BY_NAME

FOLDER = ROOT / "deploy" / "kubernetes"
OVERLAYS = ["development", "production"]
KUBERNETES = "1.33"
STATELESS = {"ingest": "articles.raw", "extract": "articles.stories"}


@cache
def built(overlay: str) -> list[dict[str, Any]]:
    """Return the objects that `kustomize build` makes of an overlay."""
    command = [kustomize(), "build", str(FOLDER / "overlays" / overlay)]
    result = subprocess.run(command, capture_output=True, text=True, timeout=180, check=False)
    assert result.returncode == 0, result.stderr
    return list(yaml.safe_load_all(result.stdout))


def of_kind(overlay: str, *kinds: str) -> list[dict[str, Any]]:
    return [each for each in built(overlay) if each["kind"] in kinds]


def pods(overlay: str) -> list[tuple[str, dict[str, Any]]]:
    owners = of_kind(overlay, "StatefulSet", "Deployment", "Job")
    return [(owner["metadata"]["name"], owner["spec"]["template"]) for owner in owners]


def selected(selector: dict[str, Any], labels: dict[str, str]) -> bool:
    if any(labels.get(key) != value for key, value in selector.get("matchLabels", {}).items()):
        return False
    return all(labels.get(rule["key"]) in rule["values"] for rule in selector.get("matchExpressions", []))


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_each_object_is_valid(overlay: str) -> None:
    for each in built(overlay):
        if not each["apiVersion"].startswith("keda.sh/"):
            kubernetes_validate.validate(each, KUBERNETES, strict=True)


def test_each_object_of_keda_is_valid() -> None:
    objects = [each for each in built("production") if each["apiVersion"].startswith("keda.sh/")]
    assert len(objects) == 3
    for each in objects:
        jsonschema_rs.validate(keda_schema(each["kind"]), each)


def test_a_misspelt_field_of_keda_is_found() -> None:
    wrong = {
        "apiVersion": "keda.sh/v1alpha1",
        "kind": "ScaledObject",
        "spec": {"scaleTargetRef": {"name": "x"}, "triggerz": []},
    }
    with pytest.raises(jsonschema_rs.ValidationError):
        jsonschema_rs.validate(keda_schema("ScaledObject"), wrong)


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_no_pod_has_more_rights_than_it_needs(overlay: str) -> None:
    for name, template in pods(overlay):
        spec = template["spec"]
        assert spec["securityContext"]["runAsNonRoot"] is True, name
        assert spec["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}, name
        assert spec["automountServiceAccountToken"] is False, name
        for container in spec["containers"]:
            assert container["securityContext"]["allowPrivilegeEscalation"] is False, name
            assert container["securityContext"]["capabilities"] == {"drop": ["ALL"]}, name
            assert container["securityContext"].get("readOnlyRootFilesystem") is True or name == "kafka"
            assert container["resources"]["requests"].keys() == {"cpu", "memory"}, name
            assert "memory" in container["resources"]["limits"], name
            assert container["image"] in (f"evacwire:{__version__}", "apache/kafka:4.3.0"), name


@pytest.mark.parametrize("overlay", OVERLAYS)
@pytest.mark.parametrize("stage", list(StageName))
def test_each_stage_has_a_slot_from_its_pod_and_time_to_stop(overlay: str, stage: str) -> None:
    (owner,) = [each for each in of_kind(overlay, "StatefulSet") if each["metadata"]["name"] == f"evacwire-{stage}"]
    spec = owner["spec"]["template"]["spec"]
    (container,) = spec["containers"]
    (slot,) = [each for each in container["env"] if each["name"] == "EVACWIRE_INSTANCE"]
    assert slot["valueFrom"] == {"fieldRef": {"fieldPath": "metadata.name"}}
    assert container["args"] == ["worker", stage]
    assert spec["terminationGracePeriodSeconds"] > 30
    assert container["livenessProbe"]["httpGet"]["path"] == "/livez"
    assert container["readinessProbe"]["httpGet"]["path"] == "/readyz"
    assert {"name": "metrics", "containerPort": int(BY_NAME["EVACWIRE_METRICS_PORT"].default)} in container["ports"]


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_each_long_running_pod_has_its_service_and_disruption_budget(overlay: str) -> None:
    for owner in of_kind(overlay, "StatefulSet", "Deployment"):
        name, labels = owner["metadata"]["name"], owner["spec"]["template"]["metadata"]["labels"]
        assert [each for each in of_kind(overlay, "Service") if labels.items() >= each["spec"]["selector"].items()], (
            name
        )
        budgets = [
            each["spec"]
            for each in of_kind(overlay, "PodDisruptionBudget")
            if selected(each["spec"]["selector"], labels)
        ]
        assert [budget["maxUnavailable"] for budget in budgets] == ([] if name == "kafka" else [1])


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_each_pod_of_ours_is_under_the_network_policy_and_reaches_name_service_and_brokers(overlay: str) -> None:
    (default,) = [each for each in of_kind(overlay, "NetworkPolicy") if each["metadata"]["name"] == "evacwire-default"]
    assert default["spec"]["policyTypes"] == ["Ingress", "Egress"]
    for name, template in pods(overlay):
        assert selected(default["spec"]["podSelector"], template["metadata"]["labels"]) is (name != "kafka")
    ports = {port["port"] for rule in default["spec"]["egress"] for port in rule["ports"]}
    (settings,) = [
        each for each in of_kind(overlay, "ConfigMap") if each["metadata"]["name"].startswith("evacwire-settings")
    ]
    assert ports >= {53, int(settings["data"]["EVACWIRE_BROKERS"].rpartition(":")[2])}


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_each_variable_is_a_setting(overlay: str) -> None:
    assert set(
        re.findall(r"EVACWIRE_\w+", yaml.safe_dump([each for each in built(overlay) if each["kind"] != "ConfigMap"]))
    ) <= set(BY_NAME)
    for each in of_kind(overlay, "ConfigMap"):
        if each["metadata"]["name"].startswith("evacwire-settings"):
            assert set(each["data"]) <= set(BY_NAME)


def test_only_stateless_stages_are_scaled_by_lag_and_never_above_their_partitions() -> None:
    objects = {each["spec"]["scaleTargetRef"]["name"]: each["spec"] for each in of_kind("production", "ScaledObject")}
    assert set(objects) == {f"evacwire-{stage}" for stage in STATELESS}
    (topics,) = [template for name, template in pods("production") if name == "evacwire-topics"]
    partitions = int(topics["spec"]["containers"][0]["args"][-1])
    assert partitions == DEFAULT_PARTITIONS
    for stage, topic in STATELESS.items():
        spec = objects[f"evacwire-{stage}"]
        (trigger,) = spec["triggers"]
        assert spec["maxReplicaCount"] <= partitions
        assert trigger["metadata"]["consumerGroup"] == group_of("", stage)
        assert trigger["metadata"]["topic"] == topic


def test_keda_alone_sets_the_replicas_of_what_it_scales() -> None:
    replicas = {each["metadata"]["name"]: each["spec"].get("replicas") for each in of_kind("production", "StatefulSet")}
    assert replicas == {"evacwire-ingest": None, "evacwire-extract": None, "evacwire-dedup": 2, "evacwire-fuse": 2}


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_each_reference_to_a_config_map_leads_to_one(overlay: str) -> None:
    made = {each["metadata"]["name"] for each in of_kind(overlay, "ConfigMap")} | {"evacwire-ca"}
    named = {
        source["configMapRef"]["name"]
        for _, template in pods(overlay)
        for container in template["spec"]["containers"]
        for source in container.get("envFrom", [])
        if "configMapRef" in source
    }
    for each in of_kind(overlay, "TriggerAuthentication"):
        named |= {reference["name"] for reference in each["spec"]["configMapTargetRef"]}
    assert named <= made


def test_prometheus_in_the_cluster_loads_the_same_rules() -> None:
    compose, cluster = load(ROOT / "deploy/prometheus/prometheus.yml"), load(ROOT / "deploy/prometheus/kubernetes.yml")
    assert compose["rule_files"] == cluster["rule_files"]
    assert [job["job_name"] for job in cluster["scrape_configs"]] == ["evacwire"]
