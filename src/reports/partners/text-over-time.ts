/** What a partner had, what it lost and whom it named, for a person at a terminal. */
import type { Channel } from '#access/partners/sighting.ts'
import { channelNames } from '#access/partners/words.ts'
import type { PartnerReport, ReportedPartner } from '#model/partner-report.ts'
import { safeText } from '#model/text/safe-text.ts'
import { hanging, type Page, title } from '../text/page.ts'
import { goneWords, rosterWords } from './words.ts'

const channelName = (kind: string): string => channelNames[kind as Channel] ?? kind

/** What it had and has no more, for 90 days. */
export function goneLines({ gone: lost }: Pick<ReportedPartner, 'gone'>, page: Page): string[] {
  if (lost.length === 0) return []
  return [
    ...title(page, 'No longer there'),
    ...goneWords(lost).flatMap(([channel, words]) =>
      hanging(page, `  ${channelName(channel).padEnd(30)}`, words),
    ),
  ]
}

/** Partners that are on the register no more. */
export function formerLines({ former: left }: PartnerReport, page: Page): string[] {
  if (left.length === 0) return []
  return [
    ...title(page, 'No longer there'),
    ...left.flatMap(({ name, gone: lost }) =>
      goneWords(lost).flatMap(([channel, words]) =>
        hanging(page, '  ', `${safeText(name)}, ${channelName(channel)}: ${words}`),
      ),
    ),
  ]
}

/** Nothing where it gave none: the letter is what asks for it. */
export function rosterLines({ roster: list }: ReportedPartner, page: Page): string[] {
  if (list === undefined) return []
  // By its id: a name may hold anything, and people copy the line into a shell.
  const how = `keyward attest "${list.id}" --reason …`
  return [
    ...title(page, 'Its people, as it named them'),
    ...hanging(page, '  ', safeText(rosterWords(list))),
    ...(list.state === 'attested' ? [] : hanging(page, '  ', safeText(how))),
    ...list.gained.flatMap((what) => hanging(page, '  gained  ', safeText(what))),
    ...list.lost.flatMap((what) => hanging(page, '  lost    ', safeText(what))),
  ]
}
