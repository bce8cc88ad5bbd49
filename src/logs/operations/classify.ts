/** What an operation of a log is about: by its name first, then by what the log itself says of it. */
import { plainActivity } from '#model/events/watched-activities.ts'
import { type ChangeCategory, knownOperations, type PrivilegedKind } from './operations.ts'

/** What is asked of an operation; events that agree in it are of one kind. */
export interface OperationFacts {
  readonly source: string
  readonly operation: string | null
  /** The category of a directory change. */
  readonly category: string | null
  readonly service: string | null
}

export interface OperationClass {
  readonly category: ChangeCategory
  readonly privileged: PrivilegedKind | null
}

/** The name of an operation for comparison: the unified log ends it with a full stop. */
export function operationKey(name: string | null): string {
  return plainActivity(name).replace(/[. ]+$/, '')
}

const exact = new Map(knownOperations.filter(({ name }) => !name.includes('*')).map((one) => [one.name, one]))
const prefixes = knownOperations
  .filter(({ name }) => name.endsWith('*'))
  .map((one) => ({ ...one, name: one.name.slice(0, -1) }))

/** Directory changes that no line names are told by their category (identity.md §f.3). */
const DIRECTORY: Readonly<Record<string, ChangeCategory>> = {
  rolemanagement: 'roles',
  applicationmanagement: 'applications',
  permissiongrantpolicy: 'applications',
  policy: 'policies',
  policymanagement: 'policies',
  authorizationpolicy: 'policies',
  authentication: 'methods',
  authorization: 'policies',
  directorymanagement: 'federation',
  crosstenantaccesssettings: 'guests',
  crosstenantidentitysyncsettings: 'guests',
  externaluserprofile: 'guests',
  groupmanagement: 'groups',
  usermanagement: 'users',
  device: 'devices',
}

/** Commands of Exchange and Purview that change something. */
const COMMAND =
  /^(?:new|set|add|remove|enable|disable|update|install|uninstall|start|stop|import|export)-[a-z]+$/
const EXCHANGE = /^(?:exchange|securitycompliancecenter|compliance)/i

/** The class of an operation; undefined for one that is no change of the configuration. */
export function classOf({
  source,
  operation,
  category,
  service,
}: OperationFacts): OperationClass | undefined {
  const key = operationKey(operation)
  const known = exact.get(key) ?? prefixes.find(({ name }) => key.startsWith(name))
  if (known !== undefined) return { category: known.category, privileged: known.privileged ?? null }
  if (source === 'directoryAudits') {
    const told = DIRECTORY[(category ?? '').toLowerCase()]
    return told === undefined ? undefined : { category: told, privileged: null }
  }
  const isCommand = source === 'unifiedAudit' && EXCHANGE.test(service ?? '') && COMMAND.test(key)
  return isCommand ? { category: 'exchange', privileged: null } : undefined
}
