import type { Frame } from '../frame.ts'
import type { Item } from '../types.ts'

/** Power Automate Free, as somebody signs up for it (product names and service plan identifiers of Microsoft). */
const trialSku = { skuId: 'f30db892-07e9-47e9-837c-80727f46fd3d', skuPartNumber: 'FLOW_FREE' }

/**
 * What the tenant bought, one row for each of its licence packages (Azure reference, section 1.5). Sold by a
 * partner, a row names the partner's tenant as its owner; bought from Microsoft, it names nobody.
 */
export function commerceSubscriptions(frame: Frame, seller: string | null = null): Item[] {
  return frame.licensing.subscribedSkus.map((sku) => ({
    id: frame.id(`commerce/${sku['skuId']}`),
    commerceSubscriptionId: frame.id(`commerce-order/${sku['skuId']}`),
    createdDateTime: frame.calendar.daysAgo(800),
    isTrial: false,
    nextLifecycleDateTime: frame.calendar.daysAgo(-120),
    ownerId: null,
    ownerTenantId: seller,
    ownerType: null,
    serviceStatus: sku['servicePlans'],
    skuId: sku['skuId'],
    skuPartNumber: sku['skuPartNumber'],
    status: 'Enabled',
    totalLicenses: (sku['prepaidUnits'] as Item)['enabled'],
  }))
}

/** A trial that one person started last week. */
export function trialSubscription(frame: Frame, starter: string): Item {
  return {
    id: frame.id('commerce/trial'),
    commerceSubscriptionId: frame.id('commerce-order/trial'),
    createdDateTime: frame.calendar.daysAgo(6),
    isTrial: true,
    nextLifecycleDateTime: frame.calendar.daysAgo(-24),
    ownerId: starter,
    ownerTenantId: frame.tenant.tenantId,
    ownerType: 'User',
    serviceStatus: [],
    ...trialSku,
    status: 'Enabled',
    totalLicenses: 10_000,
  }
}
