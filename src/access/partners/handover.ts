/**
 * What third parties attested that they hand over in an incident, held against what we ask. It holds for a year: how
 * another company keeps its logs changes more slowly than who may enter this one.
 */
import type { Attestation, Decisions } from '#model/decisions.ts'
import { type HandoverAnswer, type HandoverLog, handoverLogs, type JudgedHandover } from '#model/handover.ts'
import { answering } from '../attested.ts'
import { isPrivileged } from '../roles/administration.ts'
import type { Partner } from './register.ts'

/** The control whose finding the attestation answers. */
export const ATTESTS_HANDOVER = 'logs/handover-is-attested'
export const HANDOVER_HOLDS_DAYS = 365
const DAY_MS = 24 * 60 * 60 * 1000

/** What it is attested under; no partner is called so. @param id of the third party */
export const handoverSubject = (id: string): string => `handover of ${id.trim()}`

/** Of a subject, the id of the third party; undefined for subjects of other kinds. */
export function thirdPartyOf(subject: string): string | undefined {
  return /^handover of (?<id>.+)$/s.exec(subject)?.groups?.['id']
}

/** Third parties of which something was attested, by their ids, the last word first. */
export function handedOver(decisions: Decisions): readonly string[] {
  const own = answering(ATTESTS_HANDOVER, decisions).attestations.filter(({ kind }) => kind === 'attest')
  const ids = own.toReversed().flatMap(({ subject }) => thirdPartyOf(subject) ?? [])
  return [...new Map(ids.toReversed().map((id) => [id.toLowerCase(), id])).values()].toReversed()
}

export type HandoverAttestation =
  | { readonly state: 'never' }
  /** `overdue`: a year went by. */
  | { readonly state: 'attested' | 'overdue'; readonly latest: Attestation }

/** What was attested last under any of the ids. */
export function handoverOf(ids: readonly string[], decisions: Decisions, now: Date): HandoverAttestation {
  const subjects = new Set(ids.map((id) => handoverSubject(id).toLowerCase()))
  const latest = answering(ATTESTS_HANDOVER, decisions)
    .attestations.filter(({ kind, subject }) => kind === 'attest' && subjects.has(subject.toLowerCase()))
    .toSorted((a, b) => a.at.localeCompare(b.at))
    .at(-1)
  if (latest === undefined) return { state: 'never' }
  // A date that does not parse vouches for nothing.
  return { state: Date.parse(latest.until) > now.getTime() ? 'attested' : 'overdue', latest }
}

/**
 * Whether a partner is asked for a handover: whoever administers something here, always or by activation. A vendor
 * whose application may read a little runs nothing. `unknown`: a role of it could not be read.
 */
export function isAsked({ powers }: Partner): boolean | 'unknown' {
  if (powers.some(({ tier }) => isPrivileged(tier))) return true
  return powers.some(({ tier }) => tier === 'unknown') ? 'unknown' : false
}

/** Every log of the list with what was said of it. */
export function judgedHandover(answers: readonly HandoverAnswer[], now: Date): readonly JudgedHandover[] {
  return handoverLogs.map((log) => {
    const answer = answers.find((one) => one.log === log.id)
    const { id, what, leastDays, mostHours } = log
    const head = { log: id, what, asked: { leastDays, mostHours } }
    if (answer === undefined) return { ...head, state: 'open', short: [], open: ['whether there is one'] }
    const [short, open] = [shortOf(log, answer, now), openOf(log, answer)]
    const state = short.length > 0 ? 'short' : open.length > 0 ? 'open' : 'enough'
    return { ...head, ...answer, state, short, open }
  })
}

function shortOf({ leastDays, mostHours }: HandoverLog, answer: HandoverAnswer, now: Date): string[] {
  const { exists, days, since, who, hours } = answer
  if (!exists) return ['there is no such log']
  const history = since === undefined ? undefined : (now.getTime() - Date.parse(since)) / DAY_MS
  const isKeptTooShort = leastDays !== null && days !== undefined && days < leastDays
  return [
    ...(isKeptTooShort ? [`kept for ${days} of ${leastDays} days`] : []),
    // A setting of last month has nothing of last year, whatever it promises.
    ...(!isKeptTooShort && leastDays !== null && history !== undefined && history < leastDays
      ? [`there since ${since} only`]
      : []),
    ...(who === undefined ? ['nobody is named to hand it over'] : []),
    ...(hours !== undefined && hours > mostHours ? [`within ${hours} in place of ${mostHours} hours`] : []),
  ]
}

function openOf({ leastDays }: HandoverLog, { exists, days, since, hours }: HandoverAnswer): string[] {
  if (!exists) return []
  return [
    ...(leastDays !== null && days === undefined ? ['for how long it is kept'] : []),
    ...(leastDays !== null && since === undefined ? ['since when'] : []),
    ...(hours === undefined ? ['within how many hours'] : []),
  ]
}
