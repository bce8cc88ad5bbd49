import { constants, createHash, generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { type CloudOptions, createCloud, type LocalCloud, virtualClock } from '../../simulator/cloud.ts'

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'
const graph = 'https://graph.microsoft.com/.default'
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 })
const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString()

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

function jwt(header: object, payload: object, key: KeyObject = privateKey, alg = 'RS256'): string {
  const body = `${encode({ typ: 'JWT', alg, ...header })}.${encode(payload)}`
  const pss = { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
  const signature = sign('sha256', Buffer.from(body), alg === 'PS256' ? pss : key)
  return `${body}.${signature.toString('base64url')}`
}

type Answer = {
  readonly status: number
  readonly body: Record<string, unknown> & { readonly access_token: string; readonly error: string }
  readonly code: number | undefined
}

async function post(cloud: LocalCloud, form: Record<string, string>, path = 'token'): Promise<Answer> {
  const response = await cloud.app.request(`/${cloud.tenantId}/oauth2/v2.0/${path}`, {
    method: 'POST',
    body: new URLSearchParams({ client_id: cloud.clientId, ...form }).toString(),
  })
  const body = (await response.json()) as Answer['body']
  return { status: response.status, body, code: (body['error_codes'] as number[] | undefined)?.[0] }
}

function claimsOf(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>
}

describe('a certificate assertion', () => {
  const now = Math.floor(Date.now() / 1000)
  const good = (cloud: LocalCloud) => ({
    aud: `https://login.microsoftonline.com/${cloud.tenantId}/oauth2/v2.0/token`,
    iss: cloud.clientId,
    sub: cloud.clientId,
    jti: randomUUID(),
    nbf: now - 10,
    exp: now + 600,
  })
  const ask = (cloud: LocalCloud, client_assertion: string): Promise<Answer> =>
    post(cloud, {
      grant_type: 'client_credentials',
      scope: graph,
      client_assertion_type: assertionType,
      client_assertion,
    })

  it.each(['RS256', 'PS256'])('signed with %s is taken', async (alg) => {
    const cloud = createCloud({ certificate: pem })

    const { status, body } = await ask(cloud, jwt({ 'x5t#S256': 'any' }, good(cloud), privateKey, alg))

    expect(status).toBe(200)
    expect(claimsOf(body.access_token)['roles']).toContain('User.Read.All')
  })

  it.each([
    ['of another key', {}, stranger.privateKey, 700027],
    ['for another endpoint', { aud: 'https://login.microsoftonline.com/other' }, privateKey, 700023],
    ['of another application', { iss: randomUUID() }, privateKey, 700021],
    ['that has run out', { nbf: now - 4000, exp: now - 3000 }, privateKey, 700024],
    ['without a jti', { jti: undefined }, privateKey, 50027],
  ] as const)('%s is refused', async (_what, changes, key, code) => {
    const cloud = createCloud({ certificate: pem })

    const answer = await ask(cloud, jwt({ x5t: 'any' }, { ...good(cloud), ...changes }, key))

    expect(answer.code).toBe(code)
  })

  it('is good for one use', async () => {
    const cloud = createCloud({ certificate: pem })
    const assertion = jwt({ x5t: 'any' }, good(cloud))

    const statuses = [(await ask(cloud, assertion)).status, (await ask(cloud, assertion)).status]

    expect(statuses).toEqual([200, 401])
  })

  it('that names no thumbprint is refused', async () => {
    const cloud = createCloud({ certificate: pem })

    expect((await ask(cloud, jwt({}, good(cloud)))).code).toBe(700027)
  })
})

describe('a federated credential', () => {
  const issuer = 'https://token.actions.githubusercontent.com'
  const subject = 'repo:brightwater/keyward:ref:refs/heads/main'
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'one' }
  const federated: CloudOptions = { federatedCredential: { issuer, subject, keys: [jwk] } }
  const ask = (cloud: LocalCloud, changes: object): Promise<Answer> =>
    post(cloud, {
      grant_type: 'client_credentials',
      scope: graph,
      client_assertion_type: assertionType,
      client_assertion: jwt(
        { kid: 'one' },
        {
          iss: issuer,
          sub: subject,
          aud: 'api://AzureADTokenExchange',
          exp: Math.floor(Date.now() / 1000) + 600,
          ...changes,
        },
      ),
    })

  it('of the trusted issuer and subject is taken', async () => {
    expect((await ask(createCloud(federated), {})).status).toBe(200)
  })

  it('of another branch is refused', async () => {
    const { code } = await ask(createCloud(federated), { sub: 'repo:somebody/else' })

    expect(code).toBe(70021)
  })
})

