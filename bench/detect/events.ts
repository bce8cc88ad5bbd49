/**
 * Generated events of a tenant's logs, 60 in 100 sign-ins, 15 directory changes, 15 of Azure, 9.5 of the unified log and
 * 0.5 risks, with a few planted that rules of the community look for. Each comes as the record that a log would give and
 * as the columns that an import makes of it.
 */
import type { LogEvent, LogSource, TextColumn } from '#model/events/log-event.ts'
import { type Chance, chanceOf } from '../estate/random.ts'
import { BLANK } from './blank.ts'

export interface GeneratedEvent {
  readonly record: object
  readonly event: LogEvent
}

export interface Mix {
  readonly events: number
  readonly seed: number
  /** Clients, codes, values of changes and parameters that hardly ever repeat. */
  readonly isVaried: boolean
}

type Columns = Partial<Record<Exclude<TextColumn, 'id' | 'source'>, string>>

interface World {
  readonly chance: Chance
  readonly isVaried: boolean
  readonly people: readonly [Person, ...Person[]]
  readonly apps: readonly [App, ...App[]]
  readonly subscription: string
}

interface Person {
  readonly id: string
  readonly upn: string
  readonly name: string
}

interface App {
  readonly id: string
  readonly name: string
}

const PEOPLE = 20_000
const START = Date.UTC(2026, 5, 1)
const SPAN_MS = 30 * 86_400_000

/** The events, in the order of their times; the same for the same seed. */
export function* generatedEvents({ events, seed, isVaried }: Mix): Generator<GeneratedEvent> {
  const world = worldOf(chanceOf(seed), isVaried)
  for (let index = 0; index < events; index++) {
    const time = START + Math.floor((index / events) * SPAN_MS)
    yield eventAt(world, world.chance.next(), time)
  }
}

function worldOf(chance: Chance, isVaried: boolean): World {
  const person = (_: unknown, index: number): Person => ({
    id: chance.guid(),
    upn: `user${index}@contoso${index % 7}.example`,
    name: `Person Number ${index}`,
  })
  const people = Array.from({ length: PEOPLE }, person)
  const apps = APPS.map((name) => ({ id: chance.guid(), name }))
  const [onePerson, ...otherPeople] = people
  const [oneApp, ...otherApps] = apps
  if (!onePerson || !oneApp) throw new Error('nobody lives there')
  return {
    chance,
    isVaried,
    people: [onePerson, ...otherPeople],
    apps: [oneApp, ...otherApps],
    subscription: chance.guid(),
  }
}

function eventAt(world: World, dice: number, time: number): GeneratedEvent {
  if (dice < 0.0002) return world.chance.pick(PLANTED)(world, time)
  if (dice < 0.6) return signIn(world, time)
  if (dice < 0.75) return audit(world, time)
  if (dice < 0.9) return activity(world, time)
  if (dice < 0.995) return unified(world, time)
  return risk(world, time)
}

const iso = (time: number) => new Date(time).toISOString()

function made(source: LogSource, time: number, id: string, record: object, columns: Columns): GeneratedEvent {
  const event = {
    ...BLANK,
    ...columns,
    id,
    source,
    time,
    seen: null,
    whole: true,
    raw: JSON.stringify(record),
  }
  return { record, event }
}

function address({ chance }: World): string {
  return `${20 + chance.below(180)}.${chance.below(256)}.${chance.below(256)}.${1 + chance.below(254)}`
}

function client({ chance, isVaried }: World): string {
  const agent = chance.pick(CLIENTS)
  return isVaried ? `${agent} Build/${chance.below(100_000_000)}` : agent
}

