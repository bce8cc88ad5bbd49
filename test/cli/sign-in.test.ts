/** `keyward connect` and `keyward collect` by every way to sign in that the environment offers. */
import { spawnSync } from 'node:child_process'
import { generateKeyPairSync, sign } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Cloud, type CloudOptions, startCloud } from '../../simulator/cloud.ts'
import { browse } from '../clients/browser.ts'
import { aDataFolder, keywardBeside, type Ran } from './harness.ts'

type Environment = Readonly<Record<string, string>>

const SECRET_WARNING = 'Signing in with a client secret'
const folder = aDataFolder()
mkdirSync(folder)

/** A certificate with its key in one PEM; undefined where the machine has no openssl to make it. */
function aCertificate(): string | undefined {
  const names = '-subj /CN=keyward -keyout - -out -'
  const made = spawnSync('openssl', `req -x509 -newkey rsa:2048 -nodes -days 2 ${names}`.split(' '))
  const pem = made.stdout?.toString() ?? ''
  return pem.includes('BEGIN CERTIFICATE') && pem.includes('PRIVATE KEY') ? pem : undefined
}

/** A file with a secret in it. */
function aFile(name: string, text: string): string {
  const file = join(folder, name)
  writeFileSync(file, text, { mode: 0o600 })
  return file
}

const issuer = 'https://token.actions.githubusercontent.com'
const subject = 'repo:brightwater/keyward:ref:refs/heads/main'
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

function anAssertion(sub: string): string {
  const exp = Math.floor(Date.now() / 1000) + 600
  const claims = { iss: issuer, sub, aud: 'api://AzureADTokenExchange', exp }
  const body = `${encode({ typ: 'JWT', alg: 'RS256', kid: 'one' })}.${encode(claims)}`
  return `${body}.${sign('sha256', Buffer.from(body), privateKey).toString('base64url')}`
}

const pem = aCertificate()
const options: CloudOptions = {
  accounts: 40,
  federatedCredential: { issuer, subject, keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'one' }] },
  ...(pem === undefined ? {} : { certificate: pem.slice(pem.indexOf('-----BEGIN CERTIFICATE')) }),
}

let cloud: Cloud
beforeAll(async () => {
  cloud = await startCloud(options)
})
afterAll(() => cloud.close())

const run = (argv: readonly string[], way: Environment): Promise<Ran> =>
  keywardBeside([...argv, '--endpoint', cloud.origin], {
    KEYWARD_TENANT_ID: cloud.tenantId,
    KEYWARD_CLIENT_ID: cloud.clientId,
    ...way,
  }).ended

const collect = (way: Environment) => run(['collect', '--data', aDataFolder()], way)

/** What every way has to keep to itself. */
const printed = ({ stdout, stderr }: Ran) => `${stdout}${stderr}`

describe.skipIf(pem === undefined)('a certificate (skipped where there is no openssl to make one)', () => {
  const way = () => ({ KEYWARD_CLIENT_CERTIFICATE: aFile('app.pem', pem ?? '') })

  it('connects', async () => {
    const ran = await run(['connect'], way())

    expect(ran).toMatchObject({ code: 0, stderr: '' })
    expect(ran.stdout).toContain(`Signed in to tenant ${cloud.tenantId}`)
  })

  it('collects, without a warning', async () => {
    const ran = await collect(way())

    expect(ran.code).toBe(0)
    expect(printed(ran)).not.toContain(SECRET_WARNING)
  })

  it('comes before a secret', async () => {
    const ran = await collect({ ...way(), KEYWARD_CLIENT_SECRET: 'top-secret' })

    expect(ran.code).toBe(0)
    expect(printed(ran)).not.toMatch(/top-secret|client secret/)
  })

  it('that is not registered is refused, in one line with its mend', async () => {
    const file = aFile('stranger.pem', aCertificate() ?? '')

    const ran = await run(['connect'], { KEYWARD_CLIENT_CERTIFICATE: file })

    expect(ran.code).toBe(2)
    expect(ran.stderr).toMatch(
      /^keyward: Sign-in was refused: AADSTS700027: .* \[sign-in-refused\]\n {2}The cert.*\n$/,
    )
  })
})

