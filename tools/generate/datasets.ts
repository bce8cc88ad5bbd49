import { catalogue, registryModule } from './registry.ts'

const isDataset = (value: unknown): value is { name: string } =>
  typeof value === 'object' && value !== null && 'record' in value && 'key' in value && 'name' in value

/** src/model/datasets.generated.ts: every dataset definition in model/records/. */
export async function datasetRegistry(root: string) {
  const items = await catalogue(root, 'model/records', isDataset)
  for (const { constant, value } of items) {
    const { name } = value as { name: string }
    if (name !== constant)
      throw new Error(`dataset ${name} must be exported under its own name, not ${constant}`)
  }
  const body = `export const allDatasets = {\n${items.map(({ constant }) => `  ${constant},`).join('\n')}\n} as const`
  return { path: 'src/model/datasets.generated.ts', text: registryModule('the datasets', body, items) }
}
