/** Newline-delimited JSON on disk: whole lines in, whole lines out, and a torn last line is not a line. */
import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'

const NEWLINE = 0x0a

/** The lines of a file's first `bytes` bytes, without loading it. A torn last line is left out. */
export async function* readLines(path: string, bytes: number): AsyncGenerator<string> {
  if (bytes === 0) return
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of createReadStream(path, { end: bytes - 1 })) {
    let buffer: Buffer = rest.length === 0 ? (chunk as Buffer) : Buffer.concat([rest, chunk as Buffer])
    for (let end = buffer.indexOf(NEWLINE); end !== -1; end = buffer.indexOf(NEWLINE)) {
      yield buffer.toString('utf8', 0, end)
      buffer = buffer.subarray(end + 1)
    }
    rest = buffer
  }
}

/** Reads a journal: the entries of its whole lines, and how many bytes they take. */
export async function readJournal<T>(path: string): Promise<{ entries: T[]; bytes: number }> {
  const content = await readIfThere(path)
  const entries: T[] = []
  let bytes = 0
  for (let end = content.indexOf(NEWLINE); end !== -1; end = content.indexOf(NEWLINE, bytes)) {
    const entry = parsed<T>(content.toString('utf8', bytes, end))
    if (entry === undefined) break
    entries.push(entry)
    bytes = end + 1
  }
  return { entries, bytes }
}

function parsed<T>(line: string): T | undefined {
  try {
    return JSON.parse(line) as T
  } catch {
    return undefined
  }
}

async function readIfThere(path: string): Promise<Buffer> {
  try {
    return await readFile(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Buffer.alloc(0)
    throw error
  }
}
