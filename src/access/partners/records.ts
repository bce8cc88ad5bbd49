/** The datasets that the register is made from. */
import type { View } from '#model/control.ts'
import type { DatasetName } from '#model/datasets.ts'
import type { Channel } from './sighting.ts'

/** Each channel with the datasets that show it; what is missing of them makes the channel unknown. */
export const channelDatasets = {
  directoryRole: ['organization', 'roleAssignments', 'roleEligibilityScheduleInstances', 'groupMembers'],
  tenantGovernance: ['governanceRelationships'],
  crossTenantAccess: ['crossTenantAccessPolicyPartners'],
  azureRole: ['subscriptions', 'azureRoleAssignments', 'azureRoleEligibility', 'azureRoleDefinitions'],
  lighthouse: ['subscriptions', 'registrationAssignments'],
  application: ['servicePrincipals', 'appRoleAssignments', 'oauth2PermissionGrants'],
  guest: ['users'],
  localAccount: ['users'],
  commerce: ['commerceSubscriptions', 'subscriptionBilling'],
  manual: ['partnerRelationships'],
} as const satisfies Partial<Record<Channel, readonly DatasetName[]>>

/** Names of tenants, and the definitions that name roles: they name what is found and find nothing. */
const NAMES = ['tenantInformation', 'roleDefinitions'] as const satisfies readonly DatasetName[]

/** Every dataset that the register reads. */
export const partnerDatasets = [...new Set([...Object.values(channelDatasets).flat(), ...NAMES])] as const

export type PartnerDataset = (typeof partnerDatasets)[number]
export type PartnerRecords = View<PartnerDataset>
