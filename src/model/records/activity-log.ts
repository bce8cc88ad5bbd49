import { z } from 'zod'
import { defineDataset, type RecordOf } from '../dataset.ts'
import { comparableId, type Fields, fieldsOf, isFields, lastPart, lowered, subscriptionIn } from './azure.ts'
import { absentOrText, absentOrTexts } from './fields.ts'

/**
 * One event of Azure's activity log (azure.md §2.2). A change writes several of them, from its start to its end, and
 * `correlationId` holds them together. Who acted stands in the claims of the token, under names that are addresses.
 */
export const activityLog = defineDataset({
  name: 'activityLog',
  title: 'What was done in Azure subscriptions, from an export of the activity log',
  key: ['id'],
  notCollected: 'it is read from exports for now, with --input and a file activityLog.json or .ndjson',
  prepare: withClaims,
  record: z.object({
    id: z.string(),
    eventTimestamp: absentOrText,
    /** In lower case, as operations are compared. */
    operationName: absentOrText,
    category: absentOrText,
    status: absentOrText,
    /** A user principal name, a GUID or nothing, as Azure happened to have it. */
    caller: absentOrText,
    /** Comparable. */
    resourceId: absentOrText,
    subscriptionId: absentOrText,
    correlationId: absentOrText,
    ipAddress: absentOrText,
    /** The object of whoever acted, in the tenant that issued the token. */
    actorId: absentOrText,
    appId: absentOrText,
    /** The tenant that issued the token; people of Azure Lighthouse bring one of their own. */
    actorTenantId: absentOrText,
    /** Where a person signed in at home. */
    identityProvider: absentOrText,
    /** Begins with `5::` for somebody of another organisation. */
    altSecId: absentOrText,
    /** Whose role it was that allowed it: of access on behalf of, the partner's group. */
    principalId: absentOrText,
    groups: absentOrTexts,
  }),
})
export type ActivityLogRecord = RecordOf<typeof activityLog>

const OBJECT = 'http://schemas.microsoft.com/identity/claims/objectidentifier'
const TENANT = 'http://schemas.microsoft.com/identity/claims/tenantid'
const PROVIDER = 'http://schemas.microsoft.com/identity/claims/identityprovider'

/** The API writes `{value, localizedValue}` and the claims beside; storage and event hubs write both otherwise. */
function withClaims(item: unknown): unknown {
  if (!isFields(item)) return item
  const identity = fieldsOf(item['identity'])
  const claims = fieldsOf(item['claims'] ?? identity['claims'])
  const resourceId = comparableId(item['resourceId'] ?? item['resourceUri'] ?? scopeOf(item))
  return present({
    id: idOf(item),
    eventTimestamp: item['eventTimestamp'] ?? item['time'],
    operationName: lowered(valueOf(item['operationName'])),
    category: valueOf(item['category']),
    status: valueOf(item['status']) ?? item['resultType'],
    caller: item['caller'],
    resourceId,
    subscriptionId: lowered(item['subscriptionId']) ?? subscriptionIn(resourceId),
    correlationId: item['correlationId'] ?? item['operationId'],
    ipAddress:
      fieldsOf(item['httpRequest'])['clientIpAddress'] ?? item['callerIpAddress'] ?? claims['ipaddr'],
    principalId: lowered(fieldsOf(authorizationOf(item)['evidence'])['principalId']),
    ...actorIn(claims),
    // Read before: a record that was written out by Keyward itself.
    ...keptFields(item),
  })
}

function actorIn(claims: Fields): Fields {
  const { groups } = claims
  return {
    actorId: lowered(claims[OBJECT] ?? claims['oid']),
    appId: lowered(claims['appid']),
    actorTenantId: lowered(claims[TENANT] ?? claims['tid']),
    identityProvider: claims[PROVIDER] ?? claims['idp'],
    altSecId: claims['altsecid'],
    groups: typeof groups === 'string' ? groups.split(',').map((id) => id.trim().toLowerCase()) : undefined,
  }
}

const KEPT = [
  'ipAddress',
  'actorId',
  'appId',
  'actorTenantId',
  'identityProvider',
  'altSecId',
  'principalId',
] as const

function keptFields(item: Fields): Fields {
  const groups = Array.isArray(item['groups']) ? { groups: item['groups'] as unknown } : {}
  return {
    ...Object.fromEntries(KEPT.flatMap((name) => (name in item ? [[name, item[name]]] : []))),
    ...groups,
  }
}

/** The id of an event ends with its ticks; what tells it from others is the part before. */
function idOf({ eventDataId, id }: Fields): unknown {
  if (typeof eventDataId === 'string' && eventDataId !== '') return eventDataId.toLowerCase()
  if (typeof id !== 'string') return id
  return /\/events\/([^/]+)/i.exec(id)?.[1]?.toLowerCase() ?? lastPart(id)
}

function authorizationOf(item: Fields): Fields {
  return fieldsOf(item['authorization'] ?? fieldsOf(item['identity'])['authorization'])
}

const scopeOf = (item: Fields): unknown => authorizationOf(item)['scope']

/** The machine's word of a pair of it and its translation. */
function valueOf(pair: unknown): unknown {
  return isFields(pair) ? pair['value'] : pair
}

/** Absent is not null. */
function present(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}
