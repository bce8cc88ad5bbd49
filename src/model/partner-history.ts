/**
 * When each fact about a partner was first and last seen, over all snapshots of a tenant. It is made from the sealed
 * snapshots alone and can be made again at any time; it is kept so that nobody reads all of them at every look.
 */
import { z } from 'zod'

export const partnerHistorySchemaVersion = 1

export const SeenFact = z.object({
  channel: z.string(),
  dataset: z.string(),
  /** The id of the record; of a log the tenant id, for its records come and go. */
  record: z.string(),
  /** Every id of the partner that it was seen under, when it was seen last. */
  partners: z.array(z.string()),
  /** What the partner was called then, for the reader. */
  partner: z.string(),
  /** What it gave, for the reader. */
  what: z.string(),
  /** ISO 8601, of the first snapshot that has it; of a log, of the first record. */
  firstSeen: z.string(),
  lastSeen: z.string(),
  /** The first snapshot that was read whole and has it no more; left out while it is there or may be. */
  goneAt: z.string().optional(),
  /** The snapshot that had it again after it was gone. */
  backAt: z.string().optional(),
})
export type SeenFact = z.infer<typeof SeenFact>

export const PartnerHistory = z.object({
  schemaVersion: z.literal(partnerHistorySchemaVersion),
  /** Ids of the snapshots that it was made from. */
  snapshots: z.array(z.string()),
  /** Of these, the ones that could not be read any more. */
  broken: z.array(z.string()),
  /** The time of the latest of them, ISO 8601. */
  through: z.string().optional(),
  facts: z.array(SeenFact),
})
export type PartnerHistory = z.infer<typeof PartnerHistory>

/** The history before the first snapshot. */
export const noHistory: PartnerHistory = {
  schemaVersion: partnerHistorySchemaVersion,
  snapshots: [],
  broken: [],
  facts: [],
}

/** What a fact is told by. One file shows through one channel once. */
export function seenKey({
  channel,
  dataset,
  record,
}: Pick<SeenFact, 'channel' | 'dataset' | 'record'>): string {
  return `${channel} ${dataset} ${record.toLowerCase()}`
}
