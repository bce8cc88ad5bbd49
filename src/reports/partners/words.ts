/** The register in the reader's words, the same on the terminal and in HTML. */
import type { ReportedDecision, ReportedPartner, ReportedPower } from '#model/partner-report.ts'
import { day } from '#model/text/words.ts'

export const kindWords: Readonly<Record<string, string>> = {
  indirectProvider: 'indirect provider',
  reseller: 'reseller',
  managedServiceProvider: 'managed-service provider',
  vendor: 'vendor',
  unknown: 'of unknown kind',
}

export const tierWords: Readonly<Record<string, string>> = {
  tier0: 'whole tenant',
  privileged: 'privileged',
  other: 'limited',
  unknown: 'unknown reach',
}

/** The answers of Conditional Access. */
export const coverageWords: Readonly<Record<string, string>> = {
  covered: 'asked for MFA',
  notCovered: 'not asked for MFA',
  cannot: 'out of reach',
  unknown: 'not known',
}

/** What was decided, in one sentence without its end. */
export function decisionWords({ state, author, until }: ReportedDecision): string {
  switch (state) {
    case 'attested':
      return `attested by ${author ?? 'somebody'} until ${day(until ?? '')}`
    case 'lapsed':
      return `the attestation lapsed on ${day(until ?? '')}`
    case 'gained':
      return 'it holds more than was attested'
    case 'never':
      return 'nobody has attested it'
    default:
      return state satisfies never
  }
}

/** Where a power holds. */
export function scopeWords({ scope, channel }: ReportedPower): string {
  if (scope === '/') return channel === 'azureRole' ? 'all of Azure' : 'whole directory'
  if (scope === 'unknown') return 'scope not read'
  return scope
}

/** How a power is held. */
export function standingWords({ standing, until }: ReportedPower): string {
  const how = standing === 'unknown' ? 'as copied' : standing ? 'standing' : 'to be activated'
  return until === undefined ? how : `${how}, until ${day(until)}`
}

/** Equal powers by different paths are one line. */
export function distinctPowers({
  powers,
}: ReportedPartner): readonly (ReportedPower & { readonly ways: number })[] {
  const groups = Map.groupBy(powers, (power) =>
    [power.role, power.scope, String(power.standing), power.until ?? '', power.channel].join('\n'),
  )
  return [...groups.values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : [{ ...first, ways: others.length + 1 }],
  )
}
