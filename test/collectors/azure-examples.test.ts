/** Microsoft's own examples of Azure's answers, through the datasets that they are answers for. */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseRecord } from '#model/dataset.ts'
import { type DatasetName, datasetOf } from '#model/datasets.ts'
import { anInput, assessInput } from '../input/harness.ts'
import { hasShared, needing, sharedFile } from '../shared-data.ts'

const FOLDER = 'microsoft/azure-examples'
const index = `${FOLDER}/index.json`
const isThere = hasShared(index)

/** Which dataset reads what. Answers to a change (`CreateOrUpdate`) have the shape of what is read afterwards. */
const readers: Readonly<Record<string, DatasetName>> = {
  'Aadiam.DiagnosticSettings.CreateOrUpdate': 'entraDiagnosticSettings',
  'Aadiam.DiagnosticSettings.List': 'entraDiagnosticSettings',
  'Authorization.ClassicAdministrators.List': 'classicAdministrators',
  'Authorization.RoleAssignments.Delete': 'azureRoleAssignments',
  'Authorization.RoleAssignments.ListForScope': 'azureRoleAssignments',
  'Authorization.RoleEligibilityScheduleInstances.ListForScope': 'azureRoleEligibility',
  'Billing.BillingProperty.GetMPA': 'subscriptionBilling',
  'CostManagement.Budgets.CreateOrUpdateSubscription': 'budgets',
  'CostManagement.Budgets.ListSubscription': 'budgets',
  'CostManagement.ScheduledActions.CreateInsightAlert': 'scheduledActions',
  'CostManagement.ScheduledActions.ListByScope': 'scheduledActions',
  'ManagedServices.RegistrationAssignments.ListWithFilter': 'registrationAssignments',
  'Monitor.SubscriptionDiagnosticSettings.CreateOrUpdate': 'diagnosticSettings',
  'Monitor.SubscriptionDiagnosticSettings.List': 'diagnosticSettings',
  'OperationalInsights.Tables.ListByWorkspace': 'logTables',
  'OperationalInsights.Workspaces.ListBySubscription': 'logWorkspaces',
  'ResourceGraph.Resources.BasicQuery': 'resources',
  'Resources.Subscriptions.List': 'subscriptions',
  'Security.SecureScores.List': 'azureSecureScores',
  'Subscription.TenantPolicy.Get': 'subscriptionPolicy',
  'Subscription.TenantPolicy.Put': 'subscriptionPolicy',
}

/** Examples of what is no dataset of these, and why. */
const others: Readonly<Record<string, string>> = {
  'Authorization.GlobalAdministrator.ElevateAccess': 'an action without an answer',
  'ManagedServices.RegistrationAssignments.Delete': 'an action without an answer',
  'CostManagement.CostDetails.OperationResultsBySubscription': 'a report to download',
  'CostManagement.Query.SubscriptionGrouping': 'rows of cost, which are no records',
  'Monitor.ActivityLogs.ListFiltered': 'a log',
}

interface Example {
  readonly responses: Readonly<Record<string, { readonly body?: Body }>>
}

interface Body {
  readonly value?: readonly unknown[]
  readonly data?: readonly unknown[]
}

function bodyOf(name: string): Body {
  const example: Example = JSON.parse(readFileSync(sharedFile(`${FOLDER}/${name}.json`), 'utf8'))
  return example.responses['200']?.body ?? {}
}

const itemsOf = (body: Body): readonly unknown[] => body.value ?? body.data ?? [body]

/** The records of an example, or the reasons why there are none. */
function records(name: string): readonly (Readonly<Record<string, unknown>> | string)[] {
  const dataset = datasetOf(readers[name] ?? 'subscriptions')
  return itemsOf(bodyOf(name)).map((item) => {
    const parsed = parseRecord(dataset, item)
    return parsed.ok ? parsed.record : parsed.reason
  })
}

const isPerSubscription = (dataset: DatasetName): boolean =>
  'subscriptionId' in datasetOf(dataset).record.shape

