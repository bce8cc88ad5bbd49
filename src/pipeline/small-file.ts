/** A small file that somebody sent, as its bytes. */
import { openInput } from '#store/input/source.ts'
import { bytesOf } from '#store/input/text.ts'

/** Forms with some short answers are a few kilobytes. */
const LARGEST_BYTES = 1024 * 1024

export interface SmallFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/**
 * Reads the one file that stands there.
 * @param broken makes the error of a file that is not such a one
 * @throws KeywardError `input-not-found`, `input-unreadable`, and what `broken` makes
 */
export async function readSmallFile(path: string, broken: (why: string) => Error): Promise<SmallFile> {
  const { files, close } = await openInput(path)
  try {
    const [file, ...others] = files
    if (file === undefined || others.length > 0) throw broken('give one file')
    if (file.bytes > LARGEST_BYTES) throw broken('it is larger than 1 MB')
    const parts: Uint8Array[] = []
    for await (const chunk of bytesOf(file)) parts.push(chunk)
    return { name: file.name, bytes: Buffer.concat(parts) }
  } finally {
    await close()
  }
}
