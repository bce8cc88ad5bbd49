/**
 * A person's sign-in between two runs. The tokens lie sealed in the data folder, their key in the platform's keyring:
 * a copy of the folder opens nothing, and where there is no keyring nothing is written at all.
 */
import { createHash } from 'node:crypto'
import { access, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { KeywardError, messageOf } from '#model/errors.ts'
import { makeFolder, removeIfThere, writeWhole } from '../files.ts'
import { takeLock } from '../run-lock.ts'
import type { Keyring } from './keyring.ts'
import { freshKey, isKey, seal, unseal } from './seal.ts'

/** What stands in the way; none of it stops a sign-in. */
export type SignInTrouble =
  /** Nothing can be kept here: there is no keyring, it refuses, or the folder cannot be written. */
  | { readonly kind: 'notKept'; readonly why: string }
  /** Something is kept that does not open: changed, copied from elsewhere, or its key is gone. */
  | { readonly kind: 'notOpened' }

export interface SignInPlace {
  readonly folder: string
  /** Cloud, tenant and application: the sign-in of one is never seen by another. */
  readonly whose: string
  readonly keyring: Keyring
  /** Told once of each kind of trouble. */
  readonly tell: (trouble: SignInTrouble) => void
}

export interface KeptSignIn {
  /** The tokens; undefined when there are none, or none that can be opened. */
  read(): Promise<string | undefined>
  write(tokens: string): Promise<void>
  /** True when there was something to forget. @throws KeywardError `data-unwritable` */
  forget(): Promise<boolean>
}

/** The sign-in that is kept at this place. Nothing is read before it is asked for. */
export function keptSignIn(place: SignInPlace): KeptSignIn {
  const { folder, whose, keyring } = place
  const file = join(folder, `${createHash('sha256').update(whose).digest('hex').slice(0, 32)}.sealed`)
  const trouble = troubleOf(place)
  /** This program has read or written the file: if it is gone then, somebody has signed out meanwhile. */
  let wasThere = false

  const open = async (): Promise<string | undefined> => {
    const sealed = await bytesOf(file)
    if (sealed === undefined) return undefined
    const key = await keyring.get(whose)
    const tokens = key === undefined ? undefined : unseal(sealed, key, whose)
    if (tokens === undefined) trouble.tell({ kind: 'notOpened' })
    else wasThere = true
    return tokens
  }
  const keep = async (tokens: string): Promise<void> => {
    if (wasThere && !(await isThere(file))) return
    await writeWhole(file, seal(tokens, await keyIn(keyring, whose), whose))
    wasThere = true
  }
  return {
    read: () => trouble.orNothing(open),
    write: (tokens) => trouble.orNothing(() => alone(folder, file, () => keep(tokens))),
    forget: async () =>
      alone(folder, file, async () => {
        const was = await isThere(file)
        await removeIfThere(file)
        // Without the file the key opens nothing; a keyring that refuses must not keep anybody from signing out.
        await keyring.remove(whose).catch(() => undefined)
        return was
      }),
  }
}

/** Says each kind of trouble once; after a place was found not to keep, it is not tried again. */
function troubleOf({ tell }: SignInPlace) {
  const told = new Set<SignInTrouble['kind']>()
  const once = (trouble: SignInTrouble) => {
    if (!told.has(trouble.kind)) tell(trouble)
    told.add(trouble.kind)
  }
  const orNothing = async <T>(act: () => Promise<T>): Promise<T | undefined> => {
    if (told.has('notKept')) return undefined
    try {
      return await act()
    } catch (error) {
      once({ kind: 'notKept', why: firstLine(messageOf(error)) })
      return undefined
    }
  }
  return { tell: once, orNothing }
}

const LONGEST_REASON = 120

/** A binding that was not found tells the story of every place it looked in. */
function firstLine(text: string): string {
  return (text.split('\n')[0] ?? '').slice(0, LONGEST_REASON)
}

/** The key; made at the first time. What the keyring gives back counts, not what it was given. */
async function keyIn(keyring: Keyring, whose: string): Promise<string> {
  const found = await keyring.get(whose)
  if (found !== undefined && isKey(found)) return found
  await keyring.set(whose, freshKey())
  const made = await keyring.get(whose)
  if (made === undefined) throw new Error('the keyring keeps nothing')
  return made
}

/** Another program needs milliseconds for its turn. */
const TURNS = 40
const TURN_MS = 25

/** One program at a time, so that two do not each make a key and one of them seals under the wrong one. */
async function alone<T>(folder: string, file: string, act: () => Promise<T>): Promise<T> {
  await makeFolder(folder)
  const lock = await takeInTurn(`${file}.lock`)
  try {
    return await act()
  } finally {
    await lock.release()
  }
}

async function takeInTurn(path: string) {
  for (let turn = 1; ; turn += 1) {
    try {
      return await takeLock(path)
    } catch (error) {
      const isBusy = error instanceof KeywardError && error.code === 'run-in-progress'
      if (!isBusy || turn >= TURNS) throw error
      await wait(TURN_MS)
    }
  }
}

async function bytesOf(file: string): Promise<Buffer | undefined> {
  try {
    return await readFile(file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

function isThere(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  )
}
