/** Everything the collectors ask is something that Microsoft describes, and reading is all that they ask for. */
import { beforeAll, describe, expect, it } from 'vitest'
import {
  type Collector,
  type Facts,
  permissionsOf,
  requestOf,
  type Source,
  serviceOf,
} from '#collectors/collector.ts'
import { allCollectors } from '#collectors/collectors.generated.ts'
import { complete } from '#model/coverage.ts'
import type { DatasetName } from '#model/datasets.ts'
import { graphAppRoles } from '#model/graph-permissions.ts'
import { neededPermissions, optionalPermissions, permissionsOfLogs } from '#pipeline/permissions.ts'
import type { RequestLog } from '../../simulator/cloud.ts'
import { hasSharedFile, sharedFile } from '../../simulator/shared-data.ts'
import { aCloud, aPlace, collectFrom, undisturbed } from '../collect/harness.ts'
import { written } from '../collect/paths.ts'
import { GraphDescription, patternOf } from './description.ts'
import { extraPermissions, knownRows, requestExceptions, undescribedReads } from './exceptions.ts'

const file = 'data/microsoft/graph-openapi-subset.json'
const isThere = hasSharedFile(file)
if (!isThere) console.warn(`requests.test.ts: skipped, ${file} is absent (set KEYWARD_SHARED to its folder)`)
const graph = isThere ? new GraphDescription(sharedFile(file), knownRows) : undefined

const SAMPLE = '11111111-2222-4333-8444-555555555555'

/** Facts with a subject in every place where one may come from. */
const samples: Partial<Record<DatasetName, readonly unknown[]>> = {
  roleAssignments: ['user', 'group'].map((type) => ({
    principalId: SAMPLE,
    principal: { '@odata.type': `#microsoft.graph.${type}` },
  })),
  applications: [{ id: SAMPLE, passwordCredentials: [{}] }],
  servicePrincipals: [{ id: SAMPLE, keyCredentials: [{}], appOwnerOrganizationId: SAMPLE }],
  domains: [{ id: 'contoso.example', authenticationType: 'Federated' }],
}
const sampleFacts: Facts = {
  records: async function* (dataset: DatasetName) {
    yield* samples[dataset] ?? []
  } as unknown as Facts['records'],
  coverage: () => complete,
}

/** The declared requests of a source, with a sample subject where it takes one. */
async function declared(source: Source): Promise<readonly string[]> {
  if (source.kind === 'list' && source.changes) return [written(source), written(source.changes)]
  if (source.kind !== 'each') return [written(requestOf(source, ''))]
  const subjects = await source.subjects(sampleFacts)
  return subjects.map((subject) => written(source.request(subject)))
}

const sourcesOf = ({ source, orElse }: Collector): readonly Source[] => (orElse ? [source, orElse] : [source])
const sources = allCollectors.flatMap((collector) =>
  sourcesOf(collector)
    .filter((source) => serviceOf(source) === 'graph')
    .map(
      (source, index) => [`${collector.produces}${index === 0 ? '' : ', its other way'}`, source] as const,
    ),
)

const undescribed = (path: string) =>
  undescribedReads.find((one) => patternOf(one.path).test(decodeURIComponent(path)))

/** The described path that a request is an instance of, or the listed one that is not described. */
function templateOf(pathAndQuery: string): string | undefined {
  const path = pathAndQuery.split('?')[0] ?? ''
  return graph?.templateOf(decodeURIComponent(path)) ?? undescribed(path)?.path
}

function permissionsFor(template: string): readonly string[] {
  const listed = undescribedReads.find(({ path }) => path === template)?.permissions
  const extra = extraPermissions.filter(({ path }) => path === template).map(({ permission }) => permission)
  return [...(listed ?? graph?.permissionsFor(template) ?? []), ...extra]
}

function unexpected(method: string, pathAndQuery: string): readonly string[] {
  const path = pathAndQuery.split('?')[0] ?? ''
  if (method === 'GET' && undescribed(path)) return []
  const allowed = requestExceptions.filter((one) => one.path === path).map(({ complaint }) => complaint)
  return (graph?.complaintsOf(method, pathAndQuery) ?? []).filter((complaint) => !allowed.includes(complaint))
}

/** Reads that are sent as POST because they do not fit into a URL. */
const QUESTIONS = /^\/(v1\.0|beta)\/\$batch$|^\/providers\/Microsoft\.ResourceGraph\/resources\?/

