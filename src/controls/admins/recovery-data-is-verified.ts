import { nameOf } from '#access/accounts.ts'
import { type Administrator, administratorsOf } from '#access/administrators/administrators.ts'
import { isMasked } from '#access/administrators/masking.ts'
import { type RecoveryValue, recoveryClaims, recoveryValues, shown } from '#access/administrators/recovery.ts'
import { type Weakness, weaknessesOf } from '#access/administrators/recovery-rules.ts'
import { answering, attestationOf } from '#access/attested.ts'
import { accountFact, accountSubject } from '#access/evidence.ts'
import { askAbout } from '#access/reviews.ts'
import { administration } from '#access/roles/administration.ts'
import { itemsOf } from '#model/claims.ts'
import { defineControl, type View } from '#model/control.ts'
import type { Decisions } from '#model/decisions.ts'
import type { Evidence, Fact } from '#model/outcome.ts'
import { type Severity, worse } from '#model/severity.ts'
import { Tally } from '#model/tally.ts'

const ID = 'admins/recovery-data-is-verified'
/** Microsoft says "regularly"; a quarter is what it asks for partners (identity.md §c rule 4). */
const VERIFIED_DAYS = 90
const DAY_MS = 24 * 60 * 60 * 1000

const needs = [
  'users',
  'roleAssignments',
  'roleEligibilityScheduleInstances',
  'roleDefinitions',
  'groupMembers',
  'organization',
  'administratorProfiles',
  'authenticationMethods',
] as const

export const recoveryDataIsVerified = defineControl({
  id: ID,
  title: 'Recovery phones and addresses of Global Administrators are verified',
  practice: 'p5',
  severity: 'medium',
  needs,
  absences: [],
  emptyWithoutLicence: ['roleEligibilityScheduleInstances'],
  rationale:
    'Whoever holds the phone or reads the mailbox that resets an administrator’s password owns the tenant. Numbers ' +
    'outlive contracts, private mailboxes are guarded by nobody here, and only their owner can say that both are right.',
  remediation: [
    'Have each of them look at mysignins.microsoft.com, Security info, and take out what is not theirs any more.',
    'Replace private and foreign mailboxes and shared phones: a passkey each needs neither.',
    'Take reset by themselves from administrators once two break-glass accounts are ready: authorization policy, allowedToUseSSPR false.',
    `Ask each over another way than mail whether the values are right, then: keyward attest FINDING --reason "asked by phone". It holds for ${VERIFIED_DAYS} days and lapses when a value changes.`,
  ],
  references: [
    'https://learn.microsoft.com/entra/identity/authentication/concept-sspr-policy',
    'https://learn.microsoft.com/partner-center/security/customer-security-best-practices',
  ],
  evaluate(view, { now, decisions }) {
    const tally = new Tally()
    const { all, doubts } = administratorsOf(administration(view, decisions.tenant), view.users)
    const reviews: Evidence[] = []
    const state = stateOf(view, all, recently(answering(ID, decisions), now), now)
    for (const because of doubts) tally.unknown(because)
    for (const one of all.filter(({ isGlobal }) => isGlobal)) judge(one, state, tally, reviews)
    askAbout(reviews, tally)
    return tally.outcome('no account of this organisation is a Global Administrator')
  },
})

type Facts = View<(typeof needs)[number]>

interface State {
  readonly view: Facts
  readonly valuesOf: (id: string) => readonly RecoveryValue[]
  readonly sharedBy: (value: string) => number
  readonly hasMethods: (id: string) => boolean
  readonly hasProfile: (id: string) => boolean
  readonly decisions: Decisions
  readonly now: Date
}

function stateOf(view: Facts, all: readonly Administrator[], decisions: Decisions, now: Date): State {
  const methods = new Map(view.authenticationMethods.map((row) => [row.userId.toLowerCase(), row]))
  const profiles = new Map(view.administratorProfiles.map((row) => [row.id.toLowerCase(), row]))
  const valuesOf = (id: string) =>
    recoveryValues(methods.get(id.toLowerCase()), profiles.get(id.toLowerCase()))
  const personal = all.flatMap(({ user }) => valuesOf(user.id).filter(({ mayBeShared }) => !mayBeShared))
  const holders = Map.groupBy(personal, ({ value }) => value)
  return {
    view,
    valuesOf,
    sharedBy: (value) => holders.get(value)?.length ?? 0,
    hasMethods: (id) => methods.has(id.toLowerCase()),
    hasProfile: (id) => profiles.has(id.toLowerCase()),
    decisions,
    now,
  }
}

/** What was verified longer ago has to be verified again, whatever end was given. */
function recently(decisions: Decisions, now: Date): Decisions {
  const since = now.getTime() - VERIFIED_DAYS * DAY_MS
  return { ...decisions, attestations: decisions.attestations.filter(({ at }) => Date.parse(at) > since) }
}

function judge(one: Administrator, state: State, tally: Tally, reviews: Evidence[]): void {
  const { user } = one
  const values = state.valuesOf(user.id)
  const readable = values.filter(({ value }) => !isMasked(value))
  const [organization] = state.view.organization
  const weaknesses = readable.flatMap((value) =>
    weaknessesOf(value, { organization, sharedBy: state.sharedBy }),
  )
  const claims = recoveryClaims(user.id.toLowerCase(), readable)
  const items = itemsOf(claims, state.decisions.fingerprint)
  const isVerified = attestationOf([user.id], items, state.decisions, state.now).state === 'attested'
  if (weaknesses.length > 0) tally.violation(evidenceOf(one, readable, weaknesses))
  else if (readable.length < values.length)
    tally.unknown('some phones and addresses came masked by Microsoft, so nobody can verify them here')
  else if (!state.hasMethods(user.id))
    tally.unknown('the registered methods of some Global Administrators were not read')
  else if (!state.hasProfile(user.id))
    tally.unknown('the profiles of some Global Administrators were not read')
  else if (values.length === 0 || isVerified) tally.ok()
  else reviews.push(evidenceOf(one, values, []))
}

function evidenceOf(
  { user, facts }: Administrator,
  values: readonly RecoveryValue[],
  weaknesses: readonly Weakness[],
): Evidence {
  const severity = weaknesses.reduce<Severity>((worst, { severity: own }) => worse(worst, own), 'medium')
  const said =
    weaknesses.length > 0
      ? weaknesses.map(({ words }) => words).join('; ')
      : `nobody verified these within ${VERIFIED_DAYS} days: ${values.map(shown).join(', ')}`
  return {
    subject: accountSubject(user),
    summary: `${nameOf(user)}: ${said}.`,
    facts: [accountFact(user), ...facts, ...valueFacts(user.id, values)],
    blastRadius: 'tenant',
    severity,
    wouldPassIf: 'only phones of its owner were left, and somebody had verified them this quarter',
    claims: recoveryClaims(user.id.toLowerCase(), values),
  }
}

/** Masked: facts go into reports and mails. */
function valueFacts(id: string, values: readonly RecoveryValue[]): readonly Fact[] {
  return [...Map.groupBy(values, ({ dataset }) => dataset)].map(([dataset, own]) => ({
    dataset,
    id,
    fields: { recovery: own.map(shown) },
  }))
}
