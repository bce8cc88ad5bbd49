import type { Outcome } from '#model/outcome.ts'
import type { AuthenticationMethodsPolicy } from '#model/records/authentication-methods-policy.ts'
import { answer, notAsked, notKnown, violation } from '../answers.ts'
import { defineRequirement, reading, type Stated } from '../requirement.ts'
import { memberOf } from './policies/conditions.ts'
import { phishingResistantForAll } from './policies/demands.ts'
import { meeting } from './policies/one-policy.ts'
import { methodIn, methodsFact } from './settings/methods.ts'

const METHOD = 'MicrosoftAuthenticator'

/** What a prompt has to show. */
const SHOWN: Readonly<Record<string, string>> = {
  displayAppInformationRequiredState: 'the name of the application',
  displayLocationInformationRequiredState: 'the place of the sign-in',
}

/** Graph writes it where a target is nobody. */
const NOBODY = '00000000-0000-0000-0000-000000000000'

function judge(policies: readonly AuthenticationMethodsPolicy[], { tenant }: Stated): Outcome {
  const policy = policies[0]
  const method = policy && methodIn(policy, METHOD)
  if (!policy || method?.state === undefined)
    return notKnown('the settings of Microsoft Authenticator were not read')
  if (method.state !== 'enabled') return notAsked('Microsoft Authenticator is not enabled')
  const fact = methodsFact(policy, { [METHOD]: method })
  const wrong = shortfallsOf(method).map((summary) => violation(summary, fact))
  return answer(tenant, 1, wrong)
}

/** A one-time code of the app shows nothing: it is typed into whatever asks for it. */
function shortfallsOf(method: object): readonly string[] {
  const features = memberOf(method, 'featureSettings')
  const hidden = Object.entries(SHOWN).filter(([feature]) => !isShownToAll(memberOf(features, feature)))
  return [
    ...(memberOf(method, 'isSoftwareOathEnabled') === false
      ? []
      : ['Microsoft Authenticator gives one-time codes, which show no context.']),
    ...hidden.map(([, what]) => `Microsoft Authenticator does not show ${what} to everybody.`),
  ]
}

function isShownToAll(feature: unknown): boolean {
  const excluded = memberOf(memberOf(feature, 'excludeTarget'), 'id') ?? NOBODY
  return (
    memberOf(feature, 'state') === 'enabled' &&
    memberOf(memberOf(feature, 'includeTarget'), 'id') === 'all_users' &&
    excluded === NOBODY
  )
}

export const authenticatorShowsContext = defineRequirement({
  framework: 'scuba-aad',
  id: 'MS.AAD.3.3v2',
  title: 'Microsoft Authenticator shows the context of a sign-in',
  obligation: 'shall',
  checks:
    'Where Microsoft Authenticator is enabled: it gives no one-time codes and shows application and place to all users. Not asked where MS.AAD.3.1 is met; without the policies, the method is judged alone.',
  readings: [
    reading({
      needs: ['authenticationMethodsPolicy', 'conditionalAccessPolicies'],
      emptyWithoutLicence: ['conditionalAccessPolicies'],
      evaluate({ authenticationMethodsPolicy, conditionalAccessPolicies }, stated) {
        return meeting(phishingResistantForAll, conditionalAccessPolicies, stated).length > 0
          ? notAsked('phishing-resistant MFA is enforced for all users (MS.AAD.3.1)')
          : judge(authenticationMethodsPolicy, stated)
      },
    }),
    reading({
      needs: ['authenticationMethodsPolicy'],
      evaluate: ({ authenticationMethodsPolicy }, stated) => judge(authenticationMethodsPolicy, stated),
    }),
  ],
  references: [
    'https://www.cisa.gov/resources-tools/services/secure-cloud-business-applications-scuba-project',
    'https://learn.microsoft.com/entra/identity/authentication/how-to-mfa-additional-context',
  ],
})
