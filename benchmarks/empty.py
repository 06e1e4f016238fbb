"""The yardstick: a FastAPI application whose one endpoint does nothing with a validated body."""

from fastapi import FastAPI
from pydantic import BaseModel


class Body(BaseModel):
    """The members of a CMND look-up."""

    cmnd: str
    full_name: str
    born_on: str


app = FastAPI()


@app.post("/empty")
async def empty(_body: Body) -> dict[str, str]:
    """Answer at once."""
    return {}
