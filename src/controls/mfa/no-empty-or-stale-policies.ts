import { policyName } from '#access/conditional-access/policy.ts'
import { groupIndex } from '#access/groups.ts'
import { emptinessOf } from '#access/policy-references/emptiness.ts'
import { listedIn, type Presence, presenceIn } from '#access/policy-references/presence.ts'
import { type Reference, referencesOf } from '#access/policy-references/references.ts'
import { type Administration, administration } from '#access/roles/administration.ts'
import { defineControl } from '#model/control.ts'
import type { DatasetName } from '#model/datasets.ts'
import type { Evidence } from '#model/outcome.ts'
import type { ConditionalAccessPolicy } from '#model/records/conditional-access-policies.ts'
import { Tally } from '#model/tally.ts'

/** Long enough to read a report, too long to still be reading it. */
const DAYS_OF_REPORTING = 90
const DAY = 86_400_000

export const noEmptyOrStalePolicies = defineControl({
  id: 'mfa/no-empty-or-stale-policies',
  title: 'No policy is for nobody, names what is gone, or only reports for months',
  practice: 'p1',
  severity: 'medium',
  needs: [
    'conditionalAccessPolicies',
    'users',
    'groupMembers',
    'roleAssignments',
    'roleEligibilityScheduleInstances',
    'roleDefinitions',
    'namedLocations',
    'servicePrincipals',
    'organization',
  ],
  // Each violation names its own: what is gone is read off one list, an empty group off its own row.
  absences: [],
  emptyWithoutLicence: ['conditionalAccessPolicies', 'namedLocations', 'roleEligibilityScheduleInstances'],
  rationale:
    'A policy that applies to nobody looks like protection in every list and protects nothing. One that names what ' +
    'was deleted has changed its meaning without anybody deciding so, and one that only reports stops nobody.',
  remediation: [
    'Empty: decide whom the policy was for, and include those people, or delete it.',
    'Names something deleted: edit the policy, take the entry out, and look whether what remains is still meant.',
    'Reports for months: read what it would have done (Sign-in logs, Report-only), then turn it on or delete it.',
  ],
  references: [
    'https://learn.microsoft.com/entra/identity/conditional-access/concept-conditional-access-users-groups',
    'https://learn.microsoft.com/entra/identity/conditional-access/concept-conditional-access-report-only',
  ],
  evaluate(view, { decisions, now }) {
    const estate = administration(view, decisions.tenant)
    const presence = presenceIn(view, groupIndex(view.groupMembers))
    const tally = new Tally()
    for (const policy of view.conditionalAccessPolicies.filter(isMeant)) {
      const faults = [
        ...emptiness(policy, estate, presence),
        ...gone(policy, presence),
        ...onlyReports(policy, now),
      ]
      const proven = faults.filter((it): it is Proven => 'restsOn' in it)
      const doubt = faults.find((it): it is Doubt => 'open' in it)
      if (proven.length > 0) tally.violation(faulty(policy, proven))
      else if (doubt) tally.unknown(doubt.open)
      else tally.ok()
    }
    return tally.outcome('no policy is enabled or reports')
  },
})

/** A disabled policy is nobody's protection and nobody's mistake. */
const isMeant = ({ state }: ConditionalAccessPolicy): boolean => state !== 'disabled'

interface Proven {
  readonly words: string
  readonly severity: 'medium' | 'low'
  readonly restsOn: readonly DatasetName[]
}

interface Doubt {
  readonly open: string
}

type Fault = Proven | Doubt

function emptiness(
  policy: ConditionalAccessPolicy,
  estate: Administration,
  presence: Presence,
): readonly Fault[] {
  const { isEmpty, because, restsOn } = emptinessOf(policy, estate, presence)
  if (isEmpty === 'no') return []
  return isEmpty === 'maybe'
    ? [{ open: because }]
    : [{ words: `applies to nobody: ${because}`, severity: 'medium', restsOn }]
}

function gone(policy: ConditionalAccessPolicy, presence: Presence): readonly Fault[] {
  return referencesOf(policy).flatMap((reference): readonly Fault[] => {
    const is = presence.isThere(reference)
    if (is === 'yes') return []
    if (is === 'maybe')
      return [{ open: `whether every ${reference.kind} that policies name is still there was not read` }]
    const dataset = listedIn[reference.kind]
    return [{ words: namesGone(reference), severity: 'low', restsOn: dataset ? [dataset] : [] }]
  })
}

const namesGone = ({ kind, id, side }: Reference): string =>
  `${side === 'included' ? 'includes' : 'excludes'} the ${kind} ${id}, which is not there any more`

/** A policy that was never changed has reported since it was made. */
function onlyReports(
  { state, modifiedDateTime, createdDateTime }: ConditionalAccessPolicy,
  now: Date,
): readonly Fault[] {
  if (state !== 'enabledForReportingButNotEnforced') return []
  const since = modifiedDateTime ?? createdDateTime
  const days = Math.floor((now.getTime() - Date.parse(since ?? '')) / DAY)
  if (Number.isNaN(days)) return [{ open: 'since when some policies only report was not read' }]
  if (days <= DAYS_OF_REPORTING) return []
  return [{ words: `only reports, and was last changed ${days} days ago`, severity: 'low', restsOn: [] }]
}

function faulty(policy: ConditionalAccessPolicy, faults: readonly Proven[]): Evidence {
  const { id, displayName, state, modifiedDateTime, createdDateTime, conditions } = policy
  const fields = { displayName, state, modifiedDateTime, createdDateTime, users: conditions?.users }
  return {
    subject: { type: 'policy', id, name: displayName ?? id },
    summary: `${policyName(policy)} ${faults.map(({ words }) => words).join('; it ')}.`,
    facts: [{ dataset: 'conditionalAccessPolicies', id, fields }],
    blastRadius: 'tenant',
    severity: faults.some(({ severity }) => severity === 'medium') ? 'medium' : 'low',
    wouldPassIf: 'it applied to somebody, named only what is there, and was on, off or gone',
    absences: [...new Set(faults.flatMap(({ restsOn }) => restsOn))],
  }
}
