/** What administrators did, and whether it was to be expected. */
import { describe, expect, it } from 'vitest'
import { adminsText } from '#cli/logs/admins-text.ts'
import { networkOf, surpriseOf } from '#logs/operations/habits.ts'
import { displayWidth } from '#model/text/width.ts'
import { logAdmins } from '#pipeline/logs/admins.ts'
import { anAccount } from '../builders/people.ts'
import { builtInRoles } from '../builders/roles.ts'
import type { TenantRecords } from '../builders/tenant.ts'
import { anEstate, type Estate } from './estate.ts'
import { activity, audit, PARTNER, signIn, TENANT, USER } from './samples.ts'

const NOW = new Date('2026-10-06T00:00:00Z')
const GLOBAL_ADMINISTRATOR = '62e90394-69f5-4237-9190-012177145e10'
const BO = 'bo@fabrikam.example'

/** Bo is Global Administrator; Cy holds nothing. */
const staff: TenantRecords = {
  organization: [{ id: TENANT, displayName: 'Fabrikam' }],
  users: [
    anAccount(USER, { userPrincipalName: BO }),
    anAccount('66666666-0000-4000-8000-000000000001', { userPrincipalName: 'cy@fabrikam.example' }),
  ],
  groupMembers: [],
  roleDefinitions: builtInRoles,
  roleAssignments: [
    { id: 'bo', principalId: USER, roleDefinitionId: GLOBAL_ADMINISTRATOR, directoryScopeId: '/' },
  ],
  roleEligibilityScheduleInstances: [],
  servicePrincipals: [],
  appRoleAssignments: [],
  azureRoleAssignments: [],
  exchangeRoleAssignments: [],
}

/** Bo's sign-ins from an address on a day; what is refused is none. */
const signedIn = (day: string, changes: object = {}) => ({
  ...signIn,
  id: `00000000-0000-4000-8000-${day.replaceAll('-', '').padStart(12, '0')}`,
  createdDateTime: `${day}T09:00:00Z`,
  status: { errorCode: 0 },
  ipAddress: '198.51.100.200',
  ...changes,
})
const usual = [signedIn('2026-09-20'), signedIn('2026-09-25'), signedIn('2026-10-01')]

const reportOf = ({ tenant }: Estate) => logAdmins(tenant, { range: {}, now: NOW })

async function withSnapshot(
  events: readonly object[],
  records: TenantRecords = staff,
  at = '2026-09-30T00:00:00Z',
): Promise<Estate> {
  const estate = await anEstate()
  await estate.snapshot(records, at)
  await estate.events(events)
  return estate
}

