/** Every way to sign in, against a simulated cloud: what is sent, what is refused and with which mend. */
import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { cloudNames, cloudOf } from '#clients/clouds.ts'
import { openGraph } from '#clients/graph/graph-client.ts'
import { noLimits, openLanes } from '#clients/http/lanes.ts'
import type { HttpRequest, Transport } from '#clients/http/transport.ts'
import { authorityOf } from '#clients/sign-in/authority.ts'
import type { Credential } from '#clients/sign-in/credential.ts'
import { gitHubAssertion } from '#clients/sign-in/github-assertion.ts'
import { msalNetwork } from '#clients/sign-in/msal-network.ts'
import { openSignIn } from '#clients/sign-in/sign-in.ts'
import type { TokenSource } from '#clients/sign-in/token.ts'
import type { KeywardError } from '#model/errors.ts'
import { credentialFrom } from '#pipeline/credentials.ts'
import type { Cloud, CloudOptions } from '../../simulator/cloud.ts'
import { aCloud, aFolder, aPatientClock } from '../collect/harness.ts'
import { browse } from './browser.ts'
import { watched } from './watched.ts'

afterEach(() => {
  vi.unstubAllEnvs()
  vi.useRealTimers()
})

const aKeyPair = () => generateKeyPairSync('rsa', { modulusLength: 2048 })
const ours = aKeyPair()
const anothers = aKeyPair()
const pemOf = (key: KeyObject) => key.export({ type: 'pkcs8', format: 'pem' }).toString()

/** Distinguished Encoding Rules, as much as a certificate needs. */
function der(tag: number, ...parts: readonly (Buffer | string)[]): Buffer {
  const body = Buffer.concat(parts.map((part) => Buffer.from(part as string)))
  const { length } = body
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...size]), body])
}

/** The least that passes for an X.509 certificate: version 3, one name, valid from 2020 to 2049. */
function certificateOf(publicKey: KeyObject, signer = ours.privateKey): string {
  const [sequence, set, integer] = [0x30, 0x31, 0x02]
  const sha256WithRsa = Buffer.from('300d06092a864886f70d01010b0500', 'hex')
  const commonName = der(sequence, Buffer.from('0603550403', 'hex'), der(0x0c, 'keyward test'))
  const name = der(sequence, der(set, commonName))
  const validity = der(sequence, der(0x17, '200101000000Z'), der(0x17, '491231235959Z'))
  const key = publicKey.export({ type: 'spki', format: 'der' })
  const version = der(0xa0, der(integer, Buffer.from([2])))
  const serial = der(integer, Buffer.from([1]))
  const signed = der(sequence, version, serial, sha256WithRsa, name, validity, name, key)
  const signature = der(0x03, Buffer.from([0]), sign('sha256', signed, signer))
  const base64 = der(sequence, signed, sha256WithRsa, signature).toString('base64')
  return `-----BEGIN CERTIFICATE-----\n${base64.match(/.{1,64}/g)?.join('\n')}\n-----END CERTIFICATE-----\n`
}

/** Tokens of a simulated cloud for Graph, or for another audience. */
function tokensOf(cloud: Cloud, credential: Credential, { transport } = watched(), scope?: string) {
  const at = cloudOf('global', cloud.origin)
  const signIn = openSignIn(credential, { cloud: at, network: msalNetwork(transport, aPatientClock()) })
  return signIn.tokens(scope ?? at.graphScope)
}

const errorOf = async (tokens: TokenSource) =>
  (await tokens.token().catch((thrown: unknown) => thrown)) as KeywardError

/** Everything of an error that could be printed anywhere. */
const allOf = (error: KeywardError) =>
  [inspect(error, { depth: 20, showHidden: true }), error.message, error.mend, JSON.stringify(error)].join(
    '\n',
  )

const application = ({ tenantId, clientId }: Cloud) => ({ tenant: tenantId, clientId })
const tokenRequests = ({ requests }: Cloud) =>
  requests.filter(({ path }) => path.includes('/oauth2/v2.0/token'))

