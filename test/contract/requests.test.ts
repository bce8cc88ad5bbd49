/** Everything the collectors ask is something that Microsoft describes, and reading is all that they ask for. */
import { beforeAll, describe, expect, it } from 'vitest'
import { allCollectors } from '#collectors/collectors.generated.ts'
import { type Collector, type Facts, permissionsOf, type Source } from '#collectors/collector.ts'
import { complete } from '#model/coverage.ts'
import { graphAppRoles } from '#model/graph-permissions.ts'
import { neededPermissions } from '#pipeline/permissions.ts'
import type { RequestLog } from '../../simulator/cloud.ts'
import { hasSharedFile, sharedFile } from '../../simulator/shared-data.ts'
import { aCloud, collectFrom, undisturbed, aPlace } from '../collect/harness.ts'
import { written } from '../collect/paths.ts'
import { GraphDescription } from './description.ts'
import { requestExceptions } from './exceptions.ts'

const file = 'data/microsoft/graph-openapi-subset.json'
const isThere = hasSharedFile(file)
if (!isThere) console.warn(`requests.test.ts: skipped, ${file} is absent (set KEYWARD_SHARED to its folder)`)
const graph = isThere ? new GraphDescription(sharedFile(file)) : undefined

const SAMPLE = '11111111-2222-4333-8444-555555555555'

/** Facts with a user and a group in every place where a subject may come from. */
const sampleFacts: Facts = {
  records: async function* (dataset: string) {
    if (dataset !== 'roleAssignments') return
    for (const type of ['user', 'group'])
      yield { principalId: SAMPLE, principal: { '@odata.type': `#microsoft.graph.${type}` } }
  } as unknown as Facts['records'],
  coverage: () => complete,
}

/** The declared requests of a source, with a sample subject where it takes one. */
async function declared(source: Source): Promise<readonly string[]> {
  if (source.kind !== 'each') return [written(source)]
  const subjects = await source.subjects(sampleFacts)
  return subjects.map((subject) => written(source.request(subject)))
}

const sourcesOf = ({ source, orElse }: Collector): readonly Source[] => (orElse ? [source, orElse] : [source])
const sources = allCollectors.flatMap((collector) =>
  sourcesOf(collector).map(
    (source, index) => [`${collector.produces}${index === 0 ? '' : ', its other way'}`, source] as const,
  ),
)

function unexpected(method: string, pathAndQuery: string): readonly string[] {
  const path = pathAndQuery.split('?')[0]
  const allowed = requestExceptions.filter((one) => one.path === path).map(({ complaint }) => complaint)
  return (graph?.complaintsOf(method, pathAndQuery) ?? []).filter((complaint) => !allowed.includes(complaint))
}

describe.skipIf(!isThere)('the requests of a full collection', () => {
  let requests: readonly RequestLog[] = []

  beforeAll(async () => {
    const [everything, refusing] = [
      await aCloud({ pageSizeCap: 5, accounts: 60 }),
      await aCloud({ undocumentedPerUserMfaState: false, accounts: 60 }),
    ]
    await undisturbed(everything)
    await collectFrom(refusing, await aPlace())
    requests = [...everything.requests, ...refusing.requests].filter(({ path }) => !path.includes('/oauth2/'))
  })

  it('reach every path that a collector declares, next links and second ways included', async () => {
    const wanted = (await Promise.all(sources.map(([, source]) => declared(source)))).flat()
    const templates = (paths: readonly string[]) =>
      new Set(paths.map((path) => graph?.templateOf(path.split('?')[0] ?? '')))

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
    expect(new Set(requests.map(({ method }) => method))).toEqual(new Set(['GET']))
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
    const templates = (await declared(source)).map(
      (path) => graph?.templateOf(path.split('?')[0] ?? '') ?? '',
    )

    const opening = templates.map((template) => graph?.permissionsFor(template) ?? [])

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

describe('the permissions of all collectors', () => {
  const needed = neededPermissions().map(({ permission }) => permission)

  it.each(needed)('%s only reads', (permission) => {
    expect(permission).not.toMatch(/Write|FullControl|Manage(?!ment)/i)
    expect(permission).toMatch(/\.Read(Basic)?\./)
  })

  it.each(needed)('%s has an app role id', (permission) => {
    expect(graphAppRoles[permission]).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  })

  it('are no fewer and no more than the sources name', () => {
    const named = new Set(allCollectors.flatMap(permissionsOf))

    expect(new Set(needed)).toEqual(named)
    expect(new Set(Object.keys(graphAppRoles))).toEqual(named)
  })
})
