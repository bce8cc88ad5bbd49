/** The sentences of Microsoft's page as it came, for holding our list against it. */
import { createHash } from 'node:crypto'

/** Everything between the line and "See also" that asks or says something, a sentence each. */
export function sentencesOf(page: string): readonly string[] {
  const body = page.slice(page.indexOf('___') + 3, page.indexOf('## See also'))
  const blocks = body
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith(':::'))
  return blocks.flatMap((block) => sentences(plain(block)))
}

/** Links by their words, without emphasis and list marks. */
function plain(block: string): string {
  return block
    .replace(/^[-*]\s+/, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll('*', '')
    .replace(/\s+/g, ' ')
    .trim()
}

function sentences(text: string): readonly string[] {
  return text
    .split(/(?<=[.:])\s+(?=[A-Z])/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '')
}

/** What our list keeps of a sentence: enough to see that it is still the same one. */
export function hashOfSentence(sentence: string): string {
  return createHash('sha256').update(sentence.toLowerCase()).digest('hex').slice(0, 12)
}