describe.skipIf(!isThere)('the requests of a full collection', () => {
  let sent: readonly RequestLog[] = []
  /** What was sent to Graph, with the parts of a batch in place of its envelope. */
  let requests: readonly RequestLog[] = []

  beforeAll(async () => {
    const [everything, refusing] = [
      await aCloud({ pageSizeCap: 5, accounts: 60 }),
      await aCloud({ undocumentedPerUserMfaState: false, accounts: 60 }),
    ]
    await undisturbed(everything)
    await collectFrom(refusing, await aPlace())
    sent = [...everything.requests, ...refusing.requests].filter(({ path }) => !path.includes('/oauth2/'))
    requests = sent.filter(({ path }) => /^\/(v1\.0|beta)\/(?!\$batch$)/.test(path))
  })

  it('reach every path that a collector declares, next links and second ways included', async () => {
    const wanted = (await Promise.all(sources.map(([, source]) => declared(source)))).flat()
    const templates = (paths: readonly string[]) => new Set(paths.map(templateOf))

    const asked = templates(requests.map(({ path }) => path))

    expect(asked).toEqual(templates(wanted))
    expect(requests.some(({ path }) => path.includes('$skiptoken='))).toBe(true)
  })

  it('are all as described', () => {
    const complaints = requests.flatMap(({ method, path }) =>
      unexpected(method, path).map((complaint) => `${path}: ${complaint}`),
    )

    expect(requests.length).toBeGreaterThan(100)
    expect(complaints).toEqual([])
  })

  it('read and do nothing else', () => {
    const methods = sent.map(({ method, path }) => (QUESTIONS.test(path) ? 'question' : method))

    expect(new Set(methods)).toEqual(new Set(['question', 'GET']))
  })
})

describe.skipIf(!isThere).each(sources)('%s', (_name, source) => {
  it('asks what is described', async () => {
    const requests = await declared(source)

    const complaints = requests.flatMap((path) => unexpected('GET', path))

    expect(requests).not.toEqual([])
    expect(complaints).toEqual([])
  })

  it('names a permission that opens its path', async () => {
    const templates = (await declared(source)).map((path) => templateOf(path) ?? '')

    const opening = templates.map(permissionsFor)

    for (const permissions of opening)
      expect(permissions).toEqual(expect.arrayContaining([...source.permissions]))
  })
})

describe.skipIf(!isThere)('the check itself', () => {
  it.each([
    ['GET', '/v1.0/nothing', '/v1.0/nothing is not described'],
    ['DELETE', '/v1.0/users', 'DELETE /v1.0/users is not described'],
    ['GET', '/v1.0/users?$skip=5', '$skip is not an option here'],
    ['GET', '/v1.0/users?$select=id,isMfaRegistered', '$select names isMfaRegistered, which no schema has'],
    ['GET', '/v1.0/groups?$filter=colour eq 1', '$filter names colour, which no schema has'],
    [
      'GET',
      '/v1.0/policies/roleManagementPolicyAssignments?$expand=policy($expand=rulez)',
      '$expand names rulez, which no schema has',
    ],
  ])('%s %s is refused', (method, path, complaint) => {
    expect(graph?.complaintsOf(method, path).join()).toContain(complaint)
  })

  it.each(requestExceptions)('the exception on $path is needed: $complaint', async ({ path, complaint }) => {
    const requests = (await Promise.all(sources.map(([, source]) => declared(source)))).flat()
    const own = requests.filter((request) => request.split('?')[0] === path)

    const complaints = own.flatMap((request) => graph?.complaintsOf('GET', request) ?? [])

    expect(complaints).toContain(complaint)
  })
})

describe.skipIf(!isThere)('a read that is not described', () => {
  it.each(undescribedReads)('$path is asked for, and is still not described', async ({ path }) => {
    const requests = (await Promise.all(sources.map(([, source]) => declared(source)))).flat()

    const asked = requests.filter((request) => patternOf(path).test(request.split('?')[0] ?? ''))

    expect(asked).not.toEqual([])
    for (const request of asked)
      expect(graph?.complaintsOf('GET', request).join()).toContain('is not described')
  })
})

describe.skipIf(!isThere)('rows that the description names by their base type', () => {
  it.each(Object.keys(knownRows))('are asked for by properties of their own at %s', async (path) => {
    const requests = (await Promise.all(sources.map(([, source]) => declared(source)))).flat()
    const asked = requests.filter((request) => templateOf(request) === path)

    const complaints = asked.flatMap((request) =>
      new GraphDescription(sharedFile(file)).complaintsOf('GET', request),
    )

    expect(complaints).not.toEqual([])
  })
})

describe.skipIf(!isThere)('a permission beside the one of the path', () => {
  it.each(extraPermissions)('$permission on $path is needed', ({ path, permission }) => {
    const naming = sources.filter(
      ([, source]) =>
        source.kind !== 'each' &&
        requestOf(source, '').path === path &&
        source.permissions.includes(permission),
    )

    expect(naming).not.toEqual([])
    expect(graph?.permissionsFor(path)).not.toContain(permission)
  })
})

describe('the permissions of all collectors', () => {
  const needed = neededPermissions().map(({ permission }) => permission)

  it.each(needed)('%s only reads', (permission) => {
    expect(permission).not.toMatch(/Write|FullControl|Manage(?!ment)/i)
    expect(permission).toMatch(/\.Read(Basic)?\./)
  })

  it.each(needed)('%s has an app role id', (permission) => {
    expect(graphAppRoles[permission]).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  })

  it('are no fewer and no more than the sources name, the optional ones apart', () => {
    const named = new Set(allCollectors.flatMap((one) => permissionsOf(one)))
    const optional = optionalPermissions().map(({ permission }) => permission)

    expect(new Set([...needed, ...optional])).toEqual(named)
    expect(needed.filter((permission) => optional.includes(permission))).toEqual([])
    const logs = permissionsOfLogs().map(({ permission }) => permission)
    expect(new Set(Object.keys(graphAppRoles))).toEqual(named.union(new Set(logs)))
  })
})
