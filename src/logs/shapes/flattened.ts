/**
 * Records laid flat: `properties.status.errorCode` or `properties_status_errorCode` as the name of one field, as
 * workspaces, Splunk and data frames write them. They are built up again, into parents that records really have.
 */
import { type Fields, fieldsOf } from '../values/fields.ts'
import { plain, spellingOf } from '../values/names.ts'

/** Objects and lists inside records, in plain spelling; the second line is the integration of Elastic. */
const PARENTS: ReadonlySet<string> = new Set(
  `properties status location locationdetails devicedetail initiatedby user app targetresources modifiedproperties
 additionaldetails authenticationdetails networklocationdetails identity authorization claims evidence httprequest
 operationname category substatus resourceprovidername resourcetype eventname eventsource provisioningstatusinfo
 statusinfo sourceidentity targetidentity serviceprincipal managedserviceidentity deviceproperties appaccesscontext
 auditdata riskeventtypesv2 azure auditlogs signinlogs activitylogs identityprotection provisioning graphactivitylogs
 o365 audit parameters event source client geo resource organization useragent claimsinitiatedbyuser`.split(
    /\s+/,
  ),
)

const DEEPEST = 10
const MOST_NAMES = 2_000
/** Words of one parent, as in `device_detail`. */
const MOST_WORDS = 3
const INDEX = /^\d{1,3}$/
/** How Splunk writes that a list stands here. */
const EACH = '{}'
const MOST_ITEMS = 200

type Separator = '.' | '_'
type Tree = { [name: string]: unknown }

/** The record with its inner objects built up again; undefined for one that is not flat, or too wide. */
export function unflattened(record: Fields): Fields | undefined {
  const names = Object.keys(record)
  if (names.length > MOST_NAMES) return undefined
  const separator = (['.', '_'] as const).find((one) => names.some((name) => pathOf(name, one) !== undefined))
  if (separator === undefined) return undefined
  const built = new Set<unknown>()
  const tree: Tree = {}
  for (const name of names) {
    for (const [path, value] of placesOf(pathOf(name, separator) ?? [name], record[name])) {
      if (!put(tree, path, value, built)) put(tree, [name], record[name], built)
    }
  }
  return withLists(tree, built) as Fields
}

/** The parents of a name and its own; undefined for one that has no parent that records have. */
function pathOf(name: string, separator: Separator): readonly string[] | undefined {
  if (!name.includes(separator)) return undefined
  const path: string[] = []
  let rest = separator === '.' ? name.replace(/\[(\d{1,3})\]/g, '.$1').replaceAll(EACH, `.${EACH}`) : name
  while (path.length < DEEPEST) {
    if (separator === '_' && isWholeName(rest, path.at(-1))) break
    const cut = parentEnd(rest, separator, path.length > 0)
    if (cut === -1) break
    path.push(rest.slice(0, cut))
    rest = rest.slice(cut + 1)
  }
  return path.length === 0 || rest === '' ? undefined : [...path, rest]
}

/** Underscores stand inside names as well; what is a name as it stands is not cut. Of `initiatedBy` only its two are. */
function isWholeName(rest: string, parent: string | undefined): boolean {
  return plain(parent ?? '') !== 'initiatedby' && spellingOf(rest) !== undefined
}

/** Where the first parent in the text ends; -1 where it begins with none. */
function parentEnd(text: string, separator: Separator, mayBeIndex: boolean): number {
  const words = separator === '.' ? 1 : MOST_WORDS
  for (let word = 0, cut = text.indexOf(separator); word < words && cut > 0; word += 1) {
    const head = text.slice(0, cut)
    if (PARENTS.has(plain(head)) || (mayBeIndex && (head === EACH || INDEX.test(head)))) return cut
    cut = text.indexOf(separator, cut + 1)
  }
  return -1
}

/** Splunk names what all items of a list have by one path, and gives their values as one list. */
function placesOf(
  path: readonly string[],
  value: unknown,
): readonly (readonly [readonly string[], unknown])[] {
  const last = path.lastIndexOf(EACH)
  if (last === -1) return [[path, value]]
  const values = Array.isArray(value) ? value.slice(0, MOST_ITEMS) : [value]
  return values.map((item: unknown, index) => [
    path.map((name, at) => (name === EACH ? String(at === last ? index : 0) : name)),
    item,
  ])
}

/** Puts a value in its place; false where something else stands in its way. */
function put(tree: Tree, path: readonly string[], value: unknown, built: Set<unknown>): boolean {
  let at = tree
  for (const name of path.slice(0, -1)) {
    const next = childOf(at, name, built)
    if (next === undefined) return false
    at = next
  }
  const own = path.at(-1) ?? ''
  // A record may carry any name; this one would change what the object is.
  if (own === '__proto__') return true
  if (built.has(at[own])) return true
  at[own] = value
  return true
}

function childOf(tree: Tree, name: string, built: Set<unknown>): Tree | undefined {
  const there = Object.hasOwn(tree, name) ? tree[name] : undefined
  if (built.has(there)) return there as Tree
  const isFree = there === undefined || there === null || there === ''
  const held = fieldsOf(there)
  if (!isFree && held === undefined) return undefined
  const child: Tree = { ...held }
  tree[name] = child
  built.add(child)
  return child
}

/** What was built with numbers for names is a list. */
function withLists(tree: Tree, built: ReadonlySet<unknown>): unknown {
  const entries = Object.entries(tree).map(
    ([name, value]) => [name, built.has(value) ? withLists(value as Tree, built) : value] as const,
  )
  const isList = entries.length > 0 && entries.every(([name]) => INDEX.test(name))
  return isList ? entries.map(([, value]) => value) : Object.fromEntries(entries)
}
