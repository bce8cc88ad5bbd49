/** Cuts address ranges at their ends: every address of a piece is in the same ranges. */
export interface NamedRanges {
  readonly id: string
  /** CIDR notation, IPv4 or IPv6. */
  readonly ranges: readonly string[]
}

export interface RangePieces {
  /** The different sets of ids that an address can be in; always the empty one, so that nobody rests on ranges. */
  readonly sets: readonly (readonly string[])[]
  /** Ids with a range that cannot be read: nobody knows what is in them. */
  readonly unreadable: ReadonlySet<string>
}

interface Range {
  readonly id: string
  readonly from: bigint
  /** The first address behind it. */
  readonly until: bigint
}

const FAMILIES = [
  { bits: 32, version: 4 },
  { bits: 128, version: 6 },
] as const

/** The pieces of both address families. */
export function piecesOfRanges(named: readonly NamedRanges[]): RangePieces {
  const unreadable = new Set<string>()
  const ranges = { 4: [] as Range[], 6: [] as Range[] }
  for (const { id, ranges: texts } of named) {
    for (const text of texts) {
      const parsed = parseCidr(text)
      if (parsed) ranges[parsed.version].push({ id, from: parsed.from, until: parsed.until })
      else unreadable.add(id)
    }
  }
  const sets = new Map<string, readonly string[]>([['', []]])
  for (const { bits, version } of FAMILIES)
    for (const set of sweep(ranges[version], 1n << BigInt(bits))) sets.set(set.join(), set)
  return { sets: [...sets.values()], unreadable }
}

/** Walks along the addresses of a family; at each end of a range a new piece begins. */
function* sweep(ranges: readonly Range[], end: bigint): Generator<readonly string[]> {
  const cuts = [...new Set([0n, end, ...ranges.flatMap(({ from, until }) => [from, until])])]
  cuts.sort((one, other) => (one < other ? -1 : 1))
  const starting = Map.groupBy(ranges, ({ from }) => from)
  const ending = Map.groupBy(ranges, ({ until }) => until)
  const open = new Map<string, number>()
  for (const cut of cuts) {
    for (const { id } of ending.get(cut) ?? []) count(open, id, -1)
    for (const { id } of starting.get(cut) ?? []) count(open, id, 1)
    if (cut < end) yield [...open.keys()].sort()
  }
}

function count(open: Map<string, number>, id: string, change: number): void {
  const left = (open.get(id) ?? 0) + change
  if (left === 0) open.delete(id)
  else open.set(id, left)
}

function parseCidr(text: string): { version: 4 | 6; from: bigint; until: bigint } | undefined {
  const [address = '', length] = text.trim().split('/')
  const version = versionOf(address)
  if (version === undefined) return undefined
  const bits = version === 4 ? 32 : 128
  const prefix = length === undefined ? bits : Number(length)
  if (!/^\d{1,3}$/.test(length ?? '0') || prefix > bits) return undefined
  const size = 1n << BigInt(bits - prefix)
  const value = version === 4 ? valueOf4(address) : valueOf6(address)
  const from = value - (value % size)
  return { version, from, until: from + size }
}

function versionOf(address: string): 4 | 6 | undefined {
  const parts = address.split('.')
  if (parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255)) return 4
  return address.includes(':') && URL.canParse(`http://[${address}]/`) ? 6 : undefined
}

function valueOf4(address: string): bigint {
  return address.split('.').reduce((value, part) => value * 256n + BigInt(part), 0n)
}

/** `::` stands for as many zeros as are missing; the last part may be an IPv4 address. */
function valueOf6(address: string): bigint {
  const plain = address.replace(/%.*$/, '').replace(/(\d+\.\d+\.\d+\.\d+)$/, (tail) => {
    const value = valueOf4(tail)
    return `${(value >> 16n).toString(16)}:${(value & 0xffffn).toString(16)}`
  })
  const [head = '', tail] = plain.split('::')
  const parts = (text: string | undefined) => (text ? text.split(':') : [])
  const missing = 8 - parts(head).length - parts(tail).length
  const zeros = tail === undefined ? [] : Array.from({ length: missing }, () => '0')
  return [...parts(head), ...zeros, ...parts(tail)].reduce(
    (value, part) => value * 65_536n + BigInt(`0x${part}`),
    0n,
  )
}
