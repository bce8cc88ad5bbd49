import { policyName } from '#access/conditional-access/policy.ts'
import { declaredAs } from '#access/declared.ts'
import { accountFact, accountSubject, blastRadiusOf, policyFact } from '#access/evidence.ts'
import { type GroupEditors, groupEditors } from '#access/exclusions/group-editors.ts'
import { type GroupPath, groupPaths } from '#access/exclusions/group-paths.ts'
import { type LeftOut, leftOut } from '#access/exclusions/left-out.ts'
import { type Administration, administration, isPrivileged } from '#access/roles/administration.ts'
import { isDirectorySynchronization, looksLikeSynchronization } from '#access/roles/memberships.ts'
import { builtInNameOf } from '#access/roles/tiers.ts'
import { restsOn } from '#access/sign-ins/closed-ways.ts'
import type { Exclusion } from '#access/sign-ins/exclusions.ts'
import { defineControl } from '#model/control.ts'
import type { DatasetName } from '#model/datasets.ts'
import type { Evidence, Fact } from '#model/outcome.ts'
import type { ConditionalAccessPolicy } from '#model/records/conditional-access-policies.ts'
import type { User } from '#model/records/users.ts'
import { Tally } from '#model/tally.ts'

export const exclusionsAreExplained = defineControl({
  id: 'mfa/exclusions-are-explained',
  title: 'Everybody whom a policy leaves out is declared, with the way it happens',
  practice: 'p1',
  severity: 'medium',
  needs: [
    'users',
    'conditionalAccessPolicies',
    'authenticationStrengthPolicies',
    'namedLocations',
    'groupMembers',
    'groups',
    'groupOwners',
    'roleAssignments',
    'roleEligibilityScheduleInstances',
    'roleDefinitions',
  ],
  absences: ['conditionalAccessPolicies'],
  emptyWithoutLicence: ['conditionalAccessPolicies', 'authenticationStrengthPolicies', 'namedLocations'],
  // Who may change a group is told, not judged.
  supplements: ['groups', 'groupOwners', 'roleEligibilityScheduleInstances'],
  rationale:
    'Exclusions are made in a hurry and outlive their reason. Whoever may edit an excluded group decides who is asked ' +
    'for MFA, and an attacker who can add a member needs no second factor at all.',
  remediation: [
    'Ask for each account why it is left out. Take out whoever has no reason, the privileged accounts first.',
    'Declare what is meant: keyward declare break-glass UPN, or keyward declare service-account UPN, with the reason.',
    'Replace service accounts that sign in with a password by managed identities or service principals.',
    'Use one exclusion group that is role-assignable and has no other owner than the security team, with an access review, instead of ordinary groups.',
  ],
  references: [
    'https://learn.microsoft.com/entra/identity/conditional-access/concept-conditional-access-users-groups',
    'https://learn.microsoft.com/entra/id-governance/conditional-access-exclusion',
    'https://learn.microsoft.com/entra/identity/role-based-access-control/groups-concept',
  ],
  evaluate(view, { decisions }) {
    const { roleEligibilityScheduleInstances: _, ...active } = view
    const estate = administration(active, decisions.tenant)
    const parts: Parts = {
      estate,
      editors: groupEditors(view, administration(view, decisions.tenant)),
      pathOf: groupPaths(view.groupMembers),
      policies: view.conditionalAccessPolicies,
    }
    const leftOutOf = leftOut(view, estate)
    const declared = declaredAs(decisions, ['break-glass', 'service-account'])
    const tally = new Tally()
    const notes: Notes = { declared: 0, synchronization: 0, madeUpFor: 0 }
    for (const account of view.users) {
      if (account.accountEnabled === false) continue
      const { policies, matters, doubts } = leftOutOf(account)
      if (policies.length === 0 && doubts.length === 0) continue
      const explained = explanationOf(account, matters, declared(account), estate)
      if (account.accountEnabled !== true) tally.unknown('whether some accounts are enabled was not read')
      else if (
        policies.length > 0 &&
        explained === undefined &&
        matters === 'yes' &&
        declared(account) === 'no'
      )
        tally.violation(unexplained(account, policies, parts))
      else if (explained === undefined || (explained === 'madeUpFor' && doubts.length > 0))
        tally.unknown(doubts[0] ?? reasonOf(declared(account)))
      else {
        notes[explained] += 1
        tally.ok()
      }
    }
    return tally.outcome('no enabled policy leaves an account out', noteOf(notes))
  },
})

type Reason = 'declared' | 'synchronization' | 'madeUpFor'
type Notes = Record<Reason, number>

