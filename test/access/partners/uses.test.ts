/** What was never used: said only where a log would have it, and else why nobody can say. */
import { describe, expect, it } from 'vitest'
import { partnerSources } from '#access/partners/sources.ts'
import type { PowerUse } from '#access/partners/uses/power-use.ts'
import { type UseRecords, useFacts } from '#access/partners/uses/use-facts.ts'
import { usesOf } from '#access/partners/uses/uses.ts'
import type { DatasetName } from '#model/datasets.ts'
import type { DirectoryAudit } from '#model/records/directory-audits.ts'
import {
  AZURE_OWNER,
  aDelegation,
  aDirectoryAudit,
  aForeignApplication,
  aForeignAssignment,
  aForeignAzureGroup,
  aGuestOfFabrikam,
  anAccount,
  anAuditRecord,
  anOperation,
  aRelationship,
  aRoleAssignment,
  aSignIn,
  CONTOSO,
  DIRECTORY_READERS,
  daysAgo,
  FAY,
  NOW,
  partnerRecords,
  SUBSCRIPTION,
  type TenantRecords,
  theRegister,
  USER_ADMINISTRATOR,
} from '../../builders/index.ts'

const LICENSE_ADMINISTRATOR = '4d6ac14f-3453-41d0-bef9-a3e0c569773a'
const GROUPS_ADMINISTRATOR = 'fdd7a751-b60b-444a-984c-02652fe8fa1c'
const EXCHANGE_ADMINISTRATOR = '29232cdf-9323-42fd-ade2-1d097af3e4de'
const GLOBAL_ADMINISTRATOR = '62e90394-69f5-4237-9190-012177145e10'
const INTUNE_ADMINISTRATOR = '3a2c62db-5318-420d-8d74-23affee5d9d5'

const role = (roleDefinitionId: string) =>
  aForeignAssignment('agents', { id: roleDefinitionId, roleDefinitionId })

/** What own people changed every five days: a log that reaches back. */
function ordinaryAudits(days: number): readonly DirectoryAudit[] {
  return Array.from({ length: Math.floor(days / 5) + 1 }, (_, index) =>
    aDirectoryAudit({
      id: `own-${index}`,
      activityDateTime: daysAgo(index * 5),
      category: 'UserManagement',
      initiatedBy: { user: { id: 'ada', homeTenantId: CONTOSO, userPrincipalName: 'ada@contoso.example' } },
    }),
  )
}

type Options = Partial<Pick<UseRecords, 'gap' | 'asked' | 'isCollected'>>

/** The use of each role of the only partner, by the name of the role. */
function usesIn(given: TenantRecords, options: Options = {}): Readonly<Record<string, PowerUse>> {
  const records = { organization: [{ id: CONTOSO }], ...given }
  const [partner, ...others] = theRegister(records).partners
  if (partner === undefined || others.length > 0) throw new Error('the tenant has not one partner')
  const facts = useFacts({
    events: partnerSources(partnerRecords(records), CONTOSO, NOW).events,
    directoryAudits: records.directoryAudits ?? [],
    signIns: records.signIns ?? [],
    unifiedAudit: records.unifiedAudit ?? [],
    activityLog: records.activityLog ?? [],
    servicePrincipals: records.servicePrincipals ?? [],
    users: records.users ?? [],
    own: CONTOSO,
    gap: () => undefined,
    asked: () => undefined,
    isCollected: false,
    now: NOW,
    ...options,
  })
  const uses = usesOf(partner, facts)
  return Object.fromEntries(partner.powers.map((power, index) => [power.role, uses[index] as PowerUse]))
}

const missing = (name: DatasetName): Options => ({
  gap: (dataset) => (dataset === name ? `${name}: not read` : undefined),
})
const changed = (category: string | null, changes: Partial<DirectoryAudit> = {}) =>
  aDirectoryAudit({ id: `by-fay-${category}`, category, ...changes })

