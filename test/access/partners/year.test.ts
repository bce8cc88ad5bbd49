/**
 * A year on a simulated clock: every gain lapses the attestation of that partner on that day, and nothing else does:
 * no loss, no new name, no other order of rows or fields, no new time stamp, no dataset that could not be read.
 */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { everyPartnerIsAttested } from '#controls/partners/every-partner-is-attested.ts'
import { type Coverage, complete, denied } from '#model/coverage.ts'
import type { DatasetName, DatasetRecord } from '#model/datasets.ts'
import type { Attestation } from '#model/decisions.ts'
import { judge } from '#pipeline/judge.ts'
import {
  aDelegation,
  aForeignApplication,
  aForeignAssignment,
  aForeignAzureGroup,
  anAttestation,
  aRelationship,
  CONTOSO,
  claimsIn,
  DIRECTORY_READERS,
  FABRIKAM,
  GLOBAL_READER,
  type TenantRecords,
  theDecisions,
  USER_ADMINISTRATOR,
} from '../../builders/index.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const START = Date.parse('2026-01-01T09:00:00Z')

const GAINS = [
  'role',
  'scope',
  'azureScope',
  'application',
  'permission',
  'delegation',
  'laterEnd',
  'guest',
] as const
const OTHERS = ['loss', 'rename', 'shuffle', 'timeStamps', 'earlierEnd', 'unread', 'nothing'] as const
type Event = (typeof GAINS)[number] | (typeof OTHERS)[number]

/** What of the provider's is there: the numbers say how far each thing has gone. */
interface Estate {
  readonly roles: readonly string[]
  readonly scopes: number
  readonly groups: number
  readonly applications: number
  readonly permissions: number
  readonly delegations: number
  readonly guests: number
  /** Days from the start. */
  readonly end: number
  readonly renames: number
  readonly stamps: number
  readonly isBackwards: boolean
}

const atFirst: Estate = {
  roles: [DIRECTORY_READERS],
  scopes: 1,
  groups: 1,
  applications: 1,
  permissions: 1,
  delegations: 1,
  guests: 0,
  end: 600,
  renames: 0,
  stamps: 0,
  isBackwards: false,
}

const FURTHER_ROLES = [USER_ADMINISTRATOR, GLOBAL_READER]

/** The estate of the next day; undefined when the event changes nothing, so that it is no event. */
function after(estate: Estate, event: Event): Estate | undefined {
  switch (event) {
    case 'role': {
      const next = FURTHER_ROLES.find((role) => !estate.roles.includes(role))
      return next === undefined ? undefined : { ...estate, roles: [...estate.roles, next] }
    }
    case 'scope':
      return { ...estate, scopes: estate.scopes + 1 }
    case 'azureScope':
      return { ...estate, groups: estate.groups + 1 }
    case 'application':
      return { ...estate, applications: estate.applications + 1 }
    case 'permission':
      return { ...estate, permissions: estate.permissions + 1 }
    case 'delegation':
      return { ...estate, delegations: estate.delegations + 1 }
    case 'guest':
      return { ...estate, guests: estate.guests + 1 }
    case 'laterEnd':
      return { ...estate, end: estate.end + 30 }
    default:
      return quietly(estate, event)
  }
}

function quietly(estate: Estate, event: Event): Estate | undefined {
  switch (event) {
    case 'loss':
      return estate.scopes > 1 ? { ...estate, scopes: estate.scopes - 1 } : undefined
    case 'earlierEnd':
      return estate.end > 500 ? { ...estate, end: estate.end - 7 } : undefined
    case 'rename':
      return { ...estate, renames: estate.renames + 1 }
    case 'timeStamps':
      return { ...estate, stamps: estate.stamps + 1 }
    case 'shuffle':
      return { ...estate, isBackwards: !estate.isBackwards }
    default:
      return estate
  }
}

const numbered = (count: number) => Array.from({ length: count }, (_, index) => index)
const dayAfter = (days: number) => new Date(START + days * DAY_MS)

