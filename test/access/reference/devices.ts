import { hasUnknownMember, saysSomething } from './records.ts'
import type { Conditions, Tenant } from './tenant.ts'
import { allOf, type Ternary, yesIf } from './three-valued.ts'

/** A device, as far as policies look at it. */
export interface Device {
  /** It meets all device and app controls. */
  readonly managed: boolean
  /** The texts of the device filters that match it. */
  readonly filters: readonly string[]
}

/** Managed or not, and for each different filter whether it matches. */
export function devicesOf(tenant: Tenant): readonly Device[] {
  const matches = subsetsOf(filterTextsOf(tenant))
  return [true, false].flatMap((managed) => matches.map((filters) => ({ managed, filters })))
}

function filterTextsOf({ conditionalAccessPolicies }: Tenant): readonly string[] {
  const texts = conditionalAccessPolicies.flatMap(({ conditions }) => {
    const { rule } = filterOf(conditions?.devices) ?? {}
    return rule === undefined ? [] : [rule]
  })
  return [...new Set(texts)]
}

/** Every way to choose some of the values. */
export function subsetsOf<T>(values: readonly T[]): readonly (readonly T[])[] {
  const [first, ...others] = values
  if (first === undefined) return [[]]
  return subsetsOf(others).flatMap((subset) => [subset, [first, ...subset]])
}

/** `include` applies where the filter matches, `exclude` where it does not. */
export function isForDevice({ devices }: Conditions, device: Device): Ternary {
  if (!devices || !saysSomething(devices)) return 'yes'
  const known: Ternary = hasUnknownMember(devices, ['deviceFilter']) ? 'maybe' : 'yes'
  return allOf([known, saysSomething(devices.deviceFilter) ? passes(devices, device) : 'yes'])
}

function passes(devices: Conditions['devices'], { filters }: Device): Ternary {
  const filter = filterOf(devices)
  if (filter === undefined) return 'maybe'
  return yesIf(filters.includes(filter.rule) === (filter.mode === 'include'))
}

interface Filter {
  readonly mode: 'include' | 'exclude'
  readonly rule: string
}

/** The filter, where it is one that can be read. */
function filterOf(devices: Conditions['devices']): Filter | undefined {
  const filter = devices?.['deviceFilter']
  if (typeof filter !== 'object' || filter === null || !('mode' in filter) || !('rule' in filter))
    return undefined
  const { mode, rule } = filter
  if ((mode !== 'include' && mode !== 'exclude') || typeof rule !== 'string') return undefined
  return { mode, rule }
}
