/** The modifiers of Sigma v2.1, in the groups that exclude each other. */

/** How the value is compared; without one of them, whole. */
export const comparing = ['contains', 'startswith', 'endswith'] as const
export const numeric = ['lt', 'lte', 'gt', 'gte'] as const
export const encodings = ['wide', 'utf16le', 'utf16be', 'utf16', 'base64', 'base64offset', 'windash'] as const
export const timeParts = ['minute', 'hour', 'day', 'week', 'month', 'year'] as const
export const regexFlags = ['i', 'm', 's'] as const

export type NumericModifier = (typeof numeric)[number]
export type Encoding = (typeof encodings)[number]
export type TimePart = (typeof timeParts)[number]

export const modifierNames = [
  ...comparing,
  ...numeric,
  ...encodings,
  ...timeParts,
  ...regexFlags,
  'all',
  'exists',
  'cidr',
  're',
  'fieldref',
  'expand',
  'cased',
  'neq',
] as const
export type Modifier = (typeof modifierNames)[number]

/** Modifiers that say what kind of test it is; a value has one of them at most. */
const kinds: readonly Modifier[] = [...comparing, ...numeric, 'exists', 'cidr', 're', 'fieldref']
/** What may stand beside a kind that is not about text. */
const companions: Readonly<Partial<Record<Modifier, readonly Modifier[]>>> = {
  exists: [],
  cidr: ['all', 'neq', 'expand'],
  re: ['all', 'neq', ...regexFlags],
  fieldref: ['neq', 'cased', 'all', ...comparing],
  lt: timeParts,
  lte: timeParts,
  gt: timeParts,
  gte: timeParts,
}

/** What is wrong with these modifiers together; undefined when nothing is. */
export function conflict(modifiers: readonly Modifier[]): string | undefined {
  const twice = modifiers.find((modifier, at) => modifiers.indexOf(modifier) !== at)
  if (twice) return `the modifier ${twice} stands there twice`
  const found = kinds.filter((kind) => modifiers.includes(kind))
  const main = modifiers.includes('fieldref') ? 'fieldref' : found[0]
  if (main !== 'fieldref' && found.length > 1)
    return `the modifiers ${found.join(' and ')} exclude each other`
  return foreign(modifiers, main) ?? lonely(modifiers)
}

function foreign(modifiers: readonly Modifier[], main: Modifier | undefined): string | undefined {
  const allowed = main && companions[main]
  const wrong = allowed && modifiers.find((modifier) => modifier !== main && !allowed.includes(modifier))
  if (wrong) return `the modifier ${wrong} cannot stand beside ${main}`
  const parts = timeParts.filter((part) => modifiers.includes(part))
  if (parts.length > 1) return `the modifiers ${parts.join(' and ')} exclude each other`
  return undefined
}

function lonely(modifiers: readonly Modifier[]): string | undefined {
  const flag = regexFlags.find((name) => modifiers.includes(name))
  if (flag && !modifiers.includes('re')) return `the modifier ${flag} needs re before it`
  const part = timeParts.find((name) => modifiers.includes(name))
  const beside: readonly Modifier[] = [...timeParts, ...numeric, 'neq']
  const wrong = part && modifiers.find((name) => !beside.includes(name))
  return wrong && `the modifier ${wrong} cannot stand beside ${part}`
}
