/** The register against the list of what was planted: every row found and merged, none invented. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Partner, partnerRegister } from '#access/partners/register.ts'
import {
  aDelegation,
  aDirectoryAudit,
  aForeignApplication,
  aForeignAssignment,
  aForeignAzureGroup,
  aForeignGroup,
  aGuestOfFabrikam,
  anAccount,
  aRelationship,
  aRoleAssignment,
  aSignIn,
  CONTOSO,
  daysAgo,
  FABRIKAM,
  NOW,
  partnerRecords,
  theRegister,
} from '../../builders/index.ts'
import { anEstate } from './estate.ts'

/** Every record of the register as `channel dataset/id`. */
function shown(partner: Partner): readonly string[] {
  return partner.channels.flatMap(({ kind, evidence }) =>
    evidence.map(({ dataset, id }) => `${kind} ${dataset}/${id}`),
  )
}

describe('the register of partners', () => {
  it('shows every planted record under its partner and no other (property)', () => {
    fc.assert(
      fc.property(anEstate, ({ records, planted, tenants }) => {
        const { partners } = theRegister(records)
        const expected = Map.groupBy(planted, ({ partner }) => partner)

        expect(partners.map(({ name }) => name).toSorted()).toEqual([...expected.keys()].toSorted())
        for (const partner of partners) {
          const rows = (expected.get(partner.name) ?? []).map(
            ({ channel, dataset, id }) => `${channel} ${dataset}/${id}`,
          )
          expect(new Set(shown(partner))).toEqual(new Set(rows))
          expect(partner.tenantIds).toEqual(tenants.get(partner.name))
        }
      }),
      { numRuns: 300 },
    )
  })

  it('is the same whatever the order of records (property)', () => {
    fc.assert(
      fc.property(anEstate, ({ records }) => {
        const backwards = Object.fromEntries(
          Object.entries(records).map(([name, rows]) => [name, [...rows].toReversed()]),
        )
        const claimsOf = ({ partners }: ReturnType<typeof theRegister>) =>
          partners.map(({ id, claims }) => [id, new Set(claims.map(({ key }) => JSON.stringify(key)))])

        expect(new Map(claimsOf(theRegister(backwards)) as [string, unknown][])).toEqual(
          new Map(claimsOf(theRegister(records)) as [string, unknown][]),
        )
      }),
      { numRuns: 100 },
    )
  })
})

describe('one channel alone', () => {
  it.each([
    [
      'a role of a group that answers 404',
      { roleAssignments: [aForeignAssignment('g', { principal: null })], groupMembers: [aForeignGroup('g')] },
      FABRIKAM,
    ],
    ['a delegation', { registrationAssignments: [aDelegation()] }, FABRIKAM],
    [
      'a foreign group in Azure without any tenant',
      { azureRoleAssignments: [aForeignAzureGroup('agents')] },
      'agents',
    ],
    [
      'a guest with a role',
      { users: [aGuestOfFabrikam('gus')], roleAssignments: [aRoleAssignment('gus')] },
      'fabrikam.example',
    ],
    ['an application', { servicePrincipals: [aForeignApplication()] }, FABRIKAM],
    [
      'a relationship that somebody typed',
      { partnerRelationships: [aRelationship({ tenantId: null, domain: null })] },
      'fabrikam',
    ],
  ])('%s is on the register', (_, records, id) => {
    expect(theRegister(records).partners.map((partner) => partner.id)).toEqual([id])
  })

  it('a guest of a public mail service is nobody’s partner account but its own row', () => {
    const gus = aGuestOfFabrikam('gus', {
      userPrincipalName: 'gus_gmail.com#EXT#@contoso.example',
      mail: 'gus@gmail.com',
    })

    expect(theRegister({ users: [gus], roleAssignments: [aRoleAssignment('gus')] }).partners).toMatchObject([
      { id: 'gus', tenantIds: [], domains: [] },
    ])
  })
})

