/** PowerShell writes Graph's objects with capital letters and its own dates; this turns them back. */

const POWERSHELL_DATE = /^\/Date\((-?\d+)\)\/$/

/** The same value with Graph's property names (first letter lower case) and ISO 8601 dates. */
export function asGraphWrites(value: unknown): unknown {
  if (typeof value === 'string') return dateOf(value) ?? value
  if (Array.isArray(value)) return value.map(asGraphWrites)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [lowerFirst(name), asGraphWrites(inner)]),
  )
}

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1)
}

function dateOf(text: string): string | undefined {
  const milliseconds = POWERSHELL_DATE.exec(text)?.[1]
  if (milliseconds === undefined) return undefined
  const date = new Date(Number(milliseconds))
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString()
}
