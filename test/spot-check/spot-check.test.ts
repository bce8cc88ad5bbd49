/** The evaluator against the What-If of the simulated cloud, which was written from the same description by itself. */
import { describe, expect, it } from 'vitest'
import { look } from '#pipeline/look.ts'
import { spotCheck } from '#pipeline/spot-check/spot-check.ts'
import type { SpotCheckReport } from '#model/spot-check-report.ts'
import type { Cloud, CloudOptions } from '../../simulator/cloud.ts'
import type { Estate, Item } from '../../simulator/estate/types.ts'
import { aCloud, aPlace, collectFrom, NOW, type Place } from '../collect/harness.ts'

const POST = 'POST'
const WHAT_IF = '/v1.0/identity/conditionalAccess/evaluate'

async function collected(options: CloudOptions = {}) {
  const cloud = await aCloud({ accounts: 60, ...options })
  const place = await aPlace()
  await collectFrom(cloud, place)
  return { cloud, place }
}

function checked(cloud: Cloud, { data }: Place, size = 1000): Promise<SpotCheckReport> {
  const { tenantId: tenant, clientId, clientSecret, origin: endpoint } = cloud
  const credential = { kind: 'secret' as const, tenant, clientId, clientSecret }
  return look({ data, clock: () => NOW }, (looked) =>
    spotCheck(looked, { cloud: 'global', endpoint, credential, size, now: () => NOW }),
  )
}

type Conditions = Readonly<Record<string, unknown>>

/** A policy of the estate that blocks under these conditions. */
function aBlock(estate: Estate, name: string, conditions: Conditions): Item {
  const [model] = estate.conditionalAccessPolicies
  if (!model) throw new Error('the estate has no policy')
  const own = model['conditions'] as Item
  return {
    ...model,
    id: `00000000-0000-4000-8000-${name.padStart(12, '0')}`,
    displayName: name,
    state: 'enabled',
    conditions: {
      ...own,
      applications: { ...(own['applications'] as Item), includeApplications: ['All'] },
      users: { ...(own['users'] as Item), includeUsers: ['All'], includeGroups: [] },
      ...conditions,
    },
    grantControls: { operator: 'OR', builtInControls: ['block'] },
  }
}

const ARM = '797f4846-ba00-4fd7-ba43-dac1f8f63013'
const EVERY_KIND: Readonly<Record<string, (estate: Estate) => Conditions>> = {
  1: () => ({ clientAppTypes: ['exchangeActiveSync', 'other'] }),
  2: () => ({ authenticationFlows: { transferMethods: 'deviceCodeFlow' } }),
  3: () => ({ applications: { includeApplications: ['Office365'], excludeApplications: [] } }),
  4: () => ({ applications: { includeApplications: ['All'], excludeApplications: [ARM] } }),
  5: () => ({ platforms: { includePlatforms: ['all'], excludePlatforms: ['windows'] } }),
  6: () => ({ platforms: { includePlatforms: ['windows'], excludePlatforms: [] } }),
  7: ({ namedLocations }) => ({
    locations: { includeLocations: namedLocations.map(({ id }) => id), excludeLocations: [] },
  }),
  8: () => ({ locations: { includeLocations: ['All'], excludeLocations: ['AllTrusted'] } }),
  9: () => ({ signInRiskLevels: ['high'] }),
  10: () => ({ userRiskLevels: ['high', 'none'] }),
  11: () => ({
    users: {
      includeUsers: [],
      includeGuestsOrExternalUsers: { guestOrExternalUserTypes: 'b2bCollaborationGuest,internalGuest' },
    },
  }),
  12: ({ groups }) => ({
    users: { includeUsers: ['All'], excludeGroups: groups.slice(0, 4).map(({ group }) => group.id) },
  }),
  13: ({ roleAssignments }) => ({
    users: {
      includeUsers: [],
      includeRoles: roleAssignments.map(({ roleDefinitionId }) => roleDefinitionId),
    },
  }),
}

const withEveryKind = (estate: Estate) => {
  for (const [name, conditions] of Object.entries(EVERY_KIND))
    estate.conditionalAccessPolicies.push(aBlock(estate, name, conditions(estate)))
}

