import { catalogue, registryModule } from './registry.ts'

const isRequirement = (value: unknown): value is { framework: string; id: string } =>
  typeof value === 'object' && value !== null && 'framework' in value && 'readings' in value

/** src/frameworks/requirements.generated.ts: every requirement, in the order of its framework's numbers. */
export async function requirementRegistry(root: string) {
  const items = await catalogue(root, 'frameworks', isRequirement)
  for (const { file, value } of items) {
    const { framework, id } = value as { framework: string; id: string }
    const number = /(\d+\.\d+)v\d+$/.exec(id)?.[1]
    if (!file.startsWith(`frameworks/${framework}/${number}-`))
      throw new Error(`requirement ${id} must be in frameworks/${framework}/${number}-….ts, not ${file}`)
  }
  const list = items.map(({ constant }) => `  ${constant},`).join('\n')
  const body = `export const allRequirements = [\n${list}\n] as const`
  return {
    path: 'src/frameworks/requirements.generated.ts',
    text: registryModule('the requirements of frameworks', body, items),
  }
}
