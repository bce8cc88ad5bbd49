import { catalogue, registryModule } from './registry.ts'

const isReport = (value: unknown): value is { format: string } =>
  typeof value === 'object' &&
  value !== null &&
  'format' in value &&
  'mediaType' in value &&
  'render' in value

/** src/reports/reports.generated.ts: every format of src/reports/. */
export async function reportRegistry(root: string) {
  const items = await catalogue(root, 'reports', isReport)
  for (const { constant, value } of items) {
    const { format } = value as { format: string }
    if (format !== constant)
      throw new Error(`report ${format} must be exported as ${format}, not ${constant}`)
  }
  const body = `export const allReports = [${items.map(({ constant }) => constant).join(', ')}] as const`
  return { path: 'src/reports/reports.generated.ts', text: registryModule('the report formats', body, items) }
}
