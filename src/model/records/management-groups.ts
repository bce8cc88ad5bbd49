import { z } from 'zod'
import { defineDataset, type RecordOf } from '../dataset.ts'
import { comparableId, eachOf, type Fields, isFields, lifted, lowered } from './azure.ts'
import { absentOrText } from './fields.ts'

/**
 * A management group and the subscriptions that hang in it directly. The root group bears the id of the tenant;
 * whoever could read its tree sees every subscription, which is what makes Azure's other lists whole: they are
 * filtered without a word (azure.md §1.1).
 */
export const managementGroups = defineDataset({
  name: 'managementGroups',
  title: 'The tree of management groups, with the subscriptions in it',
  key: ['id'],
  prepare: withSubscriptions,
  doubt: ({ notFound }) =>
    notFound
      ? 'without a root management group nothing proves that all subscriptions are in sight'
      : undefined,
  record: z.object({
    id: z.string(),
    /** The tenant has no root group yet. */
    notFound: z.boolean().nullish(),
    /** As it was written, for people. */
    name: absentOrText,
    displayName: absentOrText,
    tenantId: absentOrText,
    /** Null at the root. */
    parentId: absentOrText,
    subscriptions: z.array(z.object({ subscriptionId: z.string(), displayName: absentOrText })).nullish(),
  }),
})
export type ManagementGroup = RecordOf<typeof managementGroups>

function withSubscriptions(item: unknown): unknown {
  return lifted(item, (group) => ({
    tenantId: lowered(group['tenantId']),
    parentId: comparableId(group['parentId']),
    subscriptions: group['subscriptions'] ?? subscriptionsAmong(group['children']),
  }))
}

/** Children are groups and subscriptions, told apart by their type. */
function subscriptionsAmong(children: unknown): unknown {
  if (!Array.isArray(children)) return undefined
  const found = children.filter((child: unknown) => isFields(child) && isSubscription(child))
  return eachOf(found, ({ name, displayName }) => ({ subscriptionId: lowered(name), displayName }))
}

function isSubscription({ type }: Fields): boolean {
  return typeof type === 'string' && /(^|\/)subscriptions$/i.test(type)
}