describe('habits', () => {
  const day = 86_400_000
  const time = Date.parse('2026-10-05T09:00:00Z')
  const place = { ip: '198.51.100.7', country: 'GB', first: time - 10 * day }
  const habits = { places: [place], hours: new Map() }

  it('knows a network by its first part, and takes what is new on the day itself for new', () => {
    const from = (ip: string, country: string) => surpriseOf({ ip, country, time }, habits)
    expect(from('198.51.100.9', 'GB')).toMatchObject({ address: 'known', country: 'known' })
    expect(from('203.0.113.9', 'RU')).toMatchObject({ address: 'new', country: 'new' })
    const today = { ip: '203.0.113.9', country: 'RU', first: time - day / 2 }
    expect(surpriseOf({ ...today, time }, { ...habits, places: [place, today] })).toMatchObject({
      address: 'new',
    })
  })

  it('says nothing where nothing was before, or the record names nothing', () => {
    expect(
      surpriseOf({ ip: '192.0.2.1', country: null, time }, { places: [], hours: new Map() }),
    ).toMatchObject({
      address: 'unknown',
      country: 'unknown',
    })
    expect(surpriseOf({ ip: null, country: null, time }, habits).address).toBe('unknown')
  })

  it('knows the usual hours once there are enough events', () => {
    const night = Date.parse('2026-10-05T02:00:00Z')
    const hours = new Map([[9, 100]])
    expect(surpriseOf({ ip: null, country: null, time: night }, { places: [], hours }).isUnusualHour).toBe(
      true,
    )
    expect(surpriseOf({ ip: null, country: null, time }, { places: [], hours }).isUnusualHour).toBe(false)
    const few = new Map([[9, 10]])
    expect(
      surpriseOf({ ip: null, country: null, time: night }, { places: [], hours: few }).isUnusualHour,
    ).toBe(false)
  })

  it.each([
    ['198.51.100.7', '198.51.100'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['::1', '0:0:0:0'],
  ])('takes %s for the network %s', (ip, network) => {
    expect(networkOf(ip)).toBe(network)
  })
})

describe('the report', () => {
  it('expects what an administrator does from where they work', async () => {
    const { operations, counts, byKind } = await reportOf(await withSnapshot([...usual, audit]))
    expect(counts).toEqual({ yes: 1, no: 0, unknown: 0 })
    expect(byKind.roles).toBe(1)
    expect(operations[0]).toMatchObject({ what: 'roles', expected: 'yes', user: BO })
  })

  it('takes country and device from the sign-ins of the same person and address', async () => {
    const here = signedIn('2026-10-02', { ipAddress: '198.51.100.7' })
    const { operations } = await reportOf(await withSnapshot([...usual, here, audit]))
    expect(operations[0]?.from).toMatchObject({
      country: 'GB',
      device: { os: 'Windows 11', browser: 'Edge 141' },
    })
  })

  it('does not expect somebody who holds no role', async () => {
    const nobody = { ...staff, roleAssignments: [] }
    const { operations } = await reportOf(await withSnapshot([...usual, audit], nobody))
    expect(operations[0]).toMatchObject({
      expected: 'no',
      unexpected: ['no administrator: held no role for it (snapshot of 2026-09-30)'],
    })
  })

  it('does not expect an account that is not there', async () => {
    const others = { ...staff, users: staff.users?.slice(1) ?? [], roleAssignments: [] }
    const { operations } = await reportOf(await withSnapshot([...usual, audit], others))
    expect(operations[0]?.unexpected[0]).toContain('was no account of this tenant')
  })

  it.each(['users', 'roleAssignments', 'roleEligibilityScheduleInstances', 'groupMembers'] as const)(
    'does not know without %s whether somebody held a role',
    async (dataset) => {
      const { [dataset]: _, ...rest } = { ...staff, roleAssignments: [] }
      const { operations } = await reportOf(await withSnapshot([...usual, audit], rest))
      expect(operations[0]?.unknown[0]).toContain(dataset)
      expect(operations[0]).toMatchObject({ expected: 'unknown', unexpected: [] })
    },
  )

  it.each([
    ['after the event', '2026-10-05T10:00:00Z'],
    ['of long before', '2026-08-01T00:00:00Z'],
  ])('does not take a snapshot %s for one of that time', async (_, at) => {
    const { operations } = await reportOf(await withSnapshot([...usual, audit], staff, at))
    expect(operations[0]).toMatchObject({ expected: 'unknown' })
    expect(operations[0]?.unknown[0]).toContain('no snapshot of the month before it')
  })

  it('does not expect a new country, nor a new network', async () => {
    const abroad = signedIn('2026-10-05', {
      ipAddress: '198.51.100.7',
      createdDateTime: '2026-10-05T08:50:00Z',
      location: { countryOrRegion: 'RU' },
    })
    const home = usual.map((one) => ({ ...one, ipAddress: '203.0.113.9' }))
    const { operations } = await reportOf(await withSnapshot([...home, abroad, audit]))
    expect(operations[0]?.unexpected).toEqual([
      'never before from RU',
      'never before from the network of 198.51.100.7',
    ])
  })

  it('does not take a refused attempt for a habit', async () => {
    const refused = usual.map((one) => ({ ...one, status: { errorCode: 50126 } }))
    const { operations } = await reportOf(await withSnapshot([...refused, audit]))
    expect(operations[0]).toMatchObject({ expected: 'unknown' })
  })

  it('does not expect a partner, and says which', async () => {
    const initiatedBy = {
      user: {
        id: '44444444-4444-4444-8444-444444444444',
        userPrincipalName: 'user_44444444444444448444444444444444@fabrikam.onmicrosoft.com',
        homeTenantId: PARTNER,
        ipAddress: '198.51.100.7',
      },
    }
    const { operations } = await reportOf(await withSnapshot([{ ...audit, initiatedBy }]))
    expect(operations[0]?.unexpected).toEqual([`by a person of another organisation (${PARTNER})`])
  })

  it('does not expect an account for emergencies, and lists its use', async () => {
    const estate = await withSnapshot([...usual, audit])
    await estate.tenant.decisions.declare({
      kind: 'break-glass',
      subject: BO,
      author: 'ada',
      reason: 'test',
      at: '2026-09-01T00:00:00Z',
    })
    const { operations, breakGlass, unknown } = await reportOf(estate)
    expect(operations[0]?.unexpected).toEqual(['by an account for emergencies'])
    expect(breakGlass).toMatchObject([{ account: BO, events: 4, last: '2026-10-05T09:00:00.000Z' }])
    expect(unknown.map(({ log }) => log)).not.toContain('breakGlass')
  })

  it('says that the use of accounts for emergencies is not known while none is declared', async () => {
    const { unknown } = await reportOf(await withSnapshot([audit]))
    expect(unknown.map(({ log }) => log)).toEqual(['unifiedAudit', 'azureActivity', 'breakGlass'])
  })

  it('does not know of Azure what was not read of Azure', async () => {
    const own = {
      ...activity,
      claims: {
        ...activity.claims,
        'http://schemas.microsoft.com/identity/claims/identityprovider': `https://sts.windows.net/${TENANT}/`,
      },
    }
    const noRole = { ...staff, roleAssignments: [] }
    const { azureRoleAssignments: _, ...notRead } = noRole
    const [known, unknown] = await Promise.all(
      [noRole, notRead].map(
        async (records) => (await reportOf(await withSnapshot([own], records))).operations[0],
      ),
    )
    expect(known?.unexpected[0]).toContain('held no role for it')
    expect(unknown).toMatchObject({ what: 'azureAccess', expected: 'unknown' })
    expect(unknown?.unknown[0]).toContain('azureRoleAssignments')
  })

  it('does not know what an application of Microsoft may, and expects one of the tenant by its permissions', async () => {
    const initiatedBy = { user: null, app: { servicePrincipalId: 'the-app', displayName: 'App' } }
    const noRole = { ...staff, roleAssignments: [] }
    const byApp = { ...audit, initiatedBy }
    const app = (owner: string) => ({ id: 'the-app', appId: 'app-id', appOwnerOrganizationId: owner })
    const answer = async (records: TenantRecords) =>
      (await reportOf(await withSnapshot([byApp], { ...noRole, ...records }))).operations[0]
    const microsofts = await answer({ servicePrincipals: [app('f8cdef31-a31e-4b4a-93e4-5f571e91255a')] })
    expect(microsofts).toMatchObject({ expected: 'unknown' })
    expect(microsofts?.unknown[0]).toContain('Microsoft’s own')
    const own = { servicePrincipals: [app(TENANT)] }
    expect((await answer(own))?.unexpected[0]).toContain('held no role for it')
    const permitted = { ...own, appRoleAssignments: [{ id: 'x', principalId: 'the-app', appRoleId: 'y' }] }
    expect((await answer(permitted))?.unexpected).toEqual([])
  })

  it('fits 80 columns and keeps hostile names on their line', async () => {
    const initiatedBy = {
      user: { ...audit.initiatedBy.user, userPrincipalName: `\u001b[2J${'y'.repeat(120)}\nroot` },
    }
    const text = adminsText(await reportOf(await withSnapshot([{ ...audit, initiatedBy }])), 80, 20)
    expect(text).not.toContain('\u001b')
    expect(text.split('\n').filter((line) => displayWidth(line) > 80 || line === 'root')).toEqual([])
  })
})
