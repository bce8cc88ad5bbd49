/**
 * The registration campaign: who is nudged to set up a better method. It speaks up after a completed MFA, so it
 * moves people from weak methods to strong ones and never reaches somebody who has registered nothing
 * (Microsoft Graph reference, authenticationMethodsRegistrationCampaign; identity.md §a.8).
 */
import type {
  AuthenticationMethodsPolicy,
  RegistrationCampaign,
} from '#model/records/authentication-methods-policy.ts'
import { counted } from '#model/text/words.ts'
import type { GroupIndex } from '../groups.ts'
import type { MethodKind } from './method-kinds.ts'
import type { Registration } from './registration.ts'
import { isTargeted, targetsInWords } from './targets.ts'

/** `microsoft`: left to Microsoft, who runs it for people with text messages and calls, and may change its mind. */
export type CampaignState = 'on' | 'off' | 'microsoft' | 'unknown'

export interface Campaign {
  readonly state: CampaignState
  /** For whom it is and how long it can be put off, in the reader's words. */
  readonly words: string
  /** Whether it nudges the account to something better than what it has. */
  nudges(accountId: string, registration: Registration): Nudge
}

export type Nudge = 'yes' | 'no' | 'microsoftDecides' | 'maybe'

/** Compiles the campaign of the methods policy. */
export function campaignOf(records: readonly AuthenticationMethodsPolicy[], groups: GroupIndex): Campaign {
  const campaign = records[0]?.registrationEnforcement?.authenticationMethodsRegistrationCampaign
  const state = stateOf(campaign)
  return {
    state,
    words: inWords(campaign, state),
    nudges: (accountId, registration) =>
      nudgeOf(campaign, state, isWeakOnly(registration), accountId, groups),
  }
}

function stateOf(campaign: RegistrationCampaign | null | undefined): CampaignState {
  switch (campaign?.state?.toLowerCase()) {
    case 'enabled':
      return 'on'
    case 'disabled':
      return 'off'
    case 'default':
      return 'microsoft'
    default:
      return 'unknown'
  }
}

function nudgeOf(
  campaign: RegistrationCampaign | null | undefined,
  state: CampaignState,
  isWeak: boolean,
  accountId: string,
  groups: GroupIndex,
): Nudge {
  if (state === 'off' || !isWeak) return 'no'
  if (state === 'unknown' || !campaign) return 'maybe'
  const targeted = isTargeted(campaign, accountId, groups)
  return targeted === 'yes' && state === 'microsoft' ? 'microsoftDecides' : targeted
}

/** Methods that a campaign moves people away from: both go by the telephone network. */
const TELEPHONE: ReadonlySet<MethodKind> = new Set(['mobilePhone', 'alternateMobilePhone', 'officePhone'])

/** Whether all the account has as a second factor is text messages and calls. */
export function isWeakOnly({ registered, methods }: Registration): boolean {
  const factors = methods.filter(({ counts }) => counts !== 'no')
  return registered === 'yes' && factors.length > 0 && factors.every(({ kind }) => TELEPHONE.has(kind))
}

function inWords(campaign: RegistrationCampaign | null | undefined, state: CampaignState): string {
  if (state === 'off') return 'the registration campaign is off'
  if (!campaign || state === 'unknown') return 'the registration campaign was not read'
  const run = state === 'on' ? 'the registration campaign runs' : 'Microsoft runs the registration campaign'
  return `${run} ${targetsInWords(campaign)}${snoozeInWords(campaign)}`
}

function snoozeInWords({
  snoozeDurationInDays,
  enforceRegistrationAfterAllowedSnoozes,
}: RegistrationCampaign) {
  if (typeof snoozeDurationInDays !== 'number') return ''
  const often = enforceRegistrationAfterAllowedSnoozes === true ? ', three times at most' : ''
  return snoozeDurationInDays === 0
    ? ', at every sign-in'
    : `, and can be put off for ${counted(snoozeDurationInDays, 'day')}${often}`
}
