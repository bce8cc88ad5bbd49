/**
 * One event of whichever log, as Keyward keeps and searches it: typed columns for what people and rules ask about,
 * and the record itself beside them (logs.md §4). Shapes differ, columns do not; what an export does not tell is null.
 */

/** The logs. A word of its own for each that is asked for, kept and lost by itself. */
export const logSources = [
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
] as const
export type LogSource = (typeof logSources)[number]

/** `read`: somebody looked at something and changed nothing. */
export const logKinds = ['signIn', 'change', 'read', 'alert', 'other'] as const
export type LogKind = (typeof logKinds)[number]

/** `interrupted`: a sign-in that waits for something (a second factor, consent) and is neither. */
export const logResults = ['success', 'failure', 'partial', 'interrupted'] as const
export type LogResult = (typeof logResults)[number]

/**
 * The columns of text, in the order of the files, each with what it holds. A column that `holds` JSON is text for
 * DuckDB and an object for rules: `list` an array of texts, `fields` an object of texts, `objects` an array of such.
 */
export const textColumns = {
  id: { is: 'the id of the record in its log; a hash of the record where it has none' },
  source: { is: 'which log, one of the known words' },
  shape: { is: 'how it was exported' },
  tenant: { is: 'the tenant whose log it is, where the record says' },
  kind: { is: 'signIn, change, read, alert or other' },
  category: { is: 'the category of a directory change, the type of a risk or an alert' },
  operation: { is: 'what was done, as the log words it' },
  operationType: { is: 'Add, Update, Delete, Assign …' },
  service: { is: 'the service or workload that logged it' },
  recordType: { is: 'the record type of the unified log, as written' },
  result: { is: 'success, failure, partial or interrupted' },
  resultCode: { is: 'the result as written: an error code, a status' },
  resultReason: { is: 'why it failed, in words' },
  resultDetail: { is: 'what else the log says about the result' },
  user: { is: 'who, by user principal name or as the log words it' },
  userId: { is: 'who, by object id' },
  userName: { is: 'who, by display name' },
  userType: { is: 'member or guest, or the number of the unified log' },
  actorType: { is: 'user, application or system' },
  actorTenant: { is: 'the home tenant of whoever acted' },
  resourceTenant: { is: 'the tenant that was entered' },
  foreignTenant: { is: 'the tenant of somebody from elsewhere, where the record tells' },
  provider: { is: 'true where the record itself says that a service provider acted' },
  crossTenant: { is: 'how somebody from another tenant came in, flags as words' },
  app: { is: 'the application that was used, by name' },
  appId: { is: 'the application that was used, by client id' },
  servicePrincipalId: { is: 'the service principal that acted' },
  servicePrincipalName: { is: 'the service principal that acted, by name' },
  resource: { is: 'what was entered or changed, by name' },
  resourceId: { is: 'what was entered or changed, by id or Azure resource id' },
  objectId: { is: 'the object as the unified log writes it' },
  ip: { is: 'the address, without port and brackets' },
  userAgent: { is: 'the client as it calls itself' },
  country: { is: 'two letters, as the log places the address' },
  city: { is: 'as the log places the address' },
  asn: { is: 'the number of the network' },
  network: { is: 'named networks of the address', holds: 'objects' },
  isInteractive: { is: 'true or false' },
  clientApp: { is: 'the kind of client: Browser, IMAP4 …' },
  protocol: { is: 'the way of authenticating: deviceCode, ropc …' },
  tokenType: { is: 'what was shown in place of a password' },
  authenticationRequirement: { is: 'singleFactorAuthentication or multiFactorAuthentication' },
  authenticationDetails: { is: 'the methods, in order', holds: 'objects' },
  conditionalAccess: { is: 'success, failure, notApplied …' },
  riskState: { is: 'atRisk, dismissed …' },
  riskLevel: { is: 'of this sign-in or detection' },
  riskLevelAggregated: { is: 'of the account' },
  riskDetail: { is: 'what became of it' },
  riskEvents: { is: 'the types of risk', holds: 'list' },
  deviceId: { is: 'the registered device' },
  deviceTrust: { is: 'how it is joined' },
  deviceCompliant: { is: 'true or false' },
  deviceManaged: { is: 'true or false' },
  os: { is: 'the operating system as the log words it' },
  browser: { is: 'the browser as the log words it' },
  sessionId: { is: 'the session, where a log says' },
  correlationId: { is: 'what holds records of one request together' },
  subscriptionId: { is: 'the Azure subscription' },
  targets: { is: 'what was acted on: type, id, name', holds: 'objects' },
  changes: { is: 'what was changed: name, old, new', holds: 'objects' },
  parameters: { is: 'the parameters of a command, folded by name', holds: 'fields' },
  details: { is: 'further properties, folded by name', holds: 'fields' },
  outside: { is: 'addresses of other organisations that the change sends to or lets in', holds: 'list' },
} as const satisfies Record<string, { readonly is: string; readonly holds?: 'list' | 'fields' | 'objects' }>

export type TextColumn = keyof typeof textColumns
export const textColumnNames = Object.keys(textColumns) as TextColumn[]

/** What every event has of its own beside its texts. */
export interface LogEvent extends Readonly<Record<Exclude<TextColumn, 'id' | 'source'>, string | null>> {
  readonly id: string
  readonly source: LogSource
  /** Milliseconds since 1970; null for a record whose time is lost. */
  readonly time: number | null
  /** When the service let it be seen, where it says; milliseconds since 1970. */
  readonly seen: number | null
  /** False for a row that was cut off: only what could be recovered is in it. */
  readonly whole: boolean
  /** The record as it was exported, one JSON text; of a broken row, the row. */
  readonly raw: string
}

/** One thing that was acted on, in `targets`. */
export interface LogTarget {
  readonly type?: string
  readonly id?: string
  readonly name?: string
}

/** One property that was changed, in `changes`; values without the quotation marks that logs wrap them in. */
export interface LogChange {
  readonly name?: string
  readonly old?: string
  readonly new?: string
}
