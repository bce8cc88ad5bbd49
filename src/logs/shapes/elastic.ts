/**
 * Documents of Elastic's integrations: the record under `azure.signinlogs` and its like in snake_case, or under
 * `o365.audit` by its own names, and some of its fields moved to those of the Elastic Common Schema. Where a document
 * still has the record itself (`event.original`), that is read in place of this.
 */
import { type Fields, fieldsOf, isFields } from '../values/fields.ts'
import { unflattened } from './flattened.ts'

/** The logs of the integration for Azure, each with the category that diagnostic settings name it by. */
const LOGS: readonly (readonly [name: string, category: string])[] = [
  ['signinlogs', 'SignInLogs'],
  ['auditlogs', 'AuditLogs'],
  ['activitylogs', 'Administrative'],
  ['identity_protection', 'UserRiskEvents'],
  ['provisioning', 'ProvisioningLogs'],
  ['graphactivitylogs', 'MicrosoftGraphActivityLogs'],
]

/** The record in a document, put together again; undefined for anything else. */
export function elasticRecord(document: Fields): Fields | undefined {
  const office = fieldsOf(fieldsOf(document['o365'])?.['audit'])
  if (office) return officeRecord(document, office)
  const azure = fieldsOf(document['azure'])
  for (const [name, category] of azure ? LOGS : []) {
    const data = fieldsOf(azure?.[name])
    if (azure && data) return azureRecord(document, azure, unflattened(data) ?? data, category)
  }
  return undefined
}

/** The values that are there, over those in their place. */
function over(fields: Fields, values: Fields): Fields {
  return {
    ...fields,
    ...Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)),
  }
}

const inside = (document: Fields, name: string): Fields => fieldsOf(document[name]) ?? {}

function azureRecord(document: Fields, azure: Fields, data: Fields, category: string): Fields {
  const identity = fieldsOf(data['identity'])
  const moved = {
    time: document['@timestamp'],
    category,
    operationName: inside(document, 'event')['action'],
    resourceId: inside(azure, 'resource')['id'],
    correlationId: azure['correlation_id'],
    tenantId: azure['tenant_id'],
    subscriptionId: azure['subscription_id'],
    callerIpAddress: inside(document, 'source')['ip'] ?? inside(document, 'client')['ip'],
    caller: fieldsOf(identity?.['claims_initiated_by_user'])?.['name'],
  }
  const properties = fieldsOf(data['properties'])
  return {
    ...withoutUndefined(moved, data),
    ...(properties ? { properties: over(properties, movedProperties(document, properties)) } : {}),
    ...(identity ? { identity: { ...identity, claims: withDots(fieldsOf(identity['claims']) ?? {}) } } : {}),
  }
}

/** The record's own fields; what was moved out of it, where it is missing there. */
function withoutUndefined(moved: Fields, data: Fields): Fields {
  const missing = Object.entries(moved).filter(
    ([name, value]) => value !== undefined && !(name in data) && !(snake(name) in data),
  )
  return { ...data, ...Object.fromEntries(missing) }
}

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

function movedProperties(document: Fields, properties: Fields): Fields {
  const geo = fieldsOf(document['geo'])
  return {
    createdDateTime: properties['created_at'],
    userAgent: inside(document, 'user_agent')['original'],
    location:
      geo && properties['location'] === undefined
        ? { city: geo['city_name'], countryOrRegion: geo['country_iso_code'] }
        : undefined,
  }
}

/** Dots in the names of claims were made underscores: a dot in a name means an inner object there. */
function withDots(claims: Fields): Fields {
  return Object.fromEntries(
    Object.entries(claims).map(([name, value]) => [
      name.replace(/^http:\/\/schemas_(microsoft|xmlsoap)_(com|org)\//, 'http://schemas.$1.$2/'),
      value,
    ]),
  )
}

function officeRecord(document: Fields, data: Fields): Fields {
  const event = inside(document, 'event')
  const organization = inside(document, 'organization')
  const moved = {
    CreationTime: document['@timestamp'],
    Operation: event['action'],
    Id: event['id'],
    Workload: event['provider'],
    RecordType: event['code'],
    OrganizationId: organization['id'],
    OrganizationName: organization['name'],
    ClientIP: inside(document, 'client')['ip'] ?? inside(document, 'source')['ip'],
    UserId: inside(document, 'user')['id'],
  }
  return {
    ...withoutUndefined(moved, data),
    ...Object.fromEntries(LISTS.flatMap((name) => listed(data, name))),
  }
}

/** Lists of names and values, of which the integration makes objects under those names. */
const LISTS = ['Parameters', 'ModifiedProperties', 'ExtendedProperties', 'OperationProperties']

function listed(data: Fields, name: string): readonly (readonly [string, readonly Fields[]])[] {
  const held = data[name]
  if (!isFields(held)) return []
  const items = Object.entries(held).map(([own, value]) => ({
    Name: own,
    ...(isFields(value) ? value : { Value: value }),
  }))
  return [[name, items]]
}
