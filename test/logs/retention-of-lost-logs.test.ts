/** What was collected and deleted, or lost, is not held: the ledger alone vouches for nothing. */
import { rmSync } from 'node:fs'
import { expect, it } from 'vitest'
import { profileOf } from '#logs/retention/profiles.ts'
import { pruneLogs } from '#pipeline/logs/prune.ts'
import { logRetention } from '#pipeline/logs/retention.ts'
import { collected, DAYS, NOW } from './collected.ts'
import type { Estate } from './estate.ts'

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
