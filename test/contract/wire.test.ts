/** Answers recorded from the real service go through our schemas whole, and its refusals never look like emptiness. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { openArm } from '#clients/azure/arm-client.ts'
import { cloudOf } from '#clients/clouds.ts'
import { openGraph } from '#clients/graph/graph-client.ts'
import { noLimits, openLanes } from '#clients/http/lanes.ts'
import type { Transport } from '#clients/http/transport.ts'
import type { Collector } from '#collectors/collector.ts'
import { allCollectors } from '#collectors/collectors.generated.ts'
import { complete } from '#model/coverage.ts'
import { type DatasetName, datasetOf } from '#model/datasets.ts'
import { collectionOf, pageOf } from '#pipeline/collect/page.ts'
import { walk } from '#pipeline/collect/walk.ts'
import { DatasetSpool } from '#store/spool.ts'
import { hasSharedFile, sharedFile } from '../../simulator/shared-data.ts'
import { aFolder, aPatientClock } from '../collect/harness.ts'

interface Exchange {
  readonly request: { readonly url: string }
  readonly response: { readonly status: number; readonly body: Record<string, unknown> }
}

const file = 'data/wire/graph-and-arm.ndjson'
const isThere = hasSharedFile(file)
if (!isThere) console.warn(`wire.test.ts: skipped, ${file} is absent (set KEYWARD_SHARED to its folder)`)

const exchanges = isThere
  ? readFileSync(sharedFile(file), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Exchange)
  : []
const GRAPH = 'https://graph.microsoft.com'

/** The recorded answer to a path (its query does not count) with this status. */
function recorded(path: string, status: number): Exchange['response'] {
  const found = exchanges.find(
    ({ request, response }) => request.url.split('?')[0] === GRAPH + path && response.status === status,
  )
  if (!found) throw new Error(`no recording of ${path} with ${status}`)
  return found.response
}

/** The walk of a collector over one recorded answer, by the real client. */
async function replay(produces: DatasetName, { status, body }: Exchange['response']) {
  const collector = allCollectors.find((one) => one.produces === produces) as Collector
  const sent: URL[] = []
  const transport: Transport = {
    send: async ({ url }) => {
      sent.push(url)
      return { status, headers: {}, text: JSON.stringify(body) }
    },
    close: async () => {},
  }
  const clock = aPatientClock()
  const token = { value: 't', lifetimeMs: 3_600_000, roles: [], tenant: undefined }
  const tokens = { token: async () => token, forget: () => {} }
  const lanes = openLanes(noLimits, clock)
  const parts = { cloud: cloudOf('global'), transport, tokens, lanes, clock, random: () => 0 }
  const services = { graph: openGraph(parts), azure: openArm(parts) }
  const spool = await new DatasetSpool(await aFolder(), produces).open()
  const facts = { records: async function* () {}, coverage: () => complete }
  const coverage = await walk({
    collector,
    dataset: datasetOf(produces),
    services,
    facts,
    spool,
    until: async () => {},
    now: () => new Date(),
    startedAt: new Date(),
    tenant: 'contoso',
    onSilence: () => {},
    onPage: () => {},
  })
  await spool.close()
  return { coverage, progress: spool.progress, sent }
}

const complete200 = [
  ['organization', '/v1.0/organization', 1],
  ['groups', '/v1.0/groups', 5],
  [
    'identitySecurityDefaultsEnforcementPolicy',
    '/v1.0/policies/identitySecurityDefaultsEnforcementPolicy',
    1,
  ],
  ['roleDefinitions', '/v1.0/roleManagement/directory/roleDefinitions', 102],
  ['users', '/v1.0/users', 38],
  ['namedLocations', '/v1.0/identity/conditionalAccess/namedLocations', 1],
  ['conditionalAccessPolicies', '/v1.0/identity/conditionalAccess/policies', 4],
] as const

