import { createHash } from 'node:crypto'
import { z } from 'zod'
import { defineDataset, type RecordOf } from '../dataset.ts'
import { asText, rowReader } from './columns.ts'
import { absentOrText } from './fields.ts'

/** As `Get-RoleGroupMember` calls them, so that its output needs no other names; the role group goes before. */
const COLUMNS = [
  'roleGroup',
  'name',
  'primarySmtpAddress',
  'externalDirectoryObjectId',
  'recipientType',
] as const

/**
 * Role groups of Microsoft Purview (eDiscovery Manager, Compliance Administrator, …) have no path in Microsoft Graph:
 * Security & Compliance PowerShell alone lists who is in them. So a person exports them, or nobody knows.
 */
export const purviewRoleGroupMembers = defineDataset({
  name: 'purviewRoleGroupMembers',
  title:
    'Members of the role groups of Microsoft Purview, exported by hand: Microsoft Graph has no way to read them',
  key: ['id'],
  columns: COLUMNS,
  prepare: fromRow,
  record: z.object({
    /** Of the role group and the member: an export gives them no id of their own. */
    id: z.string(),
    roleGroup: z.string('name the role group').min(1),
    name: z.string('name the member').min(1),
    primarySmtpAddress: absentOrText,
    /** The id of the account or group in Microsoft Entra ID, where the service knows it. */
    externalDirectoryObjectId: z.guid('write the object id as a GUID').toLowerCase().nullish(),
    /** `MailUser`, `UserMailbox`, `Group`, `RoleGroup`, … */
    recipientType: absentOrText,
  }),
})
export type PurviewRoleGroupMember = RecordOf<typeof purviewRoleGroupMembers>

const readRow = rowReader(COLUMNS, (_field, cell) => asText(cell))

function fromRow(row: unknown): unknown {
  const read = readRow(row)
  return typeof read === 'object' && read !== null ? { id: idOf(read), ...read } : read
}

function idOf(row: Partial<Record<string, unknown>>): string {
  const { roleGroup, name, primarySmtpAddress, externalDirectoryObjectId } = row
  const member = externalDirectoryObjectId ?? primarySmtpAddress ?? name
  const text = JSON.stringify([roleGroup, member].map((value) => String(value ?? '').toLowerCase()))
  return createHash('sha256').update(text).digest('hex').slice(0, 12)
}
