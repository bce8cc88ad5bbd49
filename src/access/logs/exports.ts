/** Where logs are sent: what diagnostic settings say (identity.md §f.8, azure.md §5.2). */
import type { Fact } from '#model/outcome.ts'
import type { DiagnosticSetting, EntraDiagnosticSetting } from '#model/records/diagnostic-settings.ts'
import type { ManagementGroup } from '#model/records/management-groups.ts'
import type { Ternary } from '../ternary.ts'

export type LogExport = DiagnosticSetting | EntraDiagnosticSetting

/** The logs of Entra ID that tell of sign-ins and changes, and the table each becomes in a workspace. */
export const entraLogs = {
  AuditLogs: 'AuditLogs',
  SignInLogs: 'SigninLogs',
  NonInteractiveUserSignInLogs: 'AADNonInteractiveUserSignInLogs',
  ServicePrincipalSignInLogs: 'AADServicePrincipalSignInLogs',
  ManagedIdentitySignInLogs: 'AADManagedIdentitySignInLogs',
} as const satisfies Readonly<Record<string, string>>

export type EntraLog = keyof typeof entraLogs
export const entraLogNames = Object.keys(entraLogs) as readonly EntraLog[]

/** Who did what in a subscription; other categories of the activity log tell of the service. */
export const ADMINISTRATIVE = 'Administrative'
export const ACTIVITY_TABLE = 'AzureActivity'

export type SinkKind = 'workspace' | 'storage' | 'eventHub' | 'marketplace'

export interface Sink {
  readonly kind: SinkKind
  readonly id: string
}

/** Everything that a setting sends to. */
export function sinksOf(setting: LogExport): readonly Sink[] {
  const { workspaceId, storageAccountId, eventHubAuthorizationRuleId, marketplacePartnerId } = setting
  const sinks: readonly (readonly [SinkKind, string | null | undefined])[] = [
    ['workspace', workspaceId],
    ['storage', storageAccountId],
    ['eventHub', eventHubAuthorizationRuleId],
    ['marketplace', marketplacePartnerId],
  ]
  return sinks.flatMap(([kind, id]) => (id ? [{ kind, id }] : []))
}

/** Whether a setting sends the log anywhere. What a group other than `allLogs` holds, it does not say. */
export function sends(setting: LogExport, category: string): Ternary {
  if (sinksOf(setting).length === 0) return 'no'
  const on = (setting.logs ?? []).filter(({ enabled }) => enabled === true)
  const named = on.some(
    (log) => log.category?.toLowerCase() === category.toLowerCase() || isAll(log.categoryGroup),
  )
  if (named) return 'yes'
  return on.some(({ categoryGroup }) => categoryGroup) ? 'maybe' : 'no'
}

const isAll = (group: string | null | undefined): boolean => group?.toLowerCase() === 'alllogs'

/** Settings of a subscription, and of the management groups that it hangs in. */
export interface ActivityLogExports {
  of(subscriptionId: string): {
    readonly own: readonly DiagnosticSetting[]
    /** Those bring many, not all, events of the subscriptions below (azure.md §5.2). */
    readonly inherited: readonly DiagnosticSetting[]
  }
}

/** Indexes the settings by what they belong to. */
export function activityLogExports(
  settings: readonly DiagnosticSetting[],
  groups: readonly ManagementGroup[],
): ActivityLogExports {
  const byScope = Map.groupBy(settings, ({ scope }) => scope)
  const parents = new Map(groups.map((group) => [group.id, group.parentId ?? undefined]))
  const homes = new Map(
    groups.flatMap(({ id, subscriptions }) =>
      (subscriptions ?? []).map(({ subscriptionId }) => [subscriptionId, id] as const),
    ),
  )
  return {
    of: (subscriptionId) => ({
      own: byScope.get(`/subscriptions/${subscriptionId}`) ?? [],
      inherited: upFrom(homes.get(subscriptionId), parents).flatMap((id) => byScope.get(id) ?? []),
    }),
  }
}

/** The groups from one up to the root; a tree that bites its tail ends there. */
function upFrom(
  start: string | undefined,
  parents: ReadonlyMap<string, string | undefined>,
): readonly string[] {
  const way = new Set<string>()
  for (let id = start; id !== undefined && !way.has(id); id = parents.get(id)) way.add(id)
  return [...way]
}

/** A setting as evidence. */
export function exportFact(
  dataset: 'diagnosticSettings' | 'entraDiagnosticSettings',
  setting: LogExport,
): Fact {
  const on = (setting.logs ?? []).filter(({ enabled }) => enabled === true)
  return {
    dataset,
    id: setting.id,
    fields: {
      sends: on.map(({ category, categoryGroup }) => category ?? categoryGroup),
      to: sinksOf(setting).map(({ id }) => id),
    },
  }
}
