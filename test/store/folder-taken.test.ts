/** Where a folder should be is a file: nothing is written, and it is said what to do. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { makeFolder } from '#store/files.ts'
import { start } from '../logs/drilled.ts'
import { anEstate } from '../logs/estate.ts'
import { TENANT } from '../logs/samples.ts'

const place = mkdtempSync(join(tmpdir(), 'keyward-taken-'))
afterAll(() => rmSync(place, { recursive: true }))

it.each([[[]], [['below']], [['below', 'it']]])('is refused with its mend: %j', async (below) => {
  const file = join(place, 'file')
  writeFileSync(file, 'mine')
  const path = join(file, ...below)
  await expect(makeFolder(path)).rejects.toMatchObject({
    code: 'data-unwritable',
    details: { path },
    mend: expect.stringContaining('Move it away') as string,
  })
  expect(readFileSync(file, 'utf8')).toBe('mine')
})

it('is refused for the drills of a tenant', async () => {
  const estate = await anEstate()
  const file = join(estate.data, 'tenants', TENANT, 'drills')
  writeFileSync(file, 'mine')
  await expect(start(estate)).rejects.toMatchObject({ code: 'data-unwritable' })
  expect(readFileSync(file, 'utf8')).toBe('mine')
})
