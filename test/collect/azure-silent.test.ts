/** Azure out of reach while Graph answers: the run ends well, says so of Azure alone, and nothing of it passes. */
import { createServer, type AddressInfo } from 'node:net'
import { beforeAll, describe, expect, it } from 'vitest'
import { openArm } from '#clients/azure/arm-client.ts'
import { cloudOf } from '#clients/clouds.ts'
import { noLimits, openLanes } from '#clients/http/lanes.ts'
import { openTransport, type Transport } from '#clients/http/transport.ts'
import { serviceOf } from '#collectors/collector.ts'
import { allCollectors } from '#collectors/collectors.generated.ts'
import { allControls } from '#controls/controls.generated.ts'
import type { AssessedControl } from '#model/assessment.ts'
import type { DatasetName } from '#model/datasets.ts'
import { assess } from '#pipeline/assess.ts'
import { checkAzure } from '#pipeline/check-azure.ts'
import type { Services } from '#pipeline/collect/services.ts'
import type { Snapshot } from '#store/snapshots/shelf.ts'
import type { Cloud } from '../../simulator/cloud.ts'
import {
  aCloud,
  aPatientClock,
  aPlace,
  collectFrom,
  NOW,
  servicesOf,
  tenantOf,
  undisturbed,
} from './harness.ts'

const azure = allCollectors
  .filter(({ source }) => serviceOf(source) === 'azure')
  .map(({ produces }) => produces)

let cloud: Cloud
let whole: Snapshot

beforeAll(async () => {
  cloud = await aCloud({ accounts: 60 })
  whole = (await undisturbed(cloud)).snapshot
})

/** A port of this machine on which nobody listens. */
async function aClosedPort(): Promise<string> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return `http://127.0.0.1:${port}`
}

/** Graph as it is, and Azure at another place, over a transport that may be watched. */
function servicesWithArm(arm: string, transport: Transport = openTransport()): Services {
  const clock = aPatientClock()
  const token = { value: 'for Azure', lifetimeMs: 3_600_000, roles: [], tenant: undefined }
  const tokens = { token: async () => token, forget: () => {} }
  const at = { ...cloudOf('global', cloud.origin), arm }
  const parts = { cloud: at, transport, lanes: openLanes(noLimits, clock), clock, random: () => 0.5 }
  return { graph: servicesOf(cloud, { transport }).graph, azure: openArm({ ...parts, tokens }) }
}

/** Counts what is sent where, and dies for good with the `last` request to the simulated cloud. */
function watched(last = Number.POSITIVE_INFINITY): Transport & { readonly sent: Map<string, number> } {
  const honest = openTransport()
  const sent = new Map<string, number>()
  return {
    sent,
    close: () => honest.close(),
    send: async (request) => {
      const { origin } = request.url
      sent.set(origin, (sent.get(origin) ?? 0) + 1)
      if ((sent.get(cloud.origin) ?? 0) > last)
        throw Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' })
      return honest.send(request)
    },
  }
}

function coverageIn({ manifest }: Snapshot, name: DatasetName) {
  return manifest.datasets[name]?.coverage
}

async function judged(services: Services): Promise<readonly AssessedControl[]> {
  const place = await aPlace()
  const { snapshot } = await collectFrom(cloud, place, { services })
  const store = await tenantOf(cloud, place)
  const decisions = await store.decisions.view()
  const parts = { store, snapshot, decisions, now: NOW, remember: false }
  return (await assess({ ...parts, controls: allControls })).controls
}

const others = allCollectors.map(({ produces }) => produces).filter((name) => !azure.includes(name))

