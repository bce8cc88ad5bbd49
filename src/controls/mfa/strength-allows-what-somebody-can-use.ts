import { isExternal, nameOf } from '#access/accounts.ts'
import { audienceOf, matchOf, personOf } from '#access/conditional-access/audience.ts'
import { policyName } from '#access/conditional-access/policy.ts'
import { type StrengthIndex, strengthIndex } from '#access/conditional-access/strengths.ts'
import { policyFact } from '#access/evidence.ts'
import { type MethodsPolicy, methodsPolicy } from '#access/registration/methods-policy.ts'
import { registrations } from '#access/registration/registration.ts'
import { canSatisfy } from '#access/registration/strength-use.ts'
import { type Administration, administration } from '#access/roles/administration.ts'
import type { Ternary } from '#access/ternary.ts'
import { defineControl } from '#model/control.ts'
import type { DatasetName } from '#model/datasets.ts'
import type { Evidence, Fact } from '#model/outcome.ts'
import type { AuthenticationMethodsPolicy } from '#model/records/authentication-methods-policy.ts'
import type { ConditionalAccessPolicy } from '#model/records/conditional-access-policies.ts'
import type { User } from '#model/records/users.ts'
import { Tally } from '#model/tally.ts'

/** Names for a reader to start with; the number says how many there are. */
const NAMED = 5

export const strengthAllowsWhatSomebodyCanUse = defineControl({
  id: 'mfa/strength-allows-what-somebody-can-use',
  title: 'Every required strength allows something that those it is for can use',
  practice: 'p1',
  severity: 'medium',
  needs: [
    'conditionalAccessPolicies',
    'authenticationStrengthPolicies',
    'authenticationMethodsPolicy',
    'users',
    'groupMembers',
    'roleAssignments',
    'userRegistrationDetails',
    'authenticationMethods',
  ],
  // A role that was not read could exclude somebody from a policy; each violation says so itself.
  absences: [],
  emptyWithoutLicence: ['conditionalAccessPolicies', 'authenticationStrengthPolicies'],
  eitherOf: ['userRegistrationDetails', 'authenticationMethods'],
  rationale:
    'A policy that demands methods which the methods policy forbids locks people out. The usual answer is a hurried ' +
    'exclusion group that stays, and an open door where the strongest demand was meant to be.',
  remediation: [
    'Allow the methods of the strength (passkeys, certificates, Windows Hello) in the authentication methods policy to everybody whom the Conditional Access policy is for.',
    'Or change the strength to combinations that those people can use.',
    'Take people out of the exclusion groups that were made because of it.',
  ],
  references: [
    'https://learn.microsoft.com/entra/identity/authentication/concept-authentication-strength-how-it-works',
    'https://learn.microsoft.com/entra/identity/authentication/concept-authentication-strengths',
  ],
  evaluate(view, { decisions, now }) {
    const estate = administration(view, decisions.tenant)
    const state: State = {
      estate,
      strengths: strengthIndex(view.authenticationStrengthPolicies),
      methods: methodsPolicy(view.authenticationMethodsPolicy, estate.groups),
      registered: registrations(view, now),
      people: view.users.filter((user) => user.accountEnabled !== false && isExternal(user) !== true),
      facts: view.authenticationMethodsPolicy.map(allowedFact),
    }
    const tally = new Tally()
    for (const policy of view.conditionalAccessPolicies) {
      if (policy.state === 'enabled' && strengthOf(policy, state) !== undefined) judge(policy, state, tally)
    }
    return tally.outcome('no enabled policy requires an authentication strength')
  },
})

interface State {
  readonly estate: Administration
  readonly strengths: StrengthIndex
  readonly methods: MethodsPolicy
  readonly registered: ReturnType<typeof registrations>
  /** Guests satisfy a strength at home. */
  readonly people: readonly User[]
  readonly facts: readonly Fact[]
}

interface Strength {
  readonly id: string
  readonly name: string
  readonly combinations: readonly string[] | undefined
  /** The strength itself was read, and not only what the policy repeats of it. */
  readonly isRead: boolean
}

