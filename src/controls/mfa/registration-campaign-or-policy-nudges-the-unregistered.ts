import { isExternal } from '#access/accounts.ts'
import { accountFact, accountSubject, blastRadiusOf } from '#access/evidence.ts'
import { type Campaign, campaignOf, isWeakOnly } from '#access/registration/campaign.ts'
import { isMfaCapable } from '#access/registration/capability.ts'
import { registrationFacts } from '#access/registration/evidence.ts'
import { type MethodsPolicy, methodsPolicy } from '#access/registration/methods-policy.ts'
import {
  isToldByName,
  methodLabels,
  type Registration,
  registrations,
} from '#access/registration/registration.ts'
import { isAskedForStrongest } from '#access/registration/system-preferred.ts'
import { type Administration, administration } from '#access/roles/administration.ts'
import { isDirectorySynchronization, looksLikeSynchronization } from '#access/roles/memberships.ts'
import { mfaRequirements, type Requirements } from '#access/sign-ins/requirement.ts'
import { defineControl } from '#model/control.ts'
import type { DatasetName } from '#model/datasets.ts'
import type { Evidence, Fact } from '#model/outcome.ts'
import type { AuthenticationMethodsPolicy } from '#model/records/authentication-methods-policy.ts'
import type { User } from '#model/records/users.ts'
import { Tally } from '#model/tally.ts'

export const registrationCampaignOrPolicyNudgesTheUnregistered = defineControl({
  id: 'mfa/registration-campaign-or-policy-nudges-the-unregistered',
  title: 'Everybody without a strong method is asked to register one',
  practice: 'p1',
  severity: 'medium',
  needs: [
    'users',
    'userRegistrationDetails',
    'authenticationMethods',
    'authenticationMethodsPolicy',
    'conditionalAccessPolicies',
    'authenticationStrengthPolicies',
    'namedLocations',
    'identitySecurityDefaultsEnforcementPolicy',
    'perUserMfaStates',
    'groupMembers',
    'roleAssignments',
  ],
  // Each violation names its own: only where nothing asks at a sign-in does a missing policy matter.
  absences: [],
  emptyWithoutLicence: ['conditionalAccessPolicies', 'authenticationStrengthPolicies', 'namedLocations'],
  eitherOf: ['userRegistrationDetails', 'authenticationMethods'],
  rationale:
    'People register when a sign-in asks them to, and rarely before. Somebody whom nothing asks stays with a ' +
    'password, or with text messages, until an attacker is the first to act.',
  remediation: [
    'Turn on security defaults or a Conditional Access policy that requires MFA: it makes people register at their next sign-in.',
    'Entra admin centre, Authentication methods, Registration campaign: enable it for all users, with passkeys or Authenticator.',
    'Take people out of the groups that the campaign excludes, and allow the method it asks for to everybody.',
    'Have those who are left register beside somebody who knows them, with a Temporary Access Pass.',
  ],
  references: [
    'https://learn.microsoft.com/entra/identity/authentication/how-to-mfa-registration-campaign',
    'https://learn.microsoft.com/entra/identity/authentication/concept-authentication-default-enablement',
  ],
  evaluate(view, { decisions, now }) {
    const estate = administration(view, decisions.tenant)
    const state: State = {
      estate,
      registered: registrations(view, now),
      campaign: campaignOf(view.authenticationMethodsPolicy, estate.groups),
      allowed: methodsPolicy(view.authenticationMethodsPolicy, estate.groups),
      requirements: mfaRequirements({ ...view, organization: [] }, estate),
      switchedOn: new Set(
        view.perUserMfaStates.filter(isSwitchedOn).map(({ userId }) => userId.toLowerCase()),
      ),
      policies: view.authenticationMethodsPolicy,
      notes: { microsoftDecides: 0, notStrongest: 0 },
    }
    const tally = new Tally()
    for (const account of view.users) judgeAccount(account, state, tally)
    return tally.outcome('there is no enabled member account', noteOf(state))
  },
})

interface State {
  readonly estate: Administration
  readonly registered: ReturnType<typeof registrations>
  readonly campaign: Campaign
  readonly allowed: MethodsPolicy
  readonly requirements: Requirements
  /** Accounts whose per-user MFA is on, in either way. */
  readonly switchedOn: ReadonlySet<string>
  readonly policies: readonly AuthenticationMethodsPolicy[]
  readonly notes: { microsoftDecides: number; notStrongest: number }
}