describe('a federated token in a file', () => {
  const way = (sub = subject) => ({ KEYWARD_FEDERATED_TOKEN_FILE: aFile('token', anAssertion(sub)) })

  it('connects', async () => {
    const ran = await run(['connect'], way())

    expect(ran).toMatchObject({ code: 0, stderr: '' })
    expect(ran.stdout).toContain(`Signed in to tenant ${cloud.tenantId}`)
  })

  it('collects, without a warning', async () => {
    const ran = await collect(way())

    expect(ran.code).toBe(0)
    expect(printed(ran)).not.toContain(SECRET_WARNING)
  })

  it('with another subject is refused, in one line with its mend', async () => {
    const stranger = way('repo:stranger/keyward:ref:refs/heads/main')

    const ran = await run(['connect', '--format', 'json'], stranger)

    expect(ran.code).toBe(2)
    expect(JSON.parse(ran.stderr)).toMatchObject({
      error: {
        code: 'sign-in-refused',
        message: expect.stringContaining('AADSTS70021') as string,
        mend: expect.stringContaining('compare issuer, subject and audience') as string,
      },
    })
    expect(ran.stderr).not.toContain('eyJ')
  })

  it('comes before the token of a GitHub job, which is asked for nothing then', async () => {
    const ran = await run(['connect'], {
      ...way(),
      ACTIONS_ID_TOKEN_REQUEST_URL: 'https://127.0.0.1:1/',
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'top-secret',
    })

    expect(ran).toMatchObject({ code: 0, stderr: '' })
  })
})

describe('a client secret', () => {
  const way = () => ({ KEYWARD_CLIENT_SECRET: cloud.clientSecret })

  it('connects', async () => {
    const ran = await run(['connect'], way())

    expect(ran.code).toBe(0)
    expect(ran.stdout).toContain(`Signed in to tenant ${cloud.tenantId}`)
    expect(printed(ran)).not.toContain(cloud.clientSecret)
  })

  it('collects, with a warning beside the report and the secret in neither', async () => {
    const ran = await collect(way())

    expect(ran.code).toBe(0)
    expect(ran.stderr).toContain(SECRET_WARNING)
    expect(ran.stdout).not.toContain(SECRET_WARNING)
    expect(printed(ran)).not.toContain(cloud.clientSecret)
  })

  it('collects logs with the same warning', async () => {
    const ran = await run(['logs', 'collect', '--sources', 'directoryAudits', '--data', aDataFolder()], way())

    expect(ran.code).toBe(0)
    expect(ran.stderr).toContain(SECRET_WARNING)
    expect(printed(ran)).not.toContain(cloud.clientSecret)
  })

  it.each(['connect', 'collect'])(
    'that is wrong ends %s with the mend and without the secret',
    async (command) => {
      const ran = await run([command], { KEYWARD_CLIENT_SECRET: 'top-secret', KEYWARD_DATA: aDataFolder() })

      expect(ran.code).toBe(2)
      expect(ran.stderr).toMatch(/AADSTS7000215.*\[sign-in-refused\]\n {2}Copy the secret’s value/)
      expect(printed(ran)).not.toContain('top-secret')
    },
  )
})

describe('a managed identity', () => {
  const way = (header = cloud.identityHeader) => ({
    KEYWARD_MANAGED_IDENTITY: '1',
    KEYWARD_CLIENT_ID: '',
    IDENTITY_ENDPOINT: `${cloud.origin}/MSI/token`,
    IDENTITY_HEADER: header,
  })

  it('collects, without a warning', async () => {
    const ran = await collect(way())

    expect(ran.code).toBe(0)
    expect(printed(ran)).not.toContain(SECRET_WARNING)
  })

  it('that the machine does not give is refused, with its mend', async () => {
    const ran = await run(['connect'], way('top-secret'))

    expect(ran.code).toBe(2)
    expect(ran.stderr).toMatch(/\[sign-in-refused\]\n {2}Check that this machine has a managed identity/)
    expect(printed(ran)).not.toContain('top-secret')
  })
})

describe('a person in a browser', () => {
  it('is told where to sign in, and connects', async () => {
    const { child, ended } = keywardBeside(['connect', '--sign-in', 'browser', '--endpoint', cloud.origin], {
      KEYWARD_TENANT_ID: cloud.tenantId,
      KEYWARD_CLIENT_ID: cloud.clientId,
      KEYWARD_CLIENT_SECRET: 'top-secret',
      KEYWARD_KEYRING: 'none',
    })
    let told = ''
    const address = new Promise<string>((resolve) => {
      child.stderr.on('data', (text: Buffer) => {
        told += text.toString()
        const found = /(http\S+)\n/.exec(told)?.[1]
        if (found !== undefined) resolve(found)
      })
    })

    await browse(await address)
    const ran = await ended

    expect(ran.code).toBe(0)
    expect(ran.stderr).toContain('Open this address in a browser of this machine')
    expect(ran.stdout).toMatch(new RegExp(`^Signed in to tenant ${cloud.tenantId} as \\S+@\\S+\\.$`, 'm'))
    expect(printed(ran)).not.toMatch(/top-secret|client secret/)
  })
})
