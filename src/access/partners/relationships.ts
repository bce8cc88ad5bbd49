/** The days of relationships that the customer copied from the admin centre (identity.md §d.2). */
import type { PartnerRelationship } from '#model/records/partner-relationships.ts'

const DAY_MS = 24 * 60 * 60 * 1000

/** The last moment of a relationship in milliseconds; undefined without an end. A day counts to its evening. */
export function endOf({ end }: Pick<PartnerRelationship, 'end'>): number | undefined {
  if (!end) return undefined
  const time = Date.parse(end)
  return end.length === 'yyyy-mm-dd'.length ? time + DAY_MS - 1 : time
}

/** One that extends itself goes on after its day; what was typed in is then old, not over. */
export function isOver(row: Pick<PartnerRelationship, 'end' | 'autoExtend'>, now: Date): boolean {
  const end = endOf(row)
  return end !== undefined && end < now.getTime() && row.autoExtend !== true
}
