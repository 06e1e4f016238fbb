// What every script here does with openid-client: send the browser to the provider, take the answer.
import * as client from 'openid-client'

/** The browser: follows redirects until it would leave the provider; returns where it was sent. */
export async function browse(url, leaving) {
  for (let hops = 0; hops < 10; hops++) {
    const answer = await fetch(url, { redirect: 'manual' })
    const location = answer.headers.get('location')
    if (!location) throw new Error(`no redirect: ${answer.status} ${(await answer.text()).slice(0, 300)}`)
    url = new URL(location, url)
    if (url.href.startsWith(leaving)) return url
  }
  throw new Error('too many redirects')
}

/** One authorization request, pushed or not, and its answer; `more` are parameters of the sandbox. */
export async function signIn(config, asked, more = {}, { pushed = false } = {}) {
  const pkceCodeVerifier = client.randomPKCECodeVerifier()
  const expectedState = client.randomState()
  const expectedNonce = client.randomNonce()
  const maxAge = 3600
  const build = pushed ? client.buildAuthorizationUrlWithPAR : client.buildAuthorizationUrl
  const address = await build(config, {
    redirect_uri: asked.redirect_uri,
    scope: 'openid profile offline_access',
    acr_values: 'LoA2',
    max_age: String(maxAge),
    code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
    state: expectedState,
    nonce: expectedNonce,
    persona: asked.persona,
    ...more,
  })
  const back = await browse(address, asked.redirect_uri)
  return client.authorizationCodeGrant(config, back, {
    pkceCodeVerifier, expectedState, expectedNonce, maxAge, idTokenExpected: true,
  })
}
