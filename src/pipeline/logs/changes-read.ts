/** Reading changes from the store: what kinds there are, how many by whom, and the events themselves. */
import { builtInNameOf } from '#access/roles/tiers.ts'
import { classOf, type OperationClass } from '#logs/operations/classify.ts'
import { type ReadableChanges, readableChanges } from '#logs/operations/readable.ts'
import type { OpenLogs } from '#store/log-store/log-store.ts'
import { eventsOfKinds, type StoredOperation, storedOperations } from '#store/log-store/operations.ts'
import type { FoundEvent } from '#store/log-store/search.ts'
import { type FoldedEvent, foldedEvents } from './changes-folded.ts'

/** Operations of one kind by one actor, with what they are about. */
export interface ClassedOperation extends StoredOperation {
  readonly is: OperationClass | undefined
}

export interface ReadOperations {
  readonly operations: readonly ClassedOperation[]
  /** Records of the wanted operations, copies counted. */
  readonly records: number
  /** The newest of them, copies folded. */
  readonly events: readonly FoldedEvent[]
  /** False where there are more than were read. */
  readonly isWhole: boolean
}

/** A change is written three times at most: by two logs, or at its begin, its acceptance and its end. */
const COPIES = 3

/** Reads operations whose class is wanted. @param limit how many changes at most. @throws KeywardError `search-too-long` */
export async function readOperations(
  logs: OpenLogs,
  isWanted: (is: OperationClass) => boolean,
  limit: number,
  signal?: AbortSignal,
): Promise<ReadOperations> {
  const operations = (await storedOperations(logs)).map((one) => ({ ...one, is: classOf(one) }))
  const wanted = operations.filter(({ is }) => is !== undefined && isWanted(is))
  const found = await eventsOfKinds(logs, wanted, limit * COPIES, signal)
  const folded = foldedEvents(found.events)
  return {
    operations,
    records: found.total,
    events: folded.slice(0, limit),
    isWhole: found.events.length === found.total && folded.length <= limit,
  }
}

/** What an event is about. */
export function classOfEvent({
  source,
  operation,
  category,
  service,
}: FoundEvent): OperationClass | undefined {
  return classOf({ source: source ?? 'other', operation, category, service })
}

/** What an event changed, with roles by their names. */
export function changesOf({ changes, parameters }: FoundEvent): ReadableChanges {
  return readableChanges({ changes, parameters }, builtInNameOf)
}
