/** Times as logs write them, in milliseconds since 1970 (logs.md §4). What names no zone is UTC: Microsoft's logs are. */

const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?$/i
/** Excel and PowerShell under American settings, which Microsoft's exports have everywhere. */
const SLASHED =
  /^(\d{1,2})\/(\d{1,2})\/(\d{4}),?\s+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?\s*(AM|PM)?\s*(Z|UTC)?$/i
/** .NET's JSON of old. */
const DOT_NET = /^\/Date\((-?\d{1,16})(?:[+-]\d{4})?\)\/$/
const MONTHS = 12
const NOON = 12
const MINUTE_MS = 60_000

/** A time; null for what is none. */
export function timeOf(value: unknown): number | null {
  if (typeof value === 'number') return fromNumber(value)
  if (typeof value !== 'string') return null
  const plain = fromPlainIso(value)
  if (plain !== undefined) return plain
  const written = value.trim()
  const iso = ISO.exec(written)
  if (iso) return fromIso(iso)
  const slashed = SLASHED.exec(written)
  if (slashed) return fromSlashed(slashed)
  const dotNet = DOT_NET.exec(written)
  return dotNet ? within(Number(dotNet[1])) : null
}

/** The first of the values that is a time. */
export function firstTime(...values: readonly unknown[]): number | null {
  for (const value of values) {
    const time = timeOf(value)
    if (time !== null) return time
  }
  return null
}

/** `2026-06-01T10:20:30.1234567Z`, as nearly every record has it: the platform reads it far faster than a pattern. */
const PLAIN_LENGTHS = { least: 20, most: 30 }

function fromPlainIso(value: string): number | undefined {
  const { length } = value
  if (length < PLAIN_LENGTHS.least || length > PLAIN_LENGTHS.most) return undefined
  if (value[4] !== '-' || value[10] !== 'T' || value[length - 1] !== 'Z') return undefined
  const time = Date.parse(value)
  return Number.isNaN(time) ? undefined : (within(time) ?? undefined)
}

function fromIso(parts: RegExpExecArray): number | null {
  const [, year, month, day, hour, minute, second, fraction, zone] = parts
  // A second of 65 has been seen; Date.UTC carries it over, which is nearer the truth than no time.
  const time = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour ?? 0),
    Number(minute ?? 0),
    Number(second ?? 0),
  )
  if (Number(month) > MONTHS || Number(month) < 1 || Number(day) > 31 || Number(hour ?? 0) > 24) return null
  return within(time + millis(fraction) - offsetOf(zone))
}

function fromSlashed(parts: RegExpExecArray): number | null {
  const [, one, other, year, hour, minute, second, fraction, half] = parts
  // Month first; a month of 13 says that this export has the day first.
  const [month, day] = Number(one) > MONTHS ? [Number(other), Number(one)] : [Number(one), Number(other)]
  if (month > MONTHS || day > 31) return null
  const hours = half === undefined ? Number(hour) : (Number(hour) % NOON) + (/pm/i.test(half) ? NOON : 0)
  const time = Date.UTC(Number(year), month - 1, day, hours, Number(minute), Number(second ?? 0))
  return within(time + millis(fraction))
}

function millis(fraction: string | undefined): number {
  return fraction === undefined ? 0 : Number(fraction.padEnd(3, '0').slice(0, 3))
}

function offsetOf(zone: string | undefined): number {
  if (zone === undefined || !/^[+-]/.test(zone)) return 0
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2))
  return (zone.startsWith('-') ? -minutes : minutes) * MINUTE_MS
}

/** Seconds, milliseconds, microseconds or nanoseconds since 1970, told apart by their size. */
function fromNumber(value: number): number | null {
  if (!Number.isFinite(value) || value <= 0) return null
  if (value < 1e11) return within(value * 1000)
  if (value < 1e14) return within(value)
  return within(value < 1e17 ? value / 1e3 : value / 1e6)
}

/** No log is older than Azure, none is of the far future; what is outside is no time of an event. */
const EARLIEST = Date.UTC(2000, 0, 1)
const LATEST = Date.UTC(2100, 0, 1)

function within(time: number): number | null {
  const whole = Math.floor(time)
  return whole >= EARLIEST && whole < LATEST ? whole : null
}
