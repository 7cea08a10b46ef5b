"""Does a resource have the structure of FHIR R4? Asked of the published schema, which is not part of this project."""

import gzip
import json
from functools import cache
from typing import Any

import jsonschema_rs

from tests.fhir.build import SHARED


@cache
def _schema() -> Any:
    with gzip.open(SHARED / "fhir-definitions" / "fhir.schema.json.gz") as file:
        schema = json.load(file)
    # The published schema names these and leaves them out: any resource, and types that came after R4.
    schema["definitions"] |= {"Resource": {"$ref": "#/definitions/ResourceList"}, "integer64": {"type": "integer"}}
    return jsonschema_rs.validator_for(schema)


def faults_of(resource: dict[str, Any]) -> list[str]:
    """Everything the schema finds wrong, where and what; empty where the structure holds."""
    told = json.loads(json.dumps(resource))
    return [f"{'/'.join(map(str, fault.instance_path))}: {fault.message}" for fault in _schema().iter_errors(told)]
