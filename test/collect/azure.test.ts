/** The Azure side of a collection: whole, in part or refused, and never an empty list that passes for whole. */
import { describe, expect, it } from 'vitest'
import { allCollectors } from '#collectors/collectors.generated.ts'
import { serviceOf } from '#collectors/collector.ts'
import type { Coverage } from '#model/coverage.ts'
import type { DatasetName } from '#model/datasets.ts'
import type { Refusal } from '#model/refusal.ts'
import type { Services } from '#pipeline/collect/services.ts'
import type { Snapshot } from '#store/snapshots/shelf.ts'
import type { CloudOptions, Estate } from '../../simulator/cloud.ts'
import { aCloud, servicesOf, undisturbed } from './harness.ts'

/** Azure's collectors and the two datasets of the directory that they rest on. */
const collectors = allCollectors.filter(
  ({ produces, source }) =>
    serviceOf(source) === 'azure' || produces === 'organization' || produces === 'subscribedSkus',
)
const azure = collectors.filter(({ source }) => serviceOf(source) === 'azure').map(({ produces }) => produces)

async function collected(options: CloudOptions = {}, lie = honest): Promise<Snapshot> {
  const cloud = await aCloud({ accounts: 30, ...options })
  const services = lie(servicesOf(cloud))
  return (await undisturbed(cloud, { collectors, services })).snapshot
}

const honest = (services: Services): Services => services

function coverageIn({ manifest }: Snapshot, name: DatasetName): Coverage | undefined {
  return manifest.datasets[name]?.coverage
}

/** Datasets by the state of their coverage. */
function states(snapshot: Snapshot): Record<string, DatasetName[]> {
  const found: Record<string, DatasetName[]> = {}
  for (const name of azure) {
    const state = coverageIn(snapshot, name)?.state ?? 'missing'
    found[state] = [...(found[state] ?? []), name]
  }
  return found
}

const values = (rows: readonly Record<string, unknown>[], field: string) => rows.map((row) => row[field])

