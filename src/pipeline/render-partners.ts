/** Renders the register of partners, or one of them. */
import { KeywardError } from '#model/errors.ts'
import type { PartnerReport, ReportedPartner } from '#model/partner-report.ts'
import { partnersHtml } from '#reports/partners/html.ts'
import { partnersJson } from '#reports/partners/json.ts'
import { partnersText, partnerText } from '#reports/partners/text.ts'
import type { RenderOptions } from './render.ts'

export const partnerFormats = ['text', 'json', 'html'] as const
export type PartnerFormat = (typeof partnerFormats)[number]

/** The register in that format; with a partner, that one alone. */
export function renderPartners(
  report: PartnerReport,
  partner: ReportedPartner | undefined,
  format: PartnerFormat,
  options: RenderOptions,
): string {
  if (format === 'json') return partnersJson(report, partner)
  if (format === 'html') return partnersHtml(report, partner)
  return partner === undefined ? partnersText(report, options) : partnerText(report, partner, options)
}

/**
 * The partner that a person means by its name, tenant id or domain, or the beginning of one of them.
 * @throws KeywardError `partner-unknown`, `partner-ambiguous`
 */
export function onePartner<One extends Pick<ReportedPartner, 'id' | 'name' | 'tenantIds' | 'domains'>>(
  { partners }: { readonly partners: readonly One[] },
  wanted: string,
): One {
  const word = wanted.trim().toLowerCase()
  const namesOf = ({ id, name, tenantIds, domains }: One) =>
    [id, name, ...tenantIds, ...domains].map((it) => it.toLowerCase())
  const exact = partners.filter((partner) => namesOf(partner).includes(word))
  const found =
    exact.length > 0 ? exact : partners.filter((one) => namesOf(one).some((it) => it.startsWith(word)))
  const [first, ...others] = found
  if (first === undefined || word === '')
    throw new KeywardError('partner-unknown', { value: wanted.slice(0, 80) })
  if (others.length > 0) {
    const names = found.map(({ id, name }) => `${name} (${id})`).join(', ')
    throw new KeywardError('partner-ambiguous', { value: wanted.slice(0, 80), names: names.slice(0, 400) })
  }
  return first
}
