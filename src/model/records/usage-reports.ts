import { z } from 'zod'
import { defineDataset, type RecordOf } from '../dataset.ts'
import { asCount, asText, asYesOrNo, rowReader } from './columns.ts'
import { absentOrText } from './fields.ts'

const activeUserColumns = [
  'userPrincipalName',
  'displayName',
  'isDeleted',
  'reportRefreshDate',
  'hasExchangeLicense',
  'hasSharePointLicense',
  'hasTeamsLicense',
  'exchangeLastActivityDate',
  'sharePointLastActivityDate',
  'oneDriveLastActivityDate',
  'teamsLastActivityDate',
] as const

/**
 * Rows of Microsoft's usage reports: JSON, or the CSV that Graph and the admin centre give. The names may be
 * concealed (`adminReportSettings`): then they are hashes, and no row can be told to be anybody's (identity.md §b.4).
 */
export const office365ActiveUserDetail = defineDataset({
  name: 'office365ActiveUserDetail',
  title: 'Usage report: when each account used Exchange, Teams and the other services last',
  key: ['userPrincipalName'],
  columns: activeUserColumns,
  prepare: rowReader(activeUserColumns, valueOf),
  doubt: concealedName,
  record: z.object({
    userPrincipalName: z.string(),
    displayName: absentOrText,
    isDeleted: z.boolean().nullish(),
    reportRefreshDate: absentOrText,
    hasExchangeLicense: z.boolean().nullish(),
    hasSharePointLicense: z.boolean().nullish(),
    hasTeamsLicense: z.boolean().nullish(),
    exchangeLastActivityDate: absentOrText,
    sharePointLastActivityDate: absentOrText,
    oneDriveLastActivityDate: absentOrText,
    teamsLastActivityDate: absentOrText,
  }),
})
export type Office365ActiveUserDetail = RecordOf<typeof office365ActiveUserDetail>

const emailColumns = [
  'userPrincipalName',
  'displayName',
  'isDeleted',
  'reportRefreshDate',
  'lastActivityDate',
  'sendCount',
  'receiveCount',
  'readCount',
] as const

/** How much mail an account sent, received and read in the period. */
export const emailActivityUserDetail = defineDataset({
  name: 'emailActivityUserDetail',
  title: 'Usage report: mail sent, received and read by each account',
  key: ['userPrincipalName'],
  columns: emailColumns,
  prepare: rowReader(emailColumns, valueOf),
  doubt: concealedName,
  record: z.object({
    userPrincipalName: z.string(),
    displayName: absentOrText,
    isDeleted: z.boolean().nullish(),
    reportRefreshDate: absentOrText,
    lastActivityDate: absentOrText,
    sendCount: z.number().nullish(),
    receiveCount: z.number().nullish(),
    readCount: z.number().nullish(),
  }),
})
export type EmailActivityUserDetail = RecordOf<typeof emailActivityUserDetail>

/** A row of the CSV has text in all its columns; JSON has values. */
function valueOf(field: string, cell: unknown): unknown {
  if (/^(has|is)[A-Z]/.test(field)) return asYesOrNo(cell)
  return field.endsWith('Count') ? asCount(cell) : asText(cell)
}

const CONCEALED = /^[0-9a-f]{32}$/i

/** A concealed user name is a hash of 32 hexadecimal digits; a real one always has an @. */
function concealedName({ userPrincipalName }: { readonly userPrincipalName: string }): string | undefined {
  return CONCEALED.test(userPrincipalName)
    ? 'names are concealed in usage reports, a setting of the tenant: no row can be told to be anybody’s'
    : undefined
}