describe('a certificate', () => {
  const certificate = certificateOf(ours.publicKey)
  const pem = `${pemOf(ours.privateKey)}${certificate}`
  const withPem = (cloud: Cloud, text: string): Credential => ({
    kind: 'certificate',
    ...application(cloud),
    pem: text,
  })

  it('signs in with an assertion that names it, and sends no key', async () => {
    const cloud = await aCloud({ certificate })
    const watch = watched()

    const token = await tokensOf(cloud, withPem(cloud, pem), watch).token()

    expect(token.tenant).toBe(cloud.tenantId)
    expect(token.roles).toContain('Policy.Read.All')
    expect(watch.forms()[0]?.get('client_assertion')).toMatch(/^ey/)
    expect(String(watch.sent[0]?.body)).not.toContain('PRIVATE')
  })

  it('signs a new assertion for every token: each is good for one use', async () => {
    const cloud = await aCloud({ certificate })
    const watch = watched()
    const tokens = tokensOf(cloud, withPem(cloud, pem), watch)

    const first = await tokens.token()
    tokens.forget(first.value)
    const second = await tokens.token()

    expect(second.value).not.toBe(first.value)
    expect(new Set(watch.forms().map((form) => form.get('client_assertion'))).size).toBe(2)
  })

  it('that is not registered is refused, with its mend and without its key', async () => {
    const cloud = await aCloud({ certificate: certificateOf(anothers.publicKey) })

    const error = await errorOf(tokensOf(cloud, withPem(cloud, pem)))

    expect(error).toMatchObject({
      code: 'sign-in-refused',
      mend: expect.stringContaining('not registered') as string,
    })
    expect(error.message).toMatch(/AADSTS700027: [^:]*$/)
    expect(allOf(error)).not.toMatch(/PRIVATE KEY|client_assertion|eyJ/)
  })

  it.each([
    ['without its key', certificate, /no private key/],
    ['without a certificate', pemOf(ours.privateKey), /no certificate/],
    ['with the key of another', `${pemOf(anothers.privateKey)}${certificate}`, /belongs to another/],
    ['that is no PEM at all', 'hello', /no certificate/],
    ['that was cut off', `${pem.slice(0, -200)}`, /./],
  ])('%s is unusable, and nobody is asked', async (_what, text, why) => {
    const cloud = await aCloud()

    const error = await errorOf(tokensOf(cloud, withPem(cloud, text)))

    expect(error).toMatchObject({
      code: 'certificate-unusable',
      message: expect.stringMatching(why) as string,
    })
    expect(allOf(error)).not.toContain('PRIVATE KEY-----\n')
    expect(cloud.requests).toEqual([])
  })

  it('of an elliptic curve is unusable: Entra takes RSA', async () => {
    const cloud = await aCloud()
    const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' })

    const text = `${certificateOf(curve.publicKey)}${pemOf(curve.privateKey)}`
    const error = await errorOf(tokensOf(cloud, withPem(cloud, text)))

    expect(error).toMatchObject({
      code: 'certificate-unusable',
      message: expect.stringContaining('RSA') as string,
    })
  })

  it('with an encrypted key is unusable', async () => {
    const cloud = await aCloud()
    const locked = { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'top-secret' } as const

    const text = `${certificate}${ours.privateKey.export(locked).toString()}`
    const error = await errorOf(tokensOf(cloud, withPem(cloud, text)))

    expect(error).toMatchObject({
      code: 'certificate-unusable',
      mend: expect.stringContaining('unencrypted') as string,
    })
  })
})

