import { riskExamples } from '../../../test/builders/risk-examples.ts'
import { usersAtHighRiskBlocked } from './2.1-users-at-high-risk-blocked.ts'

export const examples = riskExamples(usersAtHighRiskBlocked, 'userRiskLevels')
