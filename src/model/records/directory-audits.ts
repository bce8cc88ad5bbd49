import { z } from 'zod'
import { defineDataset, type RecordOf } from '../dataset.ts'
import { absentOrText } from './fields.ts'

const property = z.object({ displayName: absentOrText, oldValue: absentOrText, newValue: absentOrText })

/**
 * One change of the directory (identity.md §f.3). Collected are those of people from other tenants and those that
 * concern partners, roles, consent and new accounts; an export may hold all.
 */
export const directoryAudits = defineDataset({
  name: 'directoryAudits',
  title:
    'Directory changes of the last 7 days by people of other tenants, or about partners, roles, consent and new accounts; exports may hold more days and all changes',
  key: ['id'],
  record: z.object({
    id: z.string(),
    activityDateTime: absentOrText,
    activityDisplayName: absentOrText,
    category: absentOrText,
    loggedByService: absentOrText,
    operationType: absentOrText,
    result: absentOrText,
    resultReason: absentOrText,
    correlationId: absentOrText,
    initiatedBy: z
      .object({
        user: z
          .object({
            id: absentOrText,
            userPrincipalName: absentOrText,
            displayName: absentOrText,
            ipAddress: absentOrText,
            homeTenantId: absentOrText,
          })
          .nullish(),
        app: z
          .object({ appId: absentOrText, servicePrincipalId: absentOrText, displayName: absentOrText })
          .nullish(),
      })
      .nullish(),
    targetResources: z
      .array(
        z.object({
          id: absentOrText,
          displayName: absentOrText,
          type: absentOrText,
          userPrincipalName: absentOrText,
          modifiedProperties: z.array(property).nullish(),
        }),
      )
      .nullish(),
    additionalDetails: z.array(z.object({ key: absentOrText, value: absentOrText })).nullish(),
  }),
})
export type DirectoryAudit = RecordOf<typeof directoryAudits>
