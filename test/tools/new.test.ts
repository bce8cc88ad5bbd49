/** Scaffolds into a copy of the repository, so that what is generated from it is real and nothing here changes. */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { scaffold } from '../../tools/new.ts'

const repository = fileURLToPath(new URL('../..', import.meta.url))
let copy: string

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'keyward-new-'))
  for (const part of ['src', 'tools', 'test/builders', 'tsconfig.json', 'package.json'])
    cpSync(join(repository, part), join(copy, part), { recursive: true })
  symlinkSync(join(repository, 'node_modules'), join(copy, 'node_modules'), 'junction')
})

afterAll(() => rmSync(copy, { recursive: true, force: true }))

function node(...argv: string[]) {
  const env = { ...process.env, KEYWARD_SHARED: join(copy, 'nowhere') }
  const { status, stdout, stderr } = spawnSync(process.execPath, argv, { cwd: copy, encoding: 'utf8', env })
  return { status, said: `${stdout}${stderr}` }
}

const generate = () => node('tools/generate.ts')

/** Prints what the scaffolded control says of each of its examples, and what the example expects. */
const JUDGE = `
  import { judge } from '#pipeline/judge.ts'
  import { examples } from '#controls/logs/kept-for-a-year.examples.ts'
  import { factsOf, NOW, theDecisions } from './test/builders/index.ts'
  const { control } = examples
  const outcomes = examples.examples.map(({ given, coverage, then }) => ({
    then, said: judge(control, factsOf(given, coverage), { now: NOW, decisions: theDecisions() }).outcome }))
  console.log(JSON.stringify(outcomes))`

describe('a scaffolded catalogue', () => {
  it('takes one item of every kind, is registered and type-checks', () => {
    scaffold(copy, 'control', 'logs/kept-for-a-year')
    scaffold(copy, 'dataset', 'sign-in-activities')
    scaffold(copy, 'report', 'sarif')
    expect(generate()).toMatchObject({ status: 0 })
    scaffold(copy, 'collector', 'signInActivities')
    expect(generate()).toMatchObject({ status: 0 })

    const types = node('node_modules/typescript-7/bin/tsc', '--noEmit', '-p', '.')

    expect(types).toEqual({ status: 0, said: '' })
    const registry = readFileSync(join(copy, 'src/controls/controls.generated.ts'), 'utf8')
    expect(registry).toContain('keptForAYear')
  })

  it('judges nothing yet: its examples of a verdict fail, and none of them is passed', () => {
    const { status, said } = node('--input-type=module', '--eval', JUDGE)

    expect(status, said).toBe(0)
    const outcomes = JSON.parse(said) as { then: string; said: string }[]
    expect(outcomes.map((one) => one.said)).not.toContain('pass')
    expect(outcomes.filter((one) => one.then === 'pass' || one.then === 'fail')).toEqual([
      { then: 'pass', said: 'unknown' },
      { then: 'fail', said: 'unknown' },
      { then: 'pass', said: 'unknown' },
    ])
  })

  it('is laid out and linted as everything else is', () => {
    const files = ['src/controls/logs', 'src/collectors/sign-in-activities.ts', 'src/reports/sarif.ts']
    const biome = join(repository, 'node_modules/@biomejs/biome/bin/biome')
    const oxlint = join(repository, 'node_modules/oxlint/bin/oxlint')
    cpSync(join(repository, 'biome.json'), join(copy, 'biome.json'))

    expect(node(biome, 'format', '--vcs-enabled=false', ...files)).toMatchObject({ status: 0 })
    expect(node(oxlint, '--config', join(repository, '.oxlintrc.json'), ...files)).toMatchObject({
      status: 0,
    })
  })

  it('says what to do next', () => {
    const { next } = scaffold(copy, 'control', 'logs/exported-somewhere')

    expect(next.join('\n')).toContain('src/controls/logs/exported-somewhere.ts')
    expect(next.join('\n')).toMatch(/npm run generate[\s\S]*npm test/)
  })
})

describe('a name', () => {
  it.each([
    ['control', 'registered-everywhere', /folder\/some-sentence/],
    ['control', 'mfa/Registered', /lower-case words/],
    ['control', '../outside/of-it', /folder\/some-sentence/],
    ['control', '../outside', /lower-case words/],
    ['control', 'mfa/a/b', /folder\/some-sentence/],
    ['control', '', /folder\/some-sentence/],
    ['collector', 'no-such-dataset', /there is no dataset noSuchDataset/],
    ['dataset', 'sign_ins', /lower-case words/],
    ['report', 'two-words', /more than one word/],
    ['report', 'default', /word of JavaScript/],
    ['toString', 'users', /npm run new control/],
    ['gadget', 'users', /npm run new control/],
  ])('is refused: %s %s', (kind, name, reason) => {
    expect(() => scaffold(copy, kind, name)).toThrow(reason)
  })

  it.each([
    ['control', 'mfa/enabled-on-every-account'],
    ['collector', 'users'],
    ['dataset', 'users'],
    ['report', 'csv'],
  ])('that is taken stays as it is: %s %s', (kind, name) => {
    const folder = {
      control: 'controls',
      collector: 'collectors',
      dataset: 'model/records',
      report: 'reports',
    }
    const path = join(copy, 'src', folder[kind as keyof typeof folder], `${name}.ts`)
    const before = readFileSync(path, 'utf8')

    expect(() => scaffold(copy, kind, name)).toThrow(/is there already/)

    expect(readFileSync(path, 'utf8')).toBe(before)
  })
})
