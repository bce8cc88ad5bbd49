/** What is kept of one tenant cannot be reached through the handle of another, nor from outside its folder. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { AssessedFinding } from '#model/assessment.ts'
import { complete } from '#model/coverage.ts'
import type { Declaration } from '#model/decisions.ts'
import { newSnapshotId, snapshotId, tenantId } from '#model/ids.ts'
import { literal, withDuckDb } from '#store/duckdb.ts'
import { chooseTenant, openStore, type TenantStore } from '#store/store.ts'
import { aFolder, aPlace, NOW } from '../collect/harness.ts'

const AT = NOW.toISOString()
const said = (subject: string): Declaration => ({
  kind: 'break-glass',
  subject,
  author: 'olga',
  reason: 'safe',
  at: AT,
})

async function twoTenants() {
  const place = await aPlace()
  const [red, blue] = [
    await place.store.forTenant(tenantId('red')),
    await place.store.forTenant(tenantId('blue')),
  ]
  return { ...place, red, blue }
}

/** Seals one account in a tenant's store. */
async function sealOne(store: TenantStore, account: string) {
  const purpose = { source: 'graph', cloud: 'global', endpoint: '', datasets: [], startedAt: AT } as const
  const run = await store.openRun(purpose, newSnapshotId(NOW, 'abcdef'))
  const users = await run.spool('users')
  await users.append({ records: [{ id: account }], broken: [], cursor: null })
  await users.finish(complete)
  const head = { source: 'graph' as const, cloud: 'global', collectedAt: AT, sealedAt: AT, notices: [] }
  const snapshot = await store.snapshots.seal(run.id, head, new Map([['users', users]]))
  await run.discard()
  return snapshot
}

function aFinding(id: string): AssessedFinding {
  const subject = { type: 'account', id: 'x', name: 'X' } as const
  return {
    id,
    subject,
    severity: 'high',
    blastRadius: 'account',
    state: 'open',
    firstSeen: AT,
    summary: '',
    evidence: [],
    remediation: [],
  }
}

describe('two tenants in one data folder', () => {
  it('see their own snapshots only, even under the same id', async () => {
    const { red, blue } = await twoTenants()
    const sealed = await sealOne(red, 'red account')

    await expect(blue.snapshots.open(sealed.id)).rejects.toMatchObject({ code: 'snapshot-none' })
    expect(await blue.snapshots.list()).toEqual([])
    await sealOne(blue, 'blue account')

    expect(await (await red.snapshots.open(sealed.id)).records('users')).toEqual([{ id: 'red account' }])
    expect(await (await blue.snapshots.open(sealed.id)).records('users')).toEqual([{ id: 'blue account' }])
  })

  it('see their own declarations and attestations only, and can take back no other', async () => {
    const { red, blue } = await twoTenants()
    await red.decisions.declare(said('red@contoso.example'))
    await red.decisions.attest({
      control: 'c',
      subject: 's',
      kind: 'attest',
      fingerprint: 'f',
      items: [],
      author: 'a',
      reason: 'r',
      at: AT,
      until: AT,
    })

    const taken = await blue.decisions.withdraw('break-glass', 'red@contoso.example', {
      author: 'b',
      reason: 'r',
      at: AT,
    })
    const revoked = await blue.decisions.revoke(undefined, ['s'], { author: 'b', reason: 'r', at: AT })

    expect([taken, revoked]).toEqual([false, 0])
    expect(await blue.decisions.journal()).toEqual([])
    expect(await blue.decisions.view()).toMatchObject({ tenant: 'blue', declarations: [], attestations: [] })
    expect(await red.decisions.view()).toMatchObject({
      declarations: [said('red@contoso.example')],
      attestations: [{ control: 'c' }],
    })
  })

  it('have fingerprint keys of their own, so that nobody can compare', async () => {
    const { red, blue } = await twoTenants()

    const [ofRed, ofBlue] = [await red.decisions.view(), await blue.decisions.view()]

    expect(ofRed.fingerprint('same')).not.toBe(ofBlue.fingerprint('same'))
    expect((await red.decisions.view()).fingerprint('same')).toBe(ofRed.fingerprint('same'))
  })

  it('see and fix their own findings only, even under the same id', async () => {
    const { red, blue } = await twoTenants()
    const seen = [{ control: 'c', finding: aFinding('aaaaaaaaaaaa'), event: true }]
    await red.findings.apply({ at: AT, snapshot: 's', seen, fixed: [] })
    await blue.findings.apply({ at: AT, snapshot: 's', seen: [], fixed: ['aaaaaaaaaaaa'] })

    expect((await red.findings.states()).get('aaaaaaaaaaaa')?.state).toBe('open')
    expect(await blue.findings.states()).toEqual(new Map())
    expect(await blue.findings.byPrefix('')).toEqual([])
    expect(await red.findings.history('aaaaaaaaaaaa')).toHaveLength(1)
  })

  it('are collected side by side: the lock of one does not hold the other', async () => {
    const { red, blue } = await twoTenants()

    const locks = [await red.lock(), await blue.lock()]

    await expect(red.lock()).rejects.toMatchObject({ code: 'run-in-progress' })
    for (const lock of locks) await lock.release()
  })
})

