/** Records that something changed on their way: the case of names, and their depth. */
import { describe, expect, it } from 'vitest'
import {
  columns,
  diagnosticActivity,
  diagnostics,
  envelope,
  flat,
  type Json,
  lower,
  one,
  respelled,
  snake,
  upper,
} from './changed.ts'
import { readExport } from './read.ts'
import { activity, audit, diagnosticSignIn, signIn } from './samples.ts'

describe.each(Object.entries(diagnostics))('%s of diagnostic settings', (_, record) => {
  it.each(Object.entries({ lower, snake }))(
    'is the same event with its names in %s case',
    async (_name, spell) => {
      const whole = columns(await one(record))
      const said = columns(await one(respelled(record, spell)))
      expect(said).toEqual({ ...whole, details: said.details })
      expect(JSON.parse(said.details ?? '{}')).toEqual(
        respelled(
          JSON.parse(whole.details ?? '{}') as unknown,
          whole.source === 'azureActivity' ? spell : String,
        ),
      )
    },
  )

  it.each(['.', '_'])('is the same event when it was laid flat with %s', async (separator) => {
    expect(columns(await one(flat(record, separator)))).toEqual(columns(await one(record)))
  })

  it('is the same event when only its properties are in lower case', async () => {
    const inner = record['properties']
    if (inner === undefined) return
    expect(columns(await one({ ...record, properties: respelled(inner, lower) }))).toEqual(
      columns(await one(record)),
    )
  })
})

it('reads what the cmdlets of Graph answer, with names that begin with capitals', async () => {
  const capital = (name: string) => name.charAt(0).toUpperCase() + name.slice(1)
  for (const record of [signIn, audit]) {
    expect(columns(await one({ ...(respelled(record, capital) as Json), AdditionalProperties: {} }))).toEqual(
      columns(await one(record)),
    )
  }
})

it('reads names in capitals', async () => {
  for (const record of [diagnosticSignIn, diagnosticActivity]) {
    const whole = columns(await one(record))
    const said = columns(await one(respelled(record, upper)))
    expect(said).toEqual({ ...whole, details: said.details })
  }
})

it('builds up records of Graph and of Azure that were laid flat', async () => {
  for (const record of [signIn, audit, activity]) {
    expect(columns(await one(flat(record, '.')))).toEqual(columns(await one(record)))
    expect(columns(await one(flat(record, '_')))).toEqual(columns(await one(record)))
  }
})

it('builds up lists that were laid flat by their numbers', async () => {
  const { targetResources, ...rest } = audit
  const wide = {
    ...flat(rest, '.'),
    'targetResources.0.id': targetResources[0]?.id,
    'targetResources.0.type': 'User',
    'targetResources[0].userPrincipalName': 'cy@fabrikam.example',
    'targetResources.0.modifiedProperties.0.displayName': 'Role.DisplayName',
    'targetResources.0.modifiedProperties.0.newValue': '"Global Administrator"',
    additionalDetails: audit.additionalDetails,
  }
  expect(columns(await one(wide))).toEqual(columns(await one(audit)))
})

it('puts what Splunk tells of the items of a list back into the items', async () => {
  const { targetResources, ...rest } = audit
  const flatAudit = {
    ...flat({ ...envelope, properties: rest }, '.'),
    'properties.targetResources{}.id': [targetResources[0]?.id, 'role-1'],
    'properties.targetResources{}.type': ['User', 'Role'],
    'properties.targetResources{}.modifiedProperties{}.displayName': 'Role.DisplayName',
  }
  const event = await one(flatAudit)
  expect(JSON.parse(event.targets ?? '')).toEqual([
    { type: 'User', id: targetResources[0]?.id },
    { type: 'Role', id: 'role-1' },
  ])
  expect(JSON.parse(event.changes ?? '')).toEqual([{ name: 'Role.DisplayName' }])
})

it('leaves a name with dots alone that belongs to no part of a record', async () => {
  const event = await one({
    ...diagnosticActivity,
    'vendor.row.id': 7,
    'properties.__proto__': { status: 1 },
  })
  expect(columns(event)).toEqual(columns(await one(diagnosticActivity)))
  const unknown = await one({ 'made.up': 1, user_note: 'x', 'constructor.prototype.a': 2 })
  expect(unknown).toMatchObject({ source: 'other', user: null })
})

it('is not brought down by names and categories that mean something to JavaScript', async () => {
  for (const word of ['constructor', '__proto__', 'toString', 'hasOwnProperty']) {
    const text = `{"time":"2026-10-05T08:00:00Z","category":"${word}","operationName":"x","properties":{"${word}":{"a":1}},"properties.${word}":{"userId":"x"},"Type":"${word}"}`
    const { events: found } = await readExport(`${text}\n${text}\n`)
    expect(found).toMatchObject([{ source: 'other', operation: 'x' }, {}])
    expect(found[0]?.user).toBeNull()
  }
})

it('sets aside what is nested too deeply, and goes on', async () => {
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
  const lines = [
    JSON.stringify(audit),
    `{"records":[{"time":"2026-10-05T08:00:00Z","category":"SignInLogs","properties":{"p":${deep}}}]}`,
    `{"Operation":"New-InboxRule","CreationTime":"2026-10-05T10:11:12","Parameters":[{"Name":"x","Value":${deep}}]}`,
    deep,
    JSON.stringify(signIn),
  ]
  const { events: found, quarantined } = await readExport(lines.join('\n'))
  expect(found.map(({ id }) => id)).toEqual([audit.id, signIn.id])
  expect(quarantined.map(({ line, reason }) => [line, reason])).toEqual(
    [2, 3, 4].map((line) => [line, 'it is nested too deeply']),
  )
})
