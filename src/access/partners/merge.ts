/**
 * Which sightings are of one provider. Tenants are joined by what Microsoft says (the default domain of a tenant) and
 * by what the customer typed (one name over several tenants), never because two organisations give themselves the
 * same name: anybody can call a tenant as they like.
 */
import type { TenantInformation } from '#model/records/tenant-information.ts'
import type { Home, Sighting } from './sighting.ts'

export interface Merged {
  readonly sightings: readonly Sighting[]
  readonly tenantIds: readonly string[]
  readonly domains: readonly string[]
  /** As the customer typed them. */
  readonly names: readonly string[]
  readonly principalIds: readonly string[]
}

/** Sightings by provider, in the order of their first sighting. */
export function merged(
  sightings: readonly Sighting[],
  tenants: readonly TenantInformation[],
): readonly Merged[] {
  const sets = new Sets()
  for (const { tenantId, defaultDomainName } of tenants) {
    if (defaultDomainName) sets.join([`tenant ${lower(tenantId)}`, `domain ${lower(defaultDomainName)}`])
  }
  for (const { home } of sightings) sets.join(keysOf(home))
  const members = sets.all()
  const groups = Map.groupBy(sightings, ({ home }) => sets.rootOf(keysOf(home)[0] ?? ''))
  return [...groups].map(([root, own]) => ({ sightings: own, ...partsOf(members.get(root) ?? []) }))
}

/**
 * The keys of a home. A principal is a key of last resort: accounts and groups of one tenant are not one provider
 * because a record names them together.
 */
function keysOf({ tenantId, domain, name, principalId }: Home): readonly string[] {
  const keys = [
    ...(tenantId ? [`tenant ${lower(tenantId)}`] : []),
    ...(domain ? [`domain ${lower(domain)}`] : []),
    ...(name ? [`name ${lower(name).trim()}`] : []),
  ]
  return keys.length === 0 ? [`principal ${lower(principalId ?? '')}`] : keys
}

const lower = (text: string): string => text.toLowerCase()

function partsOf(keys: readonly string[]): Omit<Merged, 'sightings'> {
  const of = (kind: string) =>
    keys
      .filter((key) => key.startsWith(`${kind} `))
      .map((key) => key.slice(kind.length + 1))
      .toSorted()
  return { tenantIds: of('tenant'), domains: of('domain'), names: of('name'), principalIds: of('principal') }
}

/** Disjoint sets of keys. */
class Sets {
  readonly #parents = new Map<string, string>()

  rootOf(key: string): string {
    let root = key
    for (let up = this.#parents.get(root); up !== undefined && up !== root; up = this.#parents.get(root))
      root = up
    this.#parents.set(key, root)
    return root
  }

  join(keys: readonly string[]): void {
    const [first, ...others] = keys.map((key) => this.rootOf(key))
    if (first === undefined) return
    this.#parents.set(first, first)
    for (const other of others) this.#parents.set(this.rootOf(other), this.rootOf(first))
  }

  /** The keys by their root. */
  all(): ReadonlyMap<string, readonly string[]> {
    return Map.groupBy(this.#parents.keys(), (key) => this.rootOf(key))
  }
}