describe('a federated credential', () => {
  const issuer = 'https://token.actions.githubusercontent.com'
  const subject = 'repo:brightwater/keyward:ref:refs/heads/main'
  const jwk = { ...ours.publicKey.export({ format: 'jwk' }), kid: 'one' }
  const options: CloudOptions = { federatedCredential: { issuer, subject, keys: [jwk] } }
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const anAssertion = (sub = subject) => {
    const now = Math.floor(Date.now() / 1000)
    const claims = { iss: issuer, sub, aud: 'api://AzureADTokenExchange', nbf: now - 10, exp: now + 600 }
    const body = `${encode({ typ: 'JWT', alg: 'RS256', kid: 'one' })}.${encode({ ...claims, jti: Math.random() })}`
    return `${body}.${sign('sha256', Buffer.from(body), ours.privateKey).toString('base64url')}`
  }
  const fromFile = async (cloud: Cloud, file: string) =>
    credentialFrom(
      {
        KEYWARD_TENANT_ID: cloud.tenantId,
        KEYWARD_CLIENT_ID: cloud.clientId,
        KEYWARD_FEDERATED_TOKEN_FILE: file,
      },
      { show: () => {} },
    )

  it('sends what its file holds now, not what it held at the start', async () => {
    const cloud = await aCloud(options)
    const file = join(await aFolder(), 'token')
    const watch = watched()
    const assertions = [anAssertion(), anAssertion()] as const
    await writeFile(file, `${assertions[0]}\n`)
    const tokens = tokensOf(cloud, await fromFile(cloud, file), watch)

    const first = await tokens.token()
    await writeFile(file, `${assertions[1]}\n`)
    tokens.forget(first.value)
    const second = await tokens.token()

    expect(second.tenant).toBe(cloud.tenantId)
    expect(watch.forms().map((form) => form.get('client_assertion'))).toEqual(assertions)
  })

  it('with another subject is refused, with its mend and without the assertion', async () => {
    const cloud = await aCloud(options)
    const assertion = anAssertion('repo:stranger/keyward:ref:refs/heads/main')

    const error = await errorOf(
      tokensOf(cloud, { kind: 'federated', ...application(cloud), assertion: async () => assertion }),
    )

    expect(error).toMatchObject({
      code: 'sign-in-refused',
      message: expect.stringContaining('AADSTS70021: No matching federated identity record') as string,
      mend: expect.stringContaining('compare issuer, subject and audience') as string,
    })
    expect(allOf(error)).not.toContain(assertion.split('.')[1])
    expect(allOf(error)).not.toContain(assertion.split('.')[2])
  })

  it('whose file is gone says so: that is no refusal', async () => {
    const cloud = await aCloud(options)
    const file = join(await aFolder(), 'nothing-here')

    const error = await errorOf(tokensOf(cloud, await fromFile(cloud, file)))

    expect(error).toMatchObject({ code: 'input-unreadable' })
    expect(cloud.requests).toEqual([])
  })
})

describe('the token of a GitHub job', () => {
  const answering = (status: number, text: string) => {
    const sent: HttpRequest[] = []
    const transport: Transport = {
      close: async () => {},
      send: async (request) => {
        sent.push(request)
        return { status, text, headers: {} }
      },
    }
    return { transport, sent }
  }
  const address = 'https://actions.example/token?api-version=2.0'

  it('is asked for with the audience that Entra expects', async () => {
    const { transport, sent } = answering(200, '{"value":"an.assertion.here"}')

    const assertion = await gitHubAssertion(address, 'top-secret', transport)

    expect(assertion).toBe('an.assertion.here')
    expect(sent[0]?.url.href).toBe(`${address}&audience=api%3A%2F%2FAzureADTokenExchange`)
    expect(sent[0]?.headers['authorization']).toBe('Bearer top-secret')
  })

  it.each([
    ['that is refused', address, 403, '{}'],
    ['that is no JSON', address, 200, '<html>'],
    ['whose address is plain http', 'http://actions.example/token', 200, '{"value":"x"}'],
    ['whose address is none', 'nowhere', 200, '{"value":"x"}'],
  ])('%s is a refusal that says which permission the job needs', async (_what, url, status, text) => {
    const { transport } = answering(status, text)

    const error = (await gitHubAssertion(url, 'top-secret', transport).catch(
      (thrown: unknown) => thrown,
    )) as KeywardError

    expect(error.code).toBe('sign-in-refused')
    expect(error.mend).toContain('id-token: write')
    expect(allOf(error)).not.toContain('top-secret')
  })

  it('counts only where no secret was given', async () => {
    const job = {
      KEYWARD_TENANT_ID: 'contoso.com',
      KEYWARD_CLIENT_ID: 'c',
      ACTIONS_ID_TOKEN_REQUEST_URL: address,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'top-secret',
    }
    const wanted = { show: () => {} }

    const alone = await credentialFrom(job, wanted)
    const beside = await credentialFrom({ ...job, KEYWARD_CLIENT_SECRET: 's' }, wanted)

    expect([alone.kind, beside.kind]).toEqual(['federated', 'secret'])
  })
})

