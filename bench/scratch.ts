/** Folders that are gone when the work is done. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const made = new Set<string>()
process.once('exit', () => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true })
})

/** A folder that lasts until this process ends. */
export function lastingFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'keyward-bench-'))
  made.add(folder)
  return folder
}

/** Runs `work` with a folder of its own. */
export async function inScratchFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = lastingFolder()
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
    made.delete(folder)
  }
}
