/** Why a partner is shown by its tenant id alone (identity.md §d.1: ids become names by one request of Graph). */
import { type Coverage, gapOf } from '#model/coverage.ts'
import type { Partner } from './register.ts'
import type { Channel } from './sighting.ts'

/** Channels whose tenants a collection asks for the names of. */
const ASKED: ReadonlySet<Channel> = new Set([
  'directoryRole',
  'crossTenantAccess',
  'application',
  'signIn',
  'audit',
])

/**
 * The reason in words; undefined for a partner that has a name.
 * @param names how completely the names of organisations were read
 * @param isCollected whether Keyward asked for them itself
 */
export function whyNameless(
  { name, id, channels }: Partner,
  names: Coverage,
  isCollected: boolean,
): string | undefined {
  if (name !== nameOfId(id)) return undefined
  const gap = gapOf('tenantInformation', names)
  if (gap !== undefined) return gap
  if (!isCollected) return 'the files hold no name for this id'
  if (channels.some(({ kind }) => ASKED.has(kind)))
    return 'Microsoft gave no name for this id: the organisation is gone, or is in another cloud'
  return 'its id shows only where no names are asked for'
}

/** What stands for the name of an organisation that has none. */
export function nameOfId(id: string): string {
  return `organisation ${id}`
}
