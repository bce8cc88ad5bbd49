/**
 * Looking again for what came late. A block of twelve hours is looked at again some hours after its close, and once
 * more days later where the log is known for it, or where the look before brought something new. What was first asked
 * for after that moment has been looked at late enough already.
 */
import type { LogWindow, NewWindow, Span } from '#model/events/log-window.ts'
import { floorOf, type Plan } from './plan.ts'
import type { FeedPolicy } from './policy.ts'
import { alignDown, common, without } from './spans.ts'

/** The windows of looking again that are due; nothing is due twice. */
export function planReconciliation({ policy, windows, now, begun }: Plan): readonly NewWindow[] {
  const floor = floorOf(policy, now)
  const first = alignDown(Math.max(begun, floor), policy.blockMs)
  const planned: NewWindow[] = []
  for (let from = first; from + policy.blockMs <= now; from += policy.blockMs) {
    const block = { from: Math.max(from, begun, floor), to: from + policy.blockMs }
    planned.push(...reconcileBlock(policy, windows, now, block))
  }
  return planned
}

function reconcileBlock(
  policy: FeedPolicy,
  windows: readonly LogWindow[],
  now: number,
  block: Span,
): readonly NewWindow[] {
  const touching = windows.filter((one) => one.state !== 'split' && common(one, block))
  const round = lastDueRound(policy, touching, now, block)
  if (round === undefined) return []
  const due = block.to + (policy.roundsMs[round - 1] ?? 0)
  return without(
    block,
    touching.filter((one) => isLateEnough(one, due)),
  ).map((span) => ({
    feed: policy.feed,
    round,
    ...span,
    askFrom: span.from,
    state: 'open' as const,
    tries: 0,
    nextAttempt: now,
  }))
}

/** The number of the last round whose time has come, from 1 on: it stands for those before it. */
function lastDueRound(
  { roundsMs, roundsAlways }: FeedPolicy,
  touching: readonly LogWindow[],
  now: number,
  { to }: Span,
): number | undefined {
  const due = roundsMs.filter((after) => to + after <= now).length
  if (due === 0) return undefined
  if (due <= roundsAlways) return due
  const bringing = touching
    .filter(({ round, state, tally }) => round > 0 && state === 'done' && (tally?.added ?? 0) > 0)
    .map(({ round }) => round)
  return Math.max(roundsAlways, ...bringing.map((round) => Math.min(due, round + 1)))
}

/** Answered after that moment, to be answered still, or never to be answered. */
function isLateEnough({ state, answeredAt }: LogWindow, due: number): boolean {
  if (state === 'done') return (answeredAt ?? 0) >= due
  return state === 'open' || state === 'lost' || state === 'dead'
}
