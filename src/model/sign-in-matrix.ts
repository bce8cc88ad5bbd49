/** Who can sign in how, as an assessment shows it: accounts with equal grades together. Published JSON. */
export interface SignInGroup {
  /** The worst grade over all applications from a browser or a modern app. */
  readonly verdict: string
  readonly accounts: number
  /** How many of them hold a privileged role. */
  readonly administrators: number
  /** Names of the first few, administrators first. */
  readonly examples: readonly string[]
  /** By resource and client. */
  readonly grades: Readonly<Record<string, Readonly<Record<string, string>>>>
}

export interface SignInMatrix {
  /** Accounts that can sign in, or of which it is not known. */
  readonly accounts: number
  /** How many have each verdict. */
  readonly verdicts: Readonly<Record<string, number>>
  /** The worst first, no more than a page can hold. */
  readonly groups: readonly SignInGroup[]
  /** What is beyond those. */
  readonly further: { readonly groups: number; readonly accounts: number }
  /** What was not read, and so leaves grades unknown. */
  readonly unread: readonly string[]
}
