import type { Frame } from '../frame.ts'
import type { Item } from '../types.ts'
import type { Resource, Subscription } from './types.ts'

export interface SubscriptionSketch {
  readonly name: string
  readonly displayName: string
  readonly managementGroup: string
  readonly quotaId: string
  readonly state?: 'Enabled' | 'Warned' | 'PastDue' | 'Disabled'
  /** Tenants that Azure Lighthouse lets in. */
  readonly managedBy?: readonly string[]
  readonly billedBy: 'partner' | 'nobody'
}

export function subscriptionId(frame: Frame, name: string): string {
  return frame.id(`azure-subscription/${name}`)
}

export function subscription(frame: Frame, sketch: SubscriptionSketch): Subscription {
  const id = subscriptionId(frame, sketch.name)
  return {
    subscriptionId: id,
    managementGroup: sketch.managementGroup,
    item: {
      id: `/subscriptions/${id}`,
      subscriptionId: id,
      tenantId: frame.tenant.tenantId,
      displayName: sketch.displayName,
      state: sketch.state ?? 'Enabled',
      subscriptionPolicies: {
        locationPlacementId: 'Public_2014-09-01',
        quotaId: sketch.quotaId,
        spendingLimit: sketch.billedBy === 'nobody' ? 'On' : 'Off',
      },
      authorizationSource: 'RoleBased',
      managedByTenants: (sketch.managedBy ?? []).map((tenantId) => ({ tenantId })),
      tags: { environment: sketch.name },
    },
    billingProperty: billingProperty(frame, id, sketch),
  }
}

/** Partner-billed subscriptions say "MicrosoftCustomerAgreement" and give themselves away by `customerId` (section 1.2). */
function billingProperty(frame: Frame, id: string, { billedBy }: SubscriptionSketch): Item {
  return {
    id: `/subscriptions/${id}/providers/Microsoft.Billing/billingProperty/default`,
    name: 'default',
    properties: billedBy === 'partner' ? partnerBilling(frame) : ownBilling,
    type: 'Microsoft.Billing/billingProperty',
  }
}

function partnerBilling(frame: Frame): Item {
  const account = `/providers/Microsoft.Billing/billingAccounts/${frame.id('billing/northgate')}:${frame.id('billing/northgate/2')}`
  const profile = `${account}/billingProfiles/NGIT-BRIG-001-PGB`
  return {
    billingAccountAgreementType: 'MicrosoftCustomerAgreement',
    billingAccountDisplayName: 'Northgate Managed IT',
    billingAccountId: account,
    billingAccountSoldToCountry: 'GB',
    billingAccountType: 'Business',
    billingProfileDisplayName: 'Northgate Managed IT',
    billingProfileId: profile,
    billingProfileSpendingLimit: 'Off',
    billingProfileStatus: 'Active',
    costCenter: '',
    customerDisplayName: frame.tenant.displayName,
    customerId: `${profile}/customers/${frame.tenant.tenantId}`,
    skuDescription: 'Microsoft Azure Plan',
    skuId: '0001',
    subscriptionBillingStatus: 'Active',
    subscriptionBillingStatusDetails: [{ effectiveDate: frame.calendar.daysAgo(800), reason: 'None' }],
    subscriptionBillingType: 'Benefit',
    subscriptionWorkloadType: 'Production',
  }
}

const ownBilling: Item = {
  billingAccountAgreementType: 'MicrosoftOnlineServicesProgram',
  billingAccountDisplayName: 'Lena Fischer',
  billingAccountId: '/providers/Microsoft.Billing/billingAccounts/4f1c0d6e',
  billingAccountType: 'Individual',
  skuDescription: 'Free Trial',
  skuId: '0002',
  subscriptionBillingStatus: 'Active',
  subscriptionBillingType: 'Free',
}

/** The accounts that this tenant's people can see: the trial that somebody opened. */
export function billingAccounts(): Resource[] {
  return [
    {
      id: '/providers/Microsoft.Billing/billingAccounts/4f1c0d6e',
      name: '4f1c0d6e',
      type: 'Microsoft.Billing/billingAccounts',
      properties: {
        accountStatus: 'Active',
        accountType: 'Individual',
        agreementType: 'MicrosoftOnlineServicesProgram',
        displayName: 'Lena Fischer',
        hasReadAccess: true,
      },
    },
  ]
}
