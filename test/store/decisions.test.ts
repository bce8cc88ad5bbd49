/** The decisions database opens what is older, refuses what is newer, and loses nothing when two write at once. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { tenantId } from '#model/ids.ts'
import { openStore } from '#store/store.ts'
import { aFolder } from '../collect/harness.ts'

const tables = [
  'attestations',
  'declarations',
  'finding_history',
  'findings',
  'journal',
  'log_attempts',
  'log_feeds',
  'log_windows',
  'registers',
  'tenants',
]

function tablesIn(path: string): string[] {
  const database = new DatabaseSync(path, { readOnly: true })
  const rows = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all() as {
    name: string
  }[]
  database.close()
  return rows
    .map(({ name }) => name)
    .filter((name) => !/^(kysely|sqlite)_/.test(name))
    .sort()
}

describe('the decisions database', () => {
  it('is made with all tables, once', async () => {
    const data = await aFolder()
    const path = join(data, 'decisions.sqlite')

    await (await openStore(data)).close()
    const first = tablesIn(path)
    await (await openStore(data)).close()

    expect(first).toEqual(tables)
    expect(tablesIn(path)).toEqual(tables)
  })

  it('is migrated when it is empty', async () => {
    const data = await aFolder()
    const path = join(data, 'decisions.sqlite')
    new DatabaseSync(path).close()

    await (await openStore(data)).close()

    expect(tablesIn(path)).toEqual(tables)
  })

  it('of a newer version is refused, and not touched', async () => {
    const data = await aFolder()
    await (await openStore(data)).close()
    const path = join(data, 'decisions.sqlite')
    const database = new DatabaseSync(path)
    database.exec(
      "INSERT INTO kysely_migration (name, timestamp) VALUES ('999-of-tomorrow', '2030-01-01T00:00:00Z')",
    )
    database.close()

    const opening = openStore(data)

    await expect(opening).rejects.toMatchObject({
      code: 'decisions-too-new',
      details: { found: '999-of-tomorrow' },
    })
    expect(tablesIn(path)).toEqual(tables)
  })

  it.skipIf(process.platform === 'win32')('is for its owner only', async () => {
    const data = await aFolder()
    await (await openStore(data)).close()

    const { mode } = await stat(join(data, 'decisions.sqlite'))

    expect(mode & 0o077).toBe(0)
  })

  it('loses nothing when two processes declare at once', async () => {
    const data = await aFolder()
    const store = await openStore(data)
    const each = 40

    const endings = await Promise.all(
      ['red', 'blue', 'green'].map((author) => declareInChild(data, author, each)),
    )
    const { declarations } = await (await store.forTenant(tenantId('t'))).decisions.view()
    await store.close()

    expect(endings).toEqual([0, 0, 0])
    for (const author of ['red', 'blue', 'green']) {
      const own = declarations.filter((one) => one.author === author).map(({ subject }) => subject)
      expect(own).toEqual(Array.from({ length: each }, (_, n) => `${author} ${n}`))
    }
  })
})

async function declareInChild(data: string, author: string, count: number): Promise<number | null> {
  const script = join(import.meta.dirname, 'declare-child.ts')
  const child = fork(script, [data, author, String(count)], { execArgv: [], stdio: 'ignore' })
  const [code] = (await once(child, 'exit')) as [number | null]
  return code
}
