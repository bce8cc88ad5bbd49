import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Where Microsoft's published descriptions lie: they are read by generators and tests, never by a running cloud. */
export function sharedFile(path: string): string {
  const root = process.env['KEYWARD_SHARED'] ?? fileURLToPath(new URL('../../shared', import.meta.url))
  return `${root}/${path}`
}

/** False on a machine that has only the repository; tests then say so and skip. */
export function hasSharedFile(path: string): boolean {
  return existsSync(sharedFile(path))
}
