/** The authentication methods policy, as the requirements on single methods look at it. */
import type { Fact } from '#model/outcome.ts'
import type { AuthenticationMethodsPolicy } from '#model/records/authentication-methods-policy.ts'

export type MethodSettings = NonNullable<
  AuthenticationMethodsPolicy['authenticationMethodConfigurations']
>[number]

/** The settings of one method; undefined when they were not read. */
export function methodIn(policy: AuthenticationMethodsPolicy, id: string): MethodSettings | undefined {
  return policy.authenticationMethodConfigurations?.find((one) => one.id?.toLowerCase() === id.toLowerCase())
}

/** The migration from the older settings of MFA and password reset is over; a tenant that never had them says null. */
export function isMigrated({ policyMigrationState }: AuthenticationMethodsPolicy): boolean | undefined {
  if (policyMigrationState === undefined) return undefined
  return policyMigrationState === null || policyMigrationState === 'migrationComplete'
}

/** What an answer about methods rests on. */
export function methodsFact(policy: AuthenticationMethodsPolicy, fields: Fact['fields']): Fact {
  return { dataset: 'authenticationMethodsPolicy', id: policy.id, fields }
}