describe('a name that could leave its folder', () => {
  it.each(['../x', '..', '.', 'a/b', 'a\\b', '', 'a\u0000b', 'C:', '-rf', 'a'.repeat(65), 'ä'])(
    '%j is no tenant id',
    (name) => {
      expect(() => tenantId(name)).toThrow(expect.objectContaining({ code: 'tenant-id-invalid' }) as Error)
    },
  )

  it.each(['../../blue/snapshots/20261115T090000000Z-abcdef', '20261115T090000000Z-abcdef/..', ''])(
    '%j is no snapshot id',
    (name) => {
      expect(() => snapshotId(name)).toThrow(
        expect.objectContaining({ code: 'snapshot-id-invalid' }) as Error,
      )
    },
  )

  it('is not a tenant that a person may choose', async () => {
    const { store, data } = await twoTenants()

    await expect(chooseTenant(store, data, '../red')).rejects.toMatchObject({ code: 'tenant-unknown' })
  })

  it('is none when it is a stray file of the operating system', async () => {
    const { store, data } = await twoTenants()
    await writeFile(join(data, 'tenants', '.DS_Store'), '')

    const tenants = await store.tenants()

    expect(tenants).toHaveLength(2)
  })
})

describe('DuckDB', () => {
  async function tried(sql: (folders: { own: string; other: string }) => string): Promise<unknown> {
    const [own, other] = [await aFolder(), await aFolder()]
    for (const folder of [own, other]) await writeFile(join(folder, 'facts.csv'), 'a\n1\n')
    await mkdir(join(own, 'inner'))
    return withDuckDb([own], async (connection) =>
      (await connection.runAndReadAll(sql({ own, other }))).getRows(),
    )
  }

  it('reads the folder that it was given', async () => {
    expect(await tried(({ own }) => `SELECT a FROM read_csv(${literal(join(own, 'facts.csv'))})`)).toEqual([
      [1n],
    ])
  })

  it.each([
    [
      'a file of another folder',
      ({ other }: { other: string }) => `SELECT * FROM read_csv(${literal(join(other, 'facts.csv'))})`,
    ],
    [
      'one by way of its own',
      ({ own, other }: { own: string; other: string }) =>
        `SELECT * FROM read_csv(${literal(`${own}/../${other.split('/').at(-1)}/facts.csv`)})`,
    ],
    ['the password file', () => `SELECT * FROM read_text('/etc/passwd')`],
    ['an address', () => `SELECT * FROM read_csv('http://127.0.0.1:9/x.csv')`],
    [
      'a writing into another folder',
      ({ other }: { other: string }) => `COPY (SELECT 1) TO ${literal(join(other, 'out.csv'))}`,
    ],
    ['another database', ({ other }: { other: string }) => `ATTACH ${literal(join(other, 'x.duckdb'))}`],
    ['an extension', () => `INSTALL httpfs`],
    ['its own release', () => `SET enable_external_access = true`],
    ['more folders', () => `SET allowed_directories = ['/']`],
  ])('refuses %s', async (_what, sql) => {
    await expect(tried(sql)).rejects.toThrow(/permission|disabled|locked|cannot|not allowed/i)
  })
})

describe('the data folder', () => {
  it('opens again with everything in it', async () => {
    const { data, red, store } = await twoTenants()
    await red.decisions.declare(said('kept'))
    await red.decisions.name('Red Ltd')

    const again = await openStore(data)
    const tenants = await again.tenants()
    const view = await (await again.forTenant(tenantId('red'))).decisions.view()
    await again.close()

    expect(view.declarations).toEqual([said('kept')])
    expect(tenants).toEqual([
      { id: 'blue', name: undefined },
      { id: 'red', name: 'Red Ltd' },
    ])
    expect(await store.tenants()).toEqual(tenants)
  })
})
