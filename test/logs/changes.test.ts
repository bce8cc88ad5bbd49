/** What was changed in the configuration, laid open and told once. */
import { describe, expect, it } from 'vitest'
import { changesText } from '#cli/logs/changes-text.ts'
import { classOf } from '#logs/operations/classify.ts'
import { knownOperations } from '#logs/operations/operations.ts'
import { readableChanges } from '#logs/operations/readable.ts'
import { displayWidth } from '#model/text/width.ts'
import { type ChangeCategory, logChanges } from '#pipeline/logs/changes.ts'
import { anEstate, type Estate } from './estate.ts'
import { activity, audit, auditData, signIn, USER } from './samples.ts'

const NOW = new Date('2026-10-06T00:00:00Z')
const GLOBAL_ADMINISTRATOR = '62e90394-69f5-4237-9190-012177145e10'
const nameOf = (id: string) => (id === GLOBAL_ADMINISTRATOR ? 'Global Administrator' : undefined)

const readable = (changes: readonly object[]) =>
  readableChanges({ changes: JSON.stringify(changes), parameters: null }, nameOf).fields

describe('values', () => {
  const policy = (state: string, excludeUsers: readonly string[]) =>
    JSON.stringify([
      {
        id: 'p',
        state,
        conditions: { users: { includeUsers: ['All'], excludeUsers } },
        modifiedDateTime: state,
      },
    ])

  it('compares a policy field by field', () => {
    const text = (state: string, users: readonly string[]) =>
      JSON.stringify(JSON.parse(policy(state, users))[0])
    expect(
      readable([
        { name: 'ConditionalAccessPolicy', old: text('enabled', ['a']), new: text('disabled', ['a', USER]) },
      ]),
    ).toEqual([
      { field: 'ConditionalAccessPolicy.state', old: 'enabled', new: 'disabled' },
      {
        field: 'ConditionalAccessPolicy.conditions.users.excludeUsers',
        old: '["a"]',
        new: `["a","${USER}"]`,
        added: [USER],
        removed: [],
      },
    ])
  })

  it('names roles by their templates, and keeps the id', () => {
    expect(readable([{ name: 'Role.TemplateId', new: GLOBAL_ADMINISTRATOR }])).toEqual([
      { field: 'Role.TemplateId', old: null, new: `Global Administrator (${GLOBAL_ADMINISTRATOR})` },
    ])
  })

  it('tells which permissions came', () => {
    expect(
      readable([
        { name: 'DelegatedPermissionGrant.Scope', old: 'User.Read', new: 'User.Read Mail.ReadWrite' },
      ]),
    ).toMatchObject([{ added: ['Mail.ReadWrite'], removed: [] }])
  })

  it('tells which keys came, whose list the directory writes as JSON in JSON', () => {
    const key = '[KeyIdentifier=1,KeyType=Password]'
    expect(readable([{ name: 'KeyDescription', old: '[]', new: JSON.stringify([key]) }])).toMatchObject([
      { added: [key], removed: [] },
    ])
  })

  it('leaves out what repeats, and what stayed as it was', () => {
    expect(
      readable([
        { name: 'Included Updated Properties', new: 'AccountEnabled' },
        { name: 'TargetId.UserType', new: 'Member' },
        { name: 'AccountEnabled', old: '[true]', new: '[true]' },
      ]),
    ).toEqual([])
  })

  it('keeps nothing and empty apart', () => {
    expect(readable([{ name: 'Phone', new: '' }])).toEqual([{ field: 'Phone', old: null, new: '' }])
  })

  it('says so where a record cannot be laid open', () => {
    expect(readableChanges({ changes: '[{"name":"cut o', parameters: null }, nameOf)).toEqual({
      fields: [],
      more: 0,
      readable: false,
    })
  })

  it('takes the parameters of a command, whose old values nobody logs', () => {
    const parameters = JSON.stringify({ Identity: 'bo', ForwardingSmtpAddress: 'smtp:x@elsewhere.example' })
    expect(readableChanges({ changes: null, parameters }, nameOf).fields).toEqual([
      { field: 'ForwardingSmtpAddress', old: null, new: 'smtp:x@elsewhere.example' },
    ])
  })
})

describe('the table of operations', () => {
  it('holds no name twice', () => {
    const names = knownOperations.map(({ name }) => name)
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
  })

  it.each([
    ['directoryAudits', 'Add member to role', null, 'Core Directory', 'roles', 'roles'],
    ['unifiedAudit', 'Add member to role.', null, 'AzureActiveDirectory', 'roles', 'roles'],
    [
      'unifiedAudit',
      'Update application – Certificates and secrets management ',
      null,
      '',
      'applications',
      'credentials',
    ],
    ['directoryAudits', 'Update Conditional Access policy', 'Policy', '', 'policies', 'signInRules'],
    ['directoryAudits', 'Something new', 'GroupManagement', '', 'groups', null],
    ['azureActivity', 'MICROSOFT.AUTHORIZATION/ELEVATEACCESS/ACTION', null, '', 'azure', 'elevation'],
    ['azureActivity', 'Microsoft.Authorization/roleAssignments/write', null, '', 'azure', 'azureAccess'],
    ['unifiedAudit', 'Set-Mailbox', null, 'Exchange', 'exchange', null],
    ['unifiedAudit', 'Add-RoleGroupMember', null, 'Exchange', 'exchange', 'exchangeRights'],
  ])('tells %s %s', (source, operation, category, service, about, privileged) => {
    expect(classOf({ source, operation, category, service })).toEqual({ category: about, privileged })
  })

  it.each([
    ['azureActivity', 'Microsoft.Compute/virtualMachines/write', ''],
    ['unifiedAudit', 'FileModified', 'SharePoint'],
    ['unifiedAudit', 'Send', 'Exchange'],
  ])('does not take %s %s for the configuration', (source, operation, service) => {
    expect(classOf({ source, operation, category: null, service })).toBeUndefined()
  })
})

