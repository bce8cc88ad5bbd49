/** One collection per tenant at a time. The lock names its process, so that one left by a crash is taken over. */
import { randomBytes } from 'node:crypto'
import { open, readFile, rename } from 'node:fs/promises'
import { resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { KeywardError } from '#model/errors.ts'
import { guarded, removeIfThere } from './files.ts'

export interface RunLock {
  release(): Promise<void>
}

/**
 * The locks of this process. A lock file with our own number that is not among them is a leftover: in a container
 * the process of today has the number of the one that crashed yesterday.
 */
const held = new Set<string>()

/** Takes the lock file. @throws KeywardError `run-in-progress` while a living process holds it, `data-unwritable` */
export async function takeLock(file: string): Promise<RunLock> {
  const path = resolve(file)
  if (held.has(path)) throw new KeywardError('run-in-progress', { pid: process.pid })
  held.add(path)
  try {
    await take(path)
  } catch (error) {
    held.delete(path)
    throw error
  }
  return {
    release: async () => {
      await removeIfThere(path)
      held.delete(path)
    },
  }
}

async function take(path: string): Promise<void> {
  if (await tryTake(path)) return
  const holder = await holderOf(path)
  if (holder !== undefined && isAlive(holder)) throw new KeywardError('run-in-progress', { pid: holder })
  await takeAway(path)
  if (await tryTake(path)) return
  throw new KeywardError('run-in-progress', { pid: (await holderOf(path)) ?? 0 })
}

function tryTake(path: string): Promise<boolean> {
  return guarded(path, async () => {
    const file = await openNew(path)
    if (file === undefined) return false
    try {
      await file.writeFile(String(process.pid))
    } finally {
      await file.close()
    }
    return true
  })
}

async function openNew(path: string) {
  try {
    return await open(path, 'wx', 0o600)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return undefined
    throw error
  }
}

/** Renames before removing: who finds in his hands the lock of somebody quicker puts it back. */
async function takeAway(path: string): Promise<void> {
  const aside = `${path}.${randomBytes(4).toString('hex')}`
  try {
    await rename(path, aside)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return
    throw error
  }
  const holder = await holderOf(aside)
  if (holder !== undefined && isAlive(holder)) await rename(aside, path)
  else await removeIfThere(aside)
}

/** Its writer needs a moment between making the file and writing into it. */
const MOMENT_MS = 20
const MOMENTS = 5

async function holderOf(path: string): Promise<number | undefined> {
  for (let moment = 0; moment < MOMENTS; moment += 1) {
    const text = await readFile(path, 'utf8').catch(() => undefined)
    if (text === undefined) return undefined
    const pid = Number(text)
    if (text !== '') return Number.isInteger(pid) && pid > 0 ? pid : undefined
    await wait(MOMENT_MS)
  }
  return undefined
}

/** Signal 0 asks whether a process exists; EPERM says it does, under another user. */
function isAlive(pid: number): boolean {
  if (pid === process.pid) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
