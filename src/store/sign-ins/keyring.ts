/** The keyring of the platform: Keychain, Credential Manager, Secret Service. */

/** Small secrets by name, kept for the person who is logged in to this machine. Every call may be refused. */
export interface Keyring {
  get(name: string): Promise<string | undefined>
  set(name: string, secret: string): Promise<void>
  remove(name: string): Promise<void>
}

/** Under this name people find the entries in the keyring's own window. */
const SERVICE = 'Keyward'

/**
 * On Linux the Secret Service and nothing else. The library would fall back to the kernel's keyring, which containers
 * of one user share.
 */
const OPTIONS = { linux: { store: 'secret-service' } } as const

/** Nothing is loaded before the first call: the package is optional, and most runs sign in without a person. */
export const platformKeyring: Keyring = {
  get: async (name) => (await inTime((await entryOf(name)).getPassword())) ?? undefined,
  set: async (name, secret) => inTime((await entryOf(name)).setPassword(secret)),
  remove: async (name) => void (await inTime((await entryOf(name)).deleteCredential())),
}

async function entryOf(name: string) {
  const { AsyncEntry } = await import('@napi-rs/keyring')
  return new AsyncEntry(SERVICE, name, OPTIONS)
}

/** A locked keyring asks its owner in a window of its own; where nobody sees the window, nobody answers. */
const PATIENCE_MS = 60_000

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('it did not answer')), PATIENCE_MS)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
