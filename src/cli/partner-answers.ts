/** `keyward partners --answers FILE`: keeps what a provider answered, and says what of the file was left out. */
import { safeText } from '#model/text/safe-text.ts'
import { counted, listed } from '#model/text/words.ts'
import { type TakenAnswers, takeAnswers } from '#pipeline/partner-answers.ts'
import { openSession } from '#pipeline/session.ts'
import { type Context, dataFolder } from './context.ts'
import { authorOf } from './decision.ts'
import { print } from './output.ts'

const MOST_IGNORED = 20

/** @throws KeywardError as `takeAnswers` */
export async function keepAnswers(
  context: Context,
  values: Readonly<Record<string, unknown>>,
  file: string,
  partner: string | undefined,
): Promise<number> {
  const session = await openSession(dataFolder(values['data'], context.env))
  try {
    const store = await session.tenant(values['tenant'] as string | undefined)
    const taken = await takeAnswers(store, { file, partner, author: authorOf(values), now: context.now() })
    const asJson = values['format'] === 'json'
    await print(context.stdout, asJson ? `${JSON.stringify(taken, null, 2)}\n` : words(taken))
    return 0
  } finally {
    await session.close()
  }
}

function words({ partner, taken, open, ignored }: TakenAnswers): string {
  const more = ignored.length - MOST_IGNORED
  const lines = [
    `Kept: ${counted(taken.length, 'answer')} of ${safeText(partner.name)}${taken.length > 0 ? `: ${listed(taken)}` : ''}`,
    ...(open.length > 0 ? [`Not answered: ${listed(open)}`] : []),
    ...ignored.slice(0, MOST_IGNORED).map((why) => `Left out: ${safeText(why)}`),
    ...(more > 0 ? [`Left out: ${more} more`] : []),
    // By its id: a name may hold anything, and people copy the line into a shell.
    `Next: keyward partners ${safeText(partner.id)}`,
  ]
  return `${lines.join('\n')}\n`
}
