/** Which subjects the narrow readings go to: only those that matter, and always in the same order. */
import { describe, expect, it } from 'vitest'
import {
  namesPowerfulApplications,
  powerfulApplications,
  powerfulServicePrincipals,
} from '#collectors/application-subjects.ts'
import { type Facts, prerequisitesOf } from '#collectors/collector.ts'
import { allCollectors } from '#collectors/collectors.generated.ts'
import { federatedDomains } from '#collectors/domain-subjects.ts'
import { namesOwnedGroups, ownedGroups } from '#collectors/group-subjects.ts'
import { namedGroups, namesGroups } from '#collectors/subjects.ts'
import {
  foreignTenants,
  logsForeignTenants,
  MOST_LOGGED,
  namesForeignTenants,
  unaskedTenants,
} from '#collectors/tenant-subjects.ts'
import { complete } from '#model/coverage.ts'
import type { DatasetName } from '#model/datasets.ts'

type Rows = Partial<Record<DatasetName, readonly Readonly<Record<string, unknown>>[]>>

/** Facts of which only these datasets may be read; the rows come forwards or backwards. */
function factsOf(rows: Rows, allowed: readonly DatasetName[], backwards = false): Facts {
  return {
    records: async function* (dataset: DatasetName) {
      if (!allowed.includes(dataset)) throw new Error(`${dataset} is not among the datasets to come after`)
      const found = rows[dataset] ?? []
      yield* backwards ? [...found].reverse() : found
    } as unknown as Facts['records'],
    coverage: () => complete,
  }
}

/** The subjects, read in both orders. */
async function both(
  subjects: (facts: Facts) => Promise<readonly string[]>,
  rows: Rows,
  allowed: readonly DatasetName[],
) {
  const [one, other] = [await subjects(factsOf(rows, allowed)), await subjects(factsOf(rows, allowed, true))]
  expect(other).toEqual(one)
  return one
}

const guid = (digit: string) => `${digit.repeat(8)}-0000-4000-8000-000000000000`

it('members are asked for of groups that policies, methods, the campaign and roles name', async () => {
  const target = (id: string, targetType = 'group') => ({ id, targetType })
  const rows: Rows = {
    conditionalAccessPolicies: [{ conditions: { users: { includeGroups: [guid('1'), 'All'] } } }],
    authenticationMethodsPolicy: [
      {
        authenticationMethodConfigurations: [
          { id: 'Sms', includeTargets: [target('all_users'), target(guid('2')), target(guid('9'), 'user')] },
          { id: 'Voice', includeTargets: null, excludeTargets: [target(guid('3'))] },
        ],
        registrationEnforcement: {
          authenticationMethodsRegistrationCampaign: { excludeTargets: [target(guid('4'))] },
        },
      },
    ],
    roleAssignments: [{ principalId: guid('5'), principal: { '@odata.type': '#microsoft.graph.group' } }],
  }

  expect(await both(namedGroups, rows, namesGroups)).toEqual(['1', '2', '3', '4', '5'].map(guid))
})

describe('owners are asked for', () => {
  const rows: Rows = {
    servicePrincipals: [
      { id: 'sp-secret', appId: 'a1', passwordCredentials: [{}], keyCredentials: [] },
      { id: 'sp-certificate', appId: 'a2', keyCredentials: [{}] },
      { id: 'sp-app-role', appId: 'a3', keyCredentials: [], passwordCredentials: null },
      { id: 'sp-directory-role', appId: 'a4' },
      { id: 'sp-powerless', appId: 'a5', keyCredentials: [], passwordCredentials: [] },
    ],
    applications: [
      { id: 'app-powerless', appId: 'a5', keyCredentials: [], passwordCredentials: [] },
      { id: 'app-of-app-role', appId: 'a3', keyCredentials: [] },
      { id: 'app-of-directory-role', appId: 'a4' },
      { id: 'app-with-secret', appId: 'a6', passwordCredentials: [{}] },
      { id: 'app-of-nothing', keyCredentials: null },
    ],
    appRoleAssignments: [
      { id: 'g1', principalId: 'sp-app-role', principalType: 'ServicePrincipal' },
      { id: 'g2', principalId: 'somebody', principalType: 'User' },
      { id: 'g3' },
    ],
    roleAssignments: [{ principalId: 'sp-directory-role' }, { principalId: 'somebody-else' }],
  }

  it('of service principals with a credential, an app role or a directory role', async () => {
    const subjects = await both(powerfulServicePrincipals, rows, namesPowerfulApplications)

    expect(subjects).toEqual(['sp-app-role', 'sp-certificate', 'sp-directory-role', 'sp-secret'])
  })

  it('of applications with a credential, or whose service principal has a role', async () => {
    const subjects = await both(powerfulApplications, rows, namesPowerfulApplications)

    expect(subjects).toEqual(['app-of-app-role', 'app-of-directory-role', 'app-with-secret'])
  })

  it('of groups that could be given a role, and of those that policies or roles name', async () => {
    const group = { '@odata.type': '#microsoft.graph.group' }
    const subjects = await both(
      ownedGroups,
      {
        groups: [
          { id: guid('4'), isAssignableToRole: true },
          { id: guid('9'), isAssignableToRole: false },
          { id: guid('8'), isAssignableToRole: null },
        ],
        conditionalAccessPolicies: [
          { conditions: { users: { includeGroups: ['All', guid('3')], excludeGroups: [guid('2')] } } },
        ],
        roleAssignments: [{ principalId: guid('1'), principal: group }],
        roleEligibilityScheduleInstances: [{ principalId: guid('3'), principal: group }],
      },
      namesOwnedGroups,
    )

    expect(subjects).toEqual([guid('1'), guid('2'), guid('3'), guid('4')])
  })
})

