/** What a read of the directory costs in resource units, before the service says so itself (identity.md §g.4). */

/** Base prices; whatever is not listed costs one. */
const PRICES: readonly (readonly [RegExp, number])[] = [
  [/^\/(v1\.0|beta)\/users(\/delta)?$/, 2],
  [/\/groups\/[^/]+\/members$/, 3],
  [/\/transitiveMembers$/, 5],
  [/\/subscribedSkus$/, 3],
  [/\/oauth2PermissionGrants$/, 2],
  [/\/applications$/, 2],
]

const SMALL_PAGE = 20

/** Units of one read: the price of its path, less for `$select` and a short page, more for `$expand`, at least one. */
export function directoryUnits({ pathname, searchParams }: URL): number {
  const base = PRICES.find(([path]) => path.test(pathname))?.[1] ?? 1
  const top = searchParams.get('$top')
  const less = (searchParams.has('$select') ? 1 : 0) + (top !== null && Number(top) < SMALL_PAGE ? 1 : 0)
  return Math.max(1, base - less + (searchParams.has('$expand') ? 1 : 0))
}
