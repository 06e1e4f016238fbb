"""The portal of the sandbox itself: our own strict client, by its pages, as any browser sees it."""

import re

import httpx

from tests.clients.parties import HTTP, PERSONA


def attempt(portal: str, name: str) -> str:
    """Sign in while the provider misbehaves: whether a session was opened, or the code of the refusal."""
    with httpx.Client(**HTTP) as browser:
        answer = browser.get(f"{portal}/sign-in")
        for _ in range(10):
            if answer.next_request is None:
                break
            address = answer.next_request.url
            if address.path == "/authorize":
                address = address.copy_merge_params({"persona": PERSONA, "misbehave": name})
            answer = browser.get(address)
    refusal = re.search(r'data-testid="sign-in-failed" data-code="sign-in\.([a-z-]+)"', answer.text)
    if refusal is None:
        assert 'data-testid="account-id"' in answer.text, answer.text
        return "accepted"
    return f"refused at {'user info' if refusal[1].startswith('userinfo') else 'sign-in'}: {refusal[1]}"
