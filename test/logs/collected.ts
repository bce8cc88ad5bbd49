/** Sixty days of sign-ins as a collection leaves them: the events in the store, the answer in the ledger. */
import { complete } from '#model/coverage.ts'
import { anEstate, type Estate } from './estate.ts'
import { signIn } from './samples.ts'

export const NOW = new Date('2026-11-22T00:00:00Z')
const DAY = 86_400_000
export const DAYS = 60
const feed = 'signIns'

/** A sign-in every day; the ledger proves all of them. */
export async function collected(): Promise<Estate> {
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
