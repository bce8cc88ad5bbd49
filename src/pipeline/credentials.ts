/** Which way to sign in the environment offers. Secrets are read here, handed on, and kept nowhere. */
import { openTransport } from '#clients/http/transport.ts'
import type { Credential } from '#clients/sign-in/credential.ts'
import { gitHubAssertion } from '#clients/sign-in/github-assertion.ts'
import { KeywardError } from '#model/errors.ts'
import { readSecretFile } from '#store/secret-file.ts'

export type { Credential } from '#clients/sign-in/credential.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** The ways in which a person may sign in. */
export const personalWays = ['browser', 'device-code'] as const
export type PersonalWay = (typeof personalWays)[number]

export interface Wanted {
  /** Overrides KEYWARD_TENANT_ID. */
  readonly tenant?: string | undefined
  /** Overrides KEYWARD_CLIENT_ID. */
  readonly clientId?: string | undefined
  /** A person instead of the application. */
  readonly person?: PersonalWay | undefined
  /** Tells the person what to do. */
  readonly show: (message: string) => void
}

/**
 * The credential that is wanted or that the environment offers: managed identity where it is switched on,
 * certificate, federated token in a file, secret, in this order. A GitHub job offers its token to everybody, so it
 * counts only where no secret was given.
 * @throws KeywardError `credentials-missing`, `input-unreadable`
 */
export async function credentialFrom(env: Environment, wanted: Wanted): Promise<Credential> {
  if (env['KEYWARD_MANAGED_IDENTITY'] && wanted.person === undefined) return managedIdentity(env)
  const application = applicationFrom(env, wanted)
  const { show } = wanted
  if (wanted.person === 'browser')
    return { kind: 'browser', ...application, show: (url) => show(browserMessage(url)) }
  if (wanted.person === 'device-code') return { kind: 'deviceCode', ...application, show }
  const certificate = env['KEYWARD_CLIENT_CERTIFICATE']
  if (certificate) return { kind: 'certificate', ...application, pem: await readSecretFile(certificate) }
  const assertion = federatedAssertion(env)
  if (assertion) return { kind: 'federated', ...application, assertion }
  return { kind: 'secret', ...application, clientSecret: required(env, 'KEYWARD_CLIENT_SECRET') }
}

/** The application that is meant, and its tenant. @throws KeywardError `credentials-missing` */
export function applicationFrom(env: Environment, wanted: Pick<Wanted, 'tenant' | 'clientId'>) {
  const tenant = wanted.tenant ?? required(env, 'KEYWARD_TENANT_ID')
  const clientId = wanted.clientId ?? required(env, 'KEYWARD_CLIENT_ID')
  return { tenant, clientId }
}

const browserMessage = (url: string) => `Open this address in a browser of this machine to sign in:\n${url}\n`

function managedIdentity(env: Environment): Credential {
  const clientId = env['KEYWARD_CLIENT_ID']
  return { kind: 'managedIdentity', ...(clientId ? { clientId } : {}) }
}

/** Workload identity projects a token into a file and renews it there; GitHub gives one to whoever asks. */
function federatedAssertion(env: Environment): (() => Promise<string>) | undefined {
  const file = env['KEYWARD_FEDERATED_TOKEN_FILE'] ?? env['AZURE_FEDERATED_TOKEN_FILE']
  if (file) return () => readSecretFile(file)
  const { ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: token } = env
  if (!url || !token || env['KEYWARD_CLIENT_SECRET']) return undefined
  return async () => {
    const transport = openTransport()
    try {
      return await gitHubAssertion(url, token, transport)
    } finally {
      await transport.close()
    }
  }
}

function required(env: Environment, name: string): string {
  const value = env[name]
  if (!value) throw new KeywardError('credentials-missing', { missing: name })
  return value
}