describe('a role of the directory', () => {
  const roleAssignments = [role(USER_ADMINISTRATOR), role(GROUPS_ADMINISTRATOR), role(DIRECTORY_READERS)]

  it('is used when its kind of change was made, and not used when the log has none of its kind', () => {
    const uses = usesIn({
      roleAssignments: [role(LICENSE_ADMINISTRATOR), role('158c047a-c907-4556-b7ef-446551a6b5f7')],
      directoryAudits: [...ordinaryAudits(30), changed('ApplicationManagement')],
    })

    expect(uses).toMatchObject({
      'Cloud Application Administrator': { state: 'used', times: 1, last: daysAgo(1).replace('Z', '.000Z') },
      'License Administrator': { state: 'unused', days: 30 },
    })
    expect(uses['Cloud Application Administrator']).not.toHaveProperty('sharedWith')
  })

  it('shares its use with another role of the holder that allows the same', () => {
    const uses = usesIn({
      roleAssignments,
      directoryAudits: [...ordinaryAudits(30), changed('GroupManagement')],
    })

    expect(uses).toMatchObject({
      'User Administrator': { state: 'used', sharedWith: 'Groups Administrator' },
      'Groups Administrator': { state: 'used', sharedWith: 'User Administrator' },
    })
  })

  it('that only reads is not known', () => {
    const uses = usesIn({ roleAssignments, directoryAudits: ordinaryAudits(30) })

    expect(uses['Directory Readers']).toMatchObject({
      state: 'notKnown',
      because: expect.stringMatching(/only reads/),
    })
  })

  it.each<[string, TenantRecords, Options, RegExp]>([
    ['the log was not read', {}, missing('directoryAudits'), /directoryAudits: not read/],
    ['the log holds nothing', { directoryAudits: [] }, {}, /holds nothing at all/],
    [
      'a change does not say its kind',
      { directoryAudits: [...ordinaryAudits(30), changed(null)] },
      {},
      /without a word on its kind/,
    ],
    [
      'somebody of a provider acted and the log does not say whose it is',
      {
        directoryAudits: [
          ...ordinaryAudits(30),
          changed('Device', {
            initiatedBy: { user: { userPrincipalName: `user_${'7'.repeat(32)}@c.example` } },
          }),
        ],
      },
      {},
      /without a word on whose it is/,
    ],
    [
      'Entra told the unified log alone, which has no kinds',
      {
        directoryAudits: ordinaryAudits(30),
        unifiedAudit: [anAuditRecord({ workload: 'AzureActiveDirectory', creationTime: daysAgo(40) })],
      },
      {},
      /without a word on its kind/,
    ],
  ])('is not known when %s', (_, logs, options, why) => {
    const uses = usesIn({ roleAssignments: [role(GROUPS_ADMINISTRATOR)], ...logs }, options)

    expect(uses['Groups Administrator']).toEqual({ state: 'notKnown', because: expect.stringMatching(why) })
  })

  it('is not used over the days that a collection asked for, though they were silent', () => {
    const uses = usesIn(
      { roleAssignments: [role(GROUPS_ADMINISTRATOR)] },
      { isCollected: true, asked: () => ({ days: 7, since: daysAgo(7) }) },
    )

    expect(uses['Groups Administrator']).toEqual({ state: 'unused', days: 7, since: daysAgo(7) })
  })

  it('of Exchange is told by the unified log, where that holds Exchange', () => {
    const given = { roleAssignments: [role(EXCHANGE_ADMINISTRATOR)], directoryAudits: ordinaryAudits(30) }
    const own = { id: 'own', userId: 'ada@contoso.example', creationTime: daysAgo(4) }
    const useWith = (records: TenantRecords, options: Options = {}) =>
      usesIn({ ...given, ...records }, options)['Exchange Administrator']

    expect(useWith({ unifiedAudit: [anAuditRecord()] })).toMatchObject({ state: 'used', times: 1 })
    expect(useWith({ unifiedAudit: [anAuditRecord(own)] })).toMatchObject({ state: 'unused', days: 4 })
    expect(useWith({ unifiedAudit: [anAuditRecord({ ...own, workload: 'SharePoint' })] })).toMatchObject({
      state: 'notKnown',
      because: expect.stringMatching(/holds nothing of Exchange/),
    })
    expect(useWith({}, missing('unifiedAudit'))).toMatchObject({ state: 'notKnown' })
  })

  it.each([
    [GLOBAL_ADMINISTRATOR, 'Global Administrator', /not everything is in these logs/],
    [INTUNE_ADMINISTRATOR, 'Intune Administrator', /log of its own/],
    ['ffd52fa5-98dc-465c-991d-fc073eb59f8f', 'Attribute Assignment Reader', /only reads/],
    ['58a13ea3-c632-46ae-9ee0-9c0d43cd7f3d', 'Attribute Assignment Administrator', /not in Keyward/],
    ['00000000-1111-4111-8111-111111111111', 'role 00000000-1111-4111-8111-111111111111', /not in Keyward/],
  ])('%s is never said to be unused: %s', (id, name, why) => {
    const uses = Object.values(usesIn({ roleAssignments: [role(id)], directoryAudits: ordinaryAudits(30) }))

    expect(uses, name).toEqual([{ state: 'notKnown', because: expect.stringMatching(why) }])
  })
})

