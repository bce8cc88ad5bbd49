/** What to do about one partner, and what to write to it: made from the register, kept nowhere. */
import { containPlan } from '#access/partners/plans/contain.ts'
import { exitPlan } from '#access/partners/plans/exit.ts'
import { type PartnerLetter, partnerLetter, questions } from '#access/partners/plans/letter.ts'
import { partnerDatasets } from '#access/partners/records.ts'
import { partnerRegister } from '#access/partners/register.ts'
import { declaredTasks } from '#access/partners/tasks.ts'
import { KeywardError } from '#model/errors.ts'
import type { GuidedPlan } from '#model/guided-steps.ts'
import { letterText } from '#reports/partners/letter.ts'
import { letterHtml } from '#reports/partners/letter-html.ts'
import { planText } from '#reports/partners/plan.ts'
import { planHtml } from '#reports/partners/plan-html.ts'
import { type Questionnaire, questionnaireCsv, questionnaireJson } from '#reports/partners/questionnaire.ts'
import { loadFacts } from './facts.ts'
import type { Looked } from './look.ts'
import { recordsOf } from './partner-records.ts'
import { partnerReport } from './partner-report.ts'
import { withRegister } from './register.ts'
import type { RenderOptions } from './render.ts'
import { onePartner } from './render-partners.ts'

export const partnerDocuments = ['contain', 'exit', 'letter', 'questionnaire'] as const
export type PartnerDocumentKind = (typeof partnerDocuments)[number]

export type PartnerDocument =
  | { readonly kind: 'contain' | 'exit'; readonly plan: GuidedPlan }
  | { readonly kind: 'letter'; readonly letter: PartnerLetter }
  | { readonly kind: 'questionnaire'; readonly questionnaire: Questionnaire }

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
  const { id, name } = onePartner(report, wanted)
  const { snapshot, tenant, decisions } = looked
  const from = snapshot.manifest.tenantName ?? tenant
  // Whoever shows in logs alone can be asked as well.
  if (kind === 'questionnaire') {
    const date = now.toISOString().slice(0, 10)
    return { kind, questionnaire: { partner: id, name, from, date, questions } }
  }
  const facts = withRegister(await loadFacts(snapshot, partnerDatasets), decisions, now)
  const { partners } = partnerRegister(recordsOf(facts), tenant, now)
  const partner = partners.find((one) => one.ids.includes(id.toLowerCase()) || one.id === id)
  // Whoever shows in logs alone has no keys to take away.
  if (partner === undefined) throw new KeywardError('partner-without-keys', { value: id })
  const unknown = report.unknown.map(({ because, how }) => `${because}. ${how}`)
  if (kind === 'letter') {
    return { kind, letter: partnerLetter(partner, declaredTasks(partner, decisions), from, now) }
  }
  return { kind, plan: kind === 'contain' ? containPlan(partner, unknown) : exitPlan(partner, unknown) }
}

export const documentFormats = ['text', 'json', 'html'] as const
export type DocumentFormat = (typeof documentFormats)[number]

/** The document in that format. @throws KeywardError `option-invalid`: a questionnaire is no page */
export function renderDocument(
  document: PartnerDocument,
  format: DocumentFormat,
  options: RenderOptions,
): string {
  if (document.kind === 'questionnaire') return questionnaireIn(document.questionnaire, format)
  if (format === 'json')
    return `${JSON.stringify(document.kind === 'letter' ? document.letter : document.plan, null, 2)}\n`
  if (document.kind === 'letter')
    return format === 'html' ? letterHtml(document.letter) : letterText(document.letter)
  return format === 'html' ? planHtml(document.plan) : planText(document.plan, options)
}

/** Text is a CSV: it is a form that somebody fills in. */
function questionnaireIn(questionnaire: Questionnaire, format: DocumentFormat): string {
  if (format === 'json') return questionnaireJson(questionnaire)
  if (format === 'text') return questionnaireCsv(questionnaire)
  throw new KeywardError('option-invalid', {
    option: '--format html',
    why: 'a questionnaire is a file to fill in',
    how: 'Leave it out for a CSV, or give --format json; the letter is there to be printed.',
  })
}
