import type { Item } from '../estate/types.ts'

/**
 * Enum members that were added after `unknownFutureValue` (they stand behind it in the v1.0 CSDL). A reader that
 * does not send `Prefer: include-unknown-enum-members` gets `unknownFutureValue` in their place.
 */
const lateMembers: Readonly<Record<string, readonly string[]>> = {
  builtInControls: ['riskRemediation'],
  includePlatforms: ['linux'],
  excludePlatforms: ['linux'],
  allowedCombinations: ['qrCodePin'],
}

export function asksForLateMembers(prefer: string | undefined): boolean {
  return (prefer ?? '').toLowerCase().includes('include-unknown-enum-members')
}

/** A copy in which late members are hidden. */
export function hideLateMembers(value: Item): Item {
  return hide(value) as Item
}

function hide(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(hide)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, hideIn(name, inner)]))
}

function hideIn(name: string, value: unknown): unknown {
  const late = lateMembers[name]
  if (!late || !Array.isArray(value)) return hide(value)
  return value.map((member) => (late.includes(String(member)) ? 'unknownFutureValue' : member))
}
