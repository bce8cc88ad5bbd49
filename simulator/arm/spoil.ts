import type { Item } from '../estate/types.ts'
import type { Fault } from '../faults.ts'

/** Faults that leave an answer of Azure well formed and wrong. */
export function spoilArm(body: Item, faults: readonly Fault[]): Item {
  return faults.reduce(spoilOne, body)
}

function spoilOne(body: Item, fault: Fault): Item {
  if (fault.kind === 'foreignNextLink')
    return { ...body, nextLink: `https://${fault.host}/subscriptions?$skiptoken=stolen` }
  if (fault.kind === 'filtered') return shortened(body, fault.keep ?? 0)
  return fault.kind === 'brokenRecord' ? broken(body, fault.index ?? 0) : body
}

/** Fewer rows, and not a word about it: what a caller without the right role gets. */
function shortened(body: Item, keep: number): Item {
  const name = Array.isArray(body['data']) ? 'data' : 'value'
  const rows = body[name]
  if (!Array.isArray(rows)) return body
  const { nextLink: _more, $skipToken: _token, ...rest } = body
  const kept = rows.slice(0, keep)
  const counts = name === 'data' ? { totalRecords: kept.length, count: kept.length } : {}
  return { ...rest, ...counts, [name]: kept }
}

function broken(body: Item, index: number): Item {
  const rows = body['value']
  if (!Array.isArray(rows)) return body
  return { ...body, value: rows.map((row, at) => (at === index ? { id: { broken: true } } : (row as Item))) }
}
