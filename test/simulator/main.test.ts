import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'

const main = fileURLToPath(new URL('../../simulator/main.ts', import.meta.url))

interface Ready {
  readonly origin: string
  readonly tenantId: string
  readonly clientId: string
  readonly clientSecret: string
}

let child: ChildProcess | undefined
afterEach(() => void child?.kill('SIGKILL'))

async function start(...options: string[]): Promise<Ready> {
  child = spawn(process.execPath, [main, ...options], { stdio: ['pipe', 'pipe', 'pipe'] })
  if (!child.stdout) throw new Error('the child has no output')
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string]
  return JSON.parse(line) as Ready
}

async function ask({ origin, tenantId, clientId, clientSecret }: Ready, path: string): Promise<Response> {
  const form = {
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: clientSecret,
    scope: `${origin}/.default`,
  }
  const login = await fetch(`${origin}/${tenantId}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams(form),
  })
  const { access_token } = (await login.json()) as { access_token: string }
  return fetch(`${origin}${path}`, { headers: { authorization: `Bearer ${access_token}` } })
}

describe('the cloud as a process', () => {
  it('says in one line where it is, on the loopback address', async () => {
    const ready = await start('--accounts', '60')

    const response = await ask(ready, '/v1.0/organization')

    expect(ready.origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    expect(response.status).toBe(200)
  })

  it('takes permissions and licences away', async () => {
    const ready = await start('--without-permission', 'Policy.Read.All', '--without-licence', 'p2')

    const statuses = [
      (await ask(ready, '/v1.0/identity/conditionalAccess/policies')).status,
      (await ask(ready, '/v1.0/roleManagement/directory/roleEligibilityScheduleInstances')).status,
    ]

    expect(statuses).toEqual([403, 400])
  })

  it('reads options and faults from a file, and lets the command line win', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'simulator-')), 'config.json')
    const faults = [{ path: '/v1.0/domains', kind: 'status', status: 503 }]
    writeFileSync(file, JSON.stringify({ estate: 'small', accounts: 25, seed: 9, faults }))
    const ready = await start('--config', file, '--accounts', '12')

    const users = (await (await ask(ready, '/v1.0/users')).json()) as { value: unknown[] }
    const domains = await ask(ready, '/v1.0/domains')

    expect(users.value).toHaveLength(12)
    expect(domains.status).toBe(503)
  })

  it('ends on SIGTERM', async () => {
    await start()

    child?.kill('SIGTERM')

    expect(await once(child as ChildProcess, 'exit')).toEqual([0, null])
  })

  it('ends when its input closes, if asked to', async () => {
    await start('--until-stdin-closes')

    child?.stdin?.end()

    expect(await once(child as ChildProcess, 'exit')).toEqual([0, null])
  })

  it('refuses an option that makes no sense', async () => {
    child = spawn(process.execPath, [main, '--accounts', 'many'], { stdio: 'ignore' })

    expect(await once(child, 'exit')).toEqual([2, null])
  })
})
