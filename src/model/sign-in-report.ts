/** What `keyward coverage` says: published JSON, so fields are added and never change their meaning. */
export const signInReportSchemaVersion = 1

export interface ReportedGap {
  readonly resource: string
  readonly client: string
  readonly grade: string
  /** One sign-in that passes with one factor. */
  readonly witness: Readonly<Record<string, string>>
  /** Why no policy stops it. */
  readonly because: string
}

export interface ReportedAccount {
  readonly id: string
  readonly upn: string
  readonly type: string
  readonly enabled: boolean | 'unknown'
  /** The worst grade over all applications from a browser or a modern app. */
  readonly verdict: string
  /** The verdict with its eligible roles activated; left out where it has none to activate. */
  readonly asActivated?: string
  /** Whether a second factor is registered. */
  readonly registered: boolean | 'unknown'
  /** By resource and client. */
  readonly grades: Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly gaps: readonly ReportedGap[]
}

export interface SignInReport {
  readonly schemaVersion: typeof signInReportSchemaVersion
  readonly tenant: { readonly id: string; readonly name?: string }
  readonly snapshot: string
  readonly collectedAt: string
  /** What was not read, and so leaves grades unknown. */
  readonly unread: readonly string[]
  /** May be gone through more than once; each time they are judged anew. */
  readonly accounts: Iterable<ReportedAccount>
}