function recordsOf(estate: Estate): TenantRecords {
  const { renames, stamps } = estate
  const principal = { '@odata.type': '#microsoft.graph.group', id: 'g', displayName: `Helpdesk ${renames}` }
  const rows: TenantRecords = {
    organization: [{ id: CONTOSO, displayName: `Contoso ${stamps}` }],
    roleAssignments: [
      ...estate.roles.map((roleDefinitionId) => aForeignAssignment('g', { roleDefinitionId, principal })),
      ...numbered(estate.scopes).map((unit) =>
        aForeignAssignment('units', {
          id: `unit-${unit}-${stamps}`,
          directoryScopeId: `/administrativeUnits/${unit}`,
          roleDefinitionId: USER_ADMINISTRATOR,
        }),
      ),
      aForeignAssignment('agents', { roleDefinitionId: DIRECTORY_READERS }),
    ],
    azureRoleAssignments: numbered(estate.groups).map((scope) =>
      aForeignAzureGroup('agents', {
        id: `azure-${scope}-${stamps}`,
        scope: `/subscriptions/${scope}`,
        createdOn: dayAfter(stamps).toISOString(),
      }),
    ),
    servicePrincipals: numbered(estate.applications).map((app) =>
      aForeignApplication({ id: `app-${app}`, appId: `app-${app}`, displayName: `Sync ${renames}` }),
    ),
    appRoleAssignments: numbered(estate.permissions).map((number) => ({
      id: `grant-${number}-${stamps}`,
      principalId: 'app-0',
      appRoleId: `permission-${number}`,
      resourceId: 'graph',
    })),
    registrationAssignments: numbered(estate.delegations).map((number) =>
      aDelegation({
        id: `delegation-${number}-${stamps}`,
        scope: `/subscriptions/s/resourcegroups/${number}`,
        managedByTenantName: `Fabrikam ${renames}`,
      }),
    ),
    users: numbered(estate.guests).map((number) => ({
      id: `guest-${number}`,
      displayName: `Guest ${renames}`,
      userPrincipalName: `g${number}_fabrikam.example#EXT#@contoso.example`,
      userType: 'Guest',
      identities: [{ signInType: 'federated', issuer: 'ExternalAzureAD', issuerAssignedId: null }],
    })),
    partnerRelationships: [
      aRelationship({ end: dayAfter(estate.end).toISOString().slice(0, 10), name: 'Fabrikam' }),
    ],
  }
  if (!estate.isBackwards) return rows
  const turned = Object.entries(rows).map(([name, list]) => [name, list.toReversed().map(fieldsTurned)])
  return Object.fromEntries(turned) as TenantRecords
}

const fieldsTurned = (record: object) => Object.fromEntries(Object.entries(record).toReversed())

/** What the control says on a day, with one dataset that could not be read or none. */
function judged(estate: Estate, attestations: readonly Attestation[], now: Date, unread?: DatasetName) {
  const records = recordsOf(estate)
  const facts = {
    records: <Name extends DatasetName>(name: Name) =>
      (name === unread ? [] : (records[name] ?? [])) as readonly DatasetRecord<Name>[],
    coverage: (name: DatasetName): Coverage =>
      name === unread ? denied('HTTP 403', ['Some.Read.All']) : complete,
  }
  return judge(
    everyPartnerIsAttested,
    facts,
    { now, decisions: theDecisions({ attestations }) },
    (_, error) => {
      throw error
    },
  )
}

const DATASETS: readonly DatasetName[] = [
  'roleAssignments',
  'azureRoleAssignments',
  'registrationAssignments',
  'appRoleAssignments',
  'partnerRelationships',
  'users',
]

/** Whether there is more of anything than somebody looked at. */
function exceeds(now: Estate, seen: Estate): boolean {
  const counts = ['scopes', 'groups', 'applications', 'permissions', 'delegations', 'guests', 'end'] as const
  return now.roles.length > seen.roles.length || counts.some((name) => now[name] > seen[name])
}

const attest = (estate: Estate, until: Date): Attestation =>
  anAttestation(everyPartnerIsAttested.id, FABRIKAM, claimsIn(recordsOf(estate)), until.toISOString())

const aYear = fc.array(
  fc.record({
    days: fc.integer({ min: 1, max: 12 }),
    event: fc.constantFrom<Event>(...GAINS, ...OTHERS),
    dataset: fc.constantFrom(...DATASETS),
  }),
  { minLength: 20, maxLength: 40 },
)

it('lapses at gains and at nothing else (property)', () => {
  fc.assert(
    fc.property(aYear, (plan) => {
      let estate = atFirst
      let day = 0
      let seen = estate
      let attestations = [attest(seen, dayAfter(366))]
      for (const { days, event, dataset } of plan) {
        day += days
        if (day >= 365) break
        const next = after(estate, event)
        if (next === undefined) continue
        estate = next
        // What was looked at and lost may come back while the attestation holds: somebody vouched for it.
        const isGain = (GAINS as readonly Event[]).includes(event) && exceeds(estate, seen)
        const unread = event === 'unread' ? dataset : undefined
        const { outcome } = judged(estate, attestations, dayAfter(day), unread)
        expect(`${event}: ${outcome}`).toBe(`${event}: ${isGain ? 'fail' : unread ? 'unknown' : 'pass'}`)
        // Whoever is asked looks again and attests; what was attested before does not matter any more.
        if (isGain) {
          seen = estate
          attestations = [attest(seen, dayAfter(366))]
        }
      }
      expect(judged(estate, attestations, dayAfter(366)).outcome).toBe('fail')
    }),
    { numRuns: 40 },
  )
})
