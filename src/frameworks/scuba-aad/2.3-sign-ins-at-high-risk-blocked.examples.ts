import { riskExamples } from '../../../test/builders/risk-examples.ts'
import { signInsAtHighRiskBlocked } from './2.3-sign-ins-at-high-risk-blocked.ts'

export const examples = riskExamples(signInsAtHighRiskBlocked, 'signInRiskLevels')
