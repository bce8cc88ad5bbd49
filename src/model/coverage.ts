/**
 * How much of a dataset was read. It travels with every dataset, because an empty list and a refused read must
 * never look alike.
 */
export type Coverage =
  | { readonly state: 'complete' }
  | { readonly state: 'partial'; readonly because: string }
  /** `missing`: the permissions that would have opened it. */
  | { readonly state: 'denied'; readonly because: string; readonly missing: readonly string[] }
  /** `needs`: the licence, as Microsoft sells it. */
  | { readonly state: 'unlicensed'; readonly because: string; readonly needs: string }
  /** The service does not offer this in the tenant's cloud. */
  | { readonly state: 'unavailable'; readonly because: string }
  | { readonly state: 'notAttempted'; readonly because: string }

export type CoverageState = Coverage['state']

export const complete: Coverage = { state: 'complete' }

/** Part of the dataset is there; `because` says what is missing from it. */
export const partial = (because: string): Coverage => ({ state: 'partial', because })

/** The service refused; `missing` names the permissions that would open it. */
export const denied = (because: string, missing: readonly string[]): Coverage => ({
  state: 'denied',
  because,
  missing,
})

/** The tenant lacks the licence that `needs` names. */
export const unlicensed = (because: string, needs: string): Coverage => ({
  state: 'unlicensed',
  because,
  needs,
})

/** Not offered in this cloud. */
export const unavailable = (because: string): Coverage => ({ state: 'unavailable', because })

/** Nobody asked. */
export const notAttempted = (because: string): Coverage => ({ state: 'notAttempted', because })

/** The reader's sentence for a dataset that is not complete; undefined when it is. */
export function gapOf(dataset: string, coverage: Coverage): string | undefined {
  switch (coverage.state) {
    case 'complete':
      return undefined
    case 'denied':
      return `${dataset}: denied, needs ${coverage.missing.join(' and ') || 'a permission that the service does not name'} (${coverage.because})`
    case 'unlicensed':
      return `${dataset}: not licensed, needs ${coverage.needs} (${coverage.because})`
    case 'partial':
      return `${dataset}: read in part (${coverage.because})`
    case 'unavailable':
      return `${dataset}: not available (${coverage.because})`
    case 'notAttempted':
      return `${dataset}: not read (${coverage.because})`
    default:
      return coverage satisfies never
  }
}
