/** Puts a result where the reader wants it: standard output, or a whole file. */
import { writePieces, writeResult } from '#pipeline/write-result.ts'
import type { Context } from './context.ts'

/** Writes the result; to a file only whole. @throws KeywardError `data-unwritable` */
export async function deliver(context: Context, text: string, file: unknown): Promise<void> {
  if (typeof file !== 'string') {
    await print(context.stdout, text)
    return
  }
  await writeResult(file, text)
  context.stderr.write(`Written to ${file}\n`)
}

/** As `deliver`, for a result that is made piece by piece. @throws KeywardError `data-unwritable` */
export async function deliverPieces(
  context: Context,
  pieces: Iterable<string>,
  file: unknown,
): Promise<void> {
  if (typeof file !== 'string') {
    for (const chunk of gathered(pieces)) await print(context.stdout, chunk)
    return
  }
  await writePieces(file, gathered(pieces))
  context.stderr.write(`Written to ${file}\n`)
}

const CHUNK = 64 * 1024

/** Pieces in chunks that are worth a write each. */
function* gathered(pieces: Iterable<string>): Generator<string> {
  let chunk = ''
  for (const piece of pieces) {
    chunk += piece
    if (chunk.length < CHUNK) continue
    yield chunk
    chunk = ''
  }
  yield chunk
}

/** Writes and waits until it is out, so that a pipe gets all of it before the process ends. */
export function print(stream: NodeJS.WriteStream, text: string): Promise<void> {
  return new Promise((resolve, reject) => stream.write(text, (error) => (error ? reject(error) : resolve())))
}