function explanationOf(
  account: User,
  matters: 'yes' | 'no' | 'maybe',
  declared: 'yes' | 'no' | 'maybe',
  { roles }: Administration,
): Reason | undefined {
  if (declared === 'yes') return 'declared'
  if (isDirectorySynchronization(account, roles)) return 'synchronization'
  return matters === 'no' ? 'madeUpFor' : undefined
}

const reasonOf = (declared: 'yes' | 'no' | 'maybe'): string =>
  declared === 'maybe'
    ? 'the user principal name of some accounts was not read: they may be declared'
    : 'whether some exclusions make a difference cannot be told from what was read'

interface Parts {
  readonly estate: Administration
  readonly editors: GroupEditors
  readonly pathOf: (groupId: string, accountId: string) => GroupPath
  readonly policies: readonly ConditionalAccessPolicy[]
}

/** A reader mends the first few policies; the rest are counted. */
const POLICIES_NAMED = 3

function unexplained(account: User, found: readonly LeftOut[], parts: Parts): Evidence {
  const tier = parts.estate.tierOf(account.id)
  const named = found
    .slice(0, POLICIES_NAMED)
    .map(
      ({ policy, exclusions }) =>
        `${policyName(policy)} ${exclusions.map((one) => wayOf(one, account, parts)).join(' and ')}`,
    )
  const more = found.length - named.length
  const groups = groupsOf(found)
  return {
    subject: accountSubject(account),
    summary: `Left out and not declared: by ${named.join('; by ')}${more > 0 ? `; and by ${more} more` : ''}.${editorWords(groups, parts)}`,
    facts: [
      accountFact(account),
      ...found.map(({ policy }) => policyFact(policy)),
      ...groups.flatMap((id) => groupFacts(id, parts)),
    ],
    blastRadius: blastRadiusOf(tier),
    severity: isPrivileged(tier) ? 'high' : 'medium',
    wouldPassIf: 'no policy left it out, another asked as much of it, or it was declared',
    absences: absencesOf(account, parts.policies),
  }
}

function wayOf({ by, id }: Exclusion, account: User, { editors, pathOf }: Parts): string {
  if (by === 'name') return 'by name'
  if (by === 'role') return `as a holder of ${builtInNameOf(id.toLowerCase()) ?? `the role ${id}`}`
  if (by === 'guest') return 'as a guest'
  const { through, perhapsThrough } = pathOf(id, account.id)
  const nested = through.map((group) => ` through "${editors.nameOf(group)}"`).join('')
  const perhaps = perhapsThrough.length > 0 ? ', directly or through a group inside it' : ''
  return `as a member of group "${editors.nameOf(id)}"${nested}${perhaps}`
}

function groupsOf(found: readonly LeftOut[]): readonly string[] {
  const exclusions = found.flatMap((one) => one.exclusions)
  return [...new Set(exclusions.flatMap(({ by, id }) => (by === 'group' ? [id] : [])))]
}

function editorWords(groups: readonly string[], { editors }: Parts): string {
  return groups
    .slice(0, POLICIES_NAMED)
    .map((id) => ` Of "${editors.nameOf(id)}": ${editors.wordsOf(id)}.`)
    .join('')
}

function groupFacts(id: string, { editors }: Parts): readonly Fact[] {
  const group = editors.recordOf(id)
  const owners = editors.ownersOf(id)
  return [
    ...(group ? [{ dataset: 'groups' as const, id, fields: protectionOf(group) }] : []),
    ...(owners ? [{ dataset: 'groupOwners' as const, id, fields: { owners } }] : []),
  ]
}

function protectionOf(group: NonNullable<ReturnType<GroupEditors['recordOf']>>) {
  const { displayName, isAssignableToRole, membershipRule, onPremisesSyncEnabled } = group
  return { displayName, isAssignableToRole, membershipRule, onPremisesSyncEnabled }
}

/** A role could bring it under another policy, or make it the synchronisation account. */
function absencesOf(account: User, policies: readonly ConditionalAccessPolicy[]): readonly DatasetName[] {
  const rests = restsOn(policies)
  return looksLikeSynchronization(account) ? [...new Set([...rests, 'roleAssignments' as const])] : rests
}

function noteOf({ declared, synchronization, madeUpFor }: Notes): string | undefined {
  const notes = [
    declared > 0 && `${declared} declared as break-glass or service accounts`,
    synchronization > 0 && `${synchronization} directory synchronisation accounts, an expected exclusion`,
    madeUpFor > 0 && `${madeUpFor} left out where another policy asks as much`,
  ]
  return notes.filter((note) => note !== false).join('; ') || undefined
}