describe.skipIf(!isThere)(`${needing(index, 'the official examples of Azure')}`, () => {
  it('are all accounted for', () => {
    const files = readdirSync(sharedFile(FOLDER)).filter((file) => file !== 'index.json')

    const named = [...Object.keys(readers), ...Object.keys(others)].map((name) => `${name}.json`)

    expect(named.sort()).toEqual(files.sort())
  })

  it.each(Object.entries(readers))('%s is read as %s', (name, dataset) => {
    const found = records(name)

    expect(found.length).toBeGreaterThan(0)
    expect(found.filter((record) => typeof record === 'string')).toEqual([])
    for (const record of found) {
      if (isPerSubscription(dataset)) expect(record).toHaveProperty('subscriptionId', expect.any(String))
      if (typeof record !== 'string' && 'id' in record)
        expect(record['id']).toBe(String(record['id']).toLowerCase())
    }
  })

  it('give ids that can be compared, whether or not they begin with a slash', () => {
    expect(records('Monitor.SubscriptionDiagnosticSettings.List')).toEqual([
      expect.objectContaining({
        id: '/subscriptions/fb9f25f9-5785-4510-a38f-a62f188eb9f8/providers/azureresourcemanager/diagnosticsettings/ds4',
        scope: '/subscriptions/fb9f25f9-5785-4510-a38f-a62f188eb9f8',
        workspaceId:
          '/subscriptions/fb9f25f9-5785-4510-a38f-a62f188eb9f8/resourcegroups/apptest/providers/microsoft.operationalinsights/workspaces/test1',
        logs: [{ categoryGroup: 'allLogs', enabled: true }],
      }),
    ])
  })

  it('give away a partner by the customer, whatever the agreement is called', () => {
    const [billing] = records('Billing.BillingProperty.GetMPA')

    expect(billing).toMatchObject({
      subscriptionId: '11111111-1111-1111-1111-111111111111',
      billingAccountAgreementType: 'MicrosoftCustomerAgreement',
      customerId: expect.stringContaining('/customers/'),
      skuDescription: 'Microsoft Azure Plan',
    })
  })

  it('take two classic roles in one text for two', () => {
    expect(records('Authorization.ClassicAdministrators.List')).toMatchObject([
      { roles: ['ServiceAdministrator', 'AccountAdministrator'] },
      { roles: ['CoAdministrator'] },
    ])
  })

  it('say to whom a subscription is delegated, with standing and eligible roles', () => {
    const [delegation] = records('ManagedServices.RegistrationAssignments.ListWithFilter')

    expect(delegation).toMatchObject({
      scope: '/subscriptions/0afefe50-734e-4610-8c82-a144aff49dea',
      managedByTenantId: '83abe5cd-bcc3-441a-bd86-e6a75360cecc',
      managedByTenantName: 'Contoso Corp.',
      provisioningState: 'Succeeded',
      authorizations: [
        { roleDefinitionId: 'acdd72a7-3385-48ef-bd42-f606fba81ae7' },
        { delegatedRoleDefinitionIds: ['b24988ac-6180-42a0-ab88-20f7382dd24c'] },
      ],
      eligibleAuthorizations: [{ justInTimeAccessPolicy: { multiFactorAuthProvider: 'Azure' } }],
      definedBy: 'testuser@outlook.com',
    })
  })

  it('trust the id of a role over its expanded definition, where the two differ', () => {
    expect(records('Authorization.RoleEligibilityScheduleInstances.ListForScope')).toMatchObject([
      { roleId: 'b24988ac-6180-42a0-ab88-20f7382dd24c', principalDisplayName: 'User Account' },
    ])
  })

  it('read truth values that come as texts', () => {
    expect(records('OperationalInsights.Tables.ListByWorkspace')[0]).toMatchObject({
      name: 'AzureNetworkFlow',
      workspaceId: expect.stringMatching(/^\/subscriptions\/[^/]+\/resourcegroups\/.*\/workspaces\/[^/]+$/),
      retentionInDays: 45,
      totalRetentionInDays: 70,
      retentionInDaysAsDefault: false,
    })
  })

  it('turn the named notifications of a budget into a list', () => {
    const [subscription, group] = records('CostManagement.Budgets.ListSubscription')

    expect(subscription).toMatchObject({
      scope: '/subscriptions/00000000-0000-0000-0000-000000000000',
      startDate: '2023-04-01T00:00:00Z',
      notifications: [{ name: 'Actual_GreaterThanOrEqualTo_60_Percent', threshold: 60 }],
    })
    expect(group).toMatchObject({ scope: expect.stringMatching(/\/resourcegroups\/mydevtestrg$/) })
  })
})

/** One file per dataset: the lists where there are two. */
const exported = Object.entries(readers).filter(
  ([name]) => !/CreateOrUpdate|CreateInsightAlert|Delete|Put$/.test(name),
)

describe.skipIf(!isThere)(`${needing(index, 'an exported folder of the official examples')}`, () => {
  it('is an input, each file under the name of its dataset', async () => {
    const files = Object.fromEntries(exported.map(([name, dataset]) => [`${dataset}.json`, bodyOf(name)]))

    const { coverage } = await assessInput(anInput(files))

    for (const [name, dataset] of exported) {
      const { length } = itemsOf(bodyOf(name))
      // Its next link says that there was more: a page is not the list.
      const state = dataset === 'subscriptions' ? 'partial' : 'complete'
      expect(coverage[dataset], dataset).toMatchObject({ state, records: length })
    }
  })
})
