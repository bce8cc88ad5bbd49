import { denied, notAttempted, unlicensed } from '#model/coverage.ts'
import {
  aDirectoryAudit,
  anAuditRecord,
  aRosterEntry,
  aSignIn,
  aTenant,
  CONTOSO,
  daysAgo,
  defineExamples,
  FABRIKAM,
  FAY,
  FRED,
} from '../../../test/builders/index.ts'
import { activityIsByPeopleOnTheRoster as control } from './activity-is-by-people-on-the-roster.ts'

const listed = { partnerRoster: [aRosterEntry()] }

export const examples = defineExamples(control, [
  {
    name: 'everybody who signed in is on the roster',
    given: aTenant({ ...listed, signIns: [aSignIn(), aSignIn({ id: '2', isInteractive: false })] }),
    then: 'pass',
  },
  {
    name: 'somebody of the partner is on no roster',
    given: aTenant({ ...listed, signIns: [aSignIn(), aSignIn({ userId: FRED })] }),
    then: 'fail',
    subjects: [`${FABRIKAM}/${FRED}`],
    severity: 'high',
    because: /on no roster of those days/,
  },
  {
    name: 'several kinds of access at once, a service provider among them',
    given: aTenant({
      ...listed,
      signIns: [aSignIn({ userId: FRED, crossTenantAccessType: 'b2bCollaboration,serviceProvider' })],
    }),
    then: 'fail',
    subjects: [`${FABRIKAM}/${FRED}`],
  },
  {
    name: 'a change in the directory by somebody who is not listed',
    given: aTenant({ ...listed, directoryAudits: [aDirectoryAudit({}, FRED)] }),
    then: 'fail',
    subjects: [`${FABRIKAM}/${FRED}`],
    because: /Add member to role/,
  },
  {
    name: 'a change in Exchange by somebody who is listed',
    given: aTenant({ ...listed, unifiedAudit: [anAuditRecord()] }),
    then: 'pass',
  },
  {
    name: 'somebody who left the partner goes on working here',
    given: aTenant({
      partnerRoster: [aRosterEntry({ until: '2026-05-01' }), aRosterEntry({ id: 'fred', objectId: FRED })],
      signIns: [aSignIn()],
    }),
    then: 'fail',
    subjects: [`${FABRIKAM}/${FAY}`],
  },
  {
    name: 'the last day of a row counts',
    given: aTenant({
      partnerRoster: [aRosterEntry({ until: daysAgo(1).slice(0, 10) })],
      signIns: [aSignIn()],
    }),
    then: 'pass',
  },
  {
    name: 'a roster of the partner by its domain',
    given: aTenant({
      partnerRoster: [aRosterEntry({ tenantId: null, domain: 'fabrikam.example' })],
      tenantInformation: [{ tenantId: FABRIKAM, defaultDomainName: 'fabrikam.example' }],
      signIns: [aSignIn()],
    }),
    then: 'pass',
  },
  {
    name: 'the partner gave no roster',
    given: aTenant({ signIns: [aSignIn()] }),
    then: 'unknown',
    because: new RegExp(`no roster of .* covers what ${FAY}`),
  },
  {
    name: 'the roster begins after the day',
    given: aTenant({ partnerRoster: [aRosterEntry({ from: '2026-06-01' })], signIns: [aSignIn()] }),
    then: 'unknown',
    because: /no roster of Fabrikam covers/,
  },
  {
    name: 'the log does not say whose somebody is',
    given: aTenant({ ...listed, signIns: [aSignIn({ userId: FRED, homeTenantId: null })] }),
    then: 'unknown',
    because: /do not say who/,
  },
  {
    name: 'support of Microsoft and guests of others are no partners',
    given: aTenant({
      ...listed,
      signIns: [
        aSignIn({
          id: 'support',
          homeTenantId: 'f8cdef31-a31e-4b4a-93e4-5f571e91255a',
          crossTenantAccessType: 'microsoftSupport',
        }),
        aSignIn({
          id: 'guest',
          homeTenantId: '99999999-9999-4999-8999-999999999999',
          crossTenantAccessType: 'b2bCollaboration',
        }),
        aSignIn({ id: 'own', homeTenantId: CONTOSO, crossTenantAccessType: 'none' }),
      ],
    }),
    then: 'notApplicable',
  },
  {
    name: 'without a licence for sign-ins the unified log answers',
    given: aTenant({ ...listed, unifiedAudit: [anAuditRecord()] }),
    coverage: { signIns: unlicensed('HTTP 403', 'Microsoft Entra ID P1') },
    then: 'pass',
  },
  {
    name: 'neither log was read',
    given: aTenant(listed),
    coverage: {
      signIns: denied('HTTP 403', ['AuditLog.Read.All']),
      unifiedAudit: notAttempted('nobody exported it'),
    },
    then: 'unknown',
    because: /AuditLog\.Read\.All/,
  },
])
