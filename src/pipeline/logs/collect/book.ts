/** The windows of one feed while it is collected: as the ledger has them, changed in the ledger first. */
import { ended, isDue, reopened } from '#logs/windows/attempt.ts'
import { expired, horizonOf, keptFrom, planWindows } from '#logs/windows/plan.ts'
import { DAY, type FeedPolicy } from '#logs/windows/policy.ts'
import { planReconciliation } from '#logs/windows/reconcile.ts'
import type { LogWindow, NewWindow, WindowChange, WindowKey } from '#model/events/log-window.ts'
import type { CoverageLedger } from '#store/decisions/coverage-ledger.ts'

export interface Book {
  /** Every window that counts, in no order. */
  windows(): readonly LogWindow[]
  /** The windows to ask for now, the most urgent first. */
  due(now: number): readonly LogWindow[]
  /** Keeps a change, in the ledger and here. */
  settle(change: WindowChange): Promise<void>
}

export interface BookOptions {
  readonly ledger: CoverageLedger
  readonly policy: FeedPolicy
  /** From here on the feed is to be whole. */
  readonly begun: number
  readonly now: number
  /** When the feed was last planned to its end; what the service had forgotten by then is history. */
  readonly lastAt: number
  /** Why the feed was not answered lately; the reason of what is lost. */
  readonly whyLost?: string | undefined
  /** Gives dead letters all their tries again. */
  readonly retryDead?: boolean | undefined
}

const CLOCK_RAN_AHEAD = 'its time has not come: a clock that ran ahead planned it'

/** Opens the book of a feed and plans what it needs now. */
export async function openBook(options: BookOptions): Promise<Book> {
  const { ledger, policy, now, lastAt } = options
  const begun = Math.max(options.begun, Math.min(keptFrom(policy, now), keptFrom(policy, lastAt)))
  // The longest window that may reach into what counts is of a day.
  const windows = new Map(
    (await ledger.windows(policy.feed, begun - 2 * DAY)).map((one) => [keyOf(one), one]),
  )
  const all = () => [...windows.values()]
  const settle = async (change: WindowChange) => {
    await ledger.settle(change)
    windows.set(keyOf(change.window), change.window)
    for (const half of change.halves) windows.set(keyOf(half), half)
  }
  const add = async (planned: readonly NewWindow[]) => {
    if (planned.length > 0) await ledger.plan(planned, now)
    for (const one of planned) windows.set(keyOf(one), one)
  }
  for (const one of all()) {
    const change = expired(policy, one, now, options.whyLost)
    if (change) await settle(change)
    else if (options.retryDead && one.state === 'dead') await settle(reopened(one, now))
  }
  const planned = planWindows({ policy, windows: all(), now, begun, whyLost: options.whyLost })
  for (const one of planned.withdrawn) await settle(ended(one, 'withdrawn', CLOCK_RAN_AHEAD, now))
  await add(planned.add)
  await add(planReconciliation({ policy, windows: all(), now, begun }))
  return { windows: all, due: (at) => dueOf(all(), policy, at), settle }
}

function keyOf({ round, from, to }: WindowKey): string {
  return `${round} ${from} ${to}`
}

/** First what the service forgets within a day, the oldest first; then what is new, the newest first; then second looks. */
function dueOf(windows: readonly LogWindow[], policy: FeedPolicy, now: number): readonly LogWindow[] {
  const forgottenSoon = Math.min(keptFrom(policy, now) + DAY, horizonOf(policy, now) - DAY)
  const rank = ({ from, round }: LogWindow) => (from < forgottenSoon ? 0 : round === 0 ? 1 : 2)
  return windows
    .filter((one) => isDue(one, policy, now))
    .toSorted((a, b) => rank(a) - rank(b) || (rank(a) === 0 ? a.from - b.from : b.from - a.from))
}