describe('a client secret', () => {
  const withSecret = (cloud: Cloud, clientSecret = cloud.clientSecret): Credential => ({
    kind: 'secret',
    ...application(cloud),
    clientSecret,
  })

  it('signs in', async () => {
    const cloud = await aCloud()

    const token = await tokensOf(cloud, withSecret(cloud)).token()

    expect(token).toMatchObject({ tenant: cloud.tenantId, roles: expect.any(Array) as string[] })
  })

  it.each([
    ['of another', {}, 'AADSTS7000215', 'Copy the secret’s value'],
    ['of another tenant', { tenant: 'nobody.example' }, 'AADSTS90002', 'Check the tenant id or domain'],
    ['of another application', { clientId: 'stranger' }, 'AADSTS700016', 'KEYWARD_CLIENT_ID'],
  ])('%s is refused, with its mend and without the secret', async (_what, changes, number, mend) => {
    const cloud = await aCloud()

    const error = await errorOf(
      tokensOf(cloud, { ...withSecret(cloud, 'top-secret'), ...changes } as Credential),
    )

    expect(error.code).toBe('sign-in-refused')
    expect(error.message).toContain(number)
    expect(error.mend).toContain(mend)
    expect(allOf(error)).not.toContain('top-secret')
  })

  it('is not in the error when nobody answers', async () => {
    const cloud = await aCloud()
    const transport: Transport = {
      close: async () => {},
      send: () => Promise.reject(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })),
    }

    const error = await errorOf(tokensOf(cloud, withSecret(cloud, 'top-secret'), { ...watched(), transport }))

    expect(error.code).toBe('service-unreachable')
    expect(allOf(error)).not.toContain('top-secret')
  })
})

describe('a managed identity', () => {
  // The library looks for the identity of the machine once: a program runs on one machine only.
  let cloud: Cloud
  beforeAll(async () => {
    cloud = await aCloud()
  })
  beforeEach(() => {
    vi.stubEnv('IDENTITY_ENDPOINT', `${cloud.origin}/MSI/token`)
    vi.stubEnv('IDENTITY_HEADER', cloud.identityHeader)
  })

  it('gets its token from the machine: no secret is sent to anybody', async () => {
    const watch = watched()

    const token = await tokensOf(cloud, { kind: 'managedIdentity' }, watch).token()

    expect(token).toMatchObject({ tenant: cloud.tenantId, roles: expect.any(Array) as string[] })
    expect(watch.sent.map(({ url }) => [url.pathname, url.searchParams.get('resource')])).toEqual([
      ['/MSI/token', 'https://graph.microsoft.com'],
    ])
  })

  it('is renewed after it was refused', async () => {
    const tokens = tokensOf(cloud, { kind: 'managedIdentity' })

    const first = await tokens.token()
    tokens.forget(first.value)
    const second = await tokens.token()

    expect(second.value).not.toBe(first.value)
  })

  it('is asked for by each connection itself, when an earlier one is closed already', async () => {
    const [earlier, later] = [watched(), watched()]
    await tokensOf(cloud, { kind: 'managedIdentity' }, earlier).token()
    await earlier.transport.close()

    const token = await tokensOf(cloud, { kind: 'managedIdentity' }, later).token()

    expect(token.tenant).toBe(cloud.tenantId)
    expect([earlier.sent.length, later.sent.length]).toEqual([1, 1])
  })

  it('of which there are several is the one that was named', async () => {
    const watch = watched()

    await tokensOf(cloud, { kind: 'managedIdentity', clientId: 'the-second' }, watch).token()

    expect(watch.sent[0]?.url.searchParams.get('client_id')).toBe('the-second')
  })

  it('that the machine does not give is refused, without the header that protects it', async () => {
    const without = watched({ request: (request) => ({ ...request, headers: {} }) })

    const error = await errorOf(tokensOf(cloud, { kind: 'managedIdentity' }, without))

    expect(error.code).toBe('sign-in-refused')
    expect(error.mend).toContain('managed identity')
    expect(allOf(error)).not.toContain(cloud.identityHeader)
  })
})