const reportOf = ({ tenant }: Estate, categories: readonly ChangeCategory[] = [], limit = 50) =>
  logChanges(tenant, { range: {}, categories, limit, now: NOW })

/** The unified log's copy of the sample change. */
const copy = {
  CreationTime: '2026-10-05T09:00:00',
  Id: '77777777-0000-4000-8000-0000000000aa',
  Operation: 'Add member to role.',
  OrganizationId: 'x',
  RecordType: 8,
  ResultStatus: 'Success',
  Workload: 'AzureActiveDirectory',
  UserId: 'bo@fabrikam.example',
  UserKey: USER,
  UserType: 0,
  Actor: [
    { ID: 'bo@fabrikam.example', Type: 5 },
    { ID: USER, Type: 2 },
  ],
  Target: [
    { ID: 'User_66666666-0000-4000-8000-000000000001', Type: 2 },
    { ID: '66666666-0000-4000-8000-000000000001', Type: 2 },
    { ID: 'User', Type: 2 },
    { ID: 'cy@fabrikam.example', Type: 5 },
  ],
}

describe('the report', () => {
  it('lists by time, by category and by actor, and tells a change of two logs once', async () => {
    const estate = await anEstate()
    await estate.events([audit, copy, auditData, activity, signIn])
    const report = await reportOf(estate)
    expect(report.changes.map(({ category, operation }) => [category, operation])).toEqual([
      ['azure', 'Microsoft.Authorization/roleAssignments/write'],
      ['exchange', 'New-InboxRule'],
      ['roles', 'Add member to role'],
    ])
    expect(report.changes[2]?.also).toEqual([{ id: copy.Id, source: 'unifiedAudit' }])
    expect(report.changes[2]?.changed.fields).toEqual([
      { field: 'Role.DisplayName', old: null, new: 'Global Administrator' },
    ])
    expect(report).toMatchObject({ records: 4, byCategory: { roles: 2, exchange: 1, azure: 1, users: 0 } })
    expect(report.actors.reduce((sum, { records }) => sum + records, 0)).toBe(4)
    expect(report.unknown).toEqual([])
  })

  it('keeps two changes of one second apart', async () => {
    const estate = await anEstate()
    await estate.events([audit, { ...audit, id: 'Directory_other' }, copy])
    const { changes } = await reportOf(estate)
    expect(changes).toHaveLength(2)
    expect(changes.flatMap(({ also }) => also)).toHaveLength(1)
  })

  it('tells an operation of Azure once, however many records it has', async () => {
    const estate = await anEstate()
    const correlationId = '99999999-0000-4000-8000-00000000000c'
    const started = { ...activity, correlationId, status: { value: 'Started' } }
    const ended = {
      ...activity,
      correlationId,
      eventDataId: '88888888-0000-4000-8000-000000000002',
      eventTimestamp: '2026-10-05T11:00:09Z',
    }
    await estate.events([started, ended])
    const { changes } = await reportOf(estate)
    expect(changes.map(({ id, also }) => [id, also.length])).toEqual([[ended.eventDataId, 1]])
  })

  it('takes the categories that are asked for, and says when there is more', async () => {
    const estate = await anEstate()
    await estate.events([
      audit,
      { ...audit, id: 'Directory_2', activityDateTime: '2026-10-04T00:00:00Z' },
      auditData,
    ])
    expect((await reportOf(estate, ['exchange'])).changes.map(({ category }) => category)).toEqual([
      'exchange',
    ])
    const one = await reportOf(estate, ['roles'], 1)
    expect(one.changes).toHaveLength(1)
    expect(one).toMatchObject({ whole: false, records: 2 })
  })

  it('names the logs that are not there', async () => {
    const report = await reportOf(await anEstate())
    expect(report.unknown.map(({ log }) => log)).toEqual(['directoryAudits', 'unifiedAudit', 'azureActivity'])
    expect(changesText(report, 80)).toContain('the store has no event of directoryAudits')
  })

  it('keeps names that draw on the terminal on their line, within 80 columns', async () => {
    const estate = await anEstate()
    const name = `\u001b[2J${'x'.repeat(200)}\nroot`
    const [target] = audit.targetResources
    const targetResources = [
      {
        ...target,
        userPrincipalName: name,
        modifiedProperties: [{ displayName: name, oldValue: null, newValue: name }],
      },
    ]
    await estate.events([{ ...audit, targetResources }])
    const text = changesText(await reportOf(estate), 80)
    expect(text).not.toContain('\u001b')
    expect(text.split('\n').filter((line) => displayWidth(line) > 80 || line === 'root')).toEqual([])
  })
})
