/** What `keyward coverage --spot-check` says: published JSON, so fields are added and never change their meaning. */
export const spotCheckSchemaVersion = 1

/** A sign-in that the service was asked about. */
export interface CheckedSignIn {
  readonly id: string
  readonly upn: string
  readonly because: string
  readonly application: string
  readonly client: string
}

export interface Disagreement extends CheckedSignIn {
  readonly policy: { readonly id: string; readonly name: string }
  readonly ours: 'applies' | 'doesNotApply' | 'notInTheSnapshot'
  readonly theirs: 'applies' | 'doesNotApply' | 'notThere' | 'notEnabled'
  /** The service's own words on why a policy does not apply. */
  readonly analysisReasons: string
}

export interface SpotCheckReport {
  readonly schemaVersion: typeof spotCheckSchemaVersion
  readonly tenant: { readonly id: string }
  readonly snapshot: string
  readonly collectedAt: string
  readonly askedAt: string
  /** Sign-ins that the service answered for. */
  readonly answered: number
  /** Answers about single policies that were the same on both sides. */
  readonly agreed: number
  /** Answers that one side left open. */
  readonly open: number
  readonly disagreements: readonly Disagreement[]
  readonly notAnswered: readonly (CheckedSignIn & { readonly why: string })[]
}
