/** What an actor usually does: from which countries and networks, and at which hours of the day. */

/** What is known of an actor and one address. */
export interface KnownPlace {
  readonly ip: string | null
  readonly country: string | null
  /** Milliseconds since 1970. */
  readonly first: number
}

export interface Habits {
  readonly places: readonly KnownPlace[]
  /** Events by the hour of the day, UTC. */
  readonly hours: ReadonlyMap<number, number>
}

export interface Surprise {
  /** `unknown`: the record does not say from where, or nothing of the actor lies before it. */
  readonly country: 'known' | 'new' | 'unknown'
  readonly address: 'known' | 'new' | 'unknown'
  readonly isUnusualHour: boolean
}

/** Whoever comes from somewhere new signs in there first, and works after: that is no history yet. */
const SETTLED_MS = 86_400_000
const LEAST_FOR_HOURS = 50
const SELDOM = 0.02
const HOURS = 24

/** Compares one event with what the actor did until the day before. @param time milliseconds since 1970 */
export function surpriseOf(
  {
    ip,
    country,
    time,
  }: { readonly ip: string | null; readonly country: string | null; readonly time: number },
  { places, hours }: Habits,
): Surprise {
  const before = places.filter(({ first }) => first < time - SETTLED_MS)
  const countries = new Set(before.map((place) => place.country).filter((name) => name !== null))
  const networks = new Set(before.flatMap((place) => (place.ip === null ? [] : [networkOf(place.ip)])))
  return {
    country: known(country, countries),
    address: known(ip === null ? null : networkOf(ip), networks),
    isUnusualHour: isUnusual(new Date(time).getUTCHours(), hours),
  }
}

function known(value: string | null, before: ReadonlySet<string>): 'known' | 'new' | 'unknown' {
  if (value === null || before.size === 0) return 'unknown'
  return before.has(value) ? 'known' : 'new'
}

/**
 * The network of an address: providers hand out single addresses of it anew each day. The first three numbers of IPv4,
 * the first four groups of IPv6.
 */
export function networkOf(ip: string): string {
  if (!ip.includes(':')) return ip.split('.').slice(0, 3).join('.')
  const [head = '', tail] = ip.toLowerCase().split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = tail === undefined ? [] : Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0')
  return [...left, ...zeros, ...right].slice(0, 4).join(':')
}

function isUnusual(hour: number, hours: ReadonlyMap<number, number>): boolean {
  const all = [...hours.values()].reduce((sum, events) => sum + events, 0)
  if (all < LEAST_FOR_HOURS) return false
  const near = [hour - 1, hour, hour + 1].reduce(
    (sum, one) => sum + (hours.get((one + HOURS) % HOURS) ?? 0),
    0,
  )
  return near / all < SELDOM
}
