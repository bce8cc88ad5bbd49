/** What the history says of the partners that a snapshot shows, and of what it does not show any more. */
import type { PartnerHistory, SeenFact } from '#model/partner-history.ts'
import { seenKey } from '#model/partner-history.ts'
import { keyOfFact } from './history.ts'
import type { Partner, PartnerChannel } from './register.ts'

/** For so long the page of a partner says what it lost. */
const SHOWN_DAYS = 90
const DAY_MS = 24 * 60 * 60 * 1000

/** First and last sight, ISO 8601; nothing where no snapshot was taken into the history. */
export interface Sight {
  readonly firstSeen?: string
  readonly lastSeen?: string
  /** When it was there again after it was gone. */
  readonly backAt?: string
}

export interface Seen {
  /** Of each record of a channel, in its order. */
  factsOf(channel: PartnerChannel, partner: Partner): readonly Sight[]
  /** What of the partner's went within the last 90 days. */
  goneOf(partner: Partner): readonly SeenFact[]
  /** What went with partners that are not on the register any more. */
  readonly gone: readonly SeenFact[]
}

/**
 * Looks at the history from a moment: an older snapshot saw nothing of what came later.
 * @param at ISO 8601, the time of the snapshot that is looked at
 */
export function seenFrom(
  { facts }: PartnerHistory,
  { partners, at, now }: { readonly partners: readonly Partner[]; readonly at: string; readonly now: Date },
): Seen {
  const byKey = new Map(facts.map((fact) => [seenKey(fact), fact]))
  const there = new Set(partners.flatMap(keysOf))
  const gone = facts.filter((fact) => isShownAsGone(fact, at, now) && !there.has(seenKey(fact)))
  const present = new Set(partners.flatMap(({ ids }) => ids))
  return {
    factsOf: ({ kind, evidence }, partner) =>
      evidence.map((fact) => sightOf(byKey.get(keyOfFact(kind, fact, partner)), at)),
    goneOf: ({ ids }) => gone.filter((fact) => fact.partners.some((id) => ids.includes(id))),
    gone: gone.filter((fact) => !fact.partners.some((id) => present.has(id))),
  }
}

function keysOf(partner: Partner): readonly string[] {
  return partner.channels.flatMap(({ kind, evidence }) =>
    evidence.map((fact) => keyOfFact(kind, fact, partner)),
  )
}

/** Copies by hand stand beside every snapshot, also beside an older one. */
function isShownAsGone({ goneAt, channel }: SeenFact, at: string, now: Date): boolean {
  const isKnown = goneAt !== undefined && (goneAt <= at || channel === 'manual')
  return isKnown && now.getTime() - Date.parse(goneAt) <= SHOWN_DAYS * DAY_MS
}

function sightOf(fact: SeenFact | undefined, at: string): Sight {
  if (fact === undefined) return {}
  const { firstSeen, lastSeen, backAt, channel } = fact
  return {
    firstSeen,
    lastSeen: lastSeen < at || channel === 'manual' ? lastSeen : at,
    ...(backAt === undefined || backAt > at ? {} : { backAt }),
  }
}

/** The sight of a channel from those of its records: the first of all, and the last of all. */
export function sightOfAll(sights: readonly Sight[]): Sight {
  const first = sights.flatMap(({ firstSeen }) => firstSeen ?? []).toSorted()[0]
  const last = sights
    .flatMap(({ lastSeen }) => lastSeen ?? [])
    .toSorted()
    .at(-1)
  return first === undefined || last === undefined ? {} : { firstSeen: first, lastSeen: last }
}
