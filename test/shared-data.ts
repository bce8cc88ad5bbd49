/** The material that tests run against when it is there; a fresh clone does without it and says so. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const repository = fileURLToPath(new URL('..', import.meta.url))

/** Folder of the shared material. */
export const sharedFolder = process.env['KEYWARD_SHARED'] ?? join(repository, '..', 'shared')

/** Path of a shared file, whether or not it is there. */
export const sharedFile = (path: string) => join(sharedFolder, 'data', path)

/** True when the shared file is there. */
export function hasShared(path: string): boolean {
  return existsSync(sharedFile(path))
}

/** The name of a suite that needs a shared file, with the reason when it has to be skipped. */
export function needing(path: string, name: string): string {
  return hasShared(path) ? name : `${name} (skipped: ${path} is not here; set KEYWARD_SHARED)`
}
