/** Downloads from the portals of Entra and Azure: CSV with headings for people. */
import type { LogSource } from '#model/events/log-event.ts'
import type { Reading } from '../reading.ts'
import { operationInWords } from '../values/arm-words.ts'
import { type Fields, named, text } from '../values/fields.ts'
import { plain } from '../values/names.ts'

/** A row by its headings in plain spelling. */
function plainRow(row: Fields): Fields {
  return Object.fromEntries(Object.entries(row).map(([heading, cell]) => [plain(heading), cell]))
}

/** Reads a row of a download; undefined for a row of anything else. */
export function readPortalCsv(row: Fields): Reading | undefined {
  const cells = plainRow(row)
  if ('requestid' in cells && ('signinerrorcode' in cells || 'status' in cells) && 'date' in cells)
    return signIn(cells)
  if ('activity' in cells && 'service' in cells && ('activitydatetime' in cells || 'date' in cells))
    return audit(cells)
  if ('operationname' in cells && 'eventinitiatedby' in cells) return activity(cells)
  return undefined
}

function signIn(cells: Fields): Reading {
  const source = signInSource(cells)
  const [city, state, country] = (text(cells['location']) ?? '').split(',').map((part) => part.trim())
  const record = {
    id: cells['requestid'],
    createdDateTime: cells['date'],
    correlationId: cells['correlationid'],
    userId: cells['userid'],
    userDisplayName: cells['user'],
    userPrincipalName: cells['username'],
    userType: cells['usertype'],
    crossTenantAccessType: cells['crosstenantaccesstype'],
    incomingTokenType: cells['incomingtokentype'],
    authenticationProtocol: cells['authenticationprotocol'],
    appDisplayName: cells['application'],
    appId: cells['applicationid'],
    resourceDisplayName: cells['resource'],
    resourceId: cells['resourceid'],
    resourceTenantId: cells['resourcetenantid'],
    homeTenantId: cells['hometenantid'],
    appOwnerTenantId: cells['appownertenantid'],
    ipAddress: cells['ipaddress'],
    location: { city, state, countryOrRegion: country },
    errorCode:
      cells['signinerrorcode'] || (/^success$/i.test(text(cells['status']) ?? '') ? '0' : cells['status']),
    failureReason: cells['failurereason'],
    clientAppUsed: cells['clientapp'],
    userAgent: cells['useragent'],
    deviceId: cells['deviceid'],
    browser: cells['browser'],
    operatingSystem: cells['operatingsystem'],
    isCompliant: cells['compliant'],
    isManaged: cells['managed'],
    trustType: cells['jointype'],
    authenticationRequirement: requirement(text(cells['authenticationrequirement'])),
    conditionalAccessStatus: camel(text(cells['conditionalaccess'])),
    autonomousSystemNumber: cells['autonomoussystemnumber'],
    servicePrincipalId: cells['serviceprincipalid'],
    servicePrincipalName: cells['serviceprincipalname'],
    sessionId: cells['sessionid'],
    isInteractive: source === 'signIns' ? 'true' : 'false',
  }
  return { shape: 'portalCsv', kind: 'signIn', source, record, around: {} }
}

/**
 * Which of the four downloads a row is of. People's two have the same columns, those of managed identities among them
 * (empty); what has no person is told by its identity. Nothing but a sign-in that shows a refresh token is certain not
 * to be interactive, where no column says so.
 */
function signInSource(cells: Fields): LogSource {
  const isPerson = named(cells['userid'], cells['username'], cells['user']) !== null
  if (!isPerson && hasManagedIdentity(cells)) return 'managedIdentitySignIns'
  if (!isPerson && named(cells['serviceprincipalid'], cells['serviceprincipalname']) !== null)
    return 'servicePrincipalSignIns'
  const told = named(cells['signintype'], cells['isinteractive'], cells['signineventtypes'])
  const isOther = told === null ? refreshed(cells) : /non|false/i.test(told)
  return isOther ? 'nonInteractiveSignIns' : 'signIns'
}

/** A table of managed identities alone may leave the cells of their type empty; one of applications says none. */
function hasManagedIdentity(cells: Fields): boolean {
  if (named(cells['managedidentitytype'], cells['associatedresourceid']) !== null) return true
  const isTheirs = 'managedidentitytype' in cells && !('user' in cells) && !('credentialkeyid' in cells)
  return isTheirs && text(cells['managedidentitytype'])?.trim() === ''
}