describe('with Reader at the root management group', () => {
  it('everything is whole, and there is something of everything', async () => {
    const snapshot = await collected()

    expect(states(snapshot)).toEqual({ complete: azure })
    for (const name of azure) expect((await snapshot.records(name)).length, name).toBeGreaterThan(0)
  })

  it('every subscription is there once, with who bills it', async () => {
    const snapshot = await collected()
    const subscriptions = await snapshot.records('subscriptions')
    const billing = await snapshot.records('subscriptionBilling')

    expect(values(subscriptions, 'displayName').sort()).toEqual(['BW Plant', 'BW Production', 'Free Trial'])
    expect(values(billing, 'subscriptionId').sort()).toEqual(values(subscriptions, 'subscriptionId').sort())
    expect(billing.filter(({ customerId }) => customerId)).toHaveLength(2)
  })

  it('groups of partners are found at every height, down to a single resource', async () => {
    const snapshot = await collected({ edit: letAgentsInEverywhere })

    const foreign = (await snapshot.records('azureRoleAssignments')).filter(
      ({ principalType }) => principalType === 'ForeignGroup',
    )

    const heights = foreign.map(({ scope }) => String(scope).split('/').length)
    expect(foreign).toHaveLength(3 + 4)
    // The root, a management group, subscriptions, a resource group, a resource.
    expect(new Set(heights)).toEqual(new Set([2, 5, 3, 9]))
    expect(values(foreign, 'scope')).toContain('/')
  })

  it('elevated access at the root is seen as inherited, without asking there', async () => {
    const cloud = await aCloud({ accounts: 30 })
    const { snapshot } = await undisturbed(cloud, { collectors })

    const elevated = (await snapshot.records('azureRoleAssignments')).find(({ scope }) => scope === '/')

    expect(elevated).toMatchObject({ roleId: '18d7d88d-d35e-4fb5-a5c3-7773c20a72d9', subscriptionId: null })
    expect(cloud.requests.map(({ path }) => path)).not.toContainEqual(
      expect.stringMatching(/^\/providers\/Microsoft\.Authorization\/roleAssignments/),
    )
  })

  it('a delegation of nothing but a resource group is found, with whom it lets in', async () => {
    const snapshot = await collected({ edit: delegateResourceGroup })

    const delegations = await snapshot.records('registrationAssignments')

    expect(delegations.map(({ scope }) => String(scope).split('/').length).sort()).toEqual([3, 5])
    for (const { managedByTenantId, authorizations } of delegations) {
      expect(managedByTenantId).toMatch(/^[0-9a-f-]{36}$/)
      expect(authorizations).not.toHaveLength(0)
    }
  })

  it('a subscription that another tenant delegated is listed and asked nothing', async () => {
    const cloud = await aCloud({ accounts: 30, edit: takeInForeignSubscription })
    const { snapshot } = await undisturbed(cloud, { collectors })

    const foreign = (await snapshot.records('subscriptions')).find(({ tenantId }) => tenantId === ELSEWHERE)

    expect(states(snapshot)).toEqual({ complete: azure })
    expect(foreign).toBeDefined()
    expect(cloud.requests.filter(({ path }) => path.includes(`${FOREIGN}/providers`))).toEqual([])
  })

  it('an export of a management group is found beside those of subscriptions', async () => {
    const snapshot = await collected({ edit: exportManagementGroup })

    const settings = await snapshot.records('diagnosticSettings')

    expect(settings.filter(({ subscriptionId }) => subscriptionId === null)).toMatchObject([
      { scope: '/providers/microsoft.management/managementgroups/mg-plant' },
    ])
    expect(settings.filter(({ subscriptionId }) => subscriptionId !== null)).toHaveLength(1)
  })

  it('a workspace that a setting names and that is gone leaves a record', async () => {
    const snapshot = await collected({ edit: loseWorkspace })

    const tables = await snapshot.records('logTables')

    expect(tables.filter(({ notFound }) => notFound)).toMatchObject([
      { workspaceId: expect.stringMatching(/\/workspaces\/gone$/) },
    ])
  })

  it('no Defender for Cloud is no score, and no policy is a record', async () => {
    const snapshot = await collected({
      edit: ({ azure: estate }) => {
        estate.secureScores = []
        estate.tenantPolicy = null
      },
    })

    expect(states(snapshot)).toEqual({ complete: azure })
    expect(await snapshot.records('azureSecureScores')).toEqual([])
    expect(await snapshot.records('subscriptionPolicy')).toMatchObject([{ notFound: true }])
  })

  it('a tenant without P2 is told what eligible roles would need, and loses nothing else', async () => {
    const snapshot = await collected({ licences: ['p1'] })

    expect(states(snapshot)).toEqual({
      complete: azure.filter((name) => name !== 'azureRoleEligibility'),
      unlicensed: ['azureRoleEligibility'],
    })
    expect(coverageIn(snapshot, 'azureRoleEligibility')).toMatchObject({
      needs: 'Microsoft Entra ID P2 or Microsoft Entra ID Governance',
    })
  })

  it('pages of one bring the same as whole lists', async () => {
    const [whole, cut] = [await collected(), await collected({ pageSizeCap: 1 })]

    expect(states(cut)).toEqual({ complete: azure })
    for (const name of azure)
      expect([name, cut.manifest.datasets[name]?.recordsHash]).toEqual([
        name,
        whole.manifest.datasets[name]?.recordsHash,
      ])
  })
})

describe('a tenant without Azure', () => {
  it('has nothing of anything, and that is whole when the root group says so', async () => {
    const snapshot = await collected({ estate: 'small', licences: ['p1', 'p2'] })

    const there = azure.filter((name) => (snapshot.manifest.datasets[name]?.records ?? 0) > 0)
    expect(states(snapshot)).toEqual({ complete: azure })
    expect(there).toEqual(['managementGroups', 'subscriptionPolicy'])
  })

  it('is not known to be without, when nobody may look', async () => {
    const snapshot = await collected({ estate: 'small', armReader: 'none' })

    expect(states(snapshot)['complete']).toBeUndefined()
  })

  it('that has no root management group yet proves nothing', async () => {
    const snapshot = await collected({
      estate: 'small',
      edit: ({ azure: estate }) => {
        estate.managementGroups = []
      },
    })

    for (const name of ['managementGroups', 'subscriptions', 'resources'] as const) {
      expect(coverageIn(snapshot, name)?.state).toBe('partial')
      expect(wordsOf(coverageIn(snapshot, name))).toMatch(/without a root management group/)
    }
  })
})

