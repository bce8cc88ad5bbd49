/** What the collectors ask of Azure: of whom, in which version, and that each question is one that Azure answers. */
import { describe, expect, it } from 'vitest'
import { type Collector, type EachSource, type Source, serviceOf } from '#collectors/collector.ts'
import { allCollectors } from '#collectors/collectors.generated.ts'
import type { DatasetName } from '#model/datasets.ts'
import { pathOf } from '#pipeline/collect/ask.ts'
import { armRoutes } from '../../simulator/arm/answer.ts'
import { parseQuery } from '../../simulator/arm/resource-graph/query.ts'
import { tables } from '../../simulator/arm/resource-graph/rows.ts'
import { compile } from '../../simulator/arm/route.ts'
import { FOREIGN, factsFor, OWN, TENANT, WORKSPACE } from './azure-facts.ts'

const collectors = allCollectors.filter(({ source }) => serviceOf(source) === 'azure')
const sources = collectors.flatMap(({ produces, source, orElse }: Collector) => [
  [produces, source] as const,
  ...(orElse ? [[`${produces}, its other way`, orElse] as const] : []),
])

/** Every request that a source makes of the tenant in azure-facts.ts; a query makes the same one always. */
async function requestsOf(source: Source, without: readonly DatasetName[] = []): Promise<readonly string[]> {
  if (source.kind === 'query') return [source.query]
  if (source.kind !== 'each') return [pathOf(source)]
  const subjects = await source.subjects(factsFor(source, without))
  return subjects.map((subject) => decodeURIComponent(pathOf(source.request(subject))))
}

function sourceOf(dataset: DatasetName): Source {
  const found = collectors.find(({ produces }) => produces === dataset)
  if (!found) throw new Error(`nobody asks Azure for ${dataset}`)
  return found.source
}

function eachOf(dataset: DatasetName): EachSource {
  const source = sourceOf(dataset)
  if (source.kind !== 'each') throw new Error(`${dataset} is not read subject by subject`)
  return source
}

const root = `/providers/Microsoft.Management/managementGroups/${TENANT}`
const plant = '/providers/Microsoft.Management/managementGroups/MG Plant'

/** Dataset, and what is asked; the versions are those of the reference (azure.md). */
const asked: readonly (readonly [DatasetName, readonly string[]])[] = [
  ['managementGroups', [`${root}?api-version=2020-05-01&$expand=children&$recurse=true`]],
  ['subscriptions', ['/subscriptions?api-version=2022-12-01']],
  [
    'subscriptionBilling',
    [`/subscriptions/${OWN}/providers/Microsoft.Billing/billingProperty/default?api-version=2024-04-01`],
  ],
  ['subscriptionPolicy', ['/providers/Microsoft.Subscription/policies/default?api-version=2021-10-01']],
  [
    'azureRoleAssignments',
    [
      `/subscriptions/${OWN}/providers/Microsoft.Authorization/roleAssignments?api-version=2022-04-01`,
      `${plant}/providers/Microsoft.Authorization/roleAssignments?api-version=2022-04-01&$filter=atScope()`,
      `${root}/providers/Microsoft.Authorization/roleAssignments?api-version=2022-04-01&$filter=atScope()`,
    ],
  ],
  [
    'azureRoleEligibility',
    [
      `/subscriptions/${OWN}/providers/Microsoft.Authorization/roleEligibilityScheduleInstances?api-version=2020-10-01`,
      `${plant}/providers/Microsoft.Authorization/roleEligibilityScheduleInstances?api-version=2020-10-01&$filter=atScope()`,
      `${root}/providers/Microsoft.Authorization/roleEligibilityScheduleInstances?api-version=2020-10-01&$filter=atScope()`,
    ],
  ],
  [
    'classicAdministrators',
    [`/subscriptions/${OWN}/providers/Microsoft.Authorization/classicAdministrators?api-version=2015-07-01`],
  ],
  [
    'diagnosticSettings',
    [
      `/subscriptions/${OWN}/providers/Microsoft.Insights/diagnosticSettings?api-version=2021-05-01-preview`,
      `${plant}/providers/Microsoft.Insights/diagnosticSettings?api-version=2021-05-01-preview`,
      `${root}/providers/Microsoft.Insights/diagnosticSettings?api-version=2021-05-01-preview`,
    ],
  ],
  ['entraDiagnosticSettings', ['/providers/microsoft.aadiam/diagnosticSettings?api-version=2017-04-01']],
  [
    'logWorkspaces',
    [`/subscriptions/${OWN}/providers/Microsoft.OperationalInsights/workspaces?api-version=2022-10-01`],
  ],
  ['logTables', [`${WORKSPACE}/tables?api-version=2022-10-01`]],
  [
    'scheduledActions',
    [`/subscriptions/${OWN}/providers/Microsoft.CostManagement/scheduledActions?api-version=2023-11-01`],
  ],
  ['budgets', [`/subscriptions/${OWN}/providers/Microsoft.Consumption/budgets?api-version=2023-11-01`]],
  [
    'azureSecureScores',
    [`/subscriptions/${OWN}/providers/Microsoft.Security/secureScores?api-version=2020-01-01`],
  ],
]