const refreshed = (cells: Fields): boolean =>
  /refresh/i.test(incoming(cells)) && !/primary/i.test(incoming(cells))
const incoming = (cells: Fields): string => text(cells['incomingtokentype'])?.replace(/\s/g, '') ?? ''

/** The portal shows "Multifactor authentication" where the service says multiFactorAuthentication. */
function requirement(words: string | null): string | null {
  if (words === null) return null
  return /multi/i.test(words)
    ? 'multiFactorAuthentication'
    : /single/i.test(words)
      ? 'singleFactorAuthentication'
      : words
}

const camel = (words: string | null): string | null =>
  words === null
    ? null
    : words
        .replace(/^\w/, (letter) => letter.toLowerCase())
        .replace(/\s+(\w)/g, (_, letter: string) => letter.toUpperCase())

const MOST_TARGETS = 3
const MOST_PROPERTIES = 5

function audit(cells: Fields): Reading {
  const record = {
    id: cells['id'] ?? cells['auditid'],
    activityDateTime: cells['activitydatetime'] ?? cells['date'],
    activityDisplayName: cells['activity'] ?? cells['activitydisplayname'],
    correlationId: cells['correlationid'],
    loggedByService: cells['service'],
    category: cells['category'],
    result: cells['result'],
    resultReason: cells['resultreason'],
    userAgent: cells['useragent'],
    initiatedBy: initiator(cells),
    targetResources: Array.from({ length: MOST_TARGETS }, (_, index) => target(cells, index + 1)).filter(
      (found) => found !== undefined,
    ),
    additionalDetails: cells['additionaldetails'],
  }
  return { shape: 'portalCsv', kind: 'directoryAudit', source: 'directoryAudits', record, around: {} }
}

function initiator(cells: Fields): Fields {
  const isApplication = /application|serviceprincipal/i.test(text(cells['actortype']) ?? '')
  if (isApplication) {
    return {
      app: {
        displayName: cells['actordisplayname'],
        servicePrincipalId: cells['actorserviceprincipalid'] ?? cells['actorobjectid'],
      },
    }
  }
  return {
    user: {
      id: cells['actorobjectid'],
      displayName: cells['actordisplayname'],
      userPrincipalName: cells['actoruserprincipalname'],
      homeTenantId: cells['actorhometenantid'],
      ipAddress: cells['ipaddress'],
    },
  }
}

function target(cells: Fields, number: number): Fields | undefined {
  const cell = (name: string): unknown => cells[`target${number}${name}`]
  if (!cell('objectid') && !cell('displayname') && !cell('userprincipalname')) return undefined
  const properties = Array.from({ length: MOST_PROPERTIES }, (_, index) => ({
    displayName: cell(`modifiedproperty${index + 1}name`),
    oldValue: cell(`modifiedproperty${index + 1}oldvalue`),
    newValue: cell(`modifiedproperty${index + 1}newvalue`),
  }))
  return {
    type: cell('type'),
    id: cell('objectid'),
    displayName: cell('displayname'),
    userPrincipalName: cell('userprincipalname'),
    modifiedProperties: properties.filter(({ displayName }) => Boolean(displayName)),
  }
}

function activity(cells: Fields): Reading {
  const type = text(cells['resourcetype'])
  const operation = operationInWords(text(cells['operationname']), type)
  const record = {
    eventDataId: cells['eventdataid'],
    eventTimestamp: cells['timestamp'] ?? cells['time'],
    operationName: operation ?? cells['operationname'],
    ...(operation === undefined ? {} : { operationInWords: cells['operationname'] }),
    status: cells['status'],
    category: cells['eventcategory'],
    caller: cells['eventinitiatedby'],
    correlationId: cells['correlationid'],
    subscriptionId: cells['subscription'] ?? cells['subscriptionid'],
    resourceId: cells['resourceid'] ?? cells['resource'],
    resourceProviderName: cells['resourcetype'],
  }
  return { shape: 'portalCsv', kind: 'azureActivity', source: 'azureActivity', record, around: {} }
}
