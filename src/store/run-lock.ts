/** One collection per tenant at a time. The lock names its process, so that one left by a crash is taken over. */
import { open, readFile } from 'node:fs/promises'
import { KeywardError } from '#model/errors.ts'
import { removeIfThere } from './files.ts'

export interface RunLock {
  release(): Promise<void>
}

/** Takes the lock file. @throws KeywardError `run-in-progress` while a living process holds it */
export async function takeLock(path: string): Promise<RunLock> {
  if (!(await tryTake(path))) {
    const holder = await holderOf(path)
    if (holder !== undefined && isAlive(holder)) throw new KeywardError('run-in-progress', { pid: holder })
    await removeIfThere(path)
    if (!(await tryTake(path)))
      throw new KeywardError('run-in-progress', { pid: (await holderOf(path)) ?? 0 })
  }
  return { release: () => removeIfThere(path) }
}

async function tryTake(path: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx', 0o600)
    await file.writeFile(String(process.pid))
    await file.close()
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

async function holderOf(path: string): Promise<number | undefined> {
  const pid = Number(await readFile(path, 'utf8').catch(() => ''))
  return Number.isInteger(pid) && pid > 0 ? pid : undefined
}

/** Signal 0 asks whether a process exists; EPERM says it does, under another user. */
function isAlive(pid: number): boolean {
  if (pid === process.pid) return true
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
