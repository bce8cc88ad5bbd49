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

/** Names and domains of tenants, and the definitions that name roles. */
const NAMES = ['tenantInformation', 'roleDefinitions'] as const satisfies readonly DatasetName[]

/** Every dataset that the register reads. */
export const partnerDatasets = [...new Set([...Object.values(channelDatasets).flat(), ...NAMES])] as const

/**
 * What gives names to what is found, and hints that are no keys. `tenantInformation` is not among them: the domain of a
 * tenant finds its guests and accounts.
 */
export const namingDatasets = ['roleDefinitions', 'commerceSubscriptions', 'subscriptionBilling'] as const

/** Beside them what applications may do in the name of users: it adds to a key that shows anyhow. */
export const supplementingDatasets = [...namingDatasets, 'oauth2PermissionGrants'] as const

/**
 * The channels that only logs show. They stand apart from `channelDatasets`: most tenants have no or few logs, and
 * what a partner holds is known without them. What they show is in no attestation.
 */
export const logChannelDatasets = {
  signIn: ['signIns'],
  audit: ['directoryAudits', 'unifiedAudit'],
} as const satisfies Partial<Record<Channel, readonly DatasetName[]>>

/**
 * Operations in Azure. No collection reads them yet, so that no verdict rests on them: they are shown, and that they
 * are missing is said.
 */
export const operationDatasets = ['activityLog'] as const satisfies readonly DatasetName[]

/** The logs in which partners show. */
export const logDatasets = [...logChannelDatasets.signIn, ...logChannelDatasets.audit] as const

export type PartnerDataset = (typeof partnerDatasets)[number]
/** Logs are there or not; the rest of the register does not depend on them. */
export type PartnerRecords = View<PartnerDataset> &
  Partial<View<(typeof logDatasets)[number] | (typeof operationDatasets)[number]>>
