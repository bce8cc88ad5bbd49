import { z } from 'zod'
import { defineDataset, type RecordOf } from '../dataset.ts'
import { absentOrText } from './fields.ts'

/**
 * The registered methods of one account. `phoneNumber` and `emailAddress` are what brings the account of a role holder
 * back (identity.md §c); of everybody else they are left at the collector's door, for what is not kept cannot leak.
 */
export const authenticationMethods = defineDataset({
  name: 'authenticationMethods',
  title:
    'Registered authentication methods one by one: of role holders; of every enabled member account where the registration report is not licensed',
  key: ['userId'],
  record: z.object({
    userId: z.string(),
    methods: z.array(
      z.object({
        '@odata.type': z.string(),
        id: absentOrText,
        displayName: absentOrText,
        createdDateTime: absentOrText,
        model: absentOrText,
        aaGuid: absentOrText,
        attestationLevel: absentOrText,
        passkeyType: absentOrText,
        keyStrength: absentOrText,
        deviceTag: absentOrText,
        phoneAppVersion: absentOrText,
        phoneType: absentOrText,
        phoneNumber: absentOrText,
        emailAddress: absentOrText,
        smsSignInState: absentOrText,
        isUsable: z.boolean().nullish(),
        startDateTime: absentOrText,
        lifetimeInMinutes: z.number().nullish(),
      }),
    ),
  }),
})
export type AuthenticationMethods = RecordOf<typeof authenticationMethods>
