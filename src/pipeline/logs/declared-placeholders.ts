/** What the customer declared, for rules that wait to be told: without it they are off. */
import { breakGlassNames } from '#access/declared.ts'
import type { Placeholders } from '#sigma/placeholders.ts'
import type { TenantStore } from '#store/store.ts'

/** The placeholders of the tenant's declarations; what is set by hand stands before them. */
export async function placeholdersOf(
  tenant: Pick<TenantStore, 'decisions'>,
  set: Placeholders = new Map(),
): Promise<Placeholders> {
  const breakGlass = [...breakGlassNames(await tenant.decisions.view())]
  return new Map([...(breakGlass.length === 0 ? [] : [['break_glass', breakGlass] as const]), ...set])
}
