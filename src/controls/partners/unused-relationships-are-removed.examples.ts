import { notAttempted, unlicensed } from '#model/coverage.ts'
import {
  aDelegation,
  aDirectoryAudit,
  aForeignApplication,
  aForeignAssignment,
  aForeignAzureGroup,
  aLogOf,
  anAuditRecord,
  aSignIn,
  aTenant,
  daysAgo,
  defineExamples,
  FABRIKAM,
} from '../../../test/builders/index.ts'
import { unusedRelationshipsAreRemoved as control } from './unused-relationships-are-removed.ts'

const holding = { roleAssignments: [aForeignAssignment('fabrikam-desk', { principal: null })] }
const whole = aLogOf(95)

export const examples = defineExamples(control, [
  {
    name: 'nobody of it signed in for as long as the log reaches',
    given: aTenant({ ...holding, signIns: whole }),
    then: 'fail',
    subjects: [FABRIKAM],
    severity: 'medium',
    because: /nobody of it signed in during the 95 days/,
  },
  {
    name: 'somebody of it signed in yesterday',
    given: aTenant({ ...holding, signIns: [aSignIn()] }),
    then: 'pass',
  },
  {
    name: 'a change in the directory is a use too',
    given: aTenant({ ...holding, signIns: whole, directoryAudits: [aDirectoryAudit()] }),
    then: 'pass',
  },
  {
    name: 'a wrong password is no use',
    given: aTenant({ ...holding, signIns: [...whole, aSignIn({ status: { errorCode: 50126 } })] }),
    then: 'fail',
    subjects: [FABRIKAM],
  },
  {
    name: 'its last sign-in is 91 days old',
    given: aTenant({ ...holding, signIns: [...whole, aSignIn({ createdDateTime: daysAgo(91) })] }),
    then: 'fail',
    subjects: [FABRIKAM],
  },
  {
    name: 'its last sign-in is 89 days old',
    given: aTenant({ ...holding, signIns: [...whole, aSignIn({ createdDateTime: daysAgo(89) })] }),
    then: 'pass',
  },
  {
    name: 'the log reaches back a week, as it does when collected',
    given: aTenant({ ...holding, signIns: aLogOf(7) }),
    then: 'unknown',
    because: /reach back 5 of 90 days/,
  },
  {
    name: 'the log is silent for weeks, so it may lack them',
    given: aTenant({
      ...holding,
      signIns: whole.filter(({ createdDateTime }) => {
        const time = createdDateTime ?? ''
        return time > daysAgo(31) || time < daysAgo(51)
      }),
    }),
    then: 'unknown',
    because: /reach back 30 of 90 days/,
  },
  {
    name: 'the export holds interactive sign-ins alone',
    given: aTenant({ ...holding, signIns: whole.filter(({ isInteractive }) => isInteractive) }),
    then: 'unknown',
    because: /reach back 0 of 90 days/,
  },
  {
    name: 'access on behalf of, in a tenant whose group is not named, could be anybody’s',
    given: aTenant({ azureRoleAssignments: [aForeignAzureGroup('agents')], signIns: whole }),
    then: 'unknown',
    because: /sign-ins name tenants/,
  },
  {
    name: 'Azure Lighthouse is used without a sign-in here',
    given: aTenant({ registrationAssignments: [aDelegation()], signIns: whole }),
    then: 'unknown',
    because: /activity log is not read/,
  },
  {
    name: 'an application needs nobody to sign in',
    given: aTenant({ servicePrincipals: [aForeignApplication()], signIns: whole }),
    then: 'notApplicable',
  },
  {
    name: 'without a licence for sign-ins the unified log shows the use',
    given: aTenant({ ...holding, unifiedAudit: [anAuditRecord()] }),
    coverage: { signIns: unlicensed('HTTP 403', 'Microsoft Entra ID P1') },
    then: 'pass',
  },
  {
    name: 'no sign-in was read',
    given: aTenant(holding),
    coverage: {
      signIns: unlicensed('HTTP 403', 'Microsoft Entra ID P1'),
      unifiedAudit: notAttempted('nobody exported it'),
    },
    then: 'unknown',
    because: /Microsoft Entra ID P1/,
  },
])
