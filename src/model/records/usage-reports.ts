import { z } from 'zod'
import { defineDataset, type RecordOf } from '../dataset.ts'
import { absentOrText } from './fields.ts'

/**
 * Rows of Microsoft's usage reports. The names may be concealed (`adminReportSettings`): then they are hashes, and
 * no row can be told to be anybody's (identity.md §b.4).
 */
export const office365ActiveUserDetail = defineDataset({
  name: 'office365ActiveUserDetail',
  title: 'Usage report: when each account used Exchange, Teams and the other services last',
  key: ['userPrincipalName'],
  prepare: fromColumns,
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

/** How much mail an account sent, received and read in the period. */
export const emailActivityUserDetail = defineDataset({
  name: 'emailActivityUserDetail',
  title: 'Usage report: mail sent, received and read by each account',
  key: ['userPrincipalName'],
  prepare: fromColumns,
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

/** A row of the CSV has the columns of the report ("Send Count") and text in all of them; JSON has `sendCount`. */
function fromColumns(item: unknown): unknown {
  if (typeof item !== 'object' || item === null) return item
  return Object.fromEntries(
    Object.entries(item).map(([column, value]) => {
      const field = fieldOf(column)
      return [field, typeof value === 'string' ? typed(field, value) : value]
    }),
  )
}

/** The first column of the file carries its byte order mark. */
function fieldOf(column: string): string {
  const words = column.replace(/^\ufeff/, '').replaceAll(' ', '')
  return words.charAt(0).toLowerCase() + words.slice(1)
}

/** What cannot be told stays text, and the schema sets the row aside. */
function typed(field: string, text: string): string | number | boolean | null {
  if (text === '') return null
  const isYesOrNo = /^(has|is)[A-Z]/.test(field) && /^(true|false)$/i.test(text)
  if (isYesOrNo) return text.toLowerCase() === 'true'
  return field.endsWith('Count') ? Number(text) : text
}