function signIn(world: World, time: number, change: { agent?: string; code?: string } = {}): GeneratedEvent {
  const { chance } = world
  const person = chance.pick(world.people)
  const app = chance.pick(world.apps)
  const [code, reason] = chance.next() < 0.86 ? (['0', 'Other.'] as const) : chance.pick(CODES)
  const errorCode = change.code ?? code
  const agent = change.agent ?? client(world)
  const [city, country] = chance.pick(CITIES)
  const ip = address(world)
  const id = chance.guid()
  const requirement = chance.next() < 0.8 ? 'multiFactorAuthentication' : 'singleFactorAuthentication'
  const network = chance.next() < 0.5 ? [{ networkType: 'trustedNamedLocation', networkNames: ['HQ'] }] : []
  const deviceId = chance.next() < 0.7 ? chance.guid() : ''
  const device = {
    deviceId,
    displayName: `PC-${chance.below(30_000)}`,
    operatingSystem: 'Windows10',
    browser: 'Edge 126.0.0',
    isCompliant: chance.next() < 0.7,
    isManaged: chance.next() < 0.7,
    trustType: chance.next() < 0.7 ? 'Azure AD joined' : '',
  }
  const clientApp =
    chance.next() < 0.96
      ? chance.pick(['Browser', 'Mobile Apps and Desktop clients'])
      : chance.pick(['Exchange ActiveSync', 'Other clients', 'IMAP4'])
  const isInteractive = chance.next() < 0.3
  const access = errorCode === '0' ? 'success' : 'failure'
  const correlationId = chance.guid()
  const detail = 'MFA requirement satisfied by claim in the token'
  const record = {
    id,
    createdDateTime: iso(time),
    userDisplayName: person.name,
    userPrincipalName: person.upn,
    userId: person.id,
    appId: app.id,
    appDisplayName: app.name,
    ipAddress: ip,
    clientAppUsed: clientApp,
    userAgent: agent,
    correlationId,
    conditionalAccessStatus: access,
    isInteractive,
    riskDetail: 'none',
    riskLevelAggregated: 'none',
    riskLevelDuringSignIn: 'none',
    riskState: 'none',
    riskEventTypes_v2: [],
    resourceDisplayName: 'Microsoft Graph',
    resourceId: '00000003-0000-0000-c000-000000000000',
    authenticationRequirement: requirement,
    networkLocationDetails: network,
    status: { errorCode: Number(errorCode), failureReason: reason, additionalDetails: detail },
    deviceDetail: device,
    location: {
      city,
      state: city,
      countryOrRegion: country,
      geoCoordinates: { latitude: 47.37, longitude: 8.54 },
    },
    appliedConditionalAccessPolicies:
      chance.next() < 0.5
        ? []
        : [
            {
              id: world.subscription,
              displayName: 'CA01 - Require MFA for everybody',
              enforcedGrantControls: ['Mfa'],
              enforcedSessionControls: [],
              result: 'success',
            },
          ],
  }
  return made('signIns', time, id, record, {
    shape: 'graph',
    kind: 'signIn',
    operation: 'Sign-in activity',
    result: errorCode === '0' ? 'success' : 'failure',
    resultCode: errorCode,
    resultReason: reason,
    resultDetail: detail,
    user: person.upn,
    userId: person.id,
    userName: person.name,
    actorType: 'user',
    app: app.name,
    appId: app.id,
    resource: 'Microsoft Graph',
    resourceId: '00000003-0000-0000-c000-000000000000',
    ip,
    userAgent: agent,
    country,
    city,
    ...(network.length > 0 && { network: JSON.stringify(network) }),
    isInteractive: String(isInteractive),
    clientApp,
    authenticationRequirement: requirement,
    conditionalAccess: access,
    riskState: 'none',
    riskLevel: 'none',
    riskLevelAggregated: 'none',
    riskDetail: 'none',
    deviceId,
    deviceTrust: device.trustType,
    deviceCompliant: String(device.isCompliant),
    deviceManaged: String(device.isManaged),
    os: device.operatingSystem,
    browser: device.browser,
    correlationId,
  })
}

