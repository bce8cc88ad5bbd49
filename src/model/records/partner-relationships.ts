import { createHash } from 'node:crypto'
import { z } from 'zod'
import { defineDataset, type RecordOf } from '../dataset.ts'
import { asText, asYesOrNo, rowReader } from './columns.ts'
import { absentOrText, absentOrTexts } from './fields.ts'

const COLUMNS = ['name', 'tenantId', 'domain', 'relationship', 'roles', 'start', 'end', 'autoExtend'] as const

/** A day, or a moment of it. 03/04/2026 is two days, depending on who reads it. */
const absentOrDay = z
  .union([z.iso.date(), z.iso.datetime({ offset: true, local: true })], {
    error: 'write the day as 2026-12-31',
  })
  .nullish()

/**
 * The register of partners as the Microsoft 365 admin centre shows it (Settings, Partner relationships), typed by
 * hand. Microsoft documents no way for a customer to read it: the service lists relationships of granular delegated
 * administration (GDAP) to partners only, and a customer sees no more of them than the roles that they lead to
 * (identity.md §0.1 facts 1 and 2). So names, ends and automatic extension are known from here or not at all.
 */
export const partnerRelationships = defineDataset({
  name: 'partnerRelationships',
  title:
    'Partner relationships (GDAP, reseller, advisor), copied by hand from the admin centre: Microsoft has no documented way for a customer to read them',
  key: ['id'],
  columns: COLUMNS,
  prepare: fromRow,
  record: z.object({
    /** Of who, what kind, which roles and which days: one partner may have several relationships. */
    id: z.string(),
    name: z.string().min(1),
    tenantId: z.guid('write the GUID of the partner’s tenant').toLowerCase().nullish(),
    domain: z.string().toLowerCase().nullish(),
    relationship: absentOrText,
    roles: absentOrTexts,
    start: absentOrDay,
    end: absentOrDay,
    autoExtend: z.boolean('write yes or no').nullish(),
  }),
})
export type PartnerRelationship = RecordOf<typeof partnerRelationships>

const readRow = rowReader(['id', ...COLUMNS], valueOf)

function fromRow(row: unknown): unknown {
  const read = readRow(row)
  return typeof read === 'object' && read !== null ? { id: idOf(read), ...read } : read
}

function valueOf(field: string, cell: unknown): unknown {
  if (field === 'roles') return rolesOf(cell)
  return field === 'autoExtend' ? asYesOrNo(cell) : asText(cell)
}

/** Roles stand in one cell, apart by `;`, `|` or, inside quotes, by a comma. No role has any of them in its name. */
function rolesOf(cell: unknown): unknown {
  if (typeof cell !== 'string') return cell
  if (cell.trim() === '') return null
  const roles = cell.split(/[;,|]/).map((role) => role.trim())
  return roles.filter((role) => role !== '')
}

/** The same relationship gives the same id, whichever file it stands in; two that differ in roles or days are two. */
function idOf(row: Partial<Record<string, unknown>>): string {
  const { name, tenantId, domain, relationship, roles, start, end } = row
  const granted = Array.isArray(roles) ? roles.map(String).sort() : []
  const said = [tenantId ?? domain ?? name, relationship, start, end, ...granted]
  const text = JSON.stringify(said.map((value) => String(value ?? '').toLowerCase()))
  return createHash('sha256').update(text).digest('hex').slice(0, 12)
}
