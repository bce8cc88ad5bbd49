import { z } from 'zod'
import { defineDataset, type RecordOf } from '../dataset.ts'
import { absentOrOpen } from './fields.ts'

const inboundTrust = z.looseObject({
  isMfaAccepted: z.boolean().nullish(),
  isCompliantDeviceAccepted: z.boolean().nullish(),
  isHybridAzureADJoinedDeviceAccepted: z.boolean().nullish(),
})

const settings = {
  inboundTrust: inboundTrust.nullish(),
  b2bCollaborationInbound: absentOrOpen,
  b2bDirectConnectInbound: absentOrOpen,
  automaticUserConsentSettings: absentOrOpen,
}

/** What holds for every other tenant without an entry of its own. One record. */
export const crossTenantAccessPolicyDefault = defineDataset({
  name: 'crossTenantAccessPolicyDefault',
  title: 'Cross-tenant access: what holds for every other organisation',
  key: ['id'],
  prepare: withId,
  record: z.object({ id: z.string(), isServiceDefault: z.boolean().nullish(), ...settings }),
})
export type CrossTenantAccessPolicyDefault = RecordOf<typeof crossTenantAccessPolicyDefault>

/** An organisation with settings of its own; `isServiceProvider` marks a Cloud Solution Provider of this tenant. */
export const crossTenantAccessPolicyPartners = defineDataset({
  name: 'crossTenantAccessPolicyPartners',
  title: 'Cross-tenant access: organisations with settings of their own, service providers marked',
  key: ['tenantId'],
  record: z.object({ tenantId: z.string(), isServiceProvider: z.boolean().nullish(), ...settings }),
})
export type CrossTenantAccessPolicyPartner = RecordOf<typeof crossTenantAccessPolicyPartners>

/** The default is a singleton that Microsoft gives no id in some versions. */
function withId(item: unknown): unknown {
  return typeof item === 'object' && item !== null ? { id: 'default', ...item } : item
}