describe('an application', () => {
  const consented: TenantRecords = {
    servicePrincipals: [aForeignApplication()],
    appRoleAssignments: [
      {
        id: 'a',
        principalId: 'fabrikam-sync',
        resourceId: 'graph',
        appRoleId: 'r',
        resourceDisplayName: 'Graph',
      },
    ],
    oauth2PermissionGrants: [
      {
        id: 'g',
        clientId: 'fabrikam-sync',
        consentType: 'AllPrincipals',
        resourceId: 'graph',
        scope: 'User.Read',
      },
    ],
  }
  const ofApplication = (appId: string, days: number) =>
    aSignIn({
      id: `${appId}-${days}`,
      appId,
      homeTenantId: CONTOSO,
      crossTenantAccessType: 'none',
      createdDateTime: daysAgo(days),
      signInEventTypes: ['servicePrincipal'],
    })
  const usesWith = (signIns: TenantRecords['signIns'], options: Options = {}) => {
    const [asItself, asUsers] = Object.values(usesIn({ ...consented, signIns: signIns ?? [] }, options))
    return { asItself, asUsers }
  }

  it('that never signed in while others did was not used', () => {
    const { asItself, asUsers } = usesWith([ofApplication('other', 1), ofApplication('other', 6)])

    expect(asItself).toMatchObject({ state: 'unused', days: 6 })
    expect(asUsers).toMatchObject({ state: 'notKnown', because: expect.stringMatching(/sign-ins of people/) })
  })

  it('that signed in did something, and nobody can say what', () => {
    const { asItself } = usesWith([ofApplication('fabrikam-sync-app', 2)])

    expect(asItself).toMatchObject({ state: 'notKnown', because: expect.stringMatching(/2026-05-30; which/) })
  })

  it('is not known where sign-ins of people alone are at hand', () => {
    const people = usesWith([aSignIn()], { asked: () => ({ days: 7, since: daysAgo(7) }) })
    const unread = usesWith([], missing('signIns'))

    expect(people.asItself).toMatchObject({
      state: 'notKnown',
      because: expect.stringMatching(/not among those/),
    })
    expect(unread.asItself).toMatchObject({ state: 'notKnown', because: 'signIns: not read' })
  })
})

