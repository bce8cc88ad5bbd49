import { z } from 'zod'
import { defineDataset, type RecordOf } from '../dataset.ts'
import { absentOrText, open } from './fields.ts'

/**
 * A relationship of granular delegated administration as the partner sees it. There is no documented way to read
 * it from the customer's tenant (identity.md §0.1 fact 1); a partner may export it.
 */
export const delegatedAdminRelationships = defineDataset({
  name: 'delegatedAdminRelationships',
  title: 'Relationships of delegated administration, as a partner sees them',
  key: ['id'],
  record: z.object({
    id: z.string(),
    displayName: absentOrText,
    status: absentOrText,
    duration: absentOrText,
    autoExtendDuration: absentOrText,
    createdDateTime: absentOrText,
    activatedDateTime: absentOrText,
    endDateTime: absentOrText,
    customer: z.object({ tenantId: absentOrText, displayName: absentOrText }).nullish(),
    accessDetails: open
      .extend({ unifiedRoles: z.array(open.extend({ roleDefinitionId: absentOrText })).nullish() })
      .nullish(),
  }),
})
export type DelegatedAdminRelationship = RecordOf<typeof delegatedAdminRelationships>
