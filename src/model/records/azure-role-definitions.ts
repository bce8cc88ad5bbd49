import { z } from 'zod'
import { defineDataset, type RecordOf } from '../dataset.ts'
import { fieldsOf, isFields, lastPart, lifted } from './azure.ts'
import { absentOrText, absentOrTexts } from './fields.ts'

/**
 * A role of Azure, built in or custom. Its path is written with and without a subscription in front, so `id` is the
 * GUID at the end of it: that is what assignments are joined on (azure.md §2.1).
 */
export const azureRoleDefinitions = defineDataset({
  name: 'azureRoleDefinitions',
  title: 'Roles of Azure and what they allow',
  key: ['id'],
  prepare: byGuid,
  record: z.object({
    id: z.string(),
    roleName: absentOrText,
    /** `BuiltInRole` or `CustomRole`. */
    roleType: absentOrText,
    description: absentOrText,
    assignableScopes: absentOrTexts,
    permissions: z
      .array(
        z.object({
          actions: absentOrTexts,
          notActions: absentOrTexts,
          dataActions: absentOrTexts,
          notDataActions: absentOrTexts,
          condition: absentOrText,
        }),
      )
      .nullish(),
    createdOn: absentOrText,
    updatedOn: absentOrText,
    createdBy: absentOrText,
    updatedBy: absentOrText,
  }),
})
export type AzureRoleDefinition = RecordOf<typeof azureRoleDefinitions>

/** `type` of a resource is not the `type` of the role, which lies in its properties. */
function byGuid(item: unknown): unknown {
  if (!isFields(item)) return item
  const { type: roleType } = fieldsOf(item['properties'])
  return lifted(item, ({ id }) => ({ id: lastPart(id), roleType: roleType ?? item['roleType'] }))
}