describe('a person in a browser', () => {
  const inABrowser = (cloud: Cloud, show: (address: string) => unknown): Credential => ({
    kind: 'browser',
    ...application(cloud),
    show: async (address) => void (await show(address)),
  })

  it('signs in by a code that is bound to this program, answered on loopback', async () => {
    const cloud = await aCloud()
    const watch = watched()
    const shown: URL[] = []
    const show = (address: string) => {
      shown.push(new URL(address))
      return browse(address)
    }

    const token = await tokensOf(cloud, inABrowser(cloud, show), watch).token()

    const asked = Object.fromEntries(shown[0]?.searchParams ?? [])
    const claims = JSON.parse(Buffer.from(token.value.split('.')[1] ?? '', 'base64url').toString()) as object
    expect(shown).toHaveLength(1)
    expect(shown[0]?.origin).toBe(cloud.origin)
    expect(asked).toMatchObject({ response_type: 'code', code_challenge_method: 'S256' })
    expect(asked['redirect_uri']).toMatch(/^http:\/\/localhost:\d+$/)
    expect(claims).toMatchObject({ idtyp: 'user', scp: expect.stringContaining('Policy.Read.All') as string })
    expect(token.roles).toContain('Policy.Read.All')
    expect(watch.forms().map((form) => form.get('client_secret'))).toEqual([null])
    expect(watch.forms()[0]?.get('code_verifier')).toMatch(/^[\w-]{43,}$/)
  })

  it('is asked once: the next token comes without them', async () => {
    const cloud = await aCloud()
    const show = vi.fn<typeof browse>(browse)
    const tokens = tokensOf(cloud, inABrowser(cloud, show))

    const first = await tokens.token()
    tokens.forget(first.value)
    const second = await tokens.token()

    expect(second.value).not.toBe(first.value)
    expect(show).toHaveBeenCalledOnce()
  })

  it('is not asked again because the network is gone', async () => {
    const cloud = await aCloud()
    const { transport } = watched()
    let isGone = false
    const sometimes: Transport = {
      ...transport,
      send: (request) =>
        isGone
          ? Promise.reject(Object.assign(new Error('gone'), { code: 'ENETDOWN' }))
          : transport.send(request),
    }
    const show = vi.fn<typeof browse>(browse)
    const tokens = tokensOf(cloud, inABrowser(cloud, show), { ...watched(), transport: sometimes })

    const { value } = await tokens.token()
    isGone = true
    tokens.forget(value)
    const error = await errorOf(tokens)

    expect(error).toMatchObject({ code: 'service-unreachable', details: { why: 'ENETDOWN' } })
    expect(show).toHaveBeenCalledOnce()
  })

  it('who declines is a refusal, with its mend', async () => {
    const cloud = await aCloud({ personConsents: false })

    const error = await errorOf(tokensOf(cloud, inABrowser(cloud, browse)))

    expect(error).toMatchObject({
      code: 'sign-in-refused',
      message: expect.stringContaining('AADSTS65004: User declined') as string,
      mend: expect.stringContaining('declined') as string,
    })
    expect(tokenRequests(cloud)).toEqual([])
  })

  it('is not signed in by an answer to another question', async () => {
    const cloud = await aCloud()
    const statuses: number[] = []
    const show = async (address: string) => {
      const forged = new URL(new URL(address).searchParams.get('redirect_uri') ?? '')
      const answer = new URLSearchParams({ code: 'stolen', state: 'of-another' })
      statuses.push((await fetch(forged, { method: 'POST', body: answer })).status)
      return browse(address)
    }

    const token = await tokensOf(cloud, inABrowser(cloud, show)).token()

    expect(statuses).toEqual([400])
    expect(token.tenant).toBe(cloud.tenantId)
    expect(tokenRequests(cloud)).toHaveLength(1)
  })
})

