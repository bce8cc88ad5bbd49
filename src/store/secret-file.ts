/** Reads a secret that the user keeps in a file: a certificate with its key, or a projected token. */
import { readFile } from 'node:fs/promises'
import { KeywardError, messageOf } from '#model/errors.ts'

const LARGEST_BYTES = 256 * 1024

/** The file's text; it is kept nowhere. @throws KeywardError `input-unreadable` */
export async function readSecretFile(path: string): Promise<string> {
  const how = 'Check the path, and that you may read the file.'
  const bytes = await readFile(path).catch((error: unknown) => {
    throw new KeywardError('input-unreadable', { path, why: messageOf(error), how }, { cause: error })
  })
  if (bytes.length <= LARGEST_BYTES) return bytes.toString('utf8').trim()
  throw new KeywardError('input-unreadable', { path, why: 'it is too large for a key or a token', how })
}