describe('an authorization code', () => {
  const verifier = 'v'.repeat(64)
  const redirect = 'http://localhost:4711/back'

  async function authorize(cloud: LocalCloud, changes: Record<string, string> = {}): Promise<URL> {
    const query = new URLSearchParams({
      client_id: cloud.clientId,
      response_type: 'code',
      redirect_uri: redirect,
      scope: `openid offline_access ${graph}`,
      state: 'mine',
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
      ...changes,
    })
    const response = await cloud.app.request(`/organizations/oauth2/v2.0/authorize?${query}`)
    return new URL(response.headers.get('location') ?? 'http://nowhere')
  }

  const redeem = (cloud: LocalCloud, target: URL, changes: Record<string, string> = {}): Promise<Answer> =>
    post(cloud, {
      grant_type: 'authorization_code',
      code: target.searchParams.get('code') ?? '',
      redirect_uri: redirect,
      code_verifier: verifier,
      ...changes,
    })

  it('brings a token of the person, with scopes and roles, that Graph takes', async () => {
    const cloud = createCloud()
    const target = await authorize(cloud)

    const { body } = await redeem(cloud, target)
    const answer = await cloud.app.request('/v1.0/organization', {
      headers: { authorization: `Bearer ${body.access_token}` },
    })

    const claims = claimsOf(body.access_token)
    expect(target.searchParams.get('state')).toBe('mine')
    expect(claims).toMatchObject({ idtyp: 'user', aud: 'https://graph.microsoft.com' })
    expect(claims['wids']).toContain('62e90394-69f5-4237-9190-012177145e10')
    expect(String(claims['scp'])).toContain('Policy.Read.All')
    expect(Object.keys(body)).toEqual(expect.arrayContaining(['id_token', 'refresh_token', 'client_info']))
    expect(answer.status).toBe(200)
  })

  it('can be refreshed', async () => {
    const cloud = createCloud()
    const { body } = await redeem(cloud, await authorize(cloud))

    const again = await post(cloud, {
      grant_type: 'refresh_token',
      refresh_token: String(body['refresh_token']),
    })

    expect(again.status).toBe(200)
  })

  it('is refreshed into a token for another service, where somebody has consented', async () => {
    const scope = 'https://management.azure.com/.default offline_access'
    const refresh = async (cloud: LocalCloud) => {
      const { body } = await redeem(cloud, await authorize(cloud))
      const refresh_token = String(body['refresh_token'])
      return post(cloud, { grant_type: 'refresh_token', refresh_token, scope })
    }

    const given = await refresh(createCloud())
    const refused = await refresh(createCloud({ azureDelegated: false }))

    expect(claimsOf(given.body.access_token)).toMatchObject({
      aud: 'https://management.azure.com',
      scp: 'user_impersonation',
    })
    expect(refused).toMatchObject({ code: 65001, body: { suberror: 'consent_required' } })
  })

  it('is refused with another verifier, and with another address', async () => {
    const cloud = createCloud()

    const verified = await redeem(cloud, await authorize(cloud), { code_verifier: 'w'.repeat(64) })
    const addressed = await redeem(cloud, await authorize(cloud), { redirect_uri: 'http://localhost/other' })

    expect([verified.code, addressed.code]).toEqual([501481, 50011])
  })

  it('is good for one use', async () => {
    const cloud = createCloud()
    const target = await authorize(cloud)
    await redeem(cloud, target)

    expect((await redeem(cloud, target)).code).toBe(54005)
  })

  it('comes as a form that posts itself, if asked for so, with nothing of it in an address', async () => {
    const cloud = createCloud()
    const query = new URLSearchParams({
      client_id: cloud.clientId,
      response_type: 'code',
      response_mode: 'form_post',
      redirect_uri: redirect,
      scope: graph,
      state: '"><script>alert(1)</script>',
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
    })

    const response = await cloud.app.request(`/organizations/oauth2/v2.0/authorize?${query}`)
    const page = await response.text()

    expect(response.status).toBe(200)
    expect(response.headers.get('location')).toBeNull()
    expect(page).toContain(`<form method="POST" name="hiddenform" action="${redirect}">`)
    expect(page).toMatch(/<input type="hidden" name="code" value="[\w-]{20,}"/)
    expect(page).not.toContain('<script>alert')
  })

  it('goes to no address but loopback', async () => {
    expect((await authorize(createCloud(), { redirect_uri: 'https://evil.example/' })).host).toBe('nowhere')
  })

  it('wants a challenge, and a person who consents', async () => {
    const plain = await authorize(createCloud(), { code_challenge_method: 'plain' })
    const declined = await authorize(createCloud({ personConsents: false }))

    expect(plain.searchParams.get('error')).toBe('invalid_request')
    expect(declined.searchParams.get('error')).toBe('access_denied')
  })

  it('of somebody without a role opens nothing', async () => {
    const cloud = createCloud({ signInAs: 'noMfaAtAll' })
    const { body } = await redeem(cloud, await authorize(cloud))

    const { status } = await cloud.app.request('/v1.0/users', {
      headers: { authorization: `Bearer ${body.access_token}` },
    })

    expect(status).toBe(403)
  })
})

