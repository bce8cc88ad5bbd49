import type { Frame } from '../frame.ts'
import { type AccountSketch, unlicensed } from '../users.ts'

/** Members of Brightwater Foods without a role, each of them one situation of the practices. */
export function members(frame: Frame): AccountSketch[] {
  return [...people(frame), ...perUserMfa(frame), ...mailboxes(frame)]
}

function people({ methods, company, calendar }: Frame): AccountSketch[] {
  const at = (name: string): string => `${name}@${company.domain}`
  const registered = methods('registeredNotEnforced')
  return [
    {
      name: 'noMfaAtAll',
      displayName: 'Nils Berg',
      userPrincipalName: at('nils.berg'),
      methods: [methods('noMfaAtAll').password()],
      fields: { jobTitle: 'Forklift Operator', department: 'Warehouse' },
    },
    {
      name: 'registeredNotEnforced',
      displayName: 'Freya Lind',
      userPrincipalName: at('freya.lind'),
      methods: [registered.password(), registered.authenticator('Freya Pixel')],
      fields: { jobTitle: 'Buyer', department: 'Purchasing' },
    },
    {
      name: 'enforcedNotRegistered',
      displayName: 'Oskar Dahl',
      userPrincipalName: at('oskar.dahl'),
      methods: [
        methods('enforcedNotRegistered').password(),
        methods('enforcedNotRegistered').email('oskar@webmail.example'),
      ],
      fields: { jobTitle: 'Sales', department: 'Sales' },
    },
    {
      name: 'nestedExcluded',
      displayName: 'Warehouse handheld 1',
      userPrincipalName: at('handheld-1'),
      methods: [methods('nestedExcluded').password()],
      fields: { department: 'Warehouse', givenName: null, surname: null },
    },
    {
      name: 'newStarter',
      displayName: 'Amelie Roux',
      userPrincipalName: at('amelie.roux'),
      lastSignIn: null,
      reported: false,
      methods: [methods('newStarter').password()],
      fields: {
        createdDateTime: calendar.daysAgo(0.5),
        lastPasswordChangeDateTime: calendar.daysAgo(0.5),
        department: 'Sales',
      },
    },
    {
      name: 'staleMember',
      displayName: 'Petra Vogel',
      userPrincipalName: at('petra.vogel'),
      lastSignIn: 311,
      methods: [methods('staleMember').password()],
      fields: { department: 'Finance' },
    },
    {
      name: 'leaver',
      displayName: 'Henrik Moe',
      userPrincipalName: at('henrik.moe'),
      lastSignIn: 190,
      methods: [methods('leaver').password(), methods('leaver').authenticator('Old phone')],
      fields: { accountEnabled: false, assignedLicenses: [], assignedPlans: [] },
    },
  ]
}

/** Per-user MFA, the old switch that Conditional Access does not show (identity reference, section a.5). */
function perUserMfa({ methods, company }: Frame): AccountSketch[] {
  const old = (name: string, displayName: string, state: 'enabled' | 'enforced'): AccountSketch => ({
    name,
    displayName,
    userPrincipalName: `${displayName.toLowerCase().replace(' ', '.')}@${company.domain}`,
    perUserMfa: state,
    methods: [methods(name).password(), methods(name).phone('+44 7700900300')],
    fields: { department: 'Finance' },
  })
  return [
    old('perUserEnforced', 'Karin Holm', 'enforced'),
    old('perUserEnforcedToo', 'Sven Aune', 'enforced'),
    old('perUserEnabled', 'Bjorn Lie', 'enabled'),
  ]
}

/** Shared mailboxes and rooms have accounts too; those ought to be disabled (section a.4, pitfall 10). */
function mailboxes({ methods, company }: Frame): AccountSketch[] {
  const box = (name: string, displayName: string, local: string, accountEnabled: boolean): AccountSketch => ({
    name,
    displayName,
    userPrincipalName: `${local}@${company.domain}`,
    lastSignIn: accountEnabled ? 12 : null,
    methods: [methods(name).password()],
    fields: { accountEnabled, givenName: null, surname: null, isResourceAccount: null, ...noLicence },
  })
  return [
    box('disabledRoom', 'Room Fjord', 'room-fjord', false),
    box('disabledSharedMailbox', 'Orders', 'orders', false),
    box('enabledSharedMailbox', 'Info', 'info', true),
  ]
}

const noLicence = { assignedLicenses: unlicensed.assignedLicenses, assignedPlans: unlicensed.assignedPlans }