/** Per-user MFA that is enabled already makes people register at the next modern sign-in (identity.md §a.5). */
function isSwitchedOn({
  perUserMfaState,
}: {
  readonly perUserMfaState?: string | null | undefined
}): boolean {
  return perUserMfaState?.toLowerCase() === 'enabled' || perUserMfaState?.toLowerCase() === 'enforced'
}

/** Guests register at home, and directory synchronisation cannot. */
function judgeAccount(account: User, state: State, tally: Tally): void {
  if (account.accountEnabled === false || isExternal(account) === true) return
  if (isDirectorySynchronization(account, state.estate.roles)) return
  const registration = state.registered.of(account.id)
  if (account.accountEnabled !== true) tally.unknown('whether some accounts are enabled was not read')
  else if (isMfaCapable(registration, account.id, state.allowed) === 'no')
    judgeUnregistered(account, registration, state, tally)
  else if (registration.because !== undefined) tally.unknown(registration.because)
  else if (isWeakOnly(registration)) judgeWeak(account, registration, state, tally)
  else if (!isToldByName(registration))
    tally.unknown('which methods some accounts have registered was not read')
  else {
    if (!mayBeAskedForStrongest(account, registration, state)) state.notes.notStrongest += 1
    tally.ok()
  }
}

const mayBeAskedForStrongest = ({ id }: User, registration: Registration, state: State): boolean =>
  isAskedForStrongest(id, registration, state.policies, state.estate.groups) !== 'no'

/**
 * A sign-in that asks for MFA, even if only at times, makes the account register; also when all it has registered is
 * no longer allowed.
 */
function judgeUnregistered(account: User, registration: Registration, state: State, tally: Tally): void {
  const requirement = state.requirements.of(account)
  const asksAtTimes = 'uncovered' in requirement && requirement.grade !== 'E'
  if ('covered' in requirement || asksAtTimes || state.switchedOn.has(account.id.toLowerCase())) tally.ok()
  else if ('undecided' in requirement) tally.unknown(requirement.because.join('; '))
  else
    tally.violation({
      ...evidence(account, registration, state),
      summary: `${whatItHas(registration)} and no sign-in asks for it; a campaign cannot, since it speaks up after a completed MFA (${state.campaign.words}).`,
      wouldPassIf: 'security defaults were on, or an enabled policy required MFA of it',
      absences: ['conditionalAccessPolicies', 'roleAssignments'],
    })
}

function whatItHas(registration: Registration): string {
  return registration.registered === 'no'
    ? 'Nothing is registered'
    : `What is registered (${methodLabels(registration).join(', ')}) may not be used`
}

function judgeWeak(account: User, registration: Registration, state: State, tally: Tally): void {
  const nudge = state.campaign.nudges(account.id, registration)
  if (nudge === 'microsoftDecides') state.notes.microsoftDecides += 1
  if (nudge === 'yes' || nudge === 'microsoftDecides') tally.ok()
  else if (nudge === 'maybe')
    tally.unknown(`whether the campaign nudges some accounts is not known (${state.campaign.words})`)
  else
    tally.violation({
      ...evidence(account, registration, state),
      summary: `Text messages and calls are all it has, and nothing asks for better: ${state.campaign.words}.`,
      severity: 'low',
      wouldPassIf: 'the registration campaign was on for it, or a stronger method was registered',
      absences: absencesOf(account),
    })
}

/** A role could make the account the one of directory synchronisation. */
const absencesOf = (account: User): readonly DatasetName[] =>
  looksLikeSynchronization(account) ? ['roleAssignments'] : []

function evidence(
  account: User,
  registration: Registration,
  { estate, policies }: State,
): Omit<Evidence, 'summary'> {
  return {
    subject: accountSubject(account),
    facts: [accountFact(account), ...registrationFacts(registration), ...policies.map(campaignFact)],
    blastRadius: blastRadiusOf(estate.tierOf(account.id)),
  }
}

function campaignFact({ id, registrationEnforcement }: AuthenticationMethodsPolicy): Fact {
  const campaign = registrationEnforcement?.authenticationMethodsRegistrationCampaign
  return {
    dataset: 'authenticationMethodsPolicy',
    id,
    fields: { authenticationMethodsRegistrationCampaign: campaign },
  }
}

function noteOf({ campaign, notes }: State): string | undefined {
  const words = [
    notes.microsoftDecides > 0 &&
      `${notes.microsoftDecides} have text messages and calls only; ${campaign.words}, and Microsoft decides when`,
    notes.notStrongest > 0 &&
      `${notes.notStrongest} are not asked for their strongest method first (system-preferred MFA is off for them)`,
  ]
  return words.filter((note) => note !== false).join('; ') || undefined
}
