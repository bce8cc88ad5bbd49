/**
 * What Microsoft keeps of each log by itself, as data: by licence, since when, and where that is written
 * (identity.md §f.7, azure.md §5.1). A rule that nobody here could verify says so.
 */
import type { LogSource } from '#model/events/log-event.ts'

export const retainedLogs = [
  'signIns',
  'nonInteractiveSignIns',
  'servicePrincipalSignIns',
  'managedIdentitySignIns',
  'federationSignIns',
  'directoryAudits',
  'provisioning',
  'riskDetections',
  'unifiedAudit',
  'azureActivity',
  'graphActivity',
  'securityAlerts',
  'other',
] as const satisfies readonly LogSource[]
export type RetainedLog = (typeof retainedLogs)[number]

export type EntraTier = 'free' | 'p1' | 'p2'

/** `limited`: it is there in part, or in the portal only. `unknown`: no licence alone decides it. */
export type Availability = 'yes' | 'limited' | 'no' | 'unknown'

export interface RetentionRule {
  /** Days by licence; null where there is nothing to keep without one. Undefined where no source says how many. */
  readonly days?: Readonly<Record<EntraTier, number | null>>
  readonly available: Readonly<Record<EntraTier, Availability>>
  /** Why it is limited or not there. */
  readonly because?: string
  /** False where the licence of Entra ID plays no part. */
  readonly byLicence: boolean
  /** `YYYY-MM-DD` from which the figures hold; undefined where no source says it. */
  readonly since?: string
  /** What held before. */
  readonly before?: string
  readonly source: string
  /** `YYYY-MM` in which the source was last seen to say so. */
  readonly checked: string
  readonly isVerified: boolean
  readonly note?: string
  /** The category of diagnostic settings, and the table it becomes in a workspace; undefined where there is none. */
  readonly exported?: { readonly category: string; readonly table: string }
}

const ENTRA = 'learn.microsoft.com/entra/identity/monitoring-health/reference-reports-data-retention'
const NOT_BACK = 'A new licence does not bring back what was forgotten before.'

const EVERYWHERE = { free: 'yes', p1: 'yes', p2: 'yes' } as const
const PREMIUM = { free: 'no', p1: 'yes', p2: 'yes' } as const

const signInRule = (category: string, table: string): RetentionRule => ({
  days: { free: 7, p1: 30, p2: 30 },
  available: { free: 'limited', p1: 'yes', p2: 'yes' },
  because: 'without Entra ID P1 it can be seen in the portal, and nothing may read it by its interface',
  byLicence: true,
  source: ENTRA,
  checked: '2026-01',
  isVerified: true,
  note: NOT_BACK,
  exported: { category, table },
})

export const retentionRules: Readonly<Record<RetainedLog, RetentionRule>> = {
  signIns: signInRule('SignInLogs', 'SigninLogs'),
  nonInteractiveSignIns: signInRule('NonInteractiveUserSignInLogs', 'AADNonInteractiveUserSignInLogs'),
  servicePrincipalSignIns: signInRule('ServicePrincipalSignInLogs', 'AADServicePrincipalSignInLogs'),
  managedIdentitySignIns: signInRule('ManagedIdentitySignInLogs', 'AADManagedIdentitySignInLogs'),
  federationSignIns: {
    ...signInRule('ADFSSignInLogs', 'ADFSSignInLogs'),
    days: { free: null, p1: 30, p2: 30 },
    available: { free: 'no', p1: 'limited', p2: 'limited' },
    because: 'it comes from agents of Entra Connect Health on the farm of AD FS, which takes Entra ID P1',
    isVerified: false,
    note: 'Only tenants with AD FS have it. The page names 30 days for sign-ins of all kinds; that it means these too could not be verified.',
  },
  directoryAudits: {
    days: { free: 7, p1: 30, p2: 30 },
    available: EVERYWHERE,
    byLicence: true,
    source: ENTRA,
    checked: '2026-01',
    isVerified: true,
    note: NOT_BACK,
    exported: { category: 'AuditLogs', table: 'AuditLogs' },
  },
  provisioning: {
    days: { free: null, p1: 30, p2: 30 },
    available: PREMIUM,
    because: 'it takes Entra ID P1',
    byLicence: true,
    source: ENTRA,
    checked: '2026-01',
    isVerified: false,
    exported: { category: 'ProvisioningLogs', table: 'AADProvisioningLogs' },
  },
  riskDetections: {
    days: { free: 7, p1: 30, p2: 90 },
    available: { free: 'limited', p1: 'limited', p2: 'yes' },
    because: 'without Entra ID P2 the detections lack their details',
    byLicence: true,
    source: ENTRA,
    checked: '2026-01',
    isVerified: true,
    note: NOT_BACK,
    exported: { category: 'UserRiskEvents', table: 'AADUserRiskEvents' },
  },
  unifiedAudit: {
    days: { free: 180, p1: 180, p2: 180 },
    available: EVERYWHERE,
    byLicence: false,
    since: '2023-10-17',
    before: '90 days',
    source: 'learn.microsoft.com/purview/audit-log-retention-policies',
    checked: '2026-08',
    isVerified: true,
    note: 'It comes with subscriptions to Microsoft 365 and has to be switched on. The licence of Entra ID plays no part.',
  },
  azureActivity: {
    days: { free: 90, p1: 90, p2: 90 },
    available: EVERYWHERE,
    byLicence: false,
    source: 'learn.microsoft.com/azure/azure-monitor/platform/activity-log',
    checked: '2025-07',
    isVerified: true,
    exported: { category: 'Administrative', table: 'AzureActivity' },
  },
  graphActivity: {
    days: { free: null, p1: 0, p2: 0 },
    available: PREMIUM,
    because: 'it takes Entra ID P1',
    byLicence: true,
    source: ENTRA,
    checked: '2026-01',
    isVerified: true,
    note: 'Nothing of it is kept unless a diagnostic setting sends it somewhere.',
    exported: { category: 'MicrosoftGraphActivityLogs', table: 'MicrosoftGraphActivityLogs' },
  },
  securityAlerts: {
    available: { free: 'unknown', p1: 'unknown', p2: 'unknown' },
    because: 'the product that raises an alert decides, and no licence of Entra ID',
    byLicence: false,
    source: 'none',
    checked: '2026-11',
    isVerified: false,
    note: 'Each product of Defender keeps its alerts for a time of its own; no source here names it.',
  },
  other: {
    available: { free: 'unknown', p1: 'unknown', p2: 'unknown' },
    because: 'which log these records are of could not be told',
    byLicence: false,
    source: 'none',
    checked: '2026-11',
    isVerified: false,
  },
}

/**
 * Audit Premium keeps a year of what its licensed users do in these (identity.md §f.7); for others nothing changes. No
 * source here says since when.
 */
export const PREMIUM_AUDIT = {
  /** The service plan M365_ADVANCED_AUDITING (identity.md §g.6, whose source could not be verified). */
  planId: '2f442157-a11c-46b9-ae5b-6e39ff4e5849',
  days: 365,
  /** As records name them in their workload. */
  services: ['AzureActiveDirectory', 'Exchange', 'SharePoint', 'OneDrive'],
  note: 'Audit Premium keeps 365 days of what users with its licence do in Entra ID, Exchange, SharePoint and OneDrive; guests, users without it and other services stay at 180.',
} as const
