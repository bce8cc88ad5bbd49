/**
 * What Microsoft asks of customers of a Cloud Solution Provider, sentence by sentence in the order of the page, in our
 * words, and what of Keyward serves it. Source: "Customer security best practices",
 * learn.microsoft.com/partner-center/security/customer-security-best-practices, state of 2023-03-21.
 */
import type { PracticeId } from './control.ts'

export interface PracticeSentence {
  readonly practice: PracticeId
  /** What the sentence asks, in our words. */
  readonly asks: string
  /** Of the sentence as it stood, so that a change of the page shows. */
  readonly hash: string
  /** Ids of controls. */
  readonly controls: readonly string[]
  /** `keyward …` without the word keyward. */
  readonly commands: readonly string[]
  /** Pages of docs/guide, without ending. */
  readonly guides: readonly string[]
}

const sentence = (
  practice: PracticeId,
  hash: string,
  asks: string,
  served: {
    readonly controls?: readonly string[]
    readonly commands?: readonly string[]
    readonly guides?: readonly string[]
  },
): PracticeSentence => ({ practice, hash, asks, controls: [], commands: [], guides: [], ...served })

const MFA = ['mfa/enabled-on-every-account', 'mfa/registered-on-every-account']
const IN_FORCE = [
  'mfa/security-defaults-or-conditional-access-in-force',
  'mfa/no-empty-or-stale-policies',
  'mfa/exclusions-are-explained',
]
const LEAST = [
  'partners/no-partner-can-take-the-tenant',
  'partners/no-two-partners-for-the-same-power',
  'partners/relationships-end-and-are-reviewed',
]
const PROVIDER_ACCOUNTS = ['partners/provider-accounts-are-governed']
const PARTNER_SIGN_INS = ['mfa/service-providers-covered']

