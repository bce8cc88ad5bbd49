import { registrationRow } from '../../estate/registration.ts'
import { roleDefinitions } from '../../estate/roles.ts'
import type { Account, Estate, Item } from '../../estate/types.ts'
import { denied, notFound, unlicensed } from '../errors.ts'
import { type Call, collection, entity, type Route } from '../route.ts'
import { fromList, type Source } from '../source.ts'

/** What `/users` returns when nothing is selected; everything else is null unless asked for by name. */
export const defaultUserFields = [
  'businessPhones',
  'displayName',
  'givenName',
  'jobTitle',
  'mail',
  'mobilePhone',
  'officeLocation',
  'preferredLanguage',
  'surname',
  'userPrincipalName',
  'id',
] as const

function users({ state }: Call): Source {
  const { accounts } = state.estate
  const dense = state.changes.sequence === 0
  return { length: accounts.length, dense, at: (position) => accounts.present(position)?.user }
}

/** Everybody who is not one of the crowd. */
function withoutCrowd({ state }: Call): Source {
  const { accounts } = state.estate
  return fromList(accounts.apart().map(({ user }) => user))
}

function account(call: Call): Account {
  const id = call.parameter('id')
  const found = call.state.estate.accounts.find(id)
  if (!found) throw notFound(id)
  return found
}

/** signInActivity wants a second permission and a premium licence (identity reference, section b.5). */
function checkSignInActivity({ query, granted, state }: Call): void {
  if (!query.select?.includes('signInActivity')) return
  if (!granted.includes('AuditLog.Read.All')) throw denied(true)
  if (state.settings.licences.length === 0) throw unlicensed.p1()
}

/** Whoever holds a role without having to activate it, as the report's `isAdmin` sees it. */
function administrators(estate: Estate): ReadonlySet<string> {
  const known = new Set(roleDefinitions.map(({ id }) => id))
  const active = estate.roleAssignments.filter(({ roleDefinitionId }) => known.has(roleDefinitionId))
  return new Set(active.map(({ principalId }) => principalId))
}

function registrations({ state: { estate } }: Call): Source {
  const admins = administrators(estate)
  return {
    length: estate.accounts.length,
    at: (position) => {
      const found = estate.accounts.present(position)
      return found && registrationRow(found, admins.has(found.user.id), estate.now)
    },
  }
}

function sponsorsOf({ state: { estate } }: Call, guest: string): Item[] {
  const present = (estate.sponsors[guest] ?? []).filter(({ id }) => !estate.accounts.isRemoved(id))
  return present.map(({ kind, id }) => ({
    '@odata.type': `#microsoft.graph.${kind}`,
    ...pickDefaults(estate.accounts.find(id)?.user ?? { id }),
  }))
}

function pickDefaults(user: Item): Item {
  return Object.fromEntries(defaultUserFields.map((field) => [field, user[field] ?? null]))
}

const expandSponsors = {
  text: 'sponsors',
  context: 'sponsors()',
  expand: (item: Item, call: Call): Item => ({ ...item, sponsors: sponsorsOf(call, String(item['id'])) }),
}

const undocumented = {
  undocumented: ({ settings }: Call['state']) =>
    settings.undocumentedPerUserMfaState ? ['perUserMfaState'] : [],
}

export const userRoutes: readonly Route[] = [
  collection({
    template: '/v1.0/users',
    context: 'users',
    types: ['v1.user'],
    units: 2,
    defaultFields: defaultUserFields,
    filters: [
      {
        form: /^userType eq '(Guest|Member)'$/,
        // The crowd has no guests: looking through a million members for nine of them takes seconds.
        narrow: (call, [, type]) => (type === 'Guest' ? withoutCrowd(call) : undefined),
        keep:
          ([, type]) =>
          (item) =>
            item['userType'] === type,
      },
      {
        form: /^accountEnabled eq (true|false)$/,
        keep:
          ([, on]) =>
          (item) =>
            String(item['accountEnabled']) === on,
      },
    ],
    ...undocumented,
    check: checkSignInActivity,
    expansions: [expandSponsors],
    read: users,
  }),
  collection({
    template: '/v1.0/users/{id}/sponsors',
    context: 'directoryObjects',
    types: ['v1.user', 'v1.group'],
    units: 1,
    read: (call) => fromList(sponsorsOf(call, account(call).user.id)),
  }),
  entity({
    template: '/v1.0/users/{id}',
    context: 'users/$entity',
    types: ['v1.user'],
    units: 1,
    defaultFields: defaultUserFields,
    ...undocumented,
    check: checkSignInActivity,
    read: (call) => account(call).user,
  }),
  entity({
    template: '/beta/users/{id}/authentication/requirements',
    context: "users('{id}')/authentication/requirements",
    types: ['beta.strongAuthenticationRequirements'],
    read: (call) => ({ perUserMfaState: account(call).user.perUserMfaState }),
  }),
  collection({
    template: '/v1.0/users/{id}/authentication/methods',
    context: "users('{id}')/authentication/methods",
    types: ['v1.authenticationMethod'],
    read: (call) => fromList(account(call).methods),
  }),
  collection({
    template: '/v1.0/reports/authenticationMethods/userRegistrationDetails',
    context: 'reports/authenticationMethods/userRegistrationDetails',
    types: ['v1.userRegistrationDetails'],
    licence: 'p1',
    lane: 'reports',
    read: registrations,
  }),
]
