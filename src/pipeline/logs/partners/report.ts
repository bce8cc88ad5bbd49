/** What `keyward logs partners` answers: what people of providers did, whose they are, and what nothing explains. */
import type { ShownEvent } from '../search.ts'

export interface PartnerPerson {
  /** The object id in the partner's tenant, or the name that the log makes up. */
  readonly id: string
  /** As the log names the account. */
  readonly name: string | null
  /** From the partner's roster; never guessed. */
  readonly person: string | null
  /** `missing`: there is a roster of that day and the id is not on it. `none`: there is no roster. */
  readonly listed: 'listed' | 'missing' | 'none'
  readonly signIns: number
  readonly changes: number
  readonly last: string | null
}

export interface PartnerLogActivity {
  /** Null where records speak of a provider and do not say of which. */
  readonly tenantId: string | null
  readonly name: string | null
  /** What was decided about the partner; `notOnRegister` for one that no snapshot shows. */
  readonly decision: 'attested' | 'never' | 'lapsed' | 'gained' | 'notOnRegister' | 'unknown'
  readonly signIns: {
    readonly interactive: number
    readonly nonInteractive: number
    readonly failed: number
  }
  readonly changes: {
    readonly directory: number
    readonly exchange: number
    readonly azure: number
    readonly other: number
  }
  readonly reads: number
  /** ISO 8601. */
  readonly first: string | null
  readonly last: string | null
  readonly people: readonly PartnerPerson[]
  readonly operations: readonly {
    readonly operation: string
    readonly source: string
    readonly count: number
    readonly last: string | null
  }[]
}

export interface PartnerLogReport {
  readonly schemaVersion: 1
  readonly tenant: { readonly id: string }
  /** Of the events in the store, ISO 8601. */
  readonly from: string | null
  readonly to: string | null
  readonly partners: readonly PartnerLogActivity[]
  /** What nobody decided and no roster explains. */
  readonly unexplained: readonly {
    readonly tenantId: string | null
    readonly name: string | null
    readonly person: string | null
    readonly because: string
    readonly events: number
  }[]
  readonly contradictions: { readonly total: number; readonly events: readonly ShownEvent[] }
  /** Guests of organisations that no record calls a provider and no register a partner. */
  readonly guests: { readonly tenants: number; readonly signIns: number; readonly changes: number }
  /** Logs that were not there to be asked, and what else is not known. */
  readonly unknown: readonly { readonly log: string; readonly because: string }[]
}
