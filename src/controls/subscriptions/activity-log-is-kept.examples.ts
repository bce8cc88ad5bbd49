import { denied, partial } from '#model/coverage.ts'
import {
  anExport,
  aSubscription,
  aTenant,
  CONTOSO,
  defineExamples,
  FABRIKAM,
  STORAGE,
} from '../../../test/builders/index.ts'
import { activityLogIsKept as control } from './activity-log-is-kept.ts'

const subscriptions = [aSubscription()]
const ROOT = `/providers/microsoft.management/managementgroups/${CONTOSO}`
const MIDDLE = '/providers/microsoft.management/managementgroups/plants'
const managementGroups = [
  { id: ROOT, parentId: null, subscriptions: [] },
  { id: MIDDLE, parentId: ROOT, subscriptions: [{ subscriptionId: 'production' }] },
]
const logs = (category: string, enabled = true) => [{ category, enabled }]

export const examples = defineExamples(control, [
  {
    name: 'no subscription at all',
    given: aTenant(),
    then: 'notApplicable',
    because: /no Azure subscription/,
  },
  {
    name: 'sent to a workspace',
    given: aTenant({ subscriptions, diagnosticSettings: [anExport()] }),
    then: 'pass',
  },
  {
    name: 'sent to a storage account, with all other logs',
    given: aTenant({
      subscriptions,
      diagnosticSettings: [
        anExport('/subscriptions/production', {
          workspaceId: null,
          storageAccountId: STORAGE,
          logs: [{ categoryGroup: 'allLogs', enabled: true }],
        }),
      ],
    }),
    then: 'pass',
  },
  {
    name: 'sent nowhere',
    given: aTenant({
      subscriptions: [aSubscription(), aSubscription('plant')],
      diagnosticSettings: [anExport()],
    }),
    then: 'fail',
    subjects: ['plant'],
    severity: 'medium',
    because: /plant is sent nowhere: Microsoft forgets it after 90 days/,
  },
  {
    name: 'a setting that sends something else',
    given: aTenant({
      subscriptions,
      diagnosticSettings: [anExport('/subscriptions/production', { logs: logs('ServiceHealth') })],
    }),
    then: 'fail',
    because: /its 1 settings send other things/,
  },
  {
    name: 'a category that is switched off',
    given: aTenant({
      subscriptions,
      diagnosticSettings: [anExport('/subscriptions/production', { logs: logs('Administrative', false) })],
    }),
    then: 'fail',
  },
  {
    name: 'a setting without a place to send to',
    given: aTenant({
      subscriptions,
      diagnosticSettings: [anExport('/subscriptions/production', { workspaceId: null })],
    }),
    then: 'fail',
  },
  {
    name: 'a setting of a management group further up brings not all of it',
    given: aTenant({ subscriptions, managementGroups, diagnosticSettings: [anExport(ROOT)] }),
    then: 'fail',
    severity: 'low',
    because: /by a management group alone/,
  },
  {
    name: 'a group of logs that is not all of them',
    given: aTenant({
      subscriptions,
      diagnosticSettings: [
        anExport('/subscriptions/production', { logs: [{ categoryGroup: 'audit', enabled: true }] }),
      ],
    }),
    then: 'unknown',
    because: /does not list/,
  },
  {
    name: 'what another tenant delegated here is its own business',
    given: aTenant({ subscriptions: [aSubscription('theirs', { tenantId: FABRIKAM })] }),
    then: 'notApplicable',
  },
  {
    name: 'settings that were refused',
    given: aTenant({ subscriptions }),
    coverage: { diagnosticSettings: denied('HTTP 403', ['Reader']) },
    then: 'unknown',
    because: /Reader/,
  },
  {
    name: 'settings read in part prove no absence',
    given: aTenant({ subscriptions }),
    coverage: { diagnosticSettings: partial('one answered 500') },
    then: 'unknown',
  },
])
