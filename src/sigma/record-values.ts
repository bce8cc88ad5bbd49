/**
 * Values inside a record of whichever shape: keys in any case, lists by any of their members, JSON that lies there
 * as text, and lists of names with values by the name (logs.md §4).
 */

/** JSON within JSON within JSON. */
const DEEPEST_TEXT = 4
/** Lists within lists; real records have two, hostile ones thousands. */
const DEEPEST_LIST = 8

/** The value of a JSON text; undefined when it is none. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/**
 * A value as texts: a single one as it is written; of a list every member, and the JSON of the whole; of an object
 * its JSON. Null is no value. A text that is wrapped in quotation marks is also what stands between them.
 */
export function valuesOf(value: unknown, depth = 0): string[] {
  if (value === null || value === undefined) return []
  if (typeof value === 'string') return unquoted(value)
  if (typeof value !== 'object') return [String(value)]
  const members = Array.isArray(value) && depth < DEEPEST_LIST ? value : []
  return [...members.flatMap((member) => valuesOf(member, depth + 1)), ...jsonOf(value)]
}

/** The JSON of a value; none of what is nested deeper than the stack. */
function jsonOf(value: unknown): string[] {
  try {
    return [JSON.stringify(value)]
  } catch {
    return []
  }
}

function unquoted(text: string): string[] {
  if (text.length < 2 || !text.startsWith('"') || !text.endsWith('"')) return [text]
  const inner = parsedJson(text)
  return typeof inner === 'string' ? [text, inner] : [text]
}

/**
 * The texts at a path.
 *
 * @param within `record`: the envelopes that exports put round a record (`properties`, `AuditData`) are looked into
 * as if they were not there; `column`: the value is taken as it is
 */
export function valuesAt(value: unknown, path: readonly string[], within: 'record' | 'column'): string[] {
  const roots = within === 'record' ? rootsOf(value) : [value]
  const paths =
    within === 'record' && path[0] === 'properties' && path.length > 1 ? [path, path.slice(1)] : [path]
  const found = new Set<unknown>()
  for (const root of roots) for (const way of paths) follow(root, way, found, 0)
  return Array.from(found).flatMap((value) => valuesOf(value))
}

const ENVELOPES = ['properties', 'auditdata']

function rootsOf(record: unknown): readonly unknown[] {
  const inner = ENVELOPES.flatMap((name) => childrenOf(opened(record), name))
  return [record, ...inner.map((value) => opened(value))]
}

function follow(value: unknown, path: readonly string[], found: Set<unknown>, depth: number): void {
  if (depth > DEEPEST_LIST) return
  if (path.length === 0) {
    if (value !== null && value !== undefined) found.add(value)
    return
  }
  const open = opened(value)
  if (Array.isArray(open)) {
    for (const member of open) follow(member, path, found, depth + 1)
    followNamed(open, path, found, depth + 1)
    return
  }
  // A key may have dots of its own, so that several steps are one key.
  for (let steps = 1; steps <= path.length; steps++) {
    const key = path.slice(0, steps).join('.')
    for (const child of childrenOf(open, key)) follow(child, path.slice(steps), found, depth)
  }
}

/** In a list of names with values a step may be a name. */
function followNamed(
  list: readonly unknown[],
  path: readonly string[],
  found: Set<unknown>,
  depth: number,
): void {
  for (const member of list) {
    const name = NAMES.flatMap((key) => childrenOf(member, key)).find((text) => typeof text === 'string')
    if (name === undefined) continue
    const steps = stepsOf(name, path)
    if (steps === 0) continue
    for (const value of VALUES.flatMap((key) => childrenOf(member, key))) {
      follow(value, path.slice(steps), found, depth)
    }
  }
}

const NAMES = ['name', 'displayname', 'key']
const VALUES = ['value', 'newvalue', 'new']

/** How many steps of the path are this name; none when it is another. */
function stepsOf(name: string, path: readonly string[]): number {
  const lower = name.toLowerCase()
  for (let steps = 1; steps <= path.length; steps++) {
    if (path.slice(0, steps).join('.') === lower) return steps
  }
  return 0
}

/** JSON that lies there as text, as what it says; anything else as it is. */
function opened(value: unknown): unknown {
  let open = value
  for (let depth = 0; depth < DEEPEST_TEXT; depth++) {
    if (typeof open !== 'string' || !/^\s*[[{]/.test(open)) return open
    const parsed = parsedJson(open)
    if (parsed === undefined) return open
    open = parsed
  }
  return open
}

/** The values of every key that is this one in lower case. */
function childrenOf(value: unknown, key: string): unknown[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return []
  return Object.entries(value)
    .filter(([name]) => name.toLowerCase() === key)
    .map(([, child]) => child)
}
