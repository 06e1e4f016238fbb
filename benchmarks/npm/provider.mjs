// The npm provider named by the first argument, on a free port of its own; prints its issuer, ends with its input.
// Both keep everything in memory, and both sign their one person in without pages.
import { OAuth2Server } from 'oauth2-mock-server'
import { Provider } from 'oidc-provider'

const { client, redirect } = { client: process.argv[3], redirect: process.argv[4] }
const person = { sub: '0c5b9a52-6c1f-5b0e-9a43-1f1f4b1d6a11', name: 'TRẦN THỊ HOA', birthdate: '1971-03-02', gender: 'female' }

async function mockServer() {
  const server = new OAuth2Server()
  await server.issuer.keys.generate('RS256')
  server.service.on('beforeTokenSigning', (token) => Object.assign(token.payload, { sub: person.sub }))
  server.service.on('beforeUserinfo', (answer) => { answer.body = person })
  await server.start(0, '127.0.0.1')
  return `http://127.0.0.1:${server.address().port}`
}

async function oidcProvider() {
  const { privateKey } = await crypto.subtle.generateKey(
    { name: 'RSASSA-PKCS1-v1_5', modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256' },
    true, ['sign', 'verify'],
  )
  const key = { ...(await crypto.subtle.exportKey('jwk', privateKey)), kid: 'one', use: 'sig', alg: 'RS256', key_ops: undefined }
  const account = { accountId: person.sub, claims: async () => person }
  const { createServer } = await import('node:http')
  const server = createServer()
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening))
  const issuer = `http://127.0.0.1:${server.address().port}`
  const provider = new Provider(issuer, {
    clients: [{
      client_id: client, token_endpoint_auth_method: 'none', redirect_uris: [redirect],
      grant_types: ['authorization_code'], response_types: ['code'],
    }],
    jwks: { keys: [JSON.parse(JSON.stringify(key))] },
    cookies: { keys: ['of a benchmark'] },
    claims: { profile: ['name', 'birthdate', 'gender'] },
    features: { devInteractions: { enabled: false } },
    interactions: { policy: [] }, // nothing is asked: the parameter persona signs in, as with ours
    extraParams: { persona: (ctx) => ctx.oidc.session.loginAccount({ accountId: person.sub, amr: ['pwd', 'otp'], acr: 'LoA2' }) },
    findAccount: async () => account,
    loadExistingGrant: async (ctx) => {
      const grant = new ctx.oidc.provider.Grant({ accountId: person.sub, clientId: client })
      grant.addOIDCScope(ctx.oidc.params.scope)
      await grant.save(3600)
      return grant
    },
  })
  server.on('request', provider.callback())
  return issuer
}

console.log(await { 'oauth2-mock-server': mockServer, 'oidc-provider': oidcProvider }[process.argv[2]]())
process.stdin.resume().on('end', () => process.exit(0))