function audit(
  world: World,
  time: number,
  change: { operation?: string; category?: string } = {},
): GeneratedEvent {
  const { chance, isVaried } = world
  const person = chance.pick(world.people)
  const target = chance.pick(world.people)
  const operation = change.operation ?? chance.pick(CHANGES)
  const category =
    change.category ?? chance.pick(['UserManagement', 'GroupManagement', 'Device', 'ApplicationManagement'])
  const result = chance.next() < 0.97 ? 'success' : 'failure'
  const ip = address(world)
  const id = `Directory_${chance.guid()}_${chance.below(1_000_000)}`
  const agent = client(world)
  const included = isVaried ? `AccountEnabled, Token ${chance.guid()}` : 'AccountEnabled, LastDirSyncTime'
  const changes = [
    { name: 'AccountEnabled', old: '[true]', new: '[true]' },
    { name: 'Included Updated Properties', new: included },
    { name: 'TargetId.UserType', new: 'Member' },
  ]
  const correlationId = chance.guid()
  const record = {
    id,
    category,
    correlationId,
    result,
    resultReason: '',
    activityDisplayName: operation,
    activityDateTime: iso(time),
    loggedByService: 'Core Directory',
    operationType: 'Update',
    initiatedBy: {
      user: {
        id: person.id,
        displayName: person.name,
        userPrincipalName: person.upn,
        ipAddress: ip,
        userType: null,
        homeTenantId: null,
      },
      app: null,
    },
    targetResources: [
      {
        id: target.id,
        displayName: target.name,
        type: 'User',
        userPrincipalName: target.upn,
        groupType: null,
        modifiedProperties: [
          { displayName: 'AccountEnabled', oldValue: '[true]', newValue: '[true]' },
          { displayName: 'Included Updated Properties', oldValue: null, newValue: JSON.stringify(included) },
          { displayName: 'TargetId.UserType', oldValue: null, newValue: '"Member"' },
        ],
      },
    ],
    additionalDetails: [
      { key: 'UserType', value: 'Member' },
      { key: 'User-Agent', value: agent },
    ],
  }
  return made('directoryAudits', time, id, record, {
    shape: 'graph',
    kind: 'change',
    category,
    operation,
    operationType: 'Update',
    service: 'Core Directory',
    result,
    resultCode: result,
    resultReason: '',
    user: person.upn,
    userId: person.id,
    userName: person.name,
    actorType: 'user',
    ip,
    userAgent: agent,
    resource: target.name,
    resourceId: target.id,
    correlationId,
    targets: JSON.stringify([{ type: 'User', id: target.id, name: target.upn }]),
    changes: JSON.stringify(changes),
    details: JSON.stringify({ UserType: 'Member', 'User-Agent': agent }),
  })
}

function activity(world: World, time: number, change: { operation?: string } = {}): GeneratedEvent {
  const { chance } = world
  const person = chance.pick(world.people)
  const operation = change.operation ?? chance.pick(ACTIONS)
  const provider = operation.split('/').slice(0, 2).join('/')
  const resourceId = `/SUBSCRIPTIONS/${world.subscription}/RESOURCEGROUPS/RG-${chance.below(500)}/PROVIDERS/${provider}/RES${chance.below(9999)}`
  const result = chance.next() < 0.9 ? 'Success' : 'Failure'
  const ip = address(world)
  const id = chance.guid()
  const correlationId = chance.guid()
  const authorization = {
    scope: resourceId,
    action: operation,
    evidence: {
      role: 'Contributor',
      roleAssignmentScope: `/subscriptions/${world.subscription}`,
      roleAssignmentId: chance.guid(),
      principalId: person.id,
      principalType: 'User',
    },
  }
  const claims = {
    aud: 'https://management.core.windows.net/',
    iss: `https://sts.windows.net/${chance.guid()}/`,
    iat: '1717200000',
    name: person.name,
    appid: world.apps[0].id,
    ipaddr: ip,
    upn: person.upn,
  }
  const properties = {
    statusCode: 'OK',
    serviceRequestId: chance.guid(),
    eventCategory: 'Administrative',
    entity: resourceId,
    message: operation,
    hierarchy: `${chance.guid()}/${world.subscription}`,
  }
  const record = {
    time: iso(time),
    resourceId,
    operationName: operation,
    category: 'Administrative',
    resultType: result,
    resultSignature: 'Succeeded.OK',
    durationMs: chance.below(2000),
    callerIpAddress: ip,
    correlationId,
    identity: { authorization, claims },
    level: 'Information',
    properties,
  }
  return made('azureActivity', time, id, record, {
    shape: 'diagnostic',
    kind: 'change',
    category: 'Administrative',
    operation,
    operationType: operation.split('/').at(-1)?.toLowerCase() ?? '',
    service: operation.split('/')[0] ?? '',
    result: result.toLowerCase(),
    resultCode: result,
    resultDetail: 'Succeeded.OK',
    user: person.upn,
    userName: person.name,
    actorType: 'user',
    appId: world.apps[0].id,
    resource: resourceId.split('/').at(-1) ?? '',
    resourceId,
    objectId: resourceId,
    ip,
    correlationId,
    subscriptionId: world.subscription,
    targets: JSON.stringify([{ type: provider, id: resourceId }]),
    parameters: JSON.stringify(properties),
    details: JSON.stringify({
      scope: resourceId,
      action: operation,
      evidence: JSON.stringify(authorization.evidence),
    }),
  })
}

