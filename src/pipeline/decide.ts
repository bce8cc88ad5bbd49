/**
 * A person decides about the subject of a finding, or about a partner: vouches for it, or lives with what is wrong.
 * The decision covers what was looked at, until a day.
 */

import { ATTESTS_HANDOVER, thirdPartyOf } from '#access/partners/handover.ts'
import { partnerDatasets } from '#access/partners/records.ts'
import { partnerRegister } from '#access/partners/register.ts'
import { claimsOfFinding } from '#access/seen-in-evidence.ts'
import { type Claim, itemsOf, type SeenItem } from '#model/claims.ts'
import type { Attestation } from '#model/decisions.ts'
import { KeywardError } from '#model/errors.ts'
import type { StoredFinding } from '#store/decisions/findings.ts'
import { oneFinding } from '#store/decisions/one-finding.ts'
import type { TenantStore } from '#store/store.ts'
import { rosterSubject } from './attest-roster.ts'
import { loadFacts } from './facts.ts'
import { recordsOf } from './partner-records.ts'
import { withRegister } from './register.ts'

/** Microsoft advises to review partners quarterly; a year without a look is too long. */
const LONGEST_DAYS = 366
const DAY_MS = 24 * 60 * 60 * 1000
const LONGEST_TEXT = 500
/** The control whose finding an attestation of a partner answers. */
const ATTESTS_PARTNERS = 'partners/every-partner-is-attested'

export interface DecideOptions {
  readonly kind: Attestation['kind']
  /** The beginning of a finding's id; for an attestation also a partner by name, tenant id or domain, or its roster. */
  readonly about: string
  readonly author: string
  readonly reason: string
  readonly until: Date
  readonly now: Date
}

export interface Decided extends Attestation {
  /** What people call the subject. */
  readonly name: string
}

/**
 * Keeps an attestation or an acceptance.
 * @throws KeywardError `finding-unknown`, `finding-ambiguous`, `finding-fixed`, `attestation-invalid`
 */
export async function decide(store: TenantStore, options: DecideOptions): Promise<Decided> {
  const { kind, author, now } = options
  const reason = reasonOf(options.reason)
  const until = untilOf(options.until, now)
  const { control, subject, name, items } = await subjectOf(store, options)
  const { fingerprint } = await store.decisions.view()
  const decision: Attestation = {
    kind,
    control,
    subject,
    fingerprint: fingerprint(items.map(({ item, end }) => ({ item, end }))),
    items,
    author,
    reason,
    at: now.toISOString(),
    until,
  }
  await store.decisions.attest(decision)
  return { ...decision, name }
}

interface DecidedSubject {
  readonly control: string
  readonly subject: string
  readonly name: string
  readonly items: readonly SeenItem[]
}

async function subjectOf(store: TenantStore, options: DecideOptions): Promise<DecidedSubject> {
  const { kind, about, now } = options
  const stored = isFindingId(about) ? await oneFinding(store.findings, about) : undefined
  if (kind === 'attest') {
    const partner = await partnerSubject(store, stored, about, now)
    if (partner !== undefined) return partner
    const roster = await rosterSubject(store, about, now)
    if (roster !== undefined) {
      const { fingerprint } = await store.decisions.view()
      return { ...roster, items: seen(roster.claims, fingerprint) }
    }
  }
  if (stored === undefined) throw new KeywardError('finding-unknown', { value: about.slice(0, 40) })
  if (stored.state === 'fixed') throw new KeywardError('finding-fixed', { value: stored.id })
  const { control, finding } = stored
  const items = kind === 'attest' ? attestable(finding.items) : await acceptable(store, stored)
  return { control, subject: finding.subject.id, name: finding.subject.name, items }
}

const isFindingId = (text: string): boolean => /^[0-9a-f]{3,12}$/i.test(text.trim())

