/** Keyrings as machines have them: one that works, several that do not, and one that processes share. */
import { readFile, writeFile } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import type { Keyring } from '#store/sign-ins/keyring.ts'

export interface FakeKeyring extends Keyring {
  readonly entries: Map<string, string>
}

export function aKeyring(): FakeKeyring {
  const entries = new Map<string, string>()
  return {
    entries,
    get: async (name) => entries.get(name),
    set: async (name, secret) => void entries.set(name, secret),
    remove: async (name) => void entries.delete(name),
  }
}

const refusing = (why: string) => () => Promise.reject(new Error(why))

/** The ways in which a keyring is none; the words are those of the binding. */
export const brokenKeyrings: readonly (readonly [string, Keyring])[] = [
  [
    'that is not installed',
    ((why) => ({ get: refusing(why), set: refusing(why), remove: refusing(why) }))(
      "Cannot find package '@napi-rs/keyring' imported from keyring.ts\n  and forty lines more",
    ),
  ],
  [
    'on a machine without a secret service',
    ((why) => ({ get: refusing(why), set: refusing(why), remove: refusing(why) }))(
      'Platform failure: DBus error: The name org.freedesktop.secrets was not provided by any .service files',
    ),
  ],
  ['that is locked', { ...aKeyring(), set: refusing("Couldn't access platform storage: it is locked") }],
  ['that forgets at once', { ...aKeyring(), set: async () => {} }],
]

/** A keyring in a file, slow enough for two processes to get in each other's way. */
export function aSharedKeyring(file: string): Keyring {
  const all = async () => JSON.parse(await readFile(file, 'utf8').catch(() => '{}')) as Record<string, string>
  return {
    get: async (name) => (await all())[name],
    set: async (name, secret) => {
      await wait(20)
      await writeFile(file, JSON.stringify({ ...(await all()), [name]: secret }))
    },
    remove: async (name) => {
      const { [name]: _gone, ...rest } = await all()
      await writeFile(file, JSON.stringify(rest))
    },
  }
}
