/** Reading an export in a test: bytes in, events and quarantined rows out, in pieces of any size. */
import { batchesOf } from '#logs/framing/frame.ts'
import { parseBatch, type QuarantinedRow } from '#logs/parse.ts'
import type { LogEvent } from '#model/events/log-event.ts'

export interface Read {
  readonly events: readonly LogEvent[]
  readonly quarantined: readonly QuarantinedRow[]
  /** What was kept of the rows that could not be read. */
  readonly recovered: readonly LogEvent[]
}

/** Reads a text or bytes as an export, `piece` bytes at once. */
export async function readExport(content: string | Uint8Array, piece = 65_536): Promise<Read> {
  const bytes = Buffer.from(content)
  const events: LogEvent[] = []
  const quarantined: QuarantinedRow[] = []
  const recovered: LogEvent[] = []
  for await (const batch of batchesOf(pieces(bytes, piece))) {
    parseBatch(batch, {
      event: (event) => events.push(event),
      quarantine: (row, event) => {
        quarantined.push(row)
        recovered.push(event)
      },
    })
  }
  return { events, quarantined, recovered }
}

async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}
