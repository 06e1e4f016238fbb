// openid-client registers itself (RFC 7591) in the way it is told, and goes through everything that discovery offers it.
//
// Standard input: JSON {server, redirect_uri, post_logout_redirect_uri, persona, method, alg, pushed}. Standard output: JSON.
import { text } from 'node:stream/consumers'
import * as client from 'openid-client'
import { browse, signIn } from './signing-in.mjs'

const asked = JSON.parse(await text(process.stdin))
const kid = 'of-this-run'
const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify'])
const jwk = { ...(await crypto.subtle.exportKey('jwk', pair.publicKey)), kid, alg: 'ES256', use: 'sig' }
const proof = {
  client_secret_basic: () => client.ClientSecretBasic(),
  client_secret_post: () => client.ClientSecretPost(),
  private_key_jwt: () => client.PrivateKeyJwt({ key: pair.privateKey, kid }),
  none: () => client.None(),
}[asked.method]()

const config = await client.dynamicClientRegistration(
  new URL(asked.server),
  {
    client_name: 'tests/clients',
    redirect_uris: [asked.redirect_uri],
    post_logout_redirect_uris: [asked.post_logout_redirect_uri],
    grant_types: ['authorization_code', 'refresh_token'],
    token_endpoint_auth_method: asked.method,
    id_token_signed_response_alg: asked.alg,
    scope: 'openid profile offline_access',
    ...(asked.method === 'private_key_jwt' && { jwks: { keys: [jwk] } }),
  },
  proof,
  { execute: [client.allowInsecureRequests, client.enableNonRepudiationChecks] },
)

const tokens = await signIn(config, asked, {}, { pushed: asked.pushed })
const refreshed = await client.refreshTokenGrant(config, tokens.refresh_token)
const person = await client.fetchUserInfo(config, refreshed.access_token, tokens.claims().sub)
// Introspection is for clients that can prove who they are.
const living = async () =>
  asked.method === 'none' ? null : (await client.tokenIntrospection(config, refreshed.access_token)).active
const before = await living()
await client.tokenRevocation(config, refreshed.refresh_token)
const after = await living()
const state = client.randomState()
const left = await browse(
  client.buildEndSessionUrl(config, {
    post_logout_redirect_uri: asked.post_logout_redirect_uri, id_token_hint: refreshed.id_token, state,
  }),
  asked.post_logout_redirect_uri,
)
const [header] = tokens.id_token.split('.')
console.log(JSON.stringify({
  alg: JSON.parse(Buffer.from(header, 'base64url')).alg, name: person.name, before, after,
  left: left.searchParams.get('state') === state,
}))
