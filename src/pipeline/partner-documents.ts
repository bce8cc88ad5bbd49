/** What to do about one partner, and what to write to it: made from the register, kept nowhere. */
import { containPlan } from '#access/partners/plans/contain.ts'
import { exitPlan } from '#access/partners/plans/exit.ts'
import { type PartnerLetter, partnerLetter } from '#access/partners/plans/letter.ts'
import { partnerDatasets } from '#access/partners/records.ts'
import { partnerRegister } from '#access/partners/register.ts'
import { declaredTasks } from '#access/partners/tasks.ts'
import { KeywardError } from '#model/errors.ts'
import type { GuidedPlan } from '#model/guided-steps.ts'
import { letterText } from '#reports/partners/letter.ts'
import { letterHtml } from '#reports/partners/letter-html.ts'
import { planText } from '#reports/partners/plan.ts'
import { planHtml } from '#reports/partners/plan-html.ts'
import { loadFacts } from './facts.ts'
import type { Looked } from './look.ts'
import { partnerReport, recordsOf } from './partner-report.ts'
import { withRegister } from './register.ts'
import type { RenderOptions } from './render.ts'
import { onePartner } from './render-partners.ts'

export const partnerDocuments = ['contain', 'exit', 'letter'] as const
export type PartnerDocumentKind = (typeof partnerDocuments)[number]

export type PartnerDocument =
  | { readonly kind: 'contain' | 'exit'; readonly plan: GuidedPlan }
  | { readonly kind: 'letter'; readonly letter: PartnerLetter }

/**
 * The steps to contain or to leave a partner, or the letter to it.
 * @throws KeywardError `partner-unknown`, `partner-ambiguous`, `snapshot-broken`
 */
export async function partnerDocument(
  looked: Looked,
  wanted: string,
  kind: PartnerDocumentKind,
  now: Date,
): Promise<PartnerDocument> {
  const report = await partnerReport(looked, now)
  const { id } = onePartner(report, wanted)
  const { snapshot, tenant, decisions } = looked
  const facts = withRegister(await loadFacts(snapshot, partnerDatasets), decisions, now)
  const { partners } = partnerRegister(recordsOf(facts), tenant, now)
  const partner = partners.find((one) => one.ids.includes(id.toLowerCase()) || one.id === id)
  // Whoever shows in logs alone has no keys to take away.
  if (partner === undefined) throw new KeywardError('partner-without-keys', { value: id })
  const unknown = report.unknown.map(({ because, how }) => `${because}. ${how}`)
  if (kind === 'letter') {
    const from = snapshot.manifest.tenantName ?? tenant
    return { kind, letter: partnerLetter(partner, declaredTasks(partner, decisions), from, now) }
  }
  return { kind, plan: kind === 'contain' ? containPlan(partner, unknown) : exitPlan(partner, unknown) }
}

export const documentFormats = ['text', 'json', 'html'] as const
export type DocumentFormat = (typeof documentFormats)[number]

/** The document in that format. */
export function renderDocument(
  document: PartnerDocument,
  format: DocumentFormat,
  options: RenderOptions,
): string {
  if (format === 'json')
    return `${JSON.stringify(document.kind === 'letter' ? document.letter : document.plan, null, 2)}\n`
  if (document.kind === 'letter')
    return format === 'html' ? letterHtml(document.letter) : letterText(document.letter)
  return format === 'html' ? planHtml(document.plan) : planText(document.plan, options)
}
