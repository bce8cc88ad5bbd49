import { denied } from '#model/coverage.ts'
import { aMethodsPolicy, aTenant, defineExamples } from '../../../test/builders/index.ts'
import { methodsThatPhishingRelaysEasilyAreOff } from './methods-that-phishing-relays-easily-are-off.ts'

const withPolicy = (...changes: Parameters<typeof aMethodsPolicy>) =>
  aTenant({ authenticationMethodsPolicy: [aMethodsPolicy(...changes)] })
const setting = (id: string) => `authenticationMethodsPolicy/${id}`
const features = (app: object, place: object) => ({
  MicrosoftAuthenticator: {
    featureSettings: {
      displayAppInformationRequiredState: app,
      displayLocationInformationRequiredState: place,
    },
  },
})
const forAll = { state: 'enabled', includeTarget: { id: 'all_users', targetType: 'group' } }

export const examples = defineExamples(methodsThatPhishingRelaysEasilyAreOff, [
  {
    name: 'weak methods are off, context is shown, the migration is complete',
    given: aTenant(),
    then: 'pass',
  },
  {
    name: 'text messages are allowed for everybody',
    given: withPolicy({ Sms: { state: 'enabled' } }),
    then: 'fail',
    subjects: [setting('Sms')],
    severity: 'medium',
    because: /for all users/,
  },
  {
    name: 'calls for one group are calls',
    given: withPolicy({ Voice: { state: 'enabled', includeTargets: [{ id: 'desk', targetType: 'group' }] } }),
    then: 'fail',
    subjects: [setting('Voice')],
    because: /for 1 group:/,
  },
  {
    name: 'codes by mail weigh less',
    given: withPolicy({ Email: { state: 'enabled' } }),
    then: 'fail',
    subjects: [setting('Email')],
    severity: 'low',
  },
  {
    name: 'Authenticator left to Microsoft shows no context',
    given: withPolicy(features(forAll, { state: 'default' })),
    then: 'fail',
    subjects: [setting('MicrosoftAuthenticator')],
    because: /place of the sign-in/,
  },
  {
    name: 'context for a group is not context for everybody',
    given: withPolicy(features({ ...forAll, includeTarget: { id: 'pilot' } }, forAll)),
    then: 'fail',
    because: /name of the application/,
  },
  {
    name: 'an excluded group does not see it',
    given: withPolicy(features({ ...forAll, excludeTarget: { id: 'board' } }, forAll)),
    then: 'fail',
  },
  {
    name: 'the empty id that Microsoft writes for no group excludes nobody',
    given: withPolicy(
      features({ ...forAll, excludeTarget: { id: '00000000-0000-0000-0000-000000000000' } }, forAll),
    ),
    then: 'pass',
  },
  {
    name: 'where Authenticator is off there is nothing to show',
    given: withPolicy({ MicrosoftAuthenticator: { state: 'disabled' } }),
    then: 'pass',
  },
  {
    name: 'while the migration runs the older settings count too',
    given: withPolicy({}, { policyMigrationState: 'migrationInProgress' }),
    then: 'fail',
    subjects: [setting('policyMigrationState')],
    severity: 'low',
  },
  {
    name: 'a state of a later version is not guessed',
    given: withPolicy({ Sms: { state: 'unknownFutureValue' } }),
    then: 'unknown',
    because: /whether Sms is allowed/,
  },
  {
    name: 'a policy that lists no methods was not read',
    given: withPolicy({}, { authenticationMethodConfigurations: null, policyMigrationState: null }),
    then: 'unknown',
    because: /migration/,
  },
  {
    name: 'there is no methods policy',
    given: aTenant({ authenticationMethodsPolicy: [] }),
    then: 'notApplicable',
    because: /no authentication methods policy/,
  },
  {
    name: 'a refused policy names its permission',
    given: aTenant({ authenticationMethodsPolicy: [] }),
    coverage: { authenticationMethodsPolicy: denied('HTTP 403', ['Policy.Read.All']) },
    then: 'unknown',
    because: /Policy\.Read\.All/,
  },
])
