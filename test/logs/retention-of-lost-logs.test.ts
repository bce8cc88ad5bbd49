/** What was collected and deleted, or lost, is not held: the ledger alone vouches for nothing. */
import { rmSync } from 'node:fs'
import { expect, it } from 'vitest'
import { profileOf } from '#logs/retention/profiles.ts'
import { complete } from '#model/coverage.ts'
import { pruneLogs } from '#pipeline/logs/prune.ts'
import { logRetention } from '#pipeline/logs/retention.ts'
import { anEstate, type Estate } from './estate.ts'
import { signIn } from './samples.ts'

const NOW = new Date('2026-11-22T00:00:00Z')
const DAY = 86_400_000
const DAYS = 60
const feed = 'signIns'

/** A sign-in every day; the ledger proves all of them. */
async function collected(): Promise<Estate> {
  const estate = await anEstate()
  const [from, to] = [NOW.getTime() - DAYS * DAY, NOW.getTime()]
  await estate.events(
    Array.from({ length: DAYS }, (_, at) => ({
      ...signIn,
      id: `day-${at}`,
      createdDateTime: new Date(from + at * DAY + DAY / 2).toISOString(),
    })),
  )
  const { coverage } = estate.tenant
  const key = { feed, round: 0, from, to, askFrom: from }
  const window = { ...key, state: 'open', tries: 0, nextAttempt: to } as const
  await coverage.keepFeed({ feed, source: 'signIns', begun: from, coverage: complete, at: to })
  await coverage.plan([window], to)
  await coverage.settle({
    window: {
      ...window,
      state: 'done',
      answeredAt: to,
      tally: { pages: 1, rows: DAYS, added: DAYS, duplicates: 0, quarantined: 0 },
    },
    halves: [],
    entry: { ...key, at: to, act: 'answered' },
  })
  return estate
}

async function signInsIn({ tenant }: Estate) {
  const { logs } = await logRetention(tenant, profileOf('own', DAYS), NOW)
  return logs.find(({ log }) => log === 'signIns')
}

it('is held for as long as the ledger proves, while the events are there', async () => {
  expect(await signInsIn(await collected())).toMatchObject({
    achieved: { unbrokenDays: DAYS, provenDays: DAYS },
    gap: { met: 'yes' },
  })
})

it('is held from where somebody ceased to delete', async () => {
  const estate = await collected()
  await pruneLogs(estate.tenant, { days: 20, reason: 'policy 7', by: 'jo', now: NOW, isMeant: true })
  const log = await signInsIn(estate)
  expect(log).toMatchObject({ achieved: { unbrokenDays: 20, provenDays: 20 } })
  expect(log?.gap.met).not.toBe('yes')
})

it('is not held where the store is gone', async () => {
  const estate = await collected()
  rmSync(estate.tenant.logs.folder, { recursive: true })
  const log = await signInsIn(estate)
  expect(log?.achieved).toMatchObject({ events: 0, unbrokenDays: 0, provenDays: 0 })
  expect(log?.gap.met).not.toBe('yes')
})
