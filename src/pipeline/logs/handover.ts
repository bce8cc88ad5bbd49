/** What third parties hand over in an incident: the questions as a file, and how what they attested stands. */
import { handedOver, handoverOf, isAsked, judgedHandover } from '#access/partners/handover.ts'
import { isCalled } from '#access/partners/tasks.ts'
import type { Decisions } from '#model/decisions.ts'
import {
  type HandoverReport,
  handoverReportSchemaVersion,
  type ThirdPartyHandover,
} from '#model/handover-report.ts'
import { handoverCsv, handoverJson } from '#reports/handover-questionnaire.ts'
import type { TenantStore } from '#store/store.ts'
import { partnersNow } from '../partners-now.ts'
import { registerGaps, type ThirdParty, thirdPartyNamed } from './third-party.ts'

export interface QuestionnaireFile {
  readonly text: string
  readonly thirdParty: { readonly id: string; readonly name: string; readonly onRegister: boolean }
}

/**
 * The questionnaire for one third party.
 * @throws KeywardError `partner-ambiguous`, `option-invalid`, `snapshot-broken`
 */
export async function handoverQuestionnaire(
  store: TenantStore,
  wanted: string,
  format: 'text' | 'json',
  now: Date,
): Promise<QuestionnaireFile> {
  const { id, name, partner } = thirdPartyNamed(await partnersNow(store, now), wanted)
  const from = (await store.snapshots.latest())?.manifest.tenantName ?? store.tenant
  const questionnaire = { thirdParty: id, name, from, date: now.toISOString().slice(0, 10) }
  return {
    text: format === 'json' ? handoverJson(questionnaire) : handoverCsv(questionnaire),
    thirdParty: { id, name, onRegister: partner !== undefined },
  }
}

/**
 * How it stands: partners that administer something here, and whoever else attested.
 * @param wanted only this one, asked or not
 * @throws KeywardError `partner-ambiguous`, `option-invalid`, `snapshot-broken`
 */
export async function handoverReport(
  store: TenantStore,
  wanted: string | undefined,
  now: Date,
): Promise<HandoverReport> {
  const register = await partnersNow(store, now)
  const decisions = await store.decisions.view()
  const parties =
    wanted === undefined
      ? partiesOf(register?.partners ?? [], decisions)
      : [thirdPartyNamed(register, wanted)]
  return {
    schemaVersion: handoverReportSchemaVersion,
    tenant: { id: store.tenant },
    at: now.toISOString(),
    thirdParties: parties.map((one) => standing(one, decisions, register !== undefined, now)),
    unknown: registerGaps(register),
  }
}

type Partners = NonNullable<Awaited<ReturnType<typeof partnersNow>>>['partners']

function partiesOf(partners: Partners, decisions: Decisions): readonly ThirdParty[] {
  const attested = handedOver(decisions)
  const isAttested = (partner: Partners[number]) => attested.some((id) => isCalled(partner, id.toLowerCase()))
  const listed = partners.filter((partner) => isAsked(partner) !== false || isAttested(partner))
  const others = attested.filter((id) => !listed.some((partner) => isCalled(partner, id.toLowerCase())))
  return [
    ...listed.map((partner) => ({ id: partner.id, name: partner.name, partner })),
    ...others.map((id) => ({ id, name: id })),
  ]
}

function standing(
  { id, name, partner }: ThirdParty,
  decisions: Decisions,
  hasRegister: boolean,
  now: Date,
): ThirdPartyHandover {
  const attestation = handoverOf(partner?.ids ?? [id], decisions, now)
  const head = {
    id,
    name,
    onRegister: partner !== undefined || (hasRegister ? false : ('unknown' as const)),
    isAsked: partner === undefined ? (hasRegister ? false : ('unknown' as const)) : isAsked(partner),
    ...(partner?.doubt === undefined ? {} : { doubt: partner.doubt }),
    state: attestation.state,
  }
  if (attestation.state === 'never') return { ...head, logs: [] }
  const { at, author, until, answers = [] } = attestation.latest
  return { ...head, at, by: author, due: until, logs: judgedHandover(answers, now) }
}
