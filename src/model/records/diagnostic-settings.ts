import { z } from 'zod'
import { defineDataset, type RecordOf } from '../dataset.ts'
import { comparableId, type Fields, lifted, scopeIn, subscriptionIn } from './azure.ts'
import { absentOrText } from './fields.ts'

/** Where a setting sends which logs; comparable ids, null where it does not send. */
const destinations = {
  name: absentOrText,
  storageAccountId: absentOrText,
  workspaceId: absentOrText,
  eventHubAuthorizationRuleId: absentOrText,
  eventHubName: absentOrText,
  marketplacePartnerId: absentOrText,
  /** By category or by `categoryGroup`, of which `allLogs` is all. New categories come without notice. */
  logs: z
    .array(
      z.object({
        category: absentOrText,
        categoryGroup: absentOrText,
        enabled: z.boolean().nullish(),
        retentionPolicy: z.object({ enabled: z.boolean().nullish(), days: z.number().nullish() }).nullish(),
      }),
    )
    .nullish(),
}

/**
 * An export of the activity log. One of a management group brings many, not all, events of the subscriptions below,
 * and does not stand in for theirs (azure.md §5.2).
 */
export const diagnosticSettings = defineDataset({
  name: 'diagnosticSettings',
  title: 'Exports of the activity log of subscriptions and management groups',
  key: ['id'],
  prepare: ofScope,
  record: z.object({
    id: z.string(),
    /** The subscription or management group, comparable. */
    scope: z.string(),
    /** Null for a management group. */
    subscriptionId: absentOrText,
    ...destinations,
  }),
})
export type DiagnosticSetting = RecordOf<typeof diagnosticSettings>

/** An export of the sign-in and audit logs of Microsoft Entra ID. */
export const entraDiagnosticSettings = defineDataset({
  name: 'entraDiagnosticSettings',
  title: 'Exports of the sign-in and audit logs of Microsoft Entra ID',
  key: ['id'],
  prepare: (item) => lifted(item, comparableDestinations),
  record: z.object({ id: z.string(), ...destinations }),
})
export type EntraDiagnosticSetting = RecordOf<typeof entraDiagnosticSettings>

function ofScope(item: unknown): unknown {
  return lifted(item, (setting) => {
    const scope = setting['scope'] ?? scopeIn(setting['id'])
    return {
      scope: comparableId(scope),
      subscriptionId: subscriptionIn(scope),
      ...comparableDestinations(setting),
    }
  })
}

function comparableDestinations(setting: Fields): Fields {
  return {
    storageAccountId: comparableId(setting['storageAccountId']),
    workspaceId: comparableId(setting['workspaceId']),
    eventHubAuthorizationRuleId: comparableId(setting['eventHubAuthorizationRuleId']),
    marketplacePartnerId: comparableId(setting['marketplacePartnerId']),
  }
}