describe('a spot-check', () => {
  it('finds both sides of one mind about every kind of condition', async () => {
    const { cloud, place } = await collected({ edit: withEveryKind })

    const report = await checked(cloud, place)

    expect(report.disagreements).toEqual([])
    expect(report.notAnswered).toEqual([])
    expect(report.open).toBe(0)
    expect(report.answered).toBeGreaterThan(100)
    expect(report.agreed).toBeGreaterThan(report.answered * Object.keys(EVERY_KIND).length)
  })

  it('names the policy, the account and the reasons of the service where they differ', async () => {
    const { cloud, place } = await collected({ edit: withEveryKind })
    const block = cloud.estate.conditionalAccessPolicies.find((one) => one['displayName'] === '6') as Item
    // Changed behind the snapshot's back: the answer of the service is no longer ours.
    Object.assign((block['conditions'] as Item)['platforms'] as object, { includePlatforms: ['iOS'] })

    const { disagreements } = await checked(cloud, place, 5)

    expect(new Set(disagreements.map(({ policy }) => policy.name))).toEqual(new Set(['6']))
    expect(disagreements).toHaveLength(5)
    expect(disagreements[0]).toMatchObject({
      ours: 'applies',
      theirs: 'doesNotApply',
      analysisReasons: 'devicePlatform',
      upn: expect.stringContaining('@'),
    })
  })

  it('tells policies that are gone, switched off or new since the snapshot', async () => {
    const { cloud, place } = await collected({ edit: withEveryKind })
    const { estate } = cloud
    const named = (name: string) =>
      estate.conditionalAccessPolicies.find((one) => one['displayName'] === name)
    estate.conditionalAccessPolicies.splice(estate.conditionalAccessPolicies.indexOf(named('6') as Item), 1)
    Object.assign(named('8') as object, { state: 'disabled' })
    estate.conditionalAccessPolicies.push(aBlock(estate, '99', {}))

    const { disagreements } = await checked(cloud, place, 1)

    expect(disagreements.map(({ policy, ours, theirs }) => [policy.name, ours, theirs])).toEqual([
      ['6', 'applies', 'notThere'],
      ['8', 'applies', 'notEnabled'],
      ['99', 'notInTheSnapshot', 'applies'],
    ])
  })

  it('leaves open what a device decides, and does not count it as agreement', async () => {
    const rule = 'device.isCompliant -eq True'
    const { cloud, place } = await collected({
      edit: (estate) => {
        const devices = { deviceFilter: { mode: 'exclude', rule } }
        estate.conditionalAccessPolicies.splice(0, Infinity, aBlock(estate, '1', { devices }))
      },
    })

    const report = await checked(cloud, place, 4)

    expect(report).toMatchObject({ answered: 4, agreed: 0, open: 4, disagreements: [] })
  })

  it('says what was not answered, and why', async () => {
    const { place } = await collected({ seed: 7 })
    const withheld = await aCloud({ accounts: 60, seed: 7, withoutPermissions: ['Policy.Read.All'] })

    const report = await checked(withheld, place, 2)

    expect(report).toMatchObject({ answered: 0, agreed: 0, disagreements: [] })
    expect(report.notAnswered.map(({ why }) => why)).toEqual([
      expect.stringContaining('Authorization_RequestDenied'),
      expect.stringContaining('Authorization_RequestDenied'),
    ])
  })

  it('refuses a credential of another tenant before it asks anything', async () => {
    const { place } = await collected({ seed: 7 })
    const other = await aCloud({ accounts: 60, seed: 8 })

    await expect(checked(other, place)).rejects.toMatchObject({ code: 'option-invalid' })
    expect(other.requests.filter(({ path }) => path.startsWith('/v1.0'))).toEqual([])
  })

  it('asks about administrators and excluded people, each sign-in once, and posts nothing else', async () => {
    const { cloud, place } = await collected()
    const before = cloud.requests.length

    const report = await checked(cloud, place)

    const posted = cloud.requests.slice(before).filter(({ path }) => path.startsWith('/v1.0'))
    expect(new Set(posted.map(({ method, path }) => `${method} ${path}`))).toEqual(
      new Set([`${POST} ${WHAT_IF}`]),
    )
    expect(posted).toHaveLength(report.answered)
  })
})
