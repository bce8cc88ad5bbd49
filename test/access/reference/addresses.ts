/** An address: four bytes or sixteen, as a number. */
export interface Address {
  readonly bits: 32 | 128
  readonly value: bigint
}

/** The first and the last address of a range. */
export interface Range {
  readonly bits: 32 | 128
  readonly first: bigint
  readonly last: bigint
}

/** Reads a range such as `203.0.113.0/24` or `2001:db8::/32`; undefined for what is not one. */
export function rangeOf(cidr: string): Range | undefined {
  const [text = '', length = '', ...rest] = cidr.split('/')
  const address = addressOf(text)
  if (address === undefined || rest.length > 0 || !/^\d{1,3}$/.test(length)) return undefined
  const { bits, value } = address
  const free = bits - Number(length)
  if (free < 0) return undefined
  const size = 1n << BigInt(free)
  const first = (value / size) * size
  return { bits, first, last: first + size - 1n }
}

/** Reads an address of either family. */
export function addressOf(text: string): Address | undefined {
  return text.includes(':') ? ipv6(text) : ipv4(text)
}

/** True for an address in the range. */
export function isInRange({ bits, value }: Address, range: Range): boolean {
  return bits === range.bits && range.first <= value && value <= range.last
}

function ipv4(text: string): Address | undefined {
  const bytes = text.split('.')
  if (bytes.length !== 4 || !bytes.every((byte) => /^\d{1,3}$/.test(byte) && Number(byte) < 256))
    return undefined
  return { bits: 32, value: joined(bytes.map(BigInt), 8n) }
}

function ipv6(text: string): Address | undefined {
  const words = expanded(text)
  if (words?.length !== 8 || !words.every((word) => /^[\da-f]{1,4}$/i.test(word))) return undefined
  return {
    bits: 128,
    value: joined(
      words.map((word) => BigInt(`0x${word}`)),
      16n,
    ),
  }
}

/** Eight words: `::` stands for as many zeros as are missing. */
function expanded(text: string): readonly string[] | undefined {
  const [before = '', after, ...rest] = text.split('::')
  if (rest.length > 0) return undefined
  const head = before === '' ? [] : before.split(':')
  if (after === undefined) return head
  const tail = after === '' ? [] : after.split(':')
  const zeros = Math.max(0, 8 - head.length - tail.length)
  return [...head, ...Array.from({ length: zeros }, () => '0'), ...tail]
}

const joined = (digits: readonly bigint[], width: bigint): bigint =>
  digits.reduce((sum, digit) => (sum << width) + digit, 0n)