describe('logs', () => {
  it('alone put a partner on the register, and nothing of it into an attestation', () => {
    const { partners } = theRegister({ signIns: [aSignIn()], directoryAudits: [aDirectoryAudit()] })

    expect(partners).toMatchObject([
      { id: FABRIKAM, kind: 'managedServiceProvider', powers: [], claims: [], tier: 'other' },
    ])
    expect(partners[0]?.channels).toMatchObject([
      { kind: 'signIn', since: '2026-05-31T00:00:00.000Z', until: undefined },
      { kind: 'audit' },
    ])
  })

  it('change no claim of a partner that shows otherwise', () => {
    const holding = {
      roleAssignments: [aForeignAssignment('g', { principal: null })],
      users: [anAccount('made')],
    }
    const made = aDirectoryAudit({
      activityDisplayName: 'Add user',
      targetResources: [{ id: 'made', type: 'User' }],
    })

    const [before] = theRegister(holding).partners
    const [after] = theRegister({ ...holding, signIns: [aSignIn()], directoryAudits: [made] }).partners

    expect(after?.claims).toEqual(before?.claims)
    expect(after?.channels.map(({ kind }) => kind)).toEqual([
      'directoryRole',
      'localAccount',
      'signIn',
      'audit',
    ])
  })

  it('that nobody read leave the register as it is', () => {
    const {
      signIns: _signIns,
      directoryAudits: _audits,
      unifiedAudit: _unified,
      ...records
    } = partnerRecords({
      organization: [{ id: CONTOSO }],
      registrationAssignments: [aDelegation()],
    })

    expect(partnerRegister(records, CONTOSO, NOW).partners).toEqual(
      theRegister({ registrationAssignments: [aDelegation()] }).partners,
    )
  })

  it('with thousands of sign-ins give fifty records, the first and the last among them', () => {
    const many = Array.from({ length: 3_000 }, (_, index) =>
      aSignIn({ id: `s${index}`, createdDateTime: daysAgo(index / 1_000) }),
    )

    const [channel] = theRegister({ signIns: many }).partners[0]?.channels ?? []

    expect(channel?.evidence).toHaveLength(50)
    expect(channel?.evidence.map(({ id }) => id)).toEqual(expect.arrayContaining(['s0', 's2999']))
  })

  it('show sign-ins of guests only where their organisation is on the register anyhow', () => {
    const guest = aSignIn({ crossTenantAccessType: 'b2bCollaboration' })

    expect(theRegister({ signIns: [guest] }).partners).toEqual([])
    expect(
      theRegister({ signIns: [guest], registrationAssignments: [aDelegation()] }).partners,
    ).toMatchObject([{ channels: [{ kind: 'lighthouse' }, { kind: 'signIn' }] }])
  })

  it('name an account that a provider made and that is gone by the record of its making', () => {
    const made = aDirectoryAudit({
      activityDisplayName: 'Add user',
      targetResources: [{ id: 'gone', type: 'User', userPrincipalName: 'gone@contoso.example' }],
    })

    const [partner] = theRegister({ directoryAudits: [made] }).partners

    expect(partner?.channels[0]).toMatchObject({
      kind: 'localAccount',
      evidence: [{ dataset: 'directoryAudits', id: made.id, fields: { accountId: 'gone' } }],
    })
  })

  it('that do not say whose a provider is say so', () => {
    const { partners, undecided, undecidedInLogs } = theRegister({
      signIns: [aSignIn({ homeTenantId: null })],
    })

    expect([partners, undecided]).toEqual([[], []])
    expect(undecidedInLogs).toEqual([expect.stringMatching(/^1 account of a provider .* whose it is: 4444/)])
  })
})

describe('what is not a partner', () => {
  it.each([
    [
      'Microsoft’s own applications',
      {
        servicePrincipals: [
          aForeignApplication({ appOwnerOrganizationId: '72F988BF-86F1-41AF-91AB-2D7CD011DB47' }),
        ],
      },
    ],
    [
      'roles of Microsoft’s tenants',
      {
        roleAssignments: [
          aForeignAssignment('g', {
            principalOrganizationId: 'f8cdef31-a31e-4b4a-93e4-5f571e91255a',
            principal: null,
          }),
        ],
      },
    ],
    ['a guest without a role whom no partner is known for', { users: [aGuestOfFabrikam()] }],
    [
      'an organisation with settings that is no service provider',
      { crossTenantAccessPolicyPartners: [{ tenantId: FABRIKAM, isServiceProvider: false }] },
    ],
    ['a relationship that is over', { partnerRelationships: [aRelationship({ end: '2026-05-31' })] }],
    [
      'a governance relationship that ended',
      { governanceRelationships: [{ id: '1', status: 'terminated', governingTenantId: FABRIKAM }] },
    ],
    [
      'Microsoft’s support',
      {
        signIns: [
          aSignIn({ homeTenantId: 'f8cdef31-a31e-4b4a-93e4-5f571e91255a' }),
          aSignIn({ id: '2', crossTenantAccessType: 'microsoftSupport' }),
        ],
      },
    ],
    [
      'an account called after a general word',
      { users: [anAccount('support-partner')], registrationAssignments: [] },
    ],
  ])('%s', (_, records) => {
    expect(theRegister(records).partners).toEqual([])
  })

  it('two organisations that call themselves alike are two', () => {
    const impostor = '99999999-9999-4999-8999-999999999999'
    const { partners } = theRegister({
      roleAssignments: [
        aForeignAssignment('g1', { principal: null }),
        aForeignAssignment('g2', { principal: null, principalOrganizationId: impostor }),
      ],
      tenantInformation: [
        { tenantId: FABRIKAM, displayName: 'Fabrikam', defaultDomainName: 'fabrikam.example' },
        { tenantId: impostor, displayName: 'Fabrikam', defaultDomainName: 'fabrikam.evil.example' },
      ],
    })

    expect(partners.map(({ tenantIds }) => tenantIds)).toEqual([[FABRIKAM], [impostor]])
  })
})
