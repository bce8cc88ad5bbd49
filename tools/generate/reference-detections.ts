/** docs/reference/detections.md and log-events.md: the rules, and the columns that rules and searches ask for. */
import { textColumns } from '#model/events/log-event.ts'
import { parseRules } from '#sigma/parse.ts'
import { ownRules, readRuleFiles } from '#store/input/rule-files.ts'

const INTRODUCTION = `What \`keyward logs detect\` looks for by itself. Each is a Sigma rule in \`src/detections\`, with events beside it that it fires
on and events that it is silent on; both are tested on every run. Rules of the level *informational* that a count is
made of report nothing by themselves.`

type Head = ReturnType<typeof parseRules>['rules'][number]['head']

/** The pages about logs. */
export async function detectionPages(note: string) {
  const { rules, correlations } = parseRules(await readRuleFiles(ownRules))
  const heads = [...rules, ...correlations].map(({ head }) => head)
  const areas = Map.groupBy(heads, ({ file }) => file.split('/')[0] ?? '')
  const parts = [...areas.entries()]
    .toSorted()
    .map(([area, own]) => `## ${area}\n\n${own.toSorted(byFile).map(partOf).join('\n')}`)
  return [
    {
      path: 'docs/reference/detections.md',
      text: `${note}# Detections\n\n${INTRODUCTION}\n\n${parts.join('\n')}`,
    },
    { path: 'docs/reference/log-events.md', text: `${note}${columnsPage()}` },
  ]
}

const byFile = (one: Head, other: Head): number =>
  one.file.localeCompare(other.file) || one.title.localeCompare(other.title)

function partOf({ title, level, description, tags, falsePositives, references, file }: Head): string {
  const attack = tags
    .filter((tag) => /^attack\.t\d/.test(tag))
    .map((tag) => tag.slice('attack.'.length).toUpperCase())
  return [
    `### ${title}`,
    '',
    `${(description ?? '').trim()}`,
    '',
    `- Level: ${level ?? 'none'}${attack.length > 0 ? `; ATT&CK ${attack.join(', ')}` : ''}`,
    `- Not an attack when: ${falsePositives.join(' ')}`,
    `- Rule: \`${file}\`${references.length > 0 ? `; ${references.map((url) => `<${url}>`).join(', ')}` : ''}`,
    '',
  ].join('\n')
}

function columnsPage(): string {
  const rows = Object.entries(textColumns).map(
    ([name, column]) =>
      `| \`${name}\` | ${column.is}${'holds' in column ? ` (JSON: ${column.holds})` : ''} |`,
  )
  return [
    '# Events of logs',
    '',
    'Every event in the store of logs has these columns, whichever log and whichever export it came from; what its record does',
    'not tell is null. Beside them stand `time` (when it happened), `seen` (when the service let it be seen, where it says),',
    '`whole` (false for a row that was cut off) and `raw`, the record as it was exported. Searches and rules ask for columns by',
    'these names; rules of other people are read by the map in `src/detections/field-map.yml`.',
    '',
    '| Column | Holds |',
    '|---|---|',
    ...rows,
    '',
  ].join('\n')
}
