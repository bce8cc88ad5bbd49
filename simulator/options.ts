import { estateNow } from './estate/clock.ts'
import type { Licence } from './estate/licensing.ts'
import type { Estate } from './estate/types.ts'

export type EstateEdit = (estate: Estate) => void
export type EstatePreset = 'brightwater' | 'small'

export interface CloudOptions {
  readonly accounts?: number
  readonly seed?: number
  readonly port?: number
  /** Application permissions that the token carries; the smallest read-only set unless given. */
  readonly grantedPermissions?: readonly string[]
  readonly withoutPermissions?: readonly string[]
  /** P2 contains P1. */
  readonly licences?: readonly Licence[]
  readonly tokenSeconds?: number
  readonly latencyMs?: number
  /** Makes every page this short, to force many pages out of a small estate. */
  readonly pageSizeCap?: number
  /** A preset, or a function that changes the Brightwater estate before the start. */
  readonly estate?: EstatePreset | EstateEdit
  /** Changes whichever preset was chosen. */
  readonly edit?: EstateEdit
  /** The moment at which the estate stands still. */
  readonly now?: string | Date
  /** The clock of tokens and throttles, in milliseconds. */
  readonly clock?: () => number
  /** Switches on the reports lane (5 in 10 s) and the Conditional Access lane (1 in 1 s). */
  readonly throttle?: boolean
  /** `perUserMfaState` in `$select` of `/v1.0/users` works today and is in no metadata; false: it is refused. */
  readonly undocumentedPerUserMfaState?: boolean
}

export type Settings = Required<
  Omit<CloudOptions, 'estate' | 'edit' | 'withoutPermissions' | 'now' | 'pageSizeCap'>
> & {
  readonly preset: EstatePreset
  readonly edits: readonly EstateEdit[]
  readonly now: string
  readonly pageSizeCap: number
}

/** The narrow form of every permission that the simulated reads ask for (identity reference, section g.7). */
export const smallestPermissions: readonly string[] = [
  'Organization.Read.All',
  'Domain.Read.All',
  'LicenseAssignment.Read.All',
  'User.Read.All',
  'GroupMember.Read.All',
  'Policy.Read.All',
  'RoleManagement.Read.Directory',
  'AuditLog.Read.All',
  'UserAuthenticationMethod.Read.All',
  'CrossTenantInformation.ReadBasic.All',
]

const presets = {
  brightwater: { accounts: 400, licences: ['p1', 'p2'] },
  small: { accounts: 10, licences: [] },
} as const

/** Fills in what the caller left out. */
export function settings(options: CloudOptions): Settings {
  const preset = typeof options.estate === 'string' ? options.estate : 'brightwater'
  const without = options.withoutPermissions ?? []
  const granted = options.grantedPermissions ?? smallestPermissions
  return {
    preset,
    edits: [options.estate, options.edit].filter((edit) => typeof edit === 'function'),
    accounts: options.accounts ?? presets[preset].accounts,
    licences: options.licences ?? presets[preset].licences,
    seed: options.seed ?? 1,
    port: options.port ?? 0,
    grantedPermissions: granted.filter((permission) => !without.includes(permission)),
    tokenSeconds: options.tokenSeconds ?? 3600,
    latencyMs: options.latencyMs ?? 0,
    pageSizeCap: options.pageSizeCap ?? Number.POSITIVE_INFINITY,
    now: new Date(options.now ?? estateNow).toISOString(),
    clock: options.clock ?? Date.now,
    throttle: options.throttle ?? false,
    undocumentedPerUserMfaState: options.undocumentedPerUserMfaState ?? true,
  }
}
