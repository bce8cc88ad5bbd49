/** Correlations over the hits of one group: a window that moves with time, and what is counted in it. */
import type { Comparison, SigmaCorrelation } from '#sigma/rule.ts'

/** A hit as correlations see it. */
export interface WindowHit {
  readonly place: number
  readonly id: string
  readonly time: number
  readonly value: string | null
}

/** What is in the window when a correlation comes true. */
export interface Fired {
  readonly count: number
  /** The ids of the events in the window, the last ones. */
  readonly events: readonly string[]
}

/** Of one group; hits come in the order of their times. */
export interface Window {
  /** Takes a hit. Returns what fired with it, and nothing while a correlation that fired stays true. */
  take(hit: WindowHit): Fired | undefined
}

const MOST_EVENTS = 100

/** The window of a correlation, empty. */
export function windowOf(correlation: SigmaCorrelation): Window {
  return correlation.type === 'temporal_ordered' ? orderedWindow(correlation) : countingWindow(correlation)
}

function countingWindow({ type, timespanMs, bounds }: SigmaCorrelation): Window {
  let hits: WindowHit[] = []
  let first = 0
  const tally = new Map<string | number, number>()
  let wasTrue = false
  const keyOf = (hit: WindowHit) =>
    type === 'event_count' ? hit.id : type === 'temporal' ? hit.place : (hit.value ?? '').toLowerCase()
  const leave = (hit: WindowHit) => {
    const left = (tally.get(keyOf(hit)) ?? 0) - 1
    if (left > 0) tally.set(keyOf(hit), left)
    else tally.delete(keyOf(hit))
  }
  const drop = (before: number) => {
    for (let old = hits[first]; old && old.time < before; old = hits[first]) {
      leave(old)
      first++
    }
    if (first > 1024 && first * 2 > hits.length) {
      hits = hits.slice(first)
      first = 0
    }
  }
  return {
    take(hit) {
      drop(hit.time - timespanMs)
      hits.push(hit)
      tally.set(keyOf(hit), (tally.get(keyOf(hit)) ?? 0) + 1)
      const isTrue = holdsAll(bounds, tally.size)
      const fires = isTrue && !wasTrue
      wasTrue = isTrue
      return fires ? { count: tally.size, events: lastIds(hits, first) } : undefined
    },
  }
}

function lastIds(hits: readonly WindowHit[], first: number): readonly string[] {
  const ids = hits.slice(Math.max(first, hits.length - MOST_EVENTS)).map(({ id }) => id)
  return Array.from(new Set(ids))
}

const compare: Readonly<Record<Comparison, (value: number, limit: number) => boolean>> = {
  gt: (value, limit) => value > limit,
  gte: (value, limit) => value >= limit,
  lt: (value, limit) => value < limit,
  lte: (value, limit) => value <= limit,
  eq: (value, limit) => value === limit,
  neq: (value, limit) => value !== limit,
}

function holdsAll(bounds: SigmaCorrelation['bounds'], value: number): boolean {
  return bounds.every(({ is, count }) => compare[is](value, count))
}

interface Chain {
  readonly start: number
  readonly ids: readonly string[]
}

/**
 * The rules one after the other: of the events so far the chain is kept that began last, because it is the last to
 * run out of time. One event is one step.
 */
function orderedWindow({ rules, timespanMs }: SigmaCorrelation): Window {
  const chains: (Chain | undefined)[] = rules.map(() => undefined)
  return {
    take({ place, id, time }) {
      const before = place === 0 ? { start: time, ids: [] } : chains[place - 1]
      if (!before || time - before.start > timespanMs || before.ids.includes(id)) return undefined
      const chain = { start: before.start, ids: [...before.ids, id] }
      if (place < rules.length - 1) {
        chains[place] = chain
        return undefined
      }
      // What was counted is not counted again.
      chains.fill(undefined)
      return { count: rules.length, events: chain.ids }
    },
  }
}
