import { z } from 'zod'
import { defineDataset, type RecordOf } from '../dataset.ts'
import { absentOrText, absentOrTexts } from './fields.ts'

/**
 * What the directory says of the person behind a role: contact data that may bring the account back, and licences and
 * addresses that show whether somebody works in it every day (identity.md §b.4, §c). Phone numbers and addresses are
 * personal: they lie in the sealed file and in no message of ours. Whatever `users` has already stands there.
 */
export const administratorProfiles = defineDataset({
  name: 'administratorProfiles',
  title: 'Profiles of role holders: contact data, mail addresses, assigned plans, age of the password',
  key: ['id'],
  record: z.object({
    id: z.string(),
    userPrincipalName: absentOrText,
    givenName: absentOrText,
    surname: absentOrText,
    jobTitle: absentOrText,
    department: absentOrText,
    employeeId: absentOrText,
    employeeType: absentOrText,
    mail: absentOrText,
    /** `SMTP:` in capitals marks the main address. */
    proxyAddresses: absentOrTexts,
    otherMails: absentOrTexts,
    mobilePhone: absentOrText,
    businessPhones: absentOrTexts,
    assignedPlans: z
      .array(
        z.object({
          servicePlanId: absentOrText,
          /** The workload: `exchange`, `SharePoint`, `TeamspaceAPI`, … */
          service: absentOrText,
          /** `Enabled`, `Warning`, `Suspended`, `Deleted`, `LockedOut`. */
          capabilityStatus: absentOrText,
        }),
      )
      .nullish(),
    assignedLicenses: z.array(z.object({ skuId: absentOrText, disabledPlans: absentOrTexts })).nullish(),
    lastPasswordChangeDateTime: absentOrText,
    /** Tokens from before this moment are refused: sessions were revoked then, or the password was changed. */
    signInSessionsValidFromDateTime: absentOrText,
    passwordPolicies: absentOrText,
  }),
})
export type AdministratorProfile = RecordOf<typeof administratorProfiles>