describe('Azure is asked', () => {
  it.each(asked)('for %s', async (dataset, expected) => {
    expect([...(await requestsOf(sourceOf(dataset)))].sort()).toEqual([...expected].sort())
  })

  it('for everything else in one question over all subscriptions', () => {
    const rest = collectors
      .filter(({ produces }) => !asked.some(([dataset]) => dataset === produces))
      .map(({ produces, source }) => [produces, source.kind])

    expect(rest).toEqual([
      ['azureRoleDefinitions', 'query'],
      ['registrationAssignments', 'query'],
      ['resourceChanges', 'query'],
      ['resources', 'query'],
    ])
  })

  it('nothing of subscriptions that others delegated to this tenant', async () => {
    for (const [, source] of sources)
      expect((await requestsOf(source)).filter((request) => request.includes(FOREIGN))).toEqual([])
  })

  it('what stands at the root only where the root group is not in sight', async () => {
    const atRoot =
      '/providers/Microsoft.Authorization/roleAssignments?api-version=2022-04-01&$filter=atScope()'
    const source = sourceOf('azureRoleAssignments')

    expect(await requestsOf(source)).not.toContain(atRoot)
    expect(await requestsOf(source, ['managementGroups'])).toContain(atRoot)
  })

  it('nothing about a workspace whose id is none', async () => {
    expect(await eachOf('logTables').subjects(factsFor(eachOf('logTables')))).toEqual([WORKSPACE])
  })
})

describe('every question', () => {
  const patterns = armRoutes.map(compile)

  it.each(sources)('for %s is one that Azure answers', async (_name, source) => {
    for (const request of await requestsOf(source)) {
      if (source.kind === 'query') expect(Object.keys(tables)).toContain(parseQuery(request).table)
      else expect(patterns.some((pattern) => pattern.test(request.split('?')[0] ?? ''))).toBe(true)
    }
  })

  it('of Resource Graph ends in a stable order, or its pages could miss rows', () => {
    const queries = sources.flatMap(([, source]) => (source.kind === 'query' ? [source.query] : []))

    expect(queries.filter((query) => !query.endsWith('| order by id asc'))).toEqual([])
  })

  it('is open to a Reader; the directory’s own settings want one at their own scope', () => {
    const roles = new Set(sources.flatMap(([, { permissions }]) => permissions))

    expect([...roles]).toEqual(['Reader', 'Reader at /providers/microsoft.aadiam'])
  })

  it('that may be shortened in silence is proven by the root management group', () => {
    const unproven = sources
      .filter(([, source]) => !proofsOf(source).includes('managementGroups'))
      .map(([name]) => name)

    // Both are refused aloud, as a whole; what is sent where is known by then.
    expect(unproven).toEqual(['entraDiagnosticSettings', 'logTables', 'managementGroups'])
  })
})

/** Datasets on whose wholeness the wholeness of a source rests, those that it comes after included. */
function proofsOf(source: Source): readonly DatasetName[] {
  const direct = [
    ...(source.provenBy ? [source.provenBy] : []),
    ...(source.kind === 'each' ? source.after : []),
  ]
  return [...direct, ...direct.flatMap((name) => (name === 'subscriptions' ? proofsOf(sourceOf(name)) : []))]
}

describe('an answer of Azure', () => {
  const page = { part: 0, last: true }

  it('that is a tree becomes its groups, each with its parent and its own subscriptions', () => {
    const body = {
      id: '/mg/root',
      name: 'root',
      properties: {
        displayName: 'Root',
        children: [
          { id: '/subscriptions/1', type: '/subscriptions', name: '1' },
          {
            id: '/mg/below',
            type: 'Microsoft.Management/managementGroups',
            name: 'below',
            children: [{ id: '/mg/last', type: 'Microsoft.Management/managementGroups', name: 'last' }],
          },
        ],
      },
    }

    const groups = eachOf('managementGroups').items(TENANT, { ...page, body, values: [body] })

    expect(groups).toMatchObject([
      { id: '/mg/root', displayName: 'Root', parentId: null },
      { id: '/mg/below', parentId: '/mg/root' },
      { id: '/mg/last', parentId: '/mg/below' },
    ])
  })

  it('about a setting is told its scope, whatever its id says', () => {
    const values = [{ id: 'x' }]

    const items = eachOf('diagnosticSettings').items('managementGroups/MG Plant', {
      ...page,
      body: { value: values },
      values,
    })

    expect(items).toEqual([{ id: 'x', scope: plant }])
  })

  it.each([
    ['managementGroups', TENANT, { id: root, notFound: true }],
    ['subscriptionBilling', OWN, { subscriptionId: OWN, notFound: true }],
    [
      'subscriptionPolicy',
      TENANT,
      { id: '/providers/Microsoft.Subscription/policies/default', notFound: true },
    ],
    ['logTables', WORKSPACE, { id: `${WORKSPACE}/tables`, workspaceId: WORKSPACE, notFound: true }],
  ] as const)('"not found" is worth a record of %s', (dataset, subject, record) => {
    expect(eachOf(dataset).notFound?.(subject)).toEqual([record])
  })

  it.each(['classicAdministrators', 'azureSecureScores', 'budgets', 'scheduledActions'] as const)(
    '"not found" says that there is nothing of %s',
    (dataset) => {
      expect(eachOf(dataset).notFound).toBeUndefined()
    },
  )
})