describe('Azure on a closed port', () => {
  it('is said not to have answered, and all of Graph is sealed as if nothing were amiss', async () => {
    const { snapshot } = await undisturbed(cloud, { services: servicesWithArm(await aClosedPort()) })

    for (const name of azure) {
      const coverage = coverageIn(snapshot, name)
      expect(coverage, name).toMatchObject({
        state: 'notAttempted',
        because: expect.stringMatching(/127\.0\.0\.1:\d+ did not answer: ECONNREFUSED|workspaces|Settings/i),
      })
    }
    for (const name of others)
      expect([name, snapshot.manifest.datasets[name]]).toEqual([name, whole.manifest.datasets[name]])
  })

  it('changes no verdict but of what reads it, and of that nothing passes', async () => {
    const [without, reached] = [
      await judged(servicesWithArm(await aClosedPort())),
      await judged(servicesOf(cloud)),
    ]

    const readsAzure = ({ needs }: AssessedControl) => needs.some((name) => azure.includes(name))
    const untouched = (controls: readonly AssessedControl[]) =>
      controls
        .filter((one) => !readsAzure(one))
        .map(({ id, outcome, findings }) => [id, outcome, findings.map((finding) => finding.id)])
    expect(untouched(without)).toEqual(untouched(reached))
    expect(without.filter(readsAzure).filter(({ outcome }) => outcome === 'pass')).toEqual([])
  })

  it('is given up on once, and then asked once for each of the rest', async () => {
    const arm = await aClosedPort()
    const transport = watched()

    await undisturbed(cloud, { services: servicesWithArm(arm, transport) })

    const first = allCollectors.filter(
      ({ source: { kind, lane } }) => lane === 'resourceGraph' && kind === 'query',
    )
    expect(transport.sent.get(arm)).toBeGreaterThan(6)
    // Six tries each for what is asked at once: the queries, the tree, two policies of the tenant. The rest once.
    expect(transport.sent.get(arm)).toBeLessThanOrEqual((first.length + 3) * 6 + azure.length)
  })

  it('is named by the check of a connection', async () => {
    const services = servicesWithArm(await aClosedPort())

    const { state, because, datasets } = await checkAzure(services.azure, cloud.tenantId)

    expect(state).toBe('unreachable')
    expect(because).toMatch(/did not answer: ECONNREFUSED/)
    expect(datasets).toEqual(azure)
  })
})

describe('Azure that takes requests and never answers', () => {
  it('is waited for six times by what is asked at once, then once for each; nothing of it is whole', async () => {
    const honest = openTransport()
    let waited = 0
    const silent: Transport = {
      close: () => honest.close(),
      send: async (request) => {
        if (request.url.origin === cloud.origin) return honest.send(request)
        waited += 1
        throw Object.assign(new Error('Headers Timeout Error'), { code: 'UND_ERR_HEADERS_TIMEOUT' })
      },
    }

    const { snapshot } = await undisturbed(cloud, { services: servicesWithArm('http://127.0.0.1:9', silent) })

    const states = new Set(azure.map((name) => coverageIn(snapshot, name)?.state))
    expect([...states].sort()).toEqual(['notAttempted', 'partial'])
    expect(waited).toBeLessThanOrEqual(6 * 6 + azure.length)
  })
})

describe('Azure that answers again', () => {
  it('in the same run is read from there on', async () => {
    const honest = servicesOf(cloud).azure
    const silent = servicesWithArm(await aClosedPort()).azure
    let asked = 0
    const services: Services = {
      graph: servicesOf(cloud).graph,
      azure: { ...honest, query: (...read) => (++asked === 1 ? silent : honest).query(...read) },
    }

    const { snapshot } = await undisturbed(cloud, { services })

    const unread = azure.filter((name) => coverageIn(snapshot, name)?.state !== 'complete')
    expect(unread).toHaveLength(1)
  })

  it.each([10, 30, 45])(
    'after the whole network went at request %i, the run goes on to the same facts',
    async (last) => {
      const place = await aPlace()
      const dying = servicesWithArm(await aClosedPort(), watched(last))

      const failure = await collectFrom(cloud, place, { services: dying }).catch((error: unknown) => error)
      const { snapshot, resumed } = await collectFrom(cloud, place)

      expect(failure).toMatchObject({ code: 'service-unreachable' })
      expect(resumed).toBe(true)
      expect(snapshot.manifest.recordsHash).toBe(whole.manifest.recordsHash)
      for (const name of azure)
        expect([name, coverageIn(snapshot, name)]).toEqual([name, coverageIn(whole, name)])
    },
  )
})
