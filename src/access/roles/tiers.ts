/**
 * How much a directory role can do. Microsoft's label PRIVILEGED says "can lead to elevation of privilege"
 * without degrees; these tiers add the degree that matters first: who can end up owning the tenant.
 */
import { directoryRoleFacts } from '#model/facts/directory-roles.generated.ts'

/** `unknown`: neither built in nor labelled in what was read. */
export type Tier = 'tier0' | 'privileged' | 'other' | 'unknown'

export const GLOBAL_ADMINISTRATOR = '62e90394-69f5-4237-9190-012177145e10'

/**
 * Roles whose holder can become Global Administrator or sign in as one (identity.md §d.5 rates them critical
 * when a partner holds them, §b.2 for the deprecated partner roles).
 */
const TIER_0: ReadonlyMap<string, string> = new Map([
  [GLOBAL_ADMINISTRATOR, 'owns the tenant'],
  ['e8611ab8-c189-46e8-94e1-60213ab1f814', 'Privileged Role Administrator: assigns Global Administrator'],
  ['7be44c8a-adaf-4e2a-84d6-ab2649e08a13', 'Privileged Authentication Administrator: resets its credentials'],
  ['e00e864a-17c5-4a4b-9c06-f5b95a8d5bd8', 'Partner Tier2 Support: resets the password of any administrator'],
  [
    '8ac3fc64-6eca-42ea-9e69-59f4c7b60eb2',
    'Hybrid Identity Administrator: federates domains, signs in as anybody',
  ],
  ['b1be1c3e-b65d-4f19-8427-f6fa0d97feb9', 'Conditional Access Administrator: takes MFA off every account'],
  [
    '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3',
    'Application Administrator: adds credentials to the most powerful app',
  ],
  ['158c047a-c907-4556-b7ef-446551a6b5f7', 'Cloud Application Administrator: adds credentials likewise'],
])

/** Without Microsoft's label, and yet to be treated as high (identity.md §b.2, last paragraph). */
const HIGH_WITHOUT_LABEL: ReadonlySet<string> = new Set([
  '29232cdf-9323-42fd-ade2-1d097af3e4de', // Exchange Administrator
  'f28a1f50-f6e7-4571-818b-6a12f2af6b6c', // SharePoint Administrator
  '69091246-20e8-4a56-aa4d-066075b2a7a8', // Teams Administrator
  'b0f54661-2d74-4c50-afa3-1ec803f12efe', // Billing Administrator
  '0526716b-113d-4c15-b2c8-68e3c22b9f80', // Authentication Policy Administrator
  '17315797-102d-40b4-93e0-432062caca18', // Compliance Administrator
  'fdd7a751-b60b-444a-984c-02652fe8fa1c', // Groups Administrator
  '892c5842-a9a6-463a-8041-72aa08ca3cf6', // Cloud App Security Administrator
  'fc8ad4e2-40e4-4724-8317-bcda7503ecbf', // Customer Delegated Admin Relationship Administrator
])

/** What directory synchronisation runs as (identity.md §a.4 pitfall 7). */
export const DIRECTORY_SYNCHRONIZATION: ReadonlySet<string> = new Set([
  'd29b2b05-8046-44ba-8758-1e26182fcf32', // Directory Synchronization Accounts
  'a92aed5d-d78a-4d16-b381-09adb37eb3b0', // On Premises Directory Sync Account
])

const BUILT_IN = new Map(directoryRoleFacts.map((role) => [role.templateId as string, role]))

/**
 * The tier of a role. The label as read only ever raises it: Microsoft takes a label away more easily than the
 * power behind it.
 * @param label `isPrivileged` of the role definition, where it was read
 */
export function tierOf(templateId: string, label?: boolean | null): Tier {
  if (TIER_0.has(templateId)) return 'tier0'
  const fact = BUILT_IN.get(templateId)
  if (label === true || fact?.isPrivileged || HIGH_WITHOUT_LABEL.has(templateId)) return 'privileged'
  return fact !== undefined || label === false ? 'other' : 'unknown'
}

/** Microsoft's name of a built-in role. */
export function builtInNameOf(templateId: string): string | undefined {
  return BUILT_IN.get(templateId)?.name
}

const BY_NAME = new Map(
  directoryRoleFacts.map((role) => [role.name.toLowerCase(), role.templateId as string]),
)

/** The template id of a built-in role by Microsoft's name of it, in any case. */
export function builtInIdOf(name: string): string | undefined {
  return BY_NAME.get(name.trim().toLowerCase())
}

const ORDER: readonly Tier[] = ['tier0', 'privileged', 'unknown', 'other']

/** The most powerful of several. */
export function highest(tiers: Iterable<Tier>): Tier {
  const found = new Set(tiers)
  return ORDER.find((tier) => found.has(tier)) ?? 'other'
}
