/**
 * What switches logs off, narrows them or shortens how long they last: commands of Exchange and Purview (identity.md
 * §f.7, §f.8) and operations of Azure (azure.md §2.3, §5.2). An event that begins a silence explains it.
 */
import type { LogSource } from '#model/events/log-event.ts'
import { operationKey } from '../operations/classify.ts'

/** `off`: nothing more is written; `narrowed`: less is; `shortened`: it lasts less long; `changed`: nobody can tell. */
export type SwitchEffect = 'off' | 'narrowed' | 'shortened' | 'changed' | 'on'

export interface SwitchFacts {
  readonly operation: string | null
  /** By name; names in any case. */
  readonly parameters: Readonly<Record<string, string>>
  /** Whatever it was done to: a mailbox, a resource. */
  readonly target: string | null
}

export interface LogSwitch {
  readonly effect: SwitchEffect
  /** In words, without the name of what it was done to. */
  readonly what: string
  /** The logs in which less may come; none where only copies of logs are meant. */
  readonly affects: readonly LogSource[]
  /** Only this service of the log, where it is not all of it. */
  readonly service: string | null
}

type Judge = (value: (name: string) => string | undefined, target: string) => LogSwitch | undefined

const unified = (effect: SwitchEffect, what: string, service: string | null = null): LogSwitch => ({
  effect,
  what,
  affects: ['unifiedAudit'],
  service,
})

const ENTRA_LOGS: readonly LogSource[] = [
  'signIns',
  'nonInteractiveSignIns',
  'servicePrincipalSignIns',
  'managedIdentitySignIns',
  'federationSignIns',
  'directoryAudits',
  'provisioning',
  'riskDetections',
  'graphActivity',
]

const onOff = (
  value: string | undefined,
  offWhen: boolean,
  off: LogSwitch,
  on: string,
): LogSwitch | undefined => {
  if (value === undefined) return undefined
  const is = /^\$?true$/i.test(value.trim())
  return is === offWhen ? off : { ...off, effect: 'on', what: on }
}

const ENTRA_SETTING = /\/providers\/microsoft\.aadiam\//i
/** A setting of the subscription itself sends its activity log; one of a resource sends what that resource logs. */
const SUBSCRIPTION_SETTING = /^\/subscriptions\/[^/]+\/providers\/microsoft\.insights\//i

const setting =
  (effect: SwitchEffect, what: string): Judge =>
  (_, target) => {
    if (ENTRA_SETTING.test(target)) return entra(effect, what)
    const affects: readonly LogSource[] = SUBSCRIPTION_SETTING.test(target) ? ['azureActivity'] : []
    return { effect, what, affects, service: null }
  }
const entra = (effect: SwitchEffect, what: string): LogSwitch => ({
  effect,
  what,
  affects: ENTRA_LOGS,
  service: null,
})
/** Where copies of logs are kept: whichever of them are sent there. */
const keeper =
  (effect: SwitchEffect, what: string): Judge =>
  () => ({
    effect,
    what,
    affects: [...ENTRA_LOGS, 'azureActivity'],
    service: null,
  })

/** Names in lower case, as `operationKey` writes them. */
const SWITCHES: ReadonlyMap<string, Judge> = new Map<string, Judge>(
  Object.entries({
    'set-adminauditlogconfig': (value) =>
      onOff(
        value('UnifiedAuditLogIngestionEnabled'),
        false,
        unified('off', 'the unified audit log was switched off'),
        'the unified audit log was switched on',
      ) ??
      onOff(
        value('AdminAuditLogEnabled'),
        false,
        unified('narrowed', 'commands of administrators are not logged any more', 'Exchange'),
        'commands of administrators are logged again',
      ) ??
      unified('changed', 'what is logged of commands was changed', 'Exchange'),
    'set-organizationconfig': (value) =>
      onOff(
        value('AuditDisabled'),
        true,
        unified('narrowed', 'the audit of all mailboxes was switched off', 'Exchange'),
        'the audit of all mailboxes was switched on',
      ),
    'set-mailbox': (value) =>
      onOff(
        value('AuditEnabled'),
        false,
        unified('narrowed', 'the audit of a mailbox was switched off', 'Exchange'),
        'the audit of a mailbox was switched on',
      ) ??
      (['AuditOwner', 'AuditDelegate', 'AuditAdmin'].some((name) => value(name) !== undefined)
        ? unified('changed', 'which actions on a mailbox are logged was changed', 'Exchange')
        : value('AuditLogAgeLimit') !== undefined
          ? unified('changed', 'for how long a mailbox keeps its own log was changed', 'Exchange')
          : undefined),
    'set-mailboxauditbypassassociation': (value) =>
      onOff(
        value('AuditBypassEnabled'),
        true,
        unified('narrowed', 'what an account does in mailboxes is not logged any more', 'Exchange'),
        'what an account does in mailboxes is logged again',
      ),
    'remove-unifiedauditlogretentionpolicy': () =>
      unified('shortened', 'a retention policy of the unified audit log was removed'),
    'set-unifiedauditlogretentionpolicy': () =>
      unified('changed', 'a retention policy of the unified audit log was changed'),
    'microsoft.insights/diagnosticsettings/delete': setting('narrowed', 'a diagnostic setting was deleted'),
    'microsoft.insights/diagnosticsettings/write': setting(
      'changed',
      'a diagnostic setting was made or changed',
    ),
    'microsoft.aadiam/diagnosticsettings/delete': () =>
      entra('narrowed', 'a diagnostic setting of Entra ID was deleted'),
    'microsoft.aadiam/diagnosticsettings/write': () =>
      entra('changed', 'a diagnostic setting of Entra ID was made or changed'),
    'microsoft.insights/logprofiles/delete': setting('narrowed', 'a log profile was deleted'),
    'microsoft.insights/datacollectionrules/delete': keeper('narrowed', 'a data collection rule was deleted'),
    'microsoft.operationalinsights/workspaces/delete': keeper(
      'off',
      'a workspace that keeps logs was deleted',
    ),
    'microsoft.operationalinsights/workspaces/purge/action': keeper(
      'shortened',
      'records were purged from a workspace',
    ),
    'microsoft.operationalinsights/workspaces/tables/delete': keeper(
      'off',
      'a table of a workspace was deleted',
    ),
    'microsoft.operationalinsights/workspaces/tables/write': keeper(
      'changed',
      'a table of a workspace was changed, which decides how long it keeps logs',
    ),
    'microsoft.securityinsights/dataconnectors/delete': keeper(
      'narrowed',
      'a connector of Sentinel was deleted',
    ),
  } satisfies Readonly<Record<string, Judge>>),
)

/** The operations that may be one, as `operationKey` writes them. */
export const switchOperations: readonly string[] = [...SWITCHES.keys()]

/** What an event did to logs; undefined where it did nothing to them. */
export function switchOf({ operation, parameters, target }: SwitchFacts): LogSwitch | undefined {
  const judge = SWITCHES.get(operationKey(operation))
  if (judge === undefined) return undefined
  const byName = new Map(Object.entries(parameters).map(([name, value]) => [name.toLowerCase(), value]))
  return judge((name) => byName.get(name.toLowerCase()), target ?? '')
}
