/** Running our rules, and other people's, over the logs of a tenant (design §7). */
import type { DetectionReport } from '#model/detection.ts'
import type { LogSource } from '#model/events/log-event.ts'
import { parseFieldMap } from '#sigma/field-map.ts'
import { parseRules, type RuleFile } from '#sigma/parse.ts'
import type { Placeholders } from '#sigma/placeholders.ts'
import { ownRules, readFieldMap, readRuleFiles } from '#store/input/rule-files.ts'
import type { LogRange } from '#store/log-store/log-store.ts'
import type { TenantStore } from '#store/store.ts'
import { type DetectionEvents, detect } from './detect.ts'

export interface HuntOptions {
  /** Further folders or files of rules. */
  readonly rules?: readonly string[]
  /** Without Keyward's own. */
  readonly withoutOwn?: boolean
  readonly placeholders?: Placeholders
  readonly range?: LogRange
  /** Hits to list of each rule; they are counted whatever it is. */
  readonly limit?: number
  readonly signal?: AbortSignal
}

/** Of each of the two databases that look through two logs at once. */
const MEMORY = '448MB'

/** Looks for what rules describe. @throws KeywardError `input-not-found`, `input-unreadable` for folders of rules */
export async function hunt(
  tenant: Pick<TenantStore, 'logs'>,
  options: HuntOptions = {},
): Promise<DetectionReport> {
  const { rules: folders = [], withoutOwn = false, placeholders, range = {}, limit, signal } = options
  const files: RuleFile[] = withoutOwn ? [] : [...(await readRuleFiles(ownRules))]
  for (const folder of new Set(folders)) {
    const found = await readRuleFiles(folder)
    // Two collections may name their files alike.
    files.push(
      ...found.map((file) => ({ ...file, name: file.name === folder ? folder : `${folder}/${file.name}` })),
    )
  }
  const map = parseFieldMap(await readFieldMap())
  const there = new Set((await tenant.logs.manifest()).files.map(({ source }) => source))
  const beside: DetectionEvents['beside'] = (work) =>
    tenant.logs.read(range, ({ connection }) => work(connection), { memory: MEMORY })
  return tenant.logs.read(
    range,
    ({ connection, relationOf }) =>
      detect(
        {
          connection,
          relationOf: (source: LogSource) => (there.has(source) ? relationOf(source) : undefined),
          beside,
        },
        {
          rules: parseRules(files),
          map,
          ...(placeholders ? { placeholders } : {}),
          ...(limit === undefined ? {} : { limit }),
          ...(signal ? { signal } : {}),
        },
      ),
    { memory: MEMORY },
  )
}
