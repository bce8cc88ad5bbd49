/** No permission is broader than its read needs, none of them writes, and the ids of the manifest are what they say. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type Collector, requestOf, type Source, serviceOf } from '#collectors/collector.ts'
import { allCollectors } from '#collectors/collectors.generated.ts'
import { graphAppRoles } from '#model/graph-permissions.ts'
import { consentManifest, neededPermissions, permissionsOfLogs } from '#pipeline/permissions.ts'
import { hasSharedFile, sharedFile } from '../../simulator/shared-data.ts'
import { broaderPermissions, readsBesideWrites } from './broader-permissions.ts'
import { GraphDescription, patternOf } from './description.ts'
import { undescribedReads } from './exceptions.ts'

const file = 'data/microsoft/graph-openapi-subset.json'
const identity = 'domain/identity.md'
const isThere = hasSharedFile(file) && hasSharedFile(identity)
if (!isThere)
  console.warn(`least-privilege.test.ts: skipped, ${file} is absent (set KEYWARD_SHARED to its folder)`)
const graph = isThere ? new GraphDescription(sharedFile(file)) : undefined

const SAMPLE = '11111111-2222-4333-8444-555555555555'

const sourcesOf = ({ source, orElse }: Collector): readonly Source[] => (orElse ? [source, orElse] : [source])
const sources = allCollectors.flatMap(sourcesOf).filter((source) => serviceOf(source) === 'graph')

/** The path as it is described, and what is the least that opens it. */
function leastOf(source: Source): { path: string; marked: readonly string[] } {
  const { path } = requestOf(source, SAMPLE)
  const template = graph?.templateOf(path)
  if (template !== undefined) return { path: template, marked: graph?.leastFor(template) ?? [] }
  const listed = undescribedReads.find((one) => patternOf(one.path).test(path))
  return { path: listed?.path ?? path, marked: listed?.permissions.slice(0, 1) ?? [] }
}

/** Every permission that is not the least for the path of its source: `<permission> for <path>, marked <…>`. */
function broader(): readonly string[] {
  const found = sources.flatMap((source) => {
    const { path, marked } = leastOf(source)
    return source.permissions
      .filter((permission) => !marked.includes(permission))
      .map((permission) => sentence({ path, permission, marked }))
  })
  return [...new Set(found)].sort()
}

const sentence = ({
  path,
  permission,
  marked,
}: {
  path: string
  permission: string
  marked: readonly string[]
}) => `${permission} for ${path}, marked ${marked.join(' or ') || 'nothing'}`

describe.skipIf(!isThere)('a permission that is not the least for its path', () => {
  it('stands on the list with its reason, and the list holds no other', () => {
    expect(broader()).toEqual(broaderPermissions.map(sentence).sort())
  })

  it('is listed by Microsoft for that path, all the same', () => {
    const unlisted = broaderPermissions.filter(
      ({ path, permission }) => !graph?.permissionsFor(path).includes(permission),
    )

    expect(unlisted.map(({ permission }) => permission)).toEqual(['AuditLog.Read.All'])
  })
})

const WRITES =
  /Write|FullControl|Manage(?!ment)|Send|Create|Delete|Update|Invite|Enable|Disable|Revoke|Restore|Privileged|_as_/i

describe('the permissions that may be asked for', () => {
  const needed = [...neededPermissions(), ...permissionsOfLogs()].map(({ permission }) => permission)

  it.each(needed)('%s has the name of one that reads', (permission) => {
    expect(permission).not.toMatch(WRITES)
    expect(permission).toMatch(/\.Read(Basic)?(\.|$)/)
  })

  it.skipIf(!isThere)(
    'open no write of Microsoft’s list, but for the listed ones that take a second one',
    () => {
      const named = needed.flatMap((permission) =>
        (graph?.writesNaming(permission) ?? []).map((operation) => `${permission}: ${operation}`),
      )

      expect(named.sort()).toEqual(
        readsBesideWrites.map(({ operation, permission }) => `${permission}: ${operation}`).sort(),
      )
    },
  )

  it.each([
    'Directory.ReadWrite.All',
    'Sites.FullControl.All',
    'Exchange.ManageAsApp',
    'Mail.Send',
    'full_access_as_app',
    'User.EnableDisableAccount.All',
    'User.Invite.All',
  ])('would not hold %s', (permission) => {
    expect(permission).toMatch(WRITES)
  })
})

describe('the consent manifest', () => {
  const ids = consentManifest().requiredResourceAccess.flatMap(({ resourceAccess }) => resourceAccess)

  it('holds each permission once, as an application permission', () => {
    expect(new Set(ids.map(({ type }) => type))).toEqual(new Set(['Role']))
    expect(new Set(ids.map(({ id }) => id)).size).toBe(ids.length)
    expect(new Set(Object.values(graphAppRoles)).size).toBe(Object.keys(graphAppRoles).length)
  })

  // The id is what is granted; the name beside it is for people.
  it.skipIf(!isThere)('holds the ids that Microsoft’s list has for these names', () => {
    const published = publishedIds()
    const known = Object.entries(graphAppRoles).filter(([name]) => published.has(name))

    expect(known.length).toBeGreaterThan(Object.keys(graphAppRoles).length - 6)
    for (const [name, id] of known) expect([name, id]).toEqual([name, published.get(name)])
  })
})

/** Names and ids of the table in section g.7; a row may hold several, in the same order in both cells. */
function publishedIds(): ReadonlyMap<string, string> {
  const rows = readFileSync(sharedFile(identity), 'utf8')
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
  const pairs = rows.flatMap(([, names = '', ids = '']) => {
    const found = ids.match(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? []
    const named = names.match(/[A-Za-z-]+\.Read[A-Za-z]*(?:\.[A-Za-z]+)?/g) ?? []
    return named.length === found.length ? named.map((name, at) => [name, found[at] ?? ''] as const) : []
  })
  return new Map(pairs)
}
