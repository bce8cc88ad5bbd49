/**
 * What somebody who decides about a subject has looked at, item by item (design.md §3): a new claim or a later end is
 * a gain, and what was decided no longer covers the subject; one that is gone or carries another name is a note.
 */
import type { DatasetName } from './datasets.ts'

export type ClaimKey = Readonly<Record<string, string>>

export interface Claim {
  /** The dataset that shows it: while that is not whole, a claim that is missing is not yet lost. */
  readonly dataset: DatasetName
  /** What it is, without names and without its end. */
  readonly key: ClaimKey
  /** Keys that a reviewer may have seen instead and that say more: the same role all the time, or further up. */
  readonly within?: readonly ClaimKey[] | undefined
  /** ISO 8601; null: without an end. */
  readonly end: string | null
  /** For the reader; no part of the comparison. */
  readonly what: string
}

/**
 * A claim as it is kept. `item` is the fingerprint of its key under the tenant's own key, so that nobody without it
 * can confirm a guess; `what` is what the reader saw, and must not be secret.
 */
export interface SeenItem {
  readonly item: string
  readonly dataset: DatasetName
  readonly end: string | null
  readonly what: string
}

/** An item of now, with the items that would cover it too. */
export interface CurrentItem extends SeenItem {
  readonly within: readonly string[]
}

/** Fingerprints claims. @param fingerprint of the tenant (model/fingerprint.ts) */
export function itemsOf(
  claims: readonly Claim[],
  fingerprint: (subject: unknown) => string,
): readonly CurrentItem[] {
  return claims.map(({ key, within = [], dataset, end, what }) => ({
    item: fingerprint(key),
    within: within.map((wider) => fingerprint(wider)),
    dataset,
    end,
    what,
  }))
}

export interface Difference {
  /** What nobody looked at, or what ends later than what was looked at. */
  readonly gains: readonly CurrentItem[]
  readonly losses: readonly SeenItem[]
}

/** Compares what is there now with what was looked at. */
export function differenceOf(now: readonly CurrentItem[], seen: readonly SeenItem[]): Difference {
  const ends = new Map<string, string | null>()
  for (const { item, end } of seen) {
    const before = ends.get(item)
    if (before === undefined || isLater(end, before)) ends.set(item, end)
  }
  const isCovered = ({ item, within, end }: CurrentItem) =>
    [item, ...within].some((key) => {
      const until = ends.get(key)
      return until !== undefined && !isLater(end, until)
    })
  const present = new Set(now.map(({ item }) => item))
  return {
    gains: now.filter((one) => !isCovered(one)),
    losses: seen.filter(({ item }) => !present.has(item)),
  }
}

/** Whether one end comes after another; null never comes, and a date that cannot be read is taken for null. */
export function isLater(end: string | null, than: string | null): boolean {
  return timeOf(end) > timeOf(than)
}

function timeOf(end: string | null): number {
  const time = end === null ? Number.POSITIVE_INFINITY : Date.parse(end)
  return Number.isNaN(time) ? Number.POSITIVE_INFINITY : time
}