/** Words of a coverage that is not whole. */
function wordsOf(coverage: Coverage | undefined): string {
  return coverage && coverage.state !== 'complete' ? coverage.because : ''
}

describe('with Reader on one subscription only', () => {
  it('nothing is whole, and why not is said', async () => {
    const snapshot = await collected({ armReader: 'subscription-1' })

    const { complete, denied, ...rest } = states(snapshot)
    expect(complete).toBeUndefined()
    expect(denied).toEqual(['entraDiagnosticSettings', 'managementGroups'])
    expect(Object.keys(rest)).toEqual(['partial'])
    expect(coverageIn(snapshot, 'managementGroups')).toMatchObject({ missing: ['Reader'] })
    expect(coverageIn(snapshot, 'entraDiagnosticSettings')).toMatchObject({
      missing: ['Reader at /providers/microsoft.aadiam'],
    })
    for (const name of rest['partial'] ?? [])
      expect(wordsOf(coverageIn(snapshot, name)), name).toMatch(/managementGroups|entraDiagnosticSettings/)
  })

  it('what was seen is kept: a partner in the one subscription is a partner', async () => {
    const snapshot = await collected({ armReader: 'subscription-1' })

    const assignments = await snapshot.records('azureRoleAssignments')

    expect(await snapshot.records('subscriptions')).toHaveLength(1)
    expect(values(assignments, 'principalType')).toContain('ForeignGroup')
  })
})

describe('with no role in Azure', () => {
  it('nothing is whole, and an empty list is never taken for an answer', async () => {
    const snapshot = await collected({ armReader: 'none' })

    expect(states(snapshot)['complete']).toBeUndefined()
    for (const name of azure) {
      const coverage = coverageIn(snapshot, name)
      expect(['denied', 'partial', 'notAttempted'], name).toContain(coverage?.state)
      expect(`${wordsOf(coverage)} ${name}`).toMatch(/Reader|managementGroups|AuthorizationFailed/)
    }
  })
})

describe('when the service refuses', () => {
  const refusal: Refusal = {
    kind: 'denied',
    status: 403,
    code: 'AuthorizationFailed',
    message: 'The client does not have authorization to perform action.',
  }

  /** Refuses reads whose path matches. */
  function refusing(pattern: RegExp, kind: Refusal['kind'] = 'denied') {
    return ({ graph, azure: honestArm }: Services): Services => {
      const get: typeof honestArm.get = async (path, read) =>
        pattern.test(path) ? { ok: false, refusal: { ...refusal, kind } } : honestArm.get(path, read)
      const getMany: typeof honestArm.getMany = (paths, read) =>
        Promise.all(paths.map((path) => get(path, read)))
      const query: typeof honestArm.query = async (text, token, read) =>
        pattern.test(text) ? { ok: false, refusal: { ...refusal, kind } } : honestArm.query(text, token, read)
      return { graph, azure: { ...honestArm, get, getMany, query } }
    }
  }

  it('one subscription of three, the others are read and the gap is counted', async () => {
    const cloud = await aCloud({ accounts: 30 })
    const trial = cloud.estate.situations['trialSubscription'] ?? ''
    const services = refusing(new RegExp(`${trial}/providers`))(servicesOf(cloud))

    const { snapshot } = await undisturbed(cloud, { collectors, services })

    expect(coverageIn(snapshot, 'subscriptionBilling')).toMatchObject({
      state: 'partial',
      because: expect.stringMatching(/^1 of 3 could not be read: /),
    })
    expect(await snapshot.records('subscriptionBilling')).toHaveLength(2)
    expect(coverageIn(snapshot, 'subscriptions')).toEqual({ state: 'complete' })
  })

  it('subscriptions that the tree names, the list without them is not whole', async () => {
    const cloud = await aCloud({ accounts: 30 })
    cloud.faults.add({ path: /^\/subscriptions\?/, kind: 'filtered', keep: 1 })

    const { snapshot } = await undisturbed(cloud, { collectors })

    expect(await snapshot.records('subscriptions')).toHaveLength(1)
    expect(coverageIn(snapshot, 'managementGroups')).toEqual({ state: 'complete' })
    expect(coverageIn(snapshot, 'subscriptions')).toMatchObject({
      state: 'partial',
      because: expect.stringMatching(/^2 in the tree of management groups and not in the list/),
    })
    expect(states(snapshot)['complete']).not.toContain('azureRoleAssignments')
  })

  it('the table of delegations, they are asked for by subscription, and what that leaves out is said', async () => {
    const snapshot = await collected({}, refusing(/^managedservicesresources/, 'unsupported'))

    expect(coverageIn(snapshot, 'registrationAssignments')).toEqual({
      state: 'partial',
      because: expect.stringContaining('resource groups'),
    })
    expect(await snapshot.records('registrationAssignments')).toHaveLength(1)
  })

  it('all classic administrators, that is denied and not nobody', async () => {
    const snapshot = await collected({}, refusing(/classicAdministrators/))

    expect(coverageIn(snapshot, 'classicAdministrators')).toMatchObject({
      state: 'denied',
      missing: ['Reader'],
    })
  })
})

