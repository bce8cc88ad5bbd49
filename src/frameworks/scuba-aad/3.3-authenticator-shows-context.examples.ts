import { aStrength, defineRequirementExamples } from '../../../test/builders/index.ts'
import { authenticatorShowsContext } from './3.3-authenticator-shows-context.ts'

const shown = { state: 'enabled', includeTarget: { id: 'all_users', targetType: 'group' } }

const methods = ({ state = 'enabled', codes = false, application = shown, place = shown } = {}) => ({
  id: 'authenticationMethodsPolicy',
  authenticationMethodConfigurations: [
    {
      id: 'MicrosoftAuthenticator',
      state,
      isSoftwareOathEnabled: codes,
      featureSettings: {
        displayAppInformationRequiredState: application,
        displayLocationInformationRequiredState: place,
      },
    },
  ],
})

export const examples = defineRequirementExamples(authenticatorShowsContext, [
  {
    name: 'application and place are shown to all users',
    given: { authenticationMethodsPolicy: [methods()] },
    then: 'pass',
  },
  {
    name: 'the place is hidden',
    given: { authenticationMethodsPolicy: [methods({ place: { ...shown, state: 'disabled' } })] },
    then: 'fail',
    because: /place of the sign-in/,
  },
  {
    name: 'the application is shown to one group only',
    given: {
      authenticationMethodsPolicy: [
        methods({ application: { ...shown, includeTarget: { id: 'pilot', targetType: 'group' } } }),
      ],
    },
    then: 'fail',
    because: /name of the application/,
  },
  {
    name: 'one-time codes show nothing',
    given: { authenticationMethodsPolicy: [methods({ codes: true })] },
    then: 'fail',
    because: /one-time codes/,
  },
  {
    name: 'is not asked where the app is off',
    given: { authenticationMethodsPolicy: [methods({ state: 'disabled' })] },
    then: 'notApplicable',
    because: /not enabled/,
  },
  {
    name: 'is not asked where phishing-resistant MFA is enforced',
    given: {
      authenticationMethodsPolicy: [methods({ codes: true })],
      conditionalAccessPolicies: [aStrength()],
    },
    then: 'notApplicable',
    because: /MS\.AAD\.3\.1/,
  },
  {
    name: 'the settings of the app were not read',
    given: { authenticationMethodsPolicy: [{ id: 'authenticationMethodsPolicy' }] },
    then: 'unknown',
    because: /were not read/,
  },
])
