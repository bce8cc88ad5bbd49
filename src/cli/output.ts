/** Puts a result where the reader wants it: standard output, or a whole file. */
import { writeResult } from '#pipeline/write-result.ts'
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

/** Writes and waits until it is out, so that a pipe gets all of it before the process ends. */
export function print(stream: NodeJS.WriteStream, text: string): Promise<void> {
  return new Promise((resolve, reject) => stream.write(text, (error) => (error ? reject(error) : resolve())))
}
