import type { Frame } from '../frame.ts'
import { type AccountSketch, unlicensed } from '../users.ts'

/** Who is Global Administrator of Brightwater Foods, or can become it. */
export function globalAdministrators(frame: Frame): AccountSketch[] {
  return [...emergencyAccounts(frame), sharedAdministrator(frame), ...peopleWithFullPower(frame)]
}

/** Two break-glass accounts: cloud-only, on the initial domain, no licence; the second lacks its key. */
function emergencyAccounts({ methods, initialDomain, calendar }: Frame): AccountSketch[] {
  const fields = {
    ...unlicensed,
    givenName: null,
    surname: null,
    passwordPolicies: 'DisablePasswordExpiration',
  }
  return [
    {
      name: 'breakGlassWithKey',
      displayName: 'Emergency access 1',
      userPrincipalName: `emergency-1@${initialDomain}`,
      lastSignIn: 61,
      methods: [
        methods('breakGlassWithKey').password(),
        methods('breakGlassWithKey').fido2('Safe in Bergen'),
      ],
      fields,
    },
    {
      name: 'breakGlassWithoutKey',
      displayName: 'Emergency access 2',
      userPrincipalName: `emergency-2@${initialDomain}`,
      lastSignIn: 402,
      methods: [methods('breakGlassWithoutKey').password()],
      fields: { ...fields, lastPasswordChangeDateTime: calendar.daysAgo(1300) },
    },
  ]
}

function peopleWithFullPower({ methods, company, initialDomain }: Frame): AccountSketch[] {
  return [
    {
      name: 'dedicatedAdmin',
      displayName: 'Olivia Hart (admin)',
      userPrincipalName: `adm.olivia.hart@${initialDomain}`,
      lastSignIn: 1,
      methods: [methods('dedicatedAdmin').password(), methods('dedicatedAdmin').fido2('Olivia blue key')],
      fields: { ...unlicensed, jobTitle: 'Head of IT' },
    },
    {
      name: 'dailyDriverAdmin',
      displayName: 'Marcus Bell',
      userPrincipalName: `marcus.bell@${company.domain}`,
      lastSignIn: 0.2,
      methods: [methods('dailyDriverAdmin').password(), methods('dailyDriverAdmin').phone('+44 7700900201')],
      fields: {
        jobTitle: 'Chief Financial Officer',
        department: 'Finance',
        employeeId: '1002',
        mobilePhone: '+44 7700900201',
      },
    },
    {
      name: 'eligibleGlobalAdmin',
      displayName: 'Priya Nair',
      userPrincipalName: `priya.nair@${company.domain}`,
      methods: [
        methods('eligibleGlobalAdmin').password(),
        methods('eligibleGlobalAdmin').authenticator('Priya iPhone'),
      ],
      fields: { jobTitle: 'Systems Engineer', department: 'IT', employeeId: '1010' },
    },
  ]
}

/**
 * One account, several people behind it: four phones, two numbers, nobody's name (section e, rule 7). The second number
 * is the finance director's own, which brings back his account too (section c, rule 2).
 */
function sharedAdministrator({
  methods,
  company,
  calendar,
}: Pick<Frame, 'methods' | 'company' | 'calendar'>): AccountSketch {
  const make = methods('sharedAdmin', 1500)
  const phones = ['SM-G991B', 'iPhone 14', 'Pixel 8', 'iPhone 12 mini'].map((device) =>
    make.authenticator(device),
  )
  return {
    name: 'sharedAdmin',
    displayName: 'Administrator',
    userPrincipalName: `admin@${company.domain}`,
    lastSignIn: 0.1,
    methods: [
      make.password(),
      ...phones,
      make.phone('+44 7700900202'),
      make.phone('+44 7700900201', 'alternateMobile'),
    ],
    fields: {
      givenName: null,
      surname: null,
      otherMails: ['it-archive@webmail.example'],
      lastPasswordChangeDateTime: calendar.daysAgo(1480),
    },
  }
}
