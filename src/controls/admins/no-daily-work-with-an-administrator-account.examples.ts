import { denied, unavailable, unlicensed } from '#model/coverage.ts'
import {
  aMailUsage,
  anAccount,
  anEligibility,
  aProfile,
  aRoleAssignment,
  aTenant,
  aUsage,
  DIRECTORY_READERS,
  defineExamples,
  exchangePlan,
  type TenantRecords,
} from '../../../test/builders/index.ts'
import { noDailyWorkWithAnAdministratorAccount as control } from './no-daily-work-with-an-administrator-account.ts'

const admin = (changes: TenantRecords = {}) =>
  aTenant({
    roleAssignments: [aRoleAssignment()],
    administratorProfiles: [aProfile()],
    office365ActiveUserDetail: [aUsage()],
    emailActivityUserDetail: [aMailUsage()],
    ...changes,
  })
const mailbox = {
  mail: 'ada@contoso.example',
  proxyAddresses: ['smtp:a@old.example', 'SMTP:ada@contoso.example'],
}
const HASH = '0123456789abcdef0123456789abcdef'
const concealed = { userPrincipalName: HASH }

export const examples = defineExamples(control, [
  {
    name: 'nobody holds a privileged role',
    given: aTenant(),
    then: 'notApplicable',
    because: /no account of this/,
  },
  {
    name: 'a lesser role is no administrator’s',
    given: admin({ roleAssignments: [aRoleAssignment('ada', { roleDefinitionId: DIRECTORY_READERS })] }),
    then: 'notApplicable',
  },
  { name: 'an account that does nothing else', given: admin(), then: 'pass' },
  {
    name: 'one that reads mail',
    given: admin({ emailActivityUserDetail: [aMailUsage('ada', { readCount: 4, sendCount: 1 })] }),
    then: 'fail',
    subjects: ['ada'],
    severity: 'high',
    because: /sent 1 mails and read 4/,
  },
  {
    name: 'mail that only arrives is no use',
    given: admin({ emailActivityUserDetail: [aMailUsage('ada', { receiveCount: 90 })] }),
    then: 'pass',
  },
  {
    name: 'one that was in Teams this month',
    given: admin({ office365ActiveUserDetail: [aUsage('ada', { teamsLastActivityDate: '2026-05-20' })] }),
    then: 'fail',
    because: /used in Teams within 30 days/,
  },
  {
    name: 'what was done half a year ago says nothing of now',
    given: admin({ office365ActiveUserDetail: [aUsage('ada', { teamsLastActivityDate: '2025-12-01' })] }),
    then: 'pass',
  },
  {
    name: 'a licence alone is one sign',
    given: admin({ administratorProfiles: [aProfile('ada', { assignedPlans: [exchangePlan] })] }),
    then: 'pass',
  },
  {
    name: 'a licence that is switched off is none',
    given: admin({
      administratorProfiles: [
        aProfile('ada', { ...mailbox, assignedPlans: [{ ...exchangePlan, capabilityStatus: 'Deleted' }] }),
      ],
    }),
    then: 'pass',
  },
  {
    name: 'a licence and a mailbox of its own are two',
    given: admin({ administratorProfiles: [aProfile('ada', { ...mailbox, assignedPlans: [exchangePlan] })] }),
    then: 'fail',
    because: /licence for Exchange; it has a mail address of its own at contoso\.example/,
  },
  {
    name: 'an address at the first domain is no mailbox of its own',
    given: admin({
      administratorProfiles: [
        aProfile('ada', {
          assignedPlans: [exchangePlan],
          proxyAddresses: ['SMTP:ada@contoso.onmicrosoft.com'],
        }),
      ],
    }),
    then: 'pass',
  },
  {
    name: 'a role that has to be activated first weighs less',
    given: admin({
      roleAssignments: [],
      roleEligibilityScheduleInstances: [anEligibility()],
      emailActivityUserDetail: [aMailUsage('ada', { sendCount: 1 })],
    }),
    then: 'fail',
    severity: 'medium',
    because: /which it may activate/,
  },
  {
    name: 'an account that is switched off is used for nothing',
    given: admin({
      users: [anAccount('ada', { accountEnabled: false })],
      emailActivityUserDetail: [aMailUsage('ada', { sendCount: 1 })],
    }),
    then: 'notApplicable',
  },
  {
    name: 'concealed names tell of nobody, and how to change that is said',
    given: admin({
      office365ActiveUserDetail: [aUsage('ada', concealed)],
      adminReportSettings: [{ id: 'adminReportSettings', displayConcealedNames: true }],
    }),
    then: 'unknown',
    because: /do not say who is who.*Org settings, Reports/,
  },
  {
    name: 'concealed names hide nothing that profiles prove',
    given: admin({
      office365ActiveUserDetail: [aUsage('ada', concealed)],
      administratorProfiles: [aProfile('ada', { ...mailbox, assignedPlans: [exchangePlan] })],
    }),
    then: 'fail',
  },
  {
    name: 'a profile that was not read',
    given: admin({ administratorProfiles: [] }),
    then: 'unknown',
    because: /profiles of some administrators/,
  },
  {
    name: 'a cloud without usage reports: what profiles prove stands, the rest is unknown',
    given: admin({ office365ActiveUserDetail: [], emailActivityUserDetail: [] }),
    coverage: {
      office365ActiveUserDetail: unavailable('not in this cloud'),
      emailActivityUserDetail: unavailable('not in this cloud'),
    },
    then: 'unknown',
    because: /not in this cloud/,
  },
  {
    name: 'reports that were refused',
    given: admin({ emailActivityUserDetail: [] }),
    coverage: { emailActivityUserDetail: denied('HTTP 403', ['Reports.Read.All']) },
    then: 'unknown',
    because: /Reports\.Read\.All/,
  },
  {
    name: 'without the licence nobody is eligible',
    given: admin(),
    coverage: { roleEligibilityScheduleInstances: unlicensed('HTTP 400', 'Entra ID P2') },
    then: 'pass',
  },
])
