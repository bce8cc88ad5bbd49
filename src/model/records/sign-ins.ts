import { z } from 'zod'
import { defineDataset, type RecordOf } from '../dataset.ts'
import { absentOrOpen, absentOrText, absentOrTexts } from './fields.ts'

/**
 * One sign-in (identity.md §f.2). Collected are the ones from other tenants alone, to stay small; an export may hold
 * all. So a sign-in of an own account that is missing here says nothing.
 */
export const signIns = defineDataset({
  name: 'signIns',
  title:
    'Sign-ins of the last 7 days that came from other tenants, interactive or not; exports may hold more days and all sign-ins',
  key: ['id'],
  prepare: withWords,
  record: z.object({
    id: z.string(),
    createdDateTime: absentOrText,
    userId: absentOrText,
    userPrincipalName: absentOrText,
    userDisplayName: absentOrText,
    userType: absentOrText,
    appId: absentOrText,
    appDisplayName: absentOrText,
    resourceId: absentOrText,
    resourceDisplayName: absentOrText,
    homeTenantId: absentOrText,
    resourceTenantId: absentOrText,
    /** Members of a flags enumeration, apart by commas; some exports write the number. */
    crossTenantAccessType: absentOrText,
    signInEventTypes: absentOrTexts,
    isInteractive: z.boolean().nullish(),
    clientAppUsed: absentOrText,
    authenticationRequirement: absentOrText,
    authenticationProtocol: absentOrText,
    conditionalAccessStatus: absentOrText,
    ipAddress: absentOrText,
    location: absentOrOpen,
    userAgent: absentOrText,
    /** 0: it succeeded. */
    status: z.looseObject({ errorCode: z.number().nullish(), failureReason: absentOrText }).nullish(),
    correlationId: absentOrText,
  }),
})
export type SignIn = RecordOf<typeof signIns>

function withWords(item: unknown): unknown {
  if (typeof item !== 'object' || item === null || !('crossTenantAccessType' in item)) return item
  const { crossTenantAccessType: type } = item
  return typeof type === 'number' ? { ...item, crossTenantAccessType: String(type) } : item
}
