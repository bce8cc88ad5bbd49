import { ATTESTS_HANDOVER, handoverSubject } from '#access/partners/handover.ts'
import { denied, unlicensed } from '#model/coverage.ts'
import type { Attestation } from '#model/decisions.ts'
import { type HandoverAnswer, handoverLogs } from '#model/handover.ts'
import {
  aDelegation,
  aForeignAssignment,
  anAttestation,
  aRelationship,
  aRoleAssignment,
  aTenant,
  DIRECTORY_READERS,
  defineExamples,
  FABRIKAM,
  theDecisions,
} from '../../../test/builders/index.ts'
import { handoverIsAttested as control } from './handover-is-attested.ts'

const administers = { roleAssignments: [aForeignAssignment()] }
const SUBJECT = handoverSubject(FABRIKAM)

/** As we ask it, of every log. */
const asAsked: readonly HandoverAnswer[] = handoverLogs.map(({ id, leastDays, mostHours }) => ({
  log: id,
  exists: true,
  ...(leastDays === null ? {} : { days: leastDays, since: '2024-01-01' }),
  who: 'Nia Moss, night desk',
  hours: mostHours,
}))

function attested(
  answers: readonly HandoverAnswer[] = asAsked,
  changes: Partial<Attestation> = {},
  subject = SUBJECT,
) {
  const attestation = anAttestation(ATTESTS_HANDOVER, subject, [])
  return theDecisions({ attestations: [{ ...attestation, answers, ...changes }] })
}

export const examples = defineExamples(control, [
  {
    name: 'a partner that administers here answered everything this year',
    given: aTenant(administers),
    decisions: attested(),
    then: 'pass',
  },
  {
    name: 'nobody asked it',
    given: aTenant(administers),
    then: 'fail',
    subjects: [SUBJECT],
    severity: 'medium',
    because: /administers here and never attested which logs it hands over/,
  },
  {
    name: 'it answered more than a year ago',
    given: aTenant(administers),
    decisions: attested(asAsked, { at: '2025-05-31T00:00:00Z', until: '2026-05-31T00:00:00Z' }),
    then: 'fail',
    subjects: [SUBJECT],
    because: /on 2025-05-31, more than a year ago/,
  },
  {
    name: 'less than we ask for is an answer',
    given: aTenant(administers),
    decisions: attested(asAsked.map((answer) => ({ ...answer, hours: 200 }))),
    then: 'pass',
    because: /10 answers fall short/,
  },
  {
    name: 'that there is no such log is an answer',
    given: aTenant(administers),
    decisions: attested(
      asAsked.map((answer, at) => (at === 0 ? { log: answer.log, exists: false } : answer)),
    ),
    then: 'pass',
    because: /1 answer falls short/,
  },
  {
    name: 'what it left open is not known',
    given: aTenant(administers),
    decisions: attested(asAsked.filter(({ log }) => log !== 'groups')),
    then: 'unknown',
    because: /did not say all of groups/,
  },
  {
    name: 'what somebody attested was the partner and not its handover',
    given: aTenant(administers),
    decisions: theDecisions({
      attestations: [anAttestation('partners/every-partner-is-attested', FABRIKAM, [])],
    }),
    then: 'fail',
  },
  {
    name: 'it was asked by its domain, before its tenant was known',
    given: aTenant({
      ...administers,
      tenantInformation: [{ tenantId: FABRIKAM, defaultDomainName: 'fabrikam.example' }],
    }),
    decisions: attested(asAsked, {}, handoverSubject('Fabrikam.example')),
    then: 'pass',
  },
  {
    name: 'whose domain that is was not read, so it may be this partner',
    given: aTenant(administers),
    decisions: attested(asAsked, {}, handoverSubject('fabrikam.example')),
    coverage: { tenantInformation: denied('HTTP 403', ['CrossTenantInformation.ReadBasic.All']) },
    then: 'unknown',
  },
  {
    name: 'a partner that only reads the directory administers nothing',
    given: aTenant({
      roleAssignments: [aForeignAssignment('fabrikam-helpdesk', { roleDefinitionId: DIRECTORY_READERS })],
    }),
    then: 'notApplicable',
  },
  {
    name: 'a relationship on paper alone is no access',
    given: aTenant({ partnerRelationships: [aRelationship()], roleAssignments: [aRoleAssignment()] }),
    then: 'notApplicable',
  },
  { name: 'there is no partner', given: aTenant(), then: 'notApplicable' },
  {
    name: 'a role that could not be read',
    given: aTenant({
      registrationAssignments: [
        aDelegation({
          authorizations: [{ principalId: 'operators', roleDefinitionId: 'a-role-of-their-own' }],
        }),
      ],
    }),
    then: 'unknown',
  },
  {
    name: 'roles that nobody may read may hide a partner',
    given: aTenant(),
    coverage: { roleAssignments: denied('HTTP 403', ['RoleManagement.Read.Directory']) },
    then: 'unknown',
    because: /roleAssignments/,
  },
  {
    name: 'without the licence nobody can be eligible',
    given: aTenant(administers),
    decisions: attested(),
    coverage: { roleEligibilityScheduleInstances: unlicensed('HTTP 403', 'Entra ID P2') },
    then: 'pass',
  },
])
