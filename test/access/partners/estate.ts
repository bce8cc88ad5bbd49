/**
 * Random tenants with partners planted in them, and the list of what was planted. Written from the generator's side:
 * it knows whose every record is and never asks the register.
 */
import fc from 'fast-check'
import type { Channel } from '#access/partners/sighting.ts'
import {
  aDelegation,
  aForeignApplication,
  aForeignAssignment,
  aForeignAzureGroup,
  aForeignGroup,
  aGuestOfFabrikam,
  anAccount,
  anEligibility,
  aRelationship,
  aRoleAssignment,
  CONTOSO,
  type TenantRecords,
  USER_ADMINISTRATOR,
} from '../../builders/index.ts'
import { eventRowsFor, ordinaryEvents } from './estate-events.ts'

/** A planted record: where it stands and whose it is. */
export interface Planted {
  readonly partner: string
  readonly channel: Channel
  readonly dataset: string
  readonly id: string
}

export interface PlantedEstate {
  readonly records: TenantRecords
  readonly planted: readonly Planted[]
  /** By partner: every tenant that it was given. */
  readonly tenants: ReadonlyMap<string, readonly string[]>
}

const PLANTS = [
  'directoryRole',
  'eligible',
  'tenantGovernance',
  'crossTenantAccess',
  'azureRole',
  'lighthouse',
  'managedSubscription',
  'application',
  'guest',
  'localAccount',
  'commerce',
  'manual',
  'signIn',
  'directoryAudit',
  'unifiedAudit',
  'createdAccount',
] as const
type Plant = (typeof PLANTS)[number]

interface PartnerPlan {
  /** One or two; a second one is known only by the relationship that the customer typed. */
  readonly tenants: number
  readonly plants: readonly Plant[]
}

/** Up to five partners, each in up to sixteen ways, in one tenant full of ordinary accounts. */
export const anEstate: fc.Arbitrary<PlantedEstate> = fc
  .array(
    fc.record({
      tenants: fc.integer({ min: 1, max: 2 }),
      plants: fc.uniqueArray(fc.constantFrom(...PLANTS), { minLength: 1 }),
    }),
    { maxLength: 5 },
  )
  .chain((plans) => fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }).map((order) => planted(plans, order)))

export interface Row {
  readonly dataset: keyof TenantRecords
  readonly record: unknown
  readonly channel: Channel
  readonly id: string
}

function planted(plans: readonly PartnerPlan[], order: readonly number[]): PlantedEstate {
  const rows = plans.flatMap((plan, index) => rowsOf(plan, index).map((row) => ({ ...row, index })))
  const noise = ordinary()
  const all: Record<string, unknown[]> = {}
  for (const { dataset, record } of [...noise, ...rotated(rows, order)])
    all[dataset] = [...(all[dataset] ?? []), record]
  const information = plans.map((_, index) => ({
    tenantId: tenantOf(index, 0),
    displayName: nameOf(index),
    defaultDomainName: domainOf(index),
  }))
  const groups = rows.flatMap(({ channel, index }) =>
    channel === 'directoryRole' ? [aForeignGroup(`group-${index}`)] : [],
  )
  const records = { ...all, tenantInformation: information, groupMembers: groups } as TenantRecords
  return {
    records: { organization: [{ id: CONTOSO }], ...records },
    planted: rows.map(({ index, channel, dataset, id }) => ({
      partner: nameOf(index),
      channel,
      dataset,
      id,
    })),
    tenants: new Map(plans.map((plan, index) => [nameOf(index), tenantsOf(plan, index)])),
  }
}

/** The same rows, begun at another place: the order of records means nothing. */
function rotated<T>(rows: readonly T[], order: readonly number[]): readonly T[] {
  const at = order.indexOf(0) * Math.floor(rows.length / 4)
  return [...rows.slice(at), ...rows.slice(0, at)]
}

const tenantOf = (index: number, which: number) => `0000000${index}-000${which}-4000-8000-000000000000`
const domainOf = (index: number) => `partner${index}x.example`
const nameOf = (index: number) => `Partner${index}x Services`

function tenantsOf({ tenants, plants }: PartnerPlan, index: number): readonly string[] {
  const isTyped = tenants === 2 && plants.includes('manual')
  return [tenantOf(index, 0), ...(isTyped ? [tenantOf(index, 1)] : [])]
}

function ordinary(): readonly Pick<Row, 'dataset' | 'record'>[] {
  const accounts = ['ada', 'ben', 'partner relations', 'help desk'].map((name) => anAccount(name))
  const microsoft = aForeignApplication({
    id: 'first-party',
    appOwnerOrganizationId: '72f988bf-86f1-41af-91ab-2d7cd011db47',
  })
  return [
    ...accounts.map((record) => ({ dataset: 'users' as const, record })),
    {
      dataset: 'users',
      record: aGuestOfFabrikam('stranger', {
        mail: 'stranger@nobody.example',
        userPrincipalName: 'stranger_nobody.example#EXT#@contoso.example',
      }),
    },
    { dataset: 'roleAssignments', record: aRoleAssignment('ada') },
    ...ordinaryEvents(),
    { dataset: 'servicePrincipals', record: microsoft },
    {
      dataset: 'servicePrincipals',
      record: aForeignApplication({ id: 'own', appOwnerOrganizationId: CONTOSO }),
    },
    { dataset: 'crossTenantAccessPolicyPartners', record: { tenantId: 'someone', isServiceProvider: false } },
  ]
}

