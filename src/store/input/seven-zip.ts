/** Archives of 7-Zip, by the tool of the machine: no library reads them without a compiler. */
import { execFile, spawn } from 'node:child_process'
import type { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { KeywardError } from '#model/errors.ts'

const TOOLS = ['7zz', '7z', '7za']
const LONGEST_LIST_BYTES = 16 * 1024 * 1024

export interface SevenZipEntry {
  readonly name: string
  /** Unpacked. */
  readonly bytes: number
  open(): Promise<Readable>
}

/** The files of an archive. @throws KeywardError `input-unreadable` where no tool is there or it cannot read it */
export async function open7z(path: string): Promise<readonly SevenZipEntry[]> {
  const tool = await toolFor()
  if (tool === undefined) {
    const how = 'Install 7-Zip (7zz, 7z or 7za in the path), or unpack it and give the folder.'
    throw new KeywardError('input-unreadable', { path, why: 'there is no tool here that opens .7z', how })
  }
  const { stdout } = await promisify(execFile)(tool, ['l', '-slt', '-ba', '--', path], {
    maxBuffer: LONGEST_LIST_BYTES,
  })
  return entriesIn(stdout).map(({ name, bytes }) => ({
    name,
    bytes,
    open: async () => unpack(tool, path, name),
  }))
}

async function toolFor(): Promise<string | undefined> {
  for (const tool of TOOLS) {
    const works = await promisify(execFile)(tool, ['i']).then(
      () => true,
      () => false,
    )
    if (works) return tool
  }
  return undefined
}

/** The listing: one block of `Name = value` lines for each entry. */
function entriesIn(listing: string): { name: string; bytes: number }[] {
  return listing
    .split(/\r?\n\r?\n/)
    .map(
      (block) =>
        Object.fromEntries(block.split(/\r?\n/).map((line) => line.split(' = ', 2))) as Record<
          string,
          string
        >,
    )
    .filter((entry) => entry['Path'] !== undefined && !entry['Attributes']?.startsWith('D'))
    .map((entry) => ({ name: entry['Path'] ?? '', bytes: Number(entry['Size'] ?? 0) }))
}

function unpack(tool: string, path: string, name: string): Readable {
  // `-spd` takes the name as it is: one that looks like a pattern must not match others.
  const child = spawn(tool, ['x', '-so', '-spd', '--', path, name], { stdio: ['ignore', 'pipe', 'ignore'] })
  child.on('error', (error) => child.stdout.destroy(error))
  child.on('close', (code) => {
    if (code !== 0) child.stdout.destroy(new Error(`${tool} ended with ${code}`))
  })
  return child.stdout
}
