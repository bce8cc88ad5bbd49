import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { aFolder, assessInput, controlOf, securityDefaultsInForce, securityDefaultsOn } from './harness.ts'
import { zipOf } from './zip-of.ts'

function aZip(files: Readonly<Record<string, string>>): string {
  const path = join(aFolder(), 'export.zip')
  writeFileSync(path, zipOf(files))
  return path
}

const jsonFiles = Object.fromEntries(
  Object.entries(securityDefaultsOn).map(([name, content]) => [name, JSON.stringify(content)]),
)

describe('a .zip of exported responses', () => {
  it('is read like the folder it was', async () => {
    const assessment = await assessInput(aZip(jsonFiles))

    expect(controlOf(assessment, securityDefaultsInForce).outcome).toBe('pass')
  })

  it('may hold its files in a folder', async () => {
    const nested = Object.fromEntries(
      Object.entries(jsonFiles).map(([name, text]) => [`export/${name}`, text]),
    )

    const assessment = await assessInput(aZip(nested))

    expect(controlOf(assessment, securityDefaultsInForce).outcome).toBe('pass')
  })

  it('that climbs out of its folder is refused', async () => {
    await expect(assessInput(aZip({ '../../users.json': '[]' }))).rejects.toMatchObject({
      code: 'input-unreadable',
    })
  })

  it('that unpacks to more than it declares is refused', async () => {
    const path = join(aFolder(), 'bomb.zip')
    const packed = deflateRawSync(Buffer.alloc(50 * 1024 * 1024, 0x20))
    writeFileSync(path, zipOf({ 'users.json': '' }, { 'users.json': { packed, declared: 10 } }))

    await expect(assessInput(path)).rejects.toMatchObject({ code: 'input-unreadable' })
  })

  it('that is no archive is refused with its mend', async () => {
    const path = join(aFolder(), 'broken.zip')
    writeFileSync(path, 'PK, but not really')

    await expect(assessInput(path)).rejects.toMatchObject({ code: 'input-unreadable' })
  })

  it('that claims to unpack to more than 8 GB is refused before it is unpacked', async () => {
    const path = join(aFolder(), 'huge.zip')
    const packed = deflateRawSync(Buffer.from('[]'))
    const entry = { packed, declared: 0xfffffff0 }
    writeFileSync(
      path,
      zipOf(
        { 'users.json': '', 'groups.json': '', 'domains.json': '' },
        {
          'users.json': entry,
          'groups.json': entry,
          'domains.json': entry,
        },
      ),
    )

    await expect(assessInput(path)).rejects.toThrow(/more than 8 GB/)
  })
})
