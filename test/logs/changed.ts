/** Records as pipelines change them on their way, and what is told of them. */
import { expect } from 'vitest'
import type { LogEvent } from '#model/events/log-event.ts'
import { readExport } from './read.ts'
import { activity, audit, diagnosticSignIn, TENANT } from './samples.ts'

export type Json = Record<string, unknown>

export const events = async (...records: readonly unknown[]): Promise<readonly LogEvent[]> => {
  const lines = records.map((record) => JSON.stringify(record))
  const { events: found, quarantined } = await readExport(`${lines.join('\n')}\n`)
  expect(quarantined).toEqual([])
  return found
}
export const one = async (record: unknown): Promise<LogEvent> => {
  const found = await events(record)
  expect(found).toHaveLength(1)
  return found[0] as LogEvent
}
/** What is told of the record: not how it came, and of one without an id no hash of its text. */
export const columns = (event: LogEvent) => ({
  ...event,
  raw: '',
  shape: '',
  id: event.id.startsWith('sha256:') ? '' : event.id,
})

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
export const respelled = (value: unknown, spell: (name: string) => string): unknown =>
  Array.isArray(value)
    ? value.map((item) => respelled(item, spell))
    : isObject(value)
      ? Object.fromEntries(
          Object.entries(value).map(([name, inner]) => [spell(name), respelled(inner, spell)]),
        )
      : value
export const lower = (name: string) => name.toLowerCase()
export const upper = (name: string) => (name.startsWith('http') ? name : name.toUpperCase())
export const snake = (name: string) => name.replace(/([a-z])([A-Z])/g, '$1_$2').toLowerCase()
const flatEntries = (
  value: Json,
  separator: string,
  parent: string,
): readonly (readonly [string, unknown])[] =>
  Object.entries(value).flatMap(([name, inner]) =>
    isObject(inner)
      ? flatEntries(inner, separator, `${parent}${name}${separator}`)
      : [[parent + name, inner] as const],
  )
export const flat = (value: Json, separator: string): Json =>
  Object.fromEntries(flatEntries(value, separator, ''))

export const envelope = {
  time: '2026-10-05T09:00:01Z',
  resourceId: `/tenants/${TENANT}/providers/Microsoft.aadiam`,
  operationName: 'Add member to role',
  category: 'AuditLogs',
  tenantId: TENANT,
  resultSignature: 'None',
  callerIpAddress: '198.51.100.7',
  correlationId: audit.correlationId,
}
export const diagnosticAudit = { ...envelope, properties: audit }
export const diagnosticActivity = {
  time: '2026-10-05T11:00:00Z',
  resourceId: activity.resourceId,
  operationName: 'MICROSOFT.AUTHORIZATION/ROLEASSIGNMENTS/WRITE',
  category: 'Administrative',
  resultType: 'Success',
  resultSignature: 'Succeeded.Created',
  callerIpAddress: '198.51.100.7',
  correlationId: '88888888-0000-4000-8000-000000000002',
  identity: {
    authorization: { scope: activity.resourceId, action: 'Microsoft.Authorization/roleAssignments/write' },
    claims: { ...activity.claims, appid: '99999999-0000-4000-8000-00000000000a', name: 'Bo Berg' },
  },
  level: 'Information',
}
export const diagnostics: Readonly<Record<string, Json>> = {
  'a sign-in': diagnosticSignIn,
  'a change': diagnosticAudit,
  'an event of Azure': diagnosticActivity,
}
