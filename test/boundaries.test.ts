import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkBoundaries, reasonOf } from '../tools/boundaries.ts'

const repository = fileURLToPath(new URL('..', import.meta.url))
let copy: string

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'keyward-boundaries-'))
  // Examples stand beside the controls and take their records from the test builders.
  for (const folder of ['src', 'simulator', 'test/builders'])
    cpSync(join(repository, folder), join(copy, folder), { recursive: true })
  cpSync(join(repository, 'package.json'), join(copy, 'package.json'))
  symlinkSync(join(repository, 'node_modules'), join(copy, 'node_modules'), 'junction')
})

afterAll(() => rmSync(copy, { recursive: true, force: true }))

async function rulesBrokenBy(file: string, line: string): Promise<readonly string[]> {
  const path = join(copy, file)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, `${line}\n`)
  const { violations } = await checkBoundaries(copy)
  rmSync(path)
  return violations.map(({ rule }) => rule)
}

describe('the arrows between rooms', () => {
  it('are kept by the sources, and the tool really reads them', async () => {
    const { violations, arrows } = await checkBoundaries(copy)

    expect(violations).toEqual([])
    expect(arrows).toBeGreaterThan(300)
  })

  it.each([
    ['src/controls/planted.ts', "import '#store/store.ts'", 'controls-imports'],
    ['src/access/planted.ts', "import '#clients/http/lanes.ts'", 'access-imports'],
    ['src/cli/planted.ts', "import '#store/store.ts'", 'cli-imports'],
    ['src/reports/planted.ts', "import '#pipeline/assess.ts'", 'reports-imports'],
    [
      'src/collectors/planted.ts',
      "import { openLanes } from '#clients/http/lanes.ts'\nopenLanes",
      'collectors-imports',
    ],
    ['src/store/planted.ts', "import '#collectors/users.ts'", 'store-imports'],
    ['src/pipeline/planted.ts', "import '../../simulator/cloud.ts'", 'pipeline-imports'],
    ['src/controls/planted.ts', "import 'node:fs'", 'disk-only-in-store'],
    ['src/pipeline/planted.ts', "import 'undici'", 'network-only-in-clients'],
    ['src/pipeline/planted.ts', "import 'vitest'", 'known-dependencies'],
    ['src/collectors/planted.ts', "import './users.ts'", 'collectors-apart'],
    ['src/frameworks/planted.ts', "import '#controls/controls.generated.ts'", 'frameworks-imports'],
    [
      'src/frameworks/scuba-aad/planted.ts',
      "import './3.4-methods-migration-complete.ts'",
      'requirements-apart',
    ],
    ['simulator/planted.ts', "import '../src/model/ids.ts'", 'simulator-alone'],
    ['src/model/planted.ts', "import './nowhere.ts'", 'resolvable'],
  ])('refuse %s with %s', async (file, line, rule) => {
    const broken = await rulesBrokenBy(file, line)

    expect(broken).toContain(rule)
    expect(reasonOf(rule).length).toBeGreaterThan(20)
  })
})