export const practiceSentences: readonly PracticeSentence[] = [
  sentence('p1', 'bc02b3a85309', 'MFA is enabled, and registered, on every account.', {
    controls: [...MFA, 'mfa/guests-covered'],
    commands: ['assess', 'coverage'],
    guides: ['coverage'],
  }),
  sentence('p1', 'd7826469c1f4', 'Security defaults or Conditional Access enforce it.', {
    controls: IN_FORCE,
    commands: ['coverage --simulate'],
    guides: ['coverage'],
  }),
  sentence('p1', '5d304ca80a84', 'MFA is the best protection at the bottom line.', {
    controls: [...MFA, 'mfa/legacy-authentication-closed', 'mfa/device-code-flow-closed'],
    guides: ['coverage'],
  }),
  sentence('p1', '02627b74aa7e', 'Consider signing in without a password, with the Authenticator app.', {
    controls: ['mfa/passwordless-progress'],
  }),
  sentence(
    'p2',
    '0a791fb6869e',
    'Look often for subscriptions, resources and services that nobody expected.',
    {
      controls: ['subscriptions/every-subscription-is-expected', 'subscriptions/new-resources-are-explained'],
      guides: ['azure'],
    },
  ),
  sentence('p2', '97276cf1af64', 'Review the activity log of subscriptions.', {
    controls: ['subscriptions/activity-log-is-kept'],
    guides: ['azure'],
  }),
  sentence('p3', '49eb064cb0c3', 'Use cost anomaly alerts to notice unexpected consumption.', {
    controls: ['costs/anomaly-alert-on-every-subscription'],
    guides: ['azure'],
  }),
  sentence(
    'p4',
    'f1e8fafd6546',
    'Holders of administrative roles do not use that account for mail and collaboration.',
    {
      controls: ['admins/no-daily-work-with-an-administrator-account'],
    },
  ),
  sentence('p4', 'a0a55067c84c', 'They have a separate account without roles for that.', {
    controls: ['admins/no-daily-work-with-an-administrator-account'],
  }),
  sentence(
    'p5',
    '1f3b122cc62b',
    'Recovery addresses and numbers of Global Administrators are verified regularly.',
    {
      controls: ['admins/recovery-data-is-verified'],
      commands: ['attest'],
    },
  ),
  sentence('p6', '1570d428e23a', 'Review, audit and minimise privileges and delegated permissions.', {
    controls: ['partners/every-partner-is-attested', ...LEAST],
    commands: ['partners', 'attest'],
    guides: ['partners'],
  }),
  sentence('p6', '7698b0f36e8e', 'Give the least privilege.', {
    controls: LEAST,
    commands: ['declare partner-tasks', 'partners'],
    guides: ['partners'],
  }),
  sentence('p6', '89b909f9030a', 'Review partner relationships first, and take out what is not needed.', {
    controls: ['partners/every-partner-is-attested', 'partners/partner-access-is-known', ...LEAST],
    commands: ['partners', 'partners --register'],
    guides: ['partners'],
  }),
  sentence('p6', '442d57ea417d', 'Remove at once what looks unfamiliar or was never audited.', {
    controls: ['partners/every-partner-is-attested', 'partners/nothing-remains-after-a-relationship'],
    commands: ['partners NAME --contain', 'partners NAME --exit'],
    guides: ['partners'],
  }),
  sentence('p7', '3a5f14404713', 'Review, harden and watch all administrator accounts.', {
    controls: [
      'admins/no-standing-global-administrator-beyond-the-declared',
      'admins/phishing-resistant-mfa-on-every-administrator',
      'admins/break-glass-accounts-are-ready',
    ],
    commands: ['assess'],
  }),
  sentence(
    'p7',
    '8b73f044eca7',
    'Review all administrators, those on behalf of in Azure among them, and what they did.',
    {
      controls: ['partners/no-owner-on-behalf-of', 'partners/nothing-remains-after-a-relationship'],
      commands: ['partners'],
      guides: ['partners', 'azure'],
    },
  ),
  sentence(
    'p7',
    '7988bef2206d',
    'Phishing-resistant MFA for administrators, known devices, little standing privilege.',
    {
      controls: [
        'admins/phishing-resistant-mfa-on-every-administrator',
        'admins/devices-of-administrators-are-in-order',
        'admins/no-standing-global-administrator-beyond-the-declared',
      ],
    },
  ),
  sentence(
    'p7',
    '12acdec5af68',
    'Look at administrators again and again, and that nobody gets privileges unneeded.',
    {
      controls: [
        'admins/no-standing-global-administrator-beyond-the-declared',
        'partners/every-partner-is-attested',
      ],
      commands: ['assess', 'explain', 'attest'],
    },
  ),
  sentence('p8', '27daf963d30f', 'Review what providers may do through guests and local accounts.', {
    controls: PROVIDER_ACCOUNTS,
    commands: ['partners'],
    guides: ['partners'],
  }),
  sentence('p8', 'd85488a69414', 'Some providers use guests or local administrator accounts.', {
    controls: PROVIDER_ACCOUNTS,
    commands: ['partners'],
    guides: ['partners'],
  }),
  sentence('p8', '51ab4d3119b9', 'Find them, govern them well, and give them the least privilege.', {
    controls: [...PROVIDER_ACCOUNTS, 'mfa/guests-covered', 'partners/inbound-trust-is-no-wider-than-needed'],
    commands: ['partners', 'declare people'],
    guides: ['partners'],
  }),
  sentence('p8', '96a0f932f4d5', 'No administrator account is shared.', {
    controls: ['partners/no-shared-administrator-accounts'],
    commands: ['declare people'],
  }),
  sentence('p8', '34458cb4a4f5', 'Follow the guidance on reviewing the permissions of guests.', {
    controls: PROVIDER_ACCOUNTS,
    guides: ['partners'],
  }),
  sentence('p9', 'c0424579d750', 'Review sign-ins and configuration changes.', {
    controls: PARTNER_SIGN_INS,
    commands: ['logs partners', 'logs detect', 'logs changes', 'partners NAME'],
    guides: ['logs', 'partners'],
  }),
  sentence('p9', 'c7c405e86334', 'They stand in the sign-in, audit and Purview logs.', {
    controls: ['logs/sign-in-and-audit-logs-are-exported'],
    commands: ['logs collect', 'logs import', 'logs search'],
    guides: ['logs', 'exported-files'],
  }),
  sentence('p9', 'a7c8f77f6a3d', 'Sign-ins of partners with delegated rights can be seen.', {
    controls: [
      ...PARTNER_SIGN_INS,
      'partners/activity-is-by-people-on-the-roster',
      'partners/rosters-are-attested',
    ],
    commands: ['logs partners', 'partners NAME'],
  }),
  sentence('p9', '7d8c2983d11a', 'Filter them by cross-tenant access type …', {
    commands: ['logs partners', 'partners NAME'],
  }),
  sentence('p9', 'da82455399c8', '… service provider, also where nobody was there in person.', {
    commands: ['logs partners', 'partners NAME'],
  }),
  sentence('p10', 'b9246e27095e', 'Review which logs there are and how long they are kept.', {
    controls: ['logs/sign-in-and-audit-logs-are-exported', 'logs/kept-long-enough'],
    commands: ['logs retention'],
    guides: ['logs'],
  }),
  sentence('p10', 'eff2e4dea659', 'Investigations need logs that were kept long enough.', {
    controls: ['logs/kept-long-enough'],
    commands: ['logs retention', 'logs case'],
  }),
  sentence('p10', '370381172729', 'What is available depends on the licence: know it before an incident.', {
    controls: ['logs/kept-long-enough'],
    commands: ['logs retention'],
  }),
  sentence('p10', 'f0ff2ea53bb1', 'Know your logs, and look at them regularly for adequacy and anomalies.', {
    controls: ['logs/sign-in-and-audit-logs-are-exported', 'subscriptions/activity-log-is-kept'],
    commands: ['logs coverage', 'logs detect'],
    guides: ['logs'],
  }),
  sentence(
    'p10',
    '3b555eab9473',
    'Agree with whoever runs the tenant how it logs, and how logs are handed over.',
    {
      controls: ['logs/handover-is-attested', 'logs/drill-within-a-year'],
      commands: ['logs handover', 'logs drill', 'partners NAME --letter'],
      guides: ['logs-incident', 'partners'],
    },
  ),
]
