import type { PartnerReport, ReportedPartner } from '#model/partner-report.ts'

/** The register as JSON; with one partner, that one alone. */
export function partnersJson(report: PartnerReport, only?: ReportedPartner): string {
  const shown = only === undefined ? report : { ...report, partners: [only] }
  return `${JSON.stringify(shown, null, 2)}\n`
}
