import { z } from 'zod'
import { defineDataset, type RecordOf } from '../dataset.ts'
import { absentOrText } from './fields.ts'

/** How a federated domain signs its people in, and whether the MFA of its identity provider is believed. */
export const federationConfigurations = defineDataset({
  name: 'federationConfigurations',
  title: 'Federated domains: who signs people in, and whether that MFA is believed',
  key: ['id'],
  record: z.object({
    id: z.string(),
    /** The domain; an exported answer does not repeat it. */
    domainId: absentOrText,
    displayName: absentOrText,
    issuerUri: absentOrText,
    passiveSignInUri: absentOrText,
    preferredAuthenticationProtocol: absentOrText,
    federatedIdpMfaBehavior: absentOrText,
    promptLoginBehavior: absentOrText,
    isSignedAuthenticationRequestRequired: z.boolean().nullish(),
  }),
})
export type FederationConfiguration = RecordOf<typeof federationConfigurations>