describe.skipIf(!isThere)('a recorded answer', () => {
  it.each(complete200)('of %s parses whole', (name, path, rows) => {
    const { body } = recorded(path, 200)
    const items = Array.isArray(body['value']) ? body['value'] : [body]

    const page = pageOf(datasetOf(name), items, null)

    expect(page.broken).toEqual([])
    expect(page.records).toHaveLength(rows)
  })

  it.each(complete200)('of %s keeps every value of the fields it knows', (name, path) => {
    const { body } = recorded(path, 200)
    const items = (Array.isArray(body['value']) ? body['value'] : [body]) as Record<string, unknown>[]
    const fields = Object.keys(datasetOf(name).record.shape)

    const { records } = pageOf(datasetOf(name), items, null)

    const flat = fields.filter((field) =>
      items.every((item) => typeof item[field] !== 'object' || item[field] === null),
    )
    for (const [index, item] of items.entries())
      for (const field of flat) expect(records[index]?.[field], field).toEqual(item[field])
  })

  it.each(complete200.filter(([name]) => name !== 'groups'))(
    'of %s makes the dataset complete',
    async (name, path, rows) => {
      const { coverage, progress } = await replay(name, recorded(path, 200))

      expect(coverage).toEqual({ state: 'complete' })
      expect(progress).toMatchObject({ records: rows, quarantined: 0 })
    },
  )

  it('is kept deep inside: conditions and controls of a Conditional Access policy come out as they went in', () => {
    const { body } = recorded('/v1.0/identity/conditionalAccess/policies', 200)
    const items = body['value'] as Record<string, unknown>[]

    const { records } = pageOf(datasetOf('conditionalAccessPolicies'), items, null)

    for (const field of ['conditions', 'grantControls', 'sessionControls'])
      expect(records.map((record) => record[field])).toEqual(items.map((item) => item[field]))
  })
})

describe.skipIf(!isThere)('a recorded next link', () => {
  const pages = exchanges.filter(({ response }) => response.body?.['@odata.nextLink'] !== undefined)

  it('is recognised, and leads on', () => {
    const read = pages.map(({ request, response }) => collectionOf(response.body, request.url))

    expect(pages.length).toBeGreaterThan(1)
    for (const [index, page] of read.entries()) {
      expect(page?.next).toBe(pages[index]?.response.body['@odata.nextLink'])
      expect(page?.next?.startsWith(GRAPH)).toBe(true)
    }
  })

  it('that leads to its own page is no answer at all', () => {
    const body = pages[0]?.response.body ?? {}

    const read = collectionOf(body, String(body['@odata.nextLink']))

    expect(read).toBeUndefined()
  })
})

describe.skipIf(!isThere)('a recorded refusal', () => {
  it('for want of a permission is denied and names it', async () => {
    const { coverage, progress } = await replay('organization', recorded('/v1.0/organization', 403))

    expect(coverage).toMatchObject({ state: 'denied', missing: ['Organization.Read.All'] })
    expect(coverage).toHaveProperty('because', expect.stringContaining('Authorization_RequestDenied'))
    expect(progress.records).toBe(0)
  })

  it('for want of a licence is unlicensed and names it', async () => {
    const answer = recorded('/v1.0/reports/authenticationMethods/userRegistrationDetails', 403)

    const { coverage, sent } = await replay('userRegistrationDetails', answer)

    expect(coverage).toMatchObject({ state: 'unlicensed', needs: 'Microsoft Entra ID P1' })
    expect(sent).toHaveLength(1)
  })

  it('of the token is denied, after a few new ones, and is never an empty list', async () => {
    const answer = recorded('/v1.0/users', 401)

    const { coverage, sent } = await replay('users', answer)

    expect(coverage).toMatchObject({ state: 'denied' })
    expect(coverage).toHaveProperty('because', expect.stringContaining('the sign-in was not accepted'))
    expect(sent.filter(({ pathname }) => pathname === '/v1.0/users').length).toBeLessThan(6)
  })

  it('with 404 is unavailable, not empty', async () => {
    const answer = exchanges.find(({ response }) => response.status === 404)?.response

    const { coverage } = await replay('users', answer as Exchange['response'])

    expect(coverage.state).toBe('unavailable')
  })

  it.each([
    ['organization', '/v1.0/organization', 403],
    ['userRegistrationDetails', '/v1.0/reports/authenticationMethods/userRegistrationDetails', 403],
    ['users', '/v1.0/users', 401],
  ] as const)('of %s that comes with status 200 is not complete either', async (name, path, status) => {
    const { body } = recorded(path, status)

    const { coverage } = await replay(name, { status: 200, body })

    expect(coverage.state).not.toBe('complete')
  })
})
