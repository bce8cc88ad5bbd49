import type { Frame } from '../frame.ts'
import { type AccountSketch, synchronised, unlicensed } from '../users.ts'

/** The other people of Brightwater Foods who hold a directory role. */
export function administrators({ methods, company, calendar }: Frame): AccountSketch[] {
  const at = (name: string): string => `${name}@${company.domain}`
  return [
    {
      name: 'syncedAdmin',
      displayName: 'Daniel Okafor',
      userPrincipalName: at('daniel.okafor'),
      // A private mailbox brings this account back (section c, rule 1).
      methods: [
        methods('syncedAdmin').password(),
        methods('syncedAdmin').authenticator('Daniel phone'),
        methods('syncedAdmin').email('daniel.okafor.brightwater@gmail.com'),
      ],
      fields: synchronised(calendar.daysAgo(0.02), { jobTitle: 'IT Operations', department: 'IT' }),
    },
    {
      name: 'unitScopedHelpdesk',
      displayName: 'Lena Fischer',
      userPrincipalName: at('lena.fischer'),
      methods: [
        methods('unitScopedHelpdesk').password(),
        methods('unitScopedHelpdesk').authenticator('Lena Galaxy'),
      ],
      fields: { jobTitle: 'Plant IT', department: 'Operations' },
    },
    {
      name: 'passAdmin',
      displayName: 'Grace Muller (admin)',
      userPrincipalName: at('adm.grace.muller'),
      lastSignIn: 2,
      methods: [...passMethods({ methods, calendar })],
      fields: { ...unlicensed, jobTitle: 'Identity Engineer' },
    },
    {
      name: 'activatedAdmin',
      displayName: 'Tom Reyes',
      userPrincipalName: at('tom.reyes'),
      methods: [methods('activatedAdmin').password(), methods('activatedAdmin').windowsHello('BW-LT-0231')],
      fields: { jobTitle: 'Security Analyst', department: 'IT' },
    },
    {
      name: 'groupRoleAdmin',
      displayName: 'Ingrid Solberg',
      userPrincipalName: at('ingrid.solberg'),
      methods: [methods('groupRoleAdmin').password(), methods('groupRoleAdmin').softwareOath()],
      fields: { jobTitle: 'Messaging', department: 'IT' },
    },
    {
      name: 'disabledAdmin',
      displayName: 'Erik Strand',
      userPrincipalName: at('erik.strand'),
      lastSignIn: 260,
      methods: [methods('disabledAdmin').password()],
      fields: { accountEnabled: false, assignedLicenses: [], assignedPlans: [] },
    },
    {
      name: 'partnerLocalAccount',
      displayName: 'Support Northgate',
      userPrincipalName: at('support-northgate'),
      lastSignIn: 19,
      methods: [
        methods('partnerLocalAccount').password(),
        methods('partnerLocalAccount').phone('+44 7700900123'),
      ],
      fields: partnerFields,
    },
  ]
}

const partnerFields = {
  ...unlicensed,
  givenName: null,
  surname: null,
  companyName: 'Northgate Managed IT',
  otherMails: ['noc@northgate-it.example'],
}

function passMethods({ methods, calendar }: Pick<Frame, 'methods' | 'calendar'>) {
  const make = methods('passAdmin', 0.1)
  return [
    make.password(),
    make.windowsHello('BW-LT-0198'),
    make.temporaryAccessPass(calendar.minutesFromNow(-120), 480),
  ]
}
