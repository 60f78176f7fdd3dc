"""Programs and files from Go modules, fetched once into the tests' cache: kustomize, and the schemas of KEDA's objects."""

import json
import os
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from tests.cache import fetching
from tests.deploy.promtool import tool

KUSTOMIZE = "sigs.k8s.io/kustomize/kustomize/v5@v5.7.1"
KEDA = "github.com/kedacore/keda/v2@v2.21.0"
REMEDY = "install Go"


@cache
def kustomize() -> str:
    """Return the path of kustomize, built on first use (half a minute)."""
    with fetching(KUSTOMIZE.rpartition("@")[2]) as folder:
        program = folder / "kustomize"
        if not program.exists():
            environment = os.environ | {"GOBIN": str(folder), "GOFLAGS": "-mod=mod"}
            subprocess.run([tool("go", REMEDY), "install", KUSTOMIZE], env=environment, check=True, timeout=600)
        return str(program)


@cache
def keda_schema(kind: str) -> dict[str, Any]:
    """Return the JSON Schema of a KEDA kind, closed, so that a misspelt field is an error."""
    command = [tool("go", REMEDY), "mod", "download", "-json", KEDA]
    answer = subprocess.run(command, cwd=Path.home(), capture_output=True, check=True, timeout=600)
    folder = Path(json.loads(answer.stdout)["Dir"]) / "config" / "crd" / "bases"
    definition = yaml.safe_load((folder / f"keda.sh_{kind.lower()}s.yaml").read_text())
    schema = definition["spec"]["versions"][0]["schema"]["openAPIV3Schema"]
    _close(schema)
    closed: dict[str, Any] = schema
    return closed


def _close(schema: Any) -> None:
    if isinstance(schema, list):
        for each in schema:
            _close(each)
    if isinstance(schema, dict):
        if "properties" in schema and not schema.get("x-kubernetes-preserve-unknown-fields"):
            schema.setdefault("additionalProperties", False)
        for each in schema.values():
            _close(each)