function unified(
  world: World,
  time: number,
  change: { operation?: string; parameters?: [string, string] } = {},
): GeneratedEvent {
  const { chance, isVaried } = world
  const person = chance.pick(world.people)
  const operation = change.operation ?? chance.pick(OPERATIONS)
  const workload = chance.pick(['Exchange', 'SharePoint', 'OneDrive', 'AzureActiveDirectory'])
  const file = `file-${chance.below(99_999)}.docx`
  const objectId = `https://contoso.sharepoint.example/sites/team${chance.below(400)}/Shared Documents/${file}`
  const pairs: [string, string][] = [change.parameters ?? ['Identity', person.upn], ['Mailbox', person.upn]]
  if (isVaried) pairs.push(['Comment', `Ticket ${chance.guid()}`])
  const ip = address(world)
  const id = chance.guid()
  const agent = client(world)
  const record = {
    CreationTime: iso(time).slice(0, 19),
    Id: id,
    Operation: operation,
    OrganizationId: world.subscription,
    RecordType: 50,
    ResultStatus: 'Succeeded',
    UserKey: chance.guid(),
    UserType: 0,
    Version: 1,
    Workload: workload,
    ClientIP: ip,
    ObjectId: objectId,
    UserId: person.upn,
    AppAccessContext: {
      AADSessionId: chance.guid(),
      CorrelationId: chance.guid(),
      UniqueTokenId: chance.guid(),
    },
    UserAgent: agent,
    ItemType: 'File',
    ListId: chance.guid(),
    ListItemUniqueId: chance.guid(),
    Site: chance.guid(),
    WebId: chance.guid(),
    SourceFileExtension: 'docx',
    SourceFileName: file,
    Parameters: pairs.map(([Name, Value]) => ({ Name, Value })),
  }
  return made('unifiedAudit', time, id, record, {
    shape: 'unified',
    kind: 'change',
    tenant: world.subscription,
    operation,
    service: workload,
    recordType: '50',
    result: 'success',
    resultCode: 'Succeeded',
    user: person.upn,
    userType: '0',
    actorType: 'user',
    ip,
    userAgent: agent,
    objectId,
    resource: objectId,
    parameters: JSON.stringify(Object.fromEntries(pairs)),
  })
}

function risk(world: World, time: number, change: { type?: string } = {}): GeneratedEvent {
  const { chance } = world
  const person = chance.pick(world.people)
  const type =
    change.type ??
    chance.pick([
      'unfamiliarFeatures',
      'unlikelyTravel',
      'anonymizedIPAddress',
      'leakedCredentials',
      'passwordSpray',
    ])
  const [city, country] = chance.pick(CITIES)
  const level = chance.pick(['low', 'medium', 'high'])
  const ip = address(world)
  const id = chance.guid()
  const record = {
    id,
    requestId: chance.guid(),
    correlationId: chance.guid(),
    riskEventType: type,
    riskState: 'atRisk',
    riskLevel: level,
    riskDetail: 'none',
    source: 'IdentityProtection',
    detectionTimingType: 'realtime',
    activity: 'signin',
    tokenIssuerType: 'AzureAD',
    ipAddress: ip,
    activityDateTime: iso(time),
    detectedDateTime: iso(time),
    userId: person.id,
    userDisplayName: person.name,
    userPrincipalName: person.upn,
    location: { city, countryOrRegion: country },
  }
  return made('riskDetections', time, id, record, {
    shape: 'graph',
    kind: 'alert',
    category: type,
    operation: type,
    service: 'IdentityProtection',
    user: person.upn,
    userId: person.id,
    userName: person.name,
    ip,
    country,
    city,
    riskState: 'atRisk',
    riskLevel: level,
    riskDetail: 'none',
    riskEvents: JSON.stringify([type]),
  })
}

