/**
 * Retention policies of the unified log, as far as the log itself shows how they were made (identity.md §f.7): a year at
 * most, ten with an add-on, and only for what users with Audit Premium do.
 */
import { operationKey } from '../operations/classify.ts'

/** A command that made, changed or removed one, in the order of their times. */
export interface PolicyCommand {
  readonly operation: string | null
  readonly parameters: Readonly<Record<string, string>>
  /** Milliseconds since 1970. */
  readonly time: number | null
  readonly actor: string | null
}

export interface AuditPolicy {
  readonly name: string
  /** Null where the command does not say or the word is not known here. */
  readonly days: number | null
  readonly duration: string | null
  /** As the command names them; empty means all. */
  readonly recordTypes: readonly string[]
  readonly operations: readonly string[]
  readonly users: readonly string[]
  /** When it was made or last changed, ISO 8601. */
  readonly since: string | null
  readonly by: string | null
}

const NEW = 'new-unifiedauditlogretentionpolicy'
const SET = 'set-unifiedauditlogretentionpolicy'
const REMOVE = 'remove-unifiedauditlogretentionpolicy'
export const policyOperations: readonly string[] = [NEW, SET, REMOVE]

/** Durations as the commands write them. */
const DURATIONS: ReadonlyMap<string, number> = new Map([
  ['threemonths', 90],
  ['sixmonths', 180],
  ['ninemonths', 270],
  ['twelvemonths', 365],
  ['tenyears', 3652],
])

/** The policies that stand after these commands. Those made before the log begins cannot be known from it. */
export function auditPolicies(commands: readonly PolicyCommand[]): readonly AuditPolicy[] {
  const standing = new Map<string, AuditPolicy>()
  for (const command of commands) {
    const given = new Map(
      Object.entries(command.parameters).map(([name, value]) => [name.toLowerCase(), value]),
    )
    const name = given.get('name') ?? given.get('identity')
    if (name === undefined) continue
    const key = name.toLowerCase()
    if (operationKey(command.operation) === REMOVE) standing.delete(key)
    else standing.set(key, policyAfter(name, command, given, standing.get(key)))
  }
  return [...standing.values()]
}

function policyAfter(
  name: string,
  { time, actor }: PolicyCommand,
  given: ReadonlyMap<string, string>,
  before: AuditPolicy | undefined,
): AuditPolicy {
  const duration = given.get('retentionduration') ?? before?.duration ?? null
  const list = (field: string, old: readonly string[] = []) => {
    const text = given.get(field)
    return text === undefined
      ? old
      : text
          .split(/[,;]/)
          .map((one) => one.trim())
          .filter((one) => one !== '')
  }
  return {
    name,
    days: DURATIONS.get((duration ?? '').toLowerCase()) ?? null,
    duration,
    recordTypes: list('recordtypes', before?.recordTypes),
    operations: list('operations', before?.operations),
    users: list('userids', before?.users),
    since: time === null ? (before?.since ?? null) : new Date(time).toISOString(),
    by: actor,
  }
}