describe('a role of Azure', () => {
  const held: TenantRecords = {
    users: [anAccount('ada')],
    registrationAssignments: [
      aDelegation({ authorizations: [{ principalId: 'fabrikam-operators', roleDefinitionId: AZURE_OWNER }] }),
    ],
  }
  const byAda = (days: number) =>
    anOperation({ id: `ada-${days}`, eventTimestamp: daysAgo(days), actorTenantId: CONTOSO, actorId: 'ada' })
  const useWith = (
    activityLog: TenantRecords['activityLog'],
    more: TenantRecords = {},
    options: Options = {},
  ) => usesIn({ ...held, ...more, activityLog: activityLog ?? [] }, options)['Owner (Azure)']

  it('is used when something was done in its scope', () => {
    expect(useWith([byAda(3), anOperation()])).toMatchObject({ state: 'used', times: 1 })
  })

  it('is not used when all that was done there was done by others whom the directory knows', () => {
    expect(useWith([byAda(3), byAda(1)])).toMatchObject({ state: 'unused', days: 3 })
  })

  it.each<[string, TenantRecords['activityLog'], TenantRecords, Options, RegExp]>([
    ['the log was not read', [], {}, missing('activityLog'), /activityLog: not read/],
    [
      'the log is of another subscription',
      [{ ...byAda(1), subscriptionId: 'another', resourceId: '/subscriptions/another' }],
      {},
      {},
      /holds nothing of subscription 3333/,
    ],
    [
      'somebody acted there whom nobody knows',
      [byAda(1), { ...byAda(2), actorId: 'stranger' }],
      {},
      {},
      /1 operation there is by somebody/,
    ],
    [
      'somebody of a provider acted and the log does not say whose it is',
      [byAda(1), anOperation({ id: 'p', actorTenantId: null, caller: `user_${'7'.repeat(32)}@c.example` })],
      { users: [anAccount('ada'), anAccount(FAY)] },
      {},
      /without a word on whose it is/,
    ],
  ])('is not known when %s', (_, log, more, options, why) => {
    expect(useWith(log, more, options)).toEqual({ state: 'notKnown', because: expect.stringMatching(why) })
  })

  it('that only reads, or reaches beyond the subscriptions of the log, is not known', () => {
    const uses = (scope: string, roleId?: string) =>
      Object.values(
        usesIn({
          roleAssignments: [role(USER_ADMINISTRATOR)],
          azureRoleAssignments: [aForeignAzureGroup('agents', { scope, ...(roleId && { roleId }) })],
          activityLog: [byAda(1)],
          users: [anAccount('ada')],
        }),
      )[1]

    expect(uses(SUBSCRIPTION)).toMatchObject({ state: 'unused' })
    expect(uses('/')).toMatchObject({ state: 'notKnown', because: expect.stringMatching(/may hold nothing/) })
    expect(uses(SUBSCRIPTION, 'acdd72a7-3385-48ef-bd42-f606fba81ae7')).toMatchObject({
      state: 'notKnown',
      because: expect.stringMatching(/logs no reading/),
    })
  })
})

describe('an account of this directory', () => {
  const gus = aGuestOfFabrikam('gus')
  const given: TenantRecords = {
    users: [anAccount('ada'), gus],
    roleAssignments: [aRoleAssignment('gus', { roleDefinitionId: GROUPS_ADMINISTRATOR })],
  }
  const byGus = changed('GroupManagement', { initiatedBy: { user: { id: 'gus' } } })

  it('uses its role by its own id', () => {
    const used = usesIn({ ...given, directoryAudits: [...ordinaryAudits(10), byGus] })
    const unused = usesIn({ ...given, directoryAudits: ordinaryAudits(10) })

    expect(used['Groups Administrator']).toMatchObject({ state: 'used', times: 1 })
    expect(unused['Groups Administrator']).toMatchObject({ state: 'unused', days: 10 })
  })

  it('is not known where what is collected leaves own accounts out', () => {
    const local: TenantRecords = {
      users: [anAccount('fabrikam-support')],
      registrationAssignments: [aDelegation({ authorizations: [] })],
      roleAssignments: [aRoleAssignment('fabrikam-support', { roleDefinitionId: GROUPS_ADMINISTRATOR })],
      directoryAudits: ordinaryAudits(10),
    }

    expect(usesIn(local)['Groups Administrator']).toMatchObject({ state: 'unused' })
    expect(usesIn(local, { isCollected: true })['Groups Administrator']).toMatchObject({
      state: 'notKnown',
      because: expect.stringMatching(/people of other tenants/),
    })
  })
})

it('a list that was copied by hand says nothing about use', () => {
  const uses = usesIn({ partnerRelationships: [aRelationship({ roles: ['Groups Administrator'] })] })

  expect(uses['Groups Administrator']).toMatchObject({
    state: 'notKnown',
    because: expect.stringMatching(/copied/),
  })
})
