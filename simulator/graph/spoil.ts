import type { Item } from '../estate/types.ts'
import type { Fault } from '../faults.ts'

/** Applies the faults that leave an answer well formed and wrong. */
export function spoilBody(body: Item, faults: readonly Fault[], lastChanged?: string): Item {
  return faults.reduce((spoiled, fault) => {
    if (fault.kind === 'foreignNextLink') return withForeignNextLink(spoiled, fault.host)
    if (fault.kind === 'missing') return without(spoiled, fault.id ?? lastChanged)
    return fault.kind === 'brokenRecord' ? withBrokenRecord(spoiled, fault.index ?? 0) : spoiled
  }, body)
}

/** A next link that points elsewhere: whoever follows it hands the token to a stranger. */
function withForeignNextLink(body: Item, host: string): Item {
  const { '@odata.context': context, ...rest } = body
  return {
    '@odata.context': context,
    ...rest,
    '@odata.nextLink': `https://${host}/v1.0/users?$skiptoken=stolen`,
  }
}

/** A replica that has not heard of an object yet (section g.3): absence in one read proves nothing. */
function without(body: Item, id: string | undefined): Item {
  const rows = body['value']
  return Array.isArray(rows)
    ? { ...body, value: (rows as readonly Item[]).filter((row) => row['id'] !== id) }
    : body
}

/** One row in which every plain value has become an object, among rows that are as they should be. */
function withBrokenRecord(body: Item, index: number): Item {
  const rows = Array.isArray(body['value']) ? (body['value'] as readonly Item[]) : []
  return { ...body, value: rows.map((row, at) => (at === index ? broken(row) : row)) }
}

function broken(row: Item): Item {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, { broken: typeof value }]))
}

/** The text of a fault on the wire: `malformed` is complete but no JSON. */
export function spoilText(text: string, faults: readonly Fault[]): string {
  return faults.some(({ kind }) => kind === 'malformed') ? `${text.slice(0, -1)},}` : text
}
