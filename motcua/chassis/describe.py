"""What the OpenAPI document says beyond the routes: credentials, headers, refusals with their codes and both titles."""

import itertools
from typing import Any

from fastapi import FastAPI
from fastapi.routing import APIRoute

from motcua.chassis.gate import API, BEHALF, PURPOSE, REQUEST_ID
from motcua.chassis.problems import Refusal
from motcua.wire import cases
from motcua.wire.problem import MEDIA_TYPE, Problem

BASIC = {
    "type": "http",
    "scheme": "basic",
    "description": "Id và mật khẩu của hệ thống gọi (contracts/clients.yaml) · id and secret of a sandbox client",
}
HEADERS = {
    "X-Request-Id": (False, f"^{REQUEST_ID}$", "Mã yêu cầu; hệ thống đặt nếu thiếu · request id", "req-0001"),
    "X-Purpose-Procedure": (True, f"^{PURPOSE}$", "Mã thủ tục hành chính · procedure code", "1.008503"),
    "X-On-Behalf-Of": (
        True,
        f"^{BEHALF}$",
        "Người dân, cán bộ hoặc hệ thống được phục vụ · whom the call serves",
        "officer:CB001",
    ),
    "X-Purpose-Dossier": (False, f"^{PURPOSE}$", "Mã hồ sơ · dossier code", "H99.1-260101-0001"),
}
# Statuses that any call below /v1/ may end with; 404 and 405 speak of addresses that the document does not list.
ANYWHERE = {400, 401, 403, 413, 415, 422, 429, 500, 503}


def extend(app: FastAPI, service: str, refusals: dict[str, type[Refusal]], *, purposeful: bool) -> None:
    """Replace ``app.openapi`` by one that adds what every call has in common."""
    plain = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            document = plain()
            _name(app, document)
            parts = document.setdefault("components", {})
            parts.setdefault("securitySchemes", {})["client"] = BASIC
            problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
            schemas = parts.setdefault("schemas", {})
            schemas.update(problem.pop("$defs", {}))
            schemas["Problem"] = problem
            for unused in ("HTTPValidationError", "ValidationError"):
                schemas.pop(unused, None)
            for path, methods in document["paths"].items():
                for operation in methods.values():
                    _operation(operation, path, refusals, purposeful=purposeful)
            _illustrate(document, service)
            app.openapi_schema = document
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


def _name(app: FastAPI, document: dict[str, Any]) -> None:
    """An operation is called what it is called in licences and audit, with underscores; the control plane's say so."""
    for route in app.routes:
        if isinstance(route, APIRoute) and route.path_format in document["paths"]:
            for method in route.methods or ():
                operation = document["paths"][route.path_format].get(method.lower(), {})
                operation["operationId"] = route.name if route.path.startswith(API) else f"sandbox_{route.name}"


def _illustrate(document: dict[str, Any], service: str) -> None:
    """Examples of questions and answers: the contract cases, which are tests as well."""
    for case in cases.of(service):
        for operation in itertools.chain.from_iterable(methods.values() for methods in document["paths"].values()):
            if operation["operationId"] == case.operation.replace("-", "_"):
                summary = f"{case.because['vi']} · {case.because['en']}"
                (answer,) = operation["responses"][str(case.status)]["content"].values()
                shown = case.situation if case.status < 400 else case.answer["code"]
                answer.setdefault("examples", {})[shown] = {"summary": summary, "value": case.answer}
                if "requestBody" in operation:
                    body = operation["requestBody"]["content"]["application/json"]
                    told = {name: value for name, value in case.ask.items() if name not in _in_path(operation)}
                    body.setdefault("examples", {})[case.situation] = {"summary": summary, "value": told}


def _in_path(operation: dict[str, Any]) -> set[str]:
    return {given["name"] for given in operation.get("parameters", ()) if given["in"] == "path"}


def _operation(operation: dict[str, Any], path: str, refusals: dict[str, type[Refusal]], *, purposeful: bool) -> None:
    responses = operation.setdefault("responses", {})
    if path.startswith(API):
        operation["security"] = [{"client": []}]
        given = operation.setdefault("parameters", [])
        given += [_header(name, required=needed and purposeful) for name, (needed, *_) in HEADERS.items()]
        statuses = ANYWHERE | {int(status) for status in responses}
    else:
        operation.setdefault("security", [])
        statuses = {int(status) for status in responses} | ({400, 404, 409} if "requestBody" in operation else set())
    for status in sorted(statuses):
        if status >= 400:
            responses[str(status)] = _refusals(status, refusals)


def _header(name: str, *, required: bool) -> dict[str, Any]:
    _, pattern, description, example = HEADERS[name]
    return {
        "name": name,
        "in": "header",
        "required": required,
        "description": description,
        "schema": {"type": "string", "pattern": pattern},
        "example": example,
    }


def _refusals(status: int, refusals: dict[str, type[Refusal]]) -> dict[str, Any]:
    """All refusals of one status as one response, each an example."""
    of_status = [one for one in refusals.values() if one.status == status and not one.of_pages]
    lines = [f"`{refusal.code}` {refusal.title} · {refusal.title_en}" for refusal in of_status]
    examples = {
        refusal.code: {"summary": refusal.title_en, "value": refusal().body("req-0001").model_dump(mode="json")}
        for refusal in of_status
    }
    return {
        "description": "  \n".join(lines) or "Refused",
        "content": {
            MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}, "examples": examples},
        },
    }
