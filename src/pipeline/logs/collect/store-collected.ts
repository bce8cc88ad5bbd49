/**
 * Brings collected records from their spool into the store of logs. Their files go only when the store's manifest names
 * the events: whoever is killed in between does it once more, and an event that is there already is not added again.
 */
import { KeywardError } from '#model/errors.ts'
import type { CollectedSpool } from '#store/collected-spool.ts'
import type { LogStore } from '#store/log-store/log-store.ts'
import { importCollected } from '../import.ts'

/** What came of it. */
export interface StoredRecords {
  /** Events that the store did not have. */
  readonly added: number
  /** Records that are no whole event; what could be told from them is kept. */
  readonly quarantined: number
  /** Files of records that are not in the store yet, and why. */
  readonly waiting?: { readonly files: number; readonly because: string }
}

export interface StoreCollectedOptions {
  readonly signal?: AbortSignal | undefined
  /** How far it is, from 0 to 1; called when it begins and after every step. */
  readonly onStoring?: ((done: number) => void) | undefined
}

const BUSY = 'another import into the store is running'

/** Reading, sealing and removing, as shares of the whole. */
const READ = 0.5
const SEALED = 0.9

/**
 * Stores every whole file of the spool, all of them or none. While somebody else imports, the files wait.
 * @throws KeywardError `data-unwritable`, `input-unreadable`; the signal's reason. The files stay in each case.
 */
export async function storeCollected(
  store: LogStore,
  spool: CollectedSpool,
  { signal, onStoring = () => {} }: StoreCollectedOptions = {},
): Promise<StoredRecords> {
  const files = await spool.files()
  if (files.length === 0) return { added: 0, quarantined: 0 }
  onStoring(0)
  try {
    const { added, quarantinedRows } = await importCollected(files, {
      store,
      ...(signal ? { signal } : {}),
      progress: ({ phase, done }) =>
        onStoring(phase === 'reading' ? READ * done : READ + (SEALED - READ) * done),
    })
    onStoring(SEALED)
    for (const [at, file] of files.entries()) {
      await spool.remove(file)
      onStoring(SEALED + (1 - SEALED) * ((at + 1) / files.length))
    }
    return { added, quarantined: quarantinedRows }
  } catch (error) {
    if (!(error instanceof KeywardError) || error.code !== 'run-in-progress') throw error
    return { added: 0, quarantined: 0, waiting: { files: files.length, because: BUSY } }
  }
}

/**
 * Stores what an earlier collection left. What stands in the way of that must not keep anybody from collecting, since
 * the services forget: the end of this collection tries again, and says what is wrong.
 * @throws KeywardError `data-unwritable`; the signal's reason
 */
export async function storeLeftovers(
  store: LogStore,
  spool: CollectedSpool,
  options: StoreCollectedOptions,
): Promise<StoredRecords> {
  try {
    return await storeCollected(store, spool, options)
  } catch (error) {
    options.signal?.throwIfAborted()
    if (error instanceof KeywardError && error.code === 'data-unwritable') throw error
    return { added: 0, quarantined: 0 }
  }
}
