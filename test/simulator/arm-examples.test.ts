import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { armExceptions } from '../../simulator/exceptions.ts'
import { hasSharedFile, sharedFile } from '../../simulator/shared-data.ts'
import { type ArmClient, anArmClient, subscriptionOf } from './arm-client.ts'

const folder = 'data/microsoft/azure-examples'
const isThere = hasSharedFile(`${folder}/index.json`)
if (!isThere) console.warn(`arm-examples.test.ts: skipped, ${folder} is absent (set KEYWARD_SHARED)`)

type Json = Record<string, unknown>

function example(file: string): Json {
  const text = readFileSync(sharedFile(`${folder}/${file}.json`), 'utf8')
  const parsed = JSON.parse(text) as { responses: { 200: { body: Json } } }
  return parsed.responses[200].body
}

const logs = 'Microsoft.OperationalInsights/workspaces'

/** The operation of each official example, asked of the simulator. */
const operations: Readonly<Record<string, (client: ArmClient) => Promise<unknown>>> = {
  'Resources.Subscriptions.List': async (client) => (await client.get('/subscriptions')).body,
  'Billing.BillingProperty.GetMPA': async (client) =>
    (await client.get(`${subscriptionOf(client)}/providers/Microsoft.Billing/billingProperty/default`)).body,
  'Subscription.TenantPolicy.Get': async (client) =>
    (await client.get('/providers/Microsoft.Subscription/policies/default')).body,
  'Authorization.RoleAssignments.ListForScope': async (client) =>
    (await client.get(`${subscriptionOf(client)}/providers/Microsoft.Authorization/roleAssignments`)).body,
  'Authorization.RoleEligibilityScheduleInstances.ListForScope': async (client) =>
    (
      await client.get(
        `${subscriptionOf(client)}/providers/Microsoft.Authorization/roleEligibilityScheduleInstances`,
      )
    ).body,
  'Authorization.ClassicAdministrators.List': async (client) =>
    (
      await client.get(
        `${subscriptionOf(client, 'plant')}/providers/Microsoft.Authorization/classicAdministrators`,
      )
    ).body,
  'ManagedServices.RegistrationAssignments.ListWithFilter': async (client) =>
    (
      await client.get(
        `${subscriptionOf(client)}/providers/Microsoft.ManagedServices/registrationAssignments?$expandRegistrationDefinition=true`,
      )
    ).body,
  'CostManagement.ScheduledActions.ListByScope': async (client) =>
    (await client.get(`${subscriptionOf(client)}/providers/Microsoft.CostManagement/scheduledActions`)).body,
  'CostManagement.Budgets.ListSubscription': async (client) =>
    (await client.get(`${subscriptionOf(client)}/providers/Microsoft.Consumption/budgets`)).body,
  'Monitor.SubscriptionDiagnosticSettings.List': async (client) =>
    (await client.get(`${subscriptionOf(client)}/providers/Microsoft.Insights/diagnosticSettings`)).body,
  'Monitor.ActivityLogs.ListFiltered': async (client) => {
    const filter = "eventTimestamp ge '2026-11-08T00:00:00Z' and eventTimestamp le '2026-11-15T08:00:00Z'"
    const log = 'providers/Microsoft.Insights/eventtypes/management/values?api-version=2015-04-01'
    return (await client.get(`${subscriptionOf(client)}/${log}&$filter=${encodeURIComponent(filter)}`)).body
  },
  'Aadiam.DiagnosticSettings.List': async (client) =>
    (await client.get('/providers/microsoft.aadiam/diagnosticSettings')).body,
  'OperationalInsights.Workspaces.ListBySubscription': async (client) =>
    (await client.get(`${subscriptionOf(client)}/providers/${logs}`)).body,
  'OperationalInsights.Tables.ListByWorkspace': async (client) =>
    (await client.get(`${subscriptionOf(client)}/resourceGroups/bw-logs/providers/${logs}/bw-logs/tables`))
      .body,
  'Security.SecureScores.List': async (client) =>
    (await client.get(`${subscriptionOf(client)}/providers/Microsoft.Security/secureScores`)).body,
  'ResourceGraph.Resources.BasicQuery': async (client) =>
    (await client.query({ query: 'Resources | project id, name, type, location, tags | limit 3' })).body,
}

const kind = (value: unknown): string =>
  Array.isArray(value) ? 'list' : value === null ? 'null' : typeof value

/** Every path in a body with the kinds of value found there; rows of a list share one path. */
function shape(value: unknown, path: string, found: Map<string, Set<string>>): Map<string, Set<string>> {
  found.set(path, (found.get(path) ?? new Set()).add(kind(value)))
  if (Array.isArray(value)) for (const row of value) shape(row, `${path}[]`, found)
  else if (value !== null && typeof value === 'object') {
    // Tags and notifications are named by whoever made them.
    const isNamedFreely = /\.(tags|notifications)$/.test(path)
    for (const [name, inner] of Object.entries(value))
      shape(inner, `${path}.${isNamedFreely ? '*' : name}`, found)
  }
  return found
}

function isExcepted(operation: string, path: string): boolean {
  return armExceptions.some((one) => one.operation === operation && path.startsWith(one.path))
}

function differences(operation: string, ours: unknown): string[] {
  const official = shape(example(operation), '', new Map())
  const simulated = shape(ours, '', new Map())
  const paths = new Set([...official.keys(), ...simulated.keys()])
  return (
    [...paths]
      // A next link is there or not, as the length of the list wants it.
      .filter((path) => path !== '.nextLink' && !isExcepted(operation, path))
      .flatMap((path) => {
        const [theirs, mine] = [official.get(path), simulated.get(path)]
        if (!mine) return [`${path} is missing`]
        if (!theirs) return [`${path} is not in the example`]
        const strange = [...mine].filter((one) => one !== 'null' && !theirs.has(one) && !theirs.has('null'))
        return strange.map((one) => `${path} is ${one}`)
      })
  )
}

describe.skipIf(!isThere)('answers of the simulated Azure against the official examples', () => {
  it.each(Object.keys(operations))('%s has the same keys and types', async (operation) => {
    const client = await anArmClient()

    const body = await operations[operation]?.(client)

    expect(differences(operation, body)).toEqual([])
  })

  it.each(armExceptions)('the exception $operation $path is needed', async ({ operation, path }) => {
    const client = await anArmClient()
    const official = shape(example(operation), '', new Map())
    const simulated = shape(await operations[operation]?.(client), '', new Map())

    const touched = [...official.keys(), ...simulated.keys()].filter((one) => one.startsWith(path))

    expect(touched.some((one) => !official.has(one) || !simulated.has(one))).toBe(true)
  })
})
