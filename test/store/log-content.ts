/** What is in a store of logs, apart from where it lies; and whether what lies there is what its manifest says. */
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { hashFile } from '#store/files.ts'
import type { LogStore } from '#store/log-store/log-store.ts'

/** The events of a store, each as a text, in order. */
export async function contentOf(store: LogStore): Promise<readonly string[]> {
  return store.read({}, async ({ connection, relation }) => {
    const reader = await connection.runAndReadAll(
      `SELECT source, id, whole, shape, epoch_ms(time), user, operation, raw FROM ${relation} ORDER BY ALL`,
    )
    return reader
      .getRows()
      .map((row) => JSON.stringify(row.map((value) => (typeof value === 'bigint' ? Number(value) : value))))
  })
}

/** How many events a store has, and a hash of them: two stores of the same digest hold the same. */
export async function digestOf(store: LogStore): Promise<{ readonly rows: number; readonly hash: string }> {
  return store.read({}, async ({ connection, relation }) => {
    const reader = await connection.runAndReadAll(
      `SELECT count(*), bit_xor(hash(source, id, whole, shape, time, "user", operation, raw)) FROM ${relation}`,
    )
    const [rows, hash] = reader.getRows()[0] ?? []
    return { rows: Number(rows), hash: String(hash) }
  })
}

/** Files of the manifest that are not there as it says. */
export async function brokenFilesOf(store: LogStore): Promise<readonly string[]> {
  const broken: string[] = []
  for (const { path, bytes, sha256 } of (await store.manifest()).files) {
    const file = join(store.folder, path)
    const found = await stat(file).catch(() => undefined)
    if (found?.size !== bytes || (await hashFile(file)) !== sha256) broken.push(path)
  }
  return broken
}

/** Files in the store's folder that are neither its manifest nor in it. */
export async function strayFilesOf(store: LogStore): Promise<readonly string[]> {
  const known = new Set(['manifest.json', ...(await store.manifest()).files.map(({ path }) => path)])
  const there = await readdir(store.folder, { recursive: true, withFileTypes: true })
  return there
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(store.folder.length + 1))
    .filter((path) => !known.has(path))
}
