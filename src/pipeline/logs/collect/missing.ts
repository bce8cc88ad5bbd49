/** What a refusal really says of a feed: which permission the token lacks, and whether it is the licence at all. */
import { type Coverage, denied } from '#model/coverage.ts'
import type { LogFeed, LogServices } from './feed.ts'
import type { Held } from './kept-licence.ts'

/** The permissions of the feed that the token lacks; all of them when it does not show, or is refused all the same. */
export async function missingPermissions(
  { lane, permissions }: LogFeed,
  { graph, azure, management }: LogServices,
): Promise<readonly string[]> {
  const client = lane === 'arm' ? azure : lane === 'managementActivity' ? management : graph
  const granted = await client.grantedPermissions().catch(() => undefined)
  const lacking = permissions.filter((permission) => !granted?.includes(permission))
  return lacking.length > 0 ? lacking : permissions
}

/**
 * Microsoft answers "no premium licence" also to an application that may not read the tenant's licences (identity.md
 * §a.6). Where the tenant is known to hold the licence, the truth is a missing permission.
 */
export function withHeldLicence(
  coverage: Coverage,
  { licence, permissions }: LogFeed,
  { licences }: Held,
): Coverage {
  if (coverage.state !== 'unlicensed' || licence === undefined || !licences?.has(licence)) return coverage
  const because = `the service says that the licence is missing (${coverage.because}), but the tenant holds ${licence}`
  return denied(because, [...permissions, 'Directory.Read.All'])
}
