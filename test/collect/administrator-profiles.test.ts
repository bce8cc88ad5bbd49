/** What could bring an administrator's account back is read of administrators only, and told to nobody. */
import { beforeAll, describe, expect, it } from 'vitest'
import { type AdministratorProfile, administratorProfiles } from '#model/records/administrator-profiles.ts'
import { authenticationMethods } from '#model/records/authentication-methods.ts'
import type { DatasetProgress } from '#pipeline/collect/collect.ts'
import type { Snapshot } from '#store/snapshots/shelf.ts'
import type { Cloud } from '../../simulator/cloud.ts'
import { aCloud, readsOf, undisturbed } from './harness.ts'

let cloud: Cloud
let snapshot: Snapshot
const told: DatasetProgress[] = []

beforeAll(async () => {
  cloud = await aCloud({ accounts: 60 })
  snapshot = (await undisturbed(cloud, { onProgress: (progress) => told.push(progress) })).snapshot
})

const profilesOf = async (of: Snapshot) =>
  administratorProfiles.record.array().parse(await of.records('administratorProfiles'))
const methodsOf = async (of: Snapshot) =>
  authenticationMethods.record.array().parse(await of.records('authenticationMethods'))

async function profileOf(name: string): Promise<AdministratorProfile | undefined> {
  return (await profilesOf(snapshot)).find(({ id }) => id === cloud.estate.situations[name])
}

/** Where the codes and resets of an account go. */
async function addressesOf(name: string): Promise<readonly unknown[]> {
  const found = (await methodsOf(snapshot)).find(({ userId }) => userId === cloud.estate.situations[name])
  return (found?.methods ?? []).flatMap(({ phoneNumber, emailAddress }) => phoneNumber ?? emailAddress ?? [])
}

const names = [
  'dedicatedAdmin',
  'eligibleGlobalAdmin',
  'groupRoleAdmin',
  'disabledAdmin',
  'guestInRole',
] as const

describe('the profile of a role holder', () => {
  it.each(names)('is there however the role is held: %s', async (name) => {
    expect(await profileOf(name)).toBeDefined()
  })

  it('shows who works in the account, and who does not', async () => {
    const plansOf = async (name: string) =>
      (await profileOf(name))?.assignedPlans?.map(({ service }) => service)

    expect(await plansOf('dailyDriverAdmin')).toContain('exchange')
    expect(await plansOf('dedicatedAdmin')).toEqual([])
    expect((await profileOf('dailyDriverAdmin'))?.proxyAddresses).toHaveLength(1)
    expect((await profileOf('dedicatedAdmin'))?.mail).toBeNull()
  })

  it('shows what could bring the account back: a private mailbox, and a phone of two', async () => {
    expect(await addressesOf('syncedAdmin')).toContainEqual(expect.stringMatching(/@gmail\.com$/))
    expect((await profileOf('sharedAdmin'))?.otherMails).toHaveLength(1)
    const shared = (await profileOf('dailyDriverAdmin'))?.mobilePhone
    expect(await addressesOf('dailyDriverAdmin')).toEqual([shared])
    expect(await addressesOf('sharedAdmin')).toContain(shared)
    expect(await addressesOf('dedicatedAdmin')).toEqual([])
  })

  it('is read of role holders only', async () => {
    const holders = new Set((await snapshot.records('registeredDevices')).map(({ userId }) => userId))

    const profiles = await profilesOf(snapshot)

    expect(profiles.length).toBeLessThan(20)
    expect(new Set(profiles.map(({ id }) => id))).toEqual(holders)
    const lists = readsOf(cloud).filter((path) => path.startsWith('/v1.0/users?'))
    expect(lists.filter((path) => /mobilePhone|assignedPlans|otherMails/.test(path))).toEqual([])
  })
})

describe('without the registration report', () => {
  it('the methods of everybody are read, and the numbers of role holders alone are kept', async () => {
    const small = await aCloud({ estate: 'small', accounts: 12 })
    const collected = (await undisturbed(small)).snapshot
    const holders = new Set((await profilesOf(collected)).map(({ id }) => id))

    const lists = await methodsOf(collected)

    const withPhone = lists.filter(({ methods }) =>
      methods.some((method) => method['@odata.type'].includes('phone')),
    )
    const withNumber = lists.filter(({ methods }) => methods.some(({ phoneNumber }) => phoneNumber))
    expect(lists.length).toBeGreaterThan(holders.size)
    expect(withNumber.length).toBeGreaterThan(0)
    expect(withNumber.filter(({ userId }) => !holders.has(userId))).toEqual([])
    expect(withPhone.length).toBeGreaterThan(withNumber.length)
  })
})

describe('phone numbers and addresses', () => {
  it('are in no progress and in no manifest', async () => {
    const said = JSON.stringify([told, snapshot.manifest])

    const profiles = await profilesOf(snapshot)
    const personal = [
      ...profiles.flatMap(({ otherMails, mobilePhone }) => [...(otherMails ?? []), mobilePhone ?? []]).flat(),
      ...(await Promise.all(['syncedAdmin', 'sharedAdmin'].map(addressesOf))).flat(),
    ]
    expect(personal.length).toBeGreaterThan(4)
    for (const one of personal) expect(said).not.toContain(one)
  })

  it('are not repeated by the reason why a record was set aside', async () => {
    const broken = await aCloud({ accounts: 60 })
    const id = broken.estate.situations['dailyDriverAdmin'] ?? ''
    const found = broken.estate.accounts.find(id)
    if (found) found.user['businessPhones'] = [7_700_900_201]

    const { manifest } = (await undisturbed(broken)).snapshot

    const { coverage, quarantined } = manifest.datasets.administratorProfiles ?? {}
    expect(quarantined).toBe(1)
    expect(coverage).toEqual({ state: 'partial', because: '1 broken record was set aside' })
    expect(JSON.stringify(manifest)).not.toMatch(/7.?700.?900/)
  })
})

describe('without the permission', () => {
  it('nobody has a profile, and that is denied', async () => {
    const closed = await aCloud({ accounts: 60, withoutPermissions: ['User.Read.All'] })

    const { manifest } = (await undisturbed(closed)).snapshot

    expect(manifest.datasets.administratorProfiles).toMatchObject({
      records: 0,
      coverage: { state: 'denied', missing: ['User.Read.All'] },
    })
  })
})
