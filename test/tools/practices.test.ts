/** Every sentence of Microsoft's page is served by something that exists. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { commands as allCommands } from '#cli/commands.generated.ts'
import { allControls } from '#controls/controls.generated.ts'
import { practiceSentences } from '#model/practices.ts'
import { sharedFolder } from '../shared-data.ts'
import { hashOfSentence, sentencesOf } from './practice-sentences.ts'

const page = join(sharedFolder, 'practices', 'customer-security-best-practices.md')
const guides = new URL('../../docs/guide/', import.meta.url)

describe('the sentences of the practices', () => {
  it.each(practiceSentences.map((one) => [one.hash, one] as const))('%s is served', async (_, sentence) => {
    const { controls, commands, guides: pages } = sentence
    const known = new Set(allControls.map(({ id }) => id))

    expect(controls.filter((id) => !known.has(id))).toEqual([])
    expect(pages.filter((name) => !existsSync(new URL(`${name}.md`, guides)))).toEqual([])
    for (const line of commands) expect(await missingOf(line), line).toEqual([])
    expect(controls.length + commands.length, sentence.asks).toBeGreaterThan(0)
  })

  it.runIf(existsSync(page))('are those of the page, all of them and in its order', () => {
    const hashes = sentencesOf(readFileSync(page, 'utf8')).map(hashOfSentence)

    expect(practiceSentences.map(({ hash }) => hash)).toEqual(hashes)
  })

  it('every practice has a control', () => {
    const practices = new Set(allControls.map(({ practice }) => practice))

    expect([...practices].toSorted()).toEqual(
      Array.from({ length: 10 }, (_, index) => `p${index + 1}`).toSorted(),
    )
  })
})

/** The words of a command line that there are not: the command itself, or an option. */
async function missingOf(line: string): Promise<readonly string[]> {
  const [first = '', second = '', ...others] = line.split(' ')
  const isOfTwo = allCommands[`${first} ${second}`] !== undefined
  const name = isOfTwo ? `${first} ${second}` : first
  const rest = isOfTwo ? others : [second, ...others]
  const load = allCommands[name]
  if (load === undefined) return [name]
  const { options } = await load()
  const flags = options.map(({ flags: words }) => words.split(' ')[0])
  return rest.filter((word) => word.startsWith('--') && !flags.includes(word))
}
