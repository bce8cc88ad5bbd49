/** What `keyward coverage --simulate` says: published JSON, so fields are added and never change their meaning. */
export const simulationSchemaVersion = 1

export interface SimulatedAccount {
  readonly id: string
  readonly upn: string
  /** The verdict under the policies as they are, and with the proposed one enabled. */
  readonly before: string
  readonly after: string
  readonly effects: readonly string[]
}

export interface SimulationReport {
  readonly schemaVersion: typeof simulationSchemaVersion
  readonly tenant: { readonly id: string }
  readonly snapshot: string
  /** The proposed policy by its name. */
  readonly policy: string
  /** Whether it takes the place of a policy of the tenant, by its id. */
  readonly replaces: boolean
  /** What was not read, and so leaves effects undecided. */
  readonly unread: readonly string[]
  /** Enabled accounts. */
  readonly examined: number
  /** Accounts by effect. */
  readonly counts: Readonly<Record<string, number>>
  /** Accounts on which the policy has an effect. */
  readonly accounts: readonly SimulatedAccount[]
}
