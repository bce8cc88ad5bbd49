/**
 * The history of a tenant's partners beside its snapshots. It is made from them, so that a file which is missing, cut
 * off or of another version is no loss: whoever reads it gets nothing and makes it again.
 */
import { readFile } from 'node:fs/promises'
import { PartnerHistory } from '#model/partner-history.ts'
import { writeWhole } from './files.ts'

export interface PartnerHistoryFile {
  /** What was kept; undefined when there is nothing that can be used. */
  read(): Promise<PartnerHistory | undefined>
  /** @throws KeywardError `data-unwritable` */
  write(history: PartnerHistory): Promise<void>
}

/** The history at this path. */
export function partnerHistoryFile(path: string): PartnerHistoryFile {
  return {
    read: async () => {
      const text = await readFile(path, 'utf8').catch(() => undefined)
      return text === undefined ? undefined : parsed(text)
    },
    write: (history) => writeWhole(path, `${JSON.stringify(history)}\n`),
  }
}

function parsed(text: string): PartnerHistory | undefined {
  try {
    return PartnerHistory.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}
