/** A case that was made or checked, for people. */
import { safeText } from '#model/text/safe-text.ts'
import { wrap } from '#model/text/width.ts'
import { counted } from '#model/text/words.ts'
import type { MadeCase } from '#pipeline/logs/case.ts'
import type { VerifiedCase } from '#pipeline/logs/case-verify.ts'

/** What was made. */
export function madeCaseText(
  { folder, events, hits, files, sha256, gaps }: MadeCase,
  columns: number,
): string {
  return [
    ...wrap(
      safeText(
        `Made ${folder}: ${counted(events, 'event')}, ${counted(hits, 'hit')} of rules, ${counted(files.length, 'file')}. Read readme.md first.`,
      ),
      columns,
    ),
    '',
    'Keep this hash of manifest.json apart from the folder:',
    `  ${sha256}`,
    ...(gaps.length === 0 ? [] : ['', 'Not known:']),
    ...gaps.flatMap((gap) => wrap(safeText(gap), columns - 2).map((line) => `  ${line}`)),
    '',
  ].join('\n')
}

/** What a check found. */
export function verifiedCaseText(checked: VerifiedCase): string {
  const { intact, files, sha256, isExpected, changed, added, lost } = checked
  const list = (title: string, paths: readonly string[]) =>
    paths.map((path) => `  ${title} ${safeText(path)}`)
  return [
    intact
      ? `As it was made: ${counted(files, 'file')}, every hash as in the manifest.`
      : 'Not as it was made:',
    ...list('changed', changed),
    ...list('added  ', added),
    ...list('lost   ', lost),
    ...(isExpected === false ? ['  the manifest is not the one that is expected'] : []),
    `manifest.json  ${sha256}${isExpected === undefined ? '  (compare with the hash that was kept)' : ''}`,
    '',
  ].join('\n')
}
