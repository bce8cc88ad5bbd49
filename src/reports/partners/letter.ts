/** The letter to a provider, as text to put into a mail. */
import type { LetterKey, PartnerLetter } from '#access/partners/plans/letter.ts'
import { safeText } from '#model/text/safe-text.ts'
import { wrap } from '#model/text/width.ts'

const WIDTH = 76

/** The letter as text, at the width of mail. */
export function letterText(letter: PartnerLetter): string {
  const { to, from, date, tasks, keys, questions } = letter
  const paragraphs = [
    [`${safeText(from)}`, `${date}`],
    [`To ${safeText(to)}: your keys to our tenant`],
    lines(
      'We have looked at who can act in our Microsoft tenant. This is what you hold today. Please confirm what you need, and tell us what we can take away.',
    ),
    tasks.length > 0
      ? lines(`As we understand it, you are there for this: ${tasks.map(safeText).join('; ')}.`)
      : lines('We have no agreed list of your tasks. Please name them.'),
    keyLines('What we think you need, and keep', keys, 'keep'),
    keyLines('What no agreed task needs, and we mean to remove', keys, 'remove'),
    keyLines('What you hold, for which task is not agreed', keys, 'explain'),
    [
      'Please answer:',
      ...questions.flatMap(({ asks, evidence }, index) => [
        ...hung(`${index + 1}. `, asks),
        ...hung('   ', `What would do: ${evidence}.`),
      ]),
    ],
    lines(
      'We review this each quarter. What nobody confirms we remove, after telling you. The questions are those of Microsoft’s security best practices for partners.',
    ),
  ]
  return `${paragraphs
    .filter((paragraph) => paragraph.length > 0)
    .map((paragraph) => paragraph.join('\n'))
    .join('\n\n')}\n`
}

const lines = (text: string): string[] => [...wrap(text, WIDTH)]

function hung(lead: string, text: string): string[] {
  return [...wrap(safeText(text), WIDTH - lead.length)].map(
    (line, index) => `${index === 0 ? lead : ' '.repeat(lead.length)}${line}`,
  )
}

function keyLines(heading: string, keys: readonly LetterKey[], wish: LetterKey['wish']): string[] {
  const own = keys.filter((key) => key.wish === wish)
  if (own.length === 0) return []
  return [`${heading}:`, ...own.flatMap(({ what, where }) => hung('  - ', `${what}, ${where}`))]
}
