import type { Evidence } from '#model/outcome.ts'
import type { Severity } from '#model/severity.ts'
import { blastRadiusOf } from '../evidence.ts'
import { highest } from '../roles/tiers.ts'
import type { Partner } from './register.ts'
import type { Power } from './sighting.ts'

const MOST_FACTS = 50
const MOST_NAMES = 6

/** "a, b and 3 more": a sentence names some and counts the rest. */
export function some(names: readonly string[]): string {
  const distinct = [...new Set(names)]
  const more = distinct.length - MOST_NAMES
  return `${distinct.slice(0, MOST_NAMES).join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}

/** Evidence about a partner that rests on some of its powers. */
export function powersEvidence(
  { id, name, channels }: Partner,
  powers: readonly Power[],
  words: { readonly summary: string; readonly wouldPassIf: string; readonly severity?: Severity },
): Evidence {
  const involved = new Set(powers.map(({ channel }) => channel))
  const facts = channels.filter(({ kind }) => involved.has(kind)).flatMap(({ evidence }) => evidence)
  return {
    subject: { type: 'partner', id, name },
    facts: facts.slice(0, MOST_FACTS),
    blastRadius: blastRadiusOf(highest(powers.map(({ tier }) => tier))),
    ...words,
  }
}
