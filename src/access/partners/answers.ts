/**
 * What a provider answered to the letter (`keyward declare partner-answer "NAME: mfa" --reason "…"`). An answer is an
 * attestation of the provider's own: it holds for a quarter and is then asked for again.
 */
import type { Decisions } from '#model/decisions.ts'
import { questions } from './plans/letter.ts'
import type { Partner } from './register.ts'
import { isCalled, splitSubject } from './tasks.ts'

const HOLDS_DAYS = 92
const DAY_MS = 24 * 60 * 60 * 1000

export interface PartnerAnswer {
  /** Of the question. */
  readonly id: string
  readonly asks: string
  /** `stale`: answered longer ago than a quarter; `open`: never. */
  readonly state: 'answered' | 'stale' | 'open'
  readonly answer?: string
  /** ISO 8601, UTC. */
  readonly at?: string
}

/** Every question with the latest answer to it. */
export function answersOf(
  partner: Partner,
  { declarations }: Decisions,
  now: Date,
): readonly PartnerAnswer[] {
  const own = declarations
    .filter(({ kind }) => kind === 'partner-answer')
    .map((declaration) => ({ declaration, ...splitSubject(declaration.subject) }))
    .filter(({ of }) => isCalled(partner, of))
  return questions.map(({ id, asks }): PartnerAnswer => {
    const latest = own
      .filter(({ words }) => words.includes(id))
      .map(({ declaration }) => declaration)
      .toSorted((a, b) => a.at.localeCompare(b.at))
      .at(-1)
    if (latest === undefined) return { id, asks, state: 'open' }
    const age = now.getTime() - Date.parse(latest.at)
    const state = age <= HOLDS_DAYS * DAY_MS ? 'answered' : 'stale'
    return { id, asks, state, answer: latest.reason, at: latest.at }
  })
}
