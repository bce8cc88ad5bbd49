/** What the policies of an account make of the kinds of sign-in. */
import type { Ask } from './asks.ts'
import { type Bits, meets } from './bits.ts'
import type { AskBits, Kind, Kinds } from './space.ts'

/** The policies of an account: all that are enabled or only report, and those in force. */
export interface Under {
  readonly all: Bits
  readonly enforced: Bits
}

export interface Judged {
  /** What the least protected sign-in is asked for. */
  readonly weakest: Ask
  /** Whether some sign-in is not open, or would not be if the report-only policies were in force. */
  readonly someProtected: boolean
}

/** Judges all kinds of sign-in to a resource from a client. */
export function judgeKinds(byMeans: readonly Kinds[], { all, enforced }: Under): Judged {
  return {
    weakest: weakestOf(byMeans, enforced),
    someProtected: byMeans.some(({ asks, most }) =>
      most.some((kind) => askedOf(kind, asks, all) !== 'nothing'),
    ),
  }
}

/** The kinds that are open, the most ordinary first. */
export function openKinds(byMeans: readonly Kinds[], { enforced }: Under): readonly Kind[] {
  return byMeans.flatMap(({ asks, fewest }) =>
    fewest.filter((kind) => askedOf(kind, asks, enforced) === 'nothing'),
  )
}

const ORDER: readonly Ask[] = ['nothing', 'mfa', 'phishingResistant', 'block']

function weakestOf(byMeans: readonly Kinds[], enforced: Bits): Ask {
  let weakest: Ask = 'block'
  for (const { asks, fewest } of byMeans) {
    for (const kind of fewest) {
      const asked = askedOf(kind, asks, enforced)
      if (asked === 'nothing') return asked
      if (ORDER.indexOf(asked) < ORDER.indexOf(weakest)) weakest = asked
    }
  }
  return weakest
}

/** The strongest that one of the policies asks of this kind of sign-in. */
function askedOf({ policies }: Kind, asks: AskBits, under: Bits): Ask {
  if (meets(policies, asks.block, under)) return 'block'
  if (meets(policies, asks.phishingResistant, under)) return 'phishingResistant'
  return meets(policies, asks.mfa, under) ? 'mfa' : 'nothing'
}