describe('a device code', () => {
  const byCode = (cloud: Cloud, show: (message: string) => void): Credential => ({
    kind: 'deviceCode',
    ...application(cloud),
    show,
  })

  it('is shown to the person, and waits until they approve', async () => {
    const cloud = await aCloud({ devicePerson: { pendingPolls: 2, outcome: 'approved' } })
    const shown: string[] = []

    const token = await tokensOf(
      cloud,
      byCode(cloud, (message) => shown.push(message)),
    ).token()

    expect(shown).toEqual([expect.stringMatching(/\/devicelogin and enter the code \S+ to authenticate/)])
    expect(token.roles).toContain('Policy.Read.All')
    expect(tokenRequests(cloud)).toHaveLength(3)
  })

  it.each([
    ['declined', 'AADSTS70017', 'The person declined'],
    ['expired', 'AADSTS70020', 'Run it again'],
  ] as const)(
    'that is %s is a refusal in the words of the service, with its mend',
    async (outcome, number, mend) => {
      const cloud = await aCloud({ devicePerson: { pendingPolls: 1, outcome } })

      const error = await errorOf(
        tokensOf(
          cloud,
          byCode(cloud, () => {}),
        ),
      )

      expect(error.code).toBe('sign-in-refused')
      expect(error.message).toContain(number)
      expect(error.mend).toContain(mend)
    },
  )

  it('that the tenant blocks is a refusal, and nothing is shown', async () => {
    const cloud = await aCloud({ deviceCodeAllowed: false })
    const show = vi.fn<(message: string) => void>()

    const error = await errorOf(tokensOf(cloud, byCode(cloud, show)))

    expect(error.code).toBe('sign-in-refused')
    expect(error.message).toContain('AADSTS53003')
    expect(error.mend).toContain('--sign-in browser')
    expect(show).not.toHaveBeenCalled()
    expect(tokenRequests(cloud)).toEqual([])
  })
})