/** What rules of the community look for. */
const PLANTED: readonly [Plant, ...Plant[]] = [
  (world, time) => signIn(world, time, { agent: 'azurehound/v2.1.7' }),
  (world, time) => signIn(world, time, { agent: 'BAV2ROPC', code: '50053' }),
  (world, time) => audit(world, time, { operation: 'Delete conditional access policy', category: 'Policy' }),
  (world, time) =>
    audit(world, time, { operation: 'Add eligible member (eligible)', category: 'RoleManagement' }),
  (world, time) => activity(world, time, { operation: 'MICROSOFT.NETWORK/AZUREFIREWALLS/DELETE' }),
  (world, time) => activity(world, time, { operation: 'MICROSOFT.KEYVAULT/VAULTS/DELETE' }),
  (world, time) =>
    unified(world, time, {
      operation: 'New-InboxRule',
      parameters: ['ForwardTo', 'someone@elsewhere.example'],
    }),
  (world, time) => risk(world, time, { type: 'maliciousIPAddress' }),
]
type Plant = (world: World, time: number) => GeneratedEvent

const APPS = [
  'Office 365 Exchange Online',
  'Microsoft Teams',
  'Azure Portal',
  'SharePoint Online',
  'OfficeHome',
  'Windows Sign In',
  'Microsoft Authentication Broker',
  'Graph Explorer',
  'Azure CLI',
  'Intune Company Portal',
  'One Outlook Web',
  'Power BI Service',
]
const CLIENTS: readonly [string, ...string[]] = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15',
  'Dalvik/2.1.0 (Linux; U; Android 13; SM-S911B)',
  'Mozilla/5.0 (Windows NT 10.0; Microsoft Windows 10.0.22631; en-US) PowerShell/7.4.2',
  'python-requests/2.31.0',
]
const CODES: readonly [readonly [string, string], ...(readonly [string, string])[]] = [
  ['50126', 'Error validating credentials due to invalid username or password.'],
  ['50074', 'Strong Authentication is required.'],
  ['50158', 'External security challenge was not satisfied.'],
  ['53003', 'Access has been blocked by Conditional Access policies.'],
  ['50053', 'The account is locked, you have tried to sign in too many times.'],
  ['50057', 'The user account is disabled.'],
  ['500121', 'Authentication failed during strong authentication request.'],
  ['50140', 'Keep me signed in interrupt.'],
]
const CITIES: readonly [readonly [string, string], ...(readonly [string, string])[]] = [
  ['Zurich', 'CH'],
  ['Hamburg', 'DE'],
  ['Lyon', 'FR'],
  ['Leeds', 'GB'],
  ['Austin', 'US'],
  ['Pune', 'IN'],
]
const CHANGES: readonly [string, ...string[]] = [
  'Update user',
  'Add member to group',
  'Remove member from group',
  'Update device',
  'Add user',
  'Change user license',
  'Update group',
  'Update service principal',
  'Add device',
  'Update StsRefreshTokenValidFrom Timestamp',
  'Reset user password',
  'Register device',
  'User registered security info',
  'Add owner to group',
  'Delete user',
  'Add app role assignment grant to user',
]
const ACTIONS: readonly [string, ...string[]] = [
  'MICROSOFT.COMPUTE/VIRTUALMACHINES/WRITE',
  'MICROSOFT.COMPUTE/VIRTUALMACHINES/START/ACTION',
  'MICROSOFT.STORAGE/STORAGEACCOUNTS/LISTKEYS/ACTION',
  'MICROSOFT.RESOURCES/DEPLOYMENTS/WRITE',
  'MICROSOFT.NETWORK/NETWORKINTERFACES/WRITE',
  'MICROSOFT.WEB/SITES/CONFIG/WRITE',
  'MICROSOFT.INSIGHTS/DIAGNOSTICSETTINGS/WRITE',
  'MICROSOFT.RESOURCES/TAGS/WRITE',
  'MICROSOFT.SQL/SERVERS/DATABASES/WRITE',
  'MICROSOFT.CONTAINERSERVICE/MANAGEDCLUSTERS/WRITE',
]
const OPERATIONS: readonly [string, ...string[]] = [
  'MailItemsAccessed',
  'FileAccessed',
  'FileModified',
  'UserLoggedIn',
  'Send',
  'FileSyncDownloadedFull',
  'MessageCreatedHasLink',
  'SearchQueryPerformed',
  'FilePreviewed',
  'Update',
]
