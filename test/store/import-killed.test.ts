/** Imports killed as processes, at any moment: the store is what it was or what it is to be, and nothing in between. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import { importLogs } from '#pipeline/logs/import.ts'
import { logStore } from '#store/log-store/log-store.ts'
import { aFolder } from '../collect/harness.ts'
import { mulberry, seedOfRun } from '../collect/random.ts'
import { importInChild } from './import-in-child.ts'
import { brokenFilesOf, contentOf, digestOf, strayFilesOf } from './log-content.ts'
import { manyEvents } from './many-events.ts'

const KILLS = 32
const FILES = 12
const EVENTS_IN_FILE = 1_200
/** An import of all files takes a few hundred steps; a step takes some milliseconds. */
const LATEST_MS = 25
const seed = seedOfRun()
console.log(`import-killed.test.ts: seed ${seed} (KEYWARD_TEST_SEED=${seed} repeats it)`)

let paths: readonly string[]
let expected: readonly string[]

beforeAll(async () => {
  const folder = await aFolder()
  paths = await Promise.all(
    Array.from({ length: FILES }, async (_, at) => {
      const path = join(folder, `export-${at}.json`)
      await writeFile(path, manyEvents(EVENTS_IN_FILE, at * EVENTS_IN_FILE, at).join('\n'))
      return path
    }),
  )
  const reference = logStore(await aFolder())
  await importLogs({ paths, store: reference })
  expected = await contentOf(reference)
  if (expected.length < FILES * EVENTS_IN_FILE * 0.8) throw new Error('there is too little to lose')
}, 60_000)

describe('an import', () => {
  it(`killed ${KILLS} times leaves what an import that was never killed leaves`, async () => {
    const random = mulberry(seed)
    const folder = join(await aFolder(), 'logs')
    const store = logStore(folder)
    let before = await digestOf(store)
    const kills = { reading: 0, sealing: 0 }
    for (let round = 0; kills.reading + kills.sealing < KILLS && round < 2 * KILLS; round += 1) {
      const some = paths.filter(() => random() < 0.6)
      const phase = random() < 0.4 ? 'reading' : 'sealing'
      // So many steps of the phase first: seals of some files are about 24, one for each log and day.
      let steps = Math.floor(random() * (phase === 'reading' ? some.length : 28))
      const end = await importInChild(
        { folder, paths: some.length > 0 ? some : paths },
        {
          onPhase: (now, child) => {
            if (now !== phase) return
            steps -= 1
            if (steps === -1) void wait(random() * LATEST_MS).then(() => child.kill('SIGKILL'))
          },
        },
      )
      if (end === undefined) kills[phase] += 1
      expect(await brokenFilesOf(store)).toEqual([])
      const after = await digestOf(store)
      if (end === undefined && phase === 'reading') expect(after).toEqual(before)
      expect(after.rows).toBeGreaterThanOrEqual(before.rows)
      before = after
    }
    const last = await importInChild({ folder, paths })

    expect(last?.summary?.rows).toBe(FILES * EVENTS_IN_FILE)
    expect(await contentOf(store)).toEqual(expected)
    expect(await brokenFilesOf(store)).toEqual([])
    expect(await strayFilesOf(store)).toEqual([])
    expect(kills.reading).toBeGreaterThan(3)
    expect(kills.sealing).toBeGreaterThan(3)
    expect(kills.reading + kills.sealing).toBe(KILLS)
  }, 300_000)

  it('is refused while another one runs, and the other one does not notice', async () => {
    const folder = join(await aFolder(), 'logs')
    let second: ReturnType<typeof importInChild> | undefined
    const first = await importInChild(
      { folder, paths },
      {
        // The first waits, so that the second surely comes while it runs.
        onPhase: (_, child) => {
          if (second !== undefined) return
          child.kill('SIGSTOP')
          second = importInChild({ folder, paths: paths.slice(0, 1) })
          void second.finally(() => child.kill('SIGCONT'))
        },
      },
    )

    expect((await second)?.failure).toMatchObject({
      code: 'run-in-progress',
      mend: expect.stringContaining('Wait for it'),
    })
    expect(first?.summary?.rows).toBe(FILES * EVENTS_IN_FILE)
    expect(await contentOf(logStore(folder))).toEqual(expected)
  }, 60_000)
})