function strengthOf({ grantControls }: ConditionalAccessPolicy, { strengths }: State): Strength | undefined {
  const carried = grantControls?.authenticationStrength
  if (!carried?.id) return undefined
  const own = strengths.get(carried.id.toLowerCase())
  const { displayName, allowedCombinations } = { ...carried, ...own }
  const combinations = allowedCombinations?.length ? allowedCombinations : undefined
  return { id: carried.id, name: displayName ?? carried.id, combinations, isRead: own !== undefined }
}

function judge(policy: ConditionalAccessPolicy, state: State, tally: Tally): void {
  const strength = strengthOf(policy, state)
  if (strength?.combinations === undefined) {
    tally.unknown(`what the strength of ${policyName(policy)} allows was not read`)
    return
  }
  const asked = peopleUnder(policy, strength.combinations, state)
  const shut = asked.filter(({ can }) => can === 'no').map(({ user }) => user)
  if (shut.length > 0) tally.violation(unusable(policy, strength, { shut, of: asked.length }, state))
  else if (asked.some(({ can }) => can === 'maybe')) tally.unknown(openOf(policy, strength))
  else tally.ok()
}

interface Asked {
  readonly user: User
  readonly can: Ternary
}

/** Everybody whom the policy may be for, and whether they can do what it asks; only who certainly is can be shut out. */
function peopleUnder(
  policy: ConditionalAccessPolicy,
  combinations: readonly string[],
  { estate, methods, registered, people }: State,
): readonly Asked[] {
  const audience = audienceOf(policy, estate)
  return people.flatMap((user): readonly Asked[] => {
    const match = matchOf(audience, personOf(user))
    if (match !== 'yes' && match !== 'maybe') return []
    const can = canSatisfy(combinations, user.id, registered.of(user.id), methods)
    const isCertain = match === 'yes' && user.accountEnabled === true
    return [{ user, can: can === 'no' && !isCertain ? 'maybe' : can }]
  })
}

const openOf = (policy: ConditionalAccessPolicy, { name }: Strength): string =>
  `whether everybody under ${policyName(policy)} can use a method of "${name}" is not known`

function unusable(
  policy: ConditionalAccessPolicy,
  { id, name, combinations, isRead }: Strength,
  { shut, of }: { readonly shut: readonly User[]; readonly of: number },
  { facts }: State,
): Evidence {
  const all = shut.length === of
  const who = shut.slice(0, NAMED).map(nameOf).join(', ')
  const more = shut.length > NAMED ? ' and others' : ''
  const people = all ? 'nobody it is for' : `${shut.length} of the ${of} people it is for`
  const fields = { displayName: name, allowedCombinations: combinations }
  return {
    subject: { type: 'policy', id: policy.id, name: policy.displayName ?? policy.id },
    summary: `${policyName(policy)} requires "${name}", and ${people} ${all ? 'can' : 'cannot'} use any of its methods: ${who}${more}.`,
    facts: [
      policyFact(policy),
      ...(isRead ? [{ dataset: 'authenticationStrengthPolicies' as const, id, fields }] : []),
      ...facts,
    ],
    blastRadius: 'tenant',
    severity: all ? 'high' : 'medium',
    wouldPassIf: 'the methods policy allowed each of them one method of the strength',
    absences: absencesOf(policy, isRead),
  }
}

function absencesOf({ conditions }: ConditionalAccessPolicy, isRead: boolean): readonly DatasetName[] {
  return [
    ...(conditions?.users?.excludeRoles?.length ? (['roleAssignments'] as const) : []),
    ...(isRead ? [] : (['authenticationStrengthPolicies'] as const)),
  ]
}

function allowedFact({ id, authenticationMethodConfigurations }: AuthenticationMethodsPolicy): Fact {
  const states = (authenticationMethodConfigurations ?? []).map(({ id, state }) => [id, state])
  return { dataset: 'authenticationMethodsPolicy', id, fields: Object.fromEntries(states) }
}
