/** Whoever is told that a decision was kept finds it again, whatever happens to the process in the next moment. */
import { spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { tenantId } from '#model/ids.ts'
import { openStore } from '#store/store.ts'

const KILLS = 100
const AT_ONCE = 4
const CHILD = fileURLToPath(new URL('decide-until-killed.ts', import.meta.url))

it(`loses no acknowledged decision in ${KILLS} kills`, async () => {
  const data = mkdtempSync(join(tmpdir(), 'keyward-kill-'))
  await (await openStore(data)).close()

  const told: string[] = []
  for (let round = 0; round < KILLS; round += AT_ONCE) {
    const children = Array.from({ length: AT_ONCE }, (_, child) => killedSoon(data, round + child))
    told.push(...(await Promise.all(children)).flat())
  }

  const store = await openStore(data)
  const { decisions } = await store.forTenant(tenantId('contoso'))
  const { attestations } = await decisions.view()
  const kept = new Set(attestations.map(({ subject }) => subject))
  const journalled = (await decisions.journal()).map(({ detail }) => String(detail['subject']))
  await store.close()

  expect(told.length).toBeGreaterThan(KILLS)
  expect(told.filter((subject) => !kept.has(subject))).toEqual([])
  // A decision and its entry are one transaction: never the one without the other.
  expect(journalled.toSorted()).toEqual([...kept].toSorted())
}, 300_000)

/** Lets a child decide until some time after its first decisions, and kills it in the middle of another. */
function killedSoon(data: string, round: number): Promise<readonly string[]> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', CHILD, data, `r${round}`])
  let told = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    if (told === '') setTimeout(() => child.kill('SIGKILL'), (round * 7) % 60)
    told += text
  })
  let complaint = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint += text
  })
  return new Promise((resolve, reject) => {
    child.on('close', (_, signal) => {
      if (signal !== 'SIGKILL') reject(new Error(complaint))
      // The last line may be cut: what was not told whole was not acknowledged.
      else
        resolve(
          told
            .slice(0, told.lastIndexOf('\n') + 1)
            .split('\n')
            .filter(Boolean),
        )
    })
  })
}