describe('a token', () => {
  const bySecret = (cloud: Cloud): Credential => ({
    kind: 'secret',
    ...application(cloud),
    clientSecret: cloud.clientSecret,
  })

  it('is one for all who ask at once', async () => {
    const cloud = await aCloud()
    const tokens = tokensOf(cloud, bySecret(cloud))

    const given = await Promise.all(Array.from({ length: 20 }, () => tokens.token()))

    expect(new Set(given.map(({ value }) => value)).size).toBe(1)
    expect(tokenRequests(cloud)).toHaveLength(1)
  })

  it('is kept while it is good, and renewed before its end', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-15T08:00:00Z') })
    const cloud = await aCloud({ tokenSeconds: 3600 })
    const tokens = tokensOf(cloud, bySecret(cloud))

    const first = await tokens.token()
    vi.setSystemTime(Date.parse('2026-11-15T08:54:00Z'))
    const kept = await tokens.token()
    vi.setSystemTime(Date.parse('2026-11-15T08:56:00Z'))
    const renewed = await Promise.all([tokens.token(), tokens.token(), tokens.token()])

    expect(kept.value).toBe(first.value)
    expect(renewed.map(({ value }) => value === first.value)).toEqual([false, false, false])
    expect(tokenRequests(cloud)).toHaveLength(2)
  })

  it('that lives shorter than the margin is not asked for again and again', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-15T08:00:00Z') })
    const cloud = await aCloud({ tokenSeconds: 60 })
    const tokens = tokensOf(cloud, bySecret(cloud))

    await tokens.token()
    vi.setSystemTime(Date.parse('2026-11-15T08:00:20Z'))
    await tokens.token()
    vi.setSystemTime(Date.parse('2026-11-15T08:00:40Z'))
    await tokens.token()

    expect(tokenRequests(cloud)).toHaveLength(2)
  })

  it('that was refused is not given again, not even to whoever asks in the same breath', async () => {
    const cloud = await aCloud()
    const tokens = tokensOf(cloud, bySecret(cloud))
    const { value } = await tokens.token()

    tokens.forget(value)
    const [one, other] = await Promise.all([tokens.token(), tokens.token()])
    tokens.forget(value)
    const later = await tokens.token()

    expect(one.value).not.toBe(value)
    expect([other.value, later.value]).toEqual([one.value, one.value])
    expect(tokenRequests(cloud)).toHaveLength(2)
  })

  it('is asked for again after a refusal', async () => {
    const cloud = await aCloud()
    const credential = { ...bySecret(cloud), clientSecret: 'top-secret' } as Credential
    const tokens = tokensOf(cloud, credential)

    const codes = [(await errorOf(tokens)).code, (await errorOf(tokens)).code]

    expect(codes).toEqual(['sign-in-refused', 'sign-in-refused'])
    expect(tokenRequests(cloud)).toHaveLength(2)
  })

  it('for another audience is not accepted by Graph', async () => {
    const cloud = await aCloud()
    const clock = aPatientClock()
    const watch = watched()
    const scope = 'https://management.azure.com/.default'
    const graph = openGraph({
      cloud: cloudOf('global', cloud.origin),
      transport: watch.transport,
      tokens: tokensOf(cloud, bySecret(cloud), watch, scope),
      lanes: openLanes(noLimits, clock),
      clock,
      random: () => 0.5,
    })

    const answer = await graph.get('/v1.0/organization', { lane: 'directory' })

    expect(answer).toMatchObject({ ok: false, refusal: { kind: 'unauthenticated' } })
  })
})

describe('a cloud', () => {
  const hosts = {
    global: 'login.microsoftonline.com',
    'gcc-high': 'login.microsoftonline.us',
    dod: 'login.microsoftonline.us',
    china: 'login.chinacloudapi.cn',
  }

  it.each(cloudNames)('%s has an authority of its own, which the library trusts without asking', (name) => {
    const authority = authorityOf(cloudOf(name), 'contoso.com')

    expect(authority).toEqual({
      authority: `https://${hosts[name]}/contoso.com`,
      knownAuthorities: [hosts[name]],
    })
  })

  it.each(cloudNames)('%s is the only one that is asked', async (name) => {
    const asked: URL[] = []
    const transport: Transport = {
      close: async () => {},
      send: ({ url }) => {
        asked.push(url)
        return Promise.reject(Object.assign(new Error('no network here'), { code: 'ENETDOWN' }))
      },
    }
    const cloud = cloudOf(name)
    const credential = {
      kind: 'secret',
      tenant: 'contoso.com',
      clientId: 'c',
      clientSecret: 'top-secret',
    } as const

    const signIn = openSignIn(credential, { cloud, network: msalNetwork(transport, aPatientClock()) })
    const error = await errorOf(signIn.tokens(cloud.graphScope))

    expect(error).toMatchObject({
      code: 'service-unreachable',
      details: { host: hosts[name], why: 'ENETDOWN' },
    })
    expect(asked.map(({ protocol, host }) => `${protocol}//${host}`)).toEqual([`https://${hosts[name]}`])
  })
})
