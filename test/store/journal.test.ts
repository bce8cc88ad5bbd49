/** Decisions and their journal: together or not at all, and never changed. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import type { Attestation } from '#model/decisions.ts'
import { tenantId } from '#model/ids.ts'
import { openStore } from '#store/store.ts'

const AT = '2026-01-15T09:00:00.000Z'
const BY = { author: 'olga', reason: 'contract ended', at: AT }
const attestation = (kind: Attestation['kind'], subject = 's'): Attestation => ({
  kind,
  control: 'c',
  subject,
  fingerprint: 'f',
  items: [{ item: 'i', dataset: 'users', end: null, what: 'something' }],
  author: 'olga',
  reason: 'known',
  at: AT,
  until: '2026-06-01T00:00:00.000Z',
})

async function aStore() {
  const data = mkdtempSync(join(tmpdir(), 'keyward-journal-'))
  const store = await openStore(data)
  return { data, store, tenant: await store.forTenant(tenantId('contoso')) }
}

describe('the journal', () => {
  it('has an entry for everything that was decided, in order', async () => {
    const { store, tenant } = await aStore()
    const { decisions } = tenant
    const declaration = { kind: 'admin-limit', subject: '2', author: 'olga', reason: 'two', at: AT } as const

    await decisions.declare(declaration)
    await decisions.attest(attestation('attest'))
    await decisions.attest(attestation('accept'))
    await decisions.withdraw('admin-limit', '2', BY)
    await decisions.revoke('c', ['s'], BY)

    const journal = await decisions.journal()
    expect(journal.map(({ act }) => act)).toEqual(['declare', 'attest', 'accept', 'withdraw', 'revoke'])
    expect(journal.every(({ author, at }) => author === 'olga' && at === AT)).toBe(true)
    expect(await decisions.view()).toMatchObject({ declarations: [], attestations: [] })
    await store.close()
  })

  it('says nothing of what there was not to take back', async () => {
    const { store, tenant } = await aStore()

    expect(await tenant.decisions.revoke('c', ['s'], BY)).toBe(0)
    expect(await tenant.decisions.withdraw('admin-limit', '2', BY)).toBe(false)
    expect(await tenant.decisions.journal()).toEqual([])
    await store.close()
  })

  it.each(['update journal set author = ?', 'delete from journal where author <> ?'])(
    'takes no change from anybody: %s',
    async (statement) => {
      const { data, store, tenant } = await aStore()
      await tenant.decisions.attest(attestation('attest'))
      await store.close()
      const database = new DatabaseSync(join(data, 'decisions.sqlite'))

      expect(() => database.prepare(statement).run('mallory')).toThrow(/takes no change/)
      database.close()
    },
  )

  it('revokes one control or all of a subject, and leaves other subjects', async () => {
    const { store, tenant } = await aStore()
    await tenant.decisions.attest(attestation('accept', 'one'))
    await tenant.decisions.attest({ ...attestation('accept', 'one'), control: 'other' })
    await tenant.decisions.attest(attestation('accept', 'two'))

    expect(await tenant.decisions.revoke('c', ['one'], BY)).toBe(1)
    expect(await tenant.decisions.revoke(undefined, ['one'], BY)).toBe(1)
    expect((await tenant.decisions.view()).attestations.map(({ subject }) => subject)).toEqual(['two'])
    await store.close()
  })
})
