/** Where a person's sign-in is kept between runs, and how it is forgotten. */
import { join } from 'node:path'
import { type CloudName, cloudOf } from '#clients/clouds.ts'
import { type Credential, isDelegated } from '#clients/sign-in/credential.ts'
import type { KeptTokens } from '#clients/sign-in/kept.ts'
import { type KeptSignIn, keptSignIn, type SignInTrouble } from '#store/sign-ins/kept-sign-in.ts'
import { type Keyring, platformKeyring } from '#store/sign-ins/keyring.ts'

type Environment = Readonly<Record<string, string | undefined>>

export interface SignInKeeping {
  readonly env: Environment
  /** The data folder. */
  readonly data: string
  readonly cloud: CloudName
  readonly endpoint?: string | undefined
  /** Tells the person, in one line, what cannot be kept. */
  readonly show: (message: string) => void
}

/** Whose sign-in it is, besides the cloud. */
export interface SignInOwner {
  readonly tenant: string
  readonly clientId: string
}

/** The place for this credential; only people have one, since every other way signs in without anybody. */
export function keptFor(credential: Credential, keeping: SignInKeeping): KeptTokens | undefined {
  return isDelegated(credential) ? placeOf(credential, keeping) : undefined
}

/** Forgets a person's sign-in; true when there was one. @throws KeywardError `data-unwritable` */
export function signOut(owner: SignInOwner, keeping: SignInKeeping): Promise<boolean> {
  return placeOf(owner, keeping).forget()
}

function placeOf({ tenant, clientId }: SignInOwner, keeping: SignInKeeping): KeptSignIn {
  const { name, login } = cloudOf(keeping.cloud, keeping.endpoint)
  return keptSignIn({
    folder: join(keeping.data, 'sign-ins'),
    // The host too: a simulated cloud must never be shown what a real one gave.
    whose: [name, new URL(login).host, tenant, clientId].join(' ').toLowerCase(),
    keyring: keyringOf(keeping.env),
    tell: (trouble) => keeping.show(wordsFor(trouble)),
  })
}

/** Some share their account on a machine: `KEYWARD_KEYRING=none` keeps nothing. */
function keyringOf(env: Environment): Keyring {
  if (env['KEYWARD_KEYRING'] !== 'none') return platformKeyring
  const refuse = () => Promise.reject(new Error('KEYWARD_KEYRING is none'))
  return { get: refuse, set: refuse, remove: refuse }
}

function wordsFor(trouble: SignInTrouble): string {
  switch (trouble.kind) {
    case 'notKept':
      return `Your sign-in is not kept, because no keyring can be used here (${trouble.why}): the next run asks you again.`
    case 'notOpened':
      return 'What was kept of your sign-in does not open any more, so you are asked again.'
    default:
      return trouble satisfies never
  }
}
