import { catalogue, registryModule } from './registry.ts'

const isControl = (value: unknown): value is { id: string } =>
  typeof value === 'object' &&
  value !== null &&
  'practice' in value &&
  'evaluate' in value &&
  'needs' in value

/** src/controls/controls.generated.ts: every control, sorted by id, which is the path of its file. */
export async function controlRegistry(root: string) {
  const items = await catalogue(root, 'controls', isControl)
  for (const { file, value } of items) {
    const { id } = value as { id: string }
    if (file !== `controls/${id}.ts`)
      throw new Error(`control ${id} must be in controls/${id}.ts, not ${file}`)
  }
  const list = items.map(({ constant }) => `  ${constant},`).join('\n')
  const body = `export const allControls = [\n${list}\n] as const`
  return { path: 'src/controls/controls.generated.ts', text: registryModule('the controls', body, items) }
}
