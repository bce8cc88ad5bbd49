import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'

const main = fileURLToPath(new URL('../../simulator/main.ts', import.meta.url))
const status = (pid: number): string => `/proc/${pid}/status`
const canMeasure = existsSync(status(process.pid))
if (!canMeasure) console.warn('million.test.ts: skipped, only Linux says how much memory a process takes')

let child: ChildProcess | undefined
afterEach(() => void child?.kill('SIGKILL'))

type Page = { readonly value: readonly unknown[]; readonly '@odata.nextLink'?: string }

describe.skipIf(!canMeasure)('a million accounts', () => {
  it('are served from less than 250 MB', async () => {
    child = spawn(process.execPath, [main, '--accounts', '1000000'], { stdio: ['pipe', 'pipe', 'inherit'] })
    if (!child.stdout) throw new Error('the child has no output')
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string]
    const ready = JSON.parse(line) as Record<'origin' | 'tenantId' | 'clientId' | 'clientSecret', string>
    const form = {
      grant_type: 'client_credentials',
      client_id: ready.clientId,
      client_secret: ready.clientSecret,
      scope: `${ready.origin}/.default`,
    }
    const login = await fetch(`${ready.origin}/${ready.tenantId}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams(form),
    })
    const { access_token } = (await login.json()) as { access_token: string }
    const get = async (path: string): Promise<Page> => {
      const url = path.startsWith('http') ? path : `${ready.origin}${path}`
      return (
        await fetch(url, { headers: { authorization: `Bearer ${access_token}` } })
      ).json() as Promise<Page>
    }

    // Every page costs the same, so a stretch of each long list tells as much as all of it.
    for (const start of [
      '/v1.0/users?$top=999',
      '/v1.0/reports/authenticationMethods/userRegistrationDetails?$top=999',
      '/v1.0/users/delta?$top=999',
      '/v1.0/groups/delta',
    ]) {
      let next: string | undefined = start
      for (let pages = 0; next && pages < 60; pages++) next = (await get(next))['@odata.nextLink']
    }
    const guests = await get("/v1.0/users?$filter=userType eq 'Guest'&$select=id")

    const peak = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(status(child.pid ?? 0), 'utf8'))?.[1]) / 1024
    expect(guests.value.length).toBeGreaterThan(5)
    expect(peak).toBeLessThan(250)
  }, 120_000)
})
