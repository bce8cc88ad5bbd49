import { setTimeout as wait } from 'node:timers/promises'
import type { ArmReader } from './arm/sight.ts'
import { estateNow } from './estate/clock.ts'
import type { Licence } from './estate/licensing.ts'
import type { Estate } from './estate/types.ts'
import type { FederatedCredential } from './login/client-authentication.ts'
import type { DevicePerson } from './login/pending.ts'
import type { LogHabits } from './logs/log-book.ts'
import type { ContentType } from './management/subscriptions.ts'

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
  /** Where the application holds Reader in Azure; what it may not read is left out without a word. */
  readonly armReader?: ArmReader
  /** PEM of the certificate (or public key) with which the application may sign in. */
  readonly certificate?: string
  /** Another issuer whose tokens the application may sign in with. */
  readonly federatedCredential?: FederatedCredential
  /** Who signs in when a browser opens: the name of a situation, or an id. */
  readonly signInAs?: string
  /** False: the person declines when asked. */
  readonly personConsents?: boolean
  /** False: nobody has consented that the application uses Azure in the name of a person. */
  readonly azureDelegated?: boolean
  /** How the person behind a device code behaves. */
  readonly devicePerson?: DevicePerson
  /** False: device codes are blocked, as security defaults do in new tenants since July 2026. */
  readonly deviceCodeAllowed?: boolean
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
  /** Waits for so many milliseconds; with the `sleep` of a virtual clock, latency costs no real time. */
  readonly sleep?: (ms: number) => Promise<void>
  /** Switches on the quotas of every lane (`throttle/limits.ts`). */
  readonly throttle?: boolean
  /** `perUserMfaState` in `$select` of `/v1.0/users` works today and is in no metadata; false: it is refused. */
  readonly undocumentedPerUserMfaState?: boolean
  /** Permissions on the Office 365 Management APIs; both that read unless given. */
  readonly officePermissions?: readonly string[]
  /** Content types of the Management Activity API that were started long ago; all but DLP unless given. */
  readonly startedContent?: readonly ContentType[]
  /** How long the service works on an audit query. */
  readonly auditQueryMs?: number
  readonly logHabits?: LogHabits
  /** False: the logs hold what the estate does and what is added, and nothing else. */
  readonly sampleLogs?: boolean
}

export type Settings = Required<
  Omit<
    CloudOptions,
    'estate' | 'edit' | 'withoutPermissions' | 'now' | 'pageSizeCap' | 'certificate' | 'federatedCredential'
  >
> & {
  readonly certificate: string | undefined
  readonly federatedCredential: FederatedCredential | undefined
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
  'Application.Read.All',
  'Device.Read.All',
  'AdministrativeUnit.Read.All',
  'AccessReview.Read.All',
  'Domain-InternalFederation.Read.All',
  'TenantGovernance-Relationship.Read.All',
  'TenantGovernance-RelatedTenant.Read.All',
  'Reports.Read.All',
  'ReportSettings.Read.All',
  'SecurityEvents.Read.All',
  'RoleManagement.Read.Exchange',
  'DeviceManagementRBAC.Read.All',
  'IdentityRiskEvent.Read.All',
  'AuditLogsQuery.Read.All',
]

/** What opens the Management Activity API; a permission on another service than Graph. */
const officePermissions: readonly string[] = ['ActivityFeed.Read', 'ActivityFeed.ReadDlp']

const startedContent: readonly ContentType[] = [
  'Audit.AzureActiveDirectory',
  'Audit.Exchange',
  'Audit.SharePoint',
  'Audit.General',
]

/**
 * Reads that no narrow permission opens. Contracts and delegated grants want Directory.Read.All, which would make
 * half of the smallest set redundant (section g.7, "strict" profile); the list of relationships is the partner's.
 */
export const readsBeyondTheSmallest: readonly string[] = [
  '/v1.0/oauth2PermissionGrants',
  '/v1.0/contracts',
  '/v1.0/tenantRelationships/delegatedAdminRelationships',
]

const presets = {
  brightwater: { accounts: 400, licences: ['p1', 'p2'], signInAs: 'dedicatedAdmin' },
  small: { accounts: 10, licences: [], signInAs: 'owner' },
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
    armReader: options.armReader ?? 'root',
    certificate: options.certificate,
    federatedCredential: options.federatedCredential,
    signInAs: options.signInAs ?? presets[preset].signInAs,
    personConsents: options.personConsents ?? true,
    azureDelegated: options.azureDelegated ?? true,
    devicePerson: options.devicePerson ?? { pendingPolls: 1, outcome: 'approved' },
    deviceCodeAllowed: options.deviceCodeAllowed ?? true,
    latencyMs: options.latencyMs ?? 0,
    pageSizeCap: options.pageSizeCap ?? Number.POSITIVE_INFINITY,
    now: new Date(options.now ?? estateNow).toISOString(),
    clock: options.clock ?? Date.now,
    sleep: options.sleep ?? ((ms) => wait(ms)),
    throttle: options.throttle ?? false,
    undocumentedPerUserMfaState: options.undocumentedPerUserMfaState ?? true,
    officePermissions: (options.officePermissions ?? officePermissions).filter(
      (permission) => !without.includes(permission),
    ),
    startedContent: options.startedContent ?? startedContent,
    auditQueryMs: options.auditQueryMs ?? 0,
    logHabits: options.logHabits ?? {},
    sampleLogs: options.sampleLogs ?? true,
  }
}
