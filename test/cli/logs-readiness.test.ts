/** Getting ready for an incident with the program itself: the handover asked and taken back, a drill begun and compared. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { DrillResult } from '#model/drill.ts'
import { mulberry, seedOfRun } from '../collect/random.ts'
import { anEstate } from '../logs/estate.ts'
import { audit, signIn, TENANT } from '../logs/samples.ts'
import { manyEvents } from '../store/many-events.ts'
import { keyward, keywardBeside } from './harness.ts'

const HERE = { organization: [{ id: TENANT, displayName: 'Contoso' }] }

interface Assessed {
  readonly controls: readonly {
    readonly id: string
    readonly outcome: string
    readonly because?: readonly string[]
  }[]
}

interface Listed {
  readonly drills: readonly { readonly state: string }[]
}

interface Compared {
  readonly result: Pick<DrillResult, 'short' | 'logs'>
}

async function anEstateToRun() {
  const { data, events, snapshot } = await anEstate()
  await snapshot(HERE, new Date().toISOString())
  await events([signIn, audit])
  const run = (...argv: string[]) => keyward([...argv, '--data', data])
  const outcome = (control: string) => {
    const { controls } = JSON.parse(run('assess', '--format', 'json').stdout) as Assessed
    return controls.find(({ id }) => id === control)
  }
  return { data, run, outcome }
}

describe('keyward logs handover', () => {
  it('asks, takes back with who vouches for it, and refuses a fault with its mend', async () => {
    const { data, run } = await anEstateToRun()
    const file = join(data, 'ask.csv')
    const asked = run('logs', 'handover', 'Harbour', '--questionnaire', '--out', file)
    expect(asked).toMatchObject({ code: 0, stdout: '' })
    expect(asked.stderr).toContain('On no register of partners')
    const form = readFileSync(file, 'utf8')
    writeFileSync(file, form.replace(/(,groups,.*),{6}\r\n/, '$1,yes,2024-01-01,30,Nia,24,\r\n'))
    const taken = run('logs', 'handover', '--answers', file, '--by', 'Olga Reyes')
    expect(taken.stdout).toContain('Attested: the handover of Harbour')
    expect(taken.stdout).toContain('kept for 30 of 365 days')
    expect(run('logs', 'handover').stdout).toMatch(/Harbour\n {2}attested on .* by Olga Reyes, due/)
    writeFileSync(file, form.replace(/(,groups,.*),{6}\r\n/, '$1,yes,soon,30,Nia,24,\r\n'))
    const refused = run('logs', 'handover', '--answers', file)
    expect(refused).toMatchObject({ code: 2, stdout: '' })
    expect(refused.stderr).toMatch(
      /line 4: since: write the day as 2026-12-31 \[handover-broken\]\n {2}It is/,
    )
  }, 60_000)

  it.each([
    [['--questionnaire'], /none was named/],
    [['X', '--questionnaire', '--answers', 'y'], /one asks, the other takes/],
    [['--answers', '/nowhere.csv'], /input-not-found/],
    [['--answers', '/nowhere.csv', '--by', ' '], /--by: that is no name/],
    [['--by', 'Olga'], /--by: it says who vouches .* \[option-invalid\]/],
    [['X', '--questionnaire', '--by', 'Olga'], /--by: it says who vouches/],
  ])('is refused for %j', async (argv, why) => {
    const { run } = await anEstateToRun()
    const { code, stderr } = run('logs', 'handover', ...argv)
    expect(code).toBe(2)
    expect(stderr).toMatch(why)
  })
})

describe('keyward logs drill', () => {
  it('begins, compares, lists, and is what the control asks for', async () => {
    const { data, run, outcome } = await anEstateToRun()
    const CONTROL = 'logs/drill-within-a-year'
    expect(run('logs', 'drill').stdout).toContain('There was no drill yet')
    expect(outcome(CONTROL)).toMatchObject({ outcome: 'fail' })
    const letter = join(data, 'letter.txt')
    const started = run('logs', 'drill', 'start', '--day', '2026-10-05', '--from', 'Harbour', '--out', letter)
    expect(started.stdout).toContain('Drill 2026-10-05 of Harbour begins')
    expect(readFileSync(letter, 'utf8')).toContain('from  2026-10-05 00:00 UTC')
    const came = join(data, 'came.ndjson')
    writeFileSync(came, JSON.stringify(signIn))
    const short = run('logs', 'drill', 'compare', came, '--format', 'json')
    expect(JSON.parse(short.stdout)).toMatchObject({
      result: { verdict: 'fallsShort' },
      imported: { rows: 1 },
    })
    const passed = outcome(CONTROL)
    expect(passed?.outcome).toBe('pass')
    expect(passed?.because?.join()).toMatch(/fell short/)
    writeFileSync(came, [signIn, audit].map((one) => JSON.stringify(one)).join('\n'))
    expect(run('logs', 'drill', 'compare', came).stdout).toContain('agrees with ours')
    const out = join(data, 'result.json')
    expect(run('logs', 'drill', 'compare', '--format', 'json', '--out', out).stdout).toBe('')
    expect(JSON.parse(readFileSync(out, 'utf8'))).toMatchObject({ result: { verdict: 'agrees' } })
    expect(run('logs', 'drill').stdout).toMatch(/The last drill was on .*\n\n2026-10-05 {2}Harbour: agrees/)
    writeFileSync(join(data, 'tenants', TENANT, 'drills', '2026-10-05', 'drill.json'), '{')
    expect(outcome(CONTROL)).toMatchObject({ outcome: 'unknown' })
  }, 60_000)

  it('that is killed while it compares is whole, and goes through the next time', async () => {
    const { data, run } = await anEstateToRun()
    const came = join(data, 'came.ndjson')
    // Those that were cut off would fall short.
    const whole = manyEvents(4_000, 0, 7).filter((line) => line.endsWith('"}'))
    writeFileSync(came, [...whole, JSON.stringify(signIn), JSON.stringify(audit)].join('\n'))
    run('logs', 'import', came)
    const started = run('logs', 'drill', 'start', '--day', '2026-10-05', '--format', 'json')
    expect(started.code).toBe(0)
    const random = mulberry(seedOfRun())
    for (let round = 0; round < 5; round += 1) {
      const { child, ended } = keywardBeside(['logs', 'drill', 'compare', came, '--data', data])
      const timer = setTimeout(() => child.kill('SIGKILL'), 300 + random() * 1_500)
      await ended
      clearTimeout(timer)
      const listed = JSON.parse(run('logs', 'drill', '--format', 'json').stdout) as Listed
      expect(listed.drills).toHaveLength(1)
      expect(['waiting', 'agrees']).toContain(listed.drills[0]?.state)
    }
    const { result } = JSON.parse(
      run('logs', 'drill', 'compare', came, '--format', 'json').stdout,
    ) as Compared
    expect(result.short).toEqual([])
    for (const { ours, both } of result.logs) expect(both).toBe(ours)
  }, 120_000)

  it.each([
    [['strat'], /there is no such act/],
    [['start', 'file'], /it takes no files/],
    [['start', '--day', 'yesterday'], /that is no day/],
    [['compare'], /drill-unknown/],
    [['compare', 'x', '--nothing-came'], /files were given too/],
    [['start', '--came', '2026-11-22T08:00:00Z'], /--came: it is for .* compare \[option-invalid\]/],
    [['start', '--drill', '2026-10-05'], /--drill: it is for .* compare /],
    [['start', '--nothing-came'], /--nothing-came: it is for .* compare /],
    [['--nothing-came'], /--nothing-came: it is for .* compare /],
    [['--day', '2026-10-05'], /--day: it is for .* start /],
    [['--author', 'Olga'], /--author: it is for .* start or compare /],
    [['compare', '--from', 'Harbour'], /--from: it is for .* start /],
  ])('is refused for %j', async (argv, why) => {
    const { run } = await anEstateToRun()
    const { code, stderr } = run('logs', 'drill', ...argv)
    expect(code).toBe(2)
    expect(stderr).toMatch(why)
  })
})

it.each(['handover', 'drill'])('the help of logs %s fits 80 columns', (name) => {
  const { code, stdout } = keyward(['logs', name, '--help'])
  expect(code).toBe(0)
  const options = stdout.slice(0, stdout.indexOf('Examples:')).split('\n')
  expect(options.filter((line) => line.length > 80)).toEqual([])
})
