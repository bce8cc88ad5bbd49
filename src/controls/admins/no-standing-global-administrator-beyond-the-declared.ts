import { adminLimit, breakGlassByUpn, isBreakGlass } from '#access/declared.ts'
import { administration } from '#access/roles/administration.ts'
import { principalsOf, type RolePrincipal } from '#access/roles/role-principals.ts'
import { type Standing, type StandingIndex, standingIn } from '#access/roles/standing.ts'
import { GLOBAL_ADMINISTRATOR } from '#access/roles/tiers.ts'
import { defineControl } from '#model/control.ts'
import type { Decisions } from '#model/decisions.ts'
import type { Evidence, SubjectType } from '#model/outcome.ts'
import { Tally } from '#model/tally.ts'

export const noStandingGlobalAdministratorBeyondTheDeclared = defineControl({
  id: 'admins/no-standing-global-administrator-beyond-the-declared',
  title: 'No standing Global Administrator beyond the declared',
  practice: 'p7',
  severity: 'critical',
  needs: ['users', 'organization', 'roleAssignments', 'roleAssignmentScheduleInstances', 'groupMembers'],
  // An assignment that no instance limits stands; each violation that rests on this says so itself.
  absences: [],
  // Without Privileged Identity Management nothing limits an assignment in time.
  emptyWithoutLicence: ['roleAssignmentScheduleInstances'],
  rationale:
    'A standing Global Administrator is everything an attacker wants, at any hour. Break-glass accounts have to ' +
    'stand; everybody else can activate the role for the hour they need it, or hold a smaller one.',
  remediation: [
    'Declare the break-glass accounts first: keyward declare break-glass UPN, two of them, tested, with passkeys.',
    'Declare how many further standing administrators are meant to be: keyward declare admin-limit NUMBER.',
    'With Privileged Identity Management: make each of the others eligible, let them activate once, then remove the active assignment.',
    'Without it: give each of the others the least role that does the job on a separate account.',
    'End the assignments of partners and of service principals, or replace them with narrower roles.',
  ],
  references: [
    'https://learn.microsoft.com/entra/identity/role-based-access-control/best-practices',
    'https://learn.microsoft.com/entra/identity/role-based-access-control/security-emergency-access',
    'https://learn.microsoft.com/entra/id-governance/privileged-identity-management/pim-configure',
  ],
  evaluate(view, { decisions }) {
    const estate = administration(view, decisions.tenant)
    const isStanding = standingIn(GLOBAL_ADMINISTRATOR, view.roleAssignmentScheduleInstances)
    const principals = principalsOf(GLOBAL_ADMINISTRATOR, estate, view.users)
    const judged = principals.map((principal) => judgePrincipal(principal, isStanding, decisions))
    const unresolved = estate.holders.unresolved.filter(
      ({ grant }) => grant.role.templateId === GLOBAL_ADMINISTRATOR && grant.mode === 'active',
    )
    const tally = new Tally()
    for (const { because } of unresolved) tally.unknown(because)
    count(judged, unresolved.length > 0, decisions, tally)
    return tally.outcome('nobody holds Global Administrator')
  },
})

/** `open`: whether it stands, or whether it is a declared break-glass account, is not known. */
interface Judged {
  readonly principal: RolePrincipal
  readonly verdict: 'standing' | 'open' | 'fine'
  readonly standing: Standing
  readonly because: string
}

function judgePrincipal(principal: RolePrincipal, isStanding: StandingIndex, decisions: Decisions): Judged {
  const standing = standingOf(principal, isStanding)
  const judged = { principal, standing, because: '' }
  if (standing.stands === 'no' || isBreakGlass(principal, decisions)) return { ...judged, verdict: 'fine' }
  if (standing.stands === 'maybe') {
    return {
      ...judged,
      verdict: 'open',
      because: 'the end of some Global Administrator assignments was not read',
    }
  }
  const couldBeDeclared = principal.type === 'person' && principal.userPrincipalNames.length === 0
  if (couldBeDeclared && breakGlassByUpn(decisions)) {
    const because = `the user principal name of ${principal.id} was not read: it may be a declared break-glass account`
    return { ...judged, verdict: 'open', because }
  }
  return { ...judged, verdict: 'standing' }
}

/** One assignment that stands is enough, whichever way the role came; a record proves more than an absence. */
function standingOf({ grants, id }: RolePrincipal, isStanding: StandingIndex): Standing {
  const ways = [...grants.map(({ principalId }) => isStanding(principalId)), ...ownInstance(id, isStanding)]
  const standing = ways.filter(({ stands }) => stands === 'yes')
  const proven = standing.find(({ by }) => by === 'record') ?? standing[0]
  return proven ?? ways.find(({ stands }) => stands === 'maybe') ?? { stands: 'no', by: 'record' }
}

/** Privileged Identity Management may list a member of a group under the member's own id. */
function ownInstance(id: string, isStanding: StandingIndex): readonly Standing[] {
  const own = isStanding(id)
  return own.by === 'record' ? [own] : []
}

/**
 * People count against the declared limit; over it, each of them is a finding, since no tool can choose. A group
 * of another organisation or a service principal is nobody's declared person and always beyond it.
 */
function count(judged: readonly Judged[], moreMayHold: boolean, decisions: Decisions, tally: Tally): void {
  const limit = adminLimit(decisions)
  const people = judged.filter(({ principal }) => principal.type === 'person')
  const standing = people.filter(({ verdict }) => verdict === 'standing')
  const open = moreMayHold || people.some(({ verdict }) => verdict === 'open')
  const proven = standing.filter((it) => it.standing.by === 'record').length > (limit ?? 0)
  for (const it of judged) {
    const overLimit = it.principal.type !== 'person' || standing.length > (limit ?? 0)
    if (it.verdict === 'fine') tally.ok()
    else if (it.verdict === 'open') tally.unknown(it.because)
    else if (overLimit) tally.violation(standingEvidence(it, proven, limit))
    else if (open) tally.unknown('whether the declared limit of standing administrators is kept is not known')
    else tally.ok()
  }
}

const SUBJECT_TYPES = {
  person: 'account',
  servicePrincipal: 'servicePrincipal',
  foreign: 'principal',
} as const satisfies Record<RolePrincipal['type'], SubjectType>

function standingEvidence(
  { principal, standing }: Judged,
  proven: boolean,
  limit: number | undefined,
): Evidence {
  const evidence: Evidence = {
    subject: { type: SUBJECT_TYPES[principal.type], id: principal.id, name: principal.name },
    summary: `${principal.name} is Global Administrator at all times${foreignNote(principal)}. ${declared(limit)}`,
    facts: principal.grants.map((grant) => ({
      dataset: grant.dataset,
      id: grant.id,
      fields: { role: grant.role.name, principalId: grant.principalId, scope: grant.scope },
    })),
    blastRadius: 'tenant',
    wouldPassIf:
      'the role was eligible or ended, the account was declared (keyward declare break-glass UPN), ' +
      'or more standing administrators were (keyward declare admin-limit NUMBER)',
  }
  const restsOnRecords = standing.by === 'record' && (proven || principal.type !== 'person')
  return restsOnRecords ? evidence : { ...evidence, absences: ['roleAssignmentScheduleInstances'] }
}

function foreignNote({ type }: RolePrincipal): string {
  if (type === 'foreign') return ', and nobody here can see who is in it'
  return type === 'servicePrincipal' ? ', a service principal' : ''
}

function declared(limit: number | undefined): string {
  if (limit === undefined) return 'Nobody has declared that it should be.'
  return `${limit} beside the break-glass accounts ${limit === 1 ? 'is' : 'are'} declared, and there are more.`
}
