import { defineRequirementExamples } from '../../../test/builders/index.ts'
import { passwordsDoNotExpire } from './6.1-passwords-do-not-expire.ts'

const domain = (id: string, changes: object = {}) => ({
  id,
  isRoot: true,
  isVerified: true,
  authenticationType: 'Managed',
  passwordValidityPeriodInDays: 2_147_483_647,
  ...changes,
})

export const examples = defineRequirementExamples(passwordsDoNotExpire, [
  {
    name: 'the root keeps its passwords, and the subdomain follows',
    given: {
      domains: [
        domain('contoso.example'),
        domain('eu.contoso.example', { isRoot: false, passwordValidityPeriodInDays: null }),
      ],
    },
    then: 'pass',
  },
  {
    name: 'no period is set',
    given: { domains: [domain('contoso.example', { passwordValidityPeriodInDays: null })] },
    then: 'pass',
    because: /2021/,
  },
  {
    name: 'passwords expire after 90 days',
    given: { domains: [domain('contoso.example', { passwordValidityPeriodInDays: 90 })] },
    then: 'fail',
    because: /90 days/,
  },
  {
    name: 'a domain that is not verified does not count',
    given: {
      domains: [
        domain('contoso.example'),
        domain('new.example', { isVerified: false, passwordValidityPeriodInDays: 90 }),
      ],
    },
    then: 'pass',
  },
  {
    name: 'all domains are federated',
    given: {
      domains: [
        domain('contoso.example', { authenticationType: 'Federated', passwordValidityPeriodInDays: 90 }),
      ],
    },
    then: 'notApplicable',
  },
  {
    name: 'the root of a subdomain is not in the list',
    given: { domains: [domain('eu.contoso.example', { isRoot: false })] },
    then: 'unknown',
    because: /root domain/,
  },
])
