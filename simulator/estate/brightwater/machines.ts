import type { Frame } from '../frame.ts'
import { type AccountSketch, unlicensed } from '../users.ts'

/** Accounts that no person signs in with. */
export function machines({ methods, initialDomain, company, calendar }: Frame): AccountSketch[] {
  return [
    {
      name: 'directorySync',
      displayName: 'On-Premises Directory Synchronization Service Account',
      userPrincipalName: `Sync_BWDC01_3f2a91c07d4e@${initialDomain}`,
      lastSignIn: 0.02,
      methods: [methods('directorySync').password()],
      fields: { ...unlicensed, ...neverExpires, givenName: null, surname: null },
    },
    {
      name: 'scannerService',
      displayName: 'svc-scanner',
      userPrincipalName: `svc-scanner@${company.domain}`,
      lastSignIn: 0.5,
      methods: [methods('scannerService').password()],
      fields: {
        ...neverExpires,
        givenName: null,
        surname: null,
        lastPasswordChangeDateTime: calendar.daysAgo(2100),
      },
    },
  ]
}

const neverExpires = { passwordPolicies: 'DisablePasswordExpiration' }
