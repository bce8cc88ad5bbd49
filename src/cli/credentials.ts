/** Credentials from the environment; they are read here, handed on, and kept nowhere. */
import { KeywardError } from '#model/errors.ts'
import type { Context } from './context.ts'

const NAMES = {
  tenant: 'KEYWARD_TENANT_ID',
  clientId: 'KEYWARD_CLIENT_ID',
  clientSecret: 'KEYWARD_CLIENT_SECRET',
} as const

/** The application's credentials; `tenant` overrides the environment's. @throws KeywardError `credentials-missing` */
export function credentialsFrom(env: Context['env'], tenant: unknown) {
  return {
    tenant: typeof tenant === 'string' ? tenant : required(env, NAMES.tenant),
    clientId: required(env, NAMES.clientId),
    clientSecret: required(env, NAMES.clientSecret),
  }
}

function required(env: Context['env'], name: string): string {
  const value = env[name]
  if (!value) throw new KeywardError('credentials-missing', { missing: name })
  return value
}
