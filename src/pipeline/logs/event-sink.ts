/** Where collected records go. Whoever keeps them knows their shapes and removes what is there already. */
import type { LogSource } from '#model/events/log-event.ts'

/** Which service gave the records; their shape follows from it, so nobody has to guess. */
export const shapeHints = ['graph', 'auditQuery', 'managementActivity', 'arm'] as const
export type ShapeHint = (typeof shapeHints)[number]

export interface Kept {
  readonly added: number
  /** Known by their ids already. */
  readonly duplicates: number
  /** Broken, and set aside with their reason. */
  readonly quarantined: number
}

export interface EventSink {
  /** Takes a page of records as the service sent them. @throws KeywardError `data-unwritable` */
  add(source: LogSource, records: readonly unknown[], shape?: ShapeHint): Promise<Kept>
  /** Returns when everything that was added would outlive a power cut. @throws KeywardError `data-unwritable` */
  flush(): Promise<void>
}
