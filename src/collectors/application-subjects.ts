/** Whose owners matter: applications that can act by themselves, or that somebody could make act by one credential. */
import type { DatasetName } from '#model/datasets.ts'
import type { Facts } from './collector.ts'

/** Datasets that say which applications have power. */
export const namesPowerfulApplications = [
  'applications',
  'servicePrincipals',
  'appRoleAssignments',
  'roleAssignments',
] as const satisfies readonly DatasetName[]

interface Credentialed {
  readonly keyCredentials?: readonly unknown[] | null | undefined
  readonly passwordCredentials?: readonly unknown[] | null | undefined
}

/** Ids of the service principals that hold a credential, an app role or a directory role. */
export async function powerfulServicePrincipals(facts: Facts): Promise<readonly string[]> {
  const ids = new Set<string>()
  const granted = await grantees(facts)
  for await (const principal of facts.records('servicePrincipals')) {
    if (holdsCredential(principal) || granted.has(principal.id)) ids.add(principal.id)
  }
  return [...ids].sort()
}

/** Ids of the applications that hold a credential, or whose service principal holds an app role or directory role. */
export async function powerfulApplications(facts: Facts): Promise<readonly string[]> {
  const granted = await grantees(facts)
  const grantedApps = new Set<string>()
  for await (const { id, appId } of facts.records('servicePrincipals')) {
    if (appId && granted.has(id)) grantedApps.add(appId)
  }
  const ids = new Set<string>()
  for await (const application of facts.records('applications')) {
    const isGranted = application.appId ? grantedApps.has(application.appId) : false
    if (holdsCredential(application) || isGranted) ids.add(application.id)
  }
  return [...ids].sort()
}

function holdsCredential({ keyCredentials, passwordCredentials }: Credentialed): boolean {
  return (keyCredentials?.length ?? 0) + (passwordCredentials?.length ?? 0) > 0
}

/** Principals with an app role or a directory role; those that are no service principals are never asked for. */
async function grantees(facts: Facts): Promise<ReadonlySet<string>> {
  const ids = new Set<string>()
  for await (const { principalId } of facts.records('appRoleAssignments'))
    if (principalId) ids.add(principalId)
  for await (const { principalId } of facts.records('roleAssignments')) ids.add(principalId)
  return ids
}