const ELSEWHERE = '99999999-0000-4000-8000-000000000000'
const FOREIGN = '77777777-0000-4000-8000-000000000000'

function situation(estate: Estate, name: string): string {
  return estate.situations[name] ?? ''
}

/** The agents of a partner at the root, at a management group, in a resource group and on one machine. */
function letAgentsInEverywhere(estate: Estate): void {
  const production = `/subscriptions/${situation(estate, 'productionSubscription')}`
  const scopes = [
    '/',
    '/providers/Microsoft.Management/managementGroups/mg-plant',
    `${production}/resourceGroups/bw-erp`,
    `${production}/resourceGroups/bw-erp/providers/Microsoft.Compute/virtualMachines/bw-erp-1`,
  ]
  const agents = estate.azure.roleAssignments.find(
    ({ properties }) => properties['principalType'] === 'ForeignGroup',
  )
  for (const [index, scope] of scopes.entries())
    estate.azure.roleAssignments.push({
      ...agents,
      id: `${scope === '/' ? '' : scope}/providers/Microsoft.Authorization/roleAssignments/0000000${index}`,
      properties: { ...agents?.properties, scope },
    })
}

function delegateResourceGroup({ azure: estate }: Estate): void {
  const [whole] = estate.registrationAssignments
  if (!whole) throw new Error('the estate delegates nothing')
  const id = whole.id.replace('/providers/', '/resourceGroups/bw-erp/providers/')
  estate.registrationAssignments.push({ ...whole, id })
}

function takeInForeignSubscription({ azure: estate }: Estate): void {
  const [own] = estate.subscriptions
  if (!own) throw new Error('the estate has no subscription')
  const item = { ...own.item, id: `/subscriptions/${FOREIGN}`, subscriptionId: FOREIGN, tenantId: ELSEWHERE }
  estate.subscriptions.push({ ...own, item, subscriptionId: FOREIGN, managementGroup: 'of another tenant' })
}

function exportManagementGroup({ azure: estate }: Estate): void {
  const [one] = estate.diagnosticSettings
  if (!one) throw new Error('the estate exports nothing')
  const scope = 'providers/Microsoft.Management/managementGroups/mg-plant'
  estate.diagnosticSettings.push({
    ...one,
    id: `${scope}/providers/microsoft.insights/diagnosticSettings/all`,
  })
}

function loseWorkspace({ azure: estate }: Estate): void {
  const [one] = estate.entraDiagnosticSettings
  if (!one) throw new Error('the estate exports nothing')
  const workspaceId = String(one.properties['workspaceId']).replace(/[^/]+$/, 'gone')
  estate.entraDiagnosticSettings = [{ ...one, properties: { ...one.properties, workspaceId } }]
}
