import { stripVTControlCharacters } from 'node:util'
import { describe, expect, test } from 'vitest'
import { type ProgressOptions, startProgress } from '#cli/terminal/progress.ts'

const SHOW_CURSOR = '\u001b[?25h'

function aTerminal(changes: Partial<ProgressOptions> = {}) {
  const written: string[] = []
  const clock = { time: 0 }
  const stream = { write: (text: string) => written.push(text) }
  const progress = startProgress(stream, {
    isTTY: true,
    columns: 80,
    now: () => clock.time,
    colour: false,
    ...changes,
  })
  /** Moves the clock, then updates. */
  const after = (milliseconds: number, act: () => void) => {
    clock.time += milliseconds
    act()
  }
  return { progress, written, after, shown: () => linesOf(written.at(-1) ?? '') }
}

const linesOf = (text: string) => stripVTControlCharacters(text).replaceAll('\r', '').split('\n').slice(0, -1)

describe('on a terminal', () => {
  test('a task shows its bar, its count and, once it is known, the time left', () => {
    const { progress, after, shown } = aTerminal()
    const users = progress.task('users', 'Users')

    for (let done = 100; done <= 1_000; done += 100) after(1_000, () => users.update({ done, total: 10_000 }))

    expect(shown()).toEqual(['· Users  ██░░░░░░░░░░░░░░░░░░░░░░  1,000 of 10,000, about 2 min left'])
  })

  test('there is no estimate before there is anything to estimate from', () => {
    const { progress, after, shown } = aTerminal()
    const users = progress.task('users', 'Users')

    after(500, () => users.update({ done: 1, total: 100 }))

    expect(shown()[0]).toMatch(/1 of 100$/)
  })

  test('each frame goes up over the last one and leaves the cursor visible', () => {
    const { progress, after, written } = aTerminal()
    const users = progress.task('users', 'Users')
    progress.task('groups', 'Groups')

    after(200, () => users.update({ done: 5 }))

    expect(written.at(-1)).toContain('\u001b[2A\r\u001b[J')
    expect(written.every((frame) => frame.endsWith(SHOW_CURSOR))).toBe(true)
  })

  test('rows that a narrower terminal has broken are cleared too', () => {
    let columns = 80
    const { progress, after, written } = aTerminal({ columns: () => columns })
    const users = progress.task('users', 'Users')
    for (const done of [1_000, 2_000, 3_000]) after(1_500, () => users.update({ done, total: 10_000 }))

    columns = 30
    after(200, () => users.update({ done: 3_100 }))

    expect(written.at(-1)).toContain('\u001b[3A')
    expect(linesOf(written.at(-1) ?? '').every((line) => line.length < 30)).toBe(true)
  })

  test('updates faster than a frame are not drawn one by one', () => {
    const { progress, after, written } = aTerminal()
    const users = progress.task('users', 'Users')

    for (let done = 0; done < 1_000; done++) after(1, () => users.update({ done }))

    expect(written.length).toBeLessThan(15)
  })

  test('the block keeps to its lines, and says what it leaves out', () => {
    const { progress, shown } = aTerminal({ maxLines: 4 })

    const tasks = Array.from({ length: 9 }, (_, at) => progress.task(`${at}`, `Task ${at}`))
    tasks.slice(0, 5).forEach((task) => {
      task.finish()
    })

    expect(shown()).toHaveLength(4)
    expect(shown().at(-1)).toBe('  and 6 more, 5 of them done')
  })

  test('an end says how much and how long, a failure says why', () => {
    const { progress, after, shown } = aTerminal()
    const users = progress.task('users', 'Users')
    const groups = progress.task('groups', 'Groups')

    after(65_000, () => users.update({ done: 41_200 }))
    users.finish()
    groups.fail('denied\u001b[2J')

    expect(shown()).toEqual(['✓ Users   done, 41,200 in 1 min 5 s', '✗ Groups  failed: denied‹U+001B›[2J'])
  })

  test('a total that was too low is not shown as if it were one', () => {
    const { progress, after, shown } = aTerminal()
    const users = progress.task('users', 'Users')

    for (const done of [80, 120]) after(1_500, () => users.update({ done, total: 100 }))

    expect(shown()[0]).toMatch(/ 120$/)
  })

  test('a failure stays in sight where not all tasks fit', () => {
    const { progress, shown } = aTerminal({ maxLines: 3 })
    const tasks = Array.from({ length: 9 }, (_, at) => progress.task(`${at}`, `Task ${at}`))

    tasks[8]?.fail('denied')

    expect(shown()[0]).toBe('✗ Task 8  failed: denied')
  })

  test('after stop nothing is written any more and the cursor is there', () => {
    const { progress, written } = aTerminal()
    const users = progress.task('users', 'Users')

    progress.stop()
    const before = written.length
    users.update({ done: 9 })
    users.finish()
    progress.stop()

    expect(written).toHaveLength(before)
    expect(written.at(-1)).toBe(SHOW_CURSOR)
  })

  test('without colour no colour is written, with it one is', () => {
    const plain = aTerminal()
    const coloured = aTerminal({ colour: true })
    for (const { progress } of [plain, coloured]) progress.task('users', 'Users').finish()

    expect(plain.written.join('')).not.toMatch(/\p{Cc}\[\d+m/u)
    expect(coloured.written.join('')).toMatch(/\p{Cc}\[\d+m/u)
  })
})

describe('in a log', () => {
  test('a task has a line at its start and end and at most one every five seconds between', () => {
    const { progress, after, written } = aTerminal({ isTTY: false })
    const users = progress.task('users', 'Users')

    for (let done = 10; done <= 120; done += 10) after(1_000, () => users.update({ done, total: 240 }))
    users.finish('2 broken records set aside')
    progress.stop()

    expect(written).toEqual([
      'Users: started\n',
      'Users: 50 of 240, about 20 s left\n',
      'Users: 100 of 240, about 10 s left\n',
      'Users: done, 120 in 12 s, 2 broken records set aside\n',
    ])
  })
})
