// A relying party made of openid-client as its documentation says, with discovery only.
//
// Standard input: JSON {server, client_id, client_secret, redirect_uri, post_logout_redirect_uri, persona, checks, names}.
// Without names: one whole story, login to logout. With names: one sign-in per misbehaviour, and what came of it.
// Standard output: JSON.
import { text } from 'node:stream/consumers'
import * as client from 'openid-client'
import { browse, signIn } from './signing-in.mjs'

const asked = JSON.parse(await text(process.stdin))
// The sandbox has no TLS, so openid-client must be told twice: that this is meant, and to check signatures all the same.
const execute = [client.allowInsecureRequests, ...(asked.checks ? [client.enableNonRepudiationChecks] : [])]

const configured = () => client.discovery(
  new URL(asked.server), asked.client_id, undefined, client.ClientSecretBasic(asked.client_secret), { execute },
)

async function story() {
  const config = await configured()
  const tokens = await signIn(config, asked)
  const claims = tokens.claims()
  const refreshed = await client.refreshTokenGrant(config, tokens.refresh_token)
  const person = await client.fetchUserInfo(config, refreshed.access_token, claims.sub)
  const state = client.randomState()
  const leaving = client.buildEndSessionUrl(config, {
    post_logout_redirect_uri: asked.post_logout_redirect_uri, id_token_hint: tokens.id_token, state,
  })
  const left = await browse(leaving, asked.post_logout_redirect_uri)
  return {
    claims, person, rotated: refreshed.refresh_token !== tokens.refresh_token,
    left: left.searchParams.get('state') === state,
  }
}

const queue = (method, body) => fetch(`${asked.server}/_sandbox/misbehave`, {
  method, headers: { 'content-type': 'application/json' }, ...(body && { body: JSON.stringify(body) }),
})

/** Sign in while the provider misbehaves; the step at which the client refused, or that it accepted. */
async function attempt(name) {
  let step = 'discovery'
  const queued = /^(discovery|jwks|refresh)-/.test(name)
  try {
    let config
    if (name.startsWith('keys-')) await signIn(config = await configured(), asked) // it knows the old keys
    if (queued) await queue('POST', { name, next: 10 }) // until taken back: it may ask twice
    config ??= await configured()
    step = 'sign-in'
    const tokens = await signIn(config, asked, queued ? {} : { misbehave: name })
    if (name.startsWith('refresh-')) {
      step = 'refresh'
      await client.refreshTokenGrant(config, tokens.refresh_token)
    }
    step = 'user info'
    await client.fetchUserInfo(config, tokens.access_token, tokens.claims().sub)
    return 'accepted'
  } catch (refusal) {
    if (refusal instanceof TypeError && !refusal.code) throw refusal // a defect of this script, or no connection
    return `refused at ${step}: ${refusal.code ?? refusal.message}`
  } finally {
    if (queued) await queue('DELETE')
  }
}

const found = {}
for (const name of asked.names ?? []) found[name] = await attempt(name)
console.log(JSON.stringify(asked.names ? found : await story()))
