/** The page that an investigator reads first. */
import { safeText } from '#model/text/safe-text.ts'
import { count } from '#model/text/words.ts'

export interface CaseFacts {
  readonly tenant: string
  readonly tenantName: string | null
  readonly made: string
  readonly author: string
  readonly users: readonly string[]
  readonly partners: readonly string[]
  readonly since: string | null
  readonly until: string | null
  readonly events: number
  readonly recovered: number
  readonly undated: number
  /** Of the events, ISO 8601. */
  readonly first: string | null
  readonly last: string | null
  readonly rulesRan: number
  readonly rulesThatHit: number
  readonly hits: number
  readonly snapshots: number
  /** What is missing from the picture, in sentences. */
  readonly gaps: readonly string[]
}

/** Markdown reads some characters as its own: names that people typed stand as code. */
const code = (text: string): string => `\`${safeText(text).replaceAll('`', "'")}\``

/** The text. */
export function caseReadme(facts: CaseFacts): string {
  const { users, partners, since, until, gaps } = facts
  const span = `from ${since ?? 'the beginning of the store'} to ${until ?? 'the end of the store'}`
  return `# Case: logs of ${facts.tenantName === null ? code(facts.tenant) : `${code(facts.tenantName)} (${code(facts.tenant)})`}

Made on ${facts.made} by ${code(facts.author)} with keyward logs case. All times are UTC.

## What was asked for

- Accounts: ${users.length === 0 ? 'all' : users.map(code).join(', ')} (what they did, and what was done to them)
- Partners: ${partners.length === 0 ? (users.length === 0 ? 'all' : 'none of their own') : partners.map(code).join(', ')}
- Time: ${span}

## What is here

| File | Holds |
|---|---|
| events.ndjson | ${count(facts.events)} events as they were exported or answered, one a line, nothing taken out; keyward logs import reads it again |
| timeline.csv | the same events in columns, for a spreadsheet; cells that a spreadsheet would run begin with an apostrophe |
| timeline.html | the same as a page, without script; nothing is fetched when it is opened |
| coverage.json | for each log and day: how many events the store holds, which hours the ledger proves were asked for and answered, silences |
| detections.json | the rules that found something among these events, and every rule that could not look, with its reason |
| snapshots/ | the sealed manifests of ${count(facts.snapshots)} snapshots of the tenant's settings of that time |
| partners/ | the page of each partner in question, from the latest snapshot |
| manifest.json | every file with its SHA-256 |

${count(facts.events)} events${facts.first === null ? '' : ` from ${facts.first} to ${facts.last}`}; ${count(facts.recovered)} of them are rows that were cut off in the export and hold what could be read; ${count(facts.undated)} have no time that can be read. ${count(facts.rulesRan)} rules ran; ${count(facts.rulesThatHit)} of them found ${count(facts.hits)} of these events.

## What is not known

${gaps.length === 0 ? 'Every log that is asked for is there.' : gaps.map((gap) => `- ${safeText(gap)}`).join('\n')}

An event that is not here did not necessarily not happen: coverage.json says of which hours that is proven. A log that was imported, and not collected, has no such proof.

## How to check it

    keyward logs case --verify FOLDER

names every file that was changed, added or lost. Without Keyward: each \`sha256\` in manifest.json is what \`sha256sum\` prints for the file. The hash of manifest.json itself was printed when the case was made; whoever made it keeps it apart from the folder, and \`--expect HASH\` compares it.
`
}