describe('a device code', () => {
  const standardName = 'urn:ietf:params:oauth:grant-type:device_code'
  const poll = (cloud: LocalCloud, start: Answer, grant_type = standardName): Promise<Answer> =>
    post(cloud, {
      grant_type,
      device_code: String(start.body['device_code']),
    })
  const start = (cloud: LocalCloud): Promise<Answer> =>
    post(cloud, { scope: `openid ${graph}` }, 'devicecode')

  it('is pending until the person has approved', async () => {
    const cloud = createCloud({ devicePerson: { pendingPolls: 2, outcome: 'approved' } })
    const started = await start(cloud)

    const answers = [await poll(cloud, started), await poll(cloud, started), await poll(cloud, started)]

    expect(started.body).toMatchObject({ expires_in: 900, interval: 5 })
    expect(answers.map(({ body }) => body.error)).toEqual([
      'authorization_pending',
      'authorization_pending',
      undefined,
    ])
  })

  it('is redeemed by the older name of the grant as well', async () => {
    const cloud = createCloud({ devicePerson: { pendingPolls: 0, outcome: 'approved' } })

    const { body } = await poll(cloud, await start(cloud), 'device_code')

    expect(claimsOf(body.access_token)).toMatchObject({ idtyp: 'user' })
  })

  it.each([
    ['declined', 'authorization_declined'],
    ['expired', 'expired_token'],
  ] as const)('may be %s', async (outcome, error) => {
    const cloud = createCloud({ devicePerson: { pendingPolls: 0, outcome } })

    expect((await poll(cloud, await start(cloud))).body.error).toBe(error)
  })

  it('runs out after a quarter of an hour', async () => {
    const clock = virtualClock()
    const cloud = createCloud({ clock: clock.now })
    const started = await start(cloud)
    await clock.advance(901_000)

    expect((await poll(cloud, started)).body.error).toBe('expired_token')
  })

  it('may be blocked', async () => {
    expect((await start(createCloud({ deviceCodeAllowed: false }))).code).toBe(53003)
  })
})

describe('a managed identity', () => {
  const resource = encodeURIComponent('https://management.azure.com/')

  it('wants the metadata header, and gives a token for the resource', async () => {
    const cloud = createCloud()
    const path = `/metadata/identity/oauth2/token?api-version=2018-02-01&resource=${resource}`

    const without = await cloud.app.request(path)
    const response = await cloud.app.request(path, { headers: { Metadata: 'true' } })

    const { access_token } = (await response.json()) as { access_token: string }
    const azure = await cloud.app.request('/subscriptions?api-version=2022-12-01', {
      headers: { authorization: `Bearer ${access_token}` },
    })
    expect([without.status, response.status, azure.status]).toEqual([400, 200, 200])
  })

  it('of App Service wants its secret', async () => {
    const cloud = createCloud()
    const path = `/MSI/token?api-version=2019-08-01&resource=${resource}`
    const ask = (secret: string) => cloud.app.request(path, { headers: { 'X-IDENTITY-HEADER': secret } })

    const statuses = [(await ask('guess')).status, (await ask(cloud.identityHeader)).status]

    expect(statuses).toEqual([401, 200])
  })
})

describe('discovery', () => {
  it('names endpoints on this origin, and the keys that sign identity tokens', async () => {
    const cloud = createCloud()
    const read = async (path: string) =>
      (await cloud.app.request(path)).json() as Promise<Record<string, unknown>>

    const found = await read('/common/discovery/instance?api-version=1.1')
    const configuration = await read(new URL(String(found['tenant_discovery_endpoint'])).pathname)
    const { keys } = (await read(new URL(String(configuration['jwks_uri'])).pathname)) as { keys: object[] }

    expect(configuration['token_endpoint']).toBe(`http://localhost/${cloud.tenantId}/oauth2/v2.0/token`)
    expect(keys[0]).toMatchObject({ kty: 'RSA', use: 'sig' })
    expect(keys[0]).not.toHaveProperty('d')
  })
})

describe('a token', () => {
  it('for a resource that nobody knows is refused', async () => {
    const cloud = createCloud()

    const { code } = await post(cloud, {
      grant_type: 'client_credentials',
      client_secret: cloud.clientSecret,
      scope: 'https://unknown.example/.default',
    })

    expect(code).toBe(500011)
  })
})
