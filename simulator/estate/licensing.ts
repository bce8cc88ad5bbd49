import { guid } from './random.ts'
import type { Item } from './types.ts'

export type Licence = 'p1' | 'p2'

interface Plan {
  readonly servicePlanId: string
  readonly servicePlanName: string
  readonly service: string
}

/** Service plans by which a tenant shows what it bought (identity reference, sections b.4 and g.6). */
export const plans = {
  p1: {
    servicePlanId: '41781fb2-bc02-4b7c-bd55-b576c07bb09d',
    servicePlanName: 'AAD_PREMIUM',
    service: 'AADPremiumService',
  },
  p2: {
    servicePlanId: 'eec0eb4f-6444-4f95-aba0-50c24d67f998',
    servicePlanName: 'AAD_PREMIUM_P2',
    service: 'AADPremiumService',
  },
  exchange: {
    servicePlanId: '9aaf7827-d63c-4b61-89c3-182f06f82e5c',
    servicePlanName: 'EXCHANGE_S_STANDARD',
    service: 'exchange',
  },
  teams: {
    servicePlanId: '57ff2da0-773e-42df-b2af-ffb7a2317929',
    servicePlanName: 'TEAMS1',
    service: 'TeamspaceAPI',
  },
  sharePoint: {
    servicePlanId: 'c7699d2e-19aa-44de-8edf-1736da088ca1',
    servicePlanName: 'SHAREPOINTSTANDARD',
    service: 'SharePoint',
  },
} satisfies Record<string, Plan>

const office: readonly Plan[] = [plans.exchange, plans.teams, plans.sharePoint]

// Business Premium carries P1, Business Standard carries none (skuIds as Microsoft publishes them for licensing).
const businessPremium = { skuId: 'cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46', skuPartNumber: 'SPB' }
const businessStandard = {
  skuId: 'f245ecc8-75af-4f8e-b61f-27d8114de5f3',
  skuPartNumber: 'O365_BUSINESS_PREMIUM',
}
const premiumP2 = { skuId: '84a661c4-e949-4bd2-a560-ed7766fcaf2b', skuPartNumber: 'AAD_PREMIUM_P2' }

interface Owner {
  readonly tenantId: string
  readonly accountName: string
}

export interface Licensing {
  readonly subscribedSkus: Item[]
  readonly assignedLicenses: Item[]
  readonly assignedPlans: Item[]
}

/** What the tenant subscribes to and what an ordinary person is given, for the licences that the cloud is started with. */
export function licensing(
  licences: readonly Licence[],
  owner: Owner,
  seats: number,
  since: string,
): Licensing {
  const hasP1 = licences.length > 0
  const main = hasP1 ? businessPremium : businessStandard
  const mainPlans = hasP1 ? [...office, plans.p1] : office
  const skus = [sku(main, mainPlans, owner, seats)]
  if (licences.includes('p2')) skus.push(sku(premiumP2, [plans.p2], owner, 25))
  return {
    subscribedSkus: skus,
    assignedLicenses: [{ disabledPlans: [], skuId: main.skuId }],
    assignedPlans: mainPlans.map(({ service, servicePlanId }) => ({
      assignedDateTime: since,
      capabilityStatus: 'Enabled',
      service,
      servicePlanId,
    })),
  }
}

function sku(
  product: typeof businessPremium,
  servicePlans: readonly Plan[],
  owner: Owner,
  seats: number,
): Item {
  return {
    accountName: owner.accountName,
    accountId: owner.tenantId,
    appliesTo: 'User',
    capabilityStatus: 'Enabled',
    consumedUnits: Math.floor(seats * 0.93),
    id: `${owner.tenantId}_${product.skuId}`,
    ...product,
    subscriptionIds: [guid(`subscription/${product.skuId}`, 1)],
    prepaidUnits: { enabled: seats, suspended: 0, warning: 0, lockedOut: 0 },
    servicePlans: servicePlans.map(({ servicePlanId, servicePlanName }) => ({
      servicePlanId,
      servicePlanName,
      provisioningStatus: 'Success',
      appliesTo: 'User',
    })),
  }
}
