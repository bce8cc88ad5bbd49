/**
 * A drill: one past day of logs is asked for, what comes is compared with what is held. The records are kept as files
 * and read back by these schemas; they are published JSON as well, so fields are added and never change their meaning.
 */
import { z } from 'zod'
import { logSources } from './events/log-event.ts'

const source = z.enum(logSources)
const text = z.string()
const whole = z.int().min(0)

/**
 * What the ledger says of an hour of our own: `answered` to its end, `failed` (asked and not answered to its end), or
 * `neverAsked`.
 */
export const ledgerStates = ['answered', 'failed', 'neverAsked'] as const
export type LedgerState = (typeof ledgerStates)[number]

/** One hour in which either side has an event, or both. */
const DrillHour = z.object({
  /** ISO 8601 up to the hour, UTC: `2026-09-22T07`. */
  hour: text,
  both: whole,
  onlyOurs: whole,
  onlyTheirs: whole,
  ledger: z.enum(ledgerStates),
  /** Why our side may lack events of it; left out for an answered one. */
  because: text.optional(),
})
export type DrillHour = z.infer<typeof DrillHour>

/** A column that our records of the same events have and theirs do not. */
const LackingField = z.object({ field: text, ours: whole, lacking: whole })
export type LackingField = z.infer<typeof LackingField>

const DrillLog = z.object({
  source,
  /** `unknown`: the two sides cannot be compared, and `because` says why. */
  state: z.enum(['agrees', 'differs', 'unknown']),
  because: text.optional(),
  /** Of the day, by record id. */
  ours: whole,
  theirs: whole,
  both: whole,
  onlyOurs: whole,
  onlyTheirs: whole,
  /** Of `onlyTheirs`, those in hours that our ledger has no answer for: they are missing here for a known reason. */
  explained: whole,
  /** Hours of the day, of 24, that our ledger proves. */
  answeredHours: whole,
  hours: z.array(DrillHour),
  fields: z.array(LackingField),
})
export type DrillLog = z.infer<typeof DrillLog>

/** Something that would not have been there in earnest. */
const Shortfall = z.object({
  whose: z.enum(['theirs', 'ours']),
  /** Left out where it is about all of them. */
  source: source.optional(),
  what: text,
})
export type Shortfall = z.infer<typeof Shortfall>

export const drillVerdicts = ['agrees', 'fallsShort', 'unknown'] as const
export type DrillVerdict = (typeof drillVerdicts)[number]

const DrillResult = z.object({
  /** When it was compared, and when what was compared had come; ISO 8601, UTC. */
  at: z.iso.datetime(),
  cameAt: z.iso.datetime(),
  by: text,
  /** From the request until it had come. */
  tookHours: z.number(),
  /** What was agreed, or else what we ask. */
  agreedHours: z.number(),
  verdict: z.enum(drillVerdicts),
  /** Why it is unknown, or in part. */
  because: z.array(text),
  short: z.array(Shortfall),
  logs: z.array(DrillLog),
  /** What is worth knowing and counts for nothing. */
  notes: z.array(text),
})
export type DrillResult = z.infer<typeof DrillResult>

export const DrillRecord = z.object({
  schemaVersion: z.literal(1),
  /** The day, and a number where it was drilled before. */
  id: text,
  /** `YYYY-MM-DD`, UTC. */
  day: z.iso.date(),
  /** Whom it was asked of; left out where nobody was named. */
  from: z.object({ id: text, name: text }).optional(),
  by: text,
  /** When the clock began to run; ISO 8601, UTC. */
  requestedAt: z.iso.datetime(),
  /** Logs that our side held of the day, and so asks for. */
  asked: z.array(source),
  /** Each comparison, the first first; none while nothing was compared. */
  results: z.array(DrillResult),
})
export type DrillRecord = z.infer<typeof DrillRecord>

/** What controls see of drills. */
export interface DrillHistory {
  /** False: nothing is kept that anything could be compared with. */
  readonly hasLogs: boolean
  readonly drills: readonly DrillRecord[]
  /** Records that could not be read, each with its reason. */
  readonly broken: readonly string[]
}
