/** The records of the register out of the facts of a snapshot. */
import {
  logDatasets,
  operationDatasets,
  type PartnerRecords,
  partnerDatasets,
} from '#access/partners/records.ts'
import type { Facts } from './judge.ts'

/** The records of the register, by dataset. */
export function recordsOf(facts: Facts): PartnerRecords {
  const entries = partnerDatasets.map((name) => [name, facts.records(name)])
  return Object.fromEntries(entries) as PartnerRecords
}

/** The records of the register with those of the logs: what somebody did is shown, and attested by nobody. */
export function withLogs(facts: Facts): PartnerRecords {
  const entries = [...logDatasets, ...operationDatasets].map((name) => [name, facts.records(name)])
  return { ...recordsOf(facts), ...(Object.fromEntries(entries) as Partial<PartnerRecords>) }
}
