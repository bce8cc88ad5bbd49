import { z } from 'zod'
import { defineDataset, type RecordOf } from '../dataset.ts'
import { absentOrText, absentOrTexts } from './fields.ts'

/**
 * One row of Microsoft's registration report; `id` is the user's id. The report leaves out disabled and deleted
 * users and lags up to 36 hours (identity.md §0.1), so "no row" is not "no MFA".
 */
export const userRegistrationDetails = defineDataset({
  name: 'userRegistrationDetails',
  title: 'Registration report: which authentication methods each account has registered',
  key: ['id'],
  record: z.object({
    id: z.string(),
    userPrincipalName: absentOrText,
    userDisplayName: absentOrText,
    userType: absentOrText,
    isAdmin: z.boolean().nullish(),
    isMfaRegistered: z.boolean().nullish(),
    isMfaCapable: z.boolean().nullish(),
    isPasswordlessCapable: z.boolean().nullish(),
    isSsprRegistered: z.boolean().nullish(),
    isSsprEnabled: z.boolean().nullish(),
    isSsprCapable: z.boolean().nullish(),
    isSystemPreferredAuthenticationMethodEnabled: z.boolean().nullish(),
    systemPreferredAuthenticationMethods: absentOrTexts,
    userPreferredMethodForSecondaryAuthentication: absentOrText,
    methodsRegistered: absentOrTexts,
    lastUpdatedDateTime: absentOrText,
  }),
})
export type UserRegistrationDetails = RecordOf<typeof userRegistrationDetails>