function rowsOf(plan: PartnerPlan, index: number): readonly Row[] {
  const administers = plan.plants.some((plant) => ADMINISTERS.has(plant))
  return plan.plants.flatMap((plant) => {
    // An account is only taken for a partner's where something else shows that there is such a partner.
    if (plant === 'localAccount' && !administers) return []
    if (plant === 'guest' && !plan.plants.some((other) => other !== 'guest' && other !== 'localAccount'))
      return []
    return rowsFor(plant, plan, index)
  })
}

const ADMINISTERS: ReadonlySet<Plant> = new Set([
  'directoryRole',
  'eligible',
  'tenantGovernance',
  'crossTenantAccess',
  'azureRole',
  'lighthouse',
  'managedSubscription',
  'manual',
])

function rowsFor(plant: Plant, plan: PartnerPlan, index: number): readonly Row[] {
  const tenantId = tenantOf(index, 0)
  const group = `group-${index}`
  switch (plant) {
    case 'directoryRole': {
      const record = aForeignAssignment(group, {
        id: `active-${index}`,
        principalOrganizationId: tenantId,
        principal: null,
      })
      return [{ dataset: 'roleAssignments', record, channel: 'directoryRole', id: record.id }]
    }
    case 'eligible': {
      const principal = { '@odata.type': '#microsoft.graph.group', id: group, organizationId: tenantId }
      const record = anEligibility(group, {
        id: `eligible-${index}`,
        roleDefinitionId: USER_ADMINISTRATOR,
        principal,
      })
      return [
        { dataset: 'roleEligibilityScheduleInstances', record, channel: 'directoryRole', id: record.id },
      ]
    }
    case 'tenantGovernance': {
      const record = { id: `governs-${index}`, status: 'active', governingTenantId: tenantId.toUpperCase() }
      return [{ dataset: 'governanceRelationships', record, channel: 'tenantGovernance', id: record.id }]
    }
    case 'crossTenantAccess':
      return [
        {
          dataset: 'crossTenantAccessPolicyPartners',
          record: { tenantId, isServiceProvider: true },
          channel: 'crossTenantAccess',
          id: tenantId,
        },
      ]
    default:
      return moreRowsFor(plant, plan, index)
  }
}

function moreRowsFor(plant: Plant, plan: PartnerPlan, index: number): readonly Row[] {
  const tenantId = tenantOf(index, 0)
  switch (plant) {
    case 'azureRole': {
      const operators = `operators-${index}`
      // Whose the group is stands in the delegation that names it too.
      const record = aForeignAzureGroup(operators, { id: `azure-${index}` })
      return [
        { dataset: 'azureRoleAssignments', record, channel: 'azureRole', id: record.id },
        ...delegated(index),
      ]
    }
    case 'lighthouse':
      return delegated(index)
    case 'managedSubscription': {
      const record = { subscriptionId: `managed-${index}`, managedByTenants: [{ tenantId }] }
      return [{ dataset: 'subscriptions', record, channel: 'lighthouse', id: record.subscriptionId }]
    }
    case 'application': {
      const record = aForeignApplication({
        id: `app-${index}`,
        appId: `app-${index}`,
        appOwnerOrganizationId: tenantId,
      })
      return [{ dataset: 'servicePrincipals', record, channel: 'application', id: record.id }]
    }
    default:
      return peopleRowsFor(plant, plan, index)
  }
}

function delegated(index: number): readonly Row[] {
  const id = `delegation-${index}`
  const record = aDelegation({
    id,
    managedByTenantId: tenantOf(index, 0),
    managedByTenantName: null,
    authorizations: [{ principalId: `operators-${index}`, roleDefinitionId: 'x' }],
  })
  return [{ dataset: 'registrationAssignments', record, channel: 'lighthouse', id }]
}

function peopleRowsFor(plant: Plant, plan: PartnerPlan, index: number): readonly Row[] {
  const tenantId = tenantOf(index, 0)
  const domain = domainOf(index)
  switch (plant) {
    case 'guest': {
      const id = `guest-${index}`
      const userPrincipalName = `anna_${domain}#EXT#@contoso.example`
      const record = aGuestOfFabrikam(id, { userPrincipalName, mail: `anna@${domain}` })
      return [{ dataset: 'users', record, channel: 'guest', id }]
    }
    case 'localAccount': {
      const id = `local-${index}`
      const record = anAccount(id, {
        displayName: `Support PARTNER${index}X`,
        userPrincipalName: `${id}@contoso.example`,
      })
      return [{ dataset: 'users', record, channel: 'localAccount', id }]
    }
    case 'signIn':
    case 'directoryAudit':
    case 'unifiedAudit':
    case 'createdAccount':
      return eventRowsFor(plant, index, tenantOf(index, 0))
    case 'commerce': {
      const record = { id: `order-${index}`, ownerTenantId: tenantId }
      return [{ dataset: 'commerceSubscriptions', record, channel: 'commerce', id: record.id }]
    }
    default:
      return tenantsOf(plan, index).map((typed, which) => {
        const id = `typed-${index}-${which}`
        const record = aRelationship({
          id,
          name: nameOf(index),
          tenantId: typed,
          domain: which === 0 ? domain : null,
        })
        return { dataset: 'partnerRelationships' as const, record, channel: 'manual' as const, id }
      })
  }
}