/** A partner is looked at as the latest snapshot shows it, also while it is attested and has no finding. */
async function partnerSubject(
  store: TenantStore,
  stored: StoredFinding | undefined,
  about: string,
  now: Date,
): Promise<DecidedSubject | undefined> {
  if (stored !== undefined && stored.control !== ATTESTS_PARTNERS) return undefined
  const wanted = (stored?.finding.subject.id ?? about).trim().toLowerCase()
  const snapshot = await store.snapshots.latest()
  if (!snapshot) throw new KeywardError('snapshot-none')
  const decisions = await store.decisions.view()
  const facts = withRegister(await loadFacts(snapshot, partnerDatasets), decisions, now)
  const { partners } = partnerRegister(recordsOf(facts), store.tenant, now)
  const partner = partners.find(({ name, ids }) => [name.toLowerCase(), ...ids].includes(wanted))
  if (partner === undefined) return undefined
  const { id: subject, name, claims } = partner
  return { control: ATTESTS_PARTNERS, subject, name, items: seen(claims, decisions.fingerprint) }
}

/** What would cover an item is made anew from what is there then; it is not kept. */
function seen(claims: readonly Claim[], fingerprint: (subject: unknown) => string): readonly SeenItem[] {
  return itemsOf(claims, fingerprint).map(({ item, dataset, end, what }) => ({ item, dataset, end, what }))
}

function attestable(items: readonly SeenItem[] | undefined): readonly SeenItem[] {
  if (items !== undefined) return items
  const how = 'Mend it, declare what is so (keyward declare), or live with it until a day (keyward accept).'
  throw new KeywardError('attestation-invalid', {
    why: 'this finding is not about somebody to vouch for',
    how,
  })
}

async function acceptable(store: TenantStore, { finding }: StoredFinding): Promise<readonly SeenItem[]> {
  const { fingerprint } = await store.decisions.view()
  const { severity, evidence: facts } = finding
  const weighed = seen(claimsOfFinding({ severity, facts }), fingerprint)
  if (finding.items === undefined) return weighed
  // What an author of a control says was looked at stands for the records; how severe it is comes with it.
  return [...finding.items, ...weighed.slice(-1)]
}

function reasonOf(reason: string): string {
  const text = reason.trim()
  if (text !== '' && text.length <= LONGEST_TEXT) return text
  const how = 'Add --reason "…": whoever reads this in a year has to understand it.'
  throw new KeywardError('attestation-invalid', { why: 'it has no reason', how })
}

function untilOf(until: Date, now: Date): string {
  const days = (until.getTime() - now.getTime()) / DAY_MS
  if (days > 0 && days <= LONGEST_DAYS) return until.toISOString()
  const why = days > 0 ? 'it would hold for more than a year' : 'its end has passed'
  throw new KeywardError('attestation-invalid', { why, how: 'Give --until a day within the next year.' })
}

export interface RevokeOptions {
  /** The beginning of a finding's id, or a partner's name, tenant id or domain. */
  readonly about: string
  readonly author: string
  readonly reason: string
  readonly now: Date
}

/**
 * Takes back what was attested or accepted; the finding returns with the next assessment.
 * @throws KeywardError `finding-unknown`, `finding-ambiguous`, `attestation-invalid`
 */
export async function revoke(
  store: TenantStore,
  { about, author, reason, now }: RevokeOptions,
): Promise<{ readonly name: string; readonly revoked: number; readonly control: string | undefined }> {
  const by = { author, reason: reasonOf(reason), at: now.toISOString() }
  const stored = isFindingId(about) ? await oneFinding(store.findings, about) : undefined
  const partner = await partnerSubject(store, stored, about, now)
  const roster =
    partner === undefined ? ((await rosterSubject(store, about, now)) ?? handoverNamed(about)) : undefined
  const control = partner === undefined ? (roster?.control ?? stored?.control) : undefined
  const subject = partner?.subject ?? roster?.subject ?? stored?.finding.subject.id
  if (subject === undefined) throw new KeywardError('finding-unknown', { value: about.slice(0, 40) })
  const revoked = await store.decisions.revoke(control, [subject], by)
  if (revoked > 0)
    return {
      name: partner?.name ?? roster?.name ?? stored?.finding.subject.name ?? subject,
      revoked,
      control,
    }
  throw new KeywardError('attestation-invalid', {
    why: 'nothing about it was attested or accepted',
    how: 'keyward assess and keyward partners show what was.',
  })
}

/** "handover of NAME", as keyward logs handover names the third party. */
function handoverNamed(about: string) {
  const subject = about.trim()
  return thirdPartyOf(subject) === undefined
    ? undefined
    : { control: ATTESTS_HANDOVER, subject, name: subject }
}
