"""The JSON Schema of the files of contracts/procedures, from the models that read them.

A file may say ``use: applicant`` in place of a section and override members of it; the models see the section whole,
so that form is added here.
"""

import json
from typing import Any

from motcua.wire.procedures import Procedure

ADDRESS = "https://motcua.example.com/schemas/procedure.schema.json"
TITLE = "A public service as a file"


def procedure_schema() -> str:
    """The schema as it is written to contracts/schemas."""
    schema: dict[str, Any] = Procedure.model_json_schema()
    section = schema["$defs"]["Section"]
    members = section["properties"]
    schema["$defs"]["UsedSection"] = {
        "title": "UsedSection",
        "description": "A section of _blocks.yaml by its name; whatever else is given overrides it",
        "type": "object",
        "additionalProperties": False,
        "required": ["use"],
        "properties": {"use": {"type": "string", "description": "Name of the section in _blocks.yaml"}, **members},
    }
    listed = schema["properties"]["sections"]
    listed["items"] = {"anyOf": [listed["items"], {"$ref": "#/$defs/UsedSection"}]}
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": ADDRESS, "title": TITLE}
    return (
        json.dumps(
            {**head, **{name: one for name, one in schema.items() if name != "title"}}, ensure_ascii=False, indent=2
        )
        + "\n"
    )