describe('federation is asked for', () => {
  it('of federated domains only', async () => {
    const subjects = await both(
      federatedDomains,
      {
        domains: [
          { id: 'corp.contoso.example', authenticationType: 'Federated' },
          { id: 'contoso.example', authenticationType: 'Managed' },
          { id: 'branch.contoso.example', authenticationType: 'federated' },
          { id: 'unsaid.contoso.example' },
        ],
      },
      ['domains'],
    )

    expect(subjects).toEqual(['branch.contoso.example', 'corp.contoso.example'])
  })
})

describe('names of organisations are asked for', () => {
  it('that hold a role, have settings or own an application; not of the own one and not of Microsoft', async () => {
    const subjects = await both(
      foreignTenants,
      {
        organization: [{ id: guid('0') }],
        roleAssignments: [
          { principalOrganizationId: guid('0') },
          { principalOrganizationId: guid('A') },
          { principal: { organizationId: guid('b') } },
        ],
        roleEligibilityScheduleInstances: [{ principal: { organizationId: guid('c') } }, { principal: null }],
        crossTenantAccessPolicyPartners: [{ tenantId: guid('d') }, { tenantId: guid('a') }],
        servicePrincipals: [
          { id: '1', appOwnerOrganizationId: 'f8cdef31-a31e-4b4a-93e4-5f571e91255a' },
          { id: '2', appOwnerOrganizationId: '72F988BF-86F1-41AF-91AB-2D7CD011DB47' },
          { id: '3', appOwnerOrganizationId: guid('e') },
          { id: '4', appOwnerOrganizationId: "x')/../../users" },
          { id: '5', appOwnerOrganizationId: null },
          { id: '6' },
        ],
      },
      [...namesForeignTenants, ...logsForeignTenants],
    )

    expect(subjects).toEqual(['a', 'b', 'c', 'd', 'e'].map(guid))
  })

  const fromProvider = (homeTenantId: string, more = {}) => ({
    homeTenantId,
    crossTenantAccessType: 'b2bCollaboration,serviceProvider',
    ...more,
  })
  const madeUp = `user_${'4'.repeat(32)}@contoso.onmicrosoft.com`
  const allowed = [...namesForeignTenants, ...logsForeignTenants]

  it('whose people came in as service providers, by either log; not of those of guests', async () => {
    const rows: Rows = {
      organization: [{ id: guid('0') }],
      roleAssignments: [{ principalOrganizationId: guid('a') }],
      signIns: [
        fromProvider(guid('A')),
        fromProvider(guid('b')),
        fromProvider(guid('0')),
        fromProvider('f8cdef31-a31e-4b4a-93e4-5f571e91255a'),
        fromProvider(guid('c'), { crossTenantAccessType: 'b2bCollaboration' }),
      ],
      directoryAudits: [
        { initiatedBy: { user: { userPrincipalName: madeUp, homeTenantId: guid('d') } } },
        { initiatedBy: { user: { userPrincipalName: 'anna@contoso.example', homeTenantId: guid('e') } } },
        { initiatedBy: { app: { displayName: 'Sync' } } },
      ],
    }

    expect(await both(foreignTenants, rows, allowed)).toEqual(['a', 'b', 'd'].map(guid))
    expect(await unaskedTenants(factsOf(rows, allowed))).toBeUndefined()
  })

  it('of so many as logs alone may name, and the rest is said to be left out', async () => {
    const many = Array.from({ length: MOST_LOGGED + 7 }, (_, index) =>
      fromProvider(`${String(index).padStart(8, '0')}-0000-4000-8000-000000000000`),
    )
    const rows: Rows = { servicePrincipals: [{ appOwnerOrganizationId: guid('f') }], signIns: many }

    const subjects = await both(foreignTenants, rows, allowed)

    expect(subjects).toHaveLength(MOST_LOGGED + 1)
    expect(subjects).toContain(guid('f'))
    expect(await unaskedTenants(factsOf(rows, allowed))).toMatch(/^7 organisations/)
  })
})

it('whoever looks at a dataset waits for it, whether its gaps count or not', () => {
  const looking = allCollectors.flatMap((collector) => {
    const { source } = collector
    return source.kind === 'each' && source.consults ? [{ collector, consults: source.consults }] : []
  })

  expect(looking.map(({ collector }) => collector.produces).toSorted()).toEqual([
    'authenticationMethods',
    'tenantInformation',
  ])
  for (const { collector, consults } of looking)
    expect(prerequisitesOf(collector)).toEqual(expect.arrayContaining([...consults]))
})
