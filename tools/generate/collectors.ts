import { catalogue, registryModule } from './registry.ts'

const isCollector = (value: unknown): value is { produces: string } =>
  typeof value === 'object' && value !== null && 'produces' in value && 'source' in value

/** src/collectors/collectors.generated.ts: every collector in collectors/. */
export async function collectorRegistry(root: string) {
  const items = await catalogue(root, 'collectors', isCollector)
  const list = items.map(({ constant }) => `  ${constant},`).join('\n')
  const body = `export const allCollectors: readonly Collector[] = [\n${list}\n]`
  const text = registryModule('the collectors', body, items).replace(
    '\n\n',
    "\nimport type { Collector } from '#collectors/collector.ts'\n\n",
  )
  return { path: 'src/collectors/collectors.generated.ts', text }
}
